"""The line model: what it makes of dumps, of any size."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner.errors import CleanerError
from cleaner.features.lines import names
from cleaner.labels import cut, lines, weights
from cleaner.labels.network import Heard
from cleaner.labels.weights.lines import SHIPPED, load, read
from cleaner.types import PAGE_TYPES
from tests.making import blocks_of

LONG = (
    "The keeper of the lamp had counted every gull of the harbour twice before he wrote the number down, and "
    "on the next morning the gulls of the harbour were one fewer, as the lamp and the keeper had feared."
)
MENU = "Home,News,Sport,Log in,Subscribe,Contact us,Advertise,Share this,Newsletter".split(",")
DUMP = (
    "\n".join(MENU)
    + f"\n\nGulls of the harbour\n\n{LONG}\n\n{LONG}\n\n{LONG}\n\nShare this\n\nPrivacy policy"
)


def test_the_article_is_kept_and_the_menu_is_not():
    judged = lines.judge(blocks_of(DUMP))
    kept = {judged_label.block for judged_label in judged.labels if judged_label.keep}

    texts = blocks_of(DUMP).texts
    assert {i for i, text in enumerate(texts) if text == LONG} <= kept
    assert not kept & {i for i, text in enumerate(texts) if text in MENU}


def test_the_judgement_says_who_judged_how_sure_and_why():
    judged = lines.judge(blocks_of(DUMP))

    assert judged.model == f"lines-{load().version}"
    assert 0.5 < (judged.confidence or 0) <= 1
    assert judged.page_type in (None, *PAGE_TYPES)
    assert all(label.why.startswith("p=") for label in judged.labels)
    assert len(judged.labels) == len(blocks_of(DUMP))


def test_a_clean_text_stays_whole():
    judged = lines.judge(blocks_of(f"{LONG}\n\n{LONG.upper()}\n\n{LONG}"))

    assert all(label.keep for label in judged.labels)


def test_what_was_cleaned_already_loses_only_what_is_surely_no_text():
    judged = lines.judge(blocks_of(f"{LONG}\n\nShare this\n\n{LONG.upper()}"))

    assert "cut 0.10" in judged.labels[0].why


@pytest.mark.parametrize(
    ("above", "within", "below", "most"),
    [
        (0.9, 0.4, 0.9, 0.1),
        (0.01, 0.9, 0.9, 1.0),
        (0.9, 0.9, 0.0, 1.0),
        (0.5, 0.1, 0.5, 0.2),
        (0.1, 0.9, 0.1, 0.2),
    ],
)
def test_the_more_it_looks_like_a_menu_above_and_a_footer_below_the_less_caution(above, within, below, most):
    probability = np.repeat(np.array([above, within, below], np.float32), (10, 40, 10))

    assert lines._caution(probability, np.ones(60, np.float32), labels=9, known=0.7) == most


@pytest.mark.parametrize(("known", "most"), [(0.7, 0.1), (0.3, 0.1), (0.05, 0.3)])
def test_hardly_a_label_shows_that_a_dump_was_cleaned_if_its_language_is_known(known, most):
    probability = np.full(60, 0.01, np.float32)

    assert lines._caution(probability, np.ones(60, np.float32), labels=2, known=known) == most


def test_words_that_the_model_knows_are_counted():
    learned = load()
    known = lines.weigh(learned, blocks_of(DUMP))[2]
    strange = lines.weigh(learned, blocks_of(DUMP.translate(str.maketrans("aeiou", "ъыьэю"))))[2]

    assert strange < 0.25 < known


def test_below_a_menu_the_cut_is_what_the_dump_needs():
    assert "cut 0.10" not in lines.judge(blocks_of(DUMP)).labels[0].why


def test_an_empty_dump_has_no_labels():
    assert list(lines.judge(blocks_of("")).labels) == []


def test_a_long_dump_is_judged_in_portions(monkeypatch):
    blocks = blocks_of("\n\n".join([DUMP] * 3))
    whole = len(lines.judge(blocks).labels)

    monkeypatch.setattr(lines, "_PORTION", 10)

    assert len(lines.judge(blocks).labels) == whole == len(blocks)


def test_weights_for_other_columns_are_refused(monkeypatch):
    monkeypatch.setattr("cleaner.features.lines.names", lambda: (*names(), "more"))

    with pytest.raises(CleanerError, match="unlike in more"):
        read(SHIPPED)


def test_a_file_of_something_else_is_refused(tmp_path):
    (tmp_path / "lines.npz").write_bytes(b"no arrays")
    with pytest.raises(CleanerError, match="not a file of weights"):
        read(tmp_path / "lines.npz")

    with pytest.raises(CleanerError, match="format"):
        read(weights.SHIPPED)


def test_both_files_of_weights_are_small():
    assert SHIPPED.stat().st_size + weights.SHIPPED.stat().st_size < 1_000_000


@pytest.mark.parametrize(("kind", "threshold"), [("article", "cut 0.60"), ("product", "cut 0.30")])
def test_beside_an_article_what_is_in_doubt_goes(monkeypatch, kind, threshold):
    blocks = blocks_of(DUMP)
    menu = np.full(len(blocks), 0.01, np.float32)
    types = np.array([name == kind for name in PAGE_TYPES], np.float32)
    monkeypatch.setattr(
        lines, "weigh", lambda *_: (Heard(menu, types), np.ones(len(blocks), np.float32), 0.7)
    )
    monkeypatch.setattr(lines.cut, "choose", lambda *_: cut.Cut(0.3, 0.9))

    assert threshold in lines.judge(blocks).labels[0].why
