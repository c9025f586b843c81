"""The kept blocks -> Markdown: CommonMark with pipe tables, as GitHub, Obsidian and Hugo read it.

Each block knows the containers it stands in (quotes, list items, definitions). Walking down the blocks, the
writer keeps those open that two neighbours share, and writes the markers of those that open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.assemble.breaks import Breaks
from cleaner.assemble.code import language
from cleaner.assemble.escape import escape_cell, escape_heading, escape_line_start
from cleaner.assemble.inline import Inline
from cleaner.assemble.line import code_span
from cleaner.assemble.notes import NO_NOTES
from cleaner.assemble.places import DUMP_NUMBER, Container
from cleaner.assemble.tables import TableRun
from cleaner.page.blocks import PREFORMATTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaner.assemble.notes import Note, Notes
    from cleaner.assemble.pieces import Kept
    from cleaner.assemble.places import Places
    from cleaner.types import Blocks

__all__ = ["markdown"]

_BOX_CHARS = len("[x] ")
_INDENTS = {"quote": "> ", "note": "    "}  # of what stands below the first line
_BACKTICKS = re.compile(r"`{3,}")
_BREAK = "* * *"  # three hyphens begin front matter, or make a heading of the line before
_BOLD = re.compile(r"\*\*[^*]+\*\*")


def markdown(
    blocks: Blocks, units: Iterable[Kept | TableRun], places: Places, notes: Notes = NO_NOTES
) -> str:
    """The blocks with their structure, as Markdown; every sign of the text that is no markup escaped."""
    writer, breaks = _Writer(blocks, places, notes), Breaks(blocks)
    last = -2
    for unit in units:
        if isinstance(unit, TableRun):
            held = [block.at for row in unit.rows for cell in row.values() for block in cell]
            writer.parted = breaks.between(last, min(held))
            writer.add_table(unit)
            last = max(held)
        else:
            writer.parted = breaks.between(last, unit.at)
            writer.add_block(unit)
            last = unit.at
    return "\n".join(writer.lines)


class _Writer:
    """The lines so far, and the containers that the last of them stands in."""

    def __init__(self, blocks: Blocks, places: Places, notes: Notes) -> None:
        self.lines: list[str] = []
        self.parted = False  # a line stands before the next block
        self._blocks = blocks
        self._places = places
        self._notes = notes
        self._is_dump = blocks.page.tree is None
        self._inline = Inline(blocks, places, notes.signs)
        self._containers: tuple[Container, ...] = ()
        self._indents: list[str] = []  # what each open container puts before a line
        self._outer = ""  # what all but the innermost put before a line, together
        self._paragraph = False  # the last block was one: another line may join it
        self._signs: dict[tuple[int, bool], str] = {}  # list, and whether it is numbered -> its marker

    def add_block(self, block: Kept) -> None:
        place = block.place
        containers = place.containers
        if block.at in self._notes.blocks:
            containers = self._in_note(self._notes.blocks[block.at], containers)
        if self._blocks.tags[block.at] in PREFORMATTED:
            self._add(containers, self._fenced(block))
            return
        heading = bool(place.heading and block.text)
        line = self._inline.line(block, heading=heading)
        if not line:
            return
        if heading:
            self._add(containers, [f"{'#' * place.heading} {escape_heading(line)}"])
        else:
            if self._is_dump and containers and containers[-1].kind == "item":
                line = DUMP_NUMBER.sub("", line, count=1)  # the marker says it
            self._add(containers, [escape_line_start(line)], paragraph=True, joined=block.joined)

    def _in_note(self, note: Note, containers: tuple[Container, ...]) -> tuple[Container, ...]:
        """The containers inside a note, in place of the list that the page keeps its notes in."""
        inside = containers[len(self._places.of(note.node).containers) :]
        return (Container("note", note.node, label=note.label), *inside)

    def add_table(self, table: TableRun) -> None:
        outside = len(table.place.containers)
        rows = [
            {column: text for column, cell in row.items() if (text := self._cell(cell, outside))}
            for row in table.rows
        ]
        # Columns in which nothing was kept are no columns.
        used = sorted(set().union(*rows))
        if not used:
            return
        header: dict[int, str] = {}
        if table.headed or _is_head(rows):
            del rows[0]
            cells = {column: self._cell(cell, outside, head=True) for column, cell in table.rows[0].items()}
            header = {column: text for column, text in cells.items() if text}
        lines = [_row(header, used, whole=True), f"|{' --- |' * len(used)}"]
        lines += [_row(row, used) for row in rows if row]
        self._add(table.place.containers, lines)

    def _cell(self, cell: list[Kept], outside: int, *, head: bool = False) -> str:
        """A cell on one line: its blocks, lines and items with a break between them."""
        lines: list[str] = []
        item = -1
        for block in cell:
            inner = block.place.containers[outside:]
            items = [container.node for container in inner if container.kind == "item"]
            if self._blocks.tags[block.at] in PREFORMATTED:
                lines += [code_span(line) for line in block.text.split("\n") if line.strip()]
            elif line := self._inline.line(block, heading=head):
                lines.append(f"- {line}" if items and items[-1] != item else line)
            item = items[-1] if items else -1
        return escape_cell("<br>".join(lines))

    def _fenced(self, block: Kept) -> list[str]:
        fence = "`" * max([3, *(len(run) + 1 for run in _BACKTICKS.findall(block.text))])
        return [fence + language(self._blocks, block.at), *block.text.split("\n"), fence]

    def _add(
        self,
        containers: tuple[Container, ...],
        content: list[str],
        *,
        paragraph: bool = False,
        joined: bool = False,
    ) -> None:
        if self.parted:
            self.parted = False
            if not (containers and containers[0].kind == "note"):  # Markdown puts those below a line itself
                self._add(containers[: _common(self._containers, containers)], [_BREAK])
        if joined and paragraph and self._paragraph and containers == self._containers:
            self.lines[-1] += "  "  # a hard break
            self.lines.append("".join(self._indents) + content[0])
            return
        if not containers and not self._containers:  # most pages, most blocks
            if self.lines:
                self.lines.append("")
            self.lines.extend(content)
            self._paragraph = paragraph
            return
        if self._is_next(containers) and len(content) == 1:  # most of the rest: the next item of a list
            marker = self._item_marker(containers[-1], 0, -1)
            self.lines.append(self._outer + marker + content[0])
            self._indents = [*self._indents[:-1], _spaces(marker)]
            self._containers, self._paragraph = containers, paragraph
            return
        common = _common(self._containers, containers)
        if self.lines and not self._is_tight(containers, common, paragraph=paragraph):
            self.lines.append("".join(self._indents[:common]).rstrip())
        indents = self._indents[:common]
        head = "".join(indents)
        for level in range(common, len(containers)):
            marker = self._marker(containers, level, common, paragraph=paragraph)
            head += marker
            indents.append(_INDENTS.get(containers[level].kind) or _spaces(marker))
        body = "".join(indents)
        self.lines.append(head + content[0])
        self.lines.extend([body + line if line else body.rstrip() for line in content[1:]])
        self._containers, self._indents, self._paragraph = containers, indents, paragraph
        self._outer = "".join(indents[:-1])

    def _is_next(self, containers: tuple[Container, ...]) -> bool:
        """True where all but the last container are those that are open, and the last is the next item."""
        closed = self._containers
        if not containers or len(containers) != len(closed):
            return False
        new, old = containers[-1], closed[-1]
        alike = new.kind == "item" == old.kind and new.group == old.group and new.node != old.node
        return alike and containers[:-1] == closed[:-1]

    def _is_tight(self, containers: tuple[Container, ...], common: int, *, paragraph: bool) -> bool:
        """True where no blank line belongs between the last block and one in these containers."""
        if common == len(containers):
            return False
        new = containers[common]
        if new.kind == "item":
            if common < len(self._containers):
                return self._follows(new, common)
            # A list may follow its item's text at once; a numbered one only from 1 (CommonMark 5.3).
            below = common > 0 and containers[common - 1].kind == "item"
            return below and self._paragraph and new.number in (-1, 1)
        return self._is_defined(containers, common, paragraph=paragraph)

    def _follows(self, new: Container, level: int) -> bool:
        """True where the container that ends here is of the same list."""
        if level >= len(self._containers):
            return False
        closed = self._containers[level]
        return closed.kind == new.kind and closed.group == new.group

    def _is_defined(self, containers: tuple[Container, ...], level: int, *, paragraph: bool) -> bool:
        """True for the first paragraph of a definition that stands right below its term."""
        new = containers[level]
        if new.kind != "definition" or not (paragraph and self._paragraph) or level != len(containers) - 1:
            return False
        if level >= len(self._containers) or self._containers[level].group != new.group:
            return False
        return self._containers[level].kind == "term" or bool(self._indents[level])

    def _marker(self, containers: tuple[Container, ...], level: int, common: int, *, paragraph: bool) -> str:
        new = containers[level]
        if new.kind == "quote":
            return "> "
        if new.kind == "item":
            return self._item_marker(new, level, common)
        if new.kind == "note":
            return f"[^{new.label}]: "
        if level == common and self._is_defined(containers, level, paragraph=paragraph):
            return ": "
        return ""

    def _item_marker(self, item: Container, level: int, common: int) -> str:
        """The item's marker; a list right behind another list takes the other sign, or they would be one."""
        numbered = item.number >= 0
        first, other = (".", ")") if numbered else ("-", "*")
        sign = self._signs.get((item.group, numbered))
        if sign is None:
            closed = self._containers[level] if level == common < len(self._containers) else None
            behind = closed and closed.kind == "item" and self._signs.get((closed.group, numbered))
            sign = self._signs[item.group, numbered] = other if behind == first else first
        marker = f"{item.number}{sign} " if numbered else f"{sign} "
        return f"{marker}[{item.label}] " if item.label else marker


