"""Pages made of pages: in other words, without names, with a branch of another page."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from cleaner.features.chars import KINDS
from cleaner.features.frame import Frame, read_frame
from tests.making import blocks_of
from training import graft
from training.datasets import Sample
from training.vary import VARIANTS

STORY = "".join(
    f"<p>On day {n} the warden of Farrow hut went down to the valley, and came back with bread.</p>"
    for n in range(4)
)
POSTS = "".join(
    f"<div class='post'><b>Guest {n}</b><p>We slept there, {'and it was cold, ' * 6}said guest {n}.</p></div>"
    for n in range(4)
)
ARTICLE = (
    f"<body><nav><a href='/'>Huts of Farrow</a></nav><main><div id='story'>{STORY}</div>%s</main></body>"
)
FORUM = (
    f"<body><h1>Cold nights</h1><section class='comments'>{POSTS}</section><p>Rules of the board</p></body>"
)
UNSPACED = KINDS.index("unspaced")


def sample(html: str, *, true: str, page_type: str = "article") -> Sample:
    """The page of which the blocks that hold a phrase are content."""
    blocks = blocks_of(html)
    words = [text.split() for text in blocks.texts]
    return Sample(
        corpus="mini", id=page_type, domain="example.org", fold=0, page_type=page_type, lang="en",
        frame=read_frame(blocks), texts=list(blocks.texts), words=words,
        share=np.array([float(true in text) for text in blocks.texts], np.float32),
        logic=frozenset({0}), truth=Counter(), wanted=(), unwanted=(),
    )  # fmt: skip


def random() -> np.random.Generator:
    return np.random.default_rng(1)


def test_a_grafted_page_is_the_page_that_has_the_branch_in_its_markup():
    article, forum = sample(ARTICLE % "", true="warden"), sample(FORUM, true="slept", page_type="forum")
    branch = graft.branch(forum)
    story = article.frame.keys.index(("main", "", "", "", ""))
    element = int(np.flatnonzero(article.frame.key == story)[0])

    made = graft.grafted(article, element, branch)

    real = sample(ARTICLE % f"<section class='comments'>{POSTS}</section>", true="warden")
    assert branch is not None
    assert made.texts == real.texts
    assert (made.made, made.logic) == ("with posts", frozenset({0}))
    assert made.share.tolist() == real.share.tolist()
    for name in ("tags", "words", "zones", "phrases", "page", "keys", "names"):
        assert sorted(map(str, getattr(made.frame, name))) == sorted(map(str, getattr(real.frame, name))), (
            name
        )
    for name in ("kinds", "chars", "link_chars", "marks", "owner", "inner", "parent", "end"):
        assert getattr(made.frame, name).tolist() == getattr(real.frame, name).tolist(), name
    assert keys_of(made.frame) == keys_of(real.frame)


def keys_of(frame: Frame) -> list[tuple[str, ...]]:
    return [frame.keys[kind] for kind in frame.key.tolist()]


def test_posts_hang_on_articles_and_on_nothing_else():
    assert graft.place(sample(ARTICLE % "", true="warden"), random()) is not None
    assert graft.place(sample(ARTICLE % "", true="warden", page_type="product"), random()) is None
    assert graft.place(sample(ARTICLE % "", true="nobody"), random()) is None


def test_a_branch_is_comments_or_the_posts_of_a_forum_if_there_are_some():
    comments = sample(ARTICLE % f"{STORY * 3}<div class='comments'>{POSTS}</div>", true="warden")
    few = sample(ARTICLE % f"{STORY * 3}<div class='comments'><p>Nice hut.</p></div>", true="warden")

    found = graft.branch(comments)

    assert found is not None
    assert found.last - found.first == 8
    assert graft.branch(few) is None
    assert graft.branch(sample(FORUM, true="slept")) is None


def test_variants_keep_the_blocks_and_change_what_is_known_of_them():
    frame = sample(ARTICLE % "<div class='newsletter'>Letters from Farrow</div>", true="warden").frame
    foreign, unspaced, nameless, *_ = (variant(frame) for variant in VARIANTS.values())

    assert not any(foreign.words)
    assert foreign.names == frame.names
    assert set(frame.zones) == {"nav", "newsletter", ""}
    assert set(nameless.zones) == {"nav", ""}
    assert nameless.words == frame.words
    assert (unspaced.kinds[:, UNSPACED] > 0.6 * unspaced.chars).all()
    for variant in VARIANTS.values():
        assert variant(frame).owner is frame.owner


def test_a_page_without_spaces_looks_like_one_that_was_written_so():
    page = "<p>{}</p><p><a href='/'>{}</a></p><hr><p>{}</p>"
    english = page.format("The snow fell all night. The hut was cold.", "To the hut", "1984")
    chinese = page.format("雪下了一整夜。小屋里很冷很冷很冷。", "去小屋吧", "1984")
    made, real = VARIANTS["spaces"](read_frame(blocks_of(english))), read_frame(blocks_of(chinese))

    assert np.abs(made.chars - real.chars).max() <= 2
    for kind in ("ends", "first", "last", "digits"):
        assert made.kinds[:, KINDS.index(kind)].tolist() == real.kinds[:, KINDS.index(kind)].tolist(), kind
    assert (made.link_chars / made.chars).tolist() == pytest.approx([0, 1, 0])
