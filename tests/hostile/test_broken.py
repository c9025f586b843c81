"""Pages that are no pages, or hardly: a clear error, or a document that says what is wrong with it."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cleaner import inputs
from cleaner.errors import InputError
from cleaner.pipeline import Options, clean_page
from tests.hostile.test_growth import ARTICLE, SENTENCE

if TYPE_CHECKING:
    from pathlib import Path

    from cleaner.types import Document


@pytest.mark.parametrize(
    "number", ["&#27;", "&#0;", "&#8;", "&#x202e;", "&#xd800;", "&#xffff;", "\x1b[2J", "\x00"]
)
def test_a_control_character_costs_nothing_and_is_not_passed_on(number: str) -> None:
    page = ARTICLE.replace("tower of spoons that", f"tower of spoons {number} that")

    document = _cleaned(page.encode())

    assert SENTENCE in document.text
    assert document.text.replace("\n", "").isprintable()
    assert document.markdown.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    "body", [b"", b" \n\t ", b"<html></html>", b"<!doctype html><body><script>1</script>"]
)
def test_an_empty_page_gives_an_empty_document_that_says_so(body: bytes) -> None:
    document = _cleaned(body)

    assert document.text == ""
    assert "empty" in document.flags
    assert document.warnings


@pytest.mark.parametrize(
    "body",
    [
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01",
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01",
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00",
        b"\x7fELF\x02\x01\x01\x00" + bytes(200),
        bytes(range(256)) * 8,
    ],
    ids=["pdf", "png", "jpeg", "zip", "elf", "noise"],
)
def test_a_binary_file_is_an_error_that_says_what_it_is(body: bytes, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(body)

    with pytest.raises(InputError, match=r"page\.html"):
        list(inputs.read(path))


@pytest.mark.parametrize(
    "body",
    [
        ARTICLE.encode()[:200] + b"\xff\xfe\xc3\x28" + ARTICLE.encode()[200:],
        b'<meta charset="no-such-thing">' + ARTICLE.encode(),
        b'<meta charset="utf-16">' + ARTICLE.encode(),
        ARTICLE.encode("utf-16"),
        b"\xef\xbb\xbf" + ARTICLE.encode(),
    ],
    ids=["broken bytes", "unknown label", "lying label", "utf-16 with a mark", "utf-8 with a mark"],
)
def test_a_broken_encoding_keeps_the_article(body: bytes) -> None:
    assert SENTENCE in _cleaned(body).text


def test_a_gzip_that_ends_too_soon_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "page.html.gz"
    path.write_bytes(gzip.compress(ARTICLE.encode() * 50)[:-40])

    with pytest.raises(InputError, match=r"page\.html\.gz"):
        list(inputs.read(path))


def test_one_bad_page_does_not_stop_the_others(tmp_path: Path) -> None:
    raw, clean = tmp_path / "raw", tmp_path / "clean"
    raw.mkdir()
    (raw / "a.html").write_text(ARTICLE)
    (raw / "b.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (raw / "c.html").write_bytes(b"")
    (raw / "d.txt").write_text("Spoons\n\nA tower of spoons stood on the green for two speeches.\n")

    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "cleaner",
            "clean",
            str(raw),
            "-o",
            str(clean),
            "--format",
            "json",
            "--no-rules",
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 1
    assert "b.html" in run.stderr
    assert SENTENCE in json.loads((clean / "a.json").read_text())["text"]
    assert "two speeches" in json.loads((clean / "d.json").read_text())["text"]
    assert "empty" in json.loads((clean / "c.json").read_text())["flags"]


def _cleaned(body: bytes) -> Document:
    return clean_page(inputs.from_bytes(body), Options()).document
