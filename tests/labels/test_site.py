"""Labels of a rule: layers, scope, and the loss guard."""

from __future__ import annotations

import pytest

from cleaner.types import Layer
from tests.rules.making import load, outcome_of, site_of

PATH = "The path climbs from the village through a wood of larches."
KEEPER = "Its keeper sells soup to all who carry down their rubbish."
PAGE = f"""
<html><body>
<nav><a href="/">Home</a></nav>
<article><h1>Ten huts</h1><p class="lede">{PATH}</p><p class="box">{KEEPER}</p>
<p class="share">Share this</p></article>
<aside class="more"><p>More huts</p></aside>
</body></html>
"""


def test_a_drop_labels_its_blocks_with_role_place_and_reason(tmp_path):
    site = site_of(tmp_path, "drop:\n  - {select: .share, role: share}\n  - .more")

    outcome = outcome_of(site, PAGE)

    share = next(label for label in outcome.applied.labels if label.role == "share")
    assert (share.keep, share.layer, share.by, share.why) == (
        False,
        Layer.SITE,
        "sources.yaml:5",
        "drop .share",
    )
    assert outcome.texts == ["Home", "Ten huts", PATH, KEEPER]
    assert outcome.applied.warnings == ()


def test_a_drop_without_a_role_has_that_of_the_engine_or_a_known_word(tmp_path):
    site = site_of(tmp_path, "drop: [nav > a, .share, .more]")

    outcome = outcome_of(site, PAGE, dropped=["Home"])

    assert outcome.roles == {"Home": "nav", "Share this": "share", "More huts": "other"}


def test_a_drop_that_takes_the_article_is_skipped_and_reported(tmp_path):
    site = site_of(tmp_path, "drop:\n  - article")

    outcome = outcome_of(site, PAGE)

    assert outcome.applied.labels == ()
    assert outcome.applied.warnings == (
        'sources.yaml:5: drop "article" would take 90% of the text: '
        "skipped - make it more exact, or say force: true",
    )


@pytest.mark.parametrize("keys", ["drop: [{select: article, force: true}]", "drop: [article]\nforce: true"])
def test_force_overrules_the_loss_guard(tmp_path, keys):
    outcome = outcome_of(site_of(tmp_path, keys), PAGE)

    assert outcome.texts == ["Home", "More huts"]
    assert outcome.applied.warnings == ()


def test_what_the_engine_drops_anyway_is_no_loss(tmp_path):
    site = site_of(tmp_path, "drop: [article]")

    outcome = outcome_of(site, PAGE, dropped=["Ten huts", PATH, KEEPER, "Share this"])

    assert outcome.applied.warnings == ()
    assert outcome.texts == ["Home", "More huts"]


def test_what_the_engine_is_unsure_of_is_less_of_a_loss(tmp_path):
    site = site_of(tmp_path, "drop: [.lede]")

    outcome = outcome_of(site, f"<p class=lede>{PATH}</p><p>{KEEPER}</p>", unsure=[PATH])

    assert outcome.texts == [KEEPER]
    assert outcome.applied.warnings == ()


def test_the_guard_counts_what_items_take_one_after_the_other(tmp_path):
    site = site_of(tmp_path, "drop: [.box, .lede]")

    outcome = outcome_of(site, PAGE)

    assert KEEPER not in outcome.texts
    assert PATH in outcome.texts
    assert "would take 61% of the text" in outcome.applied.warnings[0]


def test_keep_beats_the_engine_and_drops_of_its_own_layer(tmp_path):
    site = site_of(tmp_path, "keep: [.box]\ndrop: [.box, .share]")

    outcome = outcome_of(site, PAGE, dropped=[KEEPER])

    assert KEEPER in outcome.texts
    assert "Share this" not in outcome.texts
    losing = outcome.verdicts[outcome.blocks.texts.index(KEEPER)].losing
    assert {label.by for label in losing} == {"sources.yaml:5", "engine"}


LAYERS = """
    presets:
      weak: {keep: [.box], drop: [.lede]}
      strong: {drop: [.box], keep: [.lede]}
    sites:
      hikes: {hosts: [example.org], use: [weak, strong], drop: [.share]}
"""


def test_a_later_preset_is_stronger_than_an_earlier_one(tmp_path):
    outcome = outcome_of(load(tmp_path, LAYERS).sites[0], PAGE)

    assert KEEPER not in outcome.texts
    assert PATH in outcome.texts


def test_the_site_is_stronger_than_its_presets(tmp_path):
    site = load(tmp_path, LAYERS.replace("drop: [.share]", "keep: [.box, .lede, .share]")).sites[0]

    assert outcome_of(site, PAGE).texts == ["Home", "Ten huts", PATH, KEEPER, "Share this", "More huts"]


