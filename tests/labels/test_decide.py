"""Labels -> verdicts: who wins, and who is remembered."""

from __future__ import annotations

from cleaner.labels import decide
from cleaner.types import Label, Layer
from tests.making import blocks_of

BLOCKS = blocks_of("<p>Ten huts in the Alps</p>")


def label(layer: Layer, *, keep: bool, role: str = "body", score: float = 0.5, span=None) -> Label:
    return Label(0, role, keep, layer, layer.name.lower(), "because", score, span)


def test_the_higher_layer_wins_and_the_loser_is_remembered():
    model, site = label(Layer.MODEL, keep=True, score=0.99), label(Layer.SITE, keep=False, score=0.1)

    (verdict,) = decide(BLOCKS, [model, site])

    assert verdict.label == site
    assert verdict.losing == (model,)


def test_within_a_layer_the_surer_label_wins():
    (verdict,) = decide(
        BLOCKS, [label(Layer.PAGE, keep=True, score=0.4), label(Layer.PAGE, keep=False, score=0.6)]
    )

    assert not verdict.keep


def test_a_tie_keeps_the_block():
    (verdict,) = decide(BLOCKS, [label(Layer.PAGE, keep=False), label(Layer.PAGE, keep=True)])

    assert verdict.keep


def test_a_block_without_a_label_is_dropped_with_a_reason():
    (verdict,) = decide(BLOCKS, [])

    assert not verdict.keep
    assert verdict.label.why == "nobody labelled it"


def test_a_role_that_the_user_keeps_stays_whoever_drops_it():
    site = label(Layer.SITE, keep=False, role="caption")

    (verdict,) = decide(BLOCKS, [site], keep=frozenset({"caption"}))

    assert verdict.keep
    assert verdict.losing == (site,)


def test_hidden_text_does_not_come_back_by_its_role():
    hidden = blocks_of("<p hidden>Ten huts</p>")

    (verdict,) = decide(hidden, [label(Layer.MODEL, keep=False, role="other")], keep=frozenset({"other"}))

    assert not verdict.keep


def test_spans_are_cut_in_order_and_do_not_overlap():
    whole = label(Layer.MODEL, keep=True)
    late, early, weaker = (
        label(Layer.PAGE, keep=False, role="byline", score=score, span=span)
        for score, span in ((0.9, (9, 12)), (0.8, (0, 3)), (0.1, (2, 5)))
    )

    (verdict,) = decide(BLOCKS, [whole, late, early, weaker])

    assert verdict.cuts == (early, late)


def test_a_stronger_keep_saves_its_spans_too():
    (verdict,) = decide(BLOCKS, [label(Layer.SITE, keep=True), label(Layer.PAGE, keep=False, span=(0, 3))])

    assert verdict.cuts == ()


def test_a_kept_role_keeps_the_cuts_of_the_rule_that_it_overrules():
    whole = label(Layer.SITE, keep=False, role="caption")
    credit = label(Layer.SITE, keep=False, role="other", span=(0, 3))

    (verdict,) = decide(BLOCKS, [whole, credit], keep=frozenset({"caption"}))

    assert verdict.cuts == (credit,)


def test_very_many_spans_are_cut_in_proportion():
    blocks = blocks_of("<p>" + "ab " * 20_000 + "</p>")
    spans = [label(Layer.PAGE, keep=False, span=(3 * i, 3 * i + 2)) for i in range(20_000)]

    (verdict,) = decide(blocks, [label(Layer.MODEL, keep=True), *spans])

    assert len(verdict.cuts) == 20_000
