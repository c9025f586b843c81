from __future__ import annotations

import gzip
import hashlib
import io
import types
from pathlib import Path

import pytest

import cleaner
from cleaner.errors import InputError
from cleaner.inputs import READERS, from_bytes, from_text, read
from tests.inputs.forms import FORMS

_PAGE = b"<!-- saved from url=(0024)https://example.org/huts -->\n<html><p>Ten huts</p>"


def test_a_saved_page_tells_what_it_is_and_where_it_lies(tmp_path: Path) -> None:
    file = tmp_path / "huts.txt"
    file.write_bytes(gzip.compress(_PAGE))

    (raw,) = read(file)

    assert raw.body == _PAGE
    assert raw.media_type == "text/html"
    assert raw.url == "https://example.org/huts"
    assert raw.origin.path == str(file)
    assert raw.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


def test_the_url_that_is_given_stands_above_the_one_in_the_page() -> None:
    assert from_bytes(_PAGE, url="https://example.com/").url == "https://example.com/"


def test_flat_text_is_text_whatever_its_name(tmp_path: Path) -> None:
    file = tmp_path / "dump.html"
    file.write_text("Ten huts\nUse <b> for bold.")

    (raw,) = read(file)

    assert raw.media_type == "text/plain"
    assert raw.url is None


def test_an_empty_file_is_a_page_with_nothing_in_it(tmp_path: Path) -> None:
    file = tmp_path / "empty.html"
    file.touch()

    (raw,) = read(file)

    assert (raw.body, raw.media_type) == (b"", "text/plain")


def test_a_pdf_named_html_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "paper.html"
    file.write_bytes(gzip.compress(b"%PDF-1.7 ..."))

    with pytest.raises(InputError) as caught:
        list(read(file))

    assert str(caught.value) == (
        f"{file}: this is a PDF, not a saved page"
        " - save the web page itself (HTML or text) and give that file"
    )


def test_controls_in_what_begins_as_a_page_are_no_reason_to_refuse_it() -> None:
    controls = b"\x01\x02\x03" * 30

    assert from_bytes(b"<!doctype html>" + controls + b"<p>Ten huts").media_type == "text/html"
    with pytest.raises(InputError, match="this is binary data"):
        from_bytes(controls + b"Ten huts")


def test_standard_input_is_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", types.SimpleNamespace(buffer=io.BytesIO(_PAGE)))

    (raw,) = read("-")

    assert raw.body == _PAGE
    assert raw.origin.path == "-"


def test_of_a_file_without_end_as_much_is_read_as_a_page_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return b"yes, and then some more\n" * 1000

    monkeypatch.setattr("cleaner.inputs.MAX_PAGE_BYTES", 3 << 20)
    monkeypatch.setattr("cleaner.inputs.file.MAX_PAGE_BYTES", 3 << 20)
    monkeypatch.setattr("sys.stdin", types.SimpleNamespace(buffer=Endless()))

    (raw,) = read("-")

    assert len(raw.body) == 3 << 20
    assert raw.truncated == "the page is larger than 3 MiB: what follows is left out"
    assert raw.sha256 == ""


@pytest.mark.parametrize("form", ["-html", "-html.gz", "mhtml", "warc", "zip", "jsonl"])
def test_a_page_larger_than_any_is_cut_off_in_whatever_it_lies(
    form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cleaner.inputs.MAX_PAGE_BYTES", 1000)
    page = b"<!doctype html><title>Ten huts</title><p>" + b"Ten huts stood in a row. " * 200

    document = cleaner.clean(FORMS[form](page))

    assert "truncated" in document.flags
    assert "larger than 1000 bytes" in document.warnings[0]
    assert document.text.startswith("Ten huts stood")


@pytest.mark.parametrize(
    ("path", "reason"),
    [("missing.html", "no such file"), (".", "a folder"), ("a\0b", "cannot be read")],
)
def test_what_cannot_be_read_says_why(path: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=reason):
        list(read(tmp_path / path))


def test_a_file_that_belongs_to_somebody_else_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)

    with pytest.raises(InputError, match="not allowed to read it - check its owner"):
        list(read(tmp_path / "a.html"))


def test_a_string_is_a_page() -> None:
    raw = from_text("<!doctype html><p>Zehn Hütten \ud800", url="https://example.org/")

    assert raw.media_type == "text/html"
    assert raw.body == "<!doctype html><p>Zehn Hütten ?".encode()
    assert raw.url == "https://example.org/"
    assert raw.origin.path is None


def test_bytes_in_memory_have_errors_too() -> None:
    with pytest.raises(InputError, match=r"^\(memory\): this is a PNG image"):
        from_bytes(b"\x89PNG\r\n\x1a\n")


def test_the_last_reader_takes_anything_and_each_has_an_example() -> None:
    assert list(READERS)[-1] == "text"
    assert READERS["text"].fits(b"")
    for reader in READERS.values():
        assert "\n\n    " in (reader.__doc__ or "")
