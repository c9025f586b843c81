"""One value a field, and why."""

from __future__ import annotations

import pytest

from cleaner.metadata import merge, why
from cleaner.types import Candidate, Metadata
from tests.metadata.making import LONG, html_page, metadata_of


def merged(*candidates: Candidate) -> Metadata:
    return merge(candidates, html_page())


def test_the_highest_score_wins_and_the_first_of_equals():
    found = merged(
        Candidate("title", "low", "a", 0.5),
        Candidate("title", "first", "b", 0.7),
        Candidate("title", "second", "c", 0.7),
    )

    assert (found.title, found.chosen["title"].source) == ("first", "b")


def test_places_that_agree_make_each_other_stronger():
    found = merged(
        Candidate("title", "alone", "a", 0.75),
        Candidate("title", "Agreed", "b", 0.7),
        Candidate("title", "agreed", "c", 0.7),
    )

    assert found.title == "Agreed"


def test_one_place_that_says_it_twice_is_one_voice():
    found = merged(
        Candidate("title", "alone", "a", 0.75),
        Candidate("title", "twice", "b", 0.7),
        Candidate("title", "twice", "b", 0.7),
    )

    assert found.title == "alone"


def test_a_rule_stands_above_however_many():
    many = [Candidate("title", "many", f"place{i}", 0.99) for i in range(50)]

    assert merged(*many, Candidate("title", "rule", "sources.yaml:41", 1.0)).title == "rule"


def test_dates_agree_by_day_and_the_best_place_says_how_exactly():
    found = merged(
        Candidate("published", "2024-03-01", "a", 0.7),
        Candidate("published", "2024-03-01T10:20:00+01:00", "b", 0.8),
        Candidate("published", "2024-03-05", "c", 0.82),
    )

    assert found.published == "2024-03-01T10:20:00+01:00"


def test_authors_agree_as_sets():
    found = merged(
        Candidate("authors", ("Ann Roe", "Bo Ek"), "a", 0.7),
        Candidate("authors", ("Bo Ek", "Ann Roe"), "b", 0.7),
        Candidate("authors", ("Cid Poe",), "c", 0.75),
    )

    assert found.authors == ("Ann Roe", "Bo Ek")


@pytest.mark.parametrize(
    ("declared", "shown", "score", "authors"),
    [
        ("Ann", "Ann Roe", 0.7, ("Ann Roe",)),
        ("Ann", "Ann Roe", 0.5, ("Ann",)),  # "Ann Thursday", in a line of other things
        ("Ann", "Anna Roe", 0.7, ("Ann",)),
        ("Ann", "Ann by the lake", 0.7, ("Ann",)),
        ("Ann Roe", "Ann Roe Ek", 0.7, ("Ann Roe",)),
    ],
)
def test_a_given_name_stands_for_the_whole_one(
    declared: str, shown: str, score: float, authors: tuple[str, ...]
):
    found = merged(
        Candidate("authors", (declared,), "a", 0.86),
        Candidate("authors", (declared,), "b", 0.80),
        Candidate("authors", (shown,), "c", score),
    )

    assert found.authors == authors
    assert why(found, "authors").startswith("the whole name") == (
        authors == ("Ann Roe",) and declared == "Ann"
    )


def test_the_site_is_no_author_beside_a_person():
    site = Candidate("site_name", "Farrow Post", "meta:og:site_name", 0.9)

    both = merged(Candidate("authors", ("FARROW POST", "Ann Roe"), "visible:byline", 0.7), site)
    alone = merged(Candidate("authors", ("Farrow Post",), "visible:byline", 0.7), site)

    assert both.authors == ("Ann Roe",)
    assert both.chosen["authors"] in both.candidates
    assert alone.authors == ("Farrow Post",)


def test_a_weak_date_is_no_date():
    assert merged(Candidate("published", "2024-03-01", "a", 0.4)).published is None


