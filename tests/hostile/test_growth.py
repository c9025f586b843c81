"""Pages made to be slow or to hide their article: each gives it, in a time in proportion to the size."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from cleaner import inputs
from cleaner.outputs import WRITERS
from cleaner.pipeline import Options, clean_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleaner.types import Document

ARTICLE = (
    "<article><h1>The tower of spoons</h1>"
    "<p>For the summer fair the children of Upper Sorrel built a tower of spoons that was taller than the"
    " schoolmaster, and he had been asked to stand beside it with his hat on.</p>"
    "<p>It stood through the speeches and through the brass band, and fell in the silence that came"
    " afterwards, when nobody had been expecting anything at all to happen.</p></article>"
)
SENTENCE = "when nobody had been expecting anything at all to happen"
LINE = "Paragraph {} of a page that goes on for a good deal longer than anybody is ever going to read it."


def paragraphs(count: int) -> str:
    return "<body><article><h1>Long</h1>" + "".join(f"<p>{LINE.format(i)}</p>" for i in range(count))


def rows(count: int) -> str:
    cells = "".join(f"<tr><td>{i}</td><td>{LINE.format(i)}</td><td>{i * 7}</td></tr>" for i in range(count))
    return f"<body><h1>Table</h1><table>{cells}</table>"


def nested(count: int) -> str:
    return f"<body>{'<div>' * count}{ARTICLE}{'</div>' * count}"


def nested_inline(count: int) -> str:
    return f"<body>{ARTICLE}<p>{'<b>' * count}deep{'</b>' * count}</p>"


def nested_lists(count: int) -> str:
    return f"<body>{ARTICLE}{'<ul><li>deeper ' * count}"


def nested_headings(count: int) -> str:
    return f"<body>{ARTICLE}{'<x-a>' * count}{'<h2>Comments</h2>x' * count}"


def options(count: int) -> str:
    return f"<body>{ARTICLE}<select>{'<option>one' * count}</select>"


def attributes(count: int) -> str:
    return f"<body><div {' '.join(f'a{i}=b' for i in range(count))}>{ARTICLE}</div>"


def breaks(count: int) -> str:
    return f"<body>{ARTICLE}<div>{'<br>'.join(LINE.format(i) for i in range(count))}</div>"


def dump_lines(count: int) -> str:
    return "Long\n\n" + "\n\n".join(LINE.format(i) for i in range(count))


def wrapped_lines(count: int) -> str:
    return "Long\n\n" + "\n".join("a hard wrapped line that goes on in the one below" for _ in range(count))


def one_line(count: int) -> str:
    return "Long\n\n" + " ".join(LINE.format(i) for i in range(count))


def brackets(count: int) -> str:
    return f"<body>{ARTICLE}<p>{'[' * count} {'*' * count} {'`' * count}</p>"


def white_space(count: int) -> str:
    return f"<body>{ARTICLE}<p>{' ' * count * 20}x{chr(10) * count * 20}</p>"


def json_scripts(count: int) -> str:
    script = (
        '<script type="application/ld+json">{"@type":"Article","author":['
        + '{"name":"A B"},' * 20
        + "1]}</script>"
    )
    return f"<body>{script * (count // 20)}{ARTICLE}"


SHAPES: dict[Callable[[int], str], int] = {
    paragraphs: 10_000,
    rows: 5_000,
    nested: 3_000,
    nested_inline: 3_000,
    nested_lists: 1_500,
    nested_headings: 3_000,
    options: 10_000,
    attributes: 5_000,
    breaks: 10_000,
    dump_lines: 10_000,
    wrapped_lines: 20_000,
    one_line: 10_000,
    brackets: 20_000,
    white_space: 20_000,
    json_scripts: 5_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_time_grows_in_proportion_to_the_size(shape: Callable[[int], str]) -> None:
    count = SHAPES[shape]
    half, whole = shape(count // 2).encode(), shape(count).encode()
    _cleaned(half)  # imports and caches are paid for once

    # A busy machine may spoil one comparison, or two; what is quadratic fails them all.
    for _ in range(3):
        short, long = _seconds(half), _seconds(whole)
        # Twice the page takes twice the time; quadratic would be 4. The floor is for pages so fast that the
        # clock's grain counts.
        if long <= 3 * short + 0.02:
            return
    pytest.fail(f"{shape.__name__}: {short:.3f} s, twice as long: {long:.3f} s")


def test_brackets_without_end_keep_no_writer_of_html_busy() -> None:
    document = _cleaned(f"<body>{ARTICLE.replace('</p>', '[*`_~]' * 5000 + '</p>', 1)}".encode())

    start = time.process_time()
    written = WRITERS["html"].write_one(document)

    assert "[*`_~]" * 5000 in str(written)
    assert time.process_time() - start < 8  # .5 s; 9 s where each bracket looks for its end


@pytest.mark.parametrize("shape", [paragraphs, dump_lines], ids=lambda shape: shape.__name__)
def test_ten_thousand_paragraphs_are_all_kept(shape: Callable[[int], str]) -> None:
    document = _cleaned(shape(10_000).encode())

    assert document.text.count("longer than anybody") == 10_000


def test_five_thousand_rows_are_all_kept() -> None:
    document = _cleaned(rows(5_000).encode())

    assert document.text.count("longer than anybody") == 5_000


@pytest.mark.parametrize(
    "shape", [nested, nested_inline, nested_lists, options, attributes], ids=lambda shape: shape.__name__
)
def test_the_article_survives_the_shape(shape: Callable[[int], str]) -> None:
    document = _cleaned(shape(3_000).encode())

    assert SENTENCE in document.text


@pytest.mark.slow
def test_a_data_image_of_thirty_megabytes_hides_nothing() -> None:
    image = "A" * 30_000_000
    page = f'<body><img src="data:image/png;base64,{image}" alt="spoons">{ARTICLE}'

    document = _cleaned(page.encode())

    assert SENTENCE in document.text
    assert len(document.markdown) < 10_000


@pytest.mark.slow
def test_an_inline_script_of_fifty_megabytes_hides_nothing() -> None:
    page = f"<head><script>{'var spoon = 1;' * 3_571_429}</script></head><body>{ARTICLE}"

    document = _cleaned(page.encode())

    assert SENTENCE in document.text
    assert "var spoon" not in document.text


def _cleaned(body: bytes) -> Document:
    return clean_page(inputs.from_bytes(body), Options()).document


def _seconds(body: bytes) -> float:
    """CPU seconds for one page, the best of three."""
    return min(_once(body) for _ in range(3))


def _once(body: bytes) -> float:
    start = time.process_time()
    _cleaned(body)
    return time.process_time() - start
