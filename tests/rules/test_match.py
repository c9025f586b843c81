"""Which site a page belongs to."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from cleaner.page import read_page
from cleaner.rules.match import host_of, read_host, read_path
from cleaner.types import RawPage
from tests.making import dump, html
from tests.rules.making import load

if TYPE_CHECKING:
    from cleaner.rules import Rules


def site_name(rules: Rules, url: str | None, source: str = "<p>Ten huts</p>") -> str | None:
    site = rules.site_for(html(source, url=url))
    return site.name if site else None


HOSTS = """
    sites:
      apex: {hosts: [example.com]}
      below: {hosts: ["*.example.com"]}
      deeper: {hosts: ["*.news.example.com"]}
      live: {hosts: [news.example.com], paths: ["/live/**"]}
      years: {hosts: [news.example.com], paths: ["/20??/**", "!/20??/print/**"]}
      news: {hosts: [news.example.com], when: {has: main}}
      shop: {hosts: [shop.*]}
      umlaut: {hosts: [bücher.example]}
"""


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.com/a", "apex"),
        ("https://www.example.com/a", "apex"),
        ("https://EXAMPLE.com.:8080/a", "apex"),
        ("https://blog.example.com/", "below"),
        ("https://a.b.example.com/", "below"),
        ("https://a.news.example.com/", "deeper"),
        ("https://news.example.com/live/1", "live"),
        ("https://news.example.com/live", "live"),
        ("https://news.example.com/2024/x/y", "years"),
        ("https://news.example.com/2024/print/y", "below"),
        ("https://news.example.com/about", "below"),
        ("https://shop.de/", "shop"),
        ("https://www.shop.co.uk/", "shop"),
        ("https://shop.somebody.com/", None),
        ("https://notexample.com/", None),
        ("https://example.com.evil.org/", None),
        ("https://xn--bcher-kva.example/", "umlaut"),
        ("https://bücher.example/", "umlaut"),
        ("not a url", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_the_most_exact_host_and_path_win(tmp_path, url, expected):
    assert site_name(load(tmp_path, HOSTS), url) == expected


def test_a_condition_must_hold_besides_the_host(tmp_path):
    rules = load(tmp_path, HOSTS)

    assert site_name(rules, "https://news.example.com/about", "<main>Ten huts</main>") == "news"


def test_the_longer_path_wins(tmp_path):
    rules = load(
        tmp_path,
        """
        sites:
          all: {hosts: [example.com]}
          blogs: {hosts: [example.com], paths: ["/blogs/*/**"]}
          ann: {hosts: [example.com], paths: ["/blogs/ann/**"]}
        """,
    )

    assert site_name(rules, "https://example.com/blogs/ann/1") == "ann"
    assert site_name(rules, "https://example.com/blogs/cy/1") == "blogs"
    assert site_name(rules, "https://example.com/about") == "all"


WHENS = """
    sites:
      wire: {when: {format: text, line: "WIRE SERVICE*"}}
      wire-sports: {when: {format: text, line: ["WIRE SERVICE*", Sports]}}
      credit: {when: {line: {re: '^Report by [A-Z]'}}}
      saved: {when: {format: html, url: "https://example.com/saved/*"}}
      marked: {when: {has: "meta[name=generator]"}}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wire  service, London\n\nTen huts", "wire"),
        ("Wire service, London\n\nSPORTS\n\nTen huts", "wire-sports"),
        ("Ten huts\n\nReport by Ann", "credit"),
        ("Ten huts of the wire service", None),
        ("", None),
    ],
)
def test_a_dump_is_recognised_by_its_lines(tmp_path, text, expected):
    site = load(tmp_path, WHENS).site_for(dump(text))

    assert (site.name if site else None) == expected


def test_an_html_page_is_recognised_by_selector_or_address(tmp_path):
    rules = load(tmp_path, WHENS)

    assert site_name(rules, None, '<meta name="generator" content="x"><p>Wire service</p>') == "marked"
    assert site_name(rules, "https://example.com/saved/1") == "saved"
    assert site_name(rules, "https://example.com/other") is None


@pytest.mark.parametrize(
    ("host", "problem"),
    [
        ("https://example.com/a", "is an address"),
        ("example.com:80", "is an address"),
        ("*", "matches every host"),
        ("*.*", "star at both ends"),
        ("exa mple.com", "is no host"),
        ("a.*.com", "is no host"),
        ("", "matches every host"),
    ],
)
def test_a_bad_host_is_refused(host, problem):
    with pytest.raises(ValueError, match=r"[.]?") as caught:
        read_host(host)
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("news/**", "is no path"),
        ("/**", "matches every path"),
        ("/*a*b*c*d", "can run away"),
        ("/**/a/**/b/**/c/**", "can run away"),
    ],
)
def test_a_bad_path_is_refused(path, problem):
    with pytest.raises(ValueError, match=r"[.]?") as caught:
        read_path(path)
    assert problem in str(caught.value)


def test_a_very_long_path_is_cut_before_it_is_matched():
    assert len(host_of("https://example.com/" + "a" * 100_000)[1]) == 1000


def test_two_thousand_sites_are_found_as_quickly_as_ten(tmp_path):
    rules = load(
        tmp_path,
        "sites:\n" + "".join(f"  s{i}: {{hosts: [s{i}.example.com, '*.s{i}.org']}}\n" for i in range(2000)),
    )
    urls = [f"https://s{i}.example.com/2024/x" for i in range(0, 2000, 10)]
    urls += [f"https://a.b.s{i}.org/x" for i in range(0, 2000, 10)] + ["https://nowhere.example/x"] * 200
    pages = [read_page(RawPage(b"<p>x", "text/html", url=url)) for url in urls]
    assert rules.site_for(pages[0]) is rules.sites[0]

    start = time.process_time()
    found = [rules.site_for(page) for page in pages]
    seconds = time.process_time() - start

    assert sum(site is not None for site in found) == 400
    # 10 to 20 µs on a loaded machine; 50 µs is what was asked for, and a busy runner takes twice its time.
    assert seconds / len(pages) < 100e-6
