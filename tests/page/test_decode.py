from __future__ import annotations

import random

import pytest

from cleaner.page.decode import decode, label
from cleaner.types import RawPage


def _decoded(body: bytes, **headers: str) -> tuple[str, str, tuple[str, ...]]:
    raw = RawPage(body, "text/html", headers={"content-type": headers.get("content_type", "")})
    decoded = decode(raw)
    assert decoded.utf8 in {None, decoded.text.encode()}
    return decoded[:3]


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        ("Zehn Hütten".encode(), "utf-8"),
        ("Zehn Hütten".encode("utf-8-sig"), "utf-8"),
        ("Zehn Hütten".encode("utf-16"), "utf-16le"),
        (b"\xfe\xff" + "Zehn Hütten".encode("utf-16-be"), "utf-16be"),
        ("Zehn Hütten".encode("utf-16-le"), "utf-16le"),
        ("Zehn Hütten".encode("utf-16-be"), "utf-16be"),
        ("Zehn Hütten".encode("cp1252"), "windows-1252"),
    ],
)
def test_the_text_is_the_same_in_every_encoding(body: bytes, encoding: str) -> None:
    text, found, _ = _decoded(body)

    assert (text, found) == ("Zehn Hütten", encoding)


def test_line_ends_nuls_and_the_mark_are_made_plain() -> None:
    text, _, warnings = _decoded("\ufeffone\r\ntwo\rthree\0\n".encode())

    assert text == "one\ntwo\nthree\n"
    assert warnings == ()


@pytest.mark.parametrize(
    ("labelled", "codec", "encoding", "word"),
    [
        ("iso-8859-1", "cp1252", "windows-1252", "“Hütten”"),
        ("GB2312", "gb18030", "gbk", "山上的小屋"),
        ("Shift_JIS", "cp932", "shift_jis", "①山の小屋"),
        ("EUC-JP", "euc_jp", "euc-jp", "山の小屋"),
        ("ks_c_5601-1987", "cp949", "euc-kr", "산속의 오두막"),
        ("big5", "big5hkscs", "big5", "山上的小屋"),
        ("koi8-r", "koi8-r", "koi8-r", "Десять хижин"),
        ("windows-1250", "cp1250", "windows-1250", "Dziesięć chat"),
        ("utf-16", "utf-8", "utf-8", "Hütten"),
        ("x-user-defined", "cp1252", "windows-1252", "Hütten"),
    ],
)
def test_labels_mean_what_browsers_take_them_for(labelled: str, codec: str, encoding: str, word: str) -> None:
    page = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={labelled}"></head>{word}'
    )

    text, found, warnings = _decoded(page.encode(codec))

    assert text == page
    assert found == encoding
    assert warnings == ()


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (b"<meta charset=koi8-r>", "koi8-r"),
        (b"<META CharSet = 'KOI8-R' >", "koi8-r"),
        (b"<?xml version='1.0' encoding='koi8-r'?><html>", "koi8-r"),
        (b"<script>" + b"x" * 5000 + b"</script><meta charset=koi8-r>", "koi8-r"),
        (b"<!-- <meta charset=big5> --><meta charset=koi8-r>", "koi8-r"),
        (b"<meta name=x content='no charset here'>", None),
        (b"<meta charset=klingon>", None),
        (b"<meta data-charset=koi8-r>", None),
        (b"charset=koi8-r", None),
    ],
)
def test_the_label_is_found_in_the_markup(source: bytes, name: str | None) -> None:
    assert label(RawPage(source, "text/html")) == name


def test_the_header_stands_above_the_markup() -> None:
    page = "<meta charset=windows-1252>Десять хижин".encode("koi8-r")

    text, found, _ = _decoded(page, content_type="text/html; charset=koi8-r")

    assert found == "koi8-r"
    assert text.endswith("Десять хижин")


def test_valid_utf_8_is_utf_8_whatever_the_label() -> None:
    page = "<meta charset=iso-8859-1>Zehn Hütten"

    assert _decoded(page.encode()) == (page, "utf-8", ())


