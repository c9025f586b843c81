"""Rules kept compiled."""

from __future__ import annotations

import pytest

from cleaner.errors import InputError
from cleaner.rules import Rules

TEXT = "sites:\n  a: {hosts: [a.example], drop: [.x], tests: [{file: a.html, title: x}]}\n"


def test_rules_are_read_once_and_kept(tmp_path, monkeypatch):
    path, kept = tmp_path / "sources.yaml", tmp_path / "kept"
    path.write_text(TEXT)
    first = Rules.load_compiled(path, kept)
    monkeypatch.setattr(Rules, "load", None)  # nobody may ask it again

    again = Rules.load_compiled(path, kept)

    assert again.sites == first.sites
    assert (again.version, again.path) == (first.version, path)


def test_file_and_folder_may_be_strings(tmp_path):
    path, kept = tmp_path / "sources.yaml", tmp_path / "kept"
    path.write_text(TEXT)

    assert Rules.load_compiled(str(path), str(kept)).path == path


def test_another_file_and_a_broken_pickle_are_read_anew(tmp_path):
    path, kept = tmp_path / "sources.yaml", tmp_path / "kept"
    path.write_text(TEXT)
    Rules.load_compiled(path, kept)
    (pickled,) = kept.iterdir()
    pickled.write_bytes(b"broken")
    assert len(Rules.load_compiled(path, kept)) == 1

    path.write_text(TEXT.replace("a.example", "b.example"))
    assert Rules.load_compiled(path, kept).sites[0].where.hosts == ("b.example",)
    with pytest.raises(InputError, match="cannot be read"):
        Rules.load_compiled(tmp_path / "none.yaml", kept)
