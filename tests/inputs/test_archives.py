"""ZIP, tar and WACZ: which of their files are pages, and what happens to those that are broken or bombs."""

from __future__ import annotations

import io
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from cleaner.errors import InputError
from cleaner.inputs import from_bytes, holds_several, members, read
from tests.inputs.forms import tar, wacz, warc_record, zipped

if TYPE_CHECKING:
    from pathlib import Path


_PAGE = b"<html><p>Ten huts</p>"
_PACK = pytest.mark.parametrize("pack", [zipped, tar], ids=["zip", "tar"])


@_PACK
def test_pages_are_taken_as_from_a_folder(read_file, pack) -> None:
    pages, said = read_file(
        pack(
            {
                "a.html": b"<p>a",
                "b/c.html": b"<p>c",
                "a_files/ad.html": b"<p>ad",
                "style.css": b"a{}",
                ".hidden.html": b"<p>hidden",
                "__MACOSX/._a.html": b"<p>fork",
            }
        )
    )

    assert [page.body for page in pages] == [b"<p>a", b"<p>c"]
    assert [page.origin.record for page in pages] == [1, 2]
    assert said == []


@_PACK
def test_one_bad_member_does_not_stop_the_others(read_file, pack) -> None:
    pages, said = read_file(pack({"a.html": b"%PDF-1.7", "b.html": _PAGE}))

    assert [page.body for page in pages] == [_PAGE]
    assert said == [
        "a.html: this is a PDF, not a saved page - save the web page itself (HTML or text) and give that file"
    ]


def test_a_member_whose_name_is_empty_is_no_page(read_file) -> None:
    nameless = zipped({"n.html": _PAGE, "a.html": _PAGE}).replace(b"n.html", b"\0.html")

    pages, _ = read_file(nameless)

    assert [page.body for page in pages] == [_PAGE]


@_PACK
def test_names_of_any_length_are_told_apart(read_file, pack) -> None:
    packed, deep = "a.html" + ".gz" * 5000, "b/" * 5000 + "c.html"

    pages, _ = read_file(pack({packed: _PAGE, deep: _PAGE, "style.css" + ".gz" * 5000: b"a{}"}))

    assert len(pages) == 2


@_PACK
def test_a_name_that_leads_out_of_the_folder_leads_nowhere(read_file, pack, tmp_path: Path) -> None:
    pages, _ = read_file(pack({"../../evil.html": _PAGE}))

    assert [page.body for page in pages] == [_PAGE]
    assert [file.name for file in tmp_path.iterdir()] == ["pages"]


def test_links_and_devices_in_a_tar_are_passed_over(read_file) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            member = tarfile.TarInfo("page.html")
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)

    assert read_file(buffer.getvalue()) == ([], [])


def test_links_in_a_zip_are_passed_over(read_file) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("page.html")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")

    assert read_file(buffer.getvalue()) == ([], [])


def test_a_damaged_member_fails_alone(read_file) -> None:
    content = bytearray(zipped({"a.html": _PAGE * 50, "b.html": _PAGE}))
    content[len("a.html") + 34] ^= 0xFF

    pages, said = read_file(bytes(content))

    assert [page.body for page in pages] == [_PAGE]
    assert said[0].startswith("a.html: cannot be unpacked (")


def test_an_encrypted_or_oddly_packed_member_says_so(read_file) -> None:
    encrypted = bytearray(zipped({"a.html": _PAGE}))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        encrypted[encrypted.index(header) + flags] |= 1
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.html", _PAGE)

    assert "password required" in read_file(bytes(encrypted))[1][0]
    assert "packed by method 14" in read_file(buffer.getvalue())[1][0]


@pytest.mark.parametrize("cut", [10, 300], ids=["in the directory", "in a member"])
def test_a_truncated_zip_is_an_error(read_file, cut: int) -> None:
    with pytest.raises(InputError, match="damaged or truncated ZIP"):
        read_file(zipped({"a.html": bytes(range(256)) * 4})[:-cut])