def test_a_page_in_utf_8_with_a_pasted_letter_keeps_both() -> None:
    page = "<meta charset=utf-8>Zehn Hütten, größer, schöner, für".encode() + b" M\xe4nner \xe2\x80 und"

    text, found, warnings = _decoded(page)

    assert found == "utf-8"
    assert text.endswith("Zehn Hütten, größer, schöner, für Männer \ufffd und")
    assert warnings == ("3 bytes are not valid UTF-8: replaced or read as windows-1252",)


def test_a_label_that_does_not_fit_gives_way_to_the_letters() -> None:
    story = "山の小屋に十人の旅人が泊まり、夜が明けるまで話をしました。"
    page = f"<meta charset=utf-8><p>{story}".encode("cp932")

    text, found, warnings = _decoded(page)

    assert text.endswith(story)
    assert found == "shift_jis"
    assert warnings == ("declared as utf-8, but that does not fit: read as shift_jis",)


def test_a_label_in_the_wrong_half_of_the_world_gives_way_too() -> None:
    story = "山の小屋に十人の旅人が泊まり、夜が明けるまで話をしました。"

    text, found, _ = _decoded(f"<meta charset=iso-8859-1><p>{story}".encode("cp932"))

    assert found == "shift_jis"
    assert text.endswith(story)


def test_a_label_with_a_few_bad_bytes_stands_with_a_warning() -> None:
    page = ("<meta charset=shift_jis>" + "山の小屋に泊まり" * 20).encode("cp932") + b"\x81"

    text, found, warnings = _decoded(page)

    assert found == "shift_jis"
    assert text.count("山の小屋") == 20
    assert warnings == ("1 characters are not valid shift_jis",)


def test_bytes_that_nothing_explains_keep_their_label() -> None:
    text, found, warnings = _decoded(b"<meta charset=utf-8>Ten huts\xff\x81")

    assert found == "utf-8"
    assert text.endswith("Ten huts\ufffd")
    assert warnings == ("1 characters are not valid utf-8",)


def test_the_bytes_that_windows_1252_leaves_open_do_no_harm() -> None:
    page = b"<meta charset=latin1>" + "über ".encode("cp1252") * 60 + b"\x81"

    text, found, warnings = _decoded(page)

    assert found == "windows-1252"
    assert text.endswith("über \x81")
    assert warnings == ("1 characters are not valid windows-1252",)


def test_seven_bit_japanese_is_seen_by_its_escapes() -> None:
    page = "<meta charset=iso-2022-jp><p>山の小屋"

    assert _decoded(page.encode("iso2022_jp")) == (page, "iso-2022-jp", ())
    assert _decoded(b"a \x1b$ in the text")[1] == "utf-8"


def test_a_guess_is_told() -> None:
    _, found, warnings = _decoded("Десять хижин стояли в ряд, и никто в них не жил.".encode("cp1251"))

    assert found == "windows-1251"
    assert warnings == ("no encoding is declared: read as windows-1251",)


def test_any_bytes_give_a_text() -> None:
    chance = random.Random(7)
    for size in (0, 1, 2, 3, 50, 4097):
        for start in (
            b"",
            b"\xff\xfe",
            b"\xef\xbb\xbf",
            b"<meta charset=gbk>",
            b"<meta charset=big5>",
            b"\x1b$B",
        ):
            text, encoding, _ = _decoded(start + chance.randbytes(size))

            assert "\0" not in text
            assert "\r" not in text
            assert encoding


@pytest.mark.parametrize(
    "junk", [b"\xff\x81\x8d\x00ab", b"<p>\x81\x8d\x8f\x90\x9d\xfe\xff</p>", bytes(range(256))]
)
def test_what_nothing_explains_is_told_in_the_document_and_not_on_the_terminal(junk, caplog) -> None:
    text, _, warnings, _ = decode(RawPage(junk, "text/html"))

    assert text
    assert warnings
    assert caplog.records == []
