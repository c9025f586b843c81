"""One page in every form in which pages are saved, as the programs make them: bytes, or files in a folder."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import plistlib
import quopri
import tarfile
import zipfile
from typing import TYPE_CHECKING

import zstandard

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["FOLDERS", "FORMS", "TEXT_FORMS", "URL", "mhtml", "tar", "wacz", "warc_record", "zipped"]

URL = "https://example.org/huts/ten"
_DATE = "2024-01-02T10:11:12Z"


def warc_record(
    page: bytes, *, url: str = URL, kind: str = "response", head: bytes = b"HTTP/1.1 200 OK\r\n", **http: str
) -> bytes:
    """A record as a crawler writes it; `http` are header fields of the answer, with "_" for "-"."""
    http.setdefault("Content_Type", "text/html")
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in http.items())
    block = head + lines.encode() + b"\r\n" + page if kind == "response" else page
    content_type = "application/http; msgtype=response" if kind == "response" else http["Content_Type"]
    fields = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {_DATE}\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return fields.encode() + block + b"\r\n\r\n"


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP archive with these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def tar(files: Mapping[str, bytes]) -> bytes:
    """A tar archive with these files."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


def wacz(warc: bytes, *pages: str) -> bytes:
    """A WACZ with one WARC in it and a list of pages."""
    listed = [{"format": "json-pages-1.0", "id": "pages"}, *({"id": url, "url": url} for url in pages)]
    lines = "\n".join(map(json.dumps, listed))
    return zipped(
        {
            "archive/data.warc.gz": gzip.compress(warc),
            "pages/pages.jsonl": lines.encode(),
            "datapackage.json": b"{}",
        }
    )


def mhtml(page: bytes, *, encoding: str = "quoted-printable") -> bytes:
    """A page with a picture, as Chromium saves it."""
    encode = quopri.encodestring if encoding == "quoted-printable" else base64.encodebytes
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: " + URL.encode() + b"\r\nSubject: Ten huts\r\n"
        b"Date: Tue, 2 Jan 2024 10:11:12 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        b'\ttype="text/html";\r\n\tboundary="----MultipartBoundary--hut----"\r\n\r\n\r\n'
        b"------MultipartBoundary--hut----\r\nContent-Type: text/html\r\nContent-ID: <1@mhtml.blink>\r\n"
        b"Content-Transfer-Encoding: " + encoding.encode() + b"\r\nContent-Location: " + URL.encode()
        + b"\r\n\r\n" + encode(page)
        + b"\r\n------MultipartBoundary--hut----\r\nContent-Type: image/png\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\niVBORw0=\r\n"
        b"------MultipartBoundary--hut------\r\n"
    )  # fmt: skip


def _webarchive(page: bytes, form: plistlib.PlistFormat) -> bytes:
    main = {"WebResourceData": page, "WebResourceURL": URL, "WebResourceMIMEType": "text/html"}
    part = {"WebResourceData": b"body{}", "WebResourceURL": f"{URL}.css", "WebResourceMIMEType": "text/css"}
    return plistlib.dumps({"WebMainResource": main, "WebSubresources": [part]}, fmt=form)


def _jsonl(page: bytes, column: str = "html") -> bytes:
    return json.dumps({"id": 7, "url": URL, column: page.decode()}).encode() + b"\n"


def _parquet(page: bytes, column: str = "html") -> bytes:
    pa, parquet = __import__("pyarrow"), __import__("pyarrow.parquet").parquet
    buffer = io.BytesIO()
    parquet.write_table(pa.table({"url": [URL], column: [page.decode()]}), buffer, compression="zstd")
    return buffer.getvalue()


