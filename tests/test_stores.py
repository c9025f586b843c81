from __future__ import annotations

import builtins

import pytest

from cleaner import stores
from cleaner.errors import InputError, OutputError


@pytest.mark.parametrize("remote", [False, True])
def test_a_file_is_written_whole_or_not_at_all(tmp_path, remote):
    folder = f"file://{tmp_path}" if remote else str(tmp_path)

    def breaking():
        yield b"half a file"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stores.write_whole(f"{folder}/new/a.txt", breaking())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []

    stores.write_whole(f"{folder}/new/a.txt", ["hö", b"!"])
    assert stores.read_bytes(f"{folder}/new/a.txt") == "hö!".encode()
    with stores.opened(f"{folder}/new/a.txt") as stream:
        assert stream.read(2) == b"h\xc3"


def test_a_folder_a_pattern_and_a_file_stand_for_files(tmp_path):
    for name in ("b.html", "a.html", "c.txt", ".hidden/d.html", "below/e.html"):
        stores.write_whole(f"{tmp_path}/{name}", [b"x"])
    url = f"file://{tmp_path}"

    for folder, strip in ((str(tmp_path), f"{tmp_path}/"), (url, f"{url}/")):
        names = [path.removeprefix(strip) for path in stores.files_in(folder)]
        assert names == ["a.html", "b.html", "below/e.html", "c.txt"]
        assert [path.removeprefix(strip) for path in stores.files_in(f"{folder}/*.html")] == [
            "a.html",
            "b.html",
        ]
        assert stores.files_in(f"{folder}/c.txt") == [f"{folder}/c.txt"]


@pytest.mark.parametrize("scheme", ["", "file://", "memory://"])
def test_what_is_not_there_is_none_or_an_error(tmp_path, scheme):
    place = f"{scheme}{tmp_path}/nowhere"

    assert stores.read_bytes(place) is None
    with pytest.raises(InputError, match=r"nowhere: no such file"), stores.opened(place):
        pass
    with pytest.raises(InputError, match="no file there"):
        stores.files_in(f"{place}/*.html")


def test_several_are_asked_for_at_once():
    stores.write_whole("memory://several/a", [b"one"])

    assert stores.read_several(["memory://several/a", "memory://several/b"]) == [b"one", None]
    assert stores.read_several(["memory://several/b"]) == [None]
    assert stores.read_several([]) == []


def test_what_cannot_be_written_or_read_says_so(tmp_path):
    (tmp_path / "file").write_text("x")

    with pytest.raises(OutputError, match="cannot be written"):
        stores.write_whole(f"file://{tmp_path}/file/a.txt", [b"x"])
    with pytest.raises(InputError, match="cannot be read"):
        stores.read_bytes(str(tmp_path))
    with pytest.raises(InputError, match="cannot be read"), stores.opened(str(tmp_path)):
        pass


def test_a_scheme_that_nobody_knows_and_a_missing_package_say_what_to_do(monkeypatch):
    with pytest.raises(InputError, match="nowhere://a: Protocol not known: nowhere"):
        stores.read_bytes("nowhere://a")

    real = builtins.__import__

    def without(name, *rest):
        if name.startswith("fsspec"):
            raise ImportError
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(
        InputError, match=r"URLs need fsspec - install it with: pip install 'cleaner\[batch\]'"
    ):
        stores.read_bytes("memory://a")
