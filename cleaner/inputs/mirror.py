"""The address of a page in a mirror, as wget and HTTrack save sites: the path is the address.

example.org/huts/index.html     https://example.org/huts/
https/example.org/huts.html     the same with `wget --protocol-directories`
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from cleaner.inputs.sniff import peek
from cleaner.urls import absolute

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["address", "url"]

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.){{1,6}}(?P<top>[a-z]{{2,24}}|xn--[a-z0-9-]{{1,59}})(?::\d{{1,5}})?")
# Endings that make a folder a host even if its pages never name it: the largest generic domains, and
# countries, but for what is as likely to be the name of a project.
_DOMAINS = frozenset("com org net edu gov mil int info biz museum news blog".split())
_NO_COUNTRY = frozenset("js ts md py cs go rb hs vb gz db".split())
_SCHEMES = ("http", "https")
_INDEX = re.compile(r"(?<![^/])index\.x?html?\Z")
# `wget --adjust-extension` puts an ending behind what is no name of a file.
_SAFE = "/%:@!$&'()*+,;=~?"  # as RFC 3986 has them in a path, and what wget leaves of a query
_ADJUSTED = re.compile(r"(\.(?:php\d?|aspx?|jsp|cgi|do)|\?[^/]*)\.html\Z")


def address(parts: Sequence[str]) -> str | None:
    """The address in a path below what the user gave, from its first part that may be a host; None without.

    >>> address(["mirror", "example.org", "huts", "index.html"]), address(["raw", "huts.html"])
    ('//example.org/huts/', None)
    """
    for i, part in enumerate(parts[:-1]):
        if _HOST.fullmatch(part):
            scheme = f"{parts[i - 1]}:" if i and parts[i - 1] in _SCHEMES else ""
            path = _ADJUSTED.sub(r"\1", _INDEX.sub("", "/".join(parts[i + 1 :])))
            return f"{scheme}//{part}/{quote(path, safe=_SAFE)}"
    return None


def url(address: str, body: bytes) -> str | None:
    """The whole address, its scheme as the page writes it; None where nothing bears out that it is one."""
    if not address.startswith("//"):
        return absolute(address)
    host = address[2:].partition("/")[0]
    said = re.search(rf"(https?:)?//{re.escape(host)}(?![\w.-])", peek(body), re.IGNORECASE)
    if said is None and not _is_domain(host):
        return None
    scheme = said[1].lower() if said and said[1] else "https:"
    return absolute(scheme + address)


def _is_domain(host: str) -> bool:
    """True for a name that is hardly anything but a host."""
    found = _HOST.fullmatch(host)
    top = found["top"] if found else ""
    return top in _DOMAINS or (len(top) == 2 and top not in _NO_COUNTRY)
