"""The examples in the docs of a key: a rule, a page, and what comes out.

They are indented parts of a docstring. The first is a rule; "Page:" stands before a page, and "Left:",
"Markdown:", "Metadata:" or "Flags:" before what comes out of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from textwrap import dedent

__all__ = ["KINDS", "Example", "examples"]

KINDS = ("Left", "Markdown", "Metadata", "Flags")


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a docstring."""

    rule: str
    page: str | None = None
    kind: str = KINDS[0]
    outcome: str = ""


def examples(text: str) -> list[Example]:
    """The examples of a docstring, in order."""
    found: list[Example] = []
    before = ""
    for paragraph in _paragraphs(text):
        if not paragraph.startswith("    "):
            before = paragraph.rstrip(":")
            continue
        code = dedent(paragraph)
        if before == "Page" and found:
            found[-1] = replace(found[-1], page=code)
        elif before in KINDS and found:
            found[-1] = replace(found[-1], kind=before, outcome=code)
        else:
            found.append(Example(code))
        before = ""
    return found


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a docstring; indented ones in a row, with the empty lines between them, are one."""
    joined: list[str] = []
    for paragraph in text.split("\n\n"):
        if joined and paragraph.startswith("    ") and joined[-1].startswith("    "):
            joined[-1] += f"\n\n{paragraph}"
        else:
            joined.append(paragraph)
    return joined
