"""HTML for pages of others: whatever the Markdown says, only what was allowed comes out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from cleaner.outputs import WRITERS
from tests.outputs.building import full

_ALLOWED = {
    "a": {"href", "rel", "title"},
    "article": {"lang", "dir"},
    "blockquote": set(),
    "br": set(),
    "code": {"class"},
    "del": set(),
    "div": {"class", "id"},
    "em": set(),
    "h1": set(), "h2": set(), "h3": set(), "h4": set(), "h5": set(), "h6": set(),
    "hr": set(),
    "img": {"src", "alt", "title", "loading", "referrerpolicy"},
    "li": set(),
    "ol": {"start"},
    "p": {"class"},
    "pre": set(),
    "s": set(),
    "span": {"class"},
    "strong": set(), "sub": set(), "sup": set(),
    "table": set(), "tbody": set(), "thead": set(), "tr": set(),
    "td": {"style"}, "th": {"style"},
    "ul": set(),
}  # fmt: skip
_ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1)) [b](JaVaScRiPt&colon;alert(1)) [c](data:text/html,x) <javascript:x>",
    "[a]: javascript:alert(1)\n[a]",
    '![a](https://example.org/a.png" onerror="alert(1))',
    '[a](https://example.org/ "\\" onmouseover=alert(1)")',
    "</article><iframe src=//example.com>",
    '```js" onclick="alert(1)\nx\n```',
    '[^x" onclick="a]: note',
    "$<img src=x onerror=alert(1)>$",
    "<sub onclick=alert(1)>x</sub><br/onload=x><style>*{display:none}</style>",
    "| a |\n|:-:|\n| <b> |",
]


def _foreign(html: str) -> list[str]:
    """Elements and attributes that nobody allowed."""
    found = []
    for node in LexborHTMLParser(f"<body>{html}").css("body *"):
        if node.tag not in _ALLOWED:
            found.append(node.tag)
        for name, value in node.attributes.items():
            text = value or ""
            safe = name in _ALLOWED.get(node.tag, ()) and (
                (name == "href" and text.startswith(("http://", "https://", "mailto:", "#")))
                or (name == "src" and text.startswith(("http://", "https://", "mailto:")))
                or (name == "style" and text.startswith("text-align:"))
                or name not in {"href", "src", "style"}
            )
            if not safe:
                found.append(f"{node.tag} {name}={text}")
    return found


@pytest.mark.parametrize("attack", _ATTACKS)
def test_nothing_runs_and_nothing_foreign_stands_in_it(attack):
    written = WRITERS["embed"].write_one(full(markdown=attack, title=attack, authors=(attack,), url=attack))

    assert _foreign(written) == []


@pytest.mark.property
@settings(max_examples=500, deadline=None)
@given(st.text(alphabet="<>[]()!`*_~$^:|-#\"'=/ \n\\&;ajimgonsrchef", max_size=60), st.sampled_from(_ATTACKS))
def test_no_markdown_at_all_gets_through(noise, attack):
    middle = len(attack) // 2

    for markdown in (noise, attack + noise, noise + attack, attack[:middle] + noise + attack[middle:]):
        assert _foreign(WRITERS["embed"].write_one(full(markdown=markdown))) == []


def test_an_article_stands_alone_among_others():
    one, two = full(markdown="a[^1]\n\n[^1]: b", id="one"), full(markdown="c[^1]\n\n[^1]: d", id="two")

    written = "".join(WRITERS["embed"].write_many([one, two]))

    assert 'href="#one-note-1"' in written
    assert 'id="two-note-1"' in written
    assert written.count("<article") == 2
    assert written.startswith('<article lang="en-GB" dir="auto">\n<h1>Ten huts in the Alps</h1>\n')


def test_pictures_and_links_tell_nobody_where_they_stand():
    written = WRITERS["embed"].write_one(
        full(markdown="![a](https://example.org/a.png) https://example.org/")
    )

    assert 'alt="a" loading="lazy" referrerpolicy="no-referrer"' in written
