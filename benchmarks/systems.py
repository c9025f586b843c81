"""What can be measured: one line in SYSTEMS per system, each a callable(body, url) -> Output.

A system is given the page's bytes and its address, decodes and parses by its own means, and its whole time
counts. Packages are imported when a system is first loaded, so that a comparison needs only what it compares.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SYSTEMS", "YARDSTICK", "Extractor", "MissingSystemError", "Output", "System", "load", "missing"]

YARDSTICK = "lxml-parse"  # no extraction at all: what one parse of the same pages costs
# Elements that begin on a new line: HTML standard, 15.3, display: block, list-item, table-*.
_BLOCKS = frozenset(
    """address article aside blockquote body br caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu
    nav ol optgroup option p pre search section summary table tbody td tfoot th thead title tr ul""".split()
)
_UNSEEN = frozenset({"head", "noscript", "script", "style", "template"})
_LANG = re.compile(rb"<html\b[^>]*?\blang\s*=\s*[\"']?([A-Za-z]{2})", re.IGNORECASE)
_HEAD_BYTES = 16_384  # <html> opens far before that
# jusText must be told the language; it knows these of those that the corpora hold often.
_STOPLISTS = {
    "cs": "Czech", "da": "Danish", "de": "German", "en": "English", "es": "Spanish", "fi": "Finnish",
    "fr": "French", "hu": "Hungarian", "it": "Italian", "nb": "Norwegian_Bokmal", "nl": "Dutch",
    "no": "Norwegian_Bokmal", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "sv": "Swedish",
    "tr": "Turkish",
}  # fmt: skip
_WARM_UP = b"<html><head><title>A</title></head><body><article><p>One two three.</p></article></body></html>"


class MissingSystemError(Exception):
    """A system whose package is not installed; the text says how to install it."""


@dataclass(frozen=True, slots=True)
class Output:
    """What a system makes of a page; fields it does not know of are None or ()."""

    text: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    topics: tuple[str, ...] = ()

    def fields(self) -> dict[str, str | tuple[str, ...] | None]:
        """The metadata, by the names in `fields.FIELDS`."""
        return {
            "title": self.title,
            "authors": self.authors,
            "published": self.published,
            "topics": self.topics,
        }


Extractor = Callable[[bytes, str | None], Output]


@dataclass(frozen=True, slots=True)
class System:
    """How to get an extractor: `make` imports what it needs; `install` is said where that fails."""

    make: Callable[[], Extractor]
    about: str
    install: str = ""
    metadata: bool = True  # knows fields other than the text


def load(name: str) -> Extractor:
    """The extractor of a system, warmed up; MissingSystemError where its package is not installed."""
    system = SYSTEMS[name]
    # The peers' own log lines and deprecations are not ours to read.
    logging.getLogger().addHandler(logging.NullHandler())
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    try:
        extract = system.make()
    except ImportError as error:
        if not system.install:
            raise
        raise MissingSystemError(f"{name}: {error} - install it with: {system.install}") from error
    extract(_WARM_UP, "https://example.org/a")
    return extract


def missing(name: str) -> str | None:
    """Why a system cannot run here, or None where it can."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            SYSTEMS[name].make()
    except ImportError as error:
        return f"{name}: {error} - install it with: {SYSTEMS[name].install or 'pip install -e .'}"
    return None


def _cleaner(**choices: str) -> Callable[[], Extractor]:
    def make() -> Extractor:
        clean = import_module("cleaner").clean

        def extract(body: bytes, url: str | None) -> Output:
            document = clean(body, url=url, **choices)
            return Output(document.text, document.title, document.authors, document.published, document.tags)

        return extract

    return make


def _trafilatura(**choices: bool) -> Callable[[], Extractor]:
    def make() -> Extractor:
        bare_extraction = import_module("trafilatura").bare_extraction

        def extract(body: bytes, url: str | None) -> Output:
            found = bare_extraction(body, url=url, with_metadata=True, include_comments=False, **choices)
            if found is None:
                return Output()
            authors = tuple((found.author or "").split("; ")) if found.author else ()
            return Output(found.text or "", found.title, authors, found.date, tuple(found.tags or ()))

        return extract

    return make


def _readability() -> Extractor:
    document = import_module("readability").Document
    fromstring = import_module("lxml.html").fromstring

    def extract(body: bytes, url: str | None) -> Output:
        page = document(body, url=url)
        summary = page.summary(html_partial=True)
        return Output(
            _visible_text(fromstring(summary)) if summary.strip() else "", page.short_title() or None
        )

    return extract


def _justext() -> Extractor:
    package = import_module("justext")

    def extract(body: bytes, _: str | None) -> Output:
        found = _LANG.search(body[:_HEAD_BYTES])
        lang = found[1].decode().lower() if found else "en"
        paragraphs = package.justext(body, package.get_stoplist(_STOPLISTS.get(lang, "English")))
        return Output("\n".join(part.text for part in paragraphs if not part.is_boilerplate))

    return extract


