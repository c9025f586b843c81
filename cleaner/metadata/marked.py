"""Authors and dates that the page marks up where a reader sees them.

Microdata, RDFa, `<time>`, `rel=author`, and places whose class says "author" or "date". Only the main part
counts: other stories have authors too.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import compress, count, islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from cleaner.metadata import dates, events, items, marks, people, place, title, values
from cleaner.metadata.jobs import is_job
from cleaner.metadata.names import has_capitals, looks_like_name
from cleaner.patterns import pattern
from cleaner.types import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaner.metadata.scene import Scene

__all__ = ["candidates"]

_MAX_CHARS = 160  # of a byline; what is longer is a bio or the article
_MAX_PLACES = 40
_LABEL_BEFORE = 40  # how far before a date its label may begin
_ABOVE_NODES = 60  # between a time and the headline below it
_MAX_TAGS, _MAX_TAG_CHARS = 20, 40
_MAX_LINKS, _LINK_NODES = 200, 20  # more are a cloud of tags; more are no tag
_TAG_NODES = 150  # of a place with tags
_TAG_ADDRESS = pattern(
    r"/(?:tags?|topics?|themen?|keywords?|etiquetas?|mots?-cles?|stichwort|tema)/|[?&]tag=", re.I
)
# The page of an author by the name that the link shows: "/authors/ann-roe", "/about/editors/ann-roe/".
_AUTHOR_ADDRESS = pattern(
    r"/(?:authors?|autore?s?|auteurs?|writers?|contributors?|journalists?|reporters?|editors?|columnists?)"
    r"/(?:[\w-]{1,40}/)?([\w.%-]{3,60})/?(?:[?#]|\Z)",
    re.I,
)
_BETWEEN_CHARS = 8  # between two who wrote together: ", ", " and "
_AUTHOR_PROPS = frozenset({"author", "creator", "dc:creator", "article:author"})
_PUBLISHED_PROPS = frozenset(
    {"datepublished", "datecreated", "dc:date", "dcterms:created", "article:published_time", "dc:created"}
)
# Of `<time>`, of microdata, and of custom elements that libraries write the time of an article with.
_DATE_ATTRIBUTES = ("datetime", "content", "publishdate", "data-timestamp", "ts", "title")
_CLOCK = pattern(r"\s*\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s*(?:uhr|[ap]\.?m\.?))?\s*", re.I)
_MODIFIED_PROPS = frozenset({"datemodified", "dcterms:modified"})
_TITLE_PROPS = frozenset({"headline"})


def candidates(scene: Scene) -> list[Candidate]:
    """Authors and dates from marked places, those with the strongest marks first."""
    return [
        *_props(scene),
        *_times(scene),
        *_rel_authors(scene),
        *_classed_authors(scene),
        *_linked_authors(scene),
        *_classed_dates(scene),
        *_rel_tags(scene),
        *_rel_licenses(scene),
    ]


def _props(scene: Scene) -> list[Candidate]:
    found: list[Candidate] = []
    people_found: list[str] = []
    scope = -2  # of the first author: in a thread every answer is an item with an author of its own
    for prop, node in scene.marks.props:
        if prop in _AUTHOR_PROPS and len(people_found) < _MAX_PLACES and _may_name_author(scene, node):
            text = _named(scene, node)
            own = items.scope(scene.tree.nodes, node)
            scope = own if scope == -2 else scope
            if text and len(text) <= _MAX_CHARS and own == scope:
                people_found.append(text)
        elif prop in _PUBLISHED_PROPS or prop in _MODIFIED_PROPS:
            field = "published" if prop in _PUBLISHED_PROPS else "modified"
            if any(c.field == field for c in found):
                continue
            if scene.in_main_part(node) and not scene.is_of_another_item(node):
                found += _date(scene, node, field, f"microdata:{prop}", 0.84)
        elif (
            prop in _TITLE_PROPS and _may_be_title(scene, node) and not any(c.field == "title" for c in found)
        ):
            text = scene.tree.text(node)
            if 3 < len(text) < 300:
                found.append(Candidate("title", text, "microdata:headline", 0.70))
    names = people.clean(people_found, sites=scene.site_texts, language=scene.language)
    if names:
        found.append(Candidate("authors", names, "microdata:author", 0.80))
    return found


def _may_be_title(scene: Scene, node: int) -> bool:
    return scene.in_main_part(node) and not scene.is_of_another_item(node)


def _may_name_author(scene: Scene, node: int) -> bool:
    """True for an author that is the page's own."""
    return scene.in_main_part(node) and not scene.is_by_others(node) and not scene.is_of_another_item(node)


