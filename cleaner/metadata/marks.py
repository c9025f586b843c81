"""What an HTML page marks up, collected in one pass over the tree's columns.

Every module behind this one looks its evidence up here instead of walking the tree again: a page has
thousands of nodes and a dozen fields to fill.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import compress, count
from typing import TYPE_CHECKING

from cleaner.metadata import items
from cleaner.metadata.tables import lines
from cleaner.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from cleaner.types import Nodes, Tree

__all__ = [
    "Marks",
    "article",
    "collect",
    "in_main_part",
    "is_by_others",
    "is_footer",
    "is_in_caption",
    "is_own_footer",
    "is_today",
    "surrounding",
]

# Class and id names that themes give to the author's and the date's place: WordPress, Drupal, Ghost, Blogger,
# Arc, hentry and hand-made ones, in the languages of the corpora.
_AUTHOR_CLASS = pattern(
    r"author|by-?line|by_line|writer|contributor|creator|\bvcard\b|autor|auteur|verfasser|redacteur"
    r"|journalist"
    r"|firma\b|signature|penulis|yazar|reporter|posted-?by|user-?name|message-name|postuser|avtor"
)
_DATE_CLASS = pattern(
    r"date(?!picker)|datum|fecha|publish|posted|\btime\b|timestamp|time-?stamp|entry-?meta|post-?meta"
    r"|article-?meta"
    r"|dateline|pubtime|pub_time|meta-?info|\bfecha|tarih|\bdata\b|byline"
)
_TODAY = pattern(r"today|current|heute|_hoy|-hoy|aujourd|oggi|clock|weather|header-date|top-?date")
# What stands around the article: other stories, comments, menus.
_AROUND_CLASS = pattern(
    r"comment(?!ary)|related|sidebar|side-bar|footer|recommend|widget|teaser|\bcard\b|-card\b|popular"
    r"|(?<!node-)(?<!node--)promo"  # Drupal's node--promoted stands on the front page too
    r"|trending|latest|more-?(?:stories|news|from)|read-?(?:next|also)|carousel|slider|menu|\bnav|newsletter"
    r"|breadcrumb|most-|\breply|replies|review|\bpopup|modal|ticker|similar"
)
_TAGS_CLASS = pattern(
    r"(?:^|[\s_-])tags(?:[-_]?(?:links?|list|items?))?(?:\s|$)|(?:post|entry|article|story)[-_]{0,2}tags?\b"
)
_MAX_TAG_PLACES = 8
# Where themes put what they say about the article behind its text, its tags first.
_OWN_FOOTER = pattern(r"(?:entry|post|article|story|node)[-_]{0,2}(?:foot(?:er)?|tags?|bottom)\b")
# What other people wrote or said: no place near the headline makes it the page's.
_OTHERS_CLASS = pattern(
    r"(?<![a-z])(?:" + "|".join(re.escape(word).replace(r"\-", "[-_]?") for word in lines("others.txt")) + ")"
)
# One of these is in every name that one of the patterns finds.
_HINTS = (
    "aut", "by", "dat", "time", "meta", "user", "posted", "publish", "writer", "contributor", "creator",
    "vcard", "verfasser", "redacteur", "journalist", "firma", "signature", "penulis", "yazar", "reporter",
    "avtor", "message-name", "fecha", "tarih",
)  # fmt: skip
# Posts of other people are quoted with their dates.
_AROUND_TAGS = frozenset({"aside", "blockquote", "footer", "nav", "form", "dialog"})
_Meta = tuple[str, str, int]  # name, content, and the node of a property of microdata, else -1
_HEAD = frozenset({"meta", "link", "script", "html", "base"})  # nothing that a reader sees
_WATCHED = frozenset({"meta", "link", "script", "title", "h1", "h2", "time", "abbr", "html", "base"})
_WITHOUT_TEXT = frozenset(
    "br button form hr body head i iframe img input nav noscript option path picture "
    "select source style svg ul use video".split()
)  # no author's or date's place, or not the innermost
_TRAIL_TAGS = frozenset({"nav", "ul"})  # but for breadcrumbs
_MAX_LEVELS = 60  # between a property and its item; pages nest as deep as they like
_CLASS_CHARS = 300  # utility classes can run to kilobytes; names worth reading come early


@dataclass(slots=True)
class Marks:
    """The marked nodes of one page, each list in document order; nodes are indices."""

    tree: Tree
    metas: dict[str, list[str]] = field(default_factory=dict)  # name or property in lower case -> contents
    links: list[tuple[str, str, str]] = field(default_factory=list)  # rel, href, hreflang
    scripts: list[int] = field(default_factory=list)  # JSON-LD
    titles: list[int] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)  # h1
    subheadings: list[int] = field(default_factory=list)  # h2
    times: list[int] = field(default_factory=list)  # and custom elements such as `relative-time`
    props: list[tuple[str, int]] = field(default_factory=list)  # microdata and RDFa, names in lower case
    rel_authors: list[int] = field(default_factory=list)
    rel_tags: list[int] = field(default_factory=list)
    rel_licenses: list[int] = field(default_factory=list)
    bearers: list[int] = field(default_factory=list)  # the elements with a class or id...
    names: list[str] = field(default_factory=list)  # ...and that class or id
    own_items: frozenset[int] = frozenset()  # the items of microdata that the headline lies in
    language: str | None = None
    base: str | None = None

    def meta(self, *names: str) -> list[tuple[str, str]]:
        """The contents of the metas of these names, as (name, content), in the order of the names."""
        return [(name, content) for name in names for content in self.metas.get(name, ())]

    def classed_authors(self) -> list[int]:
        """The elements whose class or id says that they name the author."""
        names = {name for name in set(self.names) if _kind(name[:_CLASS_CHARS]) == "author"}
        if not names:
            return []
        return [node for node, name in zip(self.bearers, self.names, strict=True) if name in names]

    def classed_tags(self) -> list[int]:
        """The elements behind the headline whose class or id says that they hold the page's tags."""
        first = self.headings[0] if self.headings else -1
        pairs = zip(self.bearers, self.names, strict=True)
        near = ((node, name[:_CLASS_CHARS].lower()) for node, name in pairs if "tag" in name and node > first)
        return [node for node, name in near if _TAGS_CLASS.search(name)][:_MAX_TAG_PLACES]

    def classed_dates(self, first: int, end: int) -> list[int]:
        """The elements from `first` up to `end` whose class or id says that they hold the date."""
        start, stop = bisect_left(self.bearers, first), bisect_left(self.bearers, end)
        names = {name for name in set(self.names[start:stop]) if _kind(name[:_CLASS_CHARS]) == "date"}
        if not names:
            return []
        return [self.bearers[i] for i in range(start, stop) if self.names[i] in names]


