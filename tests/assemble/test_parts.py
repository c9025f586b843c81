"""Parts of an article, joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cleaner
from cleaner.assemble import join
from cleaner.rules import Rules

if TYPE_CHECKING:
    from cleaner.types import Document

LEAD = "<p><b>A walk over the pass, in three days and three parts.</b></p>"
NOTE = "<p>Ann Roe walked it in the summer of a dry year.</p>"


def part(text: str) -> Document:
    return cleaner.clean(f"<h1>The pass</h1>{LEAD}<p>{text}</p><p>Yes.</p><p>{text} Again.</p>{NOTE}",
                         rules=Rules.empty(), engine="density", keep={"other"})  # fmt: skip


def test_what_is_repeated_where_parts_meet_is_there_once():
    texts = [
        f"Day {n} begins early, and the path climbs to hut number {n} above the lake." for n in (1, 2, 3)
    ]
    parts = [part(text) for text in texts]

    document = join(parts)

    assert [document.text.count(text) for text in texts] == [2, 2, 2]
    assert document.text.count("three parts") == 1
    assert document.text.count("dry year") == parts[0].text.count("dry year")
    assert document.word_count < sum(one.word_count for one in parts)
    assert document.markdown.count("three parts") == 1


def test_what_is_said_again_between_new_text_stays():
    first, second = part("Day 1 begins with a climb to the hut above the lake."), part("Day 2 is longer.")

    document = join([first, second])

    assert document.text.count("Yes.") == first.text.count("Yes.") + second.text.count("Yes.") > 0


def test_code_with_empty_lines_is_one_piece():
    from cleaner.assemble.parts import _pieces

    source = "One.\n\n```\na = 1\n\nb = 2\n```\n\nTwo.\n\n````\n```\n\n````\n\nThree."

    assert _pieces(source) == ["One.", "```\na = 1\n\nb = 2\n```", "Two.", "````\n```\n\n````", "Three."]
    assert "\n\n".join(_pieces(source)) == source


def test_one_part_is_the_document():
    one = part("Day 1 begins with a climb to the hut above the lake.")

    assert join([one]) is one
