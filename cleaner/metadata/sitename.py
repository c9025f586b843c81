"""The site's name at the end of `<title>`: whether what stands there is one.

Behind a headline there may as well stand a section, the author, or the rest of the headline.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from cleaner.metadata import bylines, title
from cleaner.text import fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.metadata.scene import Scene

__all__ = ["is_the_sites", "of_declared"]

_MAX_SEEN = 40  # places that hold the name
_MAX_LEVELS = 6  # between a text and the link that it stands in
_MAX_CHARS = 200  # of a line that names the site
_SHORT_WORD = 3  # letters of "of" and "the"
_HOME = frozenset({"", "#", "index.html", "index.htm", "index.php", "home"})
_NO_PLACE = frozenset({"title", "h1", "script", "style", "noscript"})
_STRONG_SIGNS = frozenset("|»｜·•⋆›_")


def is_the_sites(scene: Scene, name: str) -> bool:
    """True where the address or the page itself bears out that a part of `<title>` is the site's name.

    That is a link to the home page, or a line with the copyright; against it speak a link to elsewhere (a
    section), a step of the trail and a byline. Where nothing speaks, the sign before it decides, or capitals.
    """
    if title.is_site_name(name, scene.sites):
        return True
    if name[:1].islower():
        return False
    linked = title.is_site_name(name, scene.section_keys)  # the home page may be a step too
    for node, text in islice(_seen(scene, name), _MAX_SEEN):
        line = squeeze(text)
        if "©" in line or "copyright" in line.lower():
            return True
        href = _href(scene, node)
        if fold(line) == fold(name) and href is not None:
            if _is_home(href):
                return True
            linked = True
        if _is_signed_by(line, name):
            return False
    return not linked and (_is_parted_strongly(scene.title, name) or _is_capitalised(name))


def of_declared(scene: Scene, text: str) -> str:
    """What og:site_name says, but for a headline there; "" for just that, or for an address."""
    if "://" in text:
        return ""
    for heading in scene.headings[:1]:
        if title.same(text, heading) and not title.is_site_name(text, title.site_names((), scene.page.url)):
            return "" if len(heading.split()) > 2 else text
        if len(text) > len(heading) > 12 and (name := title.site_in(text, heading)):
            return name
    return text


def _seen(scene: Scene, name: str) -> Iterator[tuple[int, str]]:
    """The texts of the page that hold the name, outside of its headline, each with its node."""
    nodes = scene.tree.nodes
    for node, text in enumerate(nodes.texts):
        if name in text and len(text) <= _MAX_CHARS and not _is_in(scene, node, _NO_PLACE):
            yield node, text


def _is_in(scene: Scene, node: int, tags: frozenset[str]) -> bool:
    nodes = scene.tree.nodes
    for _ in range(_MAX_LEVELS):
        if node < 0:
            return False
        if nodes.tags[node] in tags:
            return True
        node = nodes.parents[node]
    return False


def _href(scene: Scene, node: int) -> str | None:
    """Where the link leads that a text stands in; None for no link."""
    nodes = scene.tree.nodes
    for _ in range(_MAX_LEVELS):
        if node < 0:
            return None
        if nodes.tags[node] == "a":
            return nodes.attributes[node].get("href") or ""
        node = nodes.parents[node]
    return None


def _is_home(href: str) -> bool:
    rest = href.partition("://")[2].partition("/")[2] if "://" in href else href.lstrip("./")
    return rest.partition("?")[0].rstrip("/").lower() in _HOME


def _is_signed_by(line: str, name: str) -> bool:
    found = bylines.byline(line)
    return found is not None and fold(name) in map(fold, found[0])


def _is_capitalised(name: str) -> bool:
    """True where no longer word of a name is in small letters: "Post of the Alps", not "An island story"."""
    return not any(word[0].islower() for word in name.split() if len(word) > _SHORT_WORD)


def _is_parted_strongly(page_title: str, name: str) -> bool:
    before, _, behind = page_title.rpartition(name)
    signs = {before.rstrip()[-1:], behind.lstrip()[:1]}
    return not _STRONG_SIGNS.isdisjoint(signs)
