"""The nouns of the project: what travels down the straight line, from bytes to document.

`RawPage` (bytes as saved) -> `Page` (decoded, parsed) -> `Blocks` (what a reader sees as pieces) -> `Label`s
(a verdict each, with a reason) and `Metadata` -> `Document`. All of them are values: nothing changes one
after it was made.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, overload

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ENGINES",
    "FIELDS",
    "FLAGS",
    "PAGE_TYPES",
    "ROLES",
    "SCHEMA",
    "Block",
    "Blocks",
    "Candidate",
    "Document",
    "Label",
    "Layer",
    "Metadata",
    "Nodes",
    "Origin",
    "Page",
    "RawPage",
    "Tree",
    "Verdict",
]

SCHEMA = "cleaner.document/1"
ENGINES = ("blocks", "density", "trafilatura")
ROLES = (
    "body", "heading", "caption", "title", "byline", "date", "bio", "nav", "related", "newsletter", "share",
    "comments", "legal", "ad", "cookie", "masthead", "footer", "other",
)  # fmt: skip
FLAGS = ("paywalled", "consent-wall", "error-page", "empty", "sponsored", "truncated")
PAGE_TYPES = ("article", "forum", "product", "collection", "listing", "documentation", "service")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the bytes of a page lie."""

    path: str | None = None  # as the user gave it; "-" is standard input
    record: int | None = None  # from 1, in files that hold several pages
    offset: int | None = None  # of the record, in bytes

    def __str__(self) -> str:
        where = self.path or "(memory)"
        if self.record is not None:
            where += f": record {self.record}"
        return where


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as saved: bytes already unpacked (gzip, zstd), not yet decoded."""

    body: bytes
    media_type: str  # "text/html" or "text/plain", by content
    url: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    captured_at: str | None = None  # ISO 8601
    origin: Origin = Origin()
    sha256: str = ""  # of the bytes as they lay on disk
    truncated: str | None = None  # why there was more of the page than its bytes hold, as a warning says it


@dataclass(frozen=True, slots=True)
class Nodes:
    """A tree as columns: one entry a node, in document order; node 0 is the root element.

    A text node has the tag "". Comments, scripts and styles are left out, but for the text of
    scripts that hold data (JSON-LD and the like).
    """

    tags: list[str]  # lower case
    parents: list[int]  # -1 for the root
    ends: list[int]  # one past the last descendant: the subtree of i is range(i, ends[i])
    attributes: list[dict[str, str | None]]  # {} for a text node
    texts: list[str]  # "" for an element

    def __len__(self) -> int:
        return len(self.tags)


class Tree(Protocol):
    """What the layers above the parser may ask of a parsed page; nodes are indices into `nodes`."""

    nodes: Nodes

    def select(self, css: str) -> list[int]:
        """Elements that match a CSS selector, in document order; CleanerError for a bad selector."""
        ...

    def has(self, css: str) -> bool:
        """True where a CSS selector matches an element, in less time than `select` takes."""
        ...

    def xpath(self, expression: str) -> list[int | str]:
        """Elements, or strings where the expression asks for attributes or text; CleanerError if bad."""
        ...

    def text(self, node: int) -> str:
        """All the text below an element, white space squeezed."""
        ...

    def reshaped(self, nodes: Nodes) -> Tree:
        """The same tree seen through other columns of the same length, as rules make them."""
        ...

    def path(self, node: int) -> str:
        """The element's place, as `/html/body/div[2]/p[1]`."""
        ...


