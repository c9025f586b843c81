"""The answers that a page declares to questions of its own: schema.org's FAQPage in JSON-LD."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from cleaner.page import loose, state
from cleaner.patterns import pattern
from cleaner.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.types import Page

__all__ = ["answers"]

_FAQ = "FAQPage"
_TAG = pattern(r"<[^<>]{0,500}>")
_MAX_CHARS, _MAX_PAGE_CHARS = 8_000, 100_000  # of one answer, and of all of a page
_MAX_STEPS = 20_000


def answers(page: Page) -> list[tuple[str, str]]:
    """Questions with their answers, as plain text; [] for a text dump, or a page that declares none."""
    if page.tree is None:
        return []
    chars = 0
    found: list[tuple[str, str]] = []
    for script in state.scripts(page.tree.nodes):
        if script.name == "JSON-LD" and _FAQ in script.text:
            for question, answer in (pair for value in loose.values(script.text) for pair in _pairs(value)):
                chars += len(question) + len(answer)
                if chars > _MAX_PAGE_CHARS:
                    return found
                found.append((question, answer))
    return found


def _pairs(value: Any) -> Iterator[tuple[str, str]]:
    """The questions and answers below every FAQPage in a value."""
    waiting = [(value, False)]
    for _ in range(_MAX_STEPS):
        if not waiting:
            return
        item, within = waiting.pop()
        if isinstance(item, list):
            waiting.extend((inner, within) for inner in reversed(item))
        elif isinstance(item, dict):
            within = within or _is(item, _FAQ)
            if within and _is(item, "Question"):
                question, answer = _text(item.get("name")), _text(_answer(item.get("acceptedAnswer")))
                if question and answer:
                    yield question, answer
            else:
                waiting.extend((inner, within) for inner in reversed(item.values()))


def _is(item: dict[str, Any], kind: str) -> bool:
    types = item.get("@type")
    return kind in types if isinstance(types, list) else types == kind


def _answer(value: Any) -> Any:
    if isinstance(value, list):
        value = value[0] if value else None
    return value.get("text") if isinstance(value, dict) else value


def _text(value: Any) -> str:
    """Plain text of a string with or without tags; "" for what is none, or too long to be one."""
    if not isinstance(value, str) or len(value) > _MAX_CHARS:
        return ""
    return squeeze(html.unescape(_TAG.sub(" ", html.unescape(value))))
