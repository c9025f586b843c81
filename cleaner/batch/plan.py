"""Paths and URLs -> shards: what is cleaned in one go."""

from __future__ import annotations

import glob
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from cleaner import stores
from cleaner.batch.ledger import Plan, Shard
from cleaner.errors import UsageError
from cleaner.inputs import Source, walk
from cleaner.inputs.names import pages_among, passed_over
from cleaner.inputs.walk import STANDARD_INPUT, source_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

__all__ = ["extended", "sources_of"]

# The work that a killed run does again is what is in a shard: 1,000 pages are some ten seconds of a core.
_PAGES = 1000
_OF_SEVERAL = (".warc", ".wacz", ".wet", ".jsonl", ".ndjson", ".parquet", ".zip", ".tar", ".tgz")
_PACKED = (".gz", ".zst")


def sources_of(paths: Sequence[str], *, passed: Callable[[str], object] | None = None) -> Iterator[Source]:
    """The files behind paths and URLs; what does not exist is an InputError before the first.

    `passed` hears of files that are passed over, as in `walk`.
    """
    if STANDARD_INPUT in paths:
        raise UsageError("batch: standard input cannot be read twice - name files, or use `cleaner clean -`")
    given: list[str | Source] = []
    for path in paths:
        given += map(source_of, _behind(path, passed)) if stores.is_url(path) else [path]
    return walk(given, passed=passed)


def _behind(url: str, passed: Callable[[str], object] | None) -> list[str]:
    """The file at a URL, those that fit its pattern, or the pages in its folder."""
    found = stores.files_in(url)
    if found == [url] or glob.has_magic(url):
        return found
    pages = pages_among(found)
    for path in found:
        if passed and path not in pages and (reason := passed_over(path.rpartition("/")[2])):
            passed(reason)
    return [path for path in found if path in pages]


def extended(
    plan: Plan | None, sources: Iterable[Source], suffix: str, settings: Mapping[str, object]
) -> Plan:
    """The plan with shards for those sources that it does not know yet, behind those it has.

    So the names of what is done stay what they are when pages are added. UsageError where the plan's
    documents are made with other settings.
    """
    plan = plan or Plan(suffix, dict(settings))
    _require_same(plan, suffix, settings)
    known = {source.path for shard in plan.shards for source in shard.sources}
    new = _shards((it for it in sources if it.path not in known), first=len(plan.shards))
    return replace(plan, shards=(*plan.shards, *new))


def _require_same(plan: Plan, suffix: str, settings: Mapping[str, object]) -> None:
    begun, wanted = ({"format": plan.suffix, **plan.settings}, {"format": suffix, **settings})
    for name, value in wanted.items():
        if begun.get(name) != value:
            raise UsageError(
                f"batch: this run was begun with {name} {begun.get(name)!r}, not {value!r}"
                " - take another folder with -o for other documents"
            )


def _shards(sources: Iterable[Source], *, first: int) -> Iterator[Shard]:
    """A shard a file of many pages, and one for so many files of one page."""
    number = first
    single: list[Source] = []
    for source in sources:
        if _holds_several(source):
            yield Shard(_name(number), (source,))
            number += 1
        else:
            single.append(source)
    rest = iter(single)
    while group := tuple(islice(rest, _PAGES)):
        yield Shard(_name(number), group)
        number += 1


def _holds_several(source: Source) -> bool:
    """By the name alone: a hundred thousand files in a bucket are not opened to see."""
    name = source.path.lower()
    for ending in _PACKED:
        name = name.removesuffix(ending)
    return name.endswith(_OF_SEVERAL)


def _name(number: int) -> str:
    return f"part-{number:05}"
