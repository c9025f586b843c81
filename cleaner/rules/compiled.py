"""Rules kept compiled: two thousand sites as one pickle, read in a fraction of the time.

A pickle runs what it says, so a folder of them must be the user's own, as a cache folder is. The name of the
file is a digest of all that the rules were made from: nothing is ever out of date, and a pickle that cannot
be read is made anew.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.errors import InputError
from cleaner.files import write_whole
from cleaner.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleaner.rules.load import Rules

__all__ = ["load"]


def load(path: Path, folder: Path, read: Callable[[Path], Rules]) -> Rules:
    """The rules of a file, from `folder` if they lie there, else by `read`, and kept there."""
    import pickle  # late: most have no such folder

    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read - {error.strerror or error}") from error
    digest = hashlib.sha256(f"{path}\n{__version__}\n{_program()}\n".encode() + data).hexdigest()[:24]
    kept = folder / f"rules-{digest}.pickle"
    try:
        rules: Rules = pickle.loads(kept.read_bytes())  # noqa: S301 - the user's own folder
    except Exception:  # noqa: BLE001 - not there, or broken: it is made anew, and nothing is lost
        rules = read(path)
        write_whole(kept, pickle.dumps(rules, protocol=pickle.HIGHEST_PROTOCOL))
    return rules


@lru_cache(maxsize=1)
def _program() -> str:
    """A digest of the loader's own sources and the presets: what makes other rules of the same file."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".yaml"):
            digest.update(path.read_bytes())
    return digest.hexdigest()
