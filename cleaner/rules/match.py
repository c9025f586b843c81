"""Which site a page belongs to: by host and path, or by what the page says of itself.

Exact hosts before wildcards, longer before shorter; within a host the more specific path. Sites are looked
up by host, so two thousand of them cost no more than ten.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cleaner.rules.when import Look, When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.rules.site import Site

__all__ = ["Index", "Where", "bare_host", "host_of", "read_host", "read_path"]

_PATH_CHARS = 1000  # of a URL's path that a glob sees
_MOST_STARS = 3  # in one segment of a path, and `**` in all of it
_HOST = re.compile(r"(?=.{1,253}\Z)(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)*[^\W_](?:[\w-]{0,61}[^\W_])?\Z")


@dataclass(frozen=True, slots=True)
class Where:
    """The pages of a site."""

    hosts: tuple[str, ...] = ()  # as compared: lower case, ASCII, without "www."
    paths: tuple[str, ...] = ()
    when: When = field(default_factory=When)

    def fit(self, path: str) -> int | None:
        """How specific the paths are for a URL's path, in characters; None where they do not match."""
        if not self.paths:
            return 0
        best: int | None = None
        wanted = False
        for glob in self.paths:
            if glob.startswith("!"):
                if _path_expression(glob[1:]).match(path):
                    return None
            else:
                wanted = True
                if _path_expression(glob).match(path):
                    best = max(best or 0, len(glob.replace("*", "").replace("?", "")))
        return best if wanted else 0


def read_host(text: str) -> str:
    """A host of a rule as it is compared; ValueError says what is wrong.

    >>> read_host("WWW.Example.com")
    'example.com'
    """
    host = text.strip().lower().rstrip(".")
    middle = host.removeprefix("*.").removesuffix(".*")
    if "/" in host or ":" in host:
        raise ValueError(f'"{text}" is an address, not a host - write the host alone, such as example.com')
    if host.startswith("*.") and host.endswith(".*"):
        raise ValueError(f'"{text}" has a star at both ends - use one')
    if not middle.strip("*."):
        raise ValueError(f'"{text}" matches every host - name one')
    if not _HOST.match(middle):
        raise ValueError(f'"{text}" is no host - write example.com, *.example.com or example.*')
    if middle == host:
        return bare_host(host)
    return host.replace(middle, _ascii(middle))


def read_path(text: str) -> str:
    """A path glob of a rule; ValueError says what is wrong."""
    glob = text.removeprefix("!")
    if not glob.startswith(("/", "*")):
        raise ValueError(f'"{text}" is no path - begin it with "/", or "!/" for what it is not')
    runs = re.sub(r"\*{3,}", "**", glob)
    if runs.count("**") > _MOST_STARS or any(part.count("*") > _MOST_STARS for part in runs.split("/")):
        raise ValueError(f'"{text}" can run away: more than {_MOST_STARS} stars in a row - use fewer')
    if not text.startswith("!") and not glob.strip("/*"):
        raise ValueError(f'"{text}" matches every path - leave it out')
    return text


def bare_host(host: str) -> str:
    """A host as hosts are compared: lower case, ASCII, without "www." and a last dot."""
    host = _ascii(host.lower().rstrip("."))
    return host.removeprefix("www.") if host.count(".") > 1 else host


def host_of(url: str) -> tuple[str, str]:
    """Host and path of a URL; two empty strings where it is none."""
    try:
        parts = urlsplit(url)
        return parts.hostname or "", parts.path[:_PATH_CHARS] or "/"
    except ValueError:
        return "", ""


def _ascii(host: str) -> str:
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


@lru_cache(maxsize=4096)
def _path_expression(glob: str) -> re.Pattern[str]:
    """`**` any run, `*` any run without a slash, `?` one sign; "/live/**" is also the path /live itself."""
    tail = ""
    if glob.endswith("/**"):
        glob, tail = glob[:-3], "(?:/.*)?"
    pieces = {"**": ".*", "*": "[^/]*", "?": "[^/]"}
    body = "".join(
        pieces.get(piece, re.escape(piece))
        for piece in re.split(r"(\*\*|\*|\?)", re.sub(r"\*{3,}", "**", glob))
    )
    return re.compile(f"{body}{tail}\\Z", re.S)


@dataclass
class Index:
    """The sites of a rule file, by host."""

    sites: Sequence[Site]
    exact: dict[str, list[int]] = field(default_factory=dict)
    below: dict[str, list[int]] = field(default_factory=dict)  # "*.example.com" under "example.com"
    beginning: dict[str, list[int]] = field(default_factory=dict)  # "example.*" under "example"
    hostless: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        for number, site in enumerate(self.sites):
            if not site.where.hosts:
                self.hostless.append(number)
            for host in site.where.hosts:
                if host.startswith("*."):
                    self.below.setdefault(host[2:], []).append(number)
                elif host.endswith(".*"):
                    self.beginning.setdefault(host[:-2], []).append(number)
                else:
                    self.exact.setdefault(host, []).append(number)

    def site_for(self, look: Look) -> Site | None:
        """The site that a page belongs to, None where the file has none."""
        page = look.page
        if page.url:
            host, path = host_of(page.url)
            for group in self._groups(host.lower().rstrip(".")) if host else ():
                if (site := self._best(group, path, look)) is not None:
                    return site
        return self._best(self.hostless, host_of(page.url or "")[1], look)

    def site_at(self, url: str) -> Site | None:
        """The site of an address, by host and path alone: what else a site asks, only its pages can tell."""
        host, path = host_of(url)
        for group in self._groups(host.lower().rstrip(".")) if host else ():
            if (site := self._best(group, path, None)) is not None:
                return site
        return None

    def _groups(self, host: str) -> list[list[int]]:
        """The sites of the hosts that match, the strongest group first."""
        host = _ascii(host)
        bare = bare_host(host)
        groups = [group] if (group := self.exact.get(bare)) else []
        wild: list[tuple[int, list[int]]] = []
        labels = host.split(".")
        for start in range(1, len(labels)):
            ending = ".".join(labels[start:])
            if found := self.below.get(ending):
                wild.append((len(ending), found))
        labels = bare.split(".")
        for left in range(1, len(labels)):
            # "example.*" is example.com and example.co.uk, but not example.somebody-else.com.
            rest = labels[left:]
            if len(rest) > 2 or (len(rest) == 2 and len(rest[0]) > 3):
                continue
            beginning = ".".join(labels[:left])
            if found := self.beginning.get(beginning):
                wild.append((len(beginning), found))
        return groups + [found for _, found in sorted(wild, key=lambda pair: -pair[0])]

    def _best(self, group: Sequence[int], path: str, look: Look | None) -> Site | None:
        """Of sites with the same host the one with the most specific path, then the most conditions."""
        best: tuple[int, int] | None = None
        chosen: Site | None = None
        for number in group:
            site = self.sites[number]
            fit = site.where.fit(path)
            key = (fit, site.where.when.count) if fit is not None else None
            if (
                key is not None
                and (best is None or key > best)
                and (look is None or look.fits(site.where.when))
            ):
                best, chosen = key, site
        return chosen
