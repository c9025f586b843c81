from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
import zstandard

from cleaner.fetch.decoding import DecodingError, decoder

TEXT = b"She never went back to the hut on the ridge. " * 2000
BARE = zlib.compressobj(wbits=-15)
PACKED = {
    "gzip": gzip.compress(TEXT),
    "x-gzip": gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:]) + b"\0\0padding",
    "deflate": zlib.compress(TEXT),
    "Deflate": BARE.compress(TEXT) + BARE.flush(),
    "br": brotli.compress(TEXT),
    "zstd": zstandard.compress(TEXT[:100]) + zstandard.compress(TEXT[100:]),
    "gzip, br": brotli.compress(gzip.compress(TEXT)),
    "identity": TEXT,
    "": TEXT,
}


@pytest.mark.parametrize("size", [1, 7, 1000, 1 << 20])
@pytest.mark.parametrize("coding", PACKED)
def test_a_coding_is_undone_however_its_bytes_come(coding, size):
    packed, undo, found = PACKED[coding], decoder(coding), b""

    for start in range(0, len(packed), size):
        found += b"".join(undo.feed(packed[start : start + size]))
    undo.finish()

    assert found == TEXT


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, br"])
def test_data_that_ends_too_early_is_damaged(coding):
    undo = decoder(coding)

    with pytest.raises(DecodingError, match="too early"):  # noqa: PT012
        list(undo.feed(PACKED[coding][:-9]))
        undo.finish()


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_body_without_a_byte_is_no_damage(coding):
    undo = decoder(coding)

    assert list(undo.feed(b"")) == []
    undo.finish()
