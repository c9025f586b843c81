"""What all the readers of one HTML page share: its marks, headlines, JSON-LD and the names of its site."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote

from cleaner.metadata import address, dates, headings, items, jsonld, title, trail
from cleaner.metadata import marks as marks_
from cleaner.metadata.tables import lines
from cleaner.page import loose
from cleaner.patterns import pattern
from cleaner.text import fold
from cleaner.urls import host

if TYPE_CHECKING:
    from cleaner.metadata.marks import Marks
    from cleaner.types import Page, Tree

__all__ = ["Scene"]

_MAX_HEADINGS = 12
_LABEL_CHARS = 60
_TITLE_CLASS = pattern(
    r"(?:^|[\s_-])(?:post|entry|article|story|news|blog|topic|thread)\w{0,8}[_-]{0,2}(?:title|headline)\b",
    re.I,
)
_WRITTEN_BY = tuple(map(fold, lines("signed.txt")))


class Scene:
    """One HTML page as the readers of its metadata see it; everything is read when first asked for."""

    def __init__(self, page: Page, tree: Tree, written: str | None = None) -> None:
        self.page = page
        self.tree = tree
        self.written = written  # the language of the text
        self.marks: Marks = marks_.collect(tree)
        self._main: dict[int, bool] = {-1: True}
        self._likeness: dict[str, float] = {}
        for node in self.marks.headings[:_MAX_HEADINGS]:  # what holds the headline is no surrounding
            while node >= 0:
                self._main[node] = True
                node = tree.nodes.parents[node]
        self._others = dict.fromkeys(self._main, False)
        self._in_articles = any(tree.nodes.tags[node] == "article" for node in self._main if node >= 0)

    @cached_property
    def language(self) -> str | None:
        """The language to read the page's dates in: the declared one, else that of the text.

        Where `<html lang>` names no country, `og:locale` does: "en_GB" writes the day first.
        """
        declared = self.declared_language or self.written
        locale = next((text for _, text in self.marks.meta("og:locale")), "")
        return locale if declared and locale.lower().startswith(f"{declared.lower()}_") else declared

    @cached_property
    def host(self) -> str:
        """The host of the page: of its address, else as it names itself."""
        names = [href for rel, href, _ in self.marks.links if rel == "canonical"]
        names += [text for _, text in self.marks.meta("og:url")]
        return next(filter(None, map(host, (self.page.url, *names, self.marks.base))), "")

    @cached_property
    def declared_language(self) -> str | None:
        """The language the page declares, as it does."""
        metas = (text for _, text in self.marks.meta("content-language", "og:locale", "dc.language"))
        return self.marks.language or next(metas, None)

    @cached_property
    def _heading_texts(self) -> list[str]:
        nodes = self.marks.headings[:_MAX_HEADINGS]
        texts = dict.fromkeys(self.heading_text(node) for node in nodes)
        return [text for text in texts if text and len(text) < 300]

    @cached_property
    def headings(self) -> list[str]:
        """The texts of the page's h1, those that agree with its other titles first, the site's name last."""
        return sorted(self._heading_texts, key=lambda text: -self.likeness(text))

    @cached_property
    def named_headings(self) -> list[str]:
        """The texts of the h1 that a class or id names as the title of a post, an article or a story."""
        attributes = self.tree.nodes.attributes
        named = (
            node
            for node in self.marks.headings[:_MAX_HEADINGS]
            if _TITLE_CLASS.search(f"{attributes[node].get('class')} {attributes[node].get('id')}"[:300])
        )
        return list(dict.fromkeys(map(self.heading_text, named)))

    @cached_property
    def subheadings(self) -> list[str]:
        """The texts of the page's first h2."""
        texts = map(self.heading_text, self.marks.subheadings[:_MAX_HEADINGS])
        return [text for text in dict.fromkeys(texts) if 3 < len(text) < 300]

    def likeness(self, text: str) -> float:
        """How well a heading agrees with the declared titles, 0.0 to 1.0; 0.0 for the site's name."""
        if text not in self._likeness:
            self._likeness[text] = self._likeness_of(text)
        return self._likeness[text]

    def _likeness_of(self, text: str) -> float:
        if title.says_nothing(text, self.sites) or self._is_masthead(text):
            return 0.0
        return max(title.likeness(text, other) for other in (*self.declared_titles, self.address_title))

    @cached_property
    def address_title(self) -> str:
        """The words of the address's last step: most systems write the headline there; "" for none."""
        return address.words(self.page.url)

    def _is_masthead(self, text: str) -> bool:
        """True for a heading that ends the `<title>` behind what another heading says."""
        if len(text) > 40 or not self.title.endswith(text) or len(self.title) <= len(text) + 3:
            return False
        others = [other for other in (*self._heading_texts, *self.subheadings) if other != text]
        return any(title.same(title.site_in(self.title, other), text) for other in others)

    @cached_property
    def declared_titles(self) -> list[str]:
        """The titles that the page declares, without the site's name."""
        declared = [
            title.plain(text) for _, text in self.marks.meta("og:title", "twitter:title", "parsely-title")
        ]
        headline = jsonld.text_of(self.main_thing.data.get("headline")) if self.main_thing else None
        found = [self.title, *declared, *([headline] if headline else [])]
        # A heading with which a title begins is evidence; one that ends it may as well be the site's name.
        begun = [
            text
            for text in (*self._heading_texts, *self.subheadings)
            if len(text) > 3
            and any(other.startswith(text) for other in found)
            and not self._is_masthead(text)
        ]
        cleaned = (title.clean(text, sites=self.sites, others=begun) for text in found if text)
        return list(dict.fromkeys(cleaned))

    @cached_property
    def _shared_titles(self) -> list[str]:
        """The titles for other sites to show, each once, without the site's name."""
        names = [text for _, text in self.marks.meta("og:site_name", "application-name")]
        sites = title.site_names((*names, *self.website_names), self.page.url)
        raws = self.marks.meta("og:title", "twitter:title")
        return list(dict.fromkeys(title.without_site_tail(title.clean(raw), sites) for _, raw in raws))

    @cached_property
    def title(self) -> str:
        """The text of `<title>`."""
        return title.plain(self.tree.text(self.marks.titles[0])) if self.marks.titles else ""

    @cached_property
    def known_titles(self) -> list[str]:
        """What may be the headline, from any place but `<title>`."""
        declared = [
            title.plain(text) for _, text in self.marks.meta("og:title", "twitter:title", "parsely-title")
        ]
        headline = jsonld.text_of(self.main_thing.data.get("headline")) if self.main_thing else None
        own = [text for text in self.headings if self.likeness(text) > 0.0]
        found = [*own, *declared, *([headline] if headline else [])]
        return [text for text in found if not title.same(text, self.title)]

    @cached_property
    def things(self) -> list[jsonld.Thing]:
        """Everything typed in the page's JSON-LD, in scripts and where a framework put it into a meta."""
        nodes = self.tree.nodes
        texts = ["".join(nodes.texts[node : nodes.ends[node]]) for node in self.marks.scripts]
        texts += [text for _, text in self.marks.meta("script:ld+json")]
        values = [value for text in texts for value in loose.values(text)]
        return jsonld.things(values) if values else []

    @cached_property
    def main_thing(self) -> jsonld.Thing | None:
        """The JSON-LD node that speaks about this page."""
        return jsonld.best(self.things, self._agreement)

    @cached_property
    def declares_date(self) -> bool:
        """True where metas or JSON-LD give the date, so that nobody need search the text for one."""
        metas = self.marks.meta("article:published_time", "datepublished", "parsely-pub-date", "date")
        return bool(metas) or bool(self.main_thing and self.main_thing.data.get("datePublished"))

    @cached_property
    def signatures(self) -> list[tuple[str, str]]:
        """What stands beside "Written by" in the card for Twitter, each with the name of its meta."""
        found = []
        for number in "12":
            labels = self.marks.metas.get(f"twitter:label{number}")
            data = self.marks.metas.get(f"twitter:data{number}")
            if labels and data and _is_signature(labels[0]):
                found.append((f"twitter:data{number}", data[0]))
        return found

    @cached_property
    def is_signed(self) -> bool:
        """True where the head names an author: plugins give every page a date, but only posts an author."""
        return bool(self.signatures or self.marks.meta("article:author", "author"))

    @cached_property
    def is_story(self) -> bool:
        """True where the head says that the page is an article, or gives its author or its date."""
        thing = self.main_thing
        kinds = [kind for _, kind in self.marks.meta("og:type")]
        article = thing is not None and not jsonld.ARTICLES.isdisjoint(thing.types)
        return article or "article" in kinds or self.declares_date or self.is_signed

    @cached_property
    def is_product(self) -> bool:
        """True where the page says that it sells something: its date is a database's."""
        kinds = [kind.lower() for _, kind in self.marks.meta("og:type")]
        return any("product" in kind for kind in kinds) or any(
            t.is_product and not t.nested for t in self.things
        )

    @cached_property
    def page_thing(self) -> jsonld.Thing | None:
        """The WebPage node beside it."""
        return next((thing for thing in self.things if "webpage" in thing.types and not thing.nested), None)

    @cached_property
    def website_names(self) -> list[str]:
        """The name of the WebSite node."""
        found = (jsonld.text_of(t.data.get("name")) for t in self.things if "website" in t.types)
        return [name for name in found if name]

    @cached_property
    def site_texts(self) -> tuple[str, ...]:
        """The site's names as the page writes them, folded."""
        names = [text for _, text in self.marks.meta("og:site_name", "application-name")]
        if self.main_thing:
            names += jsonld.texts_of(self.main_thing.data.get("publisher"))
        return tuple(dict.fromkeys(fold(name) for name in (*names, *self.website_names)))

    @cached_property
    def sites(self) -> tuple[str, ...]:
        """The site's names for comparing, with those of its host."""
        return title.site_names(self.site_texts, self.page.url)

    @cached_property
    def sections(self) -> list[str]:
        """Where the page says that it stands on its site, from the home page down."""
        return trail.sections(self.things, self.marks)

    @cached_property
    def section_keys(self) -> tuple[str, ...]:
        """The names of those sections, for comparing."""
        return title.site_names(self.sections, None)

    def headline(self, text: str, others: list[str]) -> str:
        """The headline in a declared title; `others` are what else may be it."""
        clean = title.of_front_page if address.is_front_page(self.page.url) else title.clean
        return clean(text, sites=self.sites, others=others)

    def date(self, text: str) -> str | None:
        """A declared date in ISO 8601."""
        return dates.parse(text, language=self.language, host=self.host, latest=self.page.raw.captured_at)

    def heading_text(self, node: int) -> str:
        """A heading's text without its kicker and its permalink sign."""
        return headings.heading_text(self.tree.nodes, node, self._shared_titles)

    def spaced_text(self, node: int) -> str:
        """An element's text with a space wherever two inner elements meet."""
        nodes = self.tree.nodes
        return " ".join(text for text in nodes.texts[node : nodes.ends[node]] if text)

    def in_main_part(self, node: int) -> bool:
        """False for what stands around the article."""
        return marks_.in_main_part(self.tree.nodes, node, self._main)

    def in_own_footer(self, node: int) -> bool:
        """True for what stands in the article's own footer: its tags, its license."""
        around = marks_.surrounding(self.tree.nodes, node)
        if around < 0 or not marks_.is_own_footer(self.marks, around):
            return False
        return self.in_main_part(self.tree.nodes.parents[around])

    def is_of_another_item(self, node: int) -> bool:
        """True for a property of microdata that says nothing about the page: of a review, of a teaser."""
        return items.is_of_another(self.tree.nodes, node, self.marks.own_items)

    def is_by_others(self, node: int) -> bool:
        """True for comments, quotations and other stories, however near they stand."""
        return marks_.is_by_others(self.tree.nodes, node, self._others, in_articles=self._in_articles)

    def _agreement(self, thing: jsonld.Thing) -> int:
        """How well a JSON-LD node fits this page: by address, then by headline."""
        data = thing.data
        own = self._own_addresses
        addresses = {_address(jsonld_url(data.get(key))) for key in ("mainEntityOfPage", "url", "@id")} - {""}
        headline = fold(jsonld.text_of(data.get("headline")) or jsonld.text_of(data.get("name")) or "")
        agrees = bool(headline) and any(_contains(text, headline) for text in self._folded_titles)
        if own & addresses:
            return 2 if agrees else 1
        if agrees:
            return 1
        return -1 if (addresses and own and thing.nested) else 0

    @cached_property
    def _own_addresses(self) -> set[str]:
        urls = [self.page.url, *(href for rel, href, _ in self.marks.links if rel == "canonical")]
        return {_address(url) for url in (*urls, *(text for _, text in self.marks.meta("og:url")))} - {""}

    @cached_property
    def _folded_titles(self) -> list[str]:
        shared = [text for _, text in self.marks.meta("og:title")]
        return [fold(text) for text in (self.title, *self._heading_texts[:3], *shared)]


def _is_signature(label: str) -> bool:
    label = fold(label[:_LABEL_CHARS])
    return any(words in label for words in _WRITTEN_BY)


def jsonld_url(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) else None


def _address(url: str | None) -> str:
    """A URL for comparing: host without www, and path; "" for none."""
    if not url or "://" not in url[:12]:
        return ""
    rest = unquote(url[:2000]).partition("://")[2].partition("?")[0].partition("#")[0].rstrip("/")
    return rest.removeprefix("www.").lower()


def _contains(text: str, part: str) -> bool:
    """True where one of two folded texts holds the other."""
    return len(part) > 5 and (part in text or (len(text) > 12 and text in part))
