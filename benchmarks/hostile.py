"""`python -m benchmarks.hostile`: ordinary shapes that break extractors, at growing size.

Every page holds a known article. Asked of each system: does the article come out, in how much CPU time, and
does the time grow in proportion to the page? The pages are made here, at sizes times 1, 2, 4.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import runner, scores, siege, tables
from benchmarks.systems import SYSTEMS, missing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["SHAPES", "Shape", "main", "page"]

_MEMORY_BYTES = 8 * 2**30  # a system that wants more loses the page, not the machine
_DEADLINE_S = 120.0
_COMES_OUT = 0.95  # of the article's words, and of the output's: the title or a menu may differ
_LINEAR = 1.4  # growth per doubling, as a share of 2.0, that still passes for proportional: clocks are noisy
_MEGABYTE = 10**6
_SYSTEMS = "cleaner,trafilatura"
_TITLE = "The ferry of Harlow Bay"


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of hostile page: `make(size)` gives the article's HTML and, in lines, its text."""

    unit: str
    size: int  # of the list: times 1
    make: Callable[[int], tuple[str, list[str]]]


def page(shape: Shape, times: int) -> tuple[bytes, str]:
    """The page's bytes, and the text that must come out of it."""
    inside, lines = shape.make(shape.size * times)
    menu = "".join(
        f'<li><a href="/{word}">{word.title()}</a></li>' for word in "start shop about help".split()
    )
    html = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{_TITLE}</title></head>'
        f"<body><nav><ul>{menu}</ul></nav><main><article><h1>{_TITLE}</h1>{inside}</article></main>"
        '<footer><p><a href="/imprint">Imprint</a></p></footer></body></html>'
    )
    return html.encode(), "\n".join(lines)


def _sentence(number: int) -> str:
    places = "Harlow Kettle Morrow Tarn Wick Ashby Fenn Dunmore Ludd Orrin".split()
    first, second = places[number % 10], places[number // 10 % 10]
    return (
        f"On crossing {number} the ferry left {first} at dawn, carried {number % 97 + 3} people and their"
        f" bicycles to {second}, and was back before the tide had turned."
    )


def _story(count: int = 12) -> list[str]:
    return [_sentence(number) for number in range(count)]


def _html(lines: Sequence[str]) -> str:
    return "".join(f"<p>{line}</p>\n" for line in lines)


def _paragraphs(size: int) -> tuple[str, list[str]]:
    lines = _story(size)
    return _html(lines), lines


def _rows(size: int) -> tuple[str, list[str]]:
    cells = [
        (f"Crossing {number}", f"{number % 97 + 3} people", f"{number % 24} o'clock")
        for number in range(size)
    ]
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in cells)
    story = _story()
    return f"{_html(story)}<table>{table}</table>", [*story, *(" ".join(row) for row in cells)]


def _nested(size: int) -> tuple[str, list[str]]:
    story = _story()
    return f"{'<div>' * size}{_html(story)}{'</div>' * size}", story


def _data_image(size: int) -> tuple[str, list[str]]:
    story = _story()
    picture = f'<img alt="" src="data:image/png;base64,{"iVBORw0KGgo" * (size * _MEGABYTE // 11)}">'
    return f"{_html(story[:6])}{picture}{_html(story[6:])}", story


def _script(size: int) -> tuple[str, list[str]]:
    story = _story()
    line = "window.state.push({id: 17, seen: false, tags: ['a', 'b'] });\n"
    return (
        f"{_html(story[:6])}<script>{line * (size * _MEGABYTE // len(line))}</script>{_html(story[6:])}",
        story,
    )


def _escape(size: int) -> tuple[str, list[str]]:
    # The reference is not allowed in HTML, browsers keep the character, XML libraries refuse it.
    story = _story(12 * size)
    return _html([f"{story[0][:40]}&#27;{story[0][40:]}", *story[1:]]), story


