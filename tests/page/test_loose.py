"""JSON as pages write it down."""

from __future__ import annotations

import pytest

from cleaner.page import loose


@pytest.mark.parametrize(
    "script",
    [
        '{"a": 1}', '{"a": 1,}', '<!-- {"a": 1} -->', '//<![CDATA[\n{"a": 1}\n//]]>', '{"a": 1};',
        "{&quot;a&quot;: 1}",
        '\ufeff{"a": 1}',
    ],
)  # fmt: skip
def test_what_is_one_value_is_read_whatever_it_is_wrapped_in(script: str):
    assert (loose.value(script), loose.values(script)) == ({"a": 1}, [{"a": 1}])


def test_escapes_and_line_ends_that_json_forbids():
    assert loose.value('{"a": "\\d one\ntwo"}') == {"a": "\\d one\ntwo"}


def test_pieces_are_values_but_no_one_value():
    script = 'x = {"a": 1}; y = {"b": 2}'

    assert (loose.value(script), loose.values(script)) == (None, [{"a": 1}, {"b": 2}])


@pytest.mark.parametrize("script", ["", "<!-- -->", "nonsense", "{", "[" * 100_000, "null"])
def test_what_is_no_json_is_nothing(script: str):
    assert (loose.value(script), loose.values(script)) == (None, [])
