"""What an HTML page marks up, collected in one pass over the tree's columns.

Every module behind this one looks its evidence up here instead of walking the tree again: a page has
thousands of nodes and a dozen fields to fill.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleaner.types import Nodes, Tree

__all__ = ["AUTHOR", "DATE", "Marks", "collect", "in_main_part"]

AUTHOR, DATE = "author", "date"

# Class and id names that themes give to the author's and the date's place: WordPress, Drupal, Ghost, Blogger,
# Arc, hentry and hand-made ones, in the languages of the corpora.
_AUTHOR_CLASS = re.compile(
    r"author|by-?line|by_line|writer|contributor|creator|\bvcard\b|autor|auteur|verfasser|redacteur"
    r"|journalist"
    r"|firma\b|signature|penulis|yazar|reporter|posted-?by|user-?name|message-name|postuser|avtor"
)
_DATE_CLASS = re.compile(
    r"date(?!picker)|datum|fecha|publish|posted|\btime\b|timestamp|time-?stamp|entry-?meta|post-?meta"
    r"|article-?meta"
    r"|dateline|pubtime|pub_time|meta-?info|\bfecha|tarih|\bdata\b|byline"
)
_TODAY = re.compile(r"today|current|heute|_hoy|-hoy|aujourd|oggi|clock|weather|header-date|top-?date")
# What stands around the article: other stories, comments, menus.
_AROUND_CLASS = re.compile(
    r"comment(?!ary)|related|sidebar|side-bar|footer|recommend|widget|teaser|\bcard\b|-card\b|promo|popular"
    r"|trending|latest|more-?(?:stories|news|from)|read-?(?:next|also)|carousel|slider|menu|\bnav|newsletter"
    r"|breadcrumb|most-|\breply|replies|review|\bpopup|modal|ticker|similar"
)
# A part of every word in the two patterns above.
_HINTS = (
    "author", "line", "writer", "contributor", "creator", "vcard", "auto", "auteur", "verfass", "redact",
    "journalist", "firma", "signature", "penulis", "yazar", "report", "post", "user", "message-name", "avtor",
    "dat", "fecha", "publish", "time", "meta", "tarih",
)  # fmt: skip
_AROUND_TAGS = frozenset({"aside", "footer", "nav", "form", "dialog"})
_WATCHED = frozenset({"meta", "link", "script", "title", "h1", "h2", "time", "html", "base"})
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
    times: list[int] = field(default_factory=list)
    props: list[tuple[str, int]] = field(default_factory=list)  # microdata and RDFa, names in lower case
    rel_authors: list[int] = field(default_factory=list)
    classed: list[tuple[str, int]] = field(default_factory=list)  # AUTHOR or DATE, by class or id
    language: str | None = None
    base: str | None = None

    def meta(self, *names: str) -> list[tuple[str, str]]:
        """The contents of the metas of these names, as (name, content), in the order of the names."""
        return [(name, content) for name in names for content in self.metas.get(name, ())]


def collect(tree: Tree) -> Marks:
    """All that a page marks up."""
    nodes = tree.nodes
    marks = Marks(tree)
    for node, tag in enumerate(nodes.tags):
        if tag in _WATCHED:
            _watch(marks, node, tag, nodes.attributes[node])
    named: dict[str, list[int]] = {}  # class or id -> the nodes that bear it
    for node, attributes in enumerate(nodes.attributes):
        if not attributes:
            continue
        name = attributes.get("class") or attributes.get("id")
        if name:
            if name in named:
                named[name].append(node)
            else:
                named[name] = [node]
        if "itemprop" in attributes or "property" in attributes:
            _read_props(marks, node, attributes)
        if "rel" in attributes and "author" in (attributes["rel"] or "").lower().split():
            marks.rel_authors.append(node)
    marks.classed = sorted(
        ((kind, node) for name, kind in _kinds(list(named)).items() for node in named[name]),
        key=lambda pair: pair[1],
    )
    return marks


def _kinds(names: list[str]) -> dict[str, str]:
    """Which of a page's class names mark an author's or a date's place.

    Words are looked up in all names at once: one search through a long string is far cheaper than a regular
    expression on each of a thousand short ones. What is found is then looked at closely.
    """
    lowered = [name[:_CLASS_CHARS].lower() for name in names]
    joined = "\n".join(lowered)
    starts = [0, *accumulate(len(name) + 1 for name in lowered)]
    hits: set[int] = set()
    for word in _HINTS:
        at = joined.find(word)
        while at >= 0:
            place = bisect_right(starts, at) - 1
            hits.add(place)
            at = joined.find(word, starts[place + 1])
    found = {}
    for place in sorted(hits):
        if _AUTHOR_CLASS.search(lowered[place]):
            found[names[place]] = AUTHOR
        elif _DATE_CLASS.search(lowered[place]) and not _TODAY.search(lowered[place]):
            found[names[place]] = DATE
    return found


def _read_props(marks: Marks, node: int, attributes: Mapping[str, str | None]) -> None:
    prop = attributes.get("itemprop") or attributes.get("property")
    if prop and marks.tree.nodes.tags[node] != "meta":
        marks.props.extend((name, node) for name in prop.lower().replace("schema:", "").split()[:4])


def _watch(marks: Marks, node: int, tag: str, attributes: Mapping[str, str | None]) -> None:
    if tag == "meta":
        _read_meta(marks, attributes)
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
    else:
        lists = {"title": marks.titles, "h1": marks.headings, "h2": marks.subheadings, "time": marks.times}
        lists[tag].append(node)


def _read_meta(marks: Marks, attributes: Mapping[str, str | None]) -> None:
    content = attributes.get("content") or attributes.get("value")
    if not content or not content.strip():
        return
    for name in ("property", "name", "itemprop", "http-equiv"):
        key = attributes.get(name)
        if key:
            marks.metas.setdefault(key.strip().lower(), []).append(content)


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


def _is_around(nodes: Nodes, node: int) -> bool:
    if nodes.tags[node] in _AROUND_TAGS:
        return True
    attributes = nodes.attributes[node]
    if not attributes:
        return False
    return any(
        value is not None and _says_around(value[:_CLASS_CHARS])
        for value in (attributes.get("class"), attributes.get("id"))
    )


@lru_cache(maxsize=8192)
def _says_around(name: str) -> bool:
    return _AROUND_CLASS.search(name.lower()) is not None