@pytest.mark.parametrize(
    ("address", "absolute"),
    [
        ("/a b.jpg", "https://www.alpine-example.org/a%20b.jpg"),
        ("https://example.org/x", "https://example.org/x"),
        ("//cdn.example.org/x", "https://cdn.example.org/x"),
        ("javascript:alert(1)", None), ("data:image/png;base64,AA", None), ("file:///etc/passwd", None),
        ("http://[broken", None), ("https://example.org/" + "x" * 5000, None),
        ("x" * 20_000, None), ("http://", None),
    ],
)  # fmt: skip
def test_addresses_are_absolute_and_of_the_web(address: str, absolute: str | None):
    assert merged(Candidate("image", address, "a", 0.9)).image == absolute


def test_without_an_address_of_the_page_a_relative_one_is_nothing():
    found = merge([Candidate("image", "/hut.jpg", "a", 0.9)], html_page(url=None))

    assert found.image is None


def test_a_licence_is_an_address_or_a_text():
    assert (
        merged(Candidate("license", "/licence", "a", 0.9)).license == "https://www.alpine-example.org/licence"
    )
    assert (
        merged(Candidate("license", "All rights to the goose", "a", 0.9)).license == "All rights to the goose"
    )


def test_what_cannot_be_read_is_left_out():
    found = merged(Candidate("language", "klingonese", "a", 0.9), Candidate("title", " \u202e ", "b", 0.9))

    assert (found.language, found.title) == (None, None)
    assert found.candidates == ()


def test_values_are_on_one_line_and_safe():
    assert merged(Candidate("title", "Ten\n huts\x1b[31m", "a", 0.9)).title == "Ten huts[31m"
    assert merged(Candidate("tags", (" a\n", ""), "a", 0.9)).tags == ("a",)


@pytest.mark.parametrize(
    ("shown", "published"),
    [
        ([("visible:date", "2024-03-09", 0.65)], "2024-03-09"),  # editors date the story
        ([("visible:date", "2024-02-03", 0.65)], "2024-02-03"),
        ([("html:time", "2019-01-02", 0.70), ("visible:date", "2024-02-02", 0.55)], "2024-02-02"),
        ([("visible:date", "2024-03-09", 0.65), ("html:time", "2019-01-02", 0.70)], "2024-02-02"),
    ],
)
def test_the_shown_day_wins_where_it_is_the_only_one(shown: list[tuple[str, str, float]], published: str):
    declared = Candidate("published", "2024-02-02", "jsonld:Article.datePublished", 0.93)

    assert (
        merged(declared, *(Candidate("published", day, place, n) for place, day, n in shown)).published
        == published
    )


def test_the_day_of_an_update_is_better_than_one_that_is_not_sure():
    unsure = Candidate("published", "2024-02-02", "jsonld:WebPage.datePublished", 0.43)
    update = Candidate("modified", "2024-03-09", "visible:date", 0.63)

    found = merged(unsure, update)

    assert (found.published, found.modified) == ("2024-03-09", "2024-03-09")
    assert merged(unsure).published is None


@pytest.mark.parametrize(("source", "score"), [("jsonld:Article.datePublished", 0.93), ("url:path", 0.55)])
def test_a_shown_day_read_the_other_way_round_is_the_declared_one(source: str, score: float):
    declared = Candidate("published", "2024-09-10", source, score)
    shown = Candidate("published", "2024-10-09", "visible:date", 0.63)

    assert merged(declared, shown).published == declared.value