def _spaces(marker: str) -> str:
    """What stands below a marker; the box of a task is part of the text."""
    return " " * (len(marker) - (_BOX_CHARS if marker.endswith("] ") else 0))


def _common(left: tuple[Container, ...], right: tuple[Container, ...]) -> int:
    """How many of the outermost containers are the same."""
    if left is right:
        return len(left)
    common = 0
    for ours, theirs in zip(left, right, strict=False):
        if ours != theirs:
            break
        common += 1
    return common


def _is_head(rows: Sequence[dict[int, str]]) -> bool:
    """True where the first row is bold and the second is not, as editors without `<th>` make heads of tables.

    >>> _is_head([{0: "**Hut**", 1: "**Beds**"}, {0: "**Larch**", 1: "12"}])
    True
    """
    return len(rows) > 1 and len(rows[0]) > 1 and _is_bold(rows[0]) and not _is_bold(rows[1])


def _is_bold(row: dict[int, str]) -> bool:
    return all(_BOLD.fullmatch(line) for text in row.values() for line in text.split("<br>"))


def _row(cells: dict[int, str], used: list[int], *, whole: bool = False) -> str:
    """One line of a pipe table; empty cells at its end only in the header, which sets the width."""
    last = used[-1] if whole else max(column for column, text in cells.items() if text)
    texts = [cells.get(column, "") for column in used if column <= last]
    return f"|{''.join([f' {text} |' if text else '  |' for text in texts])}"