def test_a_body_is_a_scope_in_which_the_engine_goes_on_choosing(tmp_path):
    site = site_of(tmp_path, "body: [.absent, article]")

    outcome = outcome_of(site, PAGE, dropped=["Share this"])

    assert outcome.texts == ["Ten huts", PATH, KEEPER]
    assert outcome.applied.warnings == ()


def test_an_exact_body_is_taken_whole_but_for_drops_and_hidden_text(tmp_path):
    site = site_of(tmp_path, "body: [article]\ntrust: exact\ndrop: [.share]")
    page = PAGE.replace("</article>", "<p hidden>Secret</p></article>")

    outcome = outcome_of(site, page, dropped=[PATH, "Secret"])

    assert outcome.texts == ["Ten huts", PATH, KEEPER]


def test_a_keep_outside_the_body_stays(tmp_path):
    site = site_of(tmp_path, "body: [article]\nkeep: [.more]")

    assert outcome_of(site, PAGE).texts[-1] == "More huts"


def test_a_body_that_misses_leaves_the_page_to_the_engine_with_a_warning(tmp_path):
    site = site_of(tmp_path, "body:\n  - .story\n  - '#main'")

    outcome = outcome_of(site, PAGE)

    assert len(outcome.texts) == 6
    assert outcome.applied.warnings == (
        'sources.yaml:5: no body of "hikes" is on this page: the engine chose on the whole page',
    )


def test_a_body_that_disagrees_with_the_engine_is_skipped_with_a_warning(tmp_path):
    site = site_of(tmp_path, "body: [.lede]")

    outcome = outcome_of(site, PAGE)

    assert len(outcome.texts) == 6
    assert 'body ".lede" holds 11 of the 29 words' in outcome.applied.warnings[0]


@pytest.mark.parametrize("keys", ["body: [{select: .lede, force: true}]", "body: [.lede]\ntrust: exact"])
def test_such_a_body_is_taken_where_the_rule_insists(tmp_path, keys):
    outcome = outcome_of(site_of(tmp_path, keys), PAGE)

    assert outcome.texts == [PATH]
    assert outcome.applied.warnings == ()


def test_a_body_of_the_site_replaces_that_of_its_presets(tmp_path):
    site = load(
        tmp_path,
        "presets: {p: {body: [.lede]}}\nsites: {hikes: {hosts: [x.com], use: [p], body: [article]}}\n",
    ).sites[0]

    assert outcome_of(site, PAGE).texts == ["Ten huts", PATH, KEEPER, "Share this"]


def test_a_span_is_cut_from_a_kept_block(tmp_path):
    site = site_of(tmp_path, r"drop_lines: [{re: '^\[By [^\]]+\]', part: true, role: byline}]")

    (verdict,) = outcome_of(site, f"[By Ann Roe] {PATH}").verdicts

    assert verdict.keep
    assert [(cut.span, cut.role) for cut in verdict.cuts] == [((0, 12), "byline")]


def test_a_span_of_what_the_engine_drops_costs_nothing(tmp_path):
    site = site_of(tmp_path, r"drop_lines: [{re: '^\[By [^\]]+\]', part: true}]")

    outcome = outcome_of(site, f"[By Ann Roe] {PATH}", dropped=[f"[By Ann Roe] {PATH}"])

    assert (outcome.texts, outcome.applied.warnings) == ([], ())


def test_a_span_counts_for_the_guard(tmp_path):
    site = site_of(tmp_path, "drop_lines: [{re: '^The path.+village', part: true}]")

    assert "would take 55% of the text" in outcome_of(site, PATH).applied.warnings[0]


def test_a_kept_block_is_kept_whole(tmp_path):
    site = site_of(
        tmp_path, r"drop_lines: [{re: '^\[By [^\]]+\]', part: true}]" + "\nkeep: [{line: '*larches.'}]"
    )

    (verdict,) = outcome_of(site, f"[By Ann Roe] {PATH}").verdicts

    assert (verdict.keep, verdict.cuts) == (True, ())


def test_flags_are_found_by_selector_and_line_each_once(tmp_path):
    site = site_of(
        tmp_path,
        """
        flags:
          sponsored: [.share, "meta[name=partner]"]
          truncated: {line: "More*"}
          paywalled: .paywall
        """,
    )

    assert outcome_of(site, PAGE).applied.flags == ("sponsored", "truncated")
    only_head = '<html><head><meta name="partner"></head><body><p>x</p></body></html>'
    assert outcome_of(site, only_head).applied.flags == ("sponsored",)


def test_a_page_without_words_is_no_reason_to_warn(tmp_path):
    site = site_of(tmp_path, "drop: [.share]")

    assert outcome_of(site, "<html><body></body></html>").applied.warnings == ()
