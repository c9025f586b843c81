"""The explanation as a page to look at."""

from __future__ import annotations

import base64
import hashlib
import re

from cleaner.explain.html import as_html
from cleaner.page.dom import parse
from cleaner.types import Candidate, Label, Layer, Metadata, Verdict
from tests.explain.making import blocks_of, explanation_of

_ATTACK = '</p><script>alert(1)</script><img src=x onerror=alert(2)>"\u202e'


def _label(block, role="body", keep=True, **more):
    said = {"layer": Layer.MODEL, "by": "model", "why": "p=0.91", "score": 0.91}
    return Label(block, role, keep, **{**said, **more})


def _page(explanation):
    tree = parse(as_html(explanation))
    return tree, tree.nodes


def _classes(tree, css):
    return [tree.nodes.attributes[node]["class"] for node in tree.select(css)]


def test_blocks_stand_in_order_in_the_column_of_their_fate():
    blocks = blocks_of(["Home", "The path climbs.", "Then it falls.", "Share this"])
    verdicts = [
        Verdict(0, _label(0, "nav", False)),
        Verdict(1, _label(1)),
        Verdict(2, _label(2)),
        Verdict(3, _label(3, "share", False, layer=Layer.SITE, by="sources.yaml:7", why="drop .share")),
    ]

    tree, _ = _page(explanation_of(blocks, verdicts))

    assert _classes(tree, ".run") == ["run dropped", "run kept", "run dropped"]
    assert [tree.text(node) for node in tree.select(".text")] == list(blocks.texts)
    assert _classes(tree, "#b3") == ["block role-share layer-site tag-p"]
    assert tree.text(tree.select("#b3 summary")[0]) == "3 share sources.yaml:7 · drop .share"


def test_a_block_tells_who_lost_and_what_was_cut():
    blocks = blocks_of(["By Ann Roe. The path climbs."])
    lost = _label(0, "ad", False, by="phrase", why="reads like ad", score=0.4)
    cut = _label(0, "byline", False, layer=Layer.PAGE, by="byline", why="names the author", span=(0, 11))

    tree, _ = _page(explanation_of(blocks, [Verdict(0, _label(0), (lost,), (cut,))]))

    assert tree.text(tree.select(".text del")[0]) == "By Ann Roe."
    said = [tree.text(node) for node in tree.select("#b0 li")]
    assert said[1] == "cut as byline by byline (page logic): names the author: By Ann Roe."
    assert said[2] == "lost: drop as ad by phrase (engine): reads like ad, score 0.40"


def test_each_role_and_layer_on_the_page_has_a_filter_that_hides_it():
    verdicts = [Verdict(0, _label(0)), Verdict(1, _label(1, "nav", False)), Verdict(2, _label(2))]
    explanation = explanation_of(blocks_of(["One.", "Two", "Three."]), verdicts)

    tree, nodes = _page(explanation)

    boxes = [nodes.attributes[node]["id"] for node in tree.select("input")]
    assert boxes == ["show-role-body", "show-role-nav", "show-layer-model"]
    assert tree.text(tree.select("label.role-body")[0]) == "body 2"
    for box in boxes:
        hides = f"body:has(#{box}:not(:checked)) .block.{box.removeprefix('show-')}{{display:none}}"
        assert hides in as_html(explanation)


def test_the_metadata_table_marks_what_won():
    won, lost = Candidate("title", "Ten huts", "jsonld:headline", 0.9), Candidate("title", "Huts", "h1", 0.5)
    metadata = Metadata(title="Ten huts", chosen={"title": won}, candidates=(lost, won))

    tree, _ = _page(explanation_of(blocks_of(["One."]), [Verdict(0, _label(0))], metadata=metadata))

    assert _classes(tree, "tr[class]") == ["won", "lost"]
    assert tree.text(tree.select("tr.won")[0]) == "titleTen hutsjsonld:headline0.90"


def test_nothing_that_a_page_says_becomes_markup():
    blocks = blocks_of([_ATTACK])
    blocks.tags[0] = '"><script>'
    candidate = Candidate("title", _ATTACK, _ATTACK, 0.9)
    label = _label(0, by=_ATTACK, why=_ATTACK)

    explanation = explanation_of(
        blocks,
        [Verdict(0, label, (label,), (label._replace(span=(0, 9)),))],
        metadata=Metadata(title=_ATTACK, chosen={"title": candidate}, candidates=(candidate,)),
        title=_ATTACK, url=_ATTACK, rule=_ATTACK, flags=(_ATTACK,), warnings=(_ATTACK,),
    )  # fmt: skip
    tree, nodes = _page(explanation)

    assert tree.select("script, img, link, iframe, [onerror], [src], [href]") == []
    assert "\u202e" not in "".join(nodes.texts)
    assert tree.text(tree.select("h1")[0]) == _ATTACK.removesuffix("\u202e")


def test_the_policy_allows_one_style_sheet_and_nothing_else():
    page = as_html(explanation_of(blocks_of(["One."]), [Verdict(0, _label(0))]))

    (style,) = re.findall(r"<style>(.*?)</style>", page, re.S)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy == (f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'")
    assert 'style="' not in page
    assert "url(" not in style
    assert "@import" not in style