def collect(tree: Tree) -> Marks:
    """All that a page marks up."""
    nodes = tree.nodes
    marks = Marks(tree)
    metas: list[_Meta] = []
    add_bearer, add_name = marks.bearers.append, marks.names.append
    elements = compress(zip(count(), nodes.tags, nodes.attributes), nodes.tags)  # text nodes have no tag
    timed = {tag for tag in set(nodes.tags) if "-" in tag and ("time" in tag or "date" in tag)}
    for node, tag, attributes in elements:
        if tag in timed:
            marks.times.append(node)
        elif tag in _WATCHED:
            _watch(marks, metas, node, tag, attributes)
            if tag in _HEAD:
                continue
        if not attributes:
            continue
        name = attributes.get("class") or attributes.get("id")
        if name and (tag not in _WITHOUT_TEXT or (tag in _TRAIL_TAGS and "crumb" in name.lower())):
            add_bearer(node)
            add_name(name)
        if "itemprop" in attributes or "property" in attributes:
            _read_props(marks, node, attributes)
        if "rel" in attributes:
            rels = (attributes["rel"] or "").lower().split()
            if "author" in rels:
                marks.rel_authors.append(node)
            elif "tag" in rels and "category" not in rels:  # WordPress marks its categories with both
                marks.rel_tags.append(node)
            elif "license" in rels and tag == "a":
                marks.rel_licenses.append(node)
    _read_metas(marks, metas)
    return marks


