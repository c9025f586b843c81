"""JSON written down by hand."""

from __future__ import annotations

import time
from typing import Any

import pytest

from cleaner.page import loose
from cleaner.page.mended import mended


@pytest.mark.parametrize(
    ("script", "value"),
    [
        ('{"a": "The "slow" ferry", "b": {"c": "d"}}', {"a": 'The "slow" ferry', "b": {"c": "d"}}),
        ('{"a": "He said "yes", then "no": odd", "b": 1}', {"a": 'He said "yes", then "no": odd', "b": 1}),
        (r'{"a": "The \\"slow\\" ferry"}', {"a": 'The "slow" ferry'}),
        ('{ /* who */ "a": 1, // what\n"b": "http://x.example"}', {"a": 1, "b": "http://x.example"}),
        ("{'a': 'b', 'c': 'it\\'s \"fine\"'}", {"a": "b", "c": 'it\'s "fine"'}),
        ('{"a": "b", "c": "The ferry le', {"a": "b"}),
        ('{"a": "b", "c":', {"a": "b"}),
        ('{"a": ["x", "y', {"a": ["x"]}),
        ('{"a": "b",, "c": "d"}', {"a": "b", "c": "d"}),
        ('{"a": "b" "c": "d"}', {"a": "b", "c": "d"}),
        ('{"a": undefined, "b": true, "c": 1.5}', {"a": None, "b": True, "c": 1.5}),
        ('{"a": ["the "big" one", "two"]}', {"a": ['the "big" one', "two"]}),
        ('{a: "b", c: "d"}', {"a": "b", "c": "d"}),
        ('{"a": "one\ntwo "three"\n"}', {"a": 'one\ntwo "three"\n'}),
    ],
)
def test_what_can_be_read_is_read(script: str, value: Any):
    assert (mended(script), loose.values(script)) == (value, [value])


def test_a_script_that_was_quoted_whole():
    assert loose.values(r"{\"a\": \"b\", \"c\": 1}") == [{"a": "b", "c": 1}]


@pytest.mark.parametrize("script", ["", "x", "{", "[[[", "{}", '{"a": 1} {"b": 2}', "[" * 10_000])
def test_what_is_no_object_is_none(script: str):
    assert mended(script) is None


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        '",',
        '" ,',
        "{",
        "[{",
        '{"a":',
        "/*",
        "/* */",
        '"a" "',
        "' ",
        '\\"',
        ", " * 50,
        '"a":"b',
        ' " :x',
        "''",
    ],
)
@pytest.mark.parametrize("begin", ['{"a": "b" x', "[", '{"a": "', '{"'])
def test_it_takes_time_in_proportion(begin: str, piece: str):
    script = begin + piece * (145_000 // len(piece))
    began = time.process_time()

    mended(script)

    assert time.process_time() - began < 3.0
