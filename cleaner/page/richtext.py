"""Rich text as editors and content systems keep it in JSON -> HTML, for the same parser as any page.

They all write a tree of nodes with a kind, children and text, and differ in the keys. Read are ProseMirror
and Tiptap, Contentful, Slate, Lexical, Draft.js, Editor.js, Sanity's portable text, Gutenberg's blocks, Arc's
content elements and parsed HTML as JSON. What is an advertisement, a list of related stories, a picture or a
player by its kind is left out with all that is in it.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from cleaner.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["is_markup", "is_rich", "paragraphs", "to_html"]

# Where a node says what it is: `_type` and `style` are Sanity's, `nodeType` Contentful's, `blockName`
# Gutenberg's, `element` and `name` those of parsed HTML. The first that names a known kind wins.
_KIND_KEYS = ("style", "element", "tagName", "tag", "nodeName", "type", "_type", "nodeType", "blockName",
              "name", "kind", "__typename")  # fmt: skip
_NAMING = frozenset({"type", "_type", "nodeType", "blockName", "name", "kind", "__typename"})
_CHILD_KEYS = ("content", "children", "nodes", "blocks", "innerBlocks", "items", "elements", "root",
               "document", "data", "attributes")  # fmt: skip
_TEXT_KEYS = ("text", "value", "html", "content", "innerHTML", "data", "code")
_LEVEL_KEYS = ("level", "depth", "attrs", "data", "attributes")
_ADDRESS_KEYS = ("href", "url", "uri")
_TAGS = {
    **dict.fromkeys(("paragraph", "p", "unstyled", "normal", "markup", "lead", "text-block",
                     "core/paragraph"), "p"),
    **dict.fromkeys(("heading", "header", "h", "subheading", "subhead", "core/heading"), "h2"),
    **{f"{word}{level}": f"h{level}" for level in range(1, 7) for word in ("h", "heading-", "heading")},
    **{f"header-{word}": f"h{n}" for n, word in enumerate(("one", "two", "three", "four", "five", "six"), 1)},
    **dict.fromkeys(("bulletlist", "bullet-list", "bulleted-list", "unordered-list", "ul-list", "list", "ul",
                     "core/list"), "ul"),
    **dict.fromkeys(("orderedlist", "ordered-list", "numbered-list", "ol"), "ol"),
    **dict.fromkeys(("listitem", "list-item", "li", "bullet", "unordered-list-item", "ordered-list-item",
                     "core/list-item"), "li"),
    **dict.fromkeys(("blockquote", "quote", "block-quote", "core/quote"), "blockquote"),
    **dict.fromkeys(("codeblock", "code-block", "pre", "core/code"), "pre"),
    **dict.fromkeys(("hardbreak", "hard-break", "linebreak", "line-break", "br"), "br"),
    **dict.fromkeys(("table", "tr", "td", "th"), ""),
    "tablerow": "tr", "table-row": "tr", "tablecell": "td", "table-cell": "td",
    "tableheader": "th", "table-header-cell": "th", "tableheadercell": "th",
    **dict.fromkeys(("link", "a", "hyperlink", "entity-hyperlink"), "a"),
    **dict.fromkeys(("strong", "b", "bold"), "strong"), **dict.fromkeys(("em", "i", "italic"), "em"),
    "code": "code", "sub": "sub", "sup": "sup",
}  # fmt: skip
_TAGS |= {tag: tag for tag in ("table", "tr", "td", "th")}
_INLINE = frozenset({"a", "strong", "em", "code", "sub", "sup", "br"})
_MARKS = ("bold", "strong", "italic", "em", "code")
_LEAVES = frozenset({"text", "span", "leaf"})
# Kinds that are no text of the article, wherever the word stands in the kind's name.
_OTHER = pattern(
    r"(?:^|[^a-z])ads?(?:[^a-z]|$)|advert|related|newsletter|recirc|promo|embed|iframe|video|audio|image|photo|"
    r"picture|gallery|figure|caption|social|script|style$|widget|sponsor|sign-?up|read-?more|interstitial"
)
_TAG = pattern(r"<(?:/?[a-z][a-z0-9]{0,10}(?:\s[^<>]{0,2000})?/?)>", re.I)
_ENTITY_TAG = pattern(r"&lt;/?(?:p|br|div|h[1-6]|ul|li|strong|em|a)\b", re.I)
_MAX_STEPS = 200_000
_MAX_CHARS = 2_000_000  # of the HTML


def is_markup(text: str) -> bool:
    """True where a text is HTML, and not words that are meant as they stand."""
    return "<" in text and _TAG.search(text) is not None


def is_rich(value: Any) -> bool:
    """True for a tree of rich text: a list of nodes that have kinds, some of them text, or a root of such.

    >>> is_rich([{"type": "paragraph", "children": [{"text": "A hut."}]}]), is_rich([{"type": "menu"}])
    (True, False)
    """
    for _ in range(4):
        if not isinstance(value, dict):
            break
        value = next((value[key] for key in _CHILD_KEYS if isinstance(value.get(key), (list, dict))), None)
    if not isinstance(value, list):
        return False
    nodes = [node for node in value[:40] if isinstance(node, dict)]
    return any(
        _tag(node) in ("p", "ul", "ol") or "children" in node or "text" in node for node in nodes
    ) and (2 * sum(_kind(node) != "" for node in nodes) >= len(nodes))


def paragraphs(text: str) -> str:
    r"""Plain text, or HTML that was escaped once too often, as HTML: a paragraph a line.

    >>> paragraphs("One & two.\n\nThree.")
    '<p>One &amp; two.</p><p>Three.</p>'
    """
    if is_markup(text):
        return text
    if _ENTITY_TAG.search(text):
        return html.unescape(text)
    plain = html.unescape(text) if "&" in text else text
    lines = (line.strip() for line in plain.splitlines())
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines if line)


def to_html(value: Any) -> str:
    """A tree of rich text as HTML; "" where there is none in it."""
    pieces: list[str] = []
    # What is still to be written: (a node, the tag around it) or a closing tag.
    waiting: list[tuple[Any, str]] = [(value, "")]
    size = 0
    for _ in range(_MAX_STEPS):
        if not waiting or size > _MAX_CHARS:
            break
        node, outer = waiting.pop()
        if isinstance(node, str):
            pieces.append(node)
            size += len(node)
        elif isinstance(node, list):
            waiting.extend((_item(item, outer), outer) for item in reversed(node))
        elif isinstance(node, dict):
            _open(node, outer, waiting)
    return "".join(pieces)


def _open(node: Mapping[str, Any], outer: str, waiting: list[tuple[Any, str]]) -> None:
    """Put what a node holds on the list of what is to be written, its end first."""
    kind = _kind(node)
    if _OTHER.search(kind):
        return
    tag, text, within = _tag(node), _text(node), _within(node)
    if outer in ("ul", "ol") and (tag == "p" or (not tag and (kind or text))):
        tag = "li"  # whatever stands in a list is an item of it
    inside = tag if tag and tag not in _INLINE else outer
    if not tag and not outer and text and not within:
        tag = inside = "p"  # a text that stands among paragraphs is one
    if tag == "br":
        waiting.append(("<br>", outer))
        return
    if tag:
        waiting.append((f"</{tag}>", outer))
    if within:
        waiting.extend((item, inside) for item in reversed(within))
    elif text:
        waiting.append((_marked(_leaf(text, inside), node), inside))
    if tag:
        waiting.append((f"<{tag}{_address(node) if tag == 'a' else ''}>", outer))


def _text(node: Mapping[str, Any]) -> str | None:
    return next((node[key] for key in _TEXT_KEYS if isinstance(node.get(key), str)), None)


def _within(node: Mapping[str, Any]) -> list[Any]:
    """What to look for text in: a list of children; without one, and without text, the node's objects."""
    for key in _CHILD_KEYS:
        if isinstance(node.get(key), list) and node[key]:
            return [node[key]]
    if _text(node):
        return []
    return [node[key] for key in _CHILD_KEYS if isinstance(node.get(key), dict) and node[key]]


