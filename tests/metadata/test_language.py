"""Language tags, and the language of a text."""

from __future__ import annotations

import pytest

from cleaner.metadata.language import normalize, of_text
from tests.metadata.making import LONG, dump_page, html_page, metadata_of

GERMAN = (
    "Der Weg steigt eine Stunde lang durch die Lärchen und verliert sich dann, wie es Wege hier so tun. "
    "Wer weiter will, folgt dem Bach bis zur oberen Hütte, in der im Sommer ein Hirte wohnt. "
)


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"), ("de_de", "de-DE"), ("zh-hans-CN", "zh-Hans-CN"), ("en-US,en;q=0.9", "en-US"),
        ("es-419", "es-419"),
        ("Deutsch", "de"), ("iw", "he"), ("jp", "ja"), ("en_US.UTF-8", "en-US"), ("und", None),
        ("hello", None), ("", None),
        ("x" * 4000, None), ("ua-UA", "uk-UA"),
    ],
)  # fmt: skip
def test_a_declared_language_becomes_bcp_47(written: str, tag: str | None):
    assert normalize(written) == tag


def test_a_page_that_declares_no_language_has_that_of_its_text():
    page = html_page(body=f"<h1>Zehn Hütten</h1><p>{GERMAN}</p>", lang="")

    found = metadata_of(page)

    assert (found.language, found.chosen["language"].source) == ("de", "text:language")


def test_a_text_dump_has_the_language_of_its_text():
    assert metadata_of(dump_page(f"Zehn Hütten in den Alpen\n\n{GERMAN}")).language == "de"


def test_a_long_text_stands_above_a_wrong_declaration():
    assert (
        metadata_of(html_page(body=f"<h1>Zehn Hütten</h1><p>{GERMAN * 3}</p>", lang="en-US")).language == "de"
    )


def test_the_declared_region_stays():
    assert metadata_of(html_page(body=f"<p>{LONG}</p>", lang="en-GB")).language == "en-GB"


def test_a_text_half_in_another_language_does_not_overrule_the_page():
    page = html_page(body=f"<h1>Ten huts</h1><p>{LONG[:200]}</p><p>{GERMAN * 3}</p>", lang="en")

    assert metadata_of(page).language == "en"


def test_close_languages_are_told_apart_by_the_page():
    danish = (
        "Stien stiger en time gennem lærkerne og forsvinder så, som stier gør i denne dal om sommeren. " * 5
    )

    assert metadata_of(html_page(body=f"<p>{danish}</p>", lang="nb")).language == "nb"


@pytest.mark.parametrize("text", ["", "Bonjour", "Bonjour à tous", "12.5 13.5 14.5 " * 30])
def test_nothing_is_guessed_of_what_is_no_text(text: str):
    assert of_text(text) is None


def test_dates_are_read_in_the_language_of_the_text():
    page = html_page(body=f"<h1>Zehn Hütten</h1><p>6. Mai 2014</p><p>{GERMAN}</p>", lang="")

    assert metadata_of(page).published == "2014-05-06"
