"""The engine without training: text density and link density, weighed with what surrounds a block.

1. *Reads*: a block that is long enough, links little and says nothing of the trade reads like text.
2. *Zones*: what stands in a clutter zone, is hidden or is a run of headlines is boilerplate, unless little
   that reads like text would be left: then the page's class names lie, and do not count.
3. *Body*: from the root, descend into the child that holds most of the text: the container of the content.
4. *Core and gaps*: in the body, blocks that read like text are content, so are short blocks (headings,
   answers, list items) between two of them. Outside it only long ones are. A page with hardly any text at
   all (a product, a list of links) keeps what its body has.

After Kohlschütter et al. (WSDM 2010; link and text density), readability's candidate containers and jusText's
context-sensitive second pass (Pomikálek 2011). For text dumps, pages of few blocks, and those who want no
weights: `--engine density`.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from cleaner.features import FEATURES, stock
from cleaner.features.phrase import phrases
from cleaner.features.zone import zones as zones_of
from cleaner.labels.headings import headed, is_heading
from cleaner.labels.judgement import Judgement
from cleaner.page.blocks import HEADINGS, PREFORMATTED
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.types import Blocks, Nodes

__all__ = ["betrayed", "judge", "labels"]

# The figures below: word F1 on 300 pages each of wcxb and news and all of publishers (November 2026); the
# neighbours tried (7 and 12, .6 and .8, .15 and .25, 60 and 30) differ by less than .005 on each.
_READS = 9.0  # words
_READS_UNCLOSED = 18.0  # words of a block without the end of a sentence
_LONG = 25.0  # words that make a block text wherever it stands
_LINKED = 0.4  # link density up to which a block reads like text
_LINK_LIST = 0.5  # and from which it is a list of links
_BODY_SHARE = 0.7  # of its parent's text, for a container to be descended into
_CLEAN_SHARE = 0.15  # of the page's text outside all zones, for zones to be believed
_LIE_SHARE = 0.4  # of the page's text, for a zone not to be believed
_LITTLE = 120.0  # words of core under which a page has hardly any text
_HEADED = 3  # blocks after a heading among which one must be kept
_LISTED = frozenset({"li", "dd", "dt"})
_ROWS = frozenset({"td", "th"})
_BAR = 12  # blocks of a bar of buttons above a listing
_RULING = frozenset({"related", "newsletter", "share", "comments"})
# What a heading can say of all that stands in its container, and the share of the page's text that such a
# container may hold: comments and consent may be longer than the article, other clutter is not.
_OPENED_SHARE = {"comments": 0.8, "cookie": 0.8, "newsletter": 0.3, "related": 0.3, "share": 0.3}
_WHOLE = frozenset({"html", "body", "main", "article"})  # no container of clutter
_WRAPPERS = 100  # around a heading, more than any page has; without an end the time would be quadratic
_NAME = "density-1"
_HIDDEN, _HEADLINES = "hidden", "headlines"
_ROLES = {_HIDDEN: "other", _HEADLINES: "related"}


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the judgement of a block needs, one entry a block."""

    length: Sequence[float]
    link: Sequence[float]
    phrase: Sequence[str]
    zone: Sequence[str]
    body: Sequence[bool]
    core: Sequence[bool]
    gap: Sequence[bool]  # lies between two blocks of the body's core
    under: Sequence[str]  # what the last label line ("Read also") said, "" once text has come since
    little: bool  # the page has hardly any text


def judge(blocks: Blocks) -> Judgement:
    """The labels of this engine; it has no opinion on the page as a whole."""
    return Judgement(labels(blocks), _NAME)


def labels(blocks: Blocks) -> list[Label]:
    """One label a block, with its role and the reason in words."""
    columns = _columns(blocks)
    kept = [False] * (len(blocks) + _HEADED)
    found = []
    for i in reversed(range(len(blocks))):  # a heading's fate hangs on what follows
        role, keep, why = _judge(
            blocks, columns, i, heads=any(kept[i + 1 : i + 1 + _HEADED]), leads=kept[i + 1]
        )
        kept[i] = keep
        found.append(Label(i, role, keep, Layer.MODEL, "density", why, 0.5))
    return found[::-1]


