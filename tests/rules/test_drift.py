"""Bodies that pages have left behind."""

from __future__ import annotations

from cleaner.page import segment
from cleaner.rules.drift import HELD, MISSED, SHORT, drifts, seen
from cleaner.rules.learn import Sample
from tests.making import html
from tests.rules.making import site_of

KEYS = "body: [.story]"
TEXT = " ".join(f"The path climbs to hut {n} above the lake." for n in range(12))


def sample(source: str) -> Sample:
    blocks = segment(html(source))
    return Sample(blocks, [True] * len(blocks), ["body"] * len(blocks))


def state(tmp_path, source: str) -> str | None:
    found = seen("a.html", "2024-05", site_of(tmp_path, KEYS), sample(source))
    return found.state if found else None


def test_a_page_tells_whether_the_body_holds_its_article(tmp_path):
    assert state(tmp_path, f'<div class="story"><p>{TEXT}</p></div><p>More.</p>') == HELD
    assert state(tmp_path, f'<div class="tale"><p>{TEXT}</p></div>') == MISSED
    assert state(tmp_path, f'<div class="story"><p>Teaser.</p></div><p>{TEXT}</p>') == SHORT
    assert state(tmp_path, '<div class="tale"><p>Hardly an article.</p></div>') is None


def test_a_site_without_a_body_cannot_drift(tmp_path):
    assert seen("a.html", "", site_of(tmp_path, "drop: [.x]"), sample(f"<p>{TEXT}</p>")) is None


def test_a_site_that_was_built_anew_raises_an_alarm_and_a_proposal(tmp_path):
    site = site_of(tmp_path, KEYS)
    old, new = f'<div class="story"><p>{TEXT}</p></div>', f'<div class="tale"><p>{TEXT}</p></div><p></p>'
    pages = [("a", "2024-04", old), ("b", "2024-04", old), ("c", "2024-05", new), ("d", "2024-05", new)]
    found = [(site, one) for name, month, source in pages if (one := seen(name, month, site, sample(source)))]

    (drift,) = drifts(found)

    assert drift.alarm
    assert drift.months == {"2024-04": (2, 2), "2024-05": (2, 0)}
    assert (drift.left, drift.proposed, drift.by) == (("c", "d"), ".tale", "sources.yaml:4")
    assert not next(drifts(found[:2])).alarm
