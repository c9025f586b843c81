"""Regular expressions that are compiled when a page first needs them.

The package has some two hundred. Most pages need a third of them, and compiling them all took longer than to
clean fifty pages.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

__all__ = ["pattern"]

_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")


class _Late:
    """A pattern's source, which becomes the pattern's methods when one of them is asked for."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.pattern = source
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return self.__dict__[name]


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A regular expression as `re.compile` gives it, compiled when first used.

    >>> pattern(r"b+").search("abbc")[0]
    'bb'
    """
    return cast("re.Pattern[AnyStr]", _Late(source, flags))
