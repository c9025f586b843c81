"""The data that scripts hold, in the ways that pages write it down."""

from __future__ import annotations

import json

import pytest

from cleaner.page import state
from tests.making import html

BODY = "The hut is closed. " * 30
DATA = {"page": {"title": "Huts", "body": BODY}}


def assigned(script: str) -> list[tuple[str, object]]:
    page = html(f"<p>Loading</p><script>{script}</script>")
    return [(script.name, value) for script, value in state.assigned(page, lambda _: True)]


@pytest.mark.parametrize(
    ("script", "name"),
    [
        (f"window.__INITIAL_STATE__ = {json.dumps(DATA)};", "window.__INITIAL_STATE__"),
        (f'window["__STATE__"]={json.dumps(DATA)}', "__STATE__"),
        (f"var a = 1; const page = {json.dumps(DATA)}; start(page)", "page"),
        (f"window.__DATA__ = JSON.parse({json.dumps(json.dumps(DATA))})", "window.__DATA__"),
        (f"window.__DATA__ = JSON.parse('{json.dumps(DATA)}')", "window.__DATA__"),
    ],
)
def test_assigned_data_is_read(script, name):
    assert assigned(script) == [(name, DATA)]


def test_escapes_that_only_javascript_has():
    quoted = json.dumps(DATA).replace('"', r"\x22").replace("is", r"i\'s")

    assert assigned(f"x = JSON.parse('{quoted}')") == [
        ("x", json.loads(json.dumps(DATA).replace("is", "i's")))
    ]


def test_undefined_is_null():
    assert assigned('x = {"a": undefined, "b": "' + BODY + '"}') == [("x", {"a": None, "b": BODY})]


@pytest.mark.parametrize(
    "script",
    [
        "x = {" + '"a": function() { return 1 },' * 40 + "}",
        'x = {"a": "' + BODY,
        'x = {"a":' + "[" * 20_000,
        "x = JSON.parse('" + BODY + "')",
        "x = JSON.parse('" + BODY,
        'x = {"a": 1}',
    ],
)
def test_code_and_torn_data_are_passed_over(script):
    later = f"y = {json.dumps(DATA)}"

    assert assigned(script) == []
    page = html(f"<script>{script}</script><script>{later}</script>")
    assert [value for _, value in state.assigned(page, lambda _: True)] == [DATA]


def test_only_what_is_wanted_is_read():
    page = html(f"<script>x = {json.dumps(DATA)}</script>")

    assert list(state.assigned(page, lambda source: "boats" in source)) == []


def test_data_scripts_have_names():
    page = html(
        '<script type="application/ld+json">{"a": 1}</script><script>code()</script>'
        '<script id="__NEXT_DATA__" type="application/json">{"b": 2}</script>'
        '<script type="application/json"><!-- {"c": 3} --></script>'
    )
    assert page.tree is not None

    found = list(state.scripts(page.tree.nodes))

    assert [script.name for script in found] == ["JSON-LD", "__NEXT_DATA__", "script"]
    assert [state.read(script) for script in found] == [{"a": 1}, {"b": 2}, {"c": 3}]


def test_a_script_that_is_no_json_has_no_value():
    assert state.read(state.Script("JSON-LD", 0, "{'a': 1}")) is None
    assert state.read(state.Script("JSON-LD", 0, "[" * 100_000)) is None
