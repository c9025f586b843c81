"""`unwrap`: wrappers that are read as if they were not there."""

from __future__ import annotations

from tests.rules.making import outcome_of, site_of


def test_pieces_of_a_sentence_become_one_block(tmp_path):
    page = "<p>A path <div class=line>climbs</div> here.</p>".replace("p>", "section>")

    assert outcome_of(site_of(tmp_path, "unwrap: [div.line]"), page).texts == ["A path climbs here."]
