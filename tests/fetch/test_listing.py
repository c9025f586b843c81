from __future__ import annotations

import gzip
import json
import re
from datetime import UTC, datetime

import pytest

from cleaner.fetch.listing import Choice, Sources
from tests.fetch.serving import answer, moved

HUTS = "http://huts.example.org"
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Huts</title>
<item><link>/new</link><pubDate>Sat, 21 Nov 2026 10:00:00 GMT</pubDate></item>
<item><link>http://huts.example.org/old</link><pubDate>Thu, 01 Jan 2026 10:00:00 GMT</pubDate></item>
<item><link>javascript:alert(1)</link></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Huts</title>
<entry><title>a</title><link href="http://huts.example.org/new"/><updated>2026-11-21T10:00:00Z</updated></entry>
</feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"url": f"{HUTS}/new", "date_published": "2026-11-21T10:00:00Z"}, "odd", {"id": 7}],
    }
).encode()
FRONT = b"""<!doctype html><head><link rel="stylesheet" href="/a.css">
<link rel=alternate type='application/rss+xml' href="/feed?a=1&amp;b=2"></head><p>Huts"""
NEWS = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:i="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> http://huts.example.org/new </loc><i:image><i:loc>http://huts.example.org/pic.jpg</i:loc></i:image>
<n:news><n:publication_date>2026-11-21</n:publication_date></n:news></url>
<url><loc>http://huts.example.org/old</loc><lastmod>2026-01-01T10:00:00+01:00</lastmod></url>
<url><loc>http://huts.example.org/undated</loc></url><url><lastmod>2026-01-01</lastmod></url></urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>http://huts.example.org/news.xml.gz</loc><lastmod>2026-11-21</lastmod></sitemap>
<sitemap><loc>http://huts.example.org/stale.xml</loc><lastmod>2020-01-01</lastmod></sitemap>
<sitemap><loc>http://huts.example.org/lost.xml</loc></sitemap>
<sitemap><loc>http://huts.example.org/index.xml</loc></sitemap></sitemapindex>"""
SINCE = Choice(since=datetime(2026, 11, 1, tzinfo=UTC))


def listed(fetch, sources) -> tuple[list[str], list[str]]:
    """The paths that a dry run would fetch, and the errors."""
    found = fetch(sources=sources, dry=True)
    fetched = [outcome.url.removeprefix(HUTS) for outcome in found if not outcome.error]
    return fetched, [str(outcome.error) for outcome in found if outcome.error]


@pytest.mark.parametrize(
    ("body", "kind", "paths"),
    [
        (RSS, "application/rss+xml", ["/new", "/old"]),
        (RSS, "text/plain", ["/new", "/old"]),
        (ATOM, "application/atom+xml", ["/new"]),
        (JSON_FEED, "application/feed+json", ["/new"]),
    ],
)
def test_a_feed_lists_its_entries(body, kind, paths, server, fetch):
    server.answers["/feed"] = answer(body, content_type=kind)

    assert listed(fetch, Sources(feeds=(f"{HUTS}/feed",))) == (paths, [])


def test_a_feed_is_found_from_the_sites_page(server, fetch):
    server.answers |= {"/": answer(FRONT), "/feed?a=1&b=2": answer(RSS, content_type="text/xml")}

    assert listed(fetch, Sources(feeds=(f"{HUTS}/",), choice=SINCE)) == (["/new"], [])


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"<!doctype html><p>No feed here.", "a page that names no feed"),
        (b"just words", "neither a feed nor a page that names one"),
        (b"{}", "JSON, but no JSON Feed"),
        (b"{" * 100_000, "a JSON feed that is no JSON"),
    ],
)
def test_what_is_no_feed_is_told(body, told, server, fetch, tmp_path):
    server.answers["/feed"] = answer(body)

    paths, [error] = listed(fetch, Sources(feeds=(f"{HUTS}/feed",)))

    assert paths == []
    assert told in error


def test_sitemaps_are_found_by_robots_txt_and_read_through_their_index(server, fetch):
    server.answers |= {
        "/robots.txt": answer(b"Sitemap: http://huts.example.org/index.xml"),
        "/index.xml": answer(INDEX),
        "/news.xml.gz": answer(gzip.compress(NEWS), content_type="application/gzip"),
        "/stale.xml": answer(NEWS),
    }

    paths, [error] = listed(fetch, Sources(sitemaps=(HUTS,), choice=SINCE))

    assert paths == ["/new", "/undated"]
    assert "lost.xml: HTTP 404" in error
    assert "/stale.xml" not in server.asked()


def test_a_site_without_word_of_its_sitemap_is_asked_at_the_usual_place(server, fetch):
    server.answers["/sitemap.xml"] = answer(
        b"\xef\xbb\xbfhttp://huts.example.org/a\nhttp://huts.example.org/b\n"
    )

    assert listed(fetch, Sources(sitemaps=(f"{HUTS}/",))) == (["/a", "/b"], [])


def test_a_sitemap_that_breaks_off_gives_what_it_had(server, fetch):
    server.answers["/s.xml"] = answer(NEWS[:-100])

    assert listed(fetch, Sources(sitemaps=(f"{HUTS}/s.xml",)))[0] == ["/new", "/old"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><urlset>&b;</urlset>", "document type"),
        (b"<html><p>Welcome", "no sitemap"),
        (b"<list/>", "XML, but no sitemap"),
        (gzip.compress(bytes(120 << 20), 1), "larger than 100 MiB once unpacked"),
    ],
)
def test_what_is_no_sitemap_is_told(body, told, server, fetch):
    server.answers["/s.xml"] = answer(body)

    paths, [error] = listed(fetch, Sources(sitemaps=(f"{HUTS}/s.xml",)))

    assert paths == []
    assert told in error


def test_addresses_are_chosen_by_path_and_pattern_up_to_a_limit(server, fetch):
    urls = [f"{HUTS}/news/{i}" for i in range(9)] + [f"{HUTS}/sport/1"]
    choice = Choice(paths=("/news/",), match=(re.compile(r"[3-8]$"),), without=(re.compile("4"),), limit=3)

    assert listed(fetch, Sources(urls, choice=choice)) == (["/news/3", "/news/5", "/news/6"], [])


def test_dates_choose_from_the_first_up_to_before_the_last(server, fetch):
    server.answers["/s.xml"] = answer(NEWS)
    choice = Choice(until=datetime(2026, 11, 21, tzinfo=UTC))

    assert listed(fetch, Sources(sitemaps=(f"{HUTS}/s.xml",), choice=choice))[0] == ["/old", "/undated"]


def test_a_feed_that_failed_is_no_page_to_try_again(server, fetch):
    server.answers["/moved"] = moved("http://10.0.0.1/feed")
    fetch(sources=Sources(feeds=(f"{HUTS}/moved",)))

    assert fetch(retry_failed=True) == []
