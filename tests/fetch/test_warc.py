from __future__ import annotations

import gzip
import zlib

import pytest
from fastwarc.warc import ArchiveIterator as FastArchive
from fastwarc.warc import WarcRecordType
from warcio.archiveiterator import ArchiveIterator as Archive

from cleaner import inputs
from cleaner.fetch.listing import Sources
from cleaner.fetch.pages import page_of
from cleaner.fetch.run import Order, outcomes
from cleaner.fetch.store import Store
from cleaner.pipeline import Options, clean_page
from tests.fetch.serving import PAGE, QUICK, answer

HUTS = "http://huts.example.org"
BODIES = {f"{HUTS}/{i}": PAGE + b"<p>The %d. morning was clear and cold." % i for i in range(8)}


@pytest.fixture
def archive(server, fetch, tmp_path):
    """A WARC of eight pages, some packed, one twice, some confirmed by a second run."""
    for i, (url, body) in enumerate(BODIES.items()):
        packed = {"content_encoding": "gzip"} if i % 2 else {}
        server.answers[url.removeprefix(HUTS)] = answer(
            gzip.compress(body) if packed else body, etag=f'"{i}"', set_cookie="id=secret", **packed
        )
    server.answers["/copy"] = answer(BODIES[f"{HUTS}/0"])
    fetch(*BODIES, f"{HUTS}/copy", warc=True)
    fetch(f"{HUTS}/1", warc=True)
    [file] = (tmp_path / "raw").glob("*.warc.gz")
    return file


def test_warcio_reads_every_page_with_its_digests(archive):
    pages, revisits = {}, 0
    with archive.open("rb") as file:
        for record in Archive(file, check_digests="raise"):
            if record.rec_type == "response":
                assert record.http_headers.get_header("set-cookie") is None
                pages[record.rec_headers.get_header("WARC-Target-URI")] = record.content_stream().read()
            revisits += record.rec_type == "revisit"

    assert pages == BODIES
    assert revisits == 2


def test_fastwarc_reads_every_page_with_its_digests(archive):
    pages = {}
    with archive.open("rb") as file:
        for record in FastArchive(file, record_types=WarcRecordType.response, verify_digests=True):
            pages[record.headers["WARC-Target-URI"]] = record.reader.read()

    assert pages == BODIES


def test_the_standard_library_finds_a_gzip_member_for_each_record(archive):
    members, rest = [], archive.read_bytes()
    while rest:
        member = zlib.decompressobj(31)
        members.append(member.decompress(rest))
        rest = member.unused_data

    assert all(member.startswith(b"WARC/1.1\r\n") and member.endswith(b"\r\n\r\n") for member in members)
    kinds = [member.partition(b"WARC-Type: ")[2].partition(b"\r\n")[0].decode() for member in members]
    assert kinds[0] == "warcinfo"
    assert kinds.count("response") == 8
    assert kinds.count("request") == 10


def test_what_a_killed_run_left_half_is_cut_away(archive, fetch, server):
    whole = archive.read_bytes()
    archive.write_bytes(whole + whole[:500])
    server.answers["/new"] = answer(PAGE + b"new")

    fetch(f"{HUTS}/new", warc=True)

    with archive.open("rb") as file:
        found = [
            record.rec_headers.get_header("WARC-Target-URI")
            for record in Archive(file, check_digests="raise")
        ]
    assert found[-1] == f"{HUTS}/new"
    assert archive.read_bytes().startswith(whole)


@pytest.mark.parametrize("warc", [False, True])
def test_a_page_fetched_and_cleaned_is_the_page_cleaned_from_the_store(server, tmp_path, warc):
    body = "<!doctype html><title>Zehn Hütten</title><article><h1>Zehn Hütten</h1>" + "".join(
        f"<p>Am {i}. Tag gingen sie vor Morgengrauen von der Hütte los und kamen abends müde an den See."
        for i in range(1, 7)
    )
    # Only the header tells the encoding.
    server.answers["/a"] = answer(body.encode("cp1252"), content_type="text/html; charset=windows-1252")
    order = Order(Sources([f"{HUTS}/a"]), QUICK, store=tmp_path / "raw", warc=warc)
    [outcome] = outcomes(order, door=server.door())
    fetched = clean_page(page_of(outcome.visit, "cleaner"), Options()).document

    with Store.open(tmp_path / "raw", warc=warc) as store:
        loaded = clean_page(store.load(f"{HUTS}/a"), Options()).document
    [source] = inputs.walk([tmp_path / "raw"])
    read = clean_page(next(inputs.read(source.path)), Options()).document

    assert "Hütte" in fetched.text
    for document in (loaded, read):
        assert {**document.to_dict(), "source": None} == {**fetched.to_dict(), "source": None}
        assert document.source["captured_at"][:16] == fetched.source["captured_at"][:16]
        assert document.source["encoding"] == fetched.source["encoding"] == "windows-1252"
