"""What bytes hold, by their content; a name says nothing ("page.html" may well be a PDF).

Questions, in the order in which `inputs` asks them: are they packed (`packing`), are they something that is
no page (`foreign`, `is_binary`), and does the page have markup (`has_markup`)? An HTML page is made of tags,
while a text dump about HTML merely mentions some.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

__all__ = [
    "BINARY",
    "Foreign",
    "begins_as_page",
    "bom_encoding",
    "foreign",
    "has_markup",
    "is_binary",
    "packing",
    "peek",
    "wide_encoding",
]

# As much of a page as decides what it is. Long inline scripts may stand before the first visible tag.
SAMPLE_BYTES = 65_536
_BEGINNING_BYTES = 1024  # holds the doctype or <html> of nearly all pages

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16le"), (codecs.BOM_UTF16_BE, "utf-16be"))


def packing(body: bytes) -> str | None:
    """How the bytes are packed, "gzip" or "zstd"; None where they lie open."""
    if body.startswith(b"\x1f\x8b\x08"):
        return "gzip"
    if body.startswith(b"\x28\xb5\x2f\xfd") or _ZSTD_SKIPPABLE.match(body):
        return "zstd"
    return None


# RFC 8878, 3.1.2: a skippable frame, its magic number, its size, then a frame with data.
_ZSTD_SKIPPABLE = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18")


class Foreign(NamedTuple):
    """Something that is no page: "a PDF", and what its owner can do about it."""

    what: str
    advice: str


_SAVE_PAGE = "save the web page itself (HTML or text) and give that file"
_UNPACK = "unpack it and give the pages inside"
_EXPORT = "save it as HTML or plain text from the program that opens it"
_MEDIA = "there is no text in it to clean; give the page that shows it"

BINARY = Foreign("binary data", _SAVE_PAGE)

# First bytes -> what it is and what to do. From https://mimesniff.spec.whatwg.org and file(1)'s magic.
_SIGNATURES: tuple[tuple[re.Pattern[bytes], str, str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), what, advice)
    for pattern, what, advice in (
        (rb"\s{0,9}%PDF-", "a PDF", _SAVE_PAGE),
        (rb"%!PS", "a PostScript file", _SAVE_PAGE),
        (rb"\x89PNG\r\n\x1a\n", "a PNG image", _MEDIA),
        (rb"\xff\xd8\xff", "a JPEG image", _MEDIA),
        (rb"GIF8[79]a", "a GIF image", _MEDIA),
        (rb"RIFF....WEBP", "a WebP image", _MEDIA),
        (rb"RIFF....(WAVE|AVI )", "an audio or video file", _MEDIA),
        (rb"....ftypavi[fs]", "an AVIF image", _MEDIA),
        (rb"....ftyp(heic|heix|mif1)", "a HEIC image", _MEDIA),
        (rb"....ftyp", "an MP4 video", _MEDIA),
        (rb"\x1a\x45\xdf\xa3", "a WebM or Matroska video", _MEDIA),
        (rb"ID3[\x02-\x04]|fLaC|OggS\x00", "an audio file", _MEDIA),
        (rb"II\*\x00|MM\x00\*", "a TIFF image", _MEDIA),
        (rb"BM.{4}\x00{4}", "a BMP image", _MEDIA),
        (rb"\x00\x00\x01\x00[\x01-\x40]\x00", "an icon", _MEDIA),
        (rb"wOF[F2]|OTTO\x00|\x00\x01\x00\x00\x00", "a font", _MEDIA),
        (rb"PK\x03\x04.{26}mimetypeapplication/epub", "an EPUB book", _UNPACK),
        (rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis", "an OpenDocument file", _EXPORT),
        (
            rb"PK\x03\x04.{26}(\[Content_Types\]|_rels/|word/|xl/|ppt/|docProps/)",
            "an Office document",
            _EXPORT,
        ),
        (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document", _EXPORT),
        (rb"\{\\rtf", "an RTF document", _EXPORT),
        (rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c", "an archive", _UNPACK),
        (rb"BZh[1-9]1AY&SY|\xfd7zXZ\x00", "a file packed with bzip2 or xz", _UNPACK),
        (rb"SQLite format 3\x00", "an SQLite database", "export its pages to files"),
        (rb"\x7fELF|MZ.{56}|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe|\x00asm", "a program", _SAVE_PAGE),
    )
)

# Bytes that no text holds in any encoding: controls other than tab, line ends, form feed, and the escape of
# ISO-2022. https://mimesniff.spec.whatwg.org/#binary-data-byte
_CONTROLS = bytes([*range(0x09), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)])
# Random and packed bytes have 10 % of them. Pages with a few stray ones exist and are cleaned.
_MAX_CONTROL_SHARE = 0.04
_CONTROLS_SAMPLE_BYTES = 8192  # a share that is told from 10 % needs no more


def foreign(body: bytes) -> Foreign | None:
    """What the bytes are if their first ones are those of something that is no page, None if not.

    >>> foreign(b"%PDF-1.7 ...").what
    'a PDF'
    """
    head = body[:SAMPLE_BYTES]
    for pattern, what, advice in _SIGNATURES:
        # "MZ" and "BM" may begin a sentence; a whole PDF may be all ASCII, but it says its name.
        if pattern.match(head) and not (what == "a program" and _control_share(head) == 0.0):
            return Foreign(what, advice)
    return None


def is_binary(body: bytes) -> bool:
    """True for bytes that are text in no encoding."""
    head = body[:SAMPLE_BYTES]
    return (
        bom_encoding(head) is None
        and wide_encoding(head) is None
        and _control_share(head) > _MAX_CONTROL_SHARE
    )


def _control_share(body: bytes) -> float:
    head = body[:_CONTROLS_SAMPLE_BYTES]
    return 1.0 - len(head.translate(None, _CONTROLS)) / len(head) if head else 0.0


def bom_encoding(body: bytes) -> str | None:
    """The encoding that a byte order mark states: "utf-8", "utf-16le", "utf-16be"; None without one."""
    return next((name for mark, name in _BOMS if body.startswith(mark)), None)


def wide_encoding(body: bytes) -> str | None:
    r"""The byte order of UTF-16 that says nothing of itself, by where its NULs lie; None for other bytes.

    >>> wide_encoding("<html>".encode("utf-16-be"))
    'utf-16be'
    """
    head = body[:4096]
    if b"\0" not in head:
        return None
    head = head[: len(head) // 2 * 2]
    even, odd = head[::2].count(0), head[1::2].count(0)
    # Markup, spaces and digits have a NUL in one place: a tenth of the letters even in a Cyrillic dump.
    few, many = sorted((even, odd))
    if many * 2 < len(head) * 0.05 or few * 4 > many:
        return None
    name = "utf-16be" if even > odd else "utf-16le"
    text = head.decode(name, "replace")
    shown = sum(char.isprintable() or char.isspace() for char in text)
    return name if shown >= 0.95 * len(text) else None


def peek(body: bytes, size: int = SAMPLE_BYTES) -> str:
    """The first bytes as text, good enough to find markup in: UTF-16 decoded, the rest as UTF-8."""
    head = body[:size]
    name = bom_encoding(head) or wide_encoding(head) or "utf-8"
    return head.decode(name, "replace").lstrip("\ufeff")


# What may stand before the first tag: white space, comments, the XML declaration. Each alternative runs to
# its end or to the end of the text, so that the time stays linear.
_BEFORE = re.compile(r"(?:[\s\ufeff]+|<!--.*?(?:-->|\Z)|<\?.*?(?:>|\Z))*", re.DOTALL)
# Tags that only a page begins with; a dump that begins with one of them has been saved as a page.
_STARTS = re.compile(
    r"<(?:!doctype\s*html|(?:html|head|body|meta|title|link|script|style|base|frameset)(?=[\s>/]))",
    re.IGNORECASE,
)
_PAGE_TAG = re.compile(
    r"^[ \t]*<(?:!doctype\s*html|(?:html|head|body)(?=[\s>]))", re.IGNORECASE | re.MULTILINE
)
# What a piece of a page begins with, its text or another tag at once behind it; prose about a tag goes on
# with a space or a sign.
_PIECE = re.compile(
    r"<(?:address|article|aside|blockquote|center|div|dl|figure|footer|form|h[1-6]|header|main|nav|ol|p|pre|section"
    r"|table|ul)(?:\s[^<>]{0,4000})?>(?=\w|\s*<[a-z])",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-z][a-z0-9:-]*(?:\s[^<>]{0,4000})?/?>", re.IGNORECASE)
_CLOSING = re.compile(r"</[a-z][a-z0-9:-]*\s*>", re.IGNORECASE)
_SCRIPT = re.compile(r"<(script|style)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL)
# Words to a tag: of 500 corpus pages all but one have less than 16, and prose that mentions tags has more.
_MAX_WORDS_PER_TAG = 20
_MAX_WORDS_PER_TAG_IN_FRAGMENT = 50  # opens with a tag, which is half the answer: long <p>, little else
_MAX_NOISE_CHARS = 2000


def begins_as_page(body: bytes) -> bool:
    """True where the first bytes leave no doubt that they are HTML: no need to look at more."""
    head = peek(body, _BEGINNING_BYTES)
    return _STARTS.match(head, _start(head)) is not None


def _start(text: str) -> int:
    before = _BEFORE.match(text)
    return before.end() if before else 0


def has_markup(text: str) -> bool:
    """True for the source of an HTML page, False for a text dump, be it about HTML.

    >>> has_markup("<!-- saved --><html lang=en><p>Hello"), has_markup("Use <b> for bold, if a < b.")
    (True, False)
    """
    start = _start(text)
    if _STARTS.match(text, start) or text.lstrip().startswith("<?xml"):
        return True
    sample = _SCRIPT.sub("<script></script>", text[start:])
    tags = len(_TAG.findall(sample))
    if tags < 5 and not _CLOSING.search(sample) and not _PIECE.match(text, start):
        return False
    words = len(_TAG.sub(" ", sample).split())
    if _TAG.match(text, start):
        return words <= tags * _MAX_WORDS_PER_TAG_IN_FRAGMENT
    # A page behind a line of noise: a warning of the server, headers saved along.
    page_tag = _PAGE_TAG.search(text, start, start + _MAX_NOISE_CHARS)
    return page_tag is not None and words <= tags * _MAX_WORDS_PER_TAG