def _resiliparse() -> Extractor:
    plain_text = import_module("resiliparse.extract.html2text").extract_plain_text
    encoding = import_module("resiliparse.parse.encoding")

    def extract(body: bytes, _: str | None) -> Output:
        name = encoding.detect_encoding(body, from_html_meta=True)
        html = encoding.bytes_to_str(body, name)
        text = plain_text(html, main_content=True, comments=False, list_bullets=False, alt_texts=False)
        return Output(text)

    return extract


def _newspaper() -> Extractor:
    article_class = import_module("newspaper").Article

    def extract(body: bytes, url: str | None) -> Output:
        # Pictures would be fetched from the network to measure them.
        article = article_class(url or "https://example.org/", fetch_images=False)
        article.download(input_html=_decoded(body))
        article.parse()
        day = article.publish_date.isoformat() if article.publish_date else None
        tags = tuple(sorted(article.tags or ()))
        return Output(article.text, article.title or None, tuple(article.authors), day, tags)

    return extract


def _magic_html() -> Extractor:
    extractor = import_module("magic_html").GeneralExtractor()
    fromstring = import_module("lxml.html").fromstring

    def extract(body: bytes, url: str | None) -> Output:
        found = extractor.extract(_decoded(body), base_url=url or "https://example.org/")
        html = found.get("html") or ""
        return Output(_visible_text(fromstring(html)) if html.strip() else "", found.get("title") or None)

    return extract


def _beautifulsoup() -> Extractor:
    soup = import_module("bs4").BeautifulSoup

    def extract(body: bytes, _: str | None) -> Output:
        page = soup(body, "lxml")
        for unseen in page(list(_UNSEEN)):
            unseen.decompose()
        return Output(page.get_text("\n", strip=True))

    return extract


def _everything() -> Extractor:
    document_fromstring = import_module("lxml.html").document_fromstring

    def extract(body: bytes, _: str | None) -> Output:
        if not body.strip():
            return Output()
        return Output(_visible_text(document_fromstring(_decoded(body).encode(), parser=_utf8_parser())))

    return extract


def _lxml_parse() -> Extractor:
    document_fromstring = import_module("lxml.html").document_fromstring

    def extract(body: bytes, _: str | None) -> Output:
        document_fromstring(body)
        return Output()

    return extract


def _utf8_parser() -> Any:
    return import_module("lxml.html").HTMLParser(encoding="utf-8", huge_tree=True)


def _decoded(body: bytes) -> str:
    """The page as text, for systems that leave decoding to their user."""
    dammit = import_module("bs4").UnicodeDammit(body, is_html=True)
    return dammit.unicode_markup or body.decode("utf-8", "replace")


def _visible_text(root: Any) -> str:
    """All text below an lxml element but for scripts and the head, a line per block-level element."""
    pieces: list[str] = []
    # Events instead of recursion: pages nest deeper than Python does.
    pending: list[Any] = [root]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            pieces.append(item)
            continue
        pending.extend(filter(None, (item.tail if item is not root else None,)))
        if not isinstance(item.tag, str) or item.tag in _UNSEEN:
            continue
        line = "\n" if item.tag in _BLOCKS else ""
        inside = [line, item.text or "", *item, line]
        pending.extend(piece for piece in reversed(inside) if not isinstance(piece, str) or piece)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


# Names as users type them; the order of the tables.
SYSTEMS: Mapping[str, System] = {
    "cleaner": System(
        _cleaner(),
        "cleaner.clean, as a user calls it; its weights have seen these pages",
    ),
    "cleaner-density": System(_cleaner(engine="density"), "cleaner with --engine density"),
    "cleaner-trafilatura": System(_cleaner(engine="trafilatura"), "cleaner with --engine trafilatura"),
    "trafilatura": System(_trafilatura(), "bare_extraction with metadata, comments off"),
    "trafilatura-precision": System(_trafilatura(favor_precision=True), "the same, favor_precision"),
    "trafilatura-recall": System(_trafilatura(favor_recall=True), "the same, favor_recall"),
    "readability": System(_readability, "readability-lxml", "pip install readability-lxml"),
    "justext": System(
        _justext, "jusText, stop words of the declared language", "pip install jusText", metadata=False
    ),
    "beautifulsoup": System(_beautifulsoup, "BeautifulSoup on lxml: all text that is seen", metadata=False),
    "resiliparse": System(
        _resiliparse, "main content, comments off", "pip install resiliparse", metadata=False
    ),
    "newspaper": System(_newspaper, "newspaper4k", "pip install newspaper4k"),
    "magic-html": System(_magic_html, "magic-html", "pip install magic-html (Python 3.12 or newer)"),
    "everything": System(_everything, "all text of the body", metadata=False),
    YARDSTICK: System(_lxml_parse, "one bare parse, no extraction: the yard-stick of time", metadata=False),
}
