"""The memory of a run, in plain files beside its output: what is to be done, what is done, what failed.

    out/part-00000.jsonl.zst       the documents of a shard
    out/.cleaner/plan.json         which pages make which shard; the first thing that is written
    out/.cleaner/part-00000.json   the entry of a shard that is done; the last thing that is written

Each is written whole or not at all, by one process, on any file system, local or remote. So a run may be
killed at any moment, and needs no lock: a shard without an entry is cleaned again, into the same files.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from cleaner import stores
from cleaner.errors import CleanerError
from cleaner.inputs import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "Entry",
    "Failure",
    "Plan",
    "Shard",
    "entries",
    "entry_of",
    "read_plan",
    "write_entry",
    "write_plan",
]

_FOLDER = ".cleaner"
_PLAN = "plan.json"
_AT_ONCE = 500  # entries asked for: a bucket takes its time to answer each


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that gave no document; the record is None for a file of one page, and for a file as a whole."""

    path: str
    record: int | None
    reason: str  # "where: what - what to do"


@dataclass(frozen=True, slots=True)
class Entry:
    """A shard that is done."""

    name: str
    files: tuple[str, ...]  # of its documents, beside each other; none where no page gave one
    pages: int
    documents: int
    parts: int  # pages whose text is in the document of an article's first page
    failures: tuple[Failure, ...]
    words_kept: int
    words_removed: Mapping[str, int]  # by role
    seconds: float  # on the clock
    finished_at: str  # ISO 8601


@dataclass(frozen=True, slots=True)
class Shard:
    """What is cleaned in one go, and found done or not done: a file of many pages, or many files of one."""

    name: str  # "part-00000"
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The shards of a run, and the settings that all of its documents are made with."""

    suffix: str  # of the files: ".jsonl.zst"
    settings: Mapping[str, object] = field(default_factory=dict)
    shards: tuple[Shard, ...] = ()


def read_plan(folder: str) -> Plan | None:
    """The plan of the run in a folder; None where none was begun."""
    place = stores.joined(folder, _FOLDER, _PLAN)
    found = stores.read_bytes(place)
    if found is None:
        return None
    try:
        plan = json.loads(found)
        shards = tuple(
            Shard(shard["name"], tuple(Source(*source) for source in shard["sources"]))
            for shard in plan["shards"]
        )
        return Plan(plan["suffix"], plan["settings"], shards)
    except (ValueError, TypeError, KeyError) as error:
        raise _foreign(place) from error


def write_plan(folder: str, plan: Plan) -> None:
    """The plan is on the disk."""
    shards = [
        {"name": shard.name, "sources": [(it.path, it.name, it.address) for it in shard.sources]}
        for shard in plan.shards
    ]
    content = json.dumps({"suffix": plan.suffix, "settings": plan.settings, "shards": shards}, indent=0)
    stores.write_whole(stores.joined(folder, _FOLDER, _PLAN), [content])


def entry_of(folder: str, name: str) -> Entry | None:
    """What the ledger says of a shard; None where it is not done."""
    place = _place(folder, name)
    found = stores.read_bytes(place)
    return None if found is None else _entry(found, place)


def _entry(found: bytes, place: str) -> Entry:
    try:
        stored = json.loads(found)
        failures = tuple(Failure(**failure) for failure in stored.pop("failures"))
        return Entry(**{**stored, "files": tuple(stored["files"]), "failures": failures})
    except (ValueError, TypeError, KeyError) as error:
        raise _foreign(place) from error


def write_entry(folder: str, entry: Entry) -> None:
    """The shard is done from now on."""
    stores.write_whole(_place(folder, entry.name), [json.dumps(asdict(entry))])


def entries(folder: str, plan: Plan) -> Iterator[Entry]:
    """The shards of a plan that are done, in its order."""
    for at in range(0, len(plan.shards), _AT_ONCE):
        places = [_place(folder, shard.name) for shard in plan.shards[at : at + _AT_ONCE]]
        for place, found in zip(places, stores.read_several(places), strict=True):
            if found is not None:
                yield _entry(found, place)


def _place(folder: str, name: str) -> str:
    return stores.joined(folder, _FOLDER, f"{name}.json")


def _foreign(place: str) -> CleanerError:
    return CleanerError(f"{place}: not a ledger of ours - move it away, or choose another folder with -o")
