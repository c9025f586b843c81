"""`rules test --accept`: what comes out now, written in the place of what was expected.

Only the values that fail are touched; everything else of the file, comments and all, stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.rules.fixtures import CHECKS, failures
from cleaner.rules.writing import flow
from cleaner.rules.yamlfile import MappingNode, Reader, SequenceNode, compose
from cleaner.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cleaner.rules.fixtures import Test
    from cleaner.rules.yamlfile import Node
    from cleaner.types import Document

__all__ = ["accepted"]


def accepted(path: Path, outcomes: Sequence[tuple[Test, Document]]) -> str:
    """The text of the rule file with the failing expectations of the tests brought up to date."""
    source = path.read_bytes()
    text = source.decode("utf-8-sig")
    root = compose(source, Reader(str(path), path.name))
    nodes = {(node.start_mark.line + 1, node.start_mark.column + 1): node for node in _mappings(root)}
    edits: list[tuple[int, int, str]] = []
    for test, document in outcomes:
        node = nodes.get((test.line, test.column))
        failing = {
            expectation.key for expectation in test.expectations if _fails(test, document, expectation.key)
        }
        for key, value in node.value if node is not None else ():
            if key.value in failing:
                new = _now(key.value, test, document)
                start, stop = value.start_mark.index, value.end_mark.index
                stop = start + len(text[start:stop].rstrip())
                edits.append((start, stop, flow(new)))
    for start, stop, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[stop:]
    return text


def _fails(test: Test, document: Document, key: str) -> bool:
    return any(f": {key}: " in problem.message for problem in failures(test, document))


def _now(key: str, test: Test, document: Document) -> Any:
    """What the test may expect of the document as it is now."""
    wanted = [expectation.value for expectation in test.expectations if expectation.key == key]
    text = squeeze(document.text)
    if key in ("has", "lacks"):
        return [value for value in wanted if (squeeze(str(value)) in text) == (key == "has")]
    if key in ("starts", "ends"):
        size = max(len(squeeze(str(wanted[0]))), 1)
        return text[:size].strip() if key == "starts" else text[-size:].strip()
    value = document.flags if key in CHECKS else getattr(document, key)
    return list(value) if isinstance(value, tuple) else value or ""


def _mappings(root: Node | None) -> Iterator[Node]:
    waiting = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, MappingNode):
            yield node
            waiting.extend(value for _, value in node.value)
        elif isinstance(node, SequenceNode):
            waiting.extend(node.value)
