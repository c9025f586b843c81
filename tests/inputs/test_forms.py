"""The table of forms: whatever a page was saved as, its document is that of its HTML."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cleaner.inputs import from_bytes, read
from cleaner.outputs import WRITERS
from cleaner.pipeline import Options, clean_page
from tests.conftest import PAGES
from tests.inputs.forms import FORMS, URL

if TYPE_CHECKING:
    from pathlib import Path

    from cleaner.types import Document

# One with a byline and a date, one with tables and code, one in an encoding of its own, one in Chinese.
_PAGES = (
    "byline--with-job-title-and-date",
    "documentation--code-tables-nested-lists",
    "language--chinese",
    "related--inside-the-article",
)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", _PAGES)
def test_every_form_gives_the_document_of_the_page(name: str, form: str, tmp_path: Path) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow", reason="Parquet is an extra")
    page = (PAGES / name / "page.html").read_bytes()
    file = tmp_path / "page"
    file.write_bytes(FORMS[form](page))

    (raw,) = read(file)

    assert raw.url == (None if form.startswith("-") else URL)
    assert _said(clean_page(raw, Options(url=URL)).document) == _said(_document(page))


def test_our_own_markdown_read_again_gives_nearly_the_same_text() -> None:
    """Nearly: notes, formulae and lists in cells have signs in our Markdown that CommonMark does not know."""
    same = words = 0
    for saved in PAGES.glob("*/page.*"):
        first = _document(saved.read_bytes())
        again = clean_page(from_bytes(WRITERS["md"].write_one(first).encode()), Options()).document
        before, after = Counter(first.text.split()), Counter(again.text.split())
        same += 2 * (before & after).total()
        words += before.total() + after.total()

    assert same / words > 0.98


def _document(page: bytes) -> Document:
    return clean_page(from_bytes(page, url=URL), Options()).document


def _said(document: Document) -> Document:
    """What the document says of the page, without where it lay."""
    return replace(document, source={})