def _named(scene: Scene, node: int) -> str:
    """The name in a microdata author: its content, the name inside it, or its text."""
    nodes = scene.tree.nodes
    content = nodes.attributes[node].get("content")
    if content:
        return "" if "://" in content else content
    for inner in range(node + 1, min(nodes.ends[node], node + 60)):
        if nodes.attributes[inner].get("itemprop") == "name":
            return nodes.attributes[inner].get("content") or scene.tree.text(inner)
    return scene.tree.text(node)


def _date(scene: Scene, node: int, field: str, source: str, score: float) -> list[Candidate]:
    attributes = scene.tree.nodes.attributes[node]
    for text in (*map(attributes.get, _DATE_ATTRIBUTES), scene.tree.text(node)[:100]):
        value = scene.date(text) if text else None
        if value:
            return [Candidate(field, value, source, score)]
    return []


def _times(scene: Scene) -> list[Candidate]:
    """`<time>` and its like: the first one behind the headline is the article's, unless it says "updated"."""
    found: list[Candidate] = []
    nodes = scene.tree.nodes
    headline = scene.marks.headings[0] if scene.marks.headings else 0
    begins = place.article_begins(nodes, headline)
    for node in sorted(scene.marks.times[:_MAX_PLACES], key=lambda node: not headline <= node < begins):
        attributes = nodes.attributes[node]
        if attributes.get("itemprop") or not scene.in_main_part(node):
            continue
        if marks.is_today(attributes.get("class") or ""):
            continue
        name, said = (attributes.get("class") or "").lower(), events.said(_before(scene, node))
        updated = (said or events.said(name)) == "updated" and "publish" not in name
        field = "modified" if updated else "published"
        if any(c.field == field for c in found):
            continue
        near = node < begins if node > headline else _is_just_above(scene, node, headline)
        strong = "pubdate" in attributes or said == "published" or "publish" in name or "entry-date" in name
        # A reader who is shown "11:46" sees no day.
        source = "html:clock" if _CLOCK.fullmatch(scene.tree.text(node)) else "html:time"
        dated = _date(scene, node, field, source, (0.78 if strong else 0.70) if near else 0.45)
        if node > headline or not any(_is_of_capture(scene, one) for one in dated):
            found += dated
    return found


def _is_of_capture(scene: Scene, one: Candidate) -> bool:
    """True for the day on which the page was read: above the headline that is the masthead's."""
    return str(one.value)[:10] == (scene.page.raw.captured_at or "")[:10]


def _is_just_above(scene: Scene, node: int, headline: int) -> bool:
    return headline - node < _ABOVE_NODES and not place.is_masthead(scene.tree.nodes, node, headline)


def _before(scene: Scene, node: int) -> str:
    """The few words in front of a node, in its parent: "Updated:"."""
    nodes = scene.tree.nodes
    texts = nodes.texts[max(nodes.parents[node], node - 6) : node]
    return "".join(texts)[-_LABEL_BEFORE:]


def _rel_authors(scene: Scene) -> list[Candidate]:
    texts = [
        scene.tree.text(node)
        for node in scene.marks.rel_authors[:_MAX_PLACES]
        if scene.in_main_part(node) and not scene.is_by_others(node)
    ]
    names = people.clean((text for text in texts if len(text) <= _MAX_CHARS), sites=scene.site_texts)
    return [Candidate("authors", names, "html:rel-author", 0.76)] if names and len(names) <= 6 else []


def _rel_tags(scene: Scene) -> list[Candidate]:
    """The links that the page marks as its tags (rel-tag of microformats); a cloud of all of them is none."""
    tags = _as_tags(scene, scene.marks.rel_tags)
    if tags:
        return [Candidate("tags", tags, "html:rel-tag", 0.65)]
    for place_ in scene.marks.classed_tags():
        tags = _as_tags(scene, _tag_links(scene, place_))
        if tags:
            return [Candidate("tags", tags, "html:class-tags", 0.55)]
    return []


def _as_tags(scene: Scene, nodes: Iterable[int]) -> tuple[str, ...]:
    ends = scene.tree.nodes.ends
    short = [node for node in islice(nodes, _MAX_LINKS) if ends[node] - node <= _LINK_NODES]
    own = [node for node in short if scene.in_main_part(node) or scene.in_own_footer(node)]
    texts = [scene.tree.text(node) for node in own]
    tags = values.tags(scene, (text.lstrip("#") for text in texts if len(text) <= _MAX_TAG_CHARS))
    return tags if len(tags) <= _MAX_TAGS else ()