SHAPES = {
    "paragraphs": Shape("<p>", 10_000, _paragraphs),
    "rows": Shape("table rows", 5_000, _rows),
    "nested": Shape("nested <div>", 3_000, _nested),
    "data-image": Shape("MB data: image", 30, _data_image),
    "script": Shape("MB inline script", 50, _script),
    "escape": Shape("page with one &#27;", 1, _escape),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 1 where the first system lost an article or its time grew faster than the page."""
    options = _parser().parse_args(arguments)
    if options.attacks is not None:
        asked = siege.CHECKED if options.systems == _SYSTEMS else options.systems.split(",")
        checked = [name for name in asked if _installed(name)]
        deadline_s = options.deadline or siege.DEADLINE_S
        return siege.siege(
            checked,
            deadline_s=deadline_s,
            only=options.attacks,
            every=options.every,
            markdown=options.markdown,
        )
    names = [name for name in options.systems.split(",") if _installed(name)]
    if not names:
        print("no system to measure is installed", file=sys.stderr)
        return 2
    lines, failed = [], []
    for name in options.shapes.split(","):
        for system in names:
            line, well = _line(SHAPES[name], system, options.times, options.deadline or _DEADLINE_S)
            lines.append(line)
            if not well and system == names[0]:
                failed.append(name)
    header = (
        "page",
        "system",
        *(f"{heading} x{times}" for times in options.times for heading in ("F1", "CPU s")),
    )
    note = "growth: CPU time per doubling of the page, from the two largest sizes; 2.0 is in proportion"
    table = tables.Table("Hostile pages", (*header, "growth"), tuple(lines), note)
    print(tables.render(table, markdown=options.markdown))
    if failed:
        print(f"{names[0]} failed on: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _line(shape: Shape, system: str, sizes: Sequence[int], deadline_s: float) -> tuple[tuple[str, ...], bool]:
    """A line of the table, and whether every article came out in proportionate time."""
    cells: list[str] = []
    times: list[float] = []
    well = True
    with (
        tempfile.TemporaryDirectory() as folder,
        runner.Worker([system], memory_bytes=_MEMORY_BYTES) as worker,
    ):
        for size in sizes:
            if times and times[-1] > deadline_s / 2:
                cells += ["-", "not tried"]
                continue
            body, text = page(shape, size)
            path = Path(folder, f"page-{size}.html")  # a worker remembers the page it read last
            path.write_bytes(body)
            found = worker.measure(path, "https://example.org/ferry", system, deadline_s=deadline_s)
            path.unlink()
            score = scores.word_score(found.output.text, text)
            well = well and found.error is None and min(score.precision, score.recall) >= _COMES_OUT
            cells += [f"{score.f1:.2f}", _told(found)]
            times.append(found.cpu_s)
    growth = _growth(times, sizes)
    # Under half a second the constant part and the clock's noise are larger than what grows.
    well = well and (growth is None or times[-1] < 0.5 or growth <= 2.0 * _LINEAR)
    what = f"{shape.size:,} {shape.unit}"
    return (what, system, *cells, "-" if growth is None else f"{growth:.1f}"), well


def _growth(times: Sequence[float], sizes: Sequence[int]) -> float | None:
    """CPU time's factor per doubling, from the last two sizes that were measured."""
    if len(times) < 2 or not times[-2]:
        return None
    doublings = math.log2(sizes[len(times) - 1] / sizes[len(times) - 2])
    return float((times[-1] / times[-2]) ** (1 / doublings))


def _told(found: runner.Measured) -> str:
    if found.error is None:
        return f"{found.cpu_s:.2f}"
    return f"> {found.cpu_s:.0f}" if "no answer" in found.error else found.error.split(":")[0]


def _installed(name: str) -> bool:
    why = missing(name) if name in SYSTEMS else f"unknown system {name!r}"
    if why:
        print(f"left out: {why}", file=sys.stderr)
    return why is None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    add = parser.add_argument
    add("--systems", default=_SYSTEMS, metavar="NAME,...", help="default: %(default)s")
    add(
        "--attacks",
        nargs="?",
        const="",
        metavar="TEXT",
        help="instead, every page of attacks.py (or those with TEXT in their name), 1 GiB each",
    )
    add("--every", type=int, default=1, metavar="N", help="of the attacks, each N-th only")
    add("--shapes", default=",".join(SHAPES), metavar="NAME,...", help="default: %(default)s")
    add(
        "--times",
        type=_numbers,
        default=(1, 2, 4),
        metavar="N,...",
        help="multiples of the size (default 1,2,4)",
    )
    add(
        "--deadline",
        type=float,
        metavar="S",
        help=f"CPU seconds a page (default {_DEADLINE_S:g}; of attacks {siege.DEADLINE_S:g})",
    )
    add("--markdown", action="store_true", help="the table as Markdown")
    return parser


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


if __name__ == "__main__":
    sys.exit(main())
