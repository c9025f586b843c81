"""Arguments of public functions, looked at before anything else is done: an error says what to give.

Each argument has a `Take`, which gives it as the function wants it, or raises UsageError. So it is for
generators: their arguments are wrong when they are called, not when somebody takes the first page.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar

from cleaner.errors import UsageError

__all__ = ["ADDRESS", "COUNT", "PATH", "SECONDS", "TEXT", "Take", "a", "each", "maybe", "path", "takes"]

Take = Callable[[str, Any], Any]  # name and value -> the value to pass on

_P = ParamSpec("_P")
_R = TypeVar("_R")

_SHOWN = 60  # characters of a value in a message
_LONGEST_PATH = 4096  # characters, as Linux and macOS have it


def takes(**wanted: Take) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """A decorator: those of the named arguments that a caller gives go through their `Take`."""

    def decorate(function: Callable[_P, _R]) -> Callable[_P, _R]:
        shape = signature(function)

        @wraps(function)
        def call(*args: _P.args, **kwargs: _P.kwargs) -> _R:
            try:
                given = shape.bind(*args, **kwargs)
            except TypeError:
                return function(*args, **kwargs)  # the error of Python itself names the function
            for name, take in wanted.items():
                if name in given.arguments:
                    given.arguments[name] = take(name, given.arguments[name])
            return function(*given.args, **given.kwargs)

        return call

    return decorate


def a(what: str, advice: str, fits: Callable[[Any], bool]) -> Take:
    """One thing, such as an address: `url: 3 is no address - give a string`."""

    def take(name: str, value: Any) -> Any:
        if not fits(value):
            raise UsageError(f"{name}: {_shown(value)} is no {what} - give {advice}")
        return value

    return take


def maybe(take: Take) -> Take:
    """A thing that may be left out."""
    return lambda name, value: None if value is None else take(name, value)


def each(take: Take) -> Take:
    """Several things, or a single one; of an iterator each is looked at as it comes."""

    def take_each(name: str, value: Any) -> Iterable[Any]:
        if isinstance(value, str | bytes) or not isinstance(value, Iterable):
            return [take(name, value)]
        taken = (take(name, one) for one in value)
        return list(taken) if isinstance(value, Collection) else taken

    return take_each


def path(*others: type) -> Take:
    """A path, or what may stand for one."""
    named = a(
        "path", "a string or a pathlib.Path", lambda value: isinstance(value, (str, os.PathLike, *others))
    )

    def take(name: str, value: Any) -> Any:
        if isinstance(value, str) and _is_page(value):
            raise UsageError(f"{name}: {_shown(value)} is the text of a page, no path - take clean() for it")
        return named(name, value)

    return take


def _is_page(text: str) -> bool:
    """True for the text of a page: no file has such a name."""
    long = len(text) > _LONGEST_PATH or text.lstrip().startswith("<") or "\n" in text.strip()
    return long and not os.path.lexists(text)


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


TEXT = a("text", "a string", lambda value: isinstance(value, str))
ADDRESS = a("address", 'a string such as "https://example.org/a"', lambda value: isinstance(value, str))
SECONDS = a("time", "seconds, from 0 on", lambda value: isinstance(value, int | float) and value >= 0)
COUNT = a("count", "a whole number from 1 on", lambda value: isinstance(value, int) and value >= 1)
PATH = path()
