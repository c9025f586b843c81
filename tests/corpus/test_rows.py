from __future__ import annotations

import gzip

import pytest

from cleaner import stores
from cleaner.corpus import rows
from cleaner.errors import InputError, UsageError

ROWS = [{"id": str(number), "text": f"Hut {number}, höher als der Wald"} for number in range(3)]


@pytest.mark.parametrize("suffix", rows.SUFFIXES)
@pytest.mark.parametrize("folder", ["memory://rows", ""])
def test_rows_come_back_as_they_were_written(tmp_path, suffix, folder):
    path = f"{folder or tmp_path}/part{suffix}"

    stores.write_whole(path, rows.packed(ROWS, suffix))

    found = list(rows.read(path))
    assert [{"id": row["id"], "text": row["text"]} for row in found] == ROWS
    assert rows.files_of([path]) == [path]


def test_a_folder_stands_for_its_files_of_rows(tmp_path):
    for name in ("b.jsonl", "a.jsonl.zst", "notes.txt", ".cleaner/part.jsonl"):
        stores.write_whole(f"{tmp_path}/{name}", [b""])

    assert rows.files_of([str(tmp_path)]) == [f"{tmp_path}/a.jsonl.zst", f"{tmp_path}/b.jsonl"]


@pytest.mark.parametrize(
    ("name", "content", "where"),
    [
        ("a.jsonl", b'{"text": "x"}\n{"text', ": row 2: no document"),
        ("a.parquet", b"no table", "a.parquet: row 1: no document"),
        ("a.jsonl", b"[1]\n", ": row 1: no document (an object with a text is expected)"),
        ("a.jsonl.gz", gzip.compress(mtime=0, data=b'{"text": "x"}\n')[:-6], ": row 1: no document"),
        ("a.jsonl.zst", b"nothing packed", ": row 1: no document"),
    ],
)
def test_what_is_damaged_says_where(tmp_path, name, content, where):
    (tmp_path / name).write_bytes(content)

    with pytest.raises(InputError) as raised:
        list(rows.read(f"{tmp_path}/{name}"))

    assert f"{tmp_path}/{name}" in str(raised.value)
    assert where in str(raised.value)


def test_a_folder_without_rows_and_a_strange_suffix_are_wrong_usage(tmp_path):
    (tmp_path / "page.html").write_text("x")

    with pytest.raises(UsageError, match="no documents there"):
        rows.files_of([str(tmp_path)])
    with pytest.raises(UsageError, match="unknown format"):
        rows.suffix_of("part.csv")
