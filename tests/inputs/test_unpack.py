from __future__ import annotations

import gzip
import tracemalloc

import pytest
import zstandard

from cleaner.errors import InputError
from cleaner.inputs.unpack import unpack

_PAGE = b"<html><p>Ten huts in the Alps.</p>" * 200


def _zstd(body: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(body)


@pytest.mark.parametrize(
    ("packed", "page"),
    [
        (_PAGE, _PAGE),
        (b"", b""),
        (gzip.compress(_PAGE), _PAGE),
        (_zstd(_PAGE), _PAGE),
        (gzip.compress(gzip.compress(_PAGE)), _PAGE),
        (gzip.compress(_zstd(gzip.compress(_PAGE))), _PAGE),
        (gzip.compress(_PAGE) + gzip.compress(_PAGE), _PAGE * 2),
        (_zstd(_PAGE) + _zstd(_PAGE), _PAGE * 2),
        (b"\x50\x2a\x4d\x18\4\0\0\0abcd" + _zstd(_PAGE), _PAGE),
        (gzip.compress(_PAGE) + b"\0" * 512, _PAGE),
        (gzip.compress(b""), b""),
    ],
    ids="open empty gzip zstd twice thrice members frames skippable padding nothing".split(),
)
def test_what_is_packed_comes_out_whole(packed: bytes, page: bytes) -> None:
    assert unpack(packed, where="a.html.gz") == page


@pytest.mark.parametrize("pack", [gzip.compress, _zstd])
def test_a_truncated_file_is_an_error_that_says_how_much_there_was(pack) -> None:
    packed = pack(_PAGE)

    with pytest.raises(
        InputError, match=r"^a\.gz: (gzip|zstd) data ends early, after \d+ unpacked bytes - .*again"
    ):
        unpack(packed[:-6], where="a.gz")


@pytest.mark.parametrize("pack", [gzip.compress, _zstd])
def test_a_damaged_file_is_an_error(pack) -> None:
    packed = bytearray(pack(_PAGE))
    packed[len(packed) // 2] ^= 0xFF
    packed[-5] ^= 0xFF

    with pytest.raises(InputError, match=r"damaged|ends early"):
        unpack(bytes(packed), where="a.gz")


@pytest.mark.parametrize("pack", [gzip.compress, _zstd])
def test_a_bomb_fills_neither_the_memory_nor_the_disk(pack) -> None:
    bomb = pack(b"\0" * 60_000_000)

    tracemalloc.start()
    with pytest.raises(InputError, match="larger than 4 MiB once unpacked"):
        unpack(bomb, where="bomb.gz", limit=4 << 20)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 45 << 20


def test_a_bomb_in_a_bomb_ends_too() -> None:
    bomb = gzip.compress(gzip.compress(b"\0" * 20_000_000))

    with pytest.raises(InputError, match="larger than 1000 bytes"):
        unpack(bomb, where="bomb.gz", limit=1000)


def test_packed_for_ever_is_an_error() -> None:
    body = _PAGE
    for _ in range(5):
        body = gzip.compress(body)

    with pytest.raises(InputError, match="packed more than 3 times"):
        unpack(body, where="a.gz")
