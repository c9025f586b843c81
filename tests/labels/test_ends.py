"""Links and headings below an article, which an engine may take for its text."""

from __future__ import annotations

import pytest

from cleaner.labels import ends
from cleaner.types import Label, Layer
from tests.making import blocks_of

SENTENCE = "On the third day the warden of Farrow hut went down to the valley, and came back with bread. "
STORY = "".join(f"<p>{SENTENCE * 5}</p>" for _ in range(4))
HEADLINES = "".join(
    f"<li><a href='/{n}'>Keeper of the {name} lighthouse talks about winter</a></li>"
    for n, name in enumerate(("northern", "southern", "western"))
)
BUTTONS = "<p>* Mail</p><p>* Print</p><p>* Post</p>"
PAGE = f"<body><h1>Bread</h1>{STORY}{BUTTONS}<ul>{HEADLINES}</ul></body>"


def dropped(html: str, *, keep: bool = True, sure: float = 0.5) -> list[str]:
    """The blocks that get a label, where an engine keeps all but buttons, or nothing, as sure as that."""
    blocks = blocks_of(html)
    said = [
        Label(i, "body", keep and not text.startswith("*"), Layer.MODEL, "model", "p=0.80", sure)
        for i, text in enumerate(blocks.texts)
    ]
    found = ends.labels(blocks, said)
    assert not any(label.keep for label in found)
    return [blocks.texts[label.block] for label in found]


def test_headlines_that_lead_elsewhere_go():
    found = dropped(PAGE)

    assert len(found) == 3
    assert {text.split()[0] for text in found} == {"Keeper"}


def test_a_heading_with_nothing_behind_it_goes():
    assert dropped(f"<body><h1>Bread</h1>{STORY}<h2>Comments</h2><h3>Your name</h3></body>") == [
        "Your name",
        "Comments",
    ]


def test_a_heading_of_a_picture_stays():
    assert dropped(f"<body>{STORY}<h2>The hut</h2><p><img src='/hut.jpg' alt='The hut'></p></body>") == []


def test_pictures_among_the_links_go_with_them():
    tail = f"{BUTTONS}<ul>{HEADLINES}</ul><p><img src='/sea.jpg'></p>"

    assert dropped(f"<body>{STORY}<p><img src='/hut.jpg'></p>{STORY}{tail}</body>")[3:] == [""]


def test_chinese_headlines_go_too():
    sentence = "第三天，法罗小屋的看守人下山到村子里去买面包，傍晚才回来。"
    headline = "灯塔看守人谈冬天的日子怎么过"
    story = f"<p>{sentence * 5}</p>" * 5

    assert dropped(f"<body>{story}{BUTTONS}<p><a href='/2'>{headline}</a></p></body>") == [headline]


def test_their_headings_and_dates_go_with_them():
    below = f"<p>The end.</p>{BUTTONS}<p>3 May 1911</p><h4>Also at sea</h4><ul>{HEADLINES}</ul><p>3 May</p>"

    assert dropped(f"<body>{STORY}{below}</body>")[3:] == ["Also at sea", "3 May"]


def test_what_is_more_than_the_links_stays():
    postscript = "Here follow the names of all who carried bread to the hut that spring, in no order " * 2

    assert len(dropped(f"<body>{STORY}{BUTTONS}<p>{postscript}</p><ul>{HEADLINES}</ul></body>")) == 3


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            f"<body><h1>Bread</h1><ul>{HEADLINES}</ul><p>{SENTENCE}</p></body>", id="hardly any text"
        ),
        pytest.param(f"<body>{STORY}<ul>{HEADLINES}</ul>{STORY}</body>", id="links amid the text"),
        pytest.param(f"<body>{STORY}<h4>Sources</h4><ul>{HEADLINES}</ul></body>", id="a list of sources"),
        pytest.param(f"<body><ul>{HEADLINES}</ul>{STORY}</body>", id="links above: goods, contents"),
        pytest.param(f"<body>{STORY}<h3>Bread</h3><h3>Salt</h3><h3>Oil</h3></body>", id="a list of headings"),
        pytest.param(
            f"<body>{STORY}<p>Read <a href='/a'>what the keeper said</a> of that day in May.</p></body>",
            id="part links",
        ),
    ],
)
def test_what_may_be_the_text_stays(page: str):
    assert dropped(page) == []


def test_what_the_engine_is_sure_of_stays():
    assert dropped(PAGE, sure=0.95) == []


def test_what_the_engine_drops_needs_no_label():
    assert dropped(PAGE, keep=False) == []


def test_a_dump_has_no_links_to_tell_by():
    assert dropped(f"{SENTENCE * 30}\n\nhttps://example.org/other-story") == []
