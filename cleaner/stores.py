"""Files by path or by URL: what lies on this machine, in a bucket, behind http, or in memory.

A URL goes to fsspec, which finds the file system by the part before "://" (`s3://`, `gs://`, `https://`,
`memory://`). The only module that knows it; a plain path needs none.
"""

from __future__ import annotations

import glob
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from cleaner import files
from cleaner.errors import InputError, MissingError, OutputError
from cleaner.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["files_in", "is_url", "joined", "opened", "read_bytes", "read_several", "write_whole"]


def is_url(path: str) -> bool:
    """True for what fsspec finds.

    >>> is_url("s3://bucket/a.warc.gz"), is_url("raw/a.warc.gz")
    (True, False)
    """
    return "://" in path


def joined(folder: str, *names: str) -> str:
    """The path or URL of something in a folder.

    >>> joined("memory://out/", "a.json")
    'memory://out/a.json'
    """
    return "/".join([folder.rstrip("/") if len(folder) > 1 else folder, *names])


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """The bytes of a file as a stream; InputError where they cannot be had."""
    try:
        if is_url(path):
            system, place = _system(path)
            stream = system.open(place, "rb")
        else:
            stream = Path(path).open("rb")  # noqa: SIM115 - closed below, where reading fails as it may
    except FileNotFoundError as error:
        raise MissingError(f"{printable(path)}: no such file - check the spelling") from error
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    with stream:
        yield stream


def read_bytes(path: str) -> bytes | None:
    """The whole of a file; None where there is none."""
    try:
        if not is_url(path):
            return Path(path).read_bytes()
        system, place = _system(path)
        found: bytes = system.cat_file(place)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(
            f"{printable(path)}: cannot be read ({error}) - check the path and rights"
        ) from error
    return found


def read_several(paths: Sequence[str]) -> list[bytes | None]:
    """The whole of several files of one place, asked for at once where that is remote; None for none."""
    if not paths or not is_url(paths[0]):
        return [read_bytes(path) for path in paths]
    system, _ = _system(paths[0])
    places = [_system(path)[1] for path in paths]
    found = system.cat(places, on_error="return")
    answers = [found[place] for place in places] if isinstance(found, dict) else [found]
    for path, answer in zip(paths, answers, strict=True):
        if isinstance(answer, Exception) and not isinstance(answer, FileNotFoundError):
            raise _unreadable(path, answer) from answer
    return [answer if isinstance(answer, bytes) else None for answer in answers]


def files_in(path: str) -> list[str]:
    """The files that a path or URL stands for, sorted: itself, all in a folder, or those that fit a pattern.

    Hidden ones are passed over. MissingError where there is none.
    """
    found = _remote_files(path) if is_url(path) else _local_files(path)
    if not found:
        raise MissingError(f"{printable(path)}: no file there - check the spelling and the pattern")
    return sorted(found)


def write_whole(path: str, pieces: Iterable[str | bytes]) -> None:
    """Write a file so that a reader finds the old one or the new one, never half of it.

    A bucket has no renaming: there the file is copied to its name when it is complete.
    """
    if not is_url(path):
        files.write_whole(path, pieces)
        return
    system, place = _system(path)
    folder, _, _ = place.rpartition("/")
    part = f"{folder}/.cleaner-{os.urandom(8).hex()}.part"
    try:
        system.makedirs(folder, exist_ok=True)
        try:
            with system.open(part, "wb") as file:
                for piece in pieces:
                    file.write(piece.encode("utf-8", "replace") if isinstance(piece, str) else piece)
            system.mv(part, place)
        except BaseException:
            if system.exists(part):
                system.rm_file(part)
            raise
    except OSError as error:
        raise OutputError(
            f"{printable(path)}: cannot be written ({error}) - check rights and space, or write elsewhere"
        ) from error


def _local_files(path: str) -> list[str]:
    if not Path(path).is_dir():
        return [path] if Path(path).exists() else glob.glob(path, recursive=True)  # noqa: PTH207
    return [
        str(file)
        for file in Path(path).rglob("*")
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts)
    ]


def _remote_files(path: str) -> list[str]:
    system, place = _system(path)
    if "*" in place or "?" in place:
        found = [name for name in system.glob(place) if not system.isdir(name)]
    elif system.isdir(place):
        found = [name for name in system.find(place) if "/." not in name[len(place.rstrip("/")) :]]
    else:
        return [path]  # many web servers list no folders: such a file is taken at its word
    return [str(system.unstrip_protocol(name)) for name in found]


def _unreadable(path: str, error: Exception) -> InputError:
    return InputError(f"{printable(path)}: cannot be read ({error}) - check the path and rights")


def _system(path: str) -> tuple[Any, str]:
    """The file system of a URL, and the place in it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise MissingError(
            f"{printable(path)}: URLs need fsspec - install it with: pip install 'cleaner[batch]'"
        ) from error
    try:
        system, place = url_to_fs(path)
    except (ImportError, ValueError) as error:
        raise InputError(f"{printable(path)}: {error} - install what it names, or check the URL") from error
    return system, str(place)
