"""Pages made to crash, hang or fool an extractor, each with an article in it; `benchmarks.hostile` runs them.

A shape is markup or bytes that go wrong somewhere. Most are tried in three places: before the article, in the
middle of it, and behind it.
"""

from __future__ import annotations

import gzip
import json
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.bombs import bombs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["SENTENCES", "attacks"]

SENTENCES = tuple(
    f"On crossing {number} the ferry left {place} at dawn, carried people and their bicycles over the bay,"
    " and was back before the tide had turned."
    for number, place in enumerate("Harlow Kettle Morrow Tarn Wick Ashby Fenn Dunmore Ludd Orrin".split())
)
_TITLE = "The ferry of Harlow Bay"
_MEGABYTE = 10**6


def _page(before: str = "", middle: str = "", behind: str = "", head: str = "") -> bytes:
    first, second = ("".join(f"<p>{line}</p>\n" for line in half) for half in (SENTENCES[:5], SENTENCES[5:]))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{_TITLE}</title>{head}</head>'
        f"<body>{before}<article><h1>{_TITLE}</h1>{first}{middle}{second}</article>{behind}</body></html>"
    ).encode("utf-8", "surrogatepass")


def _times(piece: str, count: int) -> Callable[[], str]:
    return lambda: piece * count


def _numbered(pattern: str, count: int, *, inside: str = "{}") -> Callable[[], str]:
    return lambda: inside.format("".join(pattern.format(i) for i in range(count)))


def _nested(tag: str, count: int) -> Callable[[], str]:
    return lambda: f"<{tag}>" * count + f"</{tag}>" * count


