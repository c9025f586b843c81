"""Three saved pages of one site, a dump or two, and sessions on them."""

from __future__ import annotations

import shutil
from pathlib import Path

from cleaner.workbench import Session, opened

__all__ = ["HOST", "PAGES", "dumps", "pages", "session_of"]

PAGES = Path(__file__).parents[2] / "docs" / "workbench" / "pages"
HOST = "larch-example-org"  # the name that a new site for them gets

_STORY = (
    "The ferry left at seven with two goats on the upper deck and nobody at all in the saloon.",
    "By noon the captain had named both of them after his aunts, and one had eaten the timetable.",
)


def pages(folder: Path) -> Path:
    """A copy of the three pages of the tutorial: krummbach, nachtzug and sieben-seen."""
    shutil.copytree(PAGES, folder / "pages")
    return folder / "pages"


def dumps(folder: Path) -> Path:
    """Three dumps of a site that begin with its name and end with an advertisement."""
    for number in range(1, 4):
        lines = [
            "The Salt Courier",
            f"By Ann Roe {number}",
            *_STORY,
            f"Only {number} seats left on our next cruise",
        ]
        path = folder / "dumps" / f"{number}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n\n".join(lines), encoding="utf-8")
    return folder / "dumps"


def session_of(folder: Path, rules: str = "") -> Session:
    """A session on the three pages, with a rule file that has this text."""
    file = folder / "sources.yaml"
    if rules:
        file.write_text(rules, encoding="utf-8")
    session, left = opened([pages(folder)], file)
    assert left == []
    return session
