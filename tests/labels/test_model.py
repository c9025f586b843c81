from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest

from cleaner import inputs, labels
from cleaner.errors import CleanerError
from cleaner.labels import model, weights
from cleaner.page import read_page, segment
from cleaner.types import PAGE_TYPES, ROLES, Blocks, Layer, Metadata

SENTENCES = (
    "The path climbs slowly through the larch wood, and after an hour the first of ten huts comes into view.",
    "Mara Lind, who has kept it for thirty years, says that fewer people stay the night than they used to.",
    "“They come up by the lift, take a picture and go down again before the soup is warm,” she told us.",
    "In the evening the wind turned, and the snow forecast for the weekend came two days early.",
)
MENU = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("Home", "News", "Sport", "Shop"))
TEASERS = "".join(
    f'<div class="teaser"><h3><a href="/{i}">Another story number {i}</a></h3><a href="/{i}">More</a></div>'
    for i in range(6)
)
PAGE = f"""<html><head><title>Ten huts in the Alps - The Valley Post</title>
<meta property="og:title" content="Ten huts in the Alps"><meta property="og:type" content="article"></head>
<body><header class="site-header"><nav class="main-nav"><ul>{MENU}</ul></nav></header>
<main><article class="post"><h1>Ten huts in the Alps</h1>
<div class="post-content">{"".join(f"<p>{sentence} {sentence}</p>" for sentence in SENTENCES)}
<figure><img src="/hut.jpg" alt=""></figure>
{"".join(f"<p>{sentence}</p>" for sentence in reversed(SENTENCES))}</div></article></main>
<aside class="sidebar related-posts"><h2>Related stories</h2>{TEASERS}</aside>
<footer class="site-footer"><p>© 2026 The Valley Post. All rights reserved.</p></footer></body></html>"""


def blocks_of(html: str) -> Blocks:
    return segment(
        read_page(inputs.from_bytes(html.encode(), url="https://example.org/2026/11/ten-huts-in-the-alps"))
    )


def rewritten(path: Path, **changes: np.ndarray) -> Path:
    with np.load(weights.SHIPPED, allow_pickle=False) as stored:
        arrays = {**dict(stored), **changes}
    np.savez(path, **arrays)
    return path


def test_the_article_is_kept_and_what_stands_around_it_is_dropped():
    blocks = blocks_of(PAGE)

    judgement = model.judge(blocks)

    kept = " ".join(blocks.texts[label.block] for label in judgement.labels if label.keep)
    assert all(sentence in kept for sentence in SENTENCES)
    assert not any(word in kept for word in ("Sport", "Another story", "All rights"))
    assert judgement.page_type == "article"
    assert judgement.confidence > 0.8


def test_every_block_has_one_label_with_a_reason():
    blocks = blocks_of(PAGE)

    labels = model.judge(blocks).labels

    assert [label.block for label in labels] == list(range(len(blocks)))
    assert all(label.role in ROLES and label.why and 0 <= label.score <= 1 for label in labels)
    assert {label.layer for label in labels} == {Layer.MODEL}


def test_a_dropped_block_has_the_role_that_its_words_or_containers_tell():
    blocks = blocks_of(PAGE)

    roles = {blocks.texts[label.block]: label.role for label in model.judge(blocks).labels if not label.keep}

    assert roles["Sport"] in ("nav", "masthead")
    assert roles["Related stories"] == "related"
    assert roles["© 2026 The Valley Post. All rights reserved."] in ("legal", "footer")


def test_a_picture_between_kept_paragraphs_is_kept():
    blocks = blocks_of(PAGE)

    (picture,) = (label for label in model.judge(blocks).labels if not blocks.texts[label.block])

    assert picture.keep


def test_a_caption_does_not_decide_whether_the_picture_beside_it_is_kept():
    page = PAGE.replace('alt=""></figure>', 'alt=""><figcaption>The hut in May</figcaption></figure>')
    blocks = blocks_of(page)
    kept = {label.block for label in model.judge(blocks).labels if label.keep}

    assert {i for i, text in enumerate(blocks.texts) if not text} <= kept


@pytest.mark.parametrize(
    ("before", "behind", "kept"),
    [
        ("<h1>Ten huts in the Alps</h1>", "", True),  # under a title that is no text
        ('<p class="ad">Advertisement</p>', "", True),
        ('<div class="newsletter"><p>Sign up for our newsletter</p>', "</div>", False),
    ],
    ids=["lead", "behind an advertisement", "in a box"],
)
def test_beside_dropped_text_the_text_in_its_container_tells(before, behind, kept):
    picture = '<figure><img src="/hut.jpg" alt=""></figure>'
    page = PAGE.replace(picture, "").replace(
        '<div class="post-content">', f'<div class="post-content">{before}{picture}{behind}'
    )
    blocks = blocks_of(page)

    found = [label.keep for label in model.judge(blocks).labels if not blocks.texts[label.block]]

    assert found == [kept]