@dataclass(frozen=True, slots=True)
class Page:
    """A raw page decoded: HTML with its tree, or a text dump (`tree` is None)."""

    raw: RawPage
    text: str  # the source, decoded; line ends are "\n"
    encoding: str  # WHATWG name
    tree: Tree | None
    url: str | None = None  # from the raw page, or where the page itself says it was saved from
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that a reader sees as one piece."""

    index: int
    text: str  # white space squeezed, but for `pre`
    tag: str  # of the nearest block-level element; in text dumps p, li, pre, blockquote or a guess at h2
    where: str  # node path, or "line 7", "lines 7-9"
    link_chars: int  # characters of `text` that lie inside links
    depth: int  # of the element in the tree; 0 in text dumps
    hidden: bool  # the page says that a reader does not see it


@dataclass(frozen=True, slots=True)
class Blocks(Sequence[Block]):
    """All blocks of a page, as columns with one entry a block; `blocks[i]` is a view of one."""

    page: Page
    texts: list[str]
    tags: list[str]
    nodes: list[int]  # the block-level element, index into page.tree.nodes; -1 in text dumps
    lines: list[tuple[int, int]]  # first and last line, from 1, in text dumps; (0, 0) in HTML
    link_chars: list[int]
    depths: list[int]
    hidden: list[bool]
    buttons: list[bool]  # lies inside a button, label or other control
    joins: list[bool]  # goes on where the block before ended: one <br> between, or the next line of a run
    runs: list[list[tuple[int, str]]]  # (element, text with the source's white space, and the signs that a
    #       browser shows) for inline markup; an image is (its element, "" or its word); empty in text dumps

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> list[Block]: ...
    def __getitem__(self, index: int | slice) -> Block | list[Block]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        i = range(len(self))[index]
        return Block(
            i, self.texts[i], self.tags[i], self.where(i), self.link_chars[i], self.depths[i], self.hidden[i]
        )

    def where(self, index: int) -> str:
        """The block's place in the source: a node path or a range of lines."""
        if self.page.tree is not None:
            return self.page.tree.path(self.nodes[index])
        first, last = self.lines[index]
        return f"line {first}" if first == last else f"lines {first}-{last}"

    def beside(self, index: int, other: int) -> bool:
        """True where two blocks of HTML are lines of one element, or of elements side by side."""
        if self.page.tree is None:
            return False
        parents, one, two = self.page.tree.nodes.parents, self.nodes[index], self.nodes[other]
        return one == two or parents[one] == parents[two]


class Layer(IntEnum):
    """Who labels, weakest first: of two labels on a block the higher layer's wins."""

    MODEL = 1
    PAGE = 2  # page logic: title echo, bylines, lines repeated on sister pages
    PRESET = 3
    SITE = 4
    COMMAND = 5


# These two are made for every block of a page, and a named tuple in a third of a dataclass's time.
class Label(NamedTuple):
    """One opinion on a block, or on a span of it: what it is, whether to keep it, by whom and why."""

    block: int
    role: str  # one of ROLES
    keep: bool
    layer: Layer
    by: str  # "sources.yaml:41", "title-echo", "density"...
    why: str  # for people: "link density 0.92"
    score: float = 1.0  # how sure, 0 to 1
    span: tuple[int, int] | None = None  # offsets into the block's text; None is the whole block


class Verdict(NamedTuple):
    """What was decided on a block: the label that won, and those that lost, strongest first."""

    block: int
    label: Label
    losing: tuple[Label, ...] = ()
    cuts: tuple[Label, ...] = ()  # spans dropped inside a kept block, in order, not overlapping

    @property
    def keep(self) -> bool:
        """True where the block is part of the document."""
        return self.label.keep

    @property
    def role(self) -> str:
        """What the block is, one of ROLES."""
        return self.label.role


# The document's fields that a page can say something about, in the schema's order.
FIELDS = (
    "canonical_url", "source_url", "title", "description", "site_name", "section", "authors", "tags",
    "published", "modified", "language", "image", "license", "page_type",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value that a page offers for a metadata field, as clean as its source allows."""

    field: str  # one of FIELDS
    value: str | tuple[str, ...]  # a tuple for `authors` and `tags`
    source: str  # "jsonld:author.name", "meta:og:title", "visible:byline", "sources.yaml:41"...
    score: float  # 0 to 1; the highest wins, the first of equals
    block: int | None = None  # where it was read, if off the visible page
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """The chosen value of every field, with the candidate it came from; None or () if the page is silent."""

    canonical_url: str | None = None
    source_url: str | None = None
    title: str | None = None
    description: str | None = None
    site_name: str | None = None
    section: str | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    image: str | None = None
    license: str | None = None
    page_type: str | None = None
    chosen: Mapping[str, Candidate] = field(default_factory=dict)
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """The clean document, schema `cleaner.document/1`; attributes in the schema's order."""

    schema: str
    id: str
    url: str | None
    canonical_url: str | None
    source_url: str | None
    title: str | None
    description: str | None
    site_name: str | None
    section: str | None
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    published: str | None
    modified: str | None
    language: str | None
    image: str | None
    license: str | None
    page_type: str | None
    text: str
    markdown: str
    word_count: int
    confidence: float | None
    flags: tuple[str, ...]
    removed: Mapping[str, int]
    rule: str | None
    warnings: tuple[str, ...]
    source: Mapping[str, Any]
    cleaner: Mapping[str, str | None]

    def to_dict(self) -> dict[str, Any]:
        """The document as plain lists, dicts, strings and numbers, keys in the schema's order."""
        return {f.name: _plain(getattr(self, f.name)) for f in fields(self)}

    def to_json(self, *, indent: int | None = None) -> str:
        """The document as one JSON object; non-ASCII text as it is."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value if not hasattr(value, "items") else dict(value)
