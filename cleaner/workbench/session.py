"""The pages of one site, and what a rule that is being written does to all of them.

A session keeps no rule: the browser sends the site's YAML with every question, so that undo is an older text.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from cleaner.errors import CleanerError, UsageError
from cleaner.files import real, write_whole
from cleaner.pipeline import Options, Result, clean_page
from cleaner.rules import read_rules
from cleaner.rules.proposal import expected
from cleaner.rules.selection import Lookup
from cleaner.types import Layer
from cleaner.workbench import pointing
from cleaner.workbench.edit import edited
from cleaner.workbench.effect import effect_of, entries_of
from cleaner.workbench.frame import written
from cleaner.workbench.ruletext import split

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cleaner.errors import Problem
    from cleaner.rules import Rules
    from cleaner.types import RawPage
    from cleaner.workbench.ruletext import RuleText

__all__ = ["Loaded", "Session"]

_GONE_WORDS = 6  # of a dropped block, in the tests


@dataclass(frozen=True, slots=True)
class Loaded:
    """A page of the site, and what comes of it without the site's rule."""

    raw: RawPage
    file: str  # as a test names it: relative to the rule file
    plain: Result
    look: Lookup
    kept: frozenset[int]  # blocks that are text without the rule
    told: bool  # the file itself says where it was saved from


class Session:
    """What the workbench answers. Every argument comes from a browser, and is checked."""

    def __init__(self, raws: Sequence[tuple[RawPage, bool]], file: Path, name: str, site: str = "") -> None:
        """`raws` are pages with whether they tell their own address; `site` is the YAML of a new site."""
        self.file, self.name = file, name
        self._lock = Lock()
        self._digest, text = _read(file)
        self._text: RuleText = split(text, name, file)
        self.start = self._text.site or site
        self.is_new = not self._text.site
        rules, _ = self._rules("")
        self.pages = [_load(raw, file, rules, told=told) for raw, told in raws]
        self._all = pointing.Pages([page.look for page in self.pages], [page.kept for page in self.pages])

    def overview(self) -> dict[str, Any]:
        """What the browser shows first."""
        return {
            "site": self.name,
            "file": str(self.file),
            "is_new": self.is_new,
            "rule": self.start,
            "pages": [{"file": page.file, "is_text": page.look.tree is None} for page in self.pages],
        }

    def frame(self, number: int) -> str:
        """A page as it may be shown."""
        return written(self._page(number).plain.blocks.page)

    def effect(self, rule: str, number: int) -> dict[str, Any]:
        """What the rule does to every page, and in detail to one of them; or what is wrong with it."""
        with self._lock:
            self._page(number)
            rules, problems = self._rules(rule)
            errors = [problem for problem in problems if problem.severity == "error" and rule.strip()]
            answer: dict[str, Any] = {"problems": [self._shown(problem) for problem in problems]}
            site = next((site for site in rules.sites if site.name == self.name), None)
            if errors or (rule.strip() and site is None):
                if not errors:
                    answer["problems"].append(self._lost())
                return answer
            results = [clean_page(page.raw, Options(rules=rules)) for page in self.pages]
            entries = entries_of(site, results, self.pages) if site else []
            return {**answer, **effect_of(self.pages, results, number, self.name), "entries": entries}

    def choices(self, number: int, node: int | None, text: str) -> list[dict[str, Any]]:
        """What may be meant by a place: selectors for the element, and patterns for the block's text."""
        with self._lock:
            self._page(number)
            return [choice.to_dict() for choice in pointing.choices(self._all, number, node, text)]

    def edit(self, rule: str, action: Mapping[str, Any]) -> str:
        """The site's YAML after an action."""
        return edited(rule.strip("\n") + "\n" if rule.strip() else f"{self.name}:\n", action)

    def meta(self, rule: str, number: int, field: str, choice: str, node: int | None, block: int) -> str:
        """The site's YAML with a metadata field read off a place."""
        look = self._page(number).look
        nodes = look.tree.nodes if look.tree else ()
        if not 0 <= block < len(look.blocks) or (
            nodes and not 0 <= (-1 if node is None else node) < len(nodes)
        ):
            raise UsageError("no element was pointed at - click one first")
        return self.edit(rule, pointing.meta(field, choice, look, node=node, block=block))

    def accept(self, rule: str, numbers: Sequence[int]) -> str:
        """The site's YAML with a test for each of the pages: what comes out now is what shall come out."""
        with self._lock:
            rules, _ = self._rules(rule)
            for number in numbers:
                page = self._page(number)
                result = clean_page(page.raw, Options(rules=rules))
                rule = self.edit(rule, {"do": "test", "test": _test(page, result)})
        return rule

    def save(self, rule: str) -> dict[str, Any]:
        """Write the file; CleanerError with what is wrong with the rule, or where the file has changed."""
        with self._lock:
            whole = self._text.whole(rule)
            _, problems = read_rules(self.file, whole.encode())
            if errors := [problem for problem in problems if problem.severity == "error"]:
                return {"problems": [self._shown(problem) for problem in errors]}
            digest, _ = _read(self.file)
            if digest != self._digest:
                raise CleanerError(
                    f"{self.file}: changed on disk meanwhile - copy the rule, and start the workbench anew"
                )
            write_whole(self.file, whole)
            self._digest, text = _read(self.file)
            self._text = split(text, self.name, self.file)
            return {"problems": [], "file": str(self.file)}

    def _rules(self, rule: str) -> tuple[Rules, list[Problem]]:
        return read_rules(self.file, self._text.alone(rule).encode())

    def _page(self, number: int) -> Loaded:
        if not 0 <= number < len(self.pages):
            raise UsageError(f"there is no page {number} - they are numbered 0 to {len(self.pages) - 1}")
        return self.pages[number]

    def _shown(self, problem: Problem) -> dict[str, Any]:
        """A problem with its line in the site's YAML, 0 where it is about another part of the file."""
        line = problem.line - self._text.before.count("\n")
        return {"line": max(line, 0), "message": problem.message, "severity": problem.severity}

    def _lost(self) -> dict[str, Any]:
        message = f'the site is not called "{self.name}" any more - give it back its name in the first line'
        return {"line": 1, "message": message, "severity": "error"}


