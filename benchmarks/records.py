"""A run saved: every page's scores as JSON, to print other tables of it later. No page text goes in."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from benchmarks.fields import Tally
from benchmarks.runner import Row
from benchmarks.scores import Score, Snippets

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["RecordError", "load", "save"]

_SCHEMA = "cleaner.benchmark/1"


class RecordError(Exception):
    """A file that is no saved run."""


def save(path: Path, rows: Sequence[Row]) -> None:
    """All rows of a run, a line each so that two runs can be compared with diff."""
    lines = ",\n".join(json.dumps(asdict(row), ensure_ascii=False) for row in rows)
    path.write_text(f'{{"schema": "{_SCHEMA}", "rows": [\n{lines}\n]}}\n', encoding="utf-8")


def load(path: Path) -> list[Row]:
    """The rows of a saved run; RecordError for any other file."""
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
        if saved["schema"] != _SCHEMA:
            raise RecordError(
                f"{path}: schema {saved['schema']!r}, not {_SCHEMA!r} - run the comparison again"
            )
        return [_row(record) for record in saved["rows"]]
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise RecordError(f"{path}: not a run saved with --json: {error!r}") from error


def _row(record: dict[str, Any]) -> Row:
    words, paragraphs, snippets = (record.pop(key) for key in ("words", "paragraphs", "snippets"))
    tallies = record.pop("fields")
    return Row(
        **record,
        words=words and Score(**words),
        paragraphs=paragraphs and Score(**paragraphs),
        snippets=snippets and Snippets(**snippets),
        fields={name: Tally(**tally) for name, tally in tallies.items()},
    )
