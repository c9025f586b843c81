"""Rules written in a test, and what they do to a small page."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent, indent
from typing import TYPE_CHECKING

from cleaner.labels import decide
from cleaner.labels.site import Applied, site_labels
from cleaner.page import segment
from cleaner.rules import Rules, Site, candidates, read_rules, reshape
from cleaner.types import Blocks, Label, Layer, Page, Verdict
from tests.making import dump, html, kept

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


def load(folder: Path, text: str) -> Rules:
    """The rules of a file with this text."""
    path = folder / "sources.yaml"
    path.write_text(dedent(text), encoding="utf-8")
    return Rules.load(path)


def site_of(folder: Path, keys: str) -> Site:
    """A site called `hikes` with these keys; for example.org unless they say otherwise."""
    keys = dedent(keys).strip("\n")
    where = "" if "hosts:" in keys or "when:" in keys else "hosts: [example.org]\n"
    return load(folder, "sites:\n  hikes:\n" + indent(where + keys, "    ") + "\n").sites[0]


def problems_of(folder: Path, text: str, severity: str = "error") -> list[str]:
    """The problems of a file with this text, each without the file's path."""
    path = folder / "sources.yaml"
    path.write_text(dedent(text), encoding="utf-8")
    found = read_rules(path)[1]
    return [str(problem).removeprefix(f"{path}:") for problem in found if problem.severity == severity]


def page_of(source: str) -> Page:
    """The page of markup if it begins with a tag, else of a dump."""
    return html(dedent(source)) if source.lstrip().startswith("<") else dump(dedent(source).strip("\n"))


@dataclass(frozen=True)
class Outcome:
    """What a site makes of a page on which the engine would keep everything but `dropped`."""

    blocks: Blocks
    applied: Applied
    verdicts: list[Verdict]

    @property
    def texts(self) -> list[str]:
        return kept(self.blocks, self.verdicts)

    @property
    def roles(self) -> dict[str, str]:
        """Dropped text -> its role."""
        return {
            self.blocks.texts[verdict.block]: verdict.role for verdict in self.verdicts if not verdict.keep
        }


def outcome_of(
    site: Site, source: str, dropped: Collection[str] = (), *, unsure: Collection[str] = ()
) -> Outcome:
    """The site's labels on the page, decided with an engine's that keeps all but the `dropped` texts."""
    blocks = segment(reshape(page_of(source), site))
    weaker = [
        Label(
            i,
            "nav" if text in dropped else "body",
            text not in dropped,
            Layer.MODEL,
            "engine",
            "it says so",
            0.6 if text in unsure else 0.9,
        )
        for i, text in enumerate(blocks.texts)
    ]
    applied = site_labels(blocks, site, weaker)
    return Outcome(blocks, applied, decide(blocks, [*weaker, *applied.labels]))


def stated(site: Site, source: str) -> dict[str, str | tuple[str, ...]]:
    """What the site's `meta` finds on the page."""
    return {found.field: found.value for found in reversed(candidates(segment(page_of(source)), site))}
