"""Small files that ask for a lot: packed, in archives, or by reference."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["bombs"]


def bombs(page: bytes, story: str) -> Iterator[tuple[str, Callable[[], bytes], bool]]:
    """What each does, the file itself, and whether the page or the story of the same article is in it."""
    import brotli
    import zstandard

    from tests.inputs.forms import mhtml, tar, warc_record, zipped

    laughs = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    doctype = f'<!DOCTYPE html [<!ENTITY a0 "ha">{laughs}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    entities = page.replace(b"<!DOCTYPE html>", doctype.encode()).replace(b"<h1>", b"<p>&a11;&x;</p><h1>")
    aliases = "".join(f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9) if i else 'x'}]\n" for i in range(30))
    yield "entities in entities, and of files", lambda: entities, True
    yield "the same as XHTML", lambda: b'<?xml version="1.0"?>' + entities, True
    yield (
        "aliases of aliases in front matter",
        lambda: f"---\n{aliases}title: *a29\n---\n\n{story}".encode(),
        True,
    )
    yield (
        "16,000 brackets in front matter",
        lambda: f"---\ntitle: {'[' * 16_000}\n---\n\n{story}".encode(),
        True,
    )
    yield (
        "100,000 quotes in quotes in Markdown",
        lambda: f"# A\n\n## B\n\n{story}\n\n{'>' * 10**5} x".encode(),
        True,
    )
    yield "zip bomb", lambda: zipped({"a.html": bytes(10**9)}), False
    yield "zip bomb behind a page", lambda: zipped({"a.html": page, "b.html": bytes(10**9)}), False
    yield (
        "zip bomb of zip bombs",
        lambda: zipped({"a.zip": zipped({"b.zip": zipped({"c.html": _ferries()})})}),
        False,
    )
    yield "zip of 100,000 files", lambda: zipped({f"{i}.txt": b"" for i in range(100_000)}), False
    yield "tar of 50,000 files", lambda: tar({f"{i}.txt": b"" for i in range(50_000)}), False
    yield "zstd bomb", lambda: zstandard.ZstdCompressor().compress(_ferries()), False
    yield (
        "brotli bomb",
        lambda: warc_record(brotli.compress(_ferries(), quality=1), Content_Encoding="br"),
        False,
    )
    yield "300,000 empty gzip members", lambda: gzip.compress(b"") * 300_000 + gzip.compress(page), True
    yield (
        "100,000 empty records",
        lambda: warc_record(page) + warc_record(b"", kind="metadata") * 100_000,
        True,
    )
    yield (
        "30 MB of folded header in MHTML",
        lambda: mhtml(page).replace(b"Subject:", b"X:" + b" a\r\n" * 6_000_000),
        False,
    )
    yield "plist 90,000 deep", lambda: b'<?xml version="1.0"?><plist>' + b"<array>" * 90_000, False
    yield "JSON lines 100,000 deep", lambda: b'{"html":' * 100_000, False
    yield "a JSON line of 200 MB", lambda: b'{"html":"' + b"a" * 200 * 10**6 + b'"}\n', False


def _ferries() -> bytes:
    return b"ferry " * (2 * 10**8)
