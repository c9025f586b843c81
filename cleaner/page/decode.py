"""The text behind a page's bytes, in whatever encoding they are.

In this order: a byte order mark; UTF-16 that says nothing, by its NULs; valid UTF-8, whatever the label says,
since no other text is valid UTF-8 by chance; the label, from the HTTP header or the markup; UTF-8 with a few
broken bytes; and last a guess by the letters (`guess`),
with a second opinion where they say little (`dammit`). Nearly all pages are UTF-8: they cost one decoding.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cleaner.inputs.sniff import bom_encoding, wide_encoding
from cleaner.page.dammit import second_opinion
from cleaner.page.encodings import codec, encoding_for
from cleaner.page.guess import Guess, guess

if TYPE_CHECKING:
    from cleaner.types import RawPage

__all__ = ["Decoded", "decode", "label"]

# Browsers look at 1024 bytes before they parse, and change the encoding when a <meta> comes later (HTML
# standard, 13.2.3.5); heads with scripts before their <meta> are common enough.
_PRESCAN_BYTES = 65_536
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = re.compile(
    rb"""<meta\b[^<>]*?[\s"';]charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:+-]{2,40})""", re.IGNORECASE
)
_XML = re.compile(rb"""\s*<\?xml\b[^<>]*?\sencoding\s{0,9}=\s{0,9}["']([\w.:+-]{2,40})""", re.IGNORECASE)
_HEADER = re.compile(r"""charset\s*=\s*["']?([\w.:+-]+)""", re.IGNORECASE)
_SURROGATES = re.compile("[\udc80-\udcff]+")  # bytes that are not valid, by PEP 383
_CONTROLS = "".join(map(chr, (*range(0x80, 0x85), *range(0x86, 0xA0))))
_OPEN_IN_1252 = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
_ASCII = bytes(range(0x80))
_MOST_MENDED = 100_000  # broken bytes, one by one in Python; more are no slips of a template
# One such character in fifty may be a slip in the page; more, and the label does not fit it.
_MAX_BAD_SHARE = 0.02
# A guess must explain most letters before it is taken over a label that leaves some undecoded.
# Chinese scores 0.6, alphabets 0.8 and more; noise stays under 0.4.
_SURE = 0.5


