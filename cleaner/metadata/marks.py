"""What an HTML page marks up, collected in one pass over the tree's columns.

Every module behind this one looks its evidence up here instead of walking the tree again: a page has
thousands of nodes and a dozen fields to fill.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleaner.types import Nodes, Tree

__all__ = ["AUTHOR", "DATE", "Marks", "collect", "in_main_part"]

AUTHOR, DATE = "author", "date"

# Class and id names that themes give to the author's and the date's place: WordPress, Drupal, Ghost, Blogger,
# Arc, hentry and hand-made ones, in the languages of the corpora.
_AUTHOR_CLASS = re.compile(
    r"author|by-?line|by_line|writer|contributor|creator|\bvcard\b|autor|auteur|verfasser|redacteur|journalist"
    r"|firma\b|signature|penulis|yazar|reporter|posted-?by|\bcredits?\b|username|avtor",
    re.I,
)
_DATE_CLASS = re.compile(
    r"date(?!picker)|datum|fecha|publish|posted|\btime\b|timestamp|time-?stamp|entry-?meta|post-?meta|article-?meta"
    r"|dateline|pubtime|pub_time|meta-?info|\bfecha|tarih|\bdata\b|byline",
    re.I,
)
# What stands around the article: other stories, comments, menus.
_AROUND_CLASS = re.compile(
    r"comment(?!ary)|related|sidebar|side-bar|footer|recommend|widget|teaser|\bcard\b|-card\b|promo|popular"
    r"|trending|latest|more-?(?:stories|news|from)|read-?(?:next|also)|carousel|slider|menu|\bnav|newsletter"
    r"|breadcrumb|most-|\breply|replies|review|\bpopup|modal|ticker|similar|outbrain|taboola",
    re.I,
)
_AROUND_TAGS = frozenset({"aside", "footer", "nav", "form", "dialog"})
_WATCHED = frozenset(
    {"meta", "link", "script", "title", "h1", "h2", "time", "html", "a", "article", "main", "base"}
)
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
    articles: list[int] = field(default_factory=list)
    language: str | None = None
    base: str | None = None

    def meta(self, *names: str) -> list[tuple[str, str]]:
        """The contents of the metas of these names, as (name, content), in the order of the names."""
        return [(name, content) for name in names for content in self.metas.get(name, ())]


def collect(tree: Tree) -> Marks:
    """All that a page marks up."""
    nodes = tree.nodes
    marks = Marks(tree)
    kinds: dict[str, str] = {}  # class -> what it says; themes repeat a few hundred
    for node, (tag, attributes) in enumerate(zip(nodes.tags, nodes.attributes, strict=True)):
        if tag in _WATCHED:
            _watch(marks, node, tag, attributes)
        if not attributes or tag == "meta":
            continue
        prop = attributes.get("itemprop") or attributes.get("property")
        if prop:
            marks.props.extend((name, node) for name in prop.lower().replace("schema:", "").split()[:4])
        for name in ("class", "id"):
            value = attributes.get(name)
            if value:
                kind = kinds.get(value)
                if kind is None:
                    kind = kinds[value] = _kind(value[:_CLASS_CHARS])
                if kind:
                    marks.classed.append((kind, node))
                    break
    return marks


def _kind(name: str) -> str:
    if _AUTHOR_CLASS.search(name):
        return AUTHOR
    return DATE if _DATE_CLASS.search(name) else ""


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
    elif tag == "a":
        if "author" in (attributes.get("rel") or "").lower().split():
            marks.rel_authors.append(node)
    elif tag == "html":
        marks.language = attributes.get("lang") or attributes.get("xml:lang")
    elif tag == "base":
        marks.base = attributes.get("href")
    else:
        lists = {"title": marks.titles, "h1": marks.headings, "h2": marks.subheadings, "time": marks.times}
        lists.get(tag, marks.articles).append(node)


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
        value is not None and _AROUND_CLASS.search(value[:_CLASS_CHARS]) is not None
        for value in (attributes.get("class"), attributes.get("id"))
    )
