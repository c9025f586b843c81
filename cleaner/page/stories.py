"""Values in a script's data that may be the text of a page, and what speaks for each of them.

Data is a tree without a schema: the article lies in it under some key, beside the texts of other articles, of
comments and of the program itself. A value is taken for the page's own where the object it lies in, or one
around that, has the page's title.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cleaner.page.richtext import is_rich
from cleaner.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cleaner.page.state import Script

__all__ = ["Story", "stories"]

# Keys under which systems keep a text; a description is less than the text itself.
_DESCRIPTION = "description"
_BODY_KEYS = frozenset(
    "article articlebody articlecontent blocks body body_html bodyhtml content content_elements content_html "
    "contenthtml contents html markdown paragraphs rendered richtext story text".split()
) | {_DESCRIPTION}
_TITLE_KEYS = frozenset({"headline", "title", "name", "pagetitle", "seotitle", "metatitle", "heading"})
# What lies behind these keys is by others, or about other pages.
_OTHERS = frozenset(
    "author authors comment comments consent cookies footer header i18n latest locale menu messages meta "
    "mostread navigation popular publisher recommendations recommended related relatedarticles "
    "relatedcontent relatedposts replies review reviews seo translations trending".split()
)
_LEAST_CHARS = 100
_LEAST_TITLE_CHARS = 8
_MAX_STEPS = 300_000


@dataclass(frozen=True, slots=True)
class Story:
    """A value that may be the page's text."""

    script: Script
    key: str
    value: Any  # a string, or rich text
    own: bool | None  # the object it lies in has the page's title, or another one; None: has none

    @property
    def is_description(self) -> bool:
        """True for what says less than the text itself."""
        return self.key.lower() == _DESCRIPTION


def stories(value: dict[str, Any] | list[Any], script: Script, titles: Collection[str]) -> Iterator[Story]:
    """The values that may be the page's text, which has one of these titles (folded)."""
    waiting: list[tuple[dict[str, Any] | list[Any], bool | None]] = [(value, None)]
    for _ in range(_MAX_STEPS):
        if not waiting:
            return
        item, own = waiting.pop()
        if isinstance(item, list):
            waiting += [(inner, own) for inner in item if isinstance(inner, (dict, list))]
            continue
        found: list[tuple[str, Any]] = []
        inside: list[dict[str, Any] | list[Any]] = []
        named = agrees = False
        for key, inner in item.items():
            if isinstance(inner, str):
                if len(inner) >= _LEAST_CHARS and key.lower() in _BODY_KEYS:
                    found.append((key, inner))
                elif key.lower() in _TITLE_KEYS:
                    named = True
                    agrees = agrees or _agrees(inner, titles)
            elif inner and isinstance(inner, (dict, list)):
                low = key.lower()
                if low in _BODY_KEYS and is_rich(inner):
                    found.append((key, inner))
                elif low not in _OTHERS:
                    inside.append(inner)
        if named:
            own = agrees
        yield from (Story(script, key, text, own) for key, text in found)
        waiting += [(inner, own) for inner in inside]


def _agrees(text: str, titles: Collection[str]) -> bool:
    """True where a title is the page's, or one is the beginning of the other: sites add their names."""
    if not _LEAST_TITLE_CHARS <= len(text) < 400:
        return False
    folded = fold(text)
    return len(folded) >= _LEAST_TITLE_CHARS and any(
        title.startswith(folded) or folded.startswith(title) for title in titles
    )