@lru_cache(maxsize=32768)  # the pages of a site share their classes, and sites those of their frameworks
def _kind(name: str) -> str:
    """What a class or id says that its element holds: "author", "date" or ""."""
    lowered = name.lower()
    for hint in _HINTS:  # far cheaper than the patterns, and most names hold none
        if hint in lowered:
            break
    else:
        return ""
    if _AUTHOR_CLASS.search(lowered):
        return "author"
    return "date" if _DATE_CLASS.search(lowered) and not _TODAY.search(lowered) else ""


def _read_props(marks: Marks, node: int, attributes: Mapping[str, str | None]) -> None:
    prop = attributes.get("itemprop") or attributes.get("property")
    if prop:
        marks.props.extend((name, node) for name in prop.lower().replace("schema:", "").split()[:4])


def _watch(
    marks: Marks, metas: list[_Meta], node: int, tag: str, attributes: Mapping[str, str | None]
) -> None:
    if tag == "meta":
        metas += _contents(node, attributes)
    elif tag == "link":
        rel, href = attributes.get("rel"), attributes.get("href")
        if rel and href:
            marks.links.append((rel.lower(), href, attributes.get("hreflang") or ""))
    elif tag == "script":
        kind = (attributes.get("type") or "").lower()
        if "ld" in kind and "json" in kind:
            marks.scripts.append(node)
    elif tag == "html":
        marks.language = attributes.get("lang") or attributes.get("xml:lang")
    elif tag == "base":
        marks.base = attributes.get("href")
    elif tag == "abbr":
        # <abbr title="2024-03-01T10:20Z">an hour ago</abbr>, the datetime pattern of microformats
        if (attributes.get("title") or "").startswith(("19", "20")):
            marks.times.append(node)
    else:
        lists = {"title": marks.titles, "h1": marks.headings, "h2": marks.subheadings, "time": marks.times}
        lists[tag].append(node)


def _contents(node: int, attributes: Mapping[str, str | None]) -> Iterator[_Meta]:
    content = attributes.get("content") or attributes.get("value")
    if content and content.strip():
        for name in ("property", "name", "itemprop", "http-equiv"):
            if key := attributes.get(name):
                yield key.strip().lower(), content, node if name == "itemprop" else -1


def _read_metas(marks: Marks, metas: Iterable[_Meta]) -> None:
    """The metas but for those of other things than the page; whose they are is known behind all headings."""
    marks.own_items = items.of_headline(marks.tree.nodes, marks.headings)
    for key, content, node in metas:
        if node < 0 or not _is_of_another(marks, node):
            marks.metas.setdefault(key, []).append(content)


def is_today(name: str) -> bool:
    """True for a class of what shows the day of reading."""
    return _TODAY.search(name.lower()) is not None


def _is_of_another(marks: Marks, node: int) -> bool:
    """True for a meta of another thing, or of an `<article>` behind the one with the headline."""
    nodes = marks.tree.nodes
    if items.is_of_another(nodes, node, marks.own_items):
        return True
    own = article(nodes, node)
    if own < 0 or any(own < heading < nodes.ends[own] for heading in marks.headings):
        return False
    return any(article(nodes, heading) >= 0 for heading in marks.headings[:1])


def article(nodes: Nodes, node: int) -> int:
    """The `<article>` that a node lies in; -1 for none."""
    for _ in range(_MAX_LEVELS):
        node = nodes.parents[node]
        if node < 0 or nodes.tags[node] == "article":
            return node
    return -1


