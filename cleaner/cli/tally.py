"""What a run did, counted page by page: the summary that is shown, and the one that a program reads."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaner.types import Document

__all__ = ["Tally"]


@dataclass(slots=True)
class Tally:
    """The counts of a run so far; grows with every page, holds no document."""

    clean: int = 0
    parts: int = 0  # pages whose text is in the document of an article's first page
    failures: list[tuple[str, str]] = field(default_factory=list)  # page, reason
    warnings: list[tuple[str, str]] = field(default_factory=list)  # page, warning
    words_kept: int = 0
    words_removed: Counter[str] = field(default_factory=Counter)  # by role
    rules: Counter[str] = field(default_factory=Counter)  # pages by name of the rule, "" for none
    flags: Counter[str] = field(default_factory=Counter)
    passed_over: Counter[str] = field(default_factory=Counter)  # files that are no pages, by ending
    seconds: float = 0.0

    @property
    def pages(self) -> int:
        """Pages that were looked at."""
        return self.clean + self.parts + len(self.failures)

    def add(self, page: str, document: Document) -> str | None:
        """Counts a document that was written; an empty one is a failure, and the reason comes back."""
        self.words_kept += document.word_count
        self.words_removed.update(document.removed)
        self.rules[document.rule or ""] += 1
        self.flags.update(document.flags)
        if "empty" in document.flags:
            # An empty document's warnings are the reasons of the failure, not further findings.
            reason = "; ".join(document.warnings) or "no text was kept"
            self.failures.append((page, reason))
            return reason
        self.clean += 1
        self.warnings += [(page, warning) for warning in document.warnings]
        return None

    def fail(self, page: str, reason: str) -> None:
        """Counts a page that gave no document."""
        self.failures.append((page, reason))

    def pass_over(self, ending: str) -> None:
        """Counts a file that is none of the pages, as its name tells."""
        self.passed_over[ending] += 1

    def to_dict(self) -> dict[str, Any]:
        """The summary as plain values."""
        return {
            "pages": self.pages,
            "clean": self.clean,
            "parts": self.parts,
            "failures": [{"page": page, "reason": reason} for page, reason in self.failures],
            "warnings": [{"page": page, "warning": warning} for page, warning in self.warnings],
            "words_kept": self.words_kept,
            "words_removed": dict(self.words_removed.most_common()),
            "rules": {name: pages for name, pages in self.rules.most_common() if name},
            "flags": dict(self.flags.most_common()),
            "passed_over": dict(self.passed_over.most_common()),
            "seconds": round(self.seconds, 3),
        }
