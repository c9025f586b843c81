from __future__ import annotations

import pytest

from cleaner.rules.yamlfile import Reader, compose


@pytest.mark.parametrize(
    ("source", "slip"),
    [
        ("a:\n    b: 1\n  c: 2\n", "3:3: column 3 is between two levels - begin in that of the keys"),
        ("a:\n  b: 1\n   c: 2\n", "3:5: a key where none can be - begin it in the column of those above"),
        ("a:\n  b:\n\t\tc: 1\n", "3:1: a tab in the indentation - use spaces"),
        (
            "a:\n  b: [#comments, .x]\n  c: 1\n",
            "2:6: the bracket that opens here is never closed",
        ),
        ("a:\n  b: [", "2:6: the bracket that opens here is never closed"),
        ("a: {b: 1\nc: 2\n", "1:4: the bracket that opens here is never closed - look for a comma"),
        ("a: [* min read]\n", '1:5: text that begins with "*" needs quotes'),
        ("a: *share\n", '1:4: text that begins with "*" needs quotes'),
        ("a: @media\n", '1:4: text that begins with "@" needs quotes'),
        ('a: [b, "c]\nd: 1\n', "1:8: the quote that opens here is never closed"),
        ('a: "the "best" of"\n', "1:10: more text behind a closing quote"),
        ("a: Share: this\n", '1:9: a colon inside text - put the text in quotes: "..."'),
        ("a:\n  - .b\n  -.c\n", '3:3: neither "key: value" nor "- entry"'),
        ("a: [[b=c], d[e]]\n", '1:12: text with brackets needs quotes: "d[e]"'),
        ("a: {b: d[e]@f}\n", '1:8: text with brackets needs quotes: "d[e]@f"'),
        ("a:\n  - .b:not([c])\n  - [d=e] p\n", '3:5: text with brackets needs quotes: "[d=e] p"'),
        ("a: ['b, c[d]', .e[f='g'], h]\n", "1:16: text with brackets needs quotes: \".e[f='g']\""),
        ("a: [b[c='d'], e]\n", "1:5: text with brackets needs quotes: \"b[c='d']\""),
        ("a: 1\n---\nb: 2\n", "2:1: a second document begins here - take this line out"),
        ("- a\nb: 1\n", "2:1: while parsing a block collection did not find expected"),
    ],
)
def test_a_slip_is_said_where_it_was_made(source, slip):
    reader = Reader("rules.yaml", "rules.yaml")

    assert compose(source.encode(), reader) is None

    where, _, said = slip.partition(" ")
    assert str(reader.problems[0]).startswith(f"rules.yaml:{where} not YAML: {said}")
