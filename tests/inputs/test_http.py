from __future__ import annotations

import gzip
import zlib

import brotli
import pytest

from cleaner.errors import InputError
from cleaner.inputs import http
from cleaner.inputs.http import page_body

_PAGE = b"<html><p>Ten huts in the Alps.</p>" * 50


def _bare_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("", _PAGE),
        ("identity", _PAGE),
        ("gzip", gzip.compress(_PAGE, mtime=0)),
        ("x-gzip", gzip.compress(_PAGE, mtime=0)),
        ("deflate", zlib.compress(_PAGE)),
        ("deflate", _bare_deflate(_PAGE)),
        ("br", brotli.compress(_PAGE)),
        ("gzip, br", brotli.compress(gzip.compress(_PAGE, mtime=0))),
        ("br", _PAGE),
        ("deflate", _PAGE),
        ("gzip", _PAGE),
    ],
)
def test_the_page_comes_out_whether_or_not_it_was_packed(coding: str, body: bytes) -> None:
    assert page_body(body, {"content-encoding": coding}, where="a") == _PAGE


@pytest.mark.parametrize(
    ("body", "page"),
    [
        (b"5\r\n<p>Te\r\n7;x=1\r\nn huts.\r\n0\r\n\r\n", b"<p>Ten huts."),
        (b"5\n<p>Te\n7\nn huts.\n0\n\n", b"<p>Ten huts."),
        (b"5\r\n<p>Te\r\n7\r\nn hu", b"<p>Ten hu"),
        (b"<p>Ten huts.", b"<p>Ten huts."),
    ],
    ids=["chunks", "bare line ends", "cut off", "joined before"],
)
def test_chunks_are_joined(body: bytes, page: bytes) -> None:
    assert page_body(body, {"transfer-encoding": "chunked"}, where="a") == page


@pytest.mark.parametrize(("coding", "pack"), [("br", brotli.compress), ("deflate", zlib.compress)])
def test_broken_and_short_data_are_errors(coding: str, pack) -> None:
    noise = bytes(range(256)) * 30
    packed = pack(noise)

    with pytest.raises(InputError, match=r"^a: damaged"):
        page_body(b"\xf9" + noise, {"content-encoding": coding}, where="a")
    with pytest.raises(InputError, match="data ends early"):
        page_body(packed[: len(packed) // 2], {"content-encoding": coding}, where="a")


@pytest.mark.parametrize(("coding", "pack"), [("br", brotli.compress), ("deflate", zlib.compress)])
def test_a_bomb_does_not_go_off(coding: str, pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "MAX_BYTES", 2 << 20)

    with pytest.raises(InputError, match="larger than 2 MiB"):
        page_body(pack(b"\0" * 4_000_000), {"content-encoding": coding}, where="a")


def test_a_header_with_codings_for_ever_is_an_error() -> None:
    with pytest.raises(InputError, match="encoded 9 times over"):
        page_body(_PAGE, {"content-encoding": ",".join(["gzip"] * 9)}, where="a")
