"""Archives to clean, of as many pages as asked for: pages of the corpora again and again, or small ones.

A small page has words of a corpus page in a frame of our own, and costs a fifth of the time: so a hundred
thousand are cleaned in minutes. Each copy has an address and a sentence of its own. All are made where they
are needed and go with it.
"""

from __future__ import annotations

import gzip
import random
from html import escape
from itertools import cycle, islice
from math import inf
from string import Template
from typing import TYPE_CHECKING

from benchmarks import corpora
from cleaner.inputs import read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["address", "archives", "pages", "small_pages", "written"]

_SEED = 9
_DATE = "2024-01-02T10:11:12Z"
_PARAGRAPH = 40  # words
_FRAME = Template(
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>$title</title>'
    '<meta name="author" content="Ada Example"></head><body>'
    '<nav><ul><li><a href="/">Home</a><li><a href="/news">News</a><li><a href="/about">About</a></ul></nav>'
    "<article><h1>$title</h1>$body</article>"
    '<aside><h2>Read next</h2><ul><li><a href="/1">Ten huts</a><li><a href="/2">A row</a></ul></aside>'
    "<footer>All rights reserved.</footer></body></html>"
)


def pages(most: int, *, most_bytes: float = inf) -> list[bytes]:
    """At most so many pages of the corpora as saved, in an order of their own, none larger than that."""
    bodies = (next(iter(read(example.path))).body for example in _examples())
    return list(islice((body for body in bodies if len(body) <= most_bytes), most))


def small_pages(most: int, *, words: int) -> list[bytes]:
    """At most so many pages, each with words of another article of the corpora."""
    texts = (example.truth.text for example in _examples())
    long = (text.split() for text in texts if text and len(text.split()) >= words)
    return [_framed(text[:words]) for text in islice(long, most)]


def archives(folder: Path, count: int, *, shard: int, words: int, most_bytes: float = inf) -> list[Path]:
    """Archives of `count` pages in all, of `shard` pages each; of pages as saved where `words` is 0."""
    bodies = cycle(small_pages(400, words=words) if words else pages(400, most_bytes=most_bytes))
    return [
        written(
            folder / f"{first // shard:05}.warc.gz",
            [_copy(next(bodies), number) for number in range(first, min(first + shard, count))],
            first=first,
        )
        for first in range(0, count, shard)
    ]


def written(file: Path, bodies: Sequence[bytes], *, first: int) -> Path:
    """An archive of these pages, each a member of its own, under addresses that count up from `first`."""
    with file.open("wb") as archive:
        for number, body in enumerate(bodies, start=first):
            archive.write(gzip.compress(_record(address(number), body), compresslevel=1))
    return file


def address(number: int) -> str:
    """Where the page of that number claims to lie."""
    return f"https://example.org/{number}"


def _examples() -> list[corpora.Example]:
    folder = corpora.default_folder()
    found = [example for name in corpora.names_in(folder) for example in corpora.read(folder, name)]
    random.Random(_SEED).shuffle(found)
    return found


def _framed(words: Sequence[str]) -> bytes:
    """A page with a menu, a headline, paragraphs of these words, links to others and a footer."""
    paragraphs = (" ".join(words[at : at + _PARAGRAPH]) for at in range(0, len(words), _PARAGRAPH))
    body = "".join(f"<p>{escape(paragraph)}.</p>" for paragraph in paragraphs)
    return _FRAME.substitute(title=escape(" ".join(words[:8])), body=body).encode("utf-8", "replace")


def _copy(body: bytes, number: int) -> bytes:
    """The page with a sentence in its first paragraph that no other copy has."""
    before, ends, after = body.partition(b"</p>")
    return b"%s This is what copy %d of the page adds to it.%s%s" % (before, number, ends or b"</p>", after)


def _record(url: str, body: bytes) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {_DATE}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"
