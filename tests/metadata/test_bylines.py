"""Who wrote it, in a line of its own."""

from __future__ import annotations

import pytest

from cleaner.metadata.bylines import byline


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ann Roe", ("Ann Roe",)),
        ("By Ann Roe and Bo Ek", ("Ann Roe", "Bo Ek")),
        ("By Ann Roe | 3 March 2024", ("Ann Roe",)),
        ("By Ann Roe March 3, 2024", ("Ann Roe",)),
        ("Posted by Ann Roe on March 3, 2024 in Huts", ("Ann Roe",)),
        ("Posted by nettle at December 16, 2023", ("nettle",)),
        ("Thread starter nettle", ("nettle",)),
        ("Von Jutta Kessler", ("Jutta Kessler",)),
        ("Text: Jutta", ("Jutta",)),
        ("By Ann Roe, Alpine", ("Ann Roe",)),
        ("By Ann Roe, Oban Herald", ("Ann Roe",)),
        ("By Ann Roe / Oban Herald", ("Ann Roe",)),
        ("Von Jutta Kessler, dpa", ("Jutta Kessler",)),
        ("By Ann Roe, Chief Ferry Watcher", ("Ann Roe",)),
        ("By Ann Roe, Bo Ek", ("Ann Roe", "Bo Ek")),
        ("By Ann Roe, Bo Ek/dpa", ("Ann Roe", "Bo Ek")),
        ("By Jutta Kessler and Bo Ek, Reuters", ("Jutta Kessler", "Bo Ek")),
        ("By Di Zhang", ("Di Zhang",)),
        ("Par Odile Marais. Traduit par Luc Petit", ("Odile Marais",)),
        ("Von Jutta Kessler, und dann kam der Regen.", None),
        ("By the way, it rained", None),
        ("By Monday all of the huts had been closed, and the guides went home", None),
        ("Von hier aus sieht man drei Seen", None),
        ("Ann Roe", None),
        ("", None),
    ],
)
def test_what_is_a_byline(text: str, names: tuple[str, ...] | None):
    found = byline(text)

    assert (found[0] if found else None) == names
