"""A YAML file with line marks, and a reader that takes values out of it and notes all that is wrong.

PyYAML's own loaders take a key given twice silently, turn `no`, `on` and `2024-05-01` into something else
than text, and follow aliases however often. So we compose the nodes only, and read values ourselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cleaner.errors import Problem
from cleaner.rules import slips
from cleaner.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = ["Entry", "MappingNode", "Node", "Reader", "ScalarNode", "SequenceNode", "compose", "value_of"]

_LOADER = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)  # libyaml's is ten times as fast, where it is built in
_DEEP = 200  # levels; rules have six
_NO_BRACKETS = re.compile(r"[^\[\]{}]+")
_DEEP_BLOCKS = re.compile(r"(?:[-?:][ \t]+){200}|^ {200}", re.M)
_LONGEST_MESSAGE = 1000  # characters; that which lists all presets has some 400
_CORE = "tag:yaml.org,2002:"
_KNOWN = frozenset({"map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge", "value"})
_NONE: Mapping[str, str] = MappingProxyType({})
_MISREAD = {"bool": "true or false", "timestamp": "a date"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping and its value."""

    key: Node
    value: Node


@dataclass(slots=True)
class Reader:
    """One file being read, and the problems found so far."""

    path: str  # as shown in problems
    label: str  # as shown in labels and documents: the name without its folder
    problems: list[Problem] = field(default_factory=list)

    def error(self, node: Node, message: str) -> None:
        """Note an error at the place of a node."""
        self._note(node, message, "error")

    def warn(self, node: Node, message: str) -> None:
        """Note a warning at the place of a node."""
        self._note(node, message, "warning")

    def place(self, node: Node) -> str:
        """Where a node stands, as labels say it: `sources.yaml:41`."""
        return f"{self.label}:{node.start_mark.line + 1}"

    def problem(self, node: Node, message: str, severity: str = "error") -> Problem:
        """A problem at the place of a node, not noted."""
        mark = node.start_mark
        return Problem(self.path, mark.line + 1, mark.column + 1, _shortened(message), severity)

    def text(self, node: Node, what: str) -> str | None:
        """The text of a scalar; None, and an error, for anything else.

        Numbers are taken as they are written. `no`, `on` and dates are errors: the next program that reads
        the file would see something else than we do.
        """
        if not isinstance(node, ScalarNode):
            self.error(node, f"{what} is text, not {_kind(node)}{_as_written(node)}")
            return None
        tag, value = node.tag.removeprefix(_CORE), str(node.value)
        if tag in _MISREAD:
            self.error(node, f'YAML reads {value} as {_MISREAD[tag]}, but {what} is text - write "{value}"')
            return None
        if tag == "null":
            self.error(node, f'{what} is empty - text that begins with "#" needs quotes')
            return None
        return value

    def entries(self, node: Node) -> list[Node]:
        """The nodes of a list; a single value is a list of one."""
        return list(node.value) if isinstance(node, SequenceNode) else [node]

    def texts(self, node: Node, what: str) -> list[str]:
        """The texts of a list or of a single scalar."""
        found = [self.text(entry, what) for entry in self.entries(node)]
        return [text for text in found if text is not None]

    def flag(self, node: Node, what: str) -> bool:
        """The truth of `true` or `false`; False, and an error, for anything else."""
        if isinstance(node, ScalarNode) and node.tag == _CORE + "bool":
            return str(node.value).lower() in ("true", "yes", "on")
        self.error(node, f"{what} is true or false")
        return False

    def number(self, node: Node, what: str) -> int | None:
        """The whole number of a scalar; None, and an error, for anything else."""
        try:
            return int(node.value) if isinstance(node, ScalarNode) else int("")
        except ValueError:
            self.error(node, f"{what} is a whole number")
            return None

    def mapping(
        self,
        node: Node,
        what: str,
        known: Collection[str] | None = None,
        *,
        of: str = "",
        elsewhere: Mapping[str, str] = _NONE,
        meant: Mapping[str, str] = _NONE,
    ) -> dict[str, Entry]:
        """The entries of a mapping by key. A key twice is an error, as is one that isn't in `known`.

        `what` names a key in messages ("directive"), `of` whom it belongs to ('site "hiking-blog"'). Keys
        `elsewhere` belong below another key of the mapping; `meant` are other words for known keys.
        """
        if not isinstance(node, MappingNode):
            self.error(node, f"{of or what} needs keys with values, not {_kind(node)}")
            return {}
        found: dict[str, Entry] = {}
        for key_node, value in node.value:
            key = self.text(key_node, what)
            if key is None:
                continue
            if key in found:
                first = found[key].key.start_mark.line + 1
                self.error(key_node, f'{what} "{key}" is given twice, first in line {first} - join the two')
            elif known is not None and key not in known:
                after = f" for {of}" if of else ""
                below = elsewhere.get(key)
                advice = f" - write it below {below}:" if below else did_you_mean(key, known, meant)
                self.error(key_node, f'unknown {what} "{key}"{after}{advice}')
            else:
                found[key] = Entry(key_node, value)
        return found

    def _note(self, node: Node, message: str, severity: str) -> None:
        problem = self.problem(node, message, severity)
        if problem not in self.problems[-8:]:  # an alias brings a node back
            self.problems.append(problem)


