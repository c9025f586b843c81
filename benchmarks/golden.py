"""The project's own golden pages as a little corpus: what the gate measures where no corpora lie around."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import scores

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["ROOT", "Golden", "digest", "figures", "find"]

ROOT = Path(__file__).parents[1]
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Golden:
    """A saved page, the Markdown expected of it, and the rules it is cleaned with."""

    name: str
    page: Path
    expected: Path
    rules: Path | None = None


def find(root: Path = ROOT) -> list[Golden]:
    """The pairs below `raw/` and `clean/`, then those in `tests/pages/`; only pages with an expectation."""
    pairs = []
    rules = root / "sources.yaml"
    for expected in sorted((root / "clean").rglob("*.md")):
        name = expected.relative_to(root / "clean").with_suffix("")
        for page in sorted((root / "raw").glob(f"{name}.*")):
            pairs.append(Golden(f"raw/{name}", page, expected, rules if rules.exists() else None))
    for expected in sorted((root / "tests" / "pages").glob("*/expected.md")):
        own = expected.with_name("rules.yaml")
        for page in sorted(expected.parent.glob("page.*")):
            pairs.append(Golden(expected.parent.name, page, expected, own if own.exists() else None))
    return pairs


def figures(pairs: Sequence[Golden]) -> tuple[dict[str, float], dict[str, float]]:
    """The figures that floors are pinned for, and the word F1 of each page by its name.

    `words` is the mean word F1 of the Markdown, `exact` the share of pages whose words are all as expected.
    """
    import cleaner

    by_page = {}
    for pair in pairs:
        rules: Any = cleaner.Rules.load(pair.rules) if pair.rules else None
        wanted = _FRONT_MATTER.sub("", pair.expected.read_text(encoding="utf-8"))
        try:
            given = cleaner.clean(pair.page, rules=rules).markdown
        except cleaner.CleanerError:
            given = ""
        by_page[pair.name] = scores.word_score(given, wanted).f1
    count = len(by_page) or 1
    exact = sum(f1 == 1.0 for f1 in by_page.values())
    return {"words": sum(by_page.values()) / count, "exact": exact / count}, by_page


def digest(pairs: Sequence[Golden]) -> str:
    """A digest over pages and expectations."""
    whole = sha256()
    for pair in pairs:
        for path in (pair.page, pair.expected):
            whole.update(sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]