def _json_ld(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'


_ANSWER = " ".join(f"the lake is open {i}" for i in range(350))


def _asked(number: int) -> dict[str, object]:
    return {
        "@type": "Question",
        "name": f"Is lake {number} open?",
        "acceptedAnswer": {"@type": "Answer", "text": f"{number} {_ANSWER}"},
    }


# Markup that a browser gets past: the article stays to be seen wherever it stands.
_SHAPES: dict[str, Callable[[], str]] = {
    **{
        f"100,000 nested <{tag}>": _nested(tag, 100_000)
        for tag in ("div", "span", "section", "ul", "blockquote", "table", "svg", "template", "figure", "x-a")
    },
    **{f"20,000 nested <{tag}>": _nested(tag, 20_000) for tag in ("b", "font", "a", "button", "dl", "ruby")},
    **{
        f"<{tag}> that stays open": _times(f"<{tag}>", 1)
        for tag in (
            *("label", "object", "button", "video", "nav", "aside", "figcaption", "a href=/x", "select"),
            *("datalist", "template", "svg><title", "math><annotation-xml encoding=text/html"),
            *("iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp", "plaintext"),
        )
    },
    "100,000 <div> with end tags in attributes": _times("<div a='</div>'>", 100_000),
    "100,000 <div> with end tags in <xmp>": _times("<div><xmp></div></xmp>", 100_000),
    "100,000 <div> behind a comment that is none": lambda: "<!-->" + "<div>" * 100_000,
    "200,000 names of attributes": _numbered("<i a{}>x</i>", 200_000),
    "200,000 names of elements": _numbered("<x{0}>x</x{0}>", 200_000),
    "10 million attributes": lambda: ("<i " + " ".join(f"a{i}" for i in range(990)) + ">x</i>") * 10_000,
    "100,000 <div> that stay open": _times("<div>", 100_000),
    "20,000 <b> that stay open": _times("<b>", 20_000),
    "50,000 <p><b> that stay open": _times("<p><b>", 50_000),
    "20,000 <a><p>, wrongly nested": _times("<a href=/x><p></a>", 20_000),
    "20,000 <i><div>, wrongly nested": lambda: "<i><div>" * 20_000 + "</i>" * 20_000,
    "4,000 <b> made anew in 4,000 <p>": lambda: (
        "<p>" + "".join(f"<b a{i}>" for i in range(4000)) + "</p>" + "<p>x</p>" * 4000
    ),
    "6,000 nested <x-a>, 6,000 <h2>": lambda: "<x-a>" * 6000 + "<h2>Part</h2>x" * 6000,
    "a million attributes": _numbered(" a{}=b", 1_000_000, inside="<div{}></div>"),
    "a million equal attributes": _numbered(" a=b", 1_000_000, inside="<div{}></div>"),
    "300,000 table rows": _numbered("<tr><td>{}</td><td>x</td></tr>", 300_000, inside="<table>{}</table>"),
    "500,000 links": _numbered('<a href="/{}">x</a> ', 500_000),
    "500,000 <br>": _times("<br>", 500_000),
    "200,000 headings": _numbered("<h2>{}</h2>", 200_000),
    "300,000 <option>": _numbered("<option>{}", 300_000, inside="<select>{}</select>"),
    "300,000 empty <p>": _times("<p></p>", 300_000),
    "300,000 <li>": _numbered("<li>{}", 300_000, inside="<ul>{}</ul>"),
    "100,000 <script>": _times("<script>1</script>", 100_000),
    "100,000 <style>": _times("<style>a{}</style>", 100_000),
    "100,000 <img>": _numbered('<img src="/{}.png">', 100_000),
    "300,000 comments": _times("<!-- -->", 300_000),
    "300,000 stray end tags": _times("</span>", 300_000),
    "300,000 character references": _times("&amp;&#x26;", 300_000),
    "references to controls": _times("&#0;&#27;[2J&#8;&#x9b;&#x202e;&#xd800;&#xffff;&#x110000;", 100),
    "a reference of a megabyte": _times("&#" + "9" * _MEGABYTE + ";", 1),
    "50 MB attribute": lambda: f'<img alt="" title="{"x" * 50 * _MEGABYTE}">',
    "30 MB data: image": lambda: f'<img src="data:image/png;base64,{"A" * 30 * _MEGABYTE}">',
    "50 MB comment": lambda: f"<!--{'x ' * 25 * _MEGABYTE}-->",
    "50 MB script": lambda: f"<script>{'f(1); ' * (50 * _MEGABYTE // 6)}</script>",
    "50 MB style": lambda: f"<style>{'a{b:c} ' * (50 * _MEGABYTE // 7)}</style>",
    "50 MB word": lambda: f"<p>{'x' * 50 * _MEGABYTE}</p>",
    "50 MB of one-word lines": _times("word\n", 10 * _MEGABYTE),
    "50 MB of one-word lines in <pre>": lambda: "<pre>" + "word\n" * (10 * _MEGABYTE) + "</pre>",
    "10 MB of spaces": lambda: f"<p>{' ' * 10 * _MEGABYTE}</p>",
    "a million < ": _times("< ", 1_000_000),
    "300,000 <a without an end": lambda: "<a " * 300_000 + ">",
    "100,000 quotes": lambda: '<div a="' + "'" * 100_000 + '"></div>',
    "100,000 combining accents": _times("e" + "\u0301" * 1000, 100),
    "bidirectional overrides": _times("\u202e\u2066\u200f", 10_000),
    "zero-width spaces": _times("\u200b\ufeff", 100_000),
    "lone surrogates and non-characters": _times("\ufffe\uffff\U0001fffe", 10_000),
    "NUL bytes": _times("\0", 100_000),
    "brackets and stars": _times("[*`_~]", 100_000),
    "<base> to a script": _times('<base href="javascript:alert(1)">', 100),
    "<!DOCTYPE> again": _times("<!DOCTYPE html><html><head><body>", 10_000),
    "CDATA": _times("<![CDATA[ x ]]>", 10_000),
    "processing instructions": _times('<?xml version="1.0"?>', 100_000),
    "100,000 <time> in a line": _times('<time datetime="2024-01-02">2 January 2024</time> ', 100_000),
    "cells over cells": lambda: (
        "<table>" + ("<tr>" + "<td rowspan=65534 colspan=1000>x</td>" * 100 + "</tr>") * 100 + "</table>"
    ),
    "a row of 200,000 cells": lambda: "<table><tr>" + "<td>x</td>" * 200_000 + "</table>",
    "100,000 <p> in 500 <blockquote>": lambda: "<blockquote>" * 500 + "<p>a line of its own</p>" * 100_000,
    "50,000 notes": lambda: (
        "".join(f'<sup><a href="#n{i}" id="r{i}">{i}</a></sup>' for i in range(50_000))
        + "".join(f'<li id="n{i}">note <a href="#r{i}">back</a></li>' for i in range(50_000))
    ),
    "a FAQ, and 30,000 pieces of its answers": lambda: (
        _json_ld(json.dumps({"@type": "FAQPage", "mainEntity": [_asked(i) for i in range(100)]}))
        + "".join(f'<li><a href="/x">{_ANSWER[i % 6000 :][:60]}</a></li>' for i in range(30_000))
    ),
    "100,000 deep in a script's state": lambda: "<script>window.__STATE__=" + '{"a":' * 100_000 + "</script>",
}
# What swallows all that follows it, so that only what stands before it can be seen.
_OPEN_ENDS = ("script", "style", "textarea", "plaintext", "noframes", "iframe", "xmp", "noembed", "title")
_HEADS: dict[str, Callable[[], str]] = {
    "300,000 <meta>": _numbered('<meta name="a{}" content="b">', 300_000),
    "100,000 <link>": _numbered('<link rel="a" href="/{}">', 100_000),
    "broken JSON-LD": lambda: _json_ld('{"@type": "Article", "headline": '),
    "JSON-LD of the wrong types": lambda: _json_ld('[{"@type": 7, "author": [[1]], "headline": {}}, null]'),
    "JSON-LD 100,000 deep": lambda: _json_ld('{"a":' * 100_000),
    "JSON-LD lists 100,000 deep": lambda: _json_ld("[" * 100_000 + "]" * 100_000),
    "JSON-LD of 20 MB": lambda: _json_ld(json.dumps([{"@type": "Article", "name": "x" * 100}] * 150_000)),
    "JSON-LD with a long number": lambda: _json_ld(
        '{"@type": "Article", "wordCount": ' + "9" * 100_000 + "}"
    ),
    "20,000 JSON-LD blocks": _times(_json_ld('{"@type": "Thing"}'), 20_000),
    "5 MB title": lambda: f'<meta property="og:title" content="{"x " * 2_500_000}">',
    "a million keywords": lambda: f'<meta name="keywords" content="{"a," * 1_000_000}">',
    "200,000 names in JSON-LD": lambda: _json_ld(
        json.dumps({"@type": "Article", "author": [{"name": f"Ann Roe {i}"} for i in range(200_000)]})
    ),
    "dates that run away": _times('<meta name="date" content="' + "2024-" * 20_000 + '">', 20),
}


def attacks() -> Iterator[tuple[str, Callable[[], bytes], bool]]:
    """What is wrong with each page, the page itself, and whether an article can be seen in it."""
    for name, make in _SHAPES.items():
        for place in ("before", "middle", "behind"):
            yield f"{name}, {place}", partial(_built, make, place), True
    for name, make in _HEADS.items():
        yield name, partial(_built, make, "head"), True
    for tag in _OPEN_ENDS:
        for count in (1, 10_000):
            many = f"{count:,} times <{tag}> without an end"
            yield many, partial(_built, _times(f"<{tag}>", count), "behind"), True
    yield "a comment that stays open, before", partial(_built, _times("<!-- ", 1), "before"), True
    yield from _encodings()
    yield from _files()
    yield from bombs(_page(), "\n\n".join(SENTENCES))


def _built(make: Callable[[], str], place: str) -> bytes:
    return _page(**{place: make()})


def _encodings() -> Iterator[tuple[str, Callable[[], bytes], bool]]:
    text = _page().decode()
    for name in ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-7"):
        yield f"in {name} with the label utf-8", partial(text.encode, name), name != "utf-7"
    bare = text.replace('<meta charset="utf-8">', "")
    for name in ("utf-16-le", "utf-16-be"):
        yield f"in {name} without a label", partial(bare.encode, name), True
    yield "30 MB of broken UTF-8", lambda: _page() + b"\xff\xfe\xfd" * 10**7, True
    yield (
        "1,500,000 <p> in latin-1 without a label",
        lambda: _page().replace(b"utf-8", b"") + b"<p>caf\xe9 </p>" * 1_500_000,
        True,
    )
    for label in ("utf-16", "utf-7", "x-user-defined", "no-such-thing", "iso-2022-jp", "hz-gb-2312"):
        yield f"with the label {label}", partial(_page().replace, b"utf-8", label.encode()), True
    yield "with broken UTF-8", partial(_page().replace, b"bay", b"b\xff\xc3\x28y", 1), True
    yield "with controls", partial(_page, middle="\x01\x02\x03" * 30), True


def _files() -> Iterator[tuple[str, Callable[[], bytes], bool]]:
    page = _page()
    mail = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
    warc = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/\r\n"
        b"Content-Length: %d\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" % (len(page) + 5000)
    )
    yield "gzip in gzip", lambda: gzip.compress(gzip.compress(page)), True
    yield "gzip bomb", lambda: gzip.compress(b"\0" * 10**9, 1), False
    yield "gzip bomb of text", lambda: gzip.compress(b"ferry " * (2 * 10**8), 1), False
    yield "truncated gzip", lambda: gzip.compress(page)[:-50], False
    yield "MHTML that is cut off", lambda: mail + b"Content-Type: text/html\r\n\r\n" + page, True
    yield "MHTML with parts in parts", lambda: mail.replace(b"related", b"mixed") * 2000, False
    yield "truncated WARC", lambda: warc + page, True
    yield "PDF named .html", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 1000, False
    yield "nothing", lambda: b"", False
    yield "zeros", lambda: bytes(10**6), False
    dump = "\n\n".join(SENTENCES) + "\n\n"
    wrapped = "a line that goes on in the next one and on in the one after that\n" * 16
    yield "a dump with 50 MB of one-word lines", lambda: (dump + "word\n" * 10**7).encode(), True
    yield "a dump with 50 MB of wrapped lines", lambda: (dump + wrapped * 48_000).encode(), True
    yield (
        "a page of 60 MB with an emoji",
        lambda: _page(middle="\U0001f6a2", behind=f"<p>{SENTENCES[0]}</p>\r\n" * 400_000),
        True,
    )
    yield "a page of 60 MB", lambda: _page(behind=f"<p>{SENTENCES[0]}</p>" * 400_000), True
    yield "gzip bomb of tags", lambda: gzip.compress(page + b"<br>" * (5 * 10**7), 1), True
    yield "noise", lambda: bytes((i * 7919 >> 3) & 255 for i in range(10**6)), False