def _judge(blocks: Blocks, columns: _Columns, i: int, *, heads: bool, leads: bool) -> tuple[str, bool, str]:
    """Role, whether to keep, and why, for block i.

    `heads` says that a block soon behind it is kept, and `leads` that the next is.
    """
    length, link = columns.length[i], columns.link[i]
    if betrayed := _betrayed(blocks, columns, i):
        role, why = betrayed
        if leads and columns.body[i] and role not in _RULING and _is_head(blocks, columns, i):
            return "heading", True, "heads kept text"
        return role, False, why
    if columns.core[i]:
        return "body", True, f"{length:.0f} words, link density {link:.2f}"
    if not columns.body[i]:
        return "nav" if link > _LINK_LIST else "other", False, "outside the main content"
    if link > _LINK_LIST and not columns.little:
        return "related" if length > 4 else "nav", False, f"link density {link:.2f}"
    is_heading = blocks.tags[i] in HEADINGS
    if (ruled := columns.under[i]) and (blocks.tags[i] in _LISTED or (is_heading and not heads)):
        return ruled, False, f"listed under a line that reads like {ruled}"
    if is_heading:
        return "heading", heads, "heads kept text" if heads else "heads nothing that is kept"
    if columns.gap[i]:
        return "body", True, "between blocks of the main content"
    if blocks.tags[i] in _ROWS:
        return "body", True, "in a table of the main content"
    if columns.little:
        return "body", True, "in the body of a page with little text"
    return "other", False, "short, at the edge of the main content"


def _is_head(blocks: Blocks, columns: _Columns, i: int) -> bool:
    """True for a heading of the next block, that only its own words, name or button speak against."""
    return columns.zone[i] not in _ROLES and is_heading(blocks, i) and headed(blocks, i, i + 1)


def betrayed(blocks: Blocks) -> Iterator[tuple[int, str, str]]:
    """The blocks that their container or their words say are no content: which, their role, and why."""
    columns = _columns(blocks)
    for i in range(len(blocks)):
        if found := _betrayed(blocks, columns, i):
            yield i, *found


def _betrayed(blocks: Blocks, columns: _Columns, i: int) -> tuple[str, str] | None:
    if zone := columns.zone[i]:
        return _ROLES.get(zone, zone), _zone_reason(zone)
    if blocks.buttons[i]:
        return "nav", "in a control"
    if phrase := columns.phrase[i]:
        return phrase, f"reads like {phrase}"
    if role := stock.printed(blocks.texts[i], blocks.tags[i]):
        return role, stock.WHY
    return None


def _zone_reason(zone: str) -> str:
    if zone == _HIDDEN:
        return "hidden from the reader"
    return "in a run of headlines" if zone == _HEADLINES else f"in a container for {zone}"


def _columns(blocks: Blocks) -> _Columns:
    length, link, sentence, zones, main, headline = (
        FEATURES[name](blocks)
        for name in ("length", "link_density", "sentence", "zone", "main", "headline_run")
    )
    count = range(len(blocks))
    # What a menu's lines say is not asked: its container has said enough.
    phrase = phrases(blocks, [not zones[i] and not blocks.hidden[i] for i in count])
    reads = [
        length[i]
        if length[i] >= (_READS if sentence[i] else _READS_UNCLOSED)
        and link[i] < _LINKED
        and not phrase[i]
        and not blocks.buttons[i]
        else 0.0
        for i in count
    ]
    opened = _opened(blocks, phrase, reads)
    zones = [
        _HIDDEN if blocks.hidden[i] else _HEADLINES if headline[i] else zones[i] or opened[i] for i in count
    ]
    zones = _believed(_of_listings(blocks, zones, length), reads)
    mass = [0.0 if zones[i] else reads[i] for i in count]
    body = _in_body(blocks, mass)
    core = [mass[i] > 0 and (body[i] or main[i] or mass[i] >= _LONG) for i in count]
    inner = [i for i in count if core[i] and body[i]]
    closes = [
        body[i] and not zones[i] and not phrase[i] and sentence[i] > 0 and link[i] < _LINKED for i in count
    ]
    gap = _gap(inner, closes)
    little = blocks.page.tree is not None and sum(mass[i] for i in count if core[i]) < _LITTLE
    return _Columns(
        length=length,
        link=link,
        phrase=phrase,
        zone=zones,
        body=[body[i] or (little and main[i]) for i in count],
        core=core,
        gap=gap,
        under=_under(phrase, core),
        little=little,
    )


