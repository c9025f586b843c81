"""argparse with our errors: `where: what - what to do`, and "did you mean" for whatever is mistyped."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING, Any, NoReturn

from cleaner.errors import UsageError
from cleaner.text import did_you_mean
from cleaner.urls import absolute

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Parser", "named_place", "several", "web_address", "whole_number"]


class Parser(argparse.ArgumentParser):
    """A parser that raises UsageError instead of exiting; so do the parsers of its commands."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        # An abbreviation that works today would mean another option tomorrow.
        settings.setdefault("allow_abbrev", False)
        super().__init__(**settings)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As of argparse, but words may stand on both sides of an option: `a.html --json b.html`.

        argparse settles what may be left out, or may be several, before it has seen what follows the option.
        """
        found, extra = super().parse_known_args(args, namespace)
        before = extra[: extra.index("--")] if "--" in extra else extra
        if not any(_is_option(word) for word in before):
            extra = [*before, *extra[len(before) + 1 :]]
            for action in self._get_positional_actions():
                if action.nargs in ("*", "+"):
                    setattr(found, action.dest, [*getattr(found, action.dest), *extra])
                    return found, []
                if action.nargs == "?" and extra and getattr(found, action.dest) == action.default:
                    setattr(found, action.dest, extra.pop(0))
        return found, extra

    def error(self, message: str) -> NoReturn:
        """Wrong usage, with the way to the help."""
        message = message.removeprefix("argument ")
        hint = "" if " - " in message else f" - see `{self.prog} --help`"
        raise UsageError(f"{_where(self)}{message}{hint}")

    def unexpected(self, words: Sequence[str], command: str) -> UsageError:
        """The error for words that no argument takes, looking for options among those of a command."""
        word = next(filter(_is_option, words), None)
        if word is None:
            found = f"unexpected argument {_quoted(words[0])}"
            return UsageError(f"{command}: {found} - see `cleaner {command} --help`")
        option = word.split("=", 1)[0]
        if option in self._option_string_actions:
            return UsageError(f"{command}: {option} goes without a command - write `{self.prog} {option}`")
        if os.path.lexists(word):
            return UsageError(f"{command}: {word}: no option, but a file - write ./{word}")
        known = sorted({name for name in _options(self, command) if name.startswith("--")})
        return UsageError(f"{command}: unknown option {_quoted(option)}{did_you_mean(option, known)}")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        name = str(action.metavar or action.dest).lower()
        what = f"{action.option_strings[0]}: unknown value" if action.option_strings else f"unknown {name}"
        hint = did_you_mean(str(value), action.choices)
        raise UsageError(f"{_where(self)}{what} {_quoted(str(value))}{hint}")


def named_place(text: str) -> str:
    """A path or URL to write to; ArgumentTypeError for an empty one, which would be the current folder."""
    if not text:
        raise argparse.ArgumentTypeError('no place is named - give a file or a folder, "./" for this one')
    return text


def several(text: str, *, known: Sequence[str], what: str) -> frozenset[str]:
    """The names in a list with commas; ArgumentTypeError for one that isn't known.

    >>> sorted(several("caption, bio", known=["bio", "caption"], what="role"))
    ['bio', 'caption']
    """
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in known:
            raise argparse.ArgumentTypeError(f"unknown {what} {_quoted(name)}{did_you_mean(name, known)}")
    return frozenset(names)


def web_address(text: str) -> str:
    """An absolute address of the web; ArgumentTypeError for anything else."""
    if absolute(text) is None:
        hint = "begin it with https:// or http://"
        raise argparse.ArgumentTypeError(f"{_quoted(text)} is no address of the web - {hint}")
    return text


def whole_number(text: str, *, least: int, what: str) -> int:
    """The number in a text; ArgumentTypeError, which argparse turns into wrong usage, for anything else."""
    if not text.isdecimal() or int(text) < least:
        raise argparse.ArgumentTypeError(f"{_quoted(text)} is not {what}")
    return int(text)


def _is_option(word: str) -> bool:
    return word.startswith("-") and word != "-"


def _options(parser: argparse.ArgumentParser, command: str) -> Iterator[str]:
    """Every option of a command and of the commands below it."""
    for action in parser._actions:
        if isinstance(action.choices, dict):
            for name, below in action.choices.items():
                if name == command or parser.prog != "cleaner":
                    yield from _options(below, command)
        else:
            yield from action.option_strings


def _quoted(word: str) -> str:
    return f'"{word}"'


def _where(parser: argparse.ArgumentParser) -> str:
    """The command a parser is for, as the start of an error: "clean: "; "" for the program itself."""
    _, _, command = parser.prog.partition(" ")
    return f"{command}: " if command else ""
