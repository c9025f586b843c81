"""Articles over several pages."""

from __future__ import annotations

import pytest

from cleaner.pipeline import Options, clean_parts
from cleaner.rules import Rules, paging
from cleaner.rules.paging import Paging, first_beside, follow, parts_beside
from cleaner.types import RawPage
from tests.making import html
from tests.rules.making import load, problems_of, site_of

PAGES = """
    sites:
      long:
        hosts: [long.example.org]
        pages: {next: "a[rel=next]@href", single: "a.print@href", max: 5}
        drop: [.box]
"""


SECOND = "Part 2 of the long way over the pass."


def saved(number: int, *, following: str | None = None, text: str = "", extra: str = "") -> RawPage:
    link = f'<a rel=next href="{following}">on</a>' if following else ""
    body = f"<p>{text or f'Part {number} of the long way over the pass.'}</p>{extra}{link}"
    return RawPage(body.encode(), "text/html", url=f"https://long.example.org/a/{number}")


def web(*pages: RawPage) -> dict[str | None, RawPage]:
    return {page.url: page for page in pages}


def urls(parts: list[RawPage]) -> list[str]:
    return [(part.url or "").rpartition("/")[2] for part in parts]


def test_an_article_is_followed_to_its_last_part(tmp_path):
    first = saved(1, following="2")
    get = web(saved(2, following="/a/3#top"), saved(3)).get

    assert urls(follow(first, load(tmp_path, PAGES), get)) == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("case", "pages", "expected"),
    [
        ("a loop", [saved(2, following="1")], ["1", "2"]),
        ("its own address with a slash", [saved(2, following="2/")], ["1", "2"]),
        ("another host", [saved(2, following="https://evil.example.com/a/3")], ["1", "2"]),
        ("a part that cannot be had", [saved(2, following="3")], ["1", "2"]),
        ("the same text again", [saved(2, following="3"), saved(3, following="4", text=SECOND)], ["1", "2"]),
    ],
)  # fmt: skip
def test_following_ends_at(tmp_path, case, pages, expected):
    assert urls(follow(saved(1, following="2"), load(tmp_path, PAGES), web(*pages).get)) == expected


def test_following_ends_at_the_rules_maximum(tmp_path):
    get = web(*(saved(n, following=str(n + 1)) for n in range(2, 50))).get

    assert urls(follow(saved(1, following="2"), load(tmp_path, PAGES), get)) == ["1", "2", "3", "4", "5"]


def test_the_page_with_all_parts_stands_for_them(tmp_path):
    first = saved(1, following="2", extra='<a class=print href="/a/all">print</a>')
    whole = RawPage(b"<p>All of it.", "text/html", url="https://long.example.org/a/all")

    assert follow(first, load(tmp_path, PAGES), web(whole, saved(2)).get) == [whole]
    assert urls(follow(first, load(tmp_path, PAGES), web(saved(2)).get)) == ["1", "2"]


def test_a_page_without_such_a_rule_is_alone():
    first = saved(1, following="2")

    assert follow(first, Rules.empty(), web(saved(2)).get) == [first]


def test_xpath_finds_links_too(tmp_path):
    site = site_of(tmp_path, "pages: {next: '//a[@rel=\"next\"]', single: '//a[@class=\"print\"]/@href'}")
    page = html('<a rel=next href="b">on</a><a class=print href="javascript:x()">p</a>')
    assert site.paging is not None

    assert paging.next_address(page, site.paging) == "https://example.org/b"
    assert paging.single_address(page, site.paging) is None


def test_saved_parts_are_found_by_their_names(tmp_path):
    for name in ("way.html", "way-page2.html", "way-page3.html", "way-page5.html", "other.html"):
        (tmp_path / name).write_text("x")
    (tmp_path / "s01.txt").write_text("x")
    (tmp_path / "s02.txt").write_text("x")
    pages, numbered = Paging(files="*-page{n}.html"), Paging(files="s{n}.txt")

    def named(parts: list[str]) -> list[str]:
        return [part.rpartition("/")[2] for part in parts]

    first = str(tmp_path / "way.html")
    assert named(parts_beside(first, pages)) == ["way.html", "way-page2.html", "way-page3.html"]
    assert first_beside(str(tmp_path / "way-page3.html"), pages) == first
    assert first_beside(first, pages) is None
    assert named(parts_beside(str(tmp_path / "other.html"), pages)) == ["other.html"]
    assert named(parts_beside(str(tmp_path / "s01.txt"), numbered)) == ["s01.txt", "s02.txt"]
    assert first_beside(str(tmp_path / "s02.txt"), numbered) == str(tmp_path / "s01.txt")


def test_rules_run_on_every_part(tmp_path):
    box = '<div class="box">Read our huts letter each week.</div>'
    parts = [saved(n, extra=box) for n in (1, 2, 3)]

    document = clean_parts(parts, Options(rules=load(tmp_path, PAGES)))

    assert "huts letter" not in document.text
    assert [f"Part {n}" in document.text for n in (1, 2, 3)] == [True] * 3
    assert (document.rule, document.url) == ("long", "https://long.example.org/a/1")


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ("{}", '2:34: "pages" needs one of next, single, files'),
        ("{next: '..'}", '2:41: bad CSS selector ".."'),
        ("{files: 'a/{n}.html'}", '2:42: "a/{n}.html" needs {n} once'),
        ("{next: .more, max: 1}", '2:53: "max" is 1, but'),
    ],
)
def test_bad_pages_are_errors(tmp_path, keys, problem):
    found = problems_of(tmp_path, f"sites:\n  a: {{hosts: [a.example], pages: {keys}}}\n")

    assert found[0].startswith(problem)
