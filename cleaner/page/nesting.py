"""Tags left out of a source: of elements that lie deeper than browsers nest them, of formatting left open.

For `caps`, which says when. Elements are opened and closed as the standard has it, if their number matters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from cleaner.page.tags import nesting

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["DEEPEST", "MOST_NAMES", "flattened"]

MOST_NAMES = 20_000  # of elements, and of attributes; the parser's time is quadratic in them
DEEPEST = 512  # the limit of Chromium's and WebKit's parsers
# What has no inside, or is closed by the next of its kind: so many of them nest no deeper.
_FLAT = (
    "a|area|base|body|br|col|dd|dt|embed|h[1-6]|head|hr|html|img|input|li|link|meta|nobr|option|p|param|r[bpt]|rtc"
    "|source|tbody|t[dhr]|tfoot|thead|track|wbr"
)
_NESTING = nesting(_FLAT)
# HTML standard, 13.2.4.2 "The stack of open elements": end tags of other elements do not reach behind these.
_SPECIAL = frozenset(
    b"address applet article aside blockquote button center details dir div dl fieldset figcaption figure "
    b"footer form header hgroup iframe listing main marquee menu nav noembed noframes noscript object ol "
    b"plaintext pre search section select summary table template ul xmp".split()
)
_BOUNDARIES = frozenset(b"applet marquee object table template".split())  # and no end tag behind these
_FOREIGN = frozenset({b"math", b"svg"})  # where "/>" closes
_HTML_IN_FOREIGN = frozenset(b"annotation-xml desc foreignobject mi mn mo ms mtext".split())

_FORMATTING = frozenset(b"b big code em font i s small strike strong tt u".split())


def flattened(html: bytes, most_formatting: int) -> Iterator[bytes]:
    """The source in pieces, without tags of elements that lie too deep, or of formatting left open too often.

    Texts are all kept.
    """
    elements = _Nesting(most_formatting)
    end = 0
    for tag in _NESTING.finditer(html):
        name = tag["name"]
        if name is None or elements.takes(name.lower(), is_closed=tag[0].endswith(b"/>")):
            continue
        yield html[end : tag.start("name") - 1]
        yield b" "
        end = tag.end()
    yield html[end:]


class _Nesting:
    """The elements that are open where a page is being read."""

    def __init__(self, most_formatting: int) -> None:
        self._most_formatting = most_formatting
        self._formatting: Counter[bytes] = Counter()
        self._stack: list[bytes] = []  # the other ones, never more than DEEPEST
        # Where in it they lie, by name, and those behind which end tags do not reach: a look at each of them
        # for each end tag takes ten times as long.
        self._places: defaultdict[bytes, list[int]] = defaultdict(list)
        self._special, self._boundaries = [-1], [-1]
        self._left_out: Counter[bytes] = Counter()
        self._in_foreign = False
        self._names: set[bytes] = set()

    def takes(self, name: bytes, *, is_closed: bool) -> bool:
        """Whether the next tag, "div" or "/div", may stay; `is_closed` says that it ends in "/>"."""
        if name not in self._names:
            if len(self._names) == MOST_NAMES:
                return False
            self._names.add(name)
        if name[:1] == b"/":
            return self._close(name[1:])
        if name in _FORMATTING:
            return self._format(name)
        if self._in_foreign and is_closed:
            return True
        if len(self._stack) == DEEPEST:
            self._left_out[name] += 1
            return False
        self._open(name)
        if name in _FOREIGN or name in _HTML_IN_FOREIGN:
            self._in_foreign = name in _FOREIGN
        return True

    def _format(self, name: bytes) -> bool:
        if self._formatting.total() >= self._most_formatting:
            return False
        self._formatting[name] += 1
        return True

    def _close(self, name: bytes) -> bool:
        if name in _FORMATTING:
            self._formatting[name] = max(self._formatting[name] - 1, 0)
            return True
        if self._left_out[name]:
            self._left_out[name] -= 1
            return False
        if name in _FOREIGN:
            self._in_foreign = False
        least = self._boundaries[-1] if name in _SPECIAL else self._special[-1]
        if self._places[name] and self._places[name][-1] >= least:
            self._leave(self._places[name][-1])
        return True

    def _open(self, name: bytes) -> None:
        place = len(self._stack)
        self._stack.append(name)
        for places in self._kept(name):
            places.append(place)

    def _leave(self, place: int) -> None:
        """The elements from there on are no longer open."""
        while len(self._stack) > place:
            for places in self._kept(self._stack.pop()):
                places.pop()

    def _kept(self, name: bytes) -> Iterator[list[int]]:
        yield self._places[name]
        if name in _SPECIAL:
            yield self._special
        if name in _BOUNDARIES:
            yield self._boundaries