def value_of(node: Node, key: str) -> Node | None:
    """The value under a key of a mapping, unread; None where there is no such key, or no mapping."""
    pairs = node.value if isinstance(node, MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def compose(data: bytes, reader: Reader) -> Node | None:
    """The root node of a file; None, with an error noted, where it is no YAML or is a trap."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        message = f"byte 0x{data[error.start]:02x} is not UTF-8 - save the file as UTF-8"
        reader.problems.append(Problem(reader.path, line, column, message))
        return None
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader if _may_be_deep(text) else _LOADER)
    except yaml.MarkedYAMLError as error:
        line, column, message = slips.found(error, text.splitlines())
        reader.problems.append(Problem(reader.path, line, column, f"not YAML: {message}"))
        return None
    except yaml.reader.ReaderError as error:
        # libyaml counts its positions in bytes: look for the character ourselves.
        found = yaml.reader.Reader.NON_PRINTABLE.search(text)
        at = found.start() if found else min(error.position, len(text) - 1)
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        message = f"not YAML: character U+{ord(text[at]):04X} is not allowed"
        reader.problems.append(Problem(reader.path, line, column, message))
        return None
    except RecursionError:
        reader.problems.append(Problem(reader.path, 1, 1, "nested too deeply to be rules"))
        return None
    return root if root is not None and _is_harmless(root, text, reader) else None


def _may_be_deep(text: str) -> bool:
    """True where the text may nest so deeply that libyaml's composer, which has no limit, would crash."""
    depth = deepest = 0
    for bracket in _NO_BRACKETS.sub("", text):
        depth = depth + 1 if bracket in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest > _DEEP or _DEEP_BLOCKS.search(text) is not None


def _is_harmless(root: Node, text: str, reader: Reader) -> bool:
    """False, with an error noted, where aliases blow the file up, or tags call for objects."""
    if "&" not in text and "!" not in text:  # no anchors, so no aliases, and no tags
        return True
    left = 2 * len(text) + 1000  # a node takes a character at least, so only aliases can use this up
    waiting = [root]
    harmless = True
    while waiting:
        node = waiting.pop()
        left -= 1
        if left < 0:
            reader.error(
                node, "aliases make this file many times as long as it is - write a preset and `use` it"
            )
            return False
        if node.tag.removeprefix(_CORE) not in _KNOWN:
            reader.error(node, f"the tag {node.tag.replace(_CORE, '!!')} is not supported - take it away")
            harmless = False
        if isinstance(node, MappingNode):
            for pair in node.value:
                waiting.extend(pair)
        elif isinstance(node, SequenceNode):
            waiting.extend(node.value)
    return harmless


def _shortened(message: str) -> str:
    """The beginning and the end of a message that quotes a long value: a page given as a rule file is one."""
    if len(message) <= _LONGEST_MESSAGE:
        return message
    return f"{message[: _LONGEST_MESSAGE // 2]} ... {message[-_LONGEST_MESSAGE // 2 :]}"


def _as_written(node: Node) -> str:
    """The advice for a list that was meant as text: `[itemprop=x]` without quotes."""
    if not isinstance(node, SequenceNode) or not all(isinstance(one, ScalarNode) for one in node.value):
        return ""
    text = ", ".join(str(one.value) for one in node.value)
    return f" - text in brackets needs quotes: {slips.quoted(f'[{text}]')}"


def _kind(node: Node) -> str:
    if isinstance(node, MappingNode):
        return "a mapping"
    return "a list" if isinstance(node, SequenceNode) else f'"{node.value}"' if node.value else "nothing"
