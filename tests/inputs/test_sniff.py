from __future__ import annotations

import io
import os
import random
import zipfile

import pytest

from cleaner.inputs.sniff import bom_encoding, foreign, has_markup, is_binary, packing, peek, wide_encoding


def _zip(**files: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"%PDF-1.7\n1 0 obj", "a PDF"),
        (b"\n%PDF-1.4", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image"),
        (b"GIF89a\x01\0", "a GIF image"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "a WebP image"),
        (b"\0\0\0\x20ftypisom\0\0\2\0", "an MP4 video"),
        (_zip(word__document_xml="<w/>"), "an Office document"),
        (_zip(mimetype="application/epub+zip"), "an EPUB book"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "an Office document"),
        (b"{\\rtf1\\ansi Ten huts}", "an RTF document"),
        (b"MZ\x90\0\3\0\0\0" + b"\0" * 60, "a program"),
    ],
)
def test_what_is_no_page_is_named_by_its_content(body: bytes, what: str) -> None:
    found = foreign(body)

    assert found is not None
    assert found.what == what
    assert found.advice


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"Ten huts",
        b"MZ is a prefix that the huts' doors had in 1950, painted in red by those who lived there.",
        b"BMW drivers meet on Sundays.",
        b"A %PDF- in the text does no harm",
        b"<p>one \x1b and one \0 in a page of more than a hundred characters, as broken templates do."
        + b"." * 80,
        "Zehn Hütten".encode("utf-16"),
        "Zehn Hütten".encode("utf-16-le"),
        "漢字かな交じり文".encode("iso2022_jp"),
    ],
)
def test_text_is_never_taken_for_something_else(body: bytes) -> None:
    assert foreign(body) is None
    assert not is_binary(body)


@pytest.mark.parametrize("body", [random.Random(1).randbytes(5000), b"\0" * 500], ids=["noise", "zeros"])
def test_bytes_that_are_text_in_no_encoding_are_binary(body: bytes) -> None:
    assert is_binary(body)


@pytest.mark.parametrize(
    "source",
    [
        "<!doctype html><title>x",
        "<!doctypehtml><html lang=en>",
        "\ufeff  \n<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>\n<HTML>",
        "<!-- saved from url=(0024)https://example.org/huts -->\n<html>",
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">',
        "<head>\n<meta charset=utf-8>",
        "<script>var a;</script><p>Ten huts",
        "<div><p>Ten huts in the Alps.</p></div>",
        "<p>Ten huts.<p>Nine huts.<p>Eight huts.<p>Seven huts.<p>Six huts.",
        "Warning: cannot open file in line 7\n<!DOCTYPE html>\n<html><head><title>Huts</title></head>"
        "<body><p>Ten huts</p></body></html>",
        "<p>Hello <b>world",
        "<div class=a>\n  <p>Ten huts",
        "<h1>Ten huts",
    ],
)
def test_a_page_is_made_of_tags(source: str) -> None:
    assert has_markup(source)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ten huts in the Alps",
        "For bold type write <b>, and if a < b and c > d then e.",
        "<p> is the tag of a paragraph. It needs no end tag, says the standard.",
        "<p>, <b> and so on are tags.",
        "<ul>: a list",
        "<3 this hut",
        "In HTML a page begins with <html> and the text stands in <body>.\n" + "Ten huts in a row. " * 50
        + "\nWrite <p>Hello</p> for a paragraph.\n<html>\n<body>\n" + "And then the next day came. " * 40,
    ],
)  # fmt: skip
def test_a_dump_that_mentions_tags_is_text(text: str) -> None:
    assert not has_markup(text)


def test_markup_behind_a_long_comment_is_found() -> None:
    assert has_markup("<!--" + "x" * 3000 + "--><html>")


def test_deep_nonsense_costs_linear_time() -> None:
    for text in ("<" * 200_000, "<script" * 30_000, "<!--" * 50_000, "<a " * 60_000, "\n" * 200_000 + "x"):
        has_markup(text)


def test_packing_is_seen_in_the_first_bytes() -> None:
    assert packing(b"\x1f\x8b\x08\0") == "gzip"
    assert packing(b"\x28\xb5\x2f\xfd\0") == "zstd"
    assert packing(b"\x50\x2a\x4d\x18\4\0\0\0") == "zstd"
    assert packing(b"PK") is None


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["<html><p>Ten huts", "Десять хижин стоят в ряд, и в каждой кто-то живёт."])
def test_utf_16_without_a_mark_is_seen_by_its_nuls(encoding: str, text: str) -> None:
    body = text.encode(encoding)

    assert wide_encoding(body) == encoding.replace("-", "").replace("utf16", "utf-16")
    assert peek(body) == text


def test_a_stray_nul_does_not_make_utf_16() -> None:
    assert wide_encoding(b"Ten huts\0 in the Alps, and nobody there to see them.") is None
    assert wide_encoding(os.urandom(0)) is None


def test_the_mark_tells_the_encoding() -> None:
    assert bom_encoding("ü".encode("utf-8-sig")) == "utf-8"
    assert bom_encoding(b"\xff\xfeu\0") == "utf-16le"
    assert bom_encoding(b"\xfe\xff\0u") == "utf-16be"
    assert bom_encoding(b"u") is None
