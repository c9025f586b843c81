"""WACZ: web archives in a ZIP, with a list of the pages among the answers in them.

    archive/data.warc.gz  pages/pages.jsonl  datapackage.json

https://specs.webrecorder.net/wacz/1.1.1/
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from cleaner.errors import InputError
from cleaner.inputs.members import files, guarded
from cleaner.urls import absolute

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.inputs.file import File
    from cleaner.inputs.members import Member

__all__ = ["Listed", "in_wacz", "is_wacz"]

_WARC = re.compile(r"archive/[^/]+\.warc(?:\.gz)?\Z")
_LIST = re.compile(r"pages/[^/]+\.jsonl\Z")
_MAX_LIST_BYTES = 256 << 20


class Listed:
    """The addresses of the pages that an archive lists, and which of them it turned out to hold."""

    def __init__(self, addresses: set[str]) -> None:
        self._wanted = {_bare(address) for address in addresses}
        self._missing = set(self._wanted)

    def takes(self, url: str | None) -> bool:
        """True for the address of a page; an archive without a list takes every one."""
        if not self._wanted:
            return True
        self._missing.discard(_bare(url or ""))
        return _bare(url or "") in self._wanted

    def moved(self, url: str | None, target: str | None) -> None:
        """Says that the page at an address is found at another one."""
        if target and self._wanted and _bare(url or "") in self._wanted:
            self._wanted.add(_bare(target))
            self._missing.discard(_bare(url or ""))
            self._missing.add(_bare(target))

    @property
    def missing(self) -> list[str]:
        """The pages that were listed and not found, sorted."""
        return sorted(self._missing)


def is_wacz(members: Sequence[Member]) -> bool:
    """True for an archive with a description of itself and with WARCs."""
    names = {member.name for member in members}
    return "datapackage.json" in names and any(_WARC.match(name) for name in names)


def in_wacz(file: File, members: Sequence[Member], archive_bytes: int) -> Iterator[File]:
    """The WARCs of the archive, for their listed pages; then an InputError if they lack one."""
    listed = Listed(
        {url for member in members if _LIST.match(member.name) for url in _addresses(file, member)}
    )
    warcs = [member for member in members if _WARC.match(member.name)]
    yield from files(file, warcs, archive_bytes, listed=listed)
    if missing := listed.missing:
        raise InputError(
            f"{file.where}: {len(missing)} of the pages that it lists are not in it, as {missing[0]}"
            " - crawl them again"
        )


def _addresses(file: File, member: Member) -> Iterator[str]:
    """The addresses in a list: a JSON object a line, the first of which is a header without one."""
    for line in guarded(file, member).read(_MAX_LIST_BYTES).splitlines():
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            file.reading.report(
                InputError(f"{file.where}: {member.name}: no JSON ({error}) - the list of pages is damaged")
            )
            continue
        if isinstance(record, dict) and (url := absolute(str(record.get("url") or ""))):
            yield url


def _bare(url: str) -> str:
    return url.partition("#")[0]
