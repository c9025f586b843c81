from __future__ import annotations

import pytest

from cleaner.errors import InputError
from cleaner.inputs import from_bytes, mhtml
from tests.inputs.forms import URL
from tests.inputs.forms import mhtml as saved

_PAGE = "<html><p class=x>Zehn Hütten</p></html>".encode()


def _mail(body: bytes, content_type: str = "multipart/mixed; boundary=b") -> bytes:
    return f"MIME-Version: 1.0\r\nContent-Type: {content_type}\r\n\r\n".encode() + body


def test_the_page_comes_with_its_address_and_the_day_it_was_saved() -> None:
    raw = from_bytes(saved(_PAGE))

    assert raw.body.rstrip() == _PAGE
    assert (raw.url, raw.media_type, raw.truncated) == (URL, "text/html", None)
    assert raw.captured_at == "2024-01-02T10:11:12+00:00"


def test_an_archive_that_ends_within_the_page_gives_what_it_has() -> None:
    whole = saved(_PAGE)

    raw = from_bytes(whole[: whole.index(b"tten</p>")])

    assert raw.body.startswith(b"<html><p class=x>Zehn H")
    assert raw.truncated == "the MHTML archive ends within the page"


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_a_boundary_that_nobody_names_is_found(encoding: str) -> None:
    nameless = saved(_PAGE, encoding=encoding).replace(b"boundary=", b"bounds=")

    assert from_bytes(nameless).body.rstrip() == _PAGE


@pytest.mark.parametrize(
    ("damaged", "expected"),
    [
        (b"PHA+VGVuIGh1dHM", b"<p>Ten huts"),
        (b"PHA+VA==ZW4gaHV0cw==", b"<p>Ten huts"),
        (b"PHA+VGVu=IGh1dHM=", b"<p>Ten huts"),
        (b"PHA+VGVuIGh1dHMuLi4=U", b"<p>Ten huts..."),
        (b"=", b""),
    ],
    ids=["unpadded", "in two pieces", "padded in the middle", "with a sign left over", "only padding"],
)
def test_damaged_base64_is_read_as_far_as_it_goes(damaged: bytes, expected: bytes) -> None:
    part = b"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n" + damaged

    assert from_bytes(_mail(part + b"\r\n--b--\r\n")).body == expected


def test_of_a_mail_with_alternatives_the_html_is_taken() -> None:
    inner = (
        b"--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n"
        b"--c\r\nContent-Type: text/plain\r\n\r\nTen huts\r\n"
        b"--c\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Ten huts\r\n--c--\r\n--b--\r\n"
    )

    raw = from_bytes(_mail(inner))

    assert raw.body.strip() == b"<p>Ten huts"
    assert raw.headers == {"content-type": "text/html; charset=utf-8"}


def test_the_part_that_start_names_comes_first() -> None:
    parts = (
        b"--b\r\nContent-Type: text/html\r\nContent-ID: <frame>\r\n\r\n<p>frame\r\n"
        b"--b\r\nContent-Type: text/html\r\nContent-ID: <page>\r\n\r\n<p>page\r\n--b--\r\n"
    )

    raw = from_bytes(_mail(parts, 'multipart/related; boundary=b; start="<page>"'))

    assert raw.body.strip() == b"<p>page"


def test_a_page_behind_a_broken_frame_is_a_page() -> None:
    assert from_bytes(_mail(b"<!doctype html><p>Ten huts")).body == b"<!doctype html><p>Ten huts"


@pytest.mark.parametrize(
    "body", [b"", b"no part", b"--b\r\nContent-Type: text/plain\r\n\r\nTen huts\r\n--b--"]
)
def test_an_archive_without_html_is_an_error(body: bytes) -> None:
    with pytest.raises(InputError, match="an MHTML archive without an HTML part"):
        from_bytes(_mail(body))


def test_parts_in_parts_for_ever_come_to_an_end() -> None:
    deep = b"".join(b"--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" for _ in range(5000))

    with pytest.raises(InputError, match="without an HTML part"):
        from_bytes(_mail(deep))


def test_text_about_mail_is_text() -> None:
    assert not mhtml.fits(b"How to read a header\n\nMIME-Version: 1.0\nContent-Type: multipart/related\n")


def test_a_date_that_is_none_is_not_taken() -> None:
    assert from_bytes(saved(_PAGE).replace(b"Tue, 2 Jan 2024", b"Someday")).captured_at is None
