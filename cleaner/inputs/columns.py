"""Which columns of a table hold what, and the page in a row: for the readers of JSON lines and Parquet.

    {"url": "https://example.org/huts", "html": "<p>Ten huts", "fetched_at": "2024-01-02T10:11:12Z"}

A column's name is the one that the user gave, or the first known one with something in it. A dot leads into a
record: `metadata.url`. Whether a page is HTML or text is told by its content, as everywhere.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cleaner.errors import InputError
from cleaner.text import did_you_mean, printable
from cleaner.types import SCHEMA
from cleaner.urls import absolute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cleaner.inputs.file import Columns, File

__all__ = ["needed", "page_in"]

# As crawlers, scraping services and published corpora call them, without regard to case. The source of a page
# says more than what was made of it, so it comes first.
_PAGE = """
    html raw_html rawhtml html_content page_html source_html content_html html_source page_source
    response_body body raw_content content raw page cleaned_html
    markdown raw_markdown text raw_text plain_text extracted_text text_content body_text article_text
    article maintext
""".split()
_URL = """
    final_url url page_url source_url sourceurl original_url warc_target_uri link uri address source
    metadata.url metadata.sourceurl meta.url warc_headers.warc-target-uri
""".split()
_TIME = "captured_at fetched_at crawled_at scraped_at crawl_date warc_date timestamp date_download".split()
_STATUS = "status status_code statuscode http_status metadata.statuscode".split()
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")
_NAMES_SHOWN = 12


def needed(names: Sequence[str], columns: Columns, where: str) -> list[str]:
    """The columns of a table that `page_in` asks for; InputError if none of them holds pages."""
    pages = [columns.page] if columns.page else _PAGE
    others = [*([columns.url] if columns.url else _URL), *_TIME, *_STATUS, "schema"]
    tops = {name.lower(): name for name in names}
    if not any(_top(name) in tops for name in pages):
        raise _no_page(names, columns, where)
    return list(dict.fromkeys(tops[top] for name in [*pages, *others] if (top := _top(name)) in tops))


def page_in(row: Mapping[str, Any], file: File, name: str) -> File:
    """The page in a row, which `name` tells errors; InputError for a row without one."""
    columns, where = file.reading.columns, f"{file.where}: {name}"
    if str(row.get("schema", "")).startswith(SCHEMA.partition("/")[0]):
        raise InputError(f"{where}: a document that cleaner has made - give the pages that it came from")
    found = next(_values(row, [columns.page] if columns.page else _PAGE, (str, bytes)), None)
    if found is None:
        needed(list(row), columns, where)
        raise InputError(f"{where}: no page in it - its column is empty")
    addresses = (absolute(value) for value in _values(row, [columns.url] if columns.url else _URL, str))
    url = next((address for address in addresses if address), None)
    time = next((time for time in _values(row, _TIME, str) if _ISO.fullmatch(time)), None)
    status = next(_values(row, _STATUS, int), None)
    page = replace(
        file.page,
        url=file.page.url or url,
        captured_at=time,
        headers={":status": str(status)} if status else {},
    )
    return file.inside(found.encode("utf-8", "replace") if isinstance(found, str) else found, name, page)


def _values(row: Mapping[str, Any], names: Iterable[str], kind: Any) -> Iterator[Any]:
    """What a row has under these names, if it is something and of this kind."""
    folded = {key.lower(): value for key, value in row.items() if isinstance(key, str)}
    for name in names:
        top, _, rest = name.lower().partition(".")
        value = folded.get(name.lower(), folded.get(top))
        if rest and name.lower() not in folded:
            value = next(_values(value, [rest], kind), None) if isinstance(value, dict) else None
        if value and isinstance(value, kind):
            yield value


def _top(name: str) -> str:
    return name.lower().partition(".")[0]


def _no_page(names: Sequence[str], columns: Columns, where: str) -> InputError:
    if columns.page:
        return InputError(f'{where}: no column "{columns.page}"{did_you_mean(columns.page, names)}')
    shown = ", ".join(map(printable, names[:_NAMES_SHOWN])) or "none"
    more = f" and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
    return InputError(
        f"{where}: no column that is known to hold pages - name it with --column; there are {shown}{more}"
    )
