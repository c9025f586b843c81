"""The reader of Safari's web archives: a property list with the page and all of its parts.

    WebMainResource: {WebResourceData: <html>..., WebResourceURL: https://example.org/huts,
                      WebResourceMIMEType: text/html, WebResourceTextEncodingName: UTF-8}
    WebSubresources: [...]

The main resource is the page; what it is made of is told by its bytes.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cleaner.errors import InputError
from cleaner.urls import absolute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.inputs.file import File

__all__ = ["fits", "pages"]


_BEGINNING = re.compile(rb"bplist0|\s{0,99}(?:<\?xml[^>]{0,99}>\s{0,99})?(?:<!DOCTYPE plist|<plist[\s>])")
_MAX_NESTS = 10_000  # in XML, whose time is quadratic in them; an archive of a page has a hundred


def fits(head: bytes) -> bool:
    """True for a property list, binary or as XML."""
    return _BEGINNING.match(head) is not None


def pages(file: File) -> Iterator[File]:
    """The file's main resource; InputError where the list is broken or has none."""
    raw = file.whole()
    main = _main(raw.body, file.where)
    body = main.get("WebResourceData")
    if not isinstance(body, bytes):
        raise InputError(
            f"{file.where}: a property list without a page in it - save the page again, as a single HTML file"
        )
    kind = [str(main.get("WebResourceMIMEType", "text/html"))]
    if charset := main.get("WebResourceTextEncodingName"):
        kind.append(f"charset={charset}")
    page = replace(
        file.page,
        url=raw.url or absolute(str(main.get("WebResourceURL") or "")),
        headers={"content-type": "; ".join(kind), **raw.headers},
    )
    yield file.inside(body, "main resource", page)


def _main(body: bytes, where: str) -> dict[str, Any]:
    """The main resource, {} where there is none."""
    import plistlib
    from xml.parsers.expat import ExpatError

    if body.count(b"<array") + body.count(b"<dict") > _MAX_NESTS:
        raise InputError(f"{where}: a web archive that nests too deep - save the page again")
    try:
        found = plistlib.loads(body)
    # Everything that a list made to break its reader makes it raise; entities in XML are refused there.
    except (
        ExpatError, ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError,
        MemoryError,
    ) as error:  # fmt: skip
        raise InputError(
            f"{where}: a damaged web archive ({type(error).__name__}) - save the page again"
        ) from error
    main = found.get("WebMainResource") if isinstance(found, dict) else None
    return main if isinstance(main, dict) else {}