class Decoded(NamedTuple):
    """The text of a page, the WHATWG name of its encoding, and warnings."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()
    utf8: bytes | None = None  # the same text in UTF-8, where it need not be encoded for that


def decode(raw: RawPage) -> Decoded:
    r"""The text in whatever encoding it is; any bytes give a text.

    Line ends are "\n", NULs and the byte order mark are gone. What cannot be decoded is U+FFFD.
    """
    if found := _utf8(raw.body):
        return found
    text, encoding, warnings = _decoded(raw)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return Decoded(text.removeprefix("\ufeff"), encoding, warnings)


def _utf8(body: bytes) -> Decoded | None:
    """What nearly all pages are, told by bytes alone, which are searched faster than the text they spell."""
    # With an escape it may be ISO-2022-JP, with a NUL or a mark UTF-16.
    if b"\0" in body or b"\x1b" in body or bom_encoding(body):
        return None
    if b"\r" in body:
        body = body.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        return Decoded(body.decode("utf-8"), "utf-8", (), body)
    except UnicodeDecodeError:
        return None


def _decoded(raw: RawPage) -> tuple[str, str, tuple[str, ...]]:
    body = raw.body
    stated = bom_encoding(body) or wide_encoding(body)
    if stated:
        text = body.decode(stated, "replace")
        return text, stated, _bad_bytes(text, stated)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(raw)
    # ISO-2022-JP is seven bits wide, so it looks like ASCII; its escapes are in no other text.
    if b"\x1b$" in body and label(raw) in {None, "iso-2022-jp"}:
        japanese = body.decode(codec("iso-2022-jp"), "replace")
        if not _bad(japanese):
            return japanese, "iso-2022-jp", ()
    return text, "utf-8", ()


def _legacy(raw: RawPage) -> tuple[str, str, tuple[str, ...]]:
    """The same for bytes that are not valid UTF-8 throughout."""
    body, stated = raw.body, label(raw)
    good, bad = _utf8_shares(body)
    # Two valid sequences for a broken one: in other encodings they are accidents. A label may ask for less.
    if good > 2 * bad or (stated == "utf-8" and good >= bad):
        return (
            _mended_utf8(body, bad),
            "utf-8",
            (f"{bad} bytes are not valid UTF-8: replaced or read as windows-1252",),
        )
    if stated is not None and stated != "utf-8":
        text = _text(body, stated)
        if _bad_share(text) <= _MAX_BAD_SHARE:
            return text, stated, _bad_bytes(text, stated)
    guessed = guess(body)
    if guessed.score < _SURE and (other := second_opinion(body)):
        guessed = Guess(other, guessed.score)
    text = _text(body, guessed.encoding)
    if stated is None:
        return (
            text,
            guessed.encoding,
            (
                f"no encoding is declared: read as {guessed.encoding}",
                *_bad_bytes(text, guessed.encoding),
            ),
        )
    as_stated = _mended_utf8(body, bad) if stated == "utf-8" else _text(body, stated)
    # The letters of a short text prove little; then the page's own word counts, bad as it is.
    if guessed.score >= _SURE:
        return (
            text,
            guessed.encoding,
            (f"declared as {stated}, but that does not fit: read as {guessed.encoding}",),
        )
    return as_stated, stated, _bad_bytes(as_stated, stated)


def label(raw: RawPage) -> str | None:
    """The encoding that the HTTP header or the markup declares, as its WHATWG name; None if neither does.

    A label that no browser knows is none. The markup cannot mean UTF-16: its label was read as bytes.
    """
    header = _HEADER.search(raw.headers.get("content-type", ""))
    if header and (name := encoding_for(header[1])):
        return name
    head = raw.body[:_PRESCAN_BYTES]
    found = _XML.match(head) or _META.search(_COMMENT.sub(b"", head))
    name = encoding_for(found[1].decode("ascii", "replace")) if found else None
    if name and name.startswith("utf-16"):
        return "utf-8"
    return "windows-1252" if name == "x-user-defined" else name


def _text(body: bytes, encoding: str) -> str:
    if encoding == "windows-1252":
        # Browsers read the five bytes that windows-1252 leaves open as control characters.
        text = body.decode("cp1252", "surrogateescape")
        for byte in _OPEN_IN_1252:
            text = text.replace(chr(0xDC00 + byte), chr(byte))
        return text
    return body.decode(codec(encoding), "replace")


def _utf8_shares(body: bytes) -> tuple[int, int]:
    """Of the bytes as UTF-8, how many non-ASCII characters are valid, and how many bytes are not."""
    valid = body.decode("utf-8", "ignore")
    beyond_ascii = len(body.translate(None, _ASCII))
    return _beyond_ascii(valid), beyond_ascii - len(valid.encode().translate(None, _ASCII))


def _mended_utf8(body: bytes, bad: int) -> str:
    """The bytes as UTF-8, the `bad` ones that are none replaced, or read as what they were meant to be."""
    if bad > _MOST_MENDED:
        return body.decode("utf-8", "replace")
    return _SURROGATES.sub(_mended, body.decode("utf-8", "surrogateescape"))


def _mended(found: re.Match[str]) -> str:
    """A lone byte is a letter that a template pasted in windows-1252; several are a broken character."""
    broken = found[0].encode("utf-8", "surrogateescape")
    return broken.decode("cp1252", "replace") if len(broken) == 1 else "\ufffd"


def _bad(text: str) -> int:
    """Characters that no page means: undecoded bytes, and controls that windows-1252 letters end up as."""
    return text.count("\ufffd") + sum(map(text.count, _CONTROLS))


def _bad_share(text: str) -> float:
    beyond_ascii = _beyond_ascii(text)
    return _bad(text) / beyond_ascii if beyond_ascii else 0.0


def _beyond_ascii(text: str) -> int:
    """How many characters are not ASCII; counted without a list of them, which may be larger than memory."""
    return len(text) - len(text.encode("ascii", "ignore"))


def _bad_bytes(text: str, encoding: str) -> tuple[str, ...]:
    bad = _bad(text)
    return (f"{bad} characters are not valid {encoding}",) if bad else ()