def _of_listings(blocks: Blocks, zones: list[str], length: Sequence[float]) -> list[str]:
    """The zones, but of listings behind text in no zone only where more than names says so.

    Highlighters put listings in a "code-toolbar".
    """
    doubted = [
        i for i, tag in enumerate(blocks.tags) if tag in PREFORMATTED and zones[i] not in ("", _HIDDEN)
    ]
    if not doubted:
        return zones
    found, stated = zones.copy(), zones_of(blocks, named=False)
    for i in doubted:
        before = i - 1
        # Past the bars of buttons between listings.
        while before >= max(0, i - _BAR) and zones[before] == zones[i] and length[before] < _READS:
            before -= 1
        if before >= 0 and blocks.texts[before] and not found[before]:
            found[i] = stated[i]
    return found


def _gap(inner: list[int], closes: list[bool]) -> list[bool]:
    """True from the first to the last block of the core, and for sentences right before and behind them."""
    gap = [False] * len(closes)
    if not inner:
        return gap
    first, last = inner[0], inner[-1]
    while first > 0 and closes[first - 1]:
        first -= 1
    while last + 1 < len(closes) and closes[last + 1]:
        last += 1
    gap[first : last + 1] = [True] * (last + 1 - first)
    return gap


def _opened(blocks: Blocks, phrase: Sequence[str], reads: list[float]) -> list[str]:
    """What a container is whose first line says it: all below "3 comments" is comments, "" elsewhere."""
    found = [""] * len(blocks)
    tree = blocks.page.tree
    if tree is None:
        return found
    owners = blocks.nodes
    furthest = list(accumulate(owners, max))
    outer: list[int] = []  # made where it is needed
    read = list(accumulate(reads, initial=0.0))  # words before each block
    for i in range(len(owners)):
        if phrase[i] not in _OPENED_SHARE or blocks.tags[i] not in HEADINGS or found[i] == phrase[i]:
            continue
        before = owners[i - 1] if i else 0
        container, parent = owners[i], tree.nodes.parents[owners[i]]
        for _ in range(_WRAPPERS):
            if parent <= before or tree.nodes.tags[parent] in _WHOLE:
                break
            container, parent = parent, tree.nodes.parents[parent]
        outer = outer or _outer(owners)
        end = i
        while end < len(owners) and owners[end] >= container:
            end = outer[end]
        end = min(end, bisect_left(furthest, tree.nodes.ends[container], lo=i))
        if read[end] - read[i] <= _OPENED_SHARE[phrase[i]] * read[-1]:
            found[i:end] = [phrase[i]] * (end - i)
    return found


def _outer(owners: Sequence[int]) -> list[int]:
    """For each block the next one that lies further out, as text behind an element does; or their number."""
    following = [len(owners)] * len(owners)
    waiting: list[int] = []
    for i, owner in enumerate(owners):
        while waiting and owners[waiting[-1]] > owner:
            following[waiting.pop()] = i
        waiting.append(i)
    return following


def _under(phrase: Sequence[str], core: Sequence[bool]) -> list[str]:
    ruling, found = "", []
    for said, is_core in zip(phrase, core, strict=True):
        found.append(ruling)
        if is_core:
            ruling = ""
        elif said in _RULING:
            ruling = said
    return found


def _believed(zones: list[str], reads: list[float]) -> list[str]:
    """The zones, less those that hold so much of the page's text that their names must be wrong."""
    held: dict[str, float] = {}
    for zone, words in zip(zones, reads, strict=True):
        held[zone] = held.get(zone, 0.0) + words
    total = sum(reads)
    if held.get("", 0.0) >= _CLEAN_SHARE * total:
        return zones
    lies = {zone for zone, words in held.items() if words > _LIE_SHARE * total}
    return ["" if zone in lies else zone for zone in zones]


def _in_body(blocks: Blocks, mass: list[float]) -> list[bool]:
    """True for blocks inside the container of the main content; for all of a text dump."""
    tree = blocks.page.tree
    if tree is None or not any(mass):
        return [True] * len(blocks)
    nodes = tree.nodes
    total = [0.0] * len(nodes)
    for node, words in zip(blocks.nodes, mass, strict=True):
        total[node] += words
    for i in range(len(total) - 1, 0, -1):  # children come after their parents
        total[nodes.parents[i]] += total[i]
    container = 0
    while (heir := _heaviest_child(nodes, total, container)) is not None:
        container = heir
    return [container <= node < nodes.ends[container] for node in blocks.nodes]


def _heaviest_child(nodes: Nodes, total: list[float], parent: int) -> int | None:
    """The child that holds most of its parent's text, None if no child holds enough of it."""
    child, end = parent + 1, nodes.ends[parent]
    while child < end:
        if total[child] >= _BODY_SHARE * total[parent]:
            return child
        child = nodes.ends[child]
    return None