def test_a_page_without_blocks_has_no_labels():
    judgement = model.judge(blocks_of("<html><body></body></html>"))

    assert judgement.labels == []
    assert judgement.confidence == 0.0
    assert judgement.page_type is None


def test_a_text_dump_is_none_of_the_models_business():
    blocks = segment(read_page(inputs.from_text("Ten huts\n\nThe path climbs.\n")))

    with pytest.raises(ValueError, match="text dump"):
        model.judge(blocks)


@pytest.mark.parametrize(
    "inside", ["<p>x", "<table><tr><td>1<td>2", "<b>" * 500 + "deep", "<p>\ud7ff\U0001f600</p>", "<pre>a\nb"]
)
def test_any_page_gets_a_judgement(inside):
    blocks = blocks_of(f"<!DOCTYPE html><html><body>{inside}")

    assert len(model.judge(blocks).labels) == len(blocks)


@pytest.mark.parametrize(
    ("unlike", "judge"),
    [
        ("", "blocks"),
        ("<div>" * 160 + "<p>Deep.</p>" + "</div>" * 160, "density"),
        ("<p>x" * 4100, "density"),
        ('<a href="/a">link</a> ' * 6000, "density"),
    ],
    ids=["as learned", "deep", "many blocks", "a paragraph of links"],
)
def test_of_pages_unlike_all_that_it_learned_from_the_model_is_not_asked(unlike, judge):
    blocks = blocks_of(PAGE.replace("</main>", f"{unlike}</main>"))

    judgement = labels.judge(blocks, Metadata(), engine="blocks")

    assert judgement.model.startswith(judge)
    assert not any(label.keep for label in judgement.labels if blocks.texts[label.block].startswith("link"))


def test_judging_the_same_page_twice_says_the_same():
    assert model.judge(blocks_of(PAGE)) == model.judge(blocks_of(PAGE))


def test_the_shipped_weights_fit_the_code_and_are_small():
    learned = weights.load()

    assert learned.version
    assert learned.page_weights.shape == (len(learned.page_words) + 1, len(PAGE_TYPES))
    assert weights.SHIPPED.stat().st_size < 1_000_000


def test_weights_of_another_format_are_refused(tmp_path):
    path = rewritten(tmp_path / "w.npz", format=np.array(99))

    with pytest.raises(CleanerError, match=r"w\.npz: format 99, this version reads 2"):
        weights.read(path)


def test_weights_for_other_columns_are_refused(tmp_path):
    names = "\n".join(["surprise", *weights.column_names()[1:]])
    path = rewritten(tmp_path / "w.npz", block_names=np.frombuffer(names.encode(), np.uint8))

    with pytest.raises(CleanerError, match="unlike in chars, surprise"):
        weights.read(path)


def test_columns_in_another_order_are_refused(tmp_path):
    names = "\n".join(reversed(weights.column_names()))
    path = rewritten(tmp_path / "w.npz", block_names=np.frombuffer(names.encode(), np.uint8))

    with pytest.raises(CleanerError, match="in another order"):
        weights.read(path)


def test_a_file_that_holds_code_instead_of_numbers_is_refused(tmp_path):
    path = rewritten(tmp_path / "w.npz", format=np.array([object()], dtype=object))

    with pytest.raises(CleanerError, match="not a file of weights"):
        weights.read(path)


def test_a_broken_file_is_refused(tmp_path):
    path = tmp_path / "w.npz"
    path.write_bytes(b"PK\x03\x04 broken")

    with pytest.raises(CleanerError, match="not a file of weights"):
        weights.read(path)


def test_the_file_is_a_plain_archive_of_arrays():
    with zipfile.ZipFile(io.BytesIO(weights.SHIPPED.read_bytes())) as file:
        assert {Path(name).suffix for name in file.namelist()} == {".npy"}


@pytest.mark.slow
def test_time_grows_in_proportion_to_the_page():
    def seconds(count: int) -> float:
        blocks = blocks_of("<html><body><div>" + f"<p>{SENTENCES[0]}</p>" * count + "</div></body></html>")
        start = time.process_time()
        model.judge(blocks)
        return time.process_time() - start

    seconds(100)
    small, large = seconds(5_000), seconds(20_000)

    assert large < 8 * small
