"""Pages made into dumps as dirty as they come."""

from __future__ import annotations

from random import Random
from types import SimpleNamespace

import numpy as np

from training.flatten import dirty, marked

TEXT = "Gulls\n\n" + "The keeper counted every gull of the harbour twice that night. " * 4 + "\n\nEels"


def test_dirt_changes_lines_and_never_words():
    made = {dirty(TEXT, Random(seed)) for seed in range(40)}

    assert all(dump.split() == TEXT.split() for dump in made)
    assert any("\n\n" not in dump for dump in made)
    assert any(max(map(len, dump.split("\n"))) <= 100 for dump in made)
    assert TEXT in made


def test_a_marked_page_has_signs_for_headings_and_items_and_nothing_hidden():
    marks = np.zeros((4, 4))
    marks[3, 0] = 1
    page = SimpleNamespace(
        texts=["Gulls", "The keeper counts.", "a heron", "hidden"],
        frame=SimpleNamespace(tags=["h2", "p", "li", "p"], marks=marks),
    )

    lines = marked(page, Random(1)).split("\n")

    assert lines[0] == "## Gulls"
    assert lines[2] == "The keeper counts."
    assert lines[3].endswith("a heron")
    assert len(lines) == 4
