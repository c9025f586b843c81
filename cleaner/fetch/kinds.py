"""Which answers are pages: by what the server says they are, and then by what they turn out to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.fetch.failure import FetchError
from cleaner.inputs.sniff import begins_as_page, foreign, has_markup, peek

if TYPE_CHECKING:
    from cleaner.fetch.client import Answer

__all__ = ["charset", "declared", "media_type", "refuse_other_kinds"]

_HTML = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
_TEXT = frozenset({"text/plain", "text/markdown", "text/x-markdown"})
# Types of servers that don't know, or that sniffing tells better.
_UNSURE = frozenset({"", "application/octet-stream", "binary/octet-stream", "text/xml", "application/xml"})


def refuse_other_kinds(answer: Answer) -> None:
    """FetchError where the headers say that this is no page, before its body is read."""
    kind = declared(answer)
    if kind not in _HTML | _TEXT | _UNSURE:
        raise FetchError(answer.url, "content", f"{kind[:80]}, not a web page")


def media_type(answer: Answer) -> str:
    """`text/html` or `text/plain` by the content of a page; FetchError where it is none."""
    if found := foreign(answer.body):
        raise FetchError(answer.url, "content", f"{found.what}, not a web page")
    marked_up = begins_as_page(answer.body) or has_markup(peek(answer.body))
    if declared(answer) in _UNSURE and not marked_up:
        raise FetchError(answer.url, "content", "neither HTML nor said to be text")
    return "text/html" if marked_up else "text/plain"


def declared(answer: Answer) -> str:
    """The Content-Type without its parameters, in lower case; "" where there is none."""
    return (answer.header("content-type") or "").partition(";")[0].strip().lower()


def charset(answer: Answer) -> str | None:
    """The encoding that the server declares."""
    for parameter in (answer.header("content-type") or "").split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'")[:40].lower() or None
    return None
