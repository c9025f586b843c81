from __future__ import annotations

import pytest

from tests.assemble.building import markdown_of
from tests.making import blocks_of

TABLE = (
    '<div role="{}"><div role="rowgroup"><div role="row"><div role="columnheader">Hut</div>'
    '<div role="columnheader"><p>Beds</p></div></div></div><div role="row"><div role="cell">Alder</div>'
    '<div role="{}"><span>12</span></div></div></div>'
)


@pytest.mark.parametrize(("table", "cell"), [("table", "cell"), ("grid", "gridcell")])
def test_a_table_by_role_is_a_table(table, cell):
    assert markdown_of(f"<p>All of them:</p>{TABLE.format(table, cell)}") == (
        "All of them:\n\n| Hut | Beds |\n| --- | --- |\n| Alder | 12 |"
    )


@pytest.mark.parametrize(
    "source",
    [
        '<div role="row"><div role="cell">Alder</div></div>',
        '<div role="list"><div role="row">Alder</div></div>',
        '<p>He wrote role="table" on the wall.</p>',
    ],
)
def test_other_roles_change_nothing(source):
    assert not {"table", "tr", "td", "th"}.intersection(blocks_of(source).page.tree.nodes.tags)


def test_a_row_that_is_a_link_stays_one():
    blocks = blocks_of('<div role="table"><a role="row" href="/x"><div role="cell">Alder</div></a></div>')

    assert blocks.link_chars == [5]


def test_a_table_that_has_a_role_is_the_table_that_it_was():
    table = '<table role="table"><tr role="row"><th role="columnheader">Hut<td role="cell">Beds</table>'

    assert blocks_of(table).tags == ["th", "td"]
