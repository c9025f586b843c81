"""Rules learned from pages side by side."""

from __future__ import annotations

from cleaner.page import segment
from cleaner.rules.learn import BODY_PAGES, Sample, body_of, learn
from cleaner.rules.proposal import expected, proposal
from tests.making import blocks_of
from tests.rules.making import load, page_of

DAYS = ("first", "second", "third", "fourth")


def sample(source: str, dropped: tuple[str, ...] = ()) -> Sample:
    """A page of which the engine drops the blocks that begin so."""
    blocks = segment(page_of(source))
    keep = [not text.startswith(dropped) if dropped else True for text in blocks.texts]
    return Sample(blocks, keep, ["body" if kept else "newsletter" for kept in keep])


def story(day: str) -> str:
    return (
        f"On the {day} day we walked from the lake to the hut number {len(day)} in the {day} valley of all."
    )


def page(day: str) -> str:
    return (
        f'<body><div id="story"><p>{story(day)}</p>'
        '<div class="newsletter-box"><p>Get our huts letter each week.</p></div><h2>Pros</h2>'
        f"<p>It rained on day {day}, and the keeper of the hut sang songs of the {day} war for us.</p></div>"
        f'<div class="foot css-x9k2f1"><p>See the {day} map too.</p></div></body>'
    )


def test_an_element_without_words_of_its_own_is_dropped():
    found = learn([sample(page(day), ("See",)) for day in DAYS])

    drops = [finding for finding in found if finding.directive == "drop"]
    assert [finding.entry["select"] for finding in drops] == [".newsletter-box"]
    assert drops[0].evidence == "on 4 of 4 pages, no words of its own inside"


def test_the_body_is_the_narrowest_element_that_holds_what_is_kept():
    found = body_of([sample(page(day), ("See", "Get")) for day in DAYS])

    assert found is not None
    assert found.entry == {"select": "#story"}


def test_an_element_with_the_articles_own_words_stays():
    pages = [f'<div class="note"><p>{story(day)}</p><p>Share this</p></div>' for day in DAYS]

    assert not learn([sample(one) for one in pages])


def test_a_body_is_proposed_from_five_pages_on():
    pages = [sample(page(day), ("See", "Get")) for day in (*DAYS, "fifth")]

    assert len(pages) == BODY_PAGES
    assert [finding.entry for finding in learn(pages)] == [{"select": "#story"}]
    assert not learn(pages[:-1])


def test_short_lived_names_are_no_selectors():
    names = sample('<div class="css-1x2y3z post-4711 ok-name a:b" id="p12345"><p>x</p></div>').elements

    assert set(names) == {".ok-name"}


def test_an_element_before_bare_text_of_what_is_around_it_holds_its_own_blocks():
    paragraphs = "<p>One.</p><p>Two.</p><div class='box'><p>Three.</p></div>"

    found = sample(f"<div id='story'>{paragraphs}Bare.<p>Four.</p>Bare too.<p>Five.</p></div>").elements

    assert found == {"#story": [(0, 7)], ".box": [(2, 3)]}


def test_a_long_name_is_read_in_no_time():
    long = "a" * 5_000

    assert not sample(f'<div class="{long}1"><p>x</p></div>').elements
    assert set(sample(f'<div class="{long}"><p>x</p></div>').elements) == {f".{long}"}


def dump(day: str, more: str) -> str:
    return f"""
        Huts Daily
        Weather 1{len(day)} degrees
        Skip to the story
        {story(day)}
        Pros
        {story(day).replace("walked", "came back")}
        We thank all the keepers of huts who answered our letters.
        Related huts
        {more}
        (c) 2024 Huts Daily
        """


def learned_lines(samples: list[Sample]) -> list[str]:
    return [finding.entry["line"] for finding in learn(samples) if finding.directive == "drop_lines"]


def test_a_dump_gets_markers():
    found = learn([sample(dump(day, f"Ten {day} lakes")) for day in DAYS])

    cuts = [(finding.directive, finding.entry) for finding in found if finding.directive != "drop_lines"]
    assert cuts == [
        ("cut_before", {"line": "Skip to the story", "last": "true"}),
        ("cut_after", {"line": "We thank all the keepers of huts who answered our letters."}),
        ("cut_after", {"line": "Related huts"}),
    ]


def test_lines_that_are_long_or_always_dropped_are_dropped():
    lines = learned_lines([sample(dump(day, f"Ten {day} lakes"), ("Huts Daily", "(c)")) for day in DAYS])

    # The engine keeps "Pros" and "Related huts": they may be headings of the text.
    assert lines == [
        "We thank all the keepers of huts who answered our letters.",
        "(c) * Huts Daily",
        "Huts Daily",
    ]


def test_a_line_that_each_page_writes_with_other_numbers_stays():
    dropped = [sample(dump(day, f"Ten {day} lakes"), ("Weather",)) for day in DAYS]

    assert not any(line.startswith("Weather") for line in learned_lines(dropped))


def test_pages_of_two_kinds_get_a_marker_each():
    ends = ("Related huts", "More reports", "Related huts", "More reports", "Related huts")
    pages = [
        f"{story(day)}\n\n{end}\n\nTen {day} lakes" for day, end in zip((*DAYS, "fifth"), ends, strict=True)
    ]

    found = learn([sample(one) for one in pages[:4]])

    cuts = [finding.entry["line"] for finding in found if finding.directive == "cut_after"]
    assert sorted(cuts) == ["More reports", "Related huts"]


def test_a_box_above_the_text_of_some_pages_is_no_marker():
    box = "We write a letter to all walkers each week.\n\n"
    pages = [f"Huts Daily\n\n{box * (day != 'first')}{story(day)}\n\nMore" for day in DAYS]

    found = learn([sample(one) for one in pages])

    cuts = [finding.entry["line"] for finding in found if finding.directive == "cut_before"]
    assert not cuts


def test_a_line_amid_the_prose_is_no_marker():
    pages = [
        f"{story(day)}\n\nAdvertisement\n\n{story(day)} Again.\n\nMore\n\nTen {day} lakes" for day in DAYS
    ]

    found = learn([sample(one) for one in pages])

    cuts = [finding.entry["line"] for finding in found if finding.directive.startswith("cut")]
    assert "Advertisement" not in cuts


def test_a_proposal_is_a_rule_that_loads(tmp_path):
    samples = [sample(dump(day, f"Ten {day} lakes")) for day in DAYS]

    text = proposal("huts", {"when": {"format": "text", "line": ["Huts Daily"]}}, learn(samples), [])

    (site,) = load(tmp_path, text).sites
    assert list(site.items("drop_lines"))
    assert "# on 4 of 4 pages" in text


def test_a_test_says_what_came_out():
    import cleaner
    from cleaner.rules import Rules

    document = cleaner.clean(
        f"<title>Huts</title><article><h1>Huts</h1>{'<p>' + story('first') + '</p>'}</article>",
        rules=Rules.empty(), engine="density",
    )  # fmt: skip

    found = expected(document, ["Share this", story("first")[:20]])

    assert story("first").startswith(found["starts"])
    assert story("first").endswith(found["ends"])
    assert found["lacks"] == ["Share this"]
    assert blocks_of("<p>x").texts == ["x"]
