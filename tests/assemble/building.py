"""Documents made of small pages and of verdicts given by hand."""

from __future__ import annotations

from cleaner.assemble import assemble
from cleaner.page import segment
from cleaner.page.dom import parse
from cleaner.types import Blocks, Document, Label, Layer, Metadata, Origin, Page, RawPage, Verdict

URL = "https://example.org/a/b.html"


def page_of(html: str, *, url: str | None = URL, path: str | None = None) -> Page:
    raw = RawPage(html.encode(), "text/html", url=url, origin=Origin(path))
    return Page(raw, html, "utf-8", parse(html), url=url)


def dump_of(text: str) -> Page:
    return Page(RawPage(text.encode(), "text/plain"), text, "utf-8", None)


def verdicts_of(
    blocks: Blocks, *, drop: dict[str, str] | None = None, cut: dict[str, str] | None = None
) -> list[Verdict]:
    """All blocks kept, but those whose text begins with a key of `drop`; its value is the role.

    `cut` does the same for spans.
    """
    verdicts = []
    for i, text in enumerate(blocks.texts):
        role = next((role for begin, role in (drop or {}).items() if text.startswith(begin)), None)
        label = Label(i, role or "body", role is None, Layer.SITE, "test", "by hand")
        cuts = sorted(
            (text.index(part), text.index(part) + len(part), role)
            for part, role in (cut or {}).items()
            if part in text
        )
        spans = tuple(
            Label(i, role, False, Layer.SITE, "test", "by hand", span=(low, high)) for low, high, role in cuts
        )
        verdicts.append(Verdict(i, label, cuts=spans))
    return verdicts


def document_of(
    source: str | Page,
    *,
    metadata: Metadata | None = None,
    drop: dict[str, str] | None = None,
    cut: dict[str, str] | None = None,
    **known: object,
) -> Document:
    blocks = segment(page_of(source) if isinstance(source, str) else source)
    verdicts = verdicts_of(blocks, drop=drop, cut=cut)
    return assemble(blocks, verdicts, metadata or Metadata(), **known)  # type: ignore[arg-type]


def markdown_of(html: str, **known: object) -> str:
    return document_of(html, **known).markdown  # type: ignore[arg-type]
