"""The formats that are tables: what comes back out of them is what went in, and nothing in a cell runs."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from cleaner.errors import UsageError
from cleaner.outputs import WRITERS, document_schema
from tests.outputs.building import full, silent


def _rows(documents) -> list[dict[str, object]]:
    parquet = pytest.importorskip("pyarrow.parquet", reason="Parquet is an extra")
    table = parquet.read_table(io.BytesIO(b"".join(WRITERS["parquet"].write_many(documents))))
    return table.to_pylist()


def test_a_parquet_table_has_the_documents_as_they_are():
    documents = [full(), silent()]

    rows = _rows(documents)

    for row, document in zip(rows, documents, strict=True):
        row["removed"] = {role: words for role, words in row["removed"].items() if words is not None}
        assert row == document.to_dict()
    assert list(rows[0]) == list(document_schema()["properties"])


def test_a_parquet_table_of_nothing_has_its_columns():
    assert _rows([]) == []


def test_a_parquet_table_is_written_as_it_comes(monkeypatch):
    pytest.importorskip("pyarrow", reason="Parquet is an extra")
    monkeypatch.setattr("cleaner.outputs.parquet._ROWS", 2)
    taken = []

    def documents():
        for number in range(6):
            taken.append(number)
            yield full()

    pieces = WRITERS["parquet"].write_many(documents())
    first = next(pieces)

    assert (first[:4], taken) == (b"PAR1", [0, 1])
    assert sum(1 for _ in pieces) == 3


def test_parquet_without_pyarrow_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)

    with pytest.raises(UsageError, match=r"pip install 'cleaner\[parquet\]'"):
        WRITERS["parquet"].write_one(full())


@pytest.mark.parametrize("sign", list("=+-@＝＋－＠"))
def test_no_cell_of_a_table_is_a_formula(sign):
    document = full(title=f"{sign}HYPERLINK(1)", authors=(f"{sign}cmd",), text=f"{sign}1;{sign}2\n{sign}3")

    names, row = csv.reader(io.StringIO(WRITERS["csv"].write_one(document)))

    cells = dict(zip(names, row, strict=True))
    assert cells["title"] == f"'{sign}HYPERLINK(1)"
    assert cells["authors"] == f"'{sign}cmd"
    assert cells["text"] == f"'{sign}1;{sign}2\n{sign}3"
    assert cells["word_count"] == str(document.word_count)


def test_a_table_has_a_row_a_document_below_the_schemas_names():
    written = "".join(WRITERS["csv"].write_many([full(), silent(), replace(full(), title='"a", b')]))

    rows = list(csv.DictReader(io.StringIO(written)))
    assert list(rows[0]) == list(document_schema()["properties"])
    assert [row["title"] for row in rows] == ["Ten huts in the Alps", "", '"a", b']
    assert rows[0]["authors"] == "Mara Quill; Ivo Brandt"
    assert "".join(WRITERS["csv"].write_many([])) == ""
