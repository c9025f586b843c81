"""The public names: what a program that imports cleaner relies on."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import cleaner
from cleaner import batch
from cleaner.fetch.settings import Settings

PARAGRAPHS = "".join(
    f"<p>Paragraph {n} tells how the path leaves the road behind the last farm and climbs to the hut.</p>"
    for n in range(5)
)
PAGE = (
    "<html lang=en><head><title>The Last Winter</title></head><body><nav><a href=/>Home</a></nav>"
    f"<article><h1>The Last Winter</h1>{PARAGRAPHS}<figure><figcaption>The hut in May</figcaption></figure>"
    "</article></body></html>"
)


def test_a_page_is_cleaned_from_bytes_text_and_path_alike(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE)

    texts = {cleaner.clean(source).text for source in (PAGE, PAGE.encode(), path)}

    assert len(texts) == 1
    assert texts.pop().startswith("Paragraph 0 tells")


def test_the_document_says_what_it_is_and_what_was_removed():
    document = cleaner.clean(PAGE, url="https://example.org/winter")

    assert (document.schema, document.title, document.language) == (
        "cleaner.document/1",
        "The Last Winter",
        "en",
    )
    assert document.url == "https://example.org/winter"
    assert document.removed["nav"] == 1
    assert document.word_count == 5 * 18


def test_roles_can_be_kept():
    assert "The hut in May" not in cleaner.clean(PAGE).text
    assert "The hut in May" in cleaner.clean(PAGE, keep={"caption"}).text


@pytest.mark.parametrize(
    ("options", "message"),
    [({"engine": "block"}, 'did you mean "blocks"'), ({"keep": ["captions"]}, 'did you mean "caption"')],
)
def test_a_choice_that_does_not_exist_is_an_error_that_helps(options, message):
    with pytest.raises(cleaner.CleanerError, match=message):
        cleaner.clean(PAGE, **options)


def test_many_pages_come_in_order(tmp_path):
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.html").write_text(PAGE.replace("Last Winter", f"Winter {name}"))

    titles = [document.title for document in cleaner.clean_all([tmp_path])]

    assert titles == ["The Winter a", "The Winter b", "The Winter c"]


def test_clean_all_raises_what_stopped_it(tmp_path):
    (tmp_path / "a.html").write_bytes(b"%PDF-1.7 binary")

    with pytest.raises(cleaner.CleanerError, match="PDF"):
        list(cleaner.clean_all([tmp_path / "a.html"]))


def test_explain_gives_every_block_a_verdict():
    rows = list(cleaner.explain(PAGE))

    assert [row.block.text for row in rows if row.verdict.role == "nav"] == ["Home"]
    assert all(row.verdict.label.why for row in rows)


def test_a_missing_file_is_an_error_that_names_it(tmp_path):
    with pytest.raises(cleaner.CleanerError, match=r"none\.html"):
        cleaner.clean(tmp_path / "none.html")


def test_the_import_stays_light():
    slow = {"bs4", "dateparser", "httpx", "lxml", "rich", "trafilatura", "yaml"}
    code = f"import sys, cleaner; print(sorted({slow} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_every_public_name_is_there():
    assert len(cleaner.__all__) <= 12
    assert all(getattr(cleaner, name) for name in cleaner.__all__)
    assert cleaner.Rules.__name__ == "Rules"
    with pytest.raises(AttributeError, match="no attribute 'Ruels'"):
        cleaner.Ruels  # noqa: B018


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: cleaner.clean(None), "NoneType: no page - give bytes"),
        (lambda: cleaner.clean("raw/my-page.html"), r"this only names one - give pathlib\.Path"),
        (lambda: cleaner.clean("https://example.org/a"), "this only names one - fetch it first"),
        (lambda: cleaner.clean(PAGE, rules=False), r"take Rules\.empty\(\) for none"),
        (lambda: cleaner.clean(PAGE, rules="sources.yaml"), r"take Rules\.load\('sources\.yaml'\)"),
        (lambda: list(cleaner.clean_all("none.html")), r"none\.html"),
        (lambda: cleaner.clean(PAGE, url=3), "url: 3 is no address - give a string"),
        (lambda: cleaner.clean(PAGE, url=Path("x")), r"url: .*Path\('x'\) is no address - give a string"),
        (lambda: cleaner.clean(PAGE, keep=None), 'keep: None is no role - give names such as "caption"'),
        (lambda: cleaner.clean(PAGE, keep=[3]), "keep: 3 is no role"),
        (lambda: cleaner.clean(PAGE, engine=None), "engine: None is no engine - give a name"),
        (lambda: cleaner.clean_all(None), r"paths: None is no path - give a string or a pathlib\.Path"),
        (lambda: cleaner.clean_all([3]), "paths: 3 is no path"),
        (lambda: cleaner.clean_all([PAGE]), r"paths: '<html.{50,60}… is the text of a page, no path"),
        (lambda: cleaner.clean_all(["raw"], jobs="2"), "jobs: '2' is no count - give a whole number from 1"),
        (lambda: cleaner.clean_all(["raw"], jobs=None), "jobs: None is no count"),
        (lambda: batch.clean_all(["raw"], jobs=0), "jobs: 0 is no count"),
        (lambda: batch.clean_all(["raw"], options={}), "options: {} is no Options"),
        (lambda: cleaner.Rules.load(None), "path: None is no path"),
        (lambda: cleaner.fetch(None), "url: None is no address"),
        (lambda: cleaner.fetch("https://example.org", settings={}), "import Settings"),
        (lambda: cleaner.fetch_all(None), "urls: None is no address"),
        (lambda: cleaner.fetch_all("http://127.0.0.1/", store=3), "store: 3 is no path"),
        (lambda: next(cleaner.fetch_all("http://127.0.0.1/")), r"Settings\(allow_private=True\)"),
        (lambda: Settings(delay_s="2"), "delay_s: '2' is no time - give seconds"),
        (lambda: cleaner.explain(PAGE).why(None), "text: None is no text - give a string"),
        (lambda: pickle.dumps(cleaner.explain(PAGE)), r"pickle what to_dict\(\) gives"),
    ],
)
def test_a_slip_is_an_error_that_says_what_to_give(call, message):
    with pytest.raises(cleaner.CleanerError, match=message):
        call()


def test_one_role_may_be_given_as_a_string():
    assert "The hut in May" in cleaner.clean(PAGE, keep="caption").text


def test_of_two_copies_the_one_that_no_rule_drops_stays(tmp_path):
    summary = "The hut above the lake will stay closed until the path has been repaired in June."
    rules = tmp_path / "sources.yaml"
    rules.write_text("version: 1\nsites:\n  huts:\n    hosts: [example.org]\n    drop: [.summary]\n")
    story = f"<article>{PARAGRAPHS}<p>{summary}</p>{PARAGRAPHS}</article>"
    page = f"<div class=summary><p>{summary}</p></div>{story}"

    document = cleaner.clean(page, url="https://example.org/a", rules=cleaner.Rules.load(rules))

    assert document.text.count(summary) == 1
