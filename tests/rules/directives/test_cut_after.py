"""`cut_after`: a marker and all below it."""

from __future__ import annotations

from tests.rules.making import outcome_of, problems_of, site_of

STORY = "A path climbs from the village to the huts, and whoever walks it needs a day."
HEADLINES = [f"Hut number {number} opens its doors again" for number in range(10)]
DUMP = "\n\n".join(["More", STORY, "More", *HEADLINES])


def test_a_marker_in_the_menu_is_passed_over_for_the_one_below(tmp_path):
    site = site_of(tmp_path, "cut_after: [{line: More, role: related}]")

    outcome = outcome_of(site, DUMP, dropped=HEADLINES)

    assert outcome.texts == ["More", STORY]
    assert outcome.roles["Hut number 9 opens its doors again"] == "related"
    assert outcome.applied.warnings == ()


def test_headlines_that_are_most_of_the_page_need_force(tmp_path):
    tame = outcome_of(site_of(tmp_path, "cut_after: [{line: More, last: true}]"), DUMP)
    forced = outcome_of(site_of(tmp_path, "cut_after: [{line: More, last: true, force: true}]"), DUMP)

    assert len(tame.texts) == 13
    assert 'sources.yaml:4: cut_after "More" would take 81% of the text' in tame.applied.warnings[0]
    assert forced.texts == ["More", STORY]


def test_a_box_of_several_blocks_is_one_marker(tmp_path):
    page = f"<p>{STORY}</p><div class=m><h2>More</h2><p>of this</p></div><p>Tail</p>"

    assert outcome_of(site_of(tmp_path, "cut_after: {select: .m, keep: true}"), page).texts[-1] == "of this"


def test_words_on_every_line_are_no_marker(tmp_path):
    page = "\n\n".join([STORY, *["More"] * 500])

    outcome = outcome_of(site_of(tmp_path, "cut_after: [More]"), page)

    assert outcome.texts == [STORY, *["More"] * 500]


def test_an_unknown_option_is_an_error(tmp_path):
    (problem,) = problems_of(tmp_path, "sites:\n  a: {hosts: [x.com], cut_after: [{line: x, lats: true}]}\n")

    assert problem == '2:45: unknown key "lats" for entry 1 of "cut_after" - did you mean "last"?'
