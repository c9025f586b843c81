"""JSON lines and Parquet: which column holds what, and rows that hold nothing."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from cleaner.errors import InputError
from cleaner.inputs import Columns, from_bytes, jsonl, parquet, read

if TYPE_CHECKING:
    from pathlib import Path

    from cleaner.types import RawPage

_PAGE = "<p>Ten huts</p>"


@pytest.fixture
def read_rows(tmp_path: Path):
    """The pages in a file of JSON lines, and what was reported of it, without its path."""

    def pages(*rows: object, **columns: str) -> tuple[list[RawPage], list[str]]:
        file = tmp_path / "pages.jsonl"
        file.write_text("".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows))
        said: list[str] = []
        found = read(
            file,
            columns=Columns(**columns),
            report=lambda error: said.append(str(error).removeprefix(f"{file}: ")),
        )
        return list(found), said

    return pages


@pytest.mark.parametrize(
    "row",
    [
        {"html": _PAGE, "text": "Ten huts", "url": "https://example.org/a"},
        {"Raw_HTML": _PAGE, "link": "https://example.org/a"},
        {"content": _PAGE, "metadata": {"sourceURL": "https://example.org/a"}},
        {"body": _PAGE, "source": "crawl 7", "uri": "https://example.org/a"},
        {"raw_content": _PAGE, "warc_headers": {"warc-target-uri": "https://example.org/a"}},
    ],
)
def test_columns_are_known_by_many_names(read_rows, row: dict[str, object]) -> None:
    (page,), said = read_rows(row)

    assert (page.body, page.url, page.media_type) == (_PAGE.encode(), "https://example.org/a", "text/html")
    assert said == []


def test_a_name_that_is_given_is_the_one(read_rows) -> None:
    row = {
        "html": "<p>not this one",
        "data": {"dump": "Ten huts"},
        "url": "",
        "where": "https://example.org/a",
    }

    (page,), _ = read_rows(row, page="data.dump", url="where")

    assert (page.body, page.url, page.media_type) == (b"Ten huts", "https://example.org/a", "text/plain")


def test_time_and_status_are_taken_where_they_are_what_they_seem(read_rows) -> None:
    pages, _ = read_rows(
        {"html": _PAGE, "fetched_at": "2024-01-02T10:11:12Z", "status": 404},
        {"html": _PAGE, "timestamp": "yesterday", "status": "ok"},
    )

    assert [page.captured_at for page in pages] == ["2024-01-02T10:11:12Z", None]
    assert [page.headers for page in pages] == [{":status": "404"}, {}]


def test_a_row_without_a_page_fails_alone(read_rows) -> None:
    pages, said = read_rows({"html": _PAGE}, "\n", {"html": ""}, {"id": 3}, "[1]\n", '{"html": "<p>cut o')

    assert [page.origin.record for page in pages] == [1]
    assert said[0] == "line 3: no page in it - its column is empty"
    assert said[1].startswith("line 4: no column that is known to hold pages - name it with --column")
    assert said[2].startswith("line 5: no JSON object")
    assert said[3].startswith("line 6: no JSON (")


def test_a_table_without_pages_says_which_columns_it_has(read_rows) -> None:
    with pytest.raises(InputError, match=r"name it with --column; there are id, c0, .* and 4 more"):
        read_rows({"id": 1} | {f"c{i}": i for i in range(15)})
    with pytest.raises(InputError, match='no column "htm" - did you mean "html"'):
        read_rows({"html": _PAGE}, page="htm")


def test_our_own_documents_are_not_cleaned_again(read_rows) -> None:
    with pytest.raises(InputError, match="a document that cleaner has made"):
        read_rows({"schema": "cleaner.document/1", "text": "Ten huts"})


def test_a_line_longer_than_any_page_fails_alone(read_rows, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_BYTES", 100)

    _, said = read_rows({"html": _PAGE}, {"html": _PAGE * 12}, {"html": _PAGE})

    assert said[0].startswith("line 2: longer than 100 bytes")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'{"html": "<p>"}\n', True),
        (b'\xef\xbb\xbf {"html": "<p>"}', True),
        (b'{"html": "' + b"x" * 65_536, True),
        (b'{"a": 1\n', False),
        (b"{\n", False),
        (b'["html"]\n', False),
        (b'{"quoted" words in a dump}', False),
    ],
)
def test_a_first_line_tells_what_it_is(head: bytes, expected: bool) -> None:
    assert jsonl.fits(head) is expected


def _table(**columns: list[object]) -> bytes:
    pa = pytest.importorskip("pyarrow", reason="Parquet is an extra")
    import pyarrow.parquet as pq

    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer)
    return buffer.getvalue()


def test_a_row_of_a_parquet_table_without_a_page_fails_alone(tmp_path: Path) -> None:
    file = tmp_path / "pages.parquet"
    file.write_bytes(_table(html=[_PAGE, None, b"<p>bytes".decode()], id=[1, 2, 3]))
    said: list[str] = []

    pages = list(read(file, report=lambda error: said.append(str(error))))

    assert [page.body for page in pages] == [_PAGE.encode(), b"<p>bytes"]
    assert said == [f"{file}: row 2: no page in it - its column is empty"]


def test_a_broken_parquet_table_is_an_error() -> None:
    whole = _table(html=[_PAGE] * 100)

    with pytest.raises(InputError, match="a damaged Parquet table"):
        from_bytes(whole[:-9])
    with pytest.raises(InputError, match="no column that is known to hold pages"):
        from_bytes(_table(id=[1, 2]))


def test_a_sentence_may_begin_like_a_table() -> None:
    assert not parquet.fits(b"PAR1 was the name of the hut.")


def test_parquet_without_pyarrow_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)

    with pytest.raises(InputError, match=r"pip install 'cleaner\[parquet\]'"):
        from_bytes(b"PAR1\0\0\0\0")
