from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cleaner.outputs import WRITERS, document_schema
from cleaner.types import FLAGS, PAGE_TYPES, ROLES
from tests.outputs.building import full, silent

HOSTILE = [
    "---",
    "--- \n---\nadmin: true",
    "a\n---\n",
    "...",
    "title: x",
    "'quoted' \"twice\"",
    "!!python/object/apply:os.system ['x']",
    "*alias &anchor",
    "{a: b}",
    "[x",
    "# no comment",
    "yes",
    "null",
    "2024-05-02",
    "0x1F",
    "1e3",
    ": ",
    "- ",
    "|",
    ">",
    "%YAML 1.2",
    "@x",
    "`x`",
    "</title><script>alert(1)</script>",
    "{{ .Site }} {{< x >}}",
    "emoji 🏔 and 字",
    " " * 300 + "x",
]


def fields(text: str) -> dict[str, object]:
    """The front matter, read back."""
    assert text.startswith("---\n")
    return yaml.safe_load(text[4:].split("\n---\n", 1)[0]) or {}


def test_the_schema_itself_is_one_and_knows_our_words():
    schema = document_schema()

    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["flags"]["items"]["enum"] == list(FLAGS)
    assert schema["properties"]["removed"]["propertyNames"]["enum"] == list(ROLES)
    assert schema["properties"]["page_type"]["enum"] == [*PAGE_TYPES, None]
    assert list(schema["properties"]) == list(full().to_dict()) == schema["required"]


@pytest.mark.parametrize("document", [full(), silent()], ids=["full", "silent"])
def test_json_and_jsonl_carry_documents_of_the_schema(document):
    validator = Draft202012Validator(document_schema())

    for name in ("json", "jsonl"):
        read = json.loads(WRITERS[name].write_one(document))

        validator.validate(read)
        assert read == document.to_dict()
        assert list(read) == list(document.to_dict())


def test_json_of_several_is_an_array_and_of_none_an_empty_one():
    assert json.loads("".join(WRITERS["json"].write_many([full(), silent()])))[0]["title"] == full().title
    assert json.loads("".join(WRITERS["json"].write_many([full()]))) == [full().to_dict()]
    assert json.loads("".join(WRITERS["json"].write_many([]))) == []


def test_jsonl_is_a_line_a_document():
    lines = "".join(WRITERS["jsonl"].write_many([full(), silent()])).splitlines()

    assert [json.loads(line)["id"] for line in lines] == [full().id, silent().id]


def test_txt_is_the_text_and_nothing_else():
    assert WRITERS["txt"].write_one(full()) == full().text + "\n"
    assert WRITERS["txt"].write_one(silent()) == ""
    assert "".join(WRITERS["txt"].write_many([full(), full()])) == f"{full().text}\n\n\n{full().text}\n"


def test_markdown_begins_with_what_is_known_of_the_page():
    written = WRITERS["md"].write_one(full())

    assert written.startswith(
        "---\ntitle: Ten huts in the Alps\nauthors:\n- Mara Quill\n- Ivo Brandt\npublished: '2024-05-02'\n"
        "url: https://example.org/a/b.html\nsite_name: Example Trails\ntags:\n- alpine-huts\n- hiking\n"
        "language: en-GB\n---\n\n## The first\n\nA **hut** at"
    )
    assert written.endswith("\\<script>alert(1)\\</script>\n")


def test_the_manual_names_the_properties_of_notes_as_they_are():
    recipe = Path("docs/recipes.md").read_text(encoding="utf-8").partition("## Obsidian\n")[2]
    named = re.findall(r"`(\w+)`", recipe.partition("properties (")[2].partition(")")[0])

    assert named == list(fields(WRITERS["md"].write_one(full())))


def test_markdown_of_a_silent_page_has_empty_front_matter():
    assert WRITERS["md"].write_one(silent()) == "---\n---\n"


def test_markdown_of_several_comes_one_after_the_other():
    written = "".join(WRITERS["md"].write_many([full(), full()]))

    assert written == WRITERS["md"].write_one(full()) + "\n" + WRITERS["md"].write_one(full())


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_breaks_out_of_the_front_matter(title):
    written = WRITERS["md"].write_one(full(title=title, authors=(title,), tags=(), site_name=title))

    read = fields(written)
    assert list(read) == ["title", "authors", "published", "url", "site_name", "language"]
    assert (read["title"], read["authors"], read["site_name"]) == (title, [title], title)
    assert written.count("\n---\n") == 1


@pytest.mark.property
@settings(max_examples=500, deadline=None)
@given(title=st.text(), authors=st.lists(st.text(min_size=1), unique=True))
def test_any_title_and_authors_survive_the_front_matter(title, authors):
    """As `assemble` lets them through: on one line, without controls."""
    from cleaner.text import squeeze

    title, authors = squeeze(title), [name for name in map(squeeze, authors) if name]

    read = fields(WRITERS["md"].write_one(full(title=title, authors=tuple(authors))))

    assert read.get("title", "") == title
    assert read.get("authors", []) == authors


@pytest.mark.parametrize("title", ["1e3", "0o17", "y", "12.", "true", "2024-01-01", "null", "~"])
def test_what_any_yaml_reader_could_take_for_no_string_is_quoted(title):
    written = WRITERS["md"].write_one(replace(full(), title=title))

    assert f"title: '{title}'" in written


def test_html_stands_alone_and_shows_the_article():
    written = WRITERS["html"].write_one(full())

    assert written.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    assert "default-src 'none'" in written
    assert '<link rel="canonical" href="https://example.org/huts">' in written
    assert "<h1>Ten huts in the Alps</h1>" in written
    link = '<a href="https://example.org/x" rel="nofollow ugc noopener noreferrer">the lake</a>'
    assert f"A <strong>hut</strong> at {link}, H<sub>2</sub>O" in written
    assert "<td>Upper</td>" in written
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in written


def test_the_style_is_the_one_that_the_policy_allows():
    import base64
    import hashlib

    written = WRITERS["html"].write_one(full())

    style = re.search("<style>(.*?)</style>", written)[1]
    assert base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() in written


@pytest.mark.parametrize("title", HOSTILE)
def test_nothing_a_page_says_runs_in_html(title):
    document = full(
        title=title,
        authors=(title, '"><script>x</script>'),
        tags=('"><script>',),
        language='en"><script>',
        url="javascript:alert(1)",
        canonical_url='https://example.org/"><script>',
        markdown="<script>x</script> [a](javascript:x) ![a](data:x) <sub onclick=x>y</sub> [b](https://example.org/)",
    )

    written = WRITERS["html"].write_one(document)

    assert "<script" not in written
    assert "<sub onclick" not in written
    assert not re.search(r'(?:href|src)="(?!https?://|mailto:)', written)
    assert '<a href="https://example.org/" rel="nofollow ugc noopener noreferrer">b</a>' in written


def test_html_of_several_is_one_page():
    written = "".join(WRITERS["html"].write_many([full(), silent()]))

    assert written.count("<html") == written.count("</html>") == 1
    assert written.count("<article ") == 2


def test_every_writer_is_entered_under_its_name_and_says_how_to_use_it():
    for name, writer in WRITERS.items():
        assert name == writer.NAME
        assert writer.SUFFIX.startswith(f".{name}")
        assert "Example:" in (writer.__doc__ or "")
