from __future__ import annotations

import gzip
import os
import re
from pathlib import Path

import pytest

import cleaner
from cleaner.errors import InputError
from cleaner.inputs import names, read
from cleaner.inputs.walk import Source, walk
from cleaner.outputs import WRITERS


@pytest.fixture
def put(tmp_path: Path):
    """Write empty files below the test's folder and give the folder."""

    def write(*names: str) -> Path:
        for name in names:
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("")
        return tmp_path

    return write


def _names(*paths: Path | str) -> list[str]:
    return [source.name for source in walk(paths)]


def test_a_folder_is_read_in_the_order_of_the_names(put) -> None:
    folder = put("b.html", "a/z.txt", "a/b/c.html", "c", "B.txt")

    assert _names(folder) == ["B.txt", "a/b/c.html", "a/z.txt", "b.html", "c"]


def test_what_lies_beside_pages_is_passed_over(put) -> None:
    folder = put(
        "huts.html", "huts.json", "huts.json.gz", "huts.CSS", "logo.png", ".DS_Store", ".git/config",
        "paper.pdf", "huts_files/ad.html", "huts_files/style", "other_files/page.html", "hut.txt.gz",
    )  # fmt: skip

    assert _names(folder) == ["hut.txt.gz", "huts.html", "other_files/page.html", "paper.pdf"]


def test_what_a_mirror_has_beside_its_pages_is_passed_over(put) -> None:
    folder = put(
        "robots.txt", "huts", "huts.php?id=3", "huts.orig", "hut.css?ver=6.2", "hut.png@w=300", "a@b.html",
        "hts-log.txt", "hut.js?v=1.html.gz", "all?from=a.css",
    )  # fmt: skip

    assert _names(folder) == ["a@b.html", "huts", "huts.php_id=3"]


def test_json_lines_are_pages_but_documents_of_ours_and_lists_of_pages_are_not(put) -> None:
    folder = put(
        "crawl.jsonl", "crawl.ndjson.gz", "broken.jsonl.zst", "ours.jsonl", "ours.jsonl.gz", "list.jsonl"
    )
    document = b'{"schema": "cleaner.document/1", "text": "Ten huts"}\n'
    (folder / "crawl.jsonl").write_text('{"html": "<p>Ten huts"}\n')
    (folder / "crawl.ndjson.gz").write_bytes(gzip.compress(b'{"schema": "x", "html": "<p>Ten huts"}\n'))
    (folder / "ours.jsonl").write_bytes(document)
    (folder / "ours.jsonl.gz").write_bytes(gzip.compress(document))
    (folder / "list.jsonl").write_text('{"format": "json-pages-1.0", "id": "pages"}\n')

    passed: list[str] = []
    names = [source.name for source in walk([folder], passed=passed.append)]

    assert names == ["broken.jsonl.zst", "crawl.jsonl", "crawl.ndjson.gz"]
    assert passed == [".jsonl (lists of pages)", *2 * [".jsonl (documents of cleaner)"]]


def test_other_tables_of_our_documents_are_no_pages_either(put) -> None:
    pytest.importorskip("pyarrow", reason="Parquet is an extra")
    folder = put("huts.csv", "ours.csv", "ours.parquet", "huts.parquet")
    document = cleaner.clean("<p>Ten huts stood in a row below the wood of larches.")
    for name in ("csv", "parquet"):
        written = WRITERS[name].write_one(document)
        (folder / f"ours.{name}").write_bytes(written.encode() if isinstance(written, str) else written)

    passed: list[str] = []
    names = [source.name for source in walk([folder], passed=passed.append)]

    assert names == ["huts.csv", "huts.parquet"]
    assert passed == [".csv (documents of cleaner)", ".parquet (documents of cleaner)"]


def test_what_is_passed_over_by_its_name_is_told(put) -> None:
    folder = put(
        "huts.html", "huts.html.json", "a.css", "b/c.css?ver=5.2", "robots.txt", "huts_files/d.png", ".e.png"
    )

    passed: list[str] = []
    assert len(list(walk([folder], passed=passed.append))) == 1

    assert sorted(passed) == [".css", ".css", "robots.txt"]


def test_the_manual_lists_what_is_passed_over_by_its_ending() -> None:
    manual = Path("docs/formats.md").read_text(encoding="utf-8")
    listed = manual.partition("## What is passed over in folders")[2].partition("\n## ")[0]

    assert set(re.findall(r"[a-z0-9]+", listed)) >= names._NOT_PAGES


def test_a_file_that_is_named_is_always_tried(put) -> None:
    folder = put("a.json", ".hidden.html")

    assert _names(folder / "a.json", folder / ".hidden.html") == ["a.json", ".hidden.html"]


def test_a_glob_names_its_files_below_the_fixed_part(put) -> None:
    folder = put("2024/a.html", "2025/b.html", "2025/c.txt")

    assert _names(f"{folder}/*/*.html") == ["2024/a.html", "2025/b.html"]
    assert _names(f"{folder}/**/*.txt") == ["2025/c.txt"]


def test_a_file_with_a_pattern_in_its_name_is_itself(put) -> None:
    folder = put("a[1].html", "a1.html")

    assert _names(folder / "a[1].html") == ["a[1].html"]


@pytest.mark.parametrize("missing", ["nowhere.html", "no*where.html", ""])
def test_a_missing_path_is_an_error_before_the_first_page(put, missing: str) -> None:
    page = put("a.html") / "a.html"

    with pytest.raises(InputError, match=r": no .* - check"):
        next(walk([page, missing and str(page.parent / missing)]))


def test_a_link_in_a_circle_ends(put) -> None:
    folder = put("a/page.html")
    (folder / "a" / "again").symlink_to(folder, target_is_directory=True)
    (folder / "a" / "self").symlink_to("self")

    assert _names(folder) == ["a/page.html", "a/self"]


def test_a_link_that_leads_nowhere_is_a_page_that_is_missing(put) -> None:
    folder = put("a.html")
    (folder / "b.html").symlink_to("elsewhere.html")
    (folder / "b.png").symlink_to("elsewhere.png")

    _, missing = walk([folder])

    with pytest.raises(InputError, match=r"b\.html: a link to elsewhere\.html, where no file is - "):
        list(read(missing))


def test_a_file_that_is_named_twice_comes_once(put, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(put("a.html", "b.html"))

    assert _names(".", "./a.html", "*.html", "b.html") == ["a.html", "b.html"]


def test_a_linked_folder_is_followed(put, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "page.html").write_text("")
    folder = put("a.html")
    (folder / "linked").symlink_to(elsewhere, target_is_directory=True)

    assert _names(folder) == ["a.html", "linked/page.html"]


def test_names_never_leave_the_folder_and_never_meet(put, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = put("one/page.html", "two/page.html", "two/in", "here/in")
    monkeypatch.chdir(folder / "one")

    names = _names("../two", "page.html", "../here/in", "-", "-")

    assert names == ["in", "page.html", "page-2.html", "in-2", "stdin", "stdin-2"]


def test_standard_input_is_a_source() -> None:
    assert list(walk(["-"])) == [Source("-", "stdin")]


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
def test_a_name_is_safe_for_every_file_system(put) -> None:
    folder = put("a\n\x1b[2Jb:c.html", "d\\e.html")

    assert _names(folder) == ["a__[2Jb_c.html", "d_e.html"]


def test_a_folder_that_cannot_be_read_becomes_a_source_that_says_so(
    put, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put("a.html", "closed/b.html")
    listed = Path.iterdir

    def iterdir(path: Path):
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)

    assert _names(folder) == ["a.html", "closed"]
