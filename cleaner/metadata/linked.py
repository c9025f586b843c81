"""Candidates from JSON-LD: from the thing that speaks about this page, and the page and site around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.metadata import jsonld, people, values
from cleaner.metadata.houses import is_organisation
from cleaner.types import Candidate

if TYPE_CHECKING:
    from cleaner.metadata.scene import Scene

__all__ = ["candidates"]


def candidates(scene: Scene) -> list[Candidate]:
    """Candidates from the thing that speaks about this page, and from the page and site around it."""
    found: list[Candidate] = []
    main = scene.main_thing
    if main is not None:
        kind = main.data.get("@type")
        label = kind if isinstance(kind, str) else main.types[0]
        article = not jsonld.ARTICLES.isdisjoint(main.types)
        found += _from_thing(scene, main, f"jsonld:{label}", 0.0 if article else -0.10)
        types = [jsonld.PAGE_TYPE[kind] for kind in main.types if kind in jsonld.PAGE_TYPE]
        if types:
            found.append(Candidate("page_type", types[0], f"jsonld:{label}", 0.8))
    page = scene.page_thing
    if page is not None and page is not main:
        found += _from_thing(scene, page, "jsonld:WebPage", -0.25)
    found += [Candidate("site_name", name, "jsonld:WebSite.name", 0.6) for name in scene.website_names[:1]]
    return found


_THING_KEYS: tuple[tuple[str, str, float], ...] = (
    ("headline", "title", 0.80), ("name", "title", 0.62), ("datePublished", "published", 0.93),
    ("dateCreated", "published", 0.70), ("uploadDate", "published", 0.70), ("dateModified", "modified", 0.92),
    ("description", "description", 0.70), ("articleSection", "section", 0.80),
    ("inLanguage", "language", 0.65),
    ("license", "license", 0.85), ("image", "image", 0.70), ("thumbnailUrl", "image", 0.50),
    ("publisher", "site_name", 0.65), ("url", "canonical_url", 0.40),
)  # fmt: skip


def _from_thing(scene: Scene, thing: jsonld.Thing, source: str, offset: float) -> list[Candidate]:
    data, found = thing.data, []
    for key, field, score in _THING_KEYS:
        text = _url_or_text(data.get(key), field)
        if text:
            found += values.candidate(
                scene, field, text, f"{source}.{key}", score + offset - _page_malus(scene, thing, field)
            )
    for key in ("author", "creator"):
        named = [(name, is_firm) for name, is_firm in jsonld.names(data.get(key)) if "://" not in name]
        names = _persons_or_firms(scene, named)
        if names:
            score = (0.86 if key == "author" else 0.76) + offset
            if all(is_firm for _, is_firm in named) or all(map(is_organisation, names)):
                score -= 0.15  # the person is named elsewhere on the page, if anybody is
            if values.is_the_site(scene, names, [name for name, _ in named]):
                score -= 0.30
            if values.are_accounts(names):
                score = values.below(score, 0.20)
            found.append(Candidate("authors", names, f"{source}.{key}", score))
    tags = values.tags(scene, jsonld.texts_of(data.get("keywords")))
    if tags:
        found.append(Candidate("tags", tags, f"{source}.keywords", 0.72 + offset))
    return found


def _persons_or_firms(scene: Scene, named: list[tuple[str, bool]]) -> tuple[str, ...]:
    """The people among the authors; where there are none, the organisations, each by its whole name."""
    persons = [name for name, is_firm in named if not is_firm]
    if persons and (names := people.clean(persons, sites=scene.site_texts, language=scene.language)):
        return names
    firms = (name for text, is_firm in named if is_firm for name in people.of_firm(text))
    return tuple(dict.fromkeys(firms))


def _page_malus(scene: Scene, thing: jsonld.Thing, field: str) -> float:
    """What a plain WebPage or a product loses on its date: plugins give every page one, shops too.

    On the corpora's pages without an annotated date, WebPage.datePublished was there on every tenth.
    """
    if field != "published" or not jsonld.ARTICLES.isdisjoint(thing.types) or thing.is_forum:
        return 0.0
    if thing.is_page and scene.is_signed:
        return 0.20  # a post, whose Article node the theme left out
    return 0.40 if thing.is_page or thing.is_product else 0.10


def _url_or_text(value: object, field: str) -> str | None:
    if field in ("image", "license", "canonical_url"):
        for _ in range(4):
            if isinstance(value, list):
                value = value[0] if value else None
            elif isinstance(value, dict):
                value = value.get("url") or value.get("contentUrl") or value.get("@id")
        return value if isinstance(value, str) else None
    if field in ("published", "modified") and isinstance(value, dict):
        value = value.get("@value")
    return jsonld.text_of(value)
