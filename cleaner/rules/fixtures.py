"""A site's `tests`: saved pages, and what must come out of them.

    tests:
      - file: tests/hikes/1.html
        url: https://hikes.example.com/ten-huts
        title: "Ten huts in the Alps"
        authors: [Ann Roe]
        has: ["The path climbs"]
        lacks: ["Share this"]

Files lie beside the rule file. A page of a site with hosts needs the `url` where the file does not tell it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.errors import InputError, Problem
from cleaner.rules.shapes import TEXT, TEXTS, mapping
from cleaner.text import squeeze
from cleaner.types import FIELDS, FLAGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cleaner.rules.shapes import Shape
    from cleaner.rules.yamlfile import Node, Reader
    from cleaner.types import Document

__all__ = ["CHECKS", "SHAPE", "Expectation", "Test", "failures", "read_tests"]

_SHOWN = 70  # characters of a text in a failure
_MEANT = {"page": "file", "path": "file"}


@dataclass(frozen=True, slots=True)
class Expectation:
    """One assertion: the value of a metadata field, or something of the text."""

    key: str
    value: str | tuple[str, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Test:
    """One saved page, and what is expected of its document."""

    file: str  # as written
    path: str  # where it lies
    rules_path: str
    line: int
    column: int
    url: str | None
    expectations: tuple[Expectation, ...]

    def page(self) -> Path:
        """The file of its page; InputError where it is not there."""
        path = Path(self.path)
        if not path.is_file():
            raise InputError(f"no such file - it is looked for at {path.absolute()}")
        return path

    def problem(self, message: str, expectation: Expectation | None = None) -> Problem:
        """A problem at the place of the test, or of one of its assertions."""
        line, column = (expectation.line, expectation.column) if expectation else (self.line, self.column)
        return Problem(self.rules_path, line, column, message)


def _shape() -> Shape:
    lists = dict.fromkeys(("authors", "tags", "flags", "has", "lacks"), TEXTS)
    return mapping({**dict.fromkeys(("file", "url", *CHECKS, *FIELDS), TEXT), **lists}, required=["file"])


def failures(test: Test, document: Document) -> Iterator[Problem]:
    """A problem for each assertion that the document does not meet, with what was found instead."""
    for expectation in test.expectations:
        if expectation.key in CHECKS:
            found = CHECKS[expectation.key](expectation.value, document)
        else:
            found = _is_field(expectation, document)
        if found is not None:
            yield test.problem(f"{test.file}: {expectation.key}: {found}", expectation)


def read_tests(reader: Reader, node: Node) -> tuple[Test, ...]:
    """The tests of a site. That their files exist is for `rules check` to say: cleaning does without them."""
    found = (_read_test(reader, entry, number) for number, entry in enumerate(reader.entries(node), 1))
    return tuple(test for test in found if test is not None)


def _read_test(reader: Reader, node: Node, number: int) -> Test | None:
    known = ("file", "url", *CHECKS, *FIELDS)
    found = reader.mapping(node, "key", known, of=f"test {number}", meant=_MEANT)
    if not found:
        return None
    if "file" not in found:
        reader.error(node, f"test {number} needs a file")
        return None
    file = reader.text(found["file"].value, '"file"')
    if file is None:
        return None
    expectations: list[Expectation] = []
    for key, entry in found.items():
        if key in ("file", "url"):
            continue
        if key in ("authors", "tags", "flags", "has", "lacks"):
            texts = reader.texts(entry.value, f'"{key}"')
            _check_flags(reader, key, texts, entry.value)
            values: list[tuple[Node, str | tuple[str, ...]]] = [(entry.value, tuple(texts))]
            if key in ("has", "lacks"):  # each text fails for itself
                values = list(zip(reader.entries(entry.value), texts, strict=False))
        else:
            text = reader.text(entry.value, f'"{key}"')
            values = [] if text is None else [(entry.value, text)]
        for place, value in values:
            mark = place.start_mark
            expectations.append(Expectation(key, value, mark.line + 1, mark.column + 1))
    if not expectations:
        reader.warn(node, f"test {number} expects nothing")
    url = reader.text(found["url"].value, '"url"') if "url" in found else None
    path = Path(reader.path).parent / file
    mark = node.start_mark
    return Test(file, str(path), reader.path, mark.line + 1, mark.column + 1, url, tuple(expectations))


def _check_flags(reader: Reader, key: str, texts: list[str], node: Node) -> None:
    for text in texts if key == "flags" else ():
        if text not in FLAGS:
            reader.error(node, f'unknown flag "{text}" - known are {", ".join(FLAGS)}')


def _is_field(expectation: Expectation, document: Document) -> str | None:
    wanted, found = expectation.value, getattr(document, expectation.key)
    same = tuple(found) == wanted if isinstance(wanted, tuple) else squeeze(found or "") == squeeze(wanted)
    return None if same else f"found {_shown(found)}, not {_shown(wanted)}"


def _has(value: Any, document: Document) -> str | None:
    return None if squeeze(value) in squeeze(document.text) else f"{_shown(value)} is not in the text"


def _lacks(value: Any, document: Document) -> str | None:
    if squeeze(value) not in squeeze(document.text):
        return None
    line = next((line for line in document.text.split("\n") if squeeze(value) in squeeze(line)), value)
    return f"{_shown(value)} is in the text, in the line {_shown(line)}"


def _starts(value: Any, document: Document) -> str | None:
    text = squeeze(document.text)
    wanted = squeeze(value)
    return (
        None if text.startswith(wanted) else f"the text starts {_shown(text[:_SHOWN])}, not {_shown(wanted)}"
    )


def _ends(value: Any, document: Document) -> str | None:
    text = squeeze(document.text)
    wanted = squeeze(value)
    return None if text.endswith(wanted) else f"the text ends {_shown(text[-_SHOWN:])}, not {_shown(wanted)}"


def _flags(value: Any, document: Document) -> str | None:
    wanted, found = sorted(value), sorted(document.flags)
    return None if wanted == found else f"found {_shown(found)}, not {_shown(wanted)}"


CHECKS: dict[str, Callable[[Any, Document], str | None]] = {
    "has": _has, "lacks": _lacks, "starts": _starts, "ends": _ends, "flags": _flags,
}  # fmt: skip


SHAPE = _shape()


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(value)}]"
    text = squeeze(value)
    return f'"{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"}"'