def is_by_others(nodes: Nodes, node: int, known: dict[int, bool], *, in_articles: bool) -> bool:
    """True for what other people wrote or said: comments, quotations, other stories.

    `known` remembers the answers from call to call. `in_articles` where the headline stands in an
    `<article>`: what stands in another one is another story.
    """
    path, answer = [], False
    while node >= 0:
        if node in known:
            answer = known[node]
            break
        path.append(node)
        if (in_articles and nodes.tags[node] == "article") or _is_of_others(nodes, node):
            answer = True
            break
        node = nodes.parents[node]
    known.update(dict.fromkeys(path, answer))
    return answer


def _is_of_others(nodes: Nodes, node: int) -> bool:
    return nodes.tags[node] in ("blockquote", "q") or _has_name(nodes, node, _says_others)


def in_main_part(nodes: Nodes, node: int, known: dict[int, bool]) -> bool:
    """False for what stands around the article: menus, comments, teasers of other stories.

    `known` remembers the answers from call to call, so that a page is climbed once.
    """
    path = []
    while node >= 0 and node not in known:
        path.append(node)
        if nodes.tags[node] in ("body", "html") or _is_around(nodes, node):
            known[node] = nodes.tags[node] in ("body", "html")
            break
        node = nodes.parents[node]
    answer = known.get(node, True)
    for passed in path:
        known.setdefault(passed, answer)
    return answer


def surrounding(nodes: Nodes, node: int) -> int:
    """The innermost element around a node that is no part of the text: a menu, a footer; -1 for none."""
    for _ in range(_MAX_LEVELS):
        if node < 0 or _is_around(nodes, node):
            return node
        node = nodes.parents[node]
    return -1


def is_own_footer(marks: Marks, node: int) -> bool:
    """True for the end of the article: a `<footer>` in it, or what its class calls so."""
    nodes = marks.tree.nodes
    own = article(nodes, node)
    if own < 0 or nodes.tags[node] != "footer":
        return nodes.tags[node] in ("footer", "div", "nav", "ul") and _has_name(nodes, node, _says_own_footer)
    inside = any(own < heading < nodes.ends[own] for heading in marks.headings)
    return inside or not any(article(nodes, heading) >= 0 for heading in marks.headings[:1])


def is_footer(nodes: Nodes, node: int) -> bool:
    """True for the site's footer, or another one."""
    return node >= 0 and (nodes.tags[node] == "footer" or _has_name(nodes, node, _says_footer))


def is_in_caption(nodes: Nodes, node: int) -> bool:
    """True for what stands in a picture's caption or credit."""
    for _ in range(_MAX_LEVELS):
        if node < 0:
            return False
        if nodes.tags[node] in ("figure", "figcaption") or _has_name(nodes, node, _says_caption):
            return True
        node = nodes.parents[node]
    return False


def _is_around(nodes: Nodes, node: int) -> bool:
    if nodes.tags[node] in _AROUND_TAGS:
        return True
    return _has_name(nodes, node, _says_around)


def _has_name(nodes: Nodes, node: int, says: Callable[[str], bool]) -> bool:
    """True where the class or the id of an element says so."""
    attributes = nodes.attributes[node]
    if not attributes:
        return False
    names = (attributes.get("class"), attributes.get("id"))
    return any(name is not None and says(name[:_CLASS_CHARS]) for name in names)


def _says_footer(name: str) -> bool:
    return "foot" in name.lower()


def _says_caption(name: str) -> bool:
    lowered = name.lower()
    return "caption" in lowered or "credit" in lowered or "gallery" in lowered


def _says_own_footer(name: str) -> bool:
    return _OWN_FOOTER.search(name.lower()) is not None


@lru_cache(maxsize=8192)
def _says_around(name: str) -> bool:
    return _AROUND_CLASS.search(name.lower()) is not None or _says_others(name)


@lru_cache(maxsize=8192)
def _says_others(name: str) -> bool:
    return _OTHERS_CLASS.search(name.lower()) is not None
