"""What a page declares in its head: `<meta>`, `<link>`, `<title>`, `<html lang>`; and its headings.

Scores follow how often a place was right on the four corpora of saved pages (2,300 pages, 2026-11) where it
said anything at all: `og:title` 81 to 85 %, `<h1>` 92 % on news, `article:published_time` 95 %.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.metadata import address, people, sitename, title, values
from cleaner.metadata.houses import is_organisation
from cleaner.metadata.names import has_capitals
from cleaner.patterns import pattern
from cleaner.types import Candidate

if TYPE_CHECKING:
    from cleaner.metadata.marks import Marks
    from cleaner.metadata.scene import Scene

__all__ = ["candidates"]

# Field -> the metas that hold it, best first, each with its score.
_METAS: dict[str, tuple[tuple[str, float], ...]] = {
    "title": (
        ("og:title", 0.80), ("citation_title", 0.80), ("parsely-title", 0.78), ("sailthru.title", 0.78),
        ("twitter:title", 0.70), ("dc.title", 0.70), ("dcterms.title", 0.70), ("headline", 0.70),
        ("title", 0.60),
    ),
    "description": (
        ("og:description", 0.80), ("description", 0.78), ("twitter:description", 0.70),
        ("dc.description", 0.65), ("dcterms.description", 0.65), ("sailthru.description", 0.65),
    ),
    "site_name": (
        ("og:site_name", 0.90), ("application-name", 0.70), ("apple-mobile-web-app-title", 0.55),
        ("dc.publisher", 0.50), ("citation_journal_title", 0.60), ("al:ios:app_name", 0.30),
    ),
    "section": (
        ("article:section", 0.85), ("og:article:section", 0.80), ("parsely-section", 0.75), ("section", 0.70),
        ("cxenseparse:category", 0.60), ("category", 0.50), ("dc.subject", 0.30),
    ),
    "published": (
        ("article:published_time", 0.92), ("og:article:published_time", 0.90), ("datepublished", 0.88),
        ("parsely-pub-date", 0.88), ("article:published", 0.88), ("article.published", 0.88),
        ("sailthru.date", 0.85), ("citation_publication_date", 0.80), ("citation_online_date", 0.82),
        ("citation_date", 0.75), ("dc.date.issued", 0.80), ("dcterms.issued", 0.80), ("pubdate", 0.82),
        ("publish-date", 0.82), ("publish_date", 0.82), ("publishdate", 0.82), ("publication_date", 0.82),
        ("published_time", 0.82), ("og:published_time", 0.80), ("bt:pubdate", 0.80),
        ("article:create_at", 0.70),
        ("cxenseparse:recs:publishtime", 0.80), ("rnews:datepublished", 0.80), ("og:pubdate", 0.80),
        ("article_date_original", 0.80), ("original-publish-date", 0.85), ("displaydate", 0.75),
        ("published", 0.75), ("published-date", 0.80),
        ("date", 0.70), ("dc.date", 0.65), ("dcterms.date", 0.65),
        ("dc.date.created", 0.65), ("dcterms.created", 0.65), ("og:release_date", 0.6), ("created", 0.5),
    ),
    "modified": (
        ("article:modified_time", 0.90), ("og:article:modified_time", 0.88), ("datemodified", 0.85),
        ("og:updated_time", 0.80), ("article:modified", 0.80), ("article:updated_time", 0.80),
        ("dcterms.modified", 0.75), ("dc.date.modified", 0.75), ("lastmod", 0.70), ("dateupdate", 0.70),
        ("last-modified", 0.60), ("last_modified", 0.60), ("revised", 0.50),
    ),
    "image": (
        ("og:image:secure_url", 0.80), ("og:image", 0.85), ("og:image:url", 0.80), ("twitter:image", 0.70),
        ("twitter:image:src", 0.70), ("parsely-image-url", 0.70), ("sailthru.image.full", 0.65),
    ),
    "language": (("content-language", 0.60), ("dc.language", 0.60), ("og:locale", 0.55), ("language", 0.50)),
    "canonical_url": (("og:url", 0.70), ("parsely-link", 0.60), ("twitter:url", 0.50)),
    "source_url": (("syndication-source", 0.80), ("original-source", 0.80)),
    "license": (("dc.rights", 0.40), ("dcterms.license", 0.80), ("dc.rights.license", 0.70)),
}  # fmt: skip
_AUTHOR_METAS = (
    ("parsely-author", 0.84), ("sailthru.author", 0.84), ("citation_author", 0.86),
    ("citation_authors", 0.85), ("article:author_name", 0.84),
    ("author", 0.80), ("article:author", 0.80), ("article.author", 0.80), ("authors", 0.78), ("byl", 0.84),
    ("dc.creator", 0.76), ("dcterms.creator", 0.76), ("dc.contributor.author", 0.70), ("rbauthors", 0.80),
    ("shareaholic:article_author_name", 0.78), ("cxenseparse:author", 0.78), ("og:article:author", 0.76),
    ("og:author", 0.74), ("book:author", 0.70), ("creator", 0.70), ("article:byline", 0.80), ("byline", 0.80),
    ("article-author", 0.78), ("article_author", 0.78), ("author_name", 0.78), ("news_author", 0.7),
)  # fmt: skip
# Of libraries: each value is one person, the surname first. https://scholar.google.com/intl/en/scholar/inclusion.html
_SURNAME_FIRST = frozenset({"citation_author", "citation_authors", "dc.creator", "dcterms.creator"})
_TAG_METAS = (
    ("article:tag", 0.85), ("og:article:tag", 0.85), ("parsely-tags", 0.75), ("sailthru.tags", 0.75),
    ("news_keywords", 0.70), ("citation_keywords", 0.70), ("keywords", 0.50), ("dc.subject", 0.45),
)  # fmt: skip
_OG_TYPES = {
    "article": "article", "news": "article", "blog": "article", "product": "product", "og:product": "product",
    "product.item": "product", "product.group": "collection",
}  # fmt: skip
# How houses name metas of their own: "w-published-date", "cms.datePublished".
_PUBLISHED_NAME = pattern(
    r"publi(?:sh|c)\w*[-_.:]?(?:date|time|on|at)\b|date[-_.:]?(?:first[-_.:]?)?publi(?:sh|c)"
)
_MAX_CONTENTS = 50  # of metas with the same name
_DIGIT = pattern(r"\d")


def candidates(scene: Scene) -> list[Candidate]:
    """Candidates from `<meta>`, `<link>`, `<title>`, `<h1>` and `<html lang>`."""
    marks = scene.marks
    found = []
    for field, sources in _METAS.items():
        for name, score in sources:
            contents = marks.metas.get(name)
            if contents:
                found.append((field, contents[0], f"meta:{name}", score))
    if not any(field == "published" for field, *_ in found):
        found += [
            ("published", contents[0], f"meta:{name}", 0.70)
            for name, contents in marks.metas.items()
            if "publi" in name and _PUBLISHED_NAME.search(name)
        ]
    if scene.is_product:
        found = [item for item in found if item[0] != "published"]
    return [
        *(
            c
            for field, text, source, score in found
            for c in values.candidate(scene, field, text, source, score)
        ),
        *_titles(scene),
        *_authors(scene),
        *_tags(scene),
        *_sections(scene),
        *_links(scene),
        *_from_address(scene),
        *_page_type(marks),
    ]


def _titles(scene: Scene) -> list[Candidate]:
    found = []
    for place, text in enumerate(scene.headings[:3]):
        likeness = scene.likeness(text)
        score = _heading_score(scene, text, likeness)
        text = title.without_site_tail(_without_label(scene, text), scene.sites)
        text = title.without_sections(text, scene.section_keys)
        found.append(Candidate("title", text, "html:h1", score - 0.10 * place))
    if not found or found[0].score < 0.8:
        for text in scene.subheadings:
            if scene.likeness(text) >= 0.6:
                found.append(Candidate("title", text, "html:h2", 0.70))
                break
    if scene.title:
        text = scene.headline(scene.title, scene.known_titles)
        text = title.without_sections(text, scene.section_keys)
        if text:
            found.append(Candidate("title", text, "html:title", values.title_score(scene, text, 0.62)))
        known = [*scene.known_titles, *scene.subheadings]
        site = title.site_in(scene.title, max(known, key=scene.likeness, default=""))
        may_be = site and not title.is_generic(site) and scene.likeness(site) < 0.5
        if may_be and not _DIGIT.search(site) and sitename.is_the_sites(scene, site):
            found.append(Candidate("site_name", site, "html:title", 0.45))
    return found


def _without_label(scene: Scene, text: str) -> str:
    """The heading without the "Opinion" before or behind a " | ", where a declared title is just the rest."""
    parts = text.split(" | ") if " | " in text else []
    return next(
        (part for part in parts if any(title.same(part, other) for other in scene.declared_titles)), text
    )


def _heading_score(scene: Scene, text: str, likeness: float) -> float:
    """How sure an h1 is the headline.

    On 520 corpus pages where h1 and og:title differ, the h1 was right twice as often wherever they share some
    words, and a menu, a slogan or the site's name where they share none. Where nothing says that the page is
    an article, a heading that shares few words is a slogan too (right on 7 of 25, the declared title on 17).
    """
    if likeness >= 0.5:
        return 0.95
    if likeness >= 0.3 and len(scene.headings) == 1 and (scene.is_story or not scene.marks.meta("og:title")):
        return 0.93
    if likeness > 0.0 and len(scene.headings) == 1 and all(map(_is_one_word, scene.declared_titles)):
        return 0.93  # "Printers", where the one heading says what of them
    if scene.named_headings == [text]:
        return 0.85 if likeness > 0.0 else 0.70  # the `<title>` of some themes is the same on all pages
    return 0.55 if likeness > 0.0 or not scene.title else 0.45


def _is_one_word(text: str) -> bool:
    """True for a word of a script that sets spaces; without capitals none shows where a word ends."""
    return " " not in text and has_capitals(text)


def _authors(scene: Scene) -> list[Candidate]:
    marks = scene.marks
    places = [(name, score, marks.metas.get(name, [])[:_MAX_CONTENTS]) for name, score in _AUTHOR_METAS]
    places += [(name, 0.80, [text]) for name, text in scene.signatures]
    found = []
    for name, score, contents in places:
        if name in _SURNAME_FIRST:
            contents = [people.given_first(text) for text in contents]
        said = [text for text in contents if "://" not in text]
        names = people.clean(said, language=scene.language) if said else ()
        if not names:
            continue
        if all(map(is_organisation, names)):
            score -= 0.12
        if values.is_the_site(scene, names, contents):
            score -= 0.28
        if values.are_accounts(names):
            score = values.below(score, 0.20)
        found.append(Candidate("authors", names, f"meta:{name}", score))
    return found


def _sections(scene: Scene) -> list[Candidate]:
    """The last step of the trail that leads to the page, but for the page itself."""
    known = [*scene.headings, *scene.known_titles, scene.title]
    steps = [
        name
        for name in scene.sections
        if values.is_section(scene, name) and not any(_is_headline(name, text) for text in known)
    ]
    return [Candidate("section", steps[-1], "trail:last", 0.60)] if steps else []


def _is_headline(name: str, text: str) -> bool:
    """True where the trail ends in the page itself, under its headline or a variant of it."""
    return title.same(name, text) or (len(name.split()) > 2 and title.likeness(name, text) >= 0.5)


def _tags(scene: Scene) -> list[Candidate]:
    found = []
    for name, score in _TAG_METAS:
        contents = scene.marks.metas.get(name)
        tags = values.tags(scene, contents) if contents else ()
        if tags:
            found.append(Candidate("tags", tags, f"meta:{name}", score))
    return found


def _from_address(scene: Scene) -> list[Candidate]:
    addresses = [scene.page.url, *(href for rel, href, _ in scene.marks.links if rel == "canonical")]
    days = map(address.day, addresses)
    return [Candidate("published", day, "url:path", 0.55) for day in days if day][:1]


def _links(scene: Scene) -> list[Candidate]:
    found = []
    for rel, href, hreflang in scene.marks.links:
        rels = rel.split()
        if "canonical" in rels and not hreflang:
            found.append(Candidate("canonical_url", href, "link:canonical", 0.90))
        elif "license" in rels:
            found.append(Candidate("license", href, "link:license", 0.90))
        elif "image_src" in rels:
            found.append(Candidate("image", href, "link:image_src", 0.60))
    if scene.marks.language:
        found.append(Candidate("language", scene.marks.language, "html:lang", 0.70))
    return found


def _page_type(marks: Marks) -> list[Candidate]:
    kinds = marks.metas.get("og:type", [""])
    kind = _OG_TYPES.get(kinds[0].strip().lower())
    # Themes declare "article" for anything: a weak hint, unlike "product".
    return [Candidate("page_type", kind, "meta:og:type", 0.5 if kind == "article" else 0.7)] if kind else []