def _tag_links(scene: Scene, place_: int) -> list[int]:
    """The links to the pages of tags in one place."""
    nodes = scene.tree.nodes
    inside = range(place_ + 1, min(nodes.ends[place_], place_ + _TAG_NODES))
    links = (node for node in inside if nodes.tags[node] == "a")
    return [node for node in links if _TAG_ADDRESS.search((nodes.attributes[node].get("href") or "")[:300])]


def _rel_licenses(scene: Scene) -> list[Candidate]:
    """The license that a link is marked as (rel-license); that of a picture stands in its caption."""
    nodes = scene.tree.nodes
    found: list[Candidate] = []
    for node in scene.marks.rel_licenses[:_MAX_PLACES]:
        href = nodes.attributes[node].get("href")
        if not href or marks.is_in_caption(nodes, node) or scene.is_by_others(node):
            continue
        own = scene.in_main_part(node) or scene.in_own_footer(node)
        if own or marks.is_footer(nodes, marks.surrounding(nodes, node)):
            found.append(Candidate("license", href, "html:rel-license", 0.70 if own else 0.60))
    return found if len({str(one.value) for one in found}) == 1 else []


def _classed_authors(scene: Scene) -> list[Candidate]:
    """Names in places whose class says so: the innermost of nested places, and those nearest the headline."""
    nodes = scene.tree.nodes
    places = scene.marks.classed_authors()
    inner = [n for i, n in enumerate(places) if i + 1 == len(places) or places[i + 1] >= nodes.ends[n]]
    headline = scene.marks.headings[0] if scene.marks.headings else -1000
    named: list[str] = []
    account = ""
    last = -1
    for node in inner[:200]:
        if named and node - last > 60:
            break  # the byline is over; what follows is the author's box or another story
        if scene.is_by_others(node):
            continue
        near = 0 < node - headline < 90
        text = title.plain(scene.spaced_text(node)) if near or scene.in_main_part(node) else ""
        if not 3 <= len(text) <= _MAX_CHARS:
            continue
        names = people.split(text, language=scene.language)
        full = [n for n in names if looks_like_name(n) and not (named and is_job(n))]
        if full:
            named += full
            last = node
        elif len(names) == 1 and len(text) <= 30 and people.is_account(names[0]) and not account:
            account = names[0]
            if not named:
                break
        if not has_capitals(text):
            break  # the next ones may say anything, and would be taken for names
    names_found = people.clean(named, sites=scene.site_texts)
    if names_found and len(named) <= 8:
        return [Candidate("authors", names_found, "html:class-author", 0.68)]
    return [Candidate("authors", (account,), "html:class-author", 0.56)] if account else []


def _linked_authors(scene: Scene) -> list[Candidate]:
    """The first name that links to its own page among the authors', with those beside it."""
    nodes = scene.tree.nodes
    found: list[str] = []
    last = -1
    for node in compress(count(), map("a".__eq__, nodes.tags)):
        if found and len("".join(nodes.texts[last:node]).strip()) > _BETWEEN_CHARS:
            break
        address = _AUTHOR_ADDRESS.search((nodes.attributes[node].get("href") or "")[:300])
        if not address or not scene.in_main_part(node) or scene.is_by_others(node):
            continue
        text = scene.tree.text(node)
        if looks_like_name(text) and _letters(text) == _letters(unquote(address[1])):
            found.append(text)
            last = nodes.ends[node]
    names = people.clean(found, sites=scene.site_texts)
    return [Candidate("authors", names, "html:author-link", 0.44)] if names else []


def _letters(text: str) -> str:
    """Only the letters, without their accents, as addresses have them."""
    return "".join(filter(str.isalpha, unicodedata.normalize("NFKD", text.casefold())))


def _classed_dates(scene: Scene) -> list[Candidate]:
    nodes = scene.tree.nodes
    headline = scene.marks.headings[0] if scene.marks.headings else 0
    begins = place.article_begins(nodes, headline)
    for node in scene.marks.classed_dates(headline - 79, min(begins, headline + 300)):
        if nodes.ends[node] - node > 60:
            continue
        if nodes.tags[node] == "time" or not scene.in_main_part(node):
            continue
        if node < headline and place.is_masthead(nodes, node, headline):
            continue
        text = scene.tree.text(node)
        if not 6 <= len(text) <= _MAX_CHARS:
            continue
        for one in dates.find(
            text, language=scene.language, host=scene.host, latest=scene.page.raw.captured_at
        ):
            if events.said(text[: one.span[0]][-_LABEL_BEFORE:]) != "updated":
                return [
                    Candidate("published", one.value, "html:class-date", 0.62 if node > headline else 0.52)
                ]
    return []
