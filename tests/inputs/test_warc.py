from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING

import pytest

from cleaner.inputs import warc
from cleaner.pipeline import Options, clean_page
from tests.inputs.forms import warc_record

if TYPE_CHECKING:
    from cleaner.types import RawPage

_STORY = (
    b"<html><title>Ten huts</title>" + b"<p>Ten huts stood in a row, and she never went back to them." * 20
)


def _records(count: int) -> list[bytes]:
    return [warc_record(_STORY, url=f"https://example.org/{number}") for number in range(1, count + 1)]


def _urls(pages: list[RawPage]) -> list[str]:
    return [(page.url or "").removeprefix("https://example.org/") for page in pages]


@pytest.mark.parametrize("pack", [lambda record: record, gzip.compress], ids=["open", "packed"])
def test_a_page_a_record_with_what_the_server_said(read_file, pack) -> None:
    pages, said = read_file(b"".join(map(pack, _records(3))))

    assert said == []
    assert _urls(pages) == ["1", "2", "3"]
    assert [page.origin.record for page in pages] == [1, 2, 3]
    assert [page.origin.offset for page in pages] == [0, len(_records(1)[0]), 2 * len(_records(1)[0])]
    assert {page.body for page in pages} == {_STORY}
    assert pages[0].captured_at == "2024-01-02T10:11:12Z"
    assert pages[0].headers == {"content-type": "text/html", ":status": "200"}


def test_what_holds_no_page_is_passed_over(read_file) -> None:
    moved = warc_record(b"moved", head=b"HTTP/1.1 301 Moved\r\n", Location="/1")
    others = [
        warc_record(b"software: wget", kind="warcinfo"),
        warc_record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        warc_record(b"\x89PNG", Content_Type="image/png"),
        warc_record(b"{}", Content_Type="application/json"),
        warc_record(b"User-agent: *", url="https://example.org/robots.txt", Content_Type="text/plain"),
        warc_record(b"", url="https://example.org/empty"),
        warc_record(b"<p>", kind="resource", url="urn:pageinfo:https://example.org/"),
        moved,
    ]

    pages, said = read_file(b"".join([*others, *_records(1)]))

    assert (_urls(pages), said) == (["1"], [])


def test_text_that_was_taken_out_of_a_page_is_a_dump(read_file) -> None:
    (page,), _ = read_file(
        warc_record(b"Ten huts\n\nShe left.", kind="conversion", Content_Type="text/plain")
    )

    assert page.media_type == "text/plain"


def test_an_error_page_keeps_its_status(read_file) -> None:
    (page,), _ = read_file(warc_record(_STORY, head=b"HTTP/1.1 404 Not Found\r\n"))

    assert clean_page(page, Options()).document.source["http_status"] == 404


def test_a_truncated_archive_is_told_and_its_last_page_flagged(read_file) -> None:
    pages, said = read_file(b"".join(_records(3))[:-700])

    document = clean_page(pages[2], Options()).document
    assert _urls(pages) == ["1", "2", "3"]
    assert "truncated" in document.flags
    assert "696 of the" in document.warnings[0]
    assert said == [
        f"record 3 (byte {2 * len(_records(1)[0])}): body ends after 577 of 1273 bytes"
        " - the archive is truncated; fetch it again"
    ]


def test_a_truncated_gzip_member_is_told(read_file) -> None:
    pages, said = read_file(b"".join(map(gzip.compress, _records(3)))[:-20])

    assert _urls(pages)[:2] == ["1", "2"]
    assert all(page.truncated for page in pages[2:])
    assert len(said) == 1
    assert said[0].startswith(f"record 3 (byte {2 * len(_records(1)[0])}): gzip data ends early, after ")


def test_a_gzip_member_that_ends_within_the_header_of_a_record_is_told_with_its_place(read_file) -> None:
    first, second = map(gzip.compress, _records(2))

    _, said = read_file(first + second[:12])

    assert said[0].startswith(f"record 2 (byte {len(_records(1)[0])}): gzip data ends early, after ")


def test_a_header_that_is_cut_off_is_told(read_file) -> None:
    pages, said = read_file(_records(2)[0] + _records(2)[1][:60])

    assert _urls(pages) == ["1"]
    assert "ends within its header" in said[0]


def test_behind_a_damaged_member_the_reading_goes_on(read_file) -> None:
    first, second, third = map(bytearray, map(gzip.compress, _records(3)))
    second[len(second) // 2] ^= 0xFF

    pages, said = read_file(bytes(first + second + third))

    assert [url for page, url in zip(pages, _urls(pages), strict=True) if not page.truncated] == ["1", "3"]
    assert pages[-1].origin.offset is None
    assert said[0].startswith(f"record 2 (byte {len(_records(1)[0])}): damaged gzip data after ")


@pytest.mark.parametrize(
    ("between", "reason"),
    [
        (b"something else\r\nin two lines\r\n\r\n", "32 bytes that belong to no record"),
        (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -3\r\n\r\n", "does not say how long it is"),
    ],
)
def test_what_is_no_record_is_told_and_skipped(read_file, between: bytes, reason: str) -> None:
    first, second = _records(2)

    pages, said = read_file(first + between + second)

    assert _urls(pages) == ["1", "2"]
    assert reason in said[0]


def test_the_crawlers_own_limit_is_told(read_file) -> None:
    record = warc_record(_STORY).replace(b"WARC-Date", b"WARC-Truncated: length\r\nWARC-Date")

    (page,), _ = read_file(record)

    assert page.truncated == "the crawler cut the page short (length)"


def test_a_page_in_an_unknown_packing_fails_alone(read_file) -> None:
    bad = warc_record(bytes(range(256)) * 9, url="https://example.org/bad", Content_Encoding="br")

    pages, said = read_file(bad + _records(1)[0])

    assert _urls(pages) == ["1"]
    assert "record 1 (byte 0): damaged brotli data" in said[0]


def test_a_record_larger_than_any_page_fails_alone(read_file, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MAX_BYTES", 1 << 20)
    large = warc_record(b"<p>" + b"x" * (2 << 20), url="https://example.org/large")

    pages, said = read_file(large + _records(1)[0])

    assert _urls(pages) == ["1"]
    assert "larger than 1 MiB" in said[0]


def test_a_file_damaged_everywhere_comes_to_an_end(read_file) -> None:
    pages, said = read_file(gzip.compress(_records(1)[0]) + b"\x1f\x8b\x08 not a member" * 500)

    assert _urls(pages) == ["1"]
    assert "damaged in more than 100 places" in said[-1]


def test_what_fastwarc_writes_is_read(read_file) -> None:
    fastwarc = pytest.importorskip("fastwarc.warc", reason="fastwarc is an extra")
    buffer = io.BytesIO()
    record = fastwarc.WarcRecord()
    record.init_headers(record_type=fastwarc.WarcRecordType.response)
    record.headers["WARC-Target-URI"] = "https://example.org/1"
    record.set_bytes_content(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + _STORY)
    record.write(buffer)

    (page,), said = read_file(gzip.compress(buffer.getvalue()))

    assert (page.url, page.body, said) == ("https://example.org/1", _STORY, [])
