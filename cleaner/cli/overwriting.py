"""What is read is never written over: an output that is one of the inputs, by whatever name, is refused."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import url2pathname

from cleaner.errors import UsageError
from cleaner.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["refuse_overwriting"]


def refuse_overwriting(command: str, inputs: Iterable[str], outputs: Iterable[str | Path]) -> None:
    """UsageError where one of the outputs is one of the inputs; before anything is read."""
    taken = {_identity(str(output)) for output in outputs}
    for path in inputs:
        if _identity(path) in taken:
            raise UsageError(
                f"{command}: {printable(path)}: the output would overwrite what is read"
                " - choose another place for it"
            )


def _identity(path: str) -> object:
    """The same for two names of one file; the name itself for a URL, and where there is no file yet."""
    if path.startswith("file:"):
        path = url2pathname(urlsplit(path).path)
    try:
        status = os.stat(path)  # noqa: PTH116 - "-" and URLs are no paths
    except (OSError, ValueError):
        return path
    return status.st_dev, status.st_ino
