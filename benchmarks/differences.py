"""One page under the glass: which lines of the truth were lost, which lines of the output intrude."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from benchmarks import fields, scores

if TYPE_CHECKING:
    from benchmarks.corpora import Example
    from benchmarks.runner import Measured

__all__ = ["differences"]

_WIDTH = 160  # characters shown of a line
_COVERED = 0.8  # of a line's words found on the other side: then it is not a difference


def differences(example: Example, system: str, measured: Measured) -> str:
    """A report for a terminal; control characters of the page are left out."""
    truth, text = example.truth, measured.output.text
    parts = [f"{example.corpus}/{example.id}  {example.page_type or ''}  {example.url or '-'}"]
    if measured.error:
        parts.append(f"{system} failed: {measured.error}")
    if truth.text is not None:
        score = scores.word_score(text, truth.text)
        parts.append(f"{system}: F1 {score.f1:.3f}  P {score.precision:.3f}  R {score.recall:.3f}")
        parts += _lines("lost", truth.text, text)
        parts += _lines("intruding", text, truth.text)
    if truth.text is None or truth.paragraphs is None:
        squeezed = " ".join(text.split())
        parts += [f"  snippet lost: {s}" for s in truth.wanted or () if " ".join(s.split()) not in squeezed]
        parts += [
            f"  snippet intruding: {s}" for s in truth.unwanted or () if " ".join(s.split()) in squeezed
        ]
    for name, given in measured.output.fields().items():
        tally = fields.judge(name, given, getattr(truth, name))
        if tally.wrong or tally.silent:
            parts.append(f"  {name}: {given!r}, the truth is {getattr(truth, name)!r}")
    return "\n".join(map(_printable, parts))


def _lines(what: str, one: str, other: str) -> list[str]:
    """Lines of one text whose words the other lacks, each word of the other used up once."""
    left = scores.words(other)
    found = []
    for line in filter(None, map(str.strip, one.splitlines())):
        words = scores.words(line)
        common = words & left
        left -= common
        if words and common.total() < _COVERED * words.total():
            found.append((words.total(), line))
    total = sum(count for count, _ in found)
    shown = [f"    {count:4} {line[:_WIDTH]}" for count, line in found]
    return [f"  {what}: {len(found)} lines, {total} words", *shown]


def _printable(text: str) -> str:
    return "".join(
        c for c in text if c == "\n" or unicodedata.category(c) not in {"Cc", "Cf"} or c == "\u200d"
    )
