"""The headline of a text dump: below menus, echoes of the page's title, above the first paragraphs."""

from __future__ import annotations

from tests.metadata.making import dump_page, metadata_of

MENU = "\n".join(
    f"Rubric {name}" for name in "Alps Bees Cows Dams Eels Fens Gulls Hay Ice Jays Kilns".split()
)
TEXT = (
    "The keeper of the lamp had counted every gull of the harbour twice before he wrote the number down, and "
    "on the next morning the gulls of the harbour were one fewer, as the lamp and the keeper both had feared."
)


def test_the_line_that_the_page_title_echoes_is_the_headline_and_the_rest_the_site():
    found = metadata_of(
        dump_page(
            f"A gull is missing from the harbour | Marsh Observer\n{MENU}\n"
            f"A gull is missing from the harbour\nBy Ann Roe\n3 March 2024\n{TEXT}\n{TEXT}"
        )
    )

    assert found.title == "A gull is missing from the harbour"
    assert found.site_name == "Marsh Observer"
    assert found.authors == ("Ann Roe",)
    assert found.published == "2024-03-03"


def test_below_menus_the_headline_is_the_line_whose_words_the_text_takes_up():
    found = metadata_of(
        dump_page(
            f"Skip to content\n{MENU}\nKeeper counts the harbour gulls twice\nA rainy pier\n{TEXT}\n{TEXT}"
        )
    )

    assert found.title == "Keeper counts the harbour gulls twice"


def test_a_button_is_no_headline():
    found = metadata_of(
        dump_page(f"{MENU}\nThe gulls of the harbour\n[ Count the gulls of the harbour ]\n{TEXT}\n{TEXT}")
    )

    assert found.title == "The gulls of the harbour"
