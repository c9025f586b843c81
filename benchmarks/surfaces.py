"""What `benchmarks.fuzz` tries: for each surface what must hold of any bytes, and bytes to begin with."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner import inputs, labels, metadata, rules
from cleaner.errors import CleanerError
from cleaner.page import read_page, segment
from cleaner.page.decode import decode
from cleaner.pipeline import Options, clean_page
from cleaner.types import RawPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cleaner.types import Blocks, Page

__all__ = ["LONGEST_BYTES", "SURFACES", "WORDS", "seeds", "tried"]

_ROOT = Path(__file__).parent.parent
LONGEST_BYTES = 20_000  # what is quadratic shows at this size, and thousands of such pages are tried a minute
_LABELS = ("", "utf-8", "utf-16", "windows-1252", "iso-2022-jp", "gb18030", "big5", "utf-7")
_URL = "https://example.org/huts/ten"
_RULES = b"""version: 1
sites:
  example.org: {drop: [.share, //aside, /^Advertisement/i], cut_after: "Read also", meta: {title: h1},
    replace: {"re-?ad": read}, keep: [p > b], when: {path: /huts/*}, body: article, drop_lines: [Share]}
"""
# As libFuzzer's dictionaries have it: quotes and bytes are escaped.
WORDS = (
    "<p> </p> <div> <table> <td> <b> <a href= <br> <li> <pre> <template> <svg> <script> <!-- --> <title> "
    "&#27; &#x202e; <h1> datetime= <meta content= og:title ld+json @type author itemprop=name hidden "
    "display:none WARC/1.0 PK\\x03\\x04 \\x1f\\x8b\\x08 MIME-Version: Content-Type: multipart/related "
    "charset= bplist00 --- title: \\xef\\xbb\\xbf \\xff\\xfe drop: keep: when: meta: // :has( [class re: By "
    "2024-01-02"
).split()


def _sniff(data: bytes) -> None:
    """Every file is a page in some form, or an error says what is wrong with it."""
    raw = inputs.from_bytes(data, url=_URL)
    assert raw.media_type in {"text/html", "text/plain"}
    assert len(raw.sha256) == 64


def _decode(data: bytes) -> None:
    """Any bytes are text, whatever they are said to be, and text has no line end but one."""
    label = _LABELS[data[0] % len(_LABELS)] if data else ""
    text = decode(
        RawPage(data[1:], "text/html", headers={"content-type": f"text/html; charset={label}"})
    ).text
    assert "\r" not in text
    assert "\0" not in text


def _segment(data: bytes) -> None:
    """There is something in every block, it came from some place, and it has one verdict."""
    for blocks in (_blocks(data, "text/html"), _blocks(data, "text/plain")):
        assert all(blocks.where(i) for i in range(len(blocks)))
        assert all(text or tag == "img" for text, tag in zip(blocks.texts, blocks.tags, strict=True))
        judged = labels.judge(blocks, metadata.merge([], blocks.page), engine="blocks")
        assert len(labels.decide(blocks, judged.labels)) == len(blocks)


def _apply_rules(data: bytes) -> None:
    """A rule file is read or its problems are told, and what can be read of it does a page no harm."""
    text, _, page = data.partition(b"\0")
    found, _ = rules.read_rules(Path("sources.yaml"), text)
    raw = RawPage(page or _seed_pages()[0], "text/html", _URL)
    clean_page(raw, Options(rules=found))


def _read_metadata(data: bytes) -> None:
    """What a page says of itself is told in one line each, and the same the second time."""
    blocks = _blocks(data, "text/html")
    found = metadata.merge(metadata.candidates(blocks.page, blocks), blocks.page)
    assert "\n" not in (found.title or "")
    assert found == metadata.merge(metadata.candidates(blocks.page, blocks), blocks.page)


SURFACES: Mapping[str, Callable[[bytes], None]] = {
    "sniffing": _sniff,
    "decoding": _decode,
    "segmentation": _segment,
    "rules": _apply_rules,
    "metadata": _read_metadata,
}


def tried(surface: str, data: bytes) -> None:
    """Nothing where the bytes do no harm there; whatever is raised otherwise."""
    with suppress(CleanerError):
        SURFACES[surface](data)


def seeds(surface: str) -> Iterator[bytes]:
    """Where to begin: the tests' own pages, and in the forms and with the rules that a surface takes."""
    pages = _seed_pages()
    if surface == "sniffing":
        from tests.inputs.forms import FORMS

        yield from (make(pages[0][:LONGEST_BYTES]) for make in FORMS.values())
    before = {"decoding": b"\0", "rules": _RULES + b"\0"}.get(surface, b"")
    yield from (before + page for page in pages)
    if surface == "rules":
        shipped = (_ROOT / "cleaner" / "rules" / "presets").glob("*.yaml")
        yield from (path.read_bytes() for path in sorted(shipped))


def _blocks(data: bytes, media_type: str) -> Blocks:
    page: Page = read_page(RawPage(data, media_type, _URL))
    return segment(page)


def _seed_pages() -> list[bytes]:
    return [path.read_bytes() for path in sorted((_ROOT / "tests" / "pages").glob("*/page.*"))]
