"""What was learned of a site -> a rule to print, with the evidence as comments and with tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.rules.writing import Noted, site_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cleaner.rules.learn import Finding
    from cleaner.types import Document

__all__ = ["expected", "proposal"]

_ENDS = 40  # characters of the text's beginning and end that a test names
_MOST_LACKS = 3


def proposal(
    name: str, where: Mapping[str, Any], findings: Iterable[Finding], tests: Sequence[Mapping[str, Any]]
) -> str:
    """A rule file with one site: `where` are the keys that say which pages it is for."""
    keys: dict[str, Any] = dict(where)
    for finding in findings:
        entries = keys.setdefault(finding.directive, [])
        entry: Any = finding.entry
        if set(entry) <= {"select"} or set(entry) <= {"line"}:
            entry = next(iter(entry.values()))
        entries.append(Noted(_typed(entry), finding.evidence))
    if tests:
        keys["tests"] = [dict(test) for test in tests]
    return "\n".join(["version: 1", "sites:", *site_lines(name, keys)]) + "\n"


def expected(document: Document, dropped: Iterable[str]) -> dict[str, Any]:
    """What a test says of a document: title, authors, date, start and end of the text, and what it lacks."""
    found: dict[str, Any] = {}
    for field in ("title", "authors", "published"):
        value = getattr(document, field)
        if value:
            found[field] = list(value) if isinstance(value, tuple) else value
    text = " ".join(document.text.split())
    if text:
        found["starts"] = _words(text, first=True)
        found["ends"] = _words(text, first=False)
    lacks = [line for line in dropped if line not in text][:_MOST_LACKS]
    if lacks:
        found["lacks"] = lacks
    return found


def _typed(entry: Any) -> Any:
    if isinstance(entry, dict):
        return {key: True if value == "true" else value for key, value in entry.items()}
    return entry


def _words(text: str, *, first: bool) -> str:
    """The first or last whole words of a text."""
    if len(text) <= _ENDS:
        return text
    if first:
        return text[:_ENDS].rsplit(" ", 1)[0]
    return text[-_ENDS:].split(" ", 1)[-1]
