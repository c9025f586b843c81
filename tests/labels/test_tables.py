from __future__ import annotations

import numpy as np
import pytest

from cleaner import inputs
from cleaner.features.frame import Frame, read_frame
from cleaner.labels.tables import tables_of_data, whole_tables, with_tables
from cleaner.page import read_page, segment

ROWS = "".join(f"<tr><td>Hut {i}</td><td>{100 * i} m</td></tr>" for i in range(1, 4))
PAGE = f"<div><p>The huts, from the lowest up:</p><table>{ROWS}</table><p>All are open in summer.</p></div>"


def frame_of(html: str) -> Frame:
    return read_frame(segment(read_page(inputs.from_bytes(html.encode()))))


def test_one_sure_column_speaks_for_the_table():
    probability = np.array([0.9, *[0.1, 0.8] * 3, 0.9], np.float32)

    found = whole_tables(tables_of_data(frame_of(PAGE)), probability)

    assert found[1:7] == pytest.approx([0.8] * 6)
    assert found[[0, 7]].tolist() == probability[[0, 7]].tolist()


def test_tables_for_layout_are_left_alone():
    text = f"<p>The path climbs through the larch wood, {'and on, ' * 6} until the hut comes into view.</p>"
    frame = frame_of(f"<table><tr><td>{text * 3}</td><td>{text * 3}</td></tr></table>")

    assert tables_of_data(frame) == []


@pytest.mark.parametrize(("likely", "kept"), [(0.4, 8), (0.1, 2)])
def test_a_table_between_kept_paragraphs_stays_unless_it_is_unlikely(likely, kept):
    probability = np.array([0.9, *[likely] * 6, 0.9], np.float32)

    frame = frame_of(PAGE)
    assert with_tables(frame, tables_of_data(frame), probability, probability > 0.5).sum() == kept


def test_a_table_at_the_end_of_the_text_stands_for_itself():
    probability = np.array([0.9, *[0.4] * 6, 0.1], np.float32)

    frame = frame_of(PAGE)
    assert with_tables(frame, tables_of_data(frame), probability, probability > 0.5).sum() == 1


def test_a_page_in_a_frame_of_cells_is_no_table_of_data():
    menu, poem = (
        "".join(f"<p>{word} {i}</p>" for i in range(count)) for word, count in (("Go", 4), ("O", 9))
    )

    assert tables_of_data(frame_of(f"<table><tr><td>{menu}</td><td>{poem}</td></tr></table>")) == []


@pytest.mark.parametrize(
    ("post", "count"),
    [
        (f"<p>{'It rained all day. ' * 4}</p><p>{'We slept. ' * 6}</p>", 1),
        ("<p>+1</p><p>___</p><p>Ride safe.</p><p>2009 Kestrel</p>", 3),
    ],
    ids=["most of the text", "many blocks"],
)
def test_posts_beside_their_authors_are_no_table_of_data(post, count):
    rows = f"<tr><td><p>anna</p><p>member</p></td><td>{post}</td></tr>" * count

    assert tables_of_data(frame_of(f"<table>{rows}</table>")) == []


def test_a_caption_and_a_wrapper_are_the_tables_own():
    table = f"<figure><div><table>{ROWS}</table></div><figcaption>All the huts.</figcaption></figure>"
    frame = frame_of(f"<div><p>The huts, from the lowest up:</p>{table}<p>All are open in summer.</p></div>")
    probability = np.array([0.9, *[0.4] * 6, 0.1, 0.9], np.float32)

    assert frame.zones[7] == "caption"
    assert with_tables(frame, tables_of_data(frame), probability, probability > 0.5).sum() == 8
