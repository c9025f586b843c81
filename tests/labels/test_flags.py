"""What the reader of a document should know of its page."""

from __future__ import annotations

import pytest

from cleaner.labels import decide, density, flags
from cleaner.types import Label, Layer, Verdict
from tests.making import blocks_of

TEXT = "".join(
    f"<p>Paragraph {n} tells how the path leaves the road behind the last farm and climbs.</p>"
    for n in range(9)
)


def flags_of(source: str) -> tuple[str, ...]:
    blocks = blocks_of(source)
    return flags(blocks, decide(blocks, density.labels(blocks)))


@pytest.mark.parametrize(
    "wall",
    [
        "This article is for subscribers only.",
        "Subscribe to continue reading",
        "You've reached your limit of free articles.",
        "Already a subscriber? Sign in",
        "Cet article est réservé aux abonnés",
        "Bereits Abonnent? Hier anmelden",
        "Il vous reste 73 % de cet article à lire",
        "Para seguir leyendo, suscríbete",
        "Dit artikel is exclusief voor abonnees",
        "Redan prenumerant? Logga in",
        "Эта статья доступна только подписчикам",
        "この記事は会員限定です。",
        "登录后阅读全文",
        "이 기사는 유료 회원에게 제공됩니다",
    ],
)
def test_a_text_that_stops_at_a_wall_is_paywalled(wall):
    assert flags_of(f"<main>{TEXT}<div>{wall}</div></main>") == ("paywalled",)


def test_a_wall_may_be_kept_as_the_last_line():
    blocks = blocks_of(f"<main>{TEXT}<p>Subscribe to continue reading</p></main>")
    verdicts = [Verdict(i, Label(i, "body", True, Layer.MODEL, "model", "", 0.9)) for i in range(len(blocks))]

    assert flags(blocks, verdicts) == ("paywalled",)


def test_an_invitation_inside_the_text_is_no_wall():
    assert flags_of(f"<main>{TEXT}<div>Already a subscriber? Sign in</div>{TEXT}</main>") == ()


def test_a_hidden_wall_is_no_wall():
    assert flags_of(f"<main>{TEXT}<div hidden>Subscribe to continue reading</div></main>") == ()


def test_a_line_far_down_the_page_is_no_wall():
    footer = "".join(f"<div>Section {n}</div>" for n in range(20))

    assert (
        flags_of(f"<main>{TEXT}</main><footer>{footer}<div>Already a subscriber? Sign in</div></footer>")
        == ()
    )