def _chunked(page: bytes) -> bytes:
    halves = page[: len(page) // 2], page[len(page) // 2 :]
    return b"".join(b"%x\r\n%s\r\n" % (len(half), half) for half in halves) + b"0\r\n\r\n"


def _brotli(page: bytes) -> bytes:
    return __import__("brotli").compress(page)


def _saved_from(page: bytes) -> bytes:
    return f"<!-- saved from url=(0028){URL} -->\r\n".encode() + page


# By what it is called; all tell the page's address, but for those whose names begin with "-".
FORMS: dict[str, Callable[[bytes], bytes]] = {
    "-html": lambda page: page,
    "-html.gz": gzip.compress,
    "-html.zst": lambda page: zstandard.ZstdCompressor().compress(page),
    "-html.gz.gz": lambda page: gzip.compress(gzip.compress(page)),
    "save as": _saved_from,
    "mhtml": mhtml,
    "mhtml, base64": lambda page: mhtml(page, encoding="base64"),
    "webarchive": lambda page: _webarchive(page, plistlib.FMT_BINARY),
    "webarchive, xml": lambda page: _webarchive(page, plistlib.FMT_XML),
    "warc": warc_record,
    "warc.gz": lambda page: gzip.compress(warc_record(page)),
    "warc, as sent": lambda page: warc_record(
        _chunked(gzip.compress(page)), Content_Encoding="gzip", Transfer_Encoding="chunked"
    ),
    "warc, brotli": lambda page: warc_record(_brotli(page), Content_Encoding="br"),
    "warc, decoded under its old headers": lambda page: warc_record(
        page, Content_Encoding="br, gzip", Transfer_Encoding="chunked"
    ),
    "warc, resource": lambda page: warc_record(page, kind="resource"),
    "wacz": lambda page: wacz(warc_record(b"<p>Buy", url="https://example.com/ad") + warc_record(page), URL),
    "zip": lambda page: zipped({"example.org/huts/ten": page, "example.org/huts/ten.css": b"a{}"}),
    "-zip": lambda page: zipped({"ten.html": page, "ten_files/ad.html": b"<p>advertisement"}),
    "tar": lambda page: tar({"example.org/huts/ten": page}),
    "tar.gz": lambda page: gzip.compress(tar({"example.org/huts/ten": page})),
    "warc in zip": lambda page: zipped({"crawl.warc.gz": gzip.compress(warc_record(page))}),
    "jsonl": _jsonl,
    "jsonl.gz": lambda page: gzip.compress(_jsonl(page)),
    "parquet": _parquet,
}  # fmt: skip

# The same for flat text and for Markdown.
TEXT_FORMS: dict[str, Callable[[bytes], bytes]] = {
    "-text": lambda text: text,
    "-text.gz": gzip.compress,
    "-text.zst": lambda text: zstandard.ZstdCompressor().compress(text),
    "-zip": lambda text: zipped({"ten.txt": text}),
    "-tar.gz": lambda text: gzip.compress(tar({"ten.txt": text})),
    "wet": lambda text: warc_record(text, kind="conversion", Content_Type="text/plain"),
    "warc": lambda text: warc_record(text, Content_Type="text/plain"),
    "jsonl": lambda text: _jsonl(text, "text"),
    "parquet": lambda text: _parquet(text, "text"),
}


def _complete(page: bytes) -> dict[str, bytes]:
    parts = {
        "ad.html": b"<p>An advertisement",
        "style.css": b"a{}",
        "pic.png": b"\x89PNG\r\n\x1a\n",
        "f(1).js": b"1",
    }
    return {"Ten huts.html": _saved_from(page), **{f"Ten huts_files/{name}": parts[name] for name in parts}}


def _with_record(page: bytes) -> dict[str, bytes]:
    record = {
        "schema": "cleaner.record/1", "url": URL, "final_url": URL, "status": 200, "file": "ten.html",
        "fetched_at": _DATE, "size_bytes": len(page), "sha256": hashlib.sha256(page).hexdigest(),
        "media_type": "text/html", "encoding": None, "headers": {"content-type": "text/html"},
        "redirects": [],
    }  # fmt: skip
    return {"ten.html": page, "ten.html.json": json.dumps(record).encode()}


_BESIDE = {
    "example.org/huts/hut.css": b"a{}",
    "example.org/robots.txt": b"",
    "example.net/hut.png": b"\x89PNG",
}
# What lies in a folder that is given; the page is the only one in it, and knows its address.
FOLDERS: dict[str, Callable[[bytes], dict[str, bytes]]] = {
    "save as, complete": _complete,
    "wget --mirror": lambda page: {"example.org/huts/ten": page, **_BESIDE},
    "fetched by cleaner": _with_record,
    "wget --mirror, in a folder": lambda page: {
        "mirror/example.org/huts/ten": page,
        "mirror/example.org/hut.css?ver=6.2": b"a{}",
    },
}
