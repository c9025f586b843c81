"""Raw values made clean: what the readers of `<meta>` and of JSON-LD share."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from cleaner.metadata import address, dates, sitename, title
from cleaner.text import fold, squeeze
from cleaner.types import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaner.metadata.scene import Scene

__all__ = [
    "SAYS_NOTHING",
    "are_accounts",
    "below",
    "candidate",
    "is_section",
    "is_the_site",
    "tags",
    "title_score",
]

_LAST_RESORT = 0.41  # of an author: above the floor in merge.py
SAYS_NOTHING = 0.40  # of a title that is the site's name: less than any h1, however many say it
_OF_FRONT_PAGE = 0.41  # the same of a front page, which is about its site: there they add up
_NAME_WORDS = 4  # a longer title only begins with the site's name
_EITHER_WAY_ROUND = 0.55  # of a declared 3/9/2026: any day that is written out stands above it
_MAX_TAGS = 60
_MAX_SECTION_CHARS = 60
# The home page, and what publishing systems call pages that nobody sorted; in the languages of the corpora.
_NO_SECTION = frozenset(
    "home homepage startseite start accueil inicio index root default general general-en none null undefined "
    "uncategorized uncategorised unkategorisiert allgemein sin-categoria ohne-kategorie article articles "
    "artikel page pages post posts".split()
) | frozenset({"sin categoría", "non classé", "senza categoria", "sem categoria", "home page", "main page"})
_MAX_TAG_CHARS = 4000  # of one list of tags


def candidate(scene: Scene, field: str, text: str, source: str, score: float) -> list[Candidate]:
    """The candidate of one declared value, cleaned as its field demands; none if nothing is left."""
    if field == "title":
        headline = scene.headline(text, scene.headings)
        value: str | None = headline
        score = title_score(scene, headline, score)
    elif field in ("published", "modified"):
        value = scene.date(text)
        if dates.is_ambiguous(text):
            score = min(score, _EITHER_WAY_ROUND)
    else:
        value = squeeze(html.unescape(text) if "&" in text else text)
    if field == "site_name" and value:
        value = sitename.of_declared(scene, value)
    if field == "section" and value and not is_section(scene, value):
        return []
    return [Candidate(field, value, source, score)] if value else []


def title_score(scene: Scene, text: str, score: float) -> float:
    """The score of a title; a headline of its own stands above the site's name."""
    short = len(text.split()) <= _NAME_WORDS
    if not short or not title.says_nothing(text, scene.sites):
        return score
    return min(score, _OF_FRONT_PAGE if address.is_front_page(scene.page.url) else SAYS_NOTHING)


def is_the_site(scene: Scene, names: Iterable[str], raw: Iterable[str]) -> bool:
    """True where the site names itself as the author."""
    return all(title.is_site_name(name, scene.sites) for name in names) or all(
        title.is_site_name(text, scene.sites) for text in raw
    )


def are_accounts(names: Iterable[str]) -> bool:
    """True for "andrew.roe" and "annroe": what a system calls its users."""
    return all(" " not in name and name == name.lower() and name.isascii() for name in names)


def below(score: float, malus: float) -> float:
    """A score less a malus, but no less than what is still better than silence."""
    return max(score - malus, min(score, _LAST_RESORT))


def is_section(scene: Scene, name: str) -> bool:
    """False for what is no part of a site: its home page, its own name, what a system calls the rest.

    Nor is a number or an address the name of one.
    """
    if fold(name) in _NO_SECTION or title.is_site_name(name, title.site_names(scene.site_texts, None)):
        return False
    return any(map(str.isalpha, name)) and "://" not in name and len(name) <= _MAX_SECTION_CHARS


def tags(scene: Scene, values: Iterable[str]) -> tuple[str, ...]:
    """The tags in lists of them, without repeats, without the site's own name and its home page."""
    found: dict[str, str] = {}
    for value in values:
        for piece in re.split(r"[,;、]", value[:_MAX_TAG_CHARS]):
            tag = squeeze(html.unescape(piece))
            if len(found) < _MAX_TAGS and _is_tag(scene, tag):
                found.setdefault(fold(tag), tag)
    return tuple(found.values())


def _is_tag(scene: Scene, tag: str) -> bool:
    own = fold(tag) in scene.site_texts or fold(tag) in _NO_SECTION
    return bool(tag) and len(tag) <= 80 and "://" not in tag and not own
