"""Cleaning asks nobody: each form of a page full of addresses is cleaned with sockets forbidden."""

from __future__ import annotations

import multiprocessing.reduction  # noqa: F401 - it asks, when imported, what sockets can do
import socket
from pathlib import Path
from typing import NoReturn

import pytest

from cleaner.cli import main
from cleaner.inputs import from_bytes
from cleaner.outputs import WRITERS
from cleaner.pipeline import Options, clean_page
from cleaner.rules import Rules
from tests.hostile.test_growth import ARTICLE, SENTENCE
from tests.inputs.forms import FORMS

_ADDRESSES = (
    '<!DOCTYPE html SYSTEM "http://example.org/a.dtd" [<!ENTITY x SYSTEM "http://example.org/x">]>'
    '<?xml-stylesheet href="http://example.org/a.xsl"?><base href="http://example.org/">'
    '<link rel="stylesheet" href="/a.css"><script src="/a.js"></script>'
    '<meta http-equiv="refresh" content="0;/b">'
    '<xi:include href="file:///etc/passwd"/>&x;<iframe src="/c"></iframe><img src="http://example.org/a.png">'
)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_args: object, **_kwargs: object) -> NoReturn:
        raise AssertionError("cleaning asked the network")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, forbidden)


@pytest.mark.parametrize("form", FORMS)
def test_no_form_of_a_page_makes_the_program_ask_the_network(form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow", reason="Parquet is an extra")

    raw = from_bytes(FORMS[form](f"<html>{_ADDRESSES}<body>{ARTICLE}".encode()))

    document = clean_page(raw, Options(rules=Rules.shipped())).document
    assert SENTENCE in document.text
    assert "root:" not in document.text
    for name, writer in WRITERS.items():
        if name != "parquet":
            assert writer.write_one(document)


def test_the_command_asks_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("raw").mkdir()
    Path("raw/page.html").write_text(f"<html>{_ADDRESSES}<body>{ARTICLE}")

    for argv in (["clean", "-o", "clean/"], ["explain", "raw/page.html", "--html", "page.html"]):
        assert main(argv) == 0

    assert SENTENCE in Path("clean/page.md").read_text()
    assert SENTENCE in Path("page.html").read_text()
