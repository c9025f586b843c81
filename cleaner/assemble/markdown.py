"""The kept blocks -> Markdown: CommonMark with pipe tables, as GitHub, Obsidian and Hugo read it.

Each block knows the containers it stands in (quotes, list items, definitions). Walking down the blocks, the
writer keeps those open that two neighbours share, and writes the markers of those that open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.assemble.escape import escape_cell, escape_heading, escape_line_start
from cleaner.assemble.inline import Inline
from cleaner.assemble.pieces import PREFORMATTED, Kept, pieces
from cleaner.assemble.places import DUMP_NUMBER
from cleaner.assemble.tables import Grid, TableRun, grid

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaner.assemble.places import Container, Places
    from cleaner.types import Blocks

__all__ = ["markdown"]

_LANGUAGE = re.compile(r"(?:^|\s)(?:language-|lang-|highlight-(?:source-|text-)?|brush:\s*)([\w+#.-]{1,30})")
_CLASS_CHARS = 500
_BACKTICKS = re.compile(r"`{3,}")


def markdown(blocks: Blocks, units: Iterable[Kept | TableRun], places: Places) -> str:
    """The blocks with their structure, as Markdown; every sign of the text that is no markup escaped."""
    writer = _Writer(blocks, places)
    for unit in units:
        if isinstance(unit, TableRun):
            writer.add_table(unit)
        else:
            writer.add_block(unit)
    return "\n".join(writer.lines)


class _Writer:
    """The lines so far, and the containers that the last of them stands in."""

    def __init__(self, blocks: Blocks, places: Places) -> None:
        self.lines: list[str] = []
        self._blocks = blocks
        self._places = places
        self._nodes = blocks.page.tree.nodes if blocks.page.tree is not None else None
        self._inline = Inline(self._nodes, blocks.page.url)
        self._containers: tuple[Container, ...] = ()
        self._indents: list[str] = []  # what each open container puts before a line
        self._outer = ""  # what all but the innermost put before a line, together
        self._paragraph = False  # the last block was one: another line may join it
        self._signs: dict[tuple[int, bool], str] = {}  # list, and whether it is numbered -> its marker
        self._grids: dict[int, Grid] = {}

    def add_block(self, block: Kept) -> None:
        place = self._places.of_block(block.index)
        if self._blocks.tags[block.index] in PREFORMATTED:
            self._add(place.containers, self._fenced(block))
            return
        heading = bool(place.heading and block.text)
        line = self._inline.line(pieces(self._blocks, block), heading=heading)
        if not line:
            return
        if heading:
            self._add(place.containers, [f"{'#' * place.heading} {escape_heading(line)}"])
        else:
            if self._nodes is None and place.containers and place.containers[-1].kind == "item":
                line = DUMP_NUMBER.sub("", line, count=1)  # the marker says it
            self._add(place.containers, [escape_line_start(line)], paragraph=True, joined=block.joined)

    def add_table(self, table: TableRun) -> None:
        if self._nodes is None:
            raise ValueError("a text dump has no tables")
        if table.table not in self._grids:
            self._grids[table.table] = grid(self._nodes, self._places, table.table)
        columns, headers = self._grids[table.table]
        rows = [{columns[cell]: self._cell(blocks) for cell, blocks in row} for row in self._cells(table)]
        # Columns in which nothing was kept are no columns.
        used = sorted({column for row in rows for column, text in row.items() if text})
        if not used:
            return
        first = self._places.of_block(table.rows[0][0][0].index).row
        header = rows.pop(0) if first in headers else {}
        lines = [_row(header, used, whole=True), f"|{' --- |' * len(used)}"]
        lines += [_row(row, used) for row in rows if any(row.values())]
        self._add(table.place.containers, lines)

    def _cells(self, table: TableRun) -> list[list[tuple[int, list[Kept]]]]:
        return [[(self._places.of_block(cell[0].index).cell, cell) for cell in row] for row in table.rows]

    def _cell(self, cell: list[Kept]) -> str:
        lines = [self._inline.line(pieces(self._blocks, block)) for block in cell]
        return escape_cell(" ".join([line for line in lines if line]))

    def _fenced(self, block: Kept) -> list[str]:
        fence = "`" * max([3, *(len(run) + 1 for run in _BACKTICKS.findall(block.text))])
        return [fence + self._language(block), *block.text.split("\n"), fence]

    def _language(self, block: Kept) -> str:
        """The language that a class names: of the block, of the code in it, or of two elements above."""
        nodes = self._nodes
        if nodes is None:
            return ""
        owner = self._blocks.nodes[block.index]
        above = [owner, nodes.parents[owner], nodes.parents[max(nodes.parents[owner], 0)]]
        inside = [node for node, _ in self._blocks.runs[block.index][:1]]
        for node in (*inside, *(node for node in above if node >= 0)):
            found = _LANGUAGE.search((nodes.attributes[node].get("class") or "")[:_CLASS_CHARS])
            if found:
                return found[1].rstrip(".")
        return ""

    def _add(
        self,
        containers: tuple[Container, ...],
        content: list[str],
        *,
        paragraph: bool = False,
        joined: bool = False,
    ) -> None:
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
            self._indents = [*self._indents[:-1], " " * len(marker)]
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
            indents.append("> " if marker == "> " else " " * len(marker))
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
        return f"{item.number}{sign} " if numbered else f"{sign} "


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


def _row(cells: dict[int, str], used: list[int], *, whole: bool = False) -> str:
    """One line of a pipe table; empty cells at its end only in the header, which sets the width."""
    last = used[-1] if whole else max(column for column, text in cells.items() if text)
    texts = [cells.get(column, "") for column in used if column <= last]
    return f"|{''.join([f' {text} |' if text else '  |' for text in texts])}"
