"""YAML with line marks: what PyYAML takes silently is said."""

from __future__ import annotations

import pytest

from cleaner.rules.yamlfile import Reader, compose


def problems(data: str | bytes) -> list[str]:
    reader = Reader("rules.yaml", "rules.yaml")
    root = compose(data.encode() if isinstance(data, str) else data, reader)
    if root is not None:
        for entry in reader.mapping(root, "key").values():
            reader.texts(entry.value, "a value")
    return [str(problem) for problem in reader.problems]


def test_good_text_has_no_problem():
    assert problems('a: [x, 2024, "no", 1.5, 12:30]\nb: ~x\n') == []


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("a: 1\nb: 2\na: 3\n", '3:1: key "a" is given twice, first in line 1 - join the two'),
        ("a: no\n", '1:4: YAML reads no as true or false, but a value is text - write "no"'),
        ("on: x\n", '1:1: YAML reads on as true or false, but key is text - write "on"'),
        ("a: 2024-05-01\n", '1:4: YAML reads 2024-05-01 as a date, but a value is text - write "2024-05-01"'),
        ("a: #id\n", '1:3: a value is empty - text that begins with "#" needs quotes'),
        ("a: {b: c}\n", "1:4: a value is text, not a mapping"),
        ("[a]\n", "1:1: key needs keys with values, not a list"),
        ("a: !!python/object:os.system x\n", "1:4: the tag !!python/object:os.system is not supported"),
        ("a: [b\n", "1:4: not YAML: the bracket that opens here"),
        ("ä: x\nb: \x01\n", "2:4: not YAML: character U+0001 is not allowed"),
        ("a: b\n---\na: b\n", "2:1: not YAML: a second document begins here"),
        (b"a: b\nc: \xff\n", "2:4: byte 0xff is not UTF-8 - save the file as UTF-8"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(source, problem):
    assert problems(source)[0].startswith(f"rules.yaml:{problem}")


def test_of_a_value_without_end_only_the_ends_are_told():
    page, key = problems("<p>word " * 400_000)[0], problems(f"a: {'word ' * 400_000}: b")[0]

    assert page.startswith('rules.yaml:1:1: key needs keys with values, not "<p>word <p>word')
    assert max(len(page), len(key)) < 1100


def test_aliases_are_fine_but_not_without_end():
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )

    assert problems("a: &words [x, y]\nb: *words\n") == []
    assert "aliases make this file many times as long" in problems(bomb)[0]
    assert "aliases make this file many times as long" in problems("a: &a [*a]\n")[0]


def test_very_deep_nesting_is_an_error_and_no_crash():
    assert problems("a: " + "[" * 100_000)


def test_a_byte_order_mark_is_no_part_of_the_first_key():
    assert problems(b"\xef\xbb\xbfa: b\n") == []


def test_numbers_and_flags_are_checked():
    reader = Reader("rules.yaml", "rules.yaml")
    root = compose(b"n: x\nf: 3\ng: true\nh: 7\n", reader)
    assert root is not None
    found = reader.mapping(root, "key")

    assert reader.number(found["h"].value, "h") == 7
    assert reader.flag(found["g"].value, "g")
    assert reader.number(found["n"].value, "n") is None
    assert not reader.flag(found["f"].value, "f")
    assert [problem.message for problem in reader.problems] == [
        "n is a whole number",
        "f is true or false",
    ]
