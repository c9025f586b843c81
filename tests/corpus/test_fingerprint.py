from __future__ import annotations

import base64

import pytest

from cleaner.corpus.fingerprint import SIZE, fingerprint, shingles, unpacked


def test_a_fingerprint_is_of_the_words_alone():
    assert fingerprint("Ten huts stood in a row.") == fingerprint("TEN HUTS stood\n\nin a row")
    assert fingerprint("Ten huts stood in a row.") != fingerprint("Ten huts stood in a line.")


def test_a_text_without_words_has_none():
    assert fingerprint(" … ") is None


def test_a_sign_is_a_word_where_no_spaces_are_written():
    assert shingles("山の上に十軒") == ["山 の 上 に 十", "の 上 に 十 軒"]


@pytest.mark.parametrize(
    "stored", [None, 7, "", "1:AAAA", "2:AAAA", "2:???", f"9:{base64.b64encode(bytes(SIZE))}"]
)
def test_what_is_no_fingerprint_of_ours_is_made_anew(stored):
    assert unpacked(stored) is None


def test_a_stored_fingerprint_has_so_many_bytes():
    stored = fingerprint("Ten huts stood in a row.")

    assert len(unpacked(stored) or b"") == SIZE