@pytest.mark.parametrize(
    ("candidates", "reason"),
    [
        ([("title", "Ten huts", "html:h1", 0.95)], "0.95, and no other value"),
        (
            [("title", "Ten huts", "a", 0.9), ("title", "Ten Huts", "b", 0.8), ("title", "Huts", "c", 0.5)],
            "2 places agree: 0.93, before 0.50 of c",
        ),
        ([("authors", ("Ann Roe",), "a", 0.3)], "the best, a, is not surer than 0.40: better none"),
        ([("title", "Ten huts", "sources.yaml:41", 1.0), ("title", "Huts", "a", 0.95)], "a rule says so"),
        (
            [("published", "2024-02-02", "meta:date", 0.7), ("published", "2024-03-09", "html:time", 0.65)],
            "the day that the reader is shown, rather than the declared 2024-02-02",
        ),
    ],
)  # fmt: skip
def test_it_can_be_said_why_a_value_won(candidates: list[tuple[str, str, str, float]], reason: str):
    assert why(merged(*(Candidate(*one) for one in candidates)), candidates[0][0]) == reason


def test_nothing_is_said_of_a_field_without_candidates():
    assert why(merged(), "title") == ""


def test_the_dates_on_a_front_page_are_its_stories():
    shown = Candidate("published", "2024-02-02", "meta:date", 0.7)

    found = merge([shown], html_page(url="https://example.org/"))

    assert (found.published, why(found, "published")) == (
        None,
        "the dates of a front page are those of its stories",
    )


def test_what_was_chosen_is_among_the_candidates():
    found = merged(
        Candidate("published", "2024-02-02T23:30:00+00:00", "jsonld:Article.datePublished", 0.93),
        Candidate("published", "2024-02-03T00:30", "visible:date", 0.65),
    )

    assert found.published == "2024-02-03T00:30:00+01:00"
    assert found.chosen["published"] in found.candidates


def test_a_heading_that_the_address_repeats_is_the_headline_whatever_is_declared():
    head = "<title>Alpine shelters for families</title>"
    page = html_page(head, f"<h1>Ten huts</h1><p>{LONG}", url="https://www.alpine-example.org/c/ten-huts")

    assert metadata_of(page).title == "Ten huts"


@pytest.mark.parametrize("declared", ["Alpine Example", "Home"])
def test_any_heading_says_more_than_the_sites_name(declared: str):
    head = f'<meta property="og:site_name" content="Alpine Example"><title>{declared}</title>'
    page = html_page(head, f"<h1>Time to say goodbye</h1><p>{LONG}")

    assert metadata_of(page).title == "Time to say goodbye"


def test_a_headline_that_begins_with_the_sites_name_is_one():
    head = '<meta property="og:title" content="Alpine-example huts and other huts">'
    page = html_page(head, f"<h1>Where to stay</h1><p>{LONG}")

    assert metadata_of(page).title == "Alpine-example huts and other huts"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("authors", ("{{author}}",)),
        ("authors", ("${author.name}",)),
        ("authors", ("#author.name}",)),
        ("authors", ("%AUTHOR%",)),
        ("authors", ("undefined undefined",)),
        ("authors", ("null null",)),
        ("authors", ("Array",)),
        ("site_name", "{$site.name}"),
        ("title", "{{ title }}"),
        ("title", "[object Object]"),
        ("title", "---"),
    ],
)
def test_what_a_template_left_behind_is_no_value(field: str, value: str | tuple[str, ...]):
    assert not getattr(merged(Candidate(field, value, "a", 0.9)), field)


@pytest.mark.parametrize("title", ["Array", "null", "{{ }} in templates", "100%", "[Live] Ten huts"])
def test_what_only_looks_like_one_is(title: str):
    assert merged(Candidate("title", title, "a", 0.9)).title == title


def test_a_rule_may_say_anything():
    assert merged(Candidate("title", "---", "sources.yaml:41", 1.0)).title == "---"


def test_the_sites_name_in_three_places_is_no_headline():
    name = '<meta property="og:{}" content="Alpine Example">'
    head = f"<title>Alpine Example</title>{name.format('title')}{name.format('site_name')}"
    body = f"<h1>Ten huts that nobody finds</h1><p>{LONG}</p>"

    assert metadata_of(html_page(head, body)).title == "Ten huts that nobody finds"
    front = html_page(head, body, url="https://www.alpine-example.org/")
    assert metadata_of(front).title == "Alpine Example"
