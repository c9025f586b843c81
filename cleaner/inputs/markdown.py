"""The reader of Markdown, as clippers, scraping services and our own `--format md` save pages.

    ---
    title: Ten huts
    source: https://example.org/huts
    author: Mara Quill
    ---

    ## The first

    A **hut** at [the lake](https://example.org/lake).

It becomes the HTML that it stands for, its front matter (YAML, TOML, or the header that Jina's reader writes)
the declared metadata of that page. Links and headings then say as much of the text as on any other page.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from cleaner.inputs.sniff import peek
from cleaner.urls import absolute

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cleaner.inputs.file import File
    from cleaner.types import RawPage

__all__ = ["fits", "pages"]

_YAML = re.compile(r"---[ \t]*\n(.{0,16000}?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.{0,16000}?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_JINA = re.compile(r"Title: [^\n]*\n\s*URL Source: (?:[^\n]*\n\s*){1,6}?Markdown Content:[ \t]*\n")
_JINA_FIELDS = (("Title", "title"), ("URL Source", "url"), ("Published Time", "published"))
# What flat text hardly has: links written out, headings that stand alone.
_LINK = re.compile(r"\[[^\]\n]{1,300}\]\((?:https?://|/)[^\s)]{1,2000}\)")
_HEADING = re.compile(r"(?:\A|\n[ \t]*\n)#{1,6} [^\n]{1,300}\n[ \t]*\n")
_MIN_LINKS, _MIN_HEADINGS = 2, 2
# Each takes the parser up to 0.1 ms; of an article's Markdown every fiftieth character is one.
_SIGNS = re.compile(r"[\[*_`|<\n]")
_MAX_SIGNS = 50_000
_MAX_BYTES = 4 << 20
# Names of fields in front matter: Obsidian's and other clippers, Hugo, Jekyll, Pandoc, scraping services.
_FIELDS = {
    "title": "title headline",
    "author": "author authors creator byline by",
    "article:published_time": "published date published_time published_in date_published publish_date",
    "article:modified_time": "modified lastmod updated date_modified modified_time",
    "description": "description summary excerpt abstract",
    "og:site_name": "site_name site publisher publication website hostname",
    "keywords": "tags keywords topics categories",
    "og:image": "image cover thumbnail",
    "language": "language lang locale",
    "url": "url source link source_url canonical canonical_url permalink original_url",
}
_KEYS = {key: field for field, keys in _FIELDS.items() for key in keys.split()}
_WIKI = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]")  # [[Mara Quill]] or [[quill|Mara Quill]]

_Header = dict[str, list[str]]  # field -> values


def fits(head: bytes) -> bool:
    """True for front matter, or for flat text with links and headings as Markdown has them."""
    text = _text(head)
    if "\ufffd" in text[:-1]:  # neither UTF-8 nor UTF-16: left to those who find out what it is
        return False
    return (
        _split(text) is not None
        or sum(1 for _ in _LINK.finditer(text)) >= _MIN_LINKS
        or sum(1 for _ in _HEADING.finditer(text)) >= _MIN_HEADINGS
    )


def pages(file: File) -> Iterator[RawPage]:
    """The file as one page of HTML; as flat text where it is so large that it is hardly Markdown."""
    raw = file.beginning()
    text = _text(raw.body)
    if len(raw.body) > _MAX_BYTES or sum(1 for _ in _SIGNS.finditer(text)) > _MAX_SIGNS:
        yield replace(raw, media_type="text/plain")
        return
    header, body = _split(text) or ({}, text)
    address = next((url for value in header.get("url", []) if (url := absolute(value))), None)
    yield replace(
        raw,
        body=_html(header, body).encode("utf-8", "replace"),
        media_type="text/html",
        url=raw.url or address,
        headers={**raw.headers, "content-type": "text/html; charset=utf-8"},
    )


def _text(body: bytes) -> str:
    return peek(body, len(body)).replace("\r\n", "\n")


def _split(text: str) -> tuple[_Header, str] | None:
    """The fields that stand above the text, and the text; None where nothing stands above it."""
    if found := _YAML.match(text):
        fields = _yaml(found[1])
    elif found := _TOML.match(text):
        fields = _toml(found[1])
    elif found := _JINA.match(text):
        lines = (line.partition(": ") for line in found[0].splitlines())
        said = {name: value for name, colon, value in lines if colon}
        fields = {key: said.get(name, "") for name, key in _JINA_FIELDS}
    else:
        return None
    return None if fields is None else (_header(fields), text[found.end() :])


def _yaml(source: str) -> Mapping[str, object] | None:
    """The fields of a YAML mapping, all as strings: a date keeps the form that the page gave it."""
    import yaml

    try:
        found = yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506 - makes nothing but strings, lists, dicts
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return {} if not found else found if isinstance(found, dict) else None


def _toml(source: str) -> Mapping[str, object] | None:
    import tomllib

    try:
        return tomllib.loads(source)
    except (ValueError, RecursionError):
        return None


def _header(fields: Mapping[str, object]) -> _Header:
    """The values of the fields that we know, by our names for them."""
    header: _Header = {}
    for key, value in fields.items():
        if name := _KEYS.get(str(key).lower()):
            header.setdefault(name, []).extend(_values(value))
    return header


def _values(value: object) -> Iterator[str]:
    """A field's values as text: one, or those of a list."""
    for each in value if isinstance(value, list) else [value]:
        if not isinstance(each, dict | list) and (text := _WIKI.sub(r"\1", str(each)).strip()):
            yield text


def _html(header: _Header, body: str) -> str:
    """The page that the Markdown stands for; raw HTML in it stays, as in any page."""
    from markdown_it import MarkdownIt

    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    inside = renderer.render(body)
    title = next(iter(header.get("title", [])), "")
    heading = f"<h1>{escape(title)}</h1>\n" if title and "<h1>" not in inside else ""
    language = next(iter(header.get("language", [])), "")
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n{''.join(_meta(header))}</head>\n"
        f"<body>\n<article>\n{heading}{inside}</article>\n</body>\n</html>\n"
    )


def _meta(header: _Header) -> Iterator[str]:
    for name, values in header.items():
        if name in {"title", "language", "url"}:
            continue
        kind = "property" if ":" in name else "name"
        for value in [", ".join(values)] if name == "keywords" else values:
            yield f'<meta {kind}="{name}" content="{escape(value)}">\n'
