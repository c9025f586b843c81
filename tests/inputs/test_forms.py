"""The table of forms: whatever a page was saved as, its document is that of its HTML."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cleaner import clean, clean_all
from cleaner.inputs import from_bytes, read, walk
from cleaner.outputs import WRITERS
from cleaner.pipeline import Options, clean_page
from tests.conftest import PAGES
from tests.inputs.forms import FOLDERS, FORMS, TEXT_FORMS, URL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from cleaner.types import Document, RawPage, Verdict

# One with a byline and a date, one with tables and code, one in an encoding of its own, one in Chinese.
_PAGES = (
    "byline--with-job-title-and-date",
    "documentation--code-tables-nested-lists",
    "language--chinese",
    "related--inside-the-article",
)


_TEXTS = ("dump--hard-wrapped-lines", "bio--name-and-bio-in-a-dump")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", _PAGES)
def test_every_form_gives_the_document_of_the_page(name: str, form: str, tmp_path: Path) -> None:
    page = (PAGES / name / "page.html").read_bytes()

    (raw,) = _saved(page, form, FORMS, tmp_path)

    assert raw.url == (None if form.startswith("-") else URL)
    assert _said(replace(raw, url=URL)) == _said(from_bytes(page, url=URL))


@pytest.mark.parametrize("form", TEXT_FORMS)
@pytest.mark.parametrize("name", _TEXTS)
def test_every_form_of_flat_text_gives_the_document_of_the_text(name: str, form: str, tmp_path: Path) -> None:
    text = (PAGES / name / "page.txt").read_bytes()

    (raw,) = _saved(text, form, TEXT_FORMS, tmp_path)

    assert raw.url == (None if form.startswith("-") else URL)
    assert _said(replace(raw, url=URL)) == _said(from_bytes(text, url=URL))


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_every_form_of_markdown_gives_the_document_of_the_markdown(form: str, tmp_path: Path) -> None:
    page = (PAGES / "documentation--code-tables-nested-lists" / "page.html").read_bytes()
    text = WRITERS["md"].write_one(clean_page(from_bytes(page, url=URL), Options()).document).encode()

    (raw,) = _saved(text, form, TEXT_FORMS, tmp_path)

    assert _said(replace(raw, url=URL)) == _said(from_bytes(text, url=URL))


@pytest.mark.parametrize("form", FOLDERS)
@pytest.mark.parametrize("name", _PAGES)
def test_every_folder_gives_the_document_of_its_page(name: str, form: str, tmp_path: Path) -> None:
    page = (PAGES / name / "page.html").read_bytes()
    for file, content in FOLDERS[form](page).items():
        (tmp_path / "raw" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "raw" / file).write_bytes(content)

    (source,) = walk([tmp_path / "raw"])
    (raw,) = read(source)

    assert raw.url == URL
    assert _said(raw) == _said(from_bytes(page, url=URL))
    (document,) = clean_all([tmp_path / "raw"])
    assert replace(document, source={}) == replace(clean(page, url=URL), source={})


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


def _saved(
    page: bytes, form: str, forms: dict[str, Callable[[bytes], bytes]], folder: Path
) -> Iterable[RawPage]:
    """The pages that are read of a file with a page in this form."""
    if form == "parquet":
        pytest.importorskip("pyarrow", reason="Parquet is an extra")
    file = folder / "page"
    file.write_bytes(forms[form](page))
    return read(file)


def _said(raw: RawPage) -> tuple[Document, list[Verdict]]:
    """The document, without where the page lay, and what was decided on each block."""
    result = clean_page(raw, Options())
    return replace(result.document, source={}), result.verdicts


def _document(page: bytes) -> Document:
    return clean_page(from_bytes(page, url=URL), Options()).document
