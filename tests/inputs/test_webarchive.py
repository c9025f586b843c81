from __future__ import annotations

import plistlib

import pytest

from cleaner.errors import InputError
from cleaner.inputs import from_bytes
from cleaner.page import read_page


def _archive(**main: object) -> bytes:
    return plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)


def test_the_encoding_that_the_archive_states_is_believed() -> None:
    body = "<html><p>Где они? Там, в горах.".encode("windows-1251")

    raw = from_bytes(_archive(WebResourceData=body, WebResourceTextEncodingName="windows-1251"))

    assert "Где они? Там, в горах." in read_page(raw).text


def test_a_pdf_in_an_archive_is_told_as_one() -> None:
    with pytest.raises(InputError, match="main resource: this is a PDF"):
        from_bytes(_archive(WebResourceData=b"%PDF-1.7"))


@pytest.mark.parametrize("main", [{}, {"WebResourceData": "text"}])
def test_a_list_without_a_page_is_an_error(main: dict[str, object]) -> None:
    with pytest.raises(InputError, match="a property list without a page in it"):
        from_bytes(_archive(**main))


@pytest.mark.parametrize(
    "body",
    [
        _archive(WebResourceData=b"<p>Ten huts")[:-20],
        b'<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY a "aaaa">]><plist><string>&a;</string></plist>',
        b"<plist><array>" + b"<dict>" * 99,
    ],
    ids=["truncated", "an entity", "open ends"],
)
def test_a_broken_list_is_an_error(body: bytes) -> None:
    with pytest.raises(InputError, match="a damaged web archive"):
        from_bytes(body)


def test_a_list_in_lists_for_ever_is_an_error() -> None:
    with pytest.raises(InputError, match="nests too deep"):
        from_bytes(b"<plist>" + b"<array>" * 200_000)
