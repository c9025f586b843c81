"""The fuzzer's own parts; fuzzing itself is a command, see docs/security.md."""

from __future__ import annotations

from itertools import islice

import pytest

from benchmarks import fuzz, surfaces


@pytest.mark.parametrize("surface", surfaces.SURFACES)
def test_what_a_surface_begins_with_does_no_harm(surface):
    begin = list(islice(surfaces.seeds(surface), 4))

    for seed in begin:
        surfaces.tried(surface, seed)

    assert len(set(begin)) == 4


def test_the_command_knows_all_surfaces():
    for surface in surfaces.SURFACES:
        assert fuzz._parser().parse_args([surface]).surface == surface


def test_an_input_that_broke_something_is_tried_again_alone(tmp_path, monkeypatch):
    def broken(data):
        raise AssertionError(data.decode())

    monkeypatch.setattr(surfaces, "SURFACES", {"decoding": broken})
    (tmp_path / "found").write_bytes(b"harm")

    with pytest.raises(AssertionError, match="harm"):
        fuzz.main(["decoding", "--only", str(tmp_path / "found")])


def test_corpus_and_words_are_made_as_libfuzzer_wants_them(tmp_path):
    arguments = fuzz._prepared(surfaces, "rules", tmp_path)

    assert arguments[0] == str(tmp_path / "rules")
    assert len(list((tmp_path / "rules").iterdir())) > 30
    assert '"drop:"' in (tmp_path / "words.txt").read_text().splitlines()
