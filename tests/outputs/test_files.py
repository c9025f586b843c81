from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.errors import OutputError
from cleaner.outputs import target_for, targets, write_whole


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("a/b.html", "a/b.md"),
        ("b.HTM", "b.md"),
        ("b.html.gz", "b.md"),
        ("b.gz", "b.md"),
        ("Vol. 2", "Vol. 2.md"),
        ("node.js is here", "node.js is here.md"),
        ("no-suffix", "no-suffix.md"),
        (".html", ".html.md"),
        ("-", "-.md"),
        ("", "page.md"),
        ("../../etc/passwd.html", "etc/passwd.md"),
        ("/etc/passwd", "etc/passwd.md"),
        ("a/../../b.html", "a/b.md"),
        ("C:\\dir\\b.html", "dir/b.md"),
        ("a\x00b\n.html", "a_b_.md"),
        ("CON.html", "_CON.md"),
        ("nul/aux.txt", "_nul/_aux.md"),
        ("what?<x>.html", "what__x_.md"),
        ("a. /b .html", "a/b.md"),
        ("...", "page.md"),
        ("caf\udce9.html", "caf_.md"),
    ],
)
def test_a_name_leads_down_and_nowhere_else(tmp_path, name, target):
    assert target_for(name, tmp_path, ".md") == tmp_path / target


def test_a_name_too_long_is_cut_and_stays_its_own(tmp_path):
    first, second = (target_for("字" * 100 + end + ".html", tmp_path, ".md") for end in "ab")

    assert first != second
    assert len(first.name.encode()) <= 200
    write_whole(first, "x")


def test_a_file_of_several_pages_gives_several_documents(tmp_path):
    assert target_for("a.warc.gz", tmp_path, ".json", record=3) == tmp_path / "a.3.json"


def test_pages_that_differ_in_their_suffix_keep_it(tmp_path):
    names = ["x.html", "y.html", "x.txt", "d/x.html"]

    found = targets(names, tmp_path, ".md")

    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "x.html.md",
        "y.md",
        "x.txt.md",
        "d/x.md",
    ]
    assert targets(names[::-1], tmp_path, ".md") == found[::-1]


def test_no_two_sources_of_a_run_share_a_file(tmp_path):
    names = [
        "a.html",
        "A.html",
        "../a.html",
        "a.html.html",
        "x.html",
        "x.txt",
        "x.html.md",
        "e\u0301.html",
        "é.html",
    ]

    found = targets(names, tmp_path, ".md")

    assert len({str(path).casefold() for path in found}) == len(names)
    assert targets(names[::-1], tmp_path, ".md") == found[::-1]


@pytest.mark.property
@settings(max_examples=500, deadline=None)
@given(st.lists(st.text(st.sampled_from("ab./\\ :é~C\x00"), max_size=12), unique=True, max_size=6))
def test_whatever_the_names_each_document_has_its_place_below_the_folder(names):
    out = Path("/nowhere/out")

    found = targets(names, out, ".md")

    assert all(path.is_relative_to(out) and ".." not in path.parts and path != out for path in found)
    assert len(set(found)) == len(names)


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "a").symlink_to(tmp_path)

    with pytest.raises(OutputError, match="symbolic link leads out"):
        target_for("a/b.html", out, ".md")


def test_the_folder_itself_may_be_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")

    write_whole(target_for("a/b.html", tmp_path / "out", ".md"), "text")

    assert (tmp_path / "real/a/b.md").read_text() == "text"


def test_a_link_in_the_place_of_a_file_is_replaced_and_not_followed(tmp_path):
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "a.md").symlink_to(tmp_path / "secret")

    write_whole(tmp_path / "a.md", "new")

    assert (tmp_path / "secret").read_text() == "secret"
    assert (tmp_path / "a.md").read_text() == "new"


def test_a_file_is_written_as_it_is(tmp_path):
    write_whole(tmp_path / "new" / "a.md", "é\n\n字")

    assert (tmp_path / "new" / "a.md").read_bytes() == "é\n\n字".encode()
    assert names_in(tmp_path / "new") == ["a.md"]


def test_a_failure_leaves_the_old_file_and_no_other(tmp_path, monkeypatch):
    (tmp_path / "a.md").write_text("old")

    def full_disk(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)

    with pytest.raises(OutputError, match="no space left - free some"):
        write_whole(tmp_path / "a.md", "new")
    assert (tmp_path / "a.md").read_text() == "old"
    assert names_in(tmp_path) == ["a.md"]


def test_an_interrupted_write_leaves_nothing_behind(tmp_path, monkeypatch):
    def interrupt(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)

    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a.md", "new")
    assert names_in(tmp_path) == []


def test_what_stands_in_the_way_is_named_with_what_to_do(tmp_path):
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "x").write_text("x")

    with pytest.raises(OutputError, match="a file stands where a folder is needed - remove it"):
        write_whole(tmp_path / "file" / "a.md", "x")
    with pytest.raises(OutputError, match="a folder has this name"):
        write_whole(tmp_path / "folder", "x")
    with pytest.raises(OutputError, match="the name is too long"):
        write_whole(tmp_path / ("x" * 400), "x")


def test_an_error_without_advice_is_told_as_the_system_tells_it(tmp_path, monkeypatch):
    def broken(descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)

    with pytest.raises(OutputError, match="Input/output error - choose another folder"):
        write_whole(tmp_path / "a.md", "new")
