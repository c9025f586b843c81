"""Page logic: lines that sister pages share are boilerplate, whatever they say.

A page is learned from with the verdicts on it: which of its lines were kept, which dropped. A line that comes
again on other pages of its source is template. But pages of one kind repeat content too, a recipe's
"Ingredients", a report's "Conclusions": what the engine keeps page after page, and is short, is a heading.

After Yi et al., "Eliminating noisy information in web pages for data mining", KDD 2003, for lines.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cleaner.rules.linesets import LineSets, Source, is_sentence, key_of
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.rules.site import Site
    from cleaner.types import Blocks, Page, Verdict

__all__ = ["Survey", "labels", "names_of"]

_LEAST_PAGES = 2
_LEAST_SHARE = 0.05  # of a source's pages
# A sentence that the engine keeps is a notice if half of its source's pages have it, word by word and number
# by number. Leave-one-out on 238 pages (November 2026): recall -.004; from a twentieth of the pages on -.008.
_NOTICE_SHARE = 0.5
_KEPT_SHARE = 0.5  # of its pages on which the engine keeps a short line, for it to be a heading of the text


class Survey:
    """Counts the lines of the pages that it is shown, by source."""

    def __init__(self) -> None:
        self._pages: Counter[str] = Counter()
        self._seen: dict[str, Counter[str]] = defaultdict(Counter)
        self._kept: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, source: str, blocks: Blocks, verdicts: Sequence[Verdict]) -> None:
        """One more page of a source."""
        keys = [key_of(text) for text in blocks.texts]
        self._pages[source] += 1
        self._seen[source].update({key for key in keys if _speaks(key)})
        self._kept[source].update({keys[v.block] for v in verdicts if v.keep})

    def sets(self) -> LineSets:
        """The lines that pages of a source share, of sources that have any."""
        found = {name: Source(pages, self._shared(name, pages)) for name, pages in self._pages.items()}
        return LineSets({name: source for name, source in found.items() if source.lines})

    def _shared(self, name: str, pages: int) -> dict[str, int]:
        least = max(_LEAST_PAGES, _LEAST_SHARE * pages)
        kept = self._kept[name]
        return {
            key: count
            for key, count in self._seen[name].items()
            if count >= least
            and (kept[key] < _KEPT_SHARE * count or (is_sentence(key) and count >= _NOTICE_SHARE * pages))
        }


def names_of(page: Page, site: Site | None) -> tuple[str, ...]:
    """The names that a page's source may have in a file of lines: its rule's, its host, its folder."""
    names = [site.name] if site and site.name else []
    if page.url and (host := urlsplit(page.url).hostname):
        names.append(host)
    path = page.raw.origin.path
    if path and path != "-":
        names.append(f"{PurePath(path).parent.as_posix()}/")
    return tuple(names)


def labels(blocks: Blocks, sets: LineSets, site: Site | None) -> list[Label]:
    """A label for each line that sister pages have too."""
    source = next((sets.sources[name] for name in names_of(blocks.page, site) if name in sets.sources), None)
    if source is None:
        return []
    found = []
    for i, text in enumerate(blocks.texts):
        if count := source.lines.get(key_of(text)):
            why = f"on {count} of {source.pages} sister pages too"
            found.append(Label(i, "other", False, Layer.PAGE, source.by or "sister pages", why, 0.9))
    return found


def _speaks(key: str) -> bool:
    return any(char.isalpha() for char in key)