@pytest.mark.parametrize(
    ("cut", "reason"),
    [(1024, "no end mark at byte 1024"), (1024 + 512 + 10, "unexpected end of data"), (700, "truncated")],
    ids=["before its end", "in a header", "in a member"],
)
def test_a_truncated_tar_gives_what_it_has(tmp_path: Path, cut: int, reason: str) -> None:
    file = tmp_path / "pages.tar"
    file.write_bytes(tar({"a.html": _PAGE, "b.html": _PAGE})[:cut])
    found: list[bytes] = []

    with pytest.raises(InputError, match=reason):
        found.extend(page.body for page in read(file, report=lambda _: None))

    assert found == [_PAGE]


def test_a_tar_whose_first_header_is_broken_is_an_error() -> None:
    with pytest.raises(InputError, match="a damaged tar archive"):
        from_bytes(b"\0" * 257 + b"ustar" + b"\0" * 300)


@_PACK
def test_an_archive_that_says_it_is_a_bomb_is_not_unpacked(
    read_file, pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(members, "MAX_BYTES", 1000)
    monkeypatch.setattr(members, "MAX_GROWTH", 0)

    with pytest.raises(InputError, match="unpacks to more than 0 times its size"):
        read_file(pack({"a.html": _PAGE * 30, "b.html": _PAGE * 30}))


def test_archives_in_archives_come_to_an_end(read_file) -> None:
    inner = zipped({"a.html": _PAGE})
    for _ in range(5):
        inner = zipped({"pages.zip": inner, "beside.html": _PAGE})

    pages, said = read_file(inner)

    assert len(pages) == 3
    assert "archive in archives, 3 deep" in said[0]


def test_an_archive_without_a_page_is_an_error_in_memory() -> None:
    with pytest.raises(InputError, match="an archive without a page in it"):
        from_bytes(zipped({"style.css": b"a{}"}))


def test_a_wacz_gives_the_pages_that_it_lists(read_file) -> None:
    warc = b"".join(
        [
            warc_record(b"<p>An advertisement", url="https://example.com/ad"),
            warc_record(b"moved", url="https://example.org/a", head=b"HTTP/1.1 302 Found\r\n", Location="/b"),
            warc_record(_PAGE, url="https://example.org/b"),
        ]
    )

    pages, said = read_file(wacz(warc, "https://example.org/a#top"))

    assert [page.url for page in pages] == ["https://example.org/b"]
    assert said == []


def test_a_wacz_without_a_list_gives_every_page(read_file) -> None:
    pages, said = read_file(wacz(warc_record(_PAGE) + warc_record(_PAGE)))

    assert (len(pages), said) == (2, [])


def test_a_page_that_a_wacz_lists_and_lacks_is_told(tmp_path: Path) -> None:
    file = tmp_path / "crawl.wacz"
    file.write_bytes(wacz(warc_record(_PAGE), "https://example.org/huts/ten", "https://example.org/lost"))

    pages = read(file)

    assert next(pages).body == _PAGE
    with pytest.raises(InputError, match=r"1 of the pages that it lists are not in it, as .*/lost"):
        next(pages)


def test_a_broken_list_is_told(read_file) -> None:
    files = {"datapackage.json": b"{}", "archive/a.warc": warc_record(_PAGE)}

    pages, said = read_file(zipped({**files, "pages/pages.jsonl": b"{broken\n"}))

    assert len(pages) == 1
    assert "the list of pages is damaged" in said[0]


def test_it_is_known_beforehand_what_holds_several_pages(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a.html": _PAGE}))
    (tmp_path / "a.html").write_bytes(_PAGE)

    assert holds_several(str(tmp_path / "a.zip"))
    assert not holds_several(str(tmp_path / "a.html"))
    assert not holds_several(str(tmp_path / "missing"))
