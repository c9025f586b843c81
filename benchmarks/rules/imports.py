"""The community's rules: how many are taken without a loss, and what they do to pages of their hosts."""

from __future__ import annotations

import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import corpora
from benchmarks.rules.compare import Pair, clean, quality, raw_of, summary
from cleaner.rules import Rules, read_rules
from cleaner.rules.ftr import document, take

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.rules.ftr import Taken

__all__ = ["loaded", "report", "taken"]


def taken(archive: Path) -> list[Taken]:
    """Every rule file of the archive, taken."""
    with tarfile.open(archive) as files:
        names = sorted(member.name for member in files if member.isfile() and member.name.endswith(".txt"))
        found = []
        for name in names:
            file = files.extractfile(name)
            if file and Path(name).name != "LICENSE.txt":
                found.append(take(Path(name).name, file.read().decode("utf-8", "replace")))
    return found


def loaded(archive: Path) -> Rules:
    """The archive as rules; nothing of it stays on disk."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sources.yaml"
        path.write_text(document(taken(archive)), encoding="utf-8")
        return read_rules(path)[0]


def report(archive: Path, folder: Path, names: list[str]) -> Iterator[str]:
    """Lines for the docs: what was taken, and how pages fare."""
    files = taken(archive)
    lossless = sum(not file.lost for file in files)
    broken = [len(file.broken) for file in files if file.broken]
    yield f"{len(files)} files: {lossless} without a loss; {sum(broken)} broken lines in {len(broken)} files"
    rules, empty = loaded(archive), Rules.empty()
    pairs = []
    for name in names:
        for example in corpora.read(folder, name):
            if example.url is None or rules.site_for_address(example.url) is None:
                continue
            raw = raw_of(example)
            ruled, alone = (quality(clean(raw, r).text, example.truth) for r in (rules, empty))
            if ruled is not None and alone is not None:
                pairs.append(Pair(name, example.id, ruled, alone))
    yield from summary(pairs)