def _kind(node: Mapping[str, Any]) -> str:
    """What a node says it is, in lower case with hyphens; "" where it does not say."""
    named = ""
    for key in _KIND_KEYS:
        value = node.get(key)
        if isinstance(value, str) and len(value) < 60:
            kind = value.strip().lower().replace("_", "-")
            if kind in _TAGS or kind in _LEAVES:
                return "list-item" if node.get("listItem") else kind
            if key in _NAMING:
                named = named or kind
    return named


def _tag(node: Mapping[str, Any]) -> str:
    """The element for a node; "" for one that only holds others, or text."""
    kind = _kind(node)
    tag = _TAGS.get(kind, "")
    places = [node, *(node[key] for key in _LEVEL_KEYS if isinstance(node.get(key), dict))]
    if kind in ("list", "core/list") and any(
        place.get("style") == "ordered" or place.get("ordered") is True for place in places
    ):
        return "ol"
    if kind in ("heading", "header", "core/heading"):
        level = next((place["level"] for place in places if isinstance(place.get("level"), int)), 2)
        return f"h{min(max(level, 1), 6)}"
    return tag


def _item(item: Any, outer: str) -> Any:
    """An entry of a list: a string is text, and in a list of the page an item."""
    if not isinstance(item, str):
        return item
    return f"<li>{_leaf(item, outer)}</li>" if outer in ("ul", "ol") else _leaf(item, outer)


def _leaf(text: str, tag: str) -> str:
    return text if tag != "pre" and is_markup(text) else html.escape(text, quote=False)


def _marked(text: str, node: Mapping[str, Any]) -> str:
    """A text with the marks that its node sets: a list of them, or a key for each."""
    marks = node.get("marks")
    said = (
        [mark.get("type") if isinstance(mark, dict) else mark for mark in marks]
        if isinstance(marks, list)
        else []
    )
    for mark in _MARKS:
        if node.get(mark) is True or mark in said:
            text = f"<{_TAGS[mark]}>{text}</{_TAGS[mark]}>"
    for mark in marks if isinstance(marks, list) else ():
        if isinstance(mark, dict) and mark.get("type") == "link":
            text = f"<a{_address(mark)}>{text}</a>"
    return text


def _address(node: Mapping[str, Any]) -> str:
    places = (
        node,
        *(node[key] for key in ("attrs", "data", "attributes", "attribs") if isinstance(node.get(key), dict)),
    )
    for place in places:
        for key in _ADDRESS_KEYS:
            if isinstance(place.get(key), str):
                return f' href="{html.escape(place[key])}"'
    return ""