def _load(raw: RawPage, file: Path, rules: Rules, *, told: bool) -> Loaded:
    result = clean_page(raw, Options(rules=rules))
    kept = frozenset(verdict.block for verdict in result.verdicts if verdict.keep)
    return Loaded(raw, _relative(raw.origin.path or "", file), result, Lookup(result.blocks), kept, told)


def _relative(path: str, file: Path) -> str:
    """A page's path as the rule file names it."""
    return os.path.relpath(real(path), real(file).parent).replace(os.sep, "/")


def _read(file: Path) -> tuple[str, str]:
    """The digest and the text of a rule file; of one that is still to be written, of nothing."""
    try:
        data = file.read_bytes() if file.exists() else b""
        return hashlib.sha256(data).hexdigest(), data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CleanerError(
            f"{file}: cannot be read ({error}) - save it as UTF-8 where you may read it"
        ) from error


def _test(page: Loaded, result: Result) -> dict[str, Any]:
    """What came out of a page, as a test says it."""
    url = {"url": page.raw.url} if page.raw.url and not page.told else {}
    return {"file": page.file, **url, **expected(result.document, _gone(result))}


def _gone(result: Result) -> list[str]:
    """The beginnings of what the rule took away."""
    gone = (
        " ".join(result.blocks.texts[verdict.block].split()[:_GONE_WORDS])
        for verdict in result.verdicts
        if not verdict.keep and verdict.label.layer is Layer.SITE
    )
    return list(filter(None, dict.fromkeys(gone)))
