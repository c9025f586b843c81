from __future__ import annotations

import gzip

import pytest

from benchmarks import corpora


def test_a_page_comes_with_its_truth_and_what_nobody_looked_for_is_none(mini):
    first = corpora.read(mini, "mini")[0]

    assert b"Hut 0 opens early" in first.body()
    assert first.truth.title == "Hut 0 opens early"
    assert first.truth.authors is None
    assert (first.page_type, corpora.language(first)) == ("article", "en")


def test_an_author_in_a_string_and_authors_in_a_list_are_read_alike(tmp_path, write_corpus):
    write_corpus(tmp_path, "one", pages=1, authors="Ana Dorn")
    write_corpus(tmp_path, "two", pages=1, authors=["Ana Dorn"])

    assert corpora.read(tmp_path, "one")[0].truth.authors == ("Ana Dorn",)
    assert corpora.read(tmp_path, "two")[0].truth.authors == ("Ana Dorn",)


def test_the_sample_is_the_same_every_time_and_grows_by_adding(mini):
    examples = corpora.read(mini, "mini")

    small, larger = corpora.sample(examples, 2), corpora.sample(list(reversed(examples)), 4)

    assert [example.id for example in small] == [example.id for example in corpora.sample(examples, 2)]
    assert {example.id for example in small} < {example.id for example in larger}
    assert corpora.sample(examples, None) == corpora.sample(examples, 99) == examples


def test_the_sample_is_the_same_on_every_machine(mini):
    # Pinned: a change of the hash would silently change what every floor was measured on.
    assert [example.id for example in corpora.sample(corpora.read(mini, "mini"), 3)] == [
        "0000",
        "0001",
        "0004",
    ]


def test_the_digest_tells_pages_and_truth_that_changed(mini, write_corpus):
    before = corpora.digest(corpora.read(mini, "mini"))
    assert before == corpora.digest(reversed(corpora.read(mini, "mini")))

    (mini / "mini" / "pages" / "0003.html.gz").write_bytes(gzip.compress(b"<p>Another page</p>"))
    assert corpora.digest(corpora.read(mini, "mini")) != before

    write_corpus(mini, title="Another title")
    assert corpora.digest(corpora.read(mini, "mini")) != before


def test_a_corpus_that_is_not_there_names_those_that_are(mini):
    with pytest.raises(
        corpora.CorpusError, match=r"nothing.truth\.jsonl\.gz: no such corpus \(there: mini\)"
    ):
        corpora.read(mini, "nothing")


def test_a_broken_truth_file_is_an_error_with_its_path(mini):
    (mini / "mini" / "truth.jsonl.gz").write_bytes(gzip.compress(b"not json"))

    with pytest.raises(corpora.CorpusError, match=r"mini.truth\.jsonl\.gz: not a truth file"):
        corpora.read(mini, "mini")


def test_the_known_corpora_stand_first(tmp_path, write_corpus):
    for name in ("zoo", "news", "wcxb", "alps"):
        write_corpus(tmp_path, name, pages=1)

    assert corpora.names_in(tmp_path) == ("wcxb", "news", "alps", "zoo")


def test_the_folder_can_be_named_by_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("CLEANER_CORPORA", str(tmp_path))
    assert corpora.default_folder() == tmp_path

    monkeypatch.delenv("CLEANER_CORPORA")
    assert corpora.default_folder().parts[-2:] == ("shared", "corpora")
