"""The headline, without the site's name or section, whatever separates them and on whichever side they stand.

A `<title>` is cut only with evidence: another place on the page holds just a part of it, or a part is the
site's name. Without evidence only the separators that no headline uses ("|", "»", "::") are trusted.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cleaner.patterns import pattern
from cleaner.text import fold, squeeze, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "clean",
    "is_generic",
    "is_site_name",
    "likeness",
    "of_front_page",
    "plain",
    "same",
    "says_nothing",
    "site_names",
    "without_sections",
    "without_site_tail",
]

_MAX_CHARS = 400
_ORNAMENTS = "▷▶▸►❯●◦◆◇■□▪⋆∙‧"  # no headline uses them
_SIGNS = f"→⇒➔➜○★☆।・{_ORNAMENTS}"
_SEPARATOR = pattern(
    rf"\s+(?:[|–—\-·•»«›‹~/<>*_{_SIGNS}]|::|//|--|:)\s+|\s*(?:\||»|::|｜|›|⋆)\s*"
    r"|(?<=\w)\s*[–—]\s+(?=\S)|(?<=\w\w)-\s+(?=\S)|(?<=[^\x00-\x7f])_|(?<=[\u3040-\u9fff\uac00-\ud7a3])--"
)
_SEPARATORS = frozenset(f"|–—-·•»«›‹~/<>*:｜_#{_SIGNS}")  # one of them is in every separator
# Where East Asian titles put the site's name: "見出し【青川新聞】", "見出し：青川新聞"; cut on evidence only.
_BRACKETED = pattern(r"[【「『〔［]([^【】「」『』〔〕［］]{1,40})[】」』〕］]")
_BRACKETS = frozenset("】」』〕］")
_WIDE = pattern(r"\s*[：・、]\s*")
_WIDE_SIGNS = frozenset("：・、")
# What parts a kicker, or the number of a thing that is reported, from its headline: cut on evidence only.
_LOOSE = pattern(r"(?<=\S):\s+|(?<=\w)(?=#\d{1,7}\Z)")
# What forums and archives write before it: "Thread: Stalls when warm".
_LABEL = pattern(
    r"(?:thread|title|topic|subject|post|betreff|titel|titre|sujet|asunto|título|titolo|oggetto|assunto|onderwerp"
    r"|temat|tytuł|тема|заголовок|标题|標題|件名|제목)\s*[:\uff1a]\s*(?=\S+\s+\S|[^\x00-\x7f]{4})",
    re.I,
)
_STRONG = pattern(rf"\s*(?:\||»|::|｜|›|⋆|_)\s*|\s+[·•«‹{_ORNAMENTS}]\s+|--")
_MARKUP = pattern(r"</?[a-zA-Z][^<>]{0,200}>")
_WORDS = pattern(r"[^\W_]+")
# "Blog archive" stands between the site and the headline in titles of WordPress 2.
_GENERIC = frozenset(
    "home homepage startseite blog news article articles accueil inicio forum welcome index untitled "
    "document 404 nachrichten aktuell start artikel menu menü menú archive archiv archives".split()
) | {"blog archive", "blog archiv", "archives du blog"}
# Beside these there is only the site's name: the whole title says nothing.
_NOTICES = frozenset({"untitled document", "page not found", "just a moment...", "new tab"})
_TLD_PARTS = frozenset("com co org net gov ac edu www m amp mobile en de fr news blog".split())
# Signs of icon fonts, where Unicode has no characters of its own: Read the Docs ends its headings with one.
_ICONS = " " + "".join(map(chr, range(0xE000, 0xF900)))


def plain(text: str) -> str:
    """A raw title on one line, entities and markup gone."""
    return _plain(text[:_MAX_CHARS])


@lru_cache(maxsize=1024)  # here and below: a page says its headline in five places, and each is asked often
def _plain(text: str) -> str:
    if "&" in text:
        text = html.unescape(text)
    # A tag that nothing closes is spoken of: "30 years of <br> tags".
    text = squeeze(_MARKUP.sub(" ", text) if "</" in text or "/>" in text else text)
    if not text.isascii():
        text = text.strip(_ICONS)
    label = _LABEL.match(text)
    return text[label.end() :] if label else text


def site_names(declared: Iterable[str], url: str | None) -> tuple[str, ...]:
    """The names a site may go by: declared ones and its host's labels; letters and digits, to compare."""
    names = [_key(plain(name)) for name in declared]
    host = (url or "").partition("://")[2].partition("/")[0].partition(":")[0].lower()
    labels = [label for label in host.split(".")[:-1] if label not in _TLD_PARTS]
    names += [_key(label) for label in labels]
    if len(labels) and host.count("."):
        names.append(_key(host.removeprefix("www.")))
    return tuple(dict.fromkeys(name for name in names if name))


def is_site_name(text: str, sites: Iterable[str]) -> bool:
    """True where the text is one of the names, gives or takes a "The", a "News" or the top-level domain.

    >>> is_site_name("The Example Times", ("exampletimes",)), is_site_name("Ten huts", ("exampletimes",))
    (True, False)
    """
    key = _key(text)
    return 0 < len(key) <= 60 and _is_site_name(text, key, tuple(sites))


@lru_cache(maxsize=4096)
def _is_site_name(text: str, key: str, sites: tuple[str, ...]) -> bool:
    initials = "".join(word[0] for word in _WORDS.findall(text)).lower()
    stem = _stem(key)
    for site in sites:
        if key == site or stem == _stem(site):
            return True
        begins = len(site) >= 4 and len(key) >= 4 and (key.startswith(site) or site.startswith(key))
        if begins and len(text.split()) <= 5:
            return True
        if len(site) in (2, 3, 4, 5) and initials == site and len(initials) > 1:
            return True
        if len(site) >= 6 and site in key and len(text.split()) <= 4:
            return True
    return False


def same(one: str, other: str) -> bool:
    """True where two titles differ in signs, case and white space only."""
    return _key(one) == _key(other)


def likeness(one: str, other: str) -> float:
    """How much two titles share, 0.0 to 1.0.

    The F measure over their words, or over their length where one holds the other.

    >>> likeness("Ten huts", "Ten huts in the Alps") > 0.5, likeness("Menu", "Ten huts")
    (True, 0.0)
    """
    first, second = _bag(one), _bag(other)
    if not first or not second:
        return 0.0
    shared = 2 * len(first & second) / (len(first) + len(second))
    key, longer = sorted((_key(one), _key(other)), key=len)
    held = 2 * len(key) / (len(key) + len(longer)) if len(key) > 3 and key in longer else 0.0
    return max(shared, held)


def clean(raw: str, *, sites: Sequence[str] = (), others: Iterable[str] = ()) -> str:
    """The headline in a raw title. `others` are what else may be the headline: h1, og:title.

    >>> clean("Ten huts - Alps | Example", others=["Ten huts"])
    'Ten huts'
    >>> clean("Example :: Ten huts in the Alps", sites=("example",))
    'Ten huts in the Alps'
    """
    text = plain(raw)
    if not text.isascii():
        text = _without_wide_site(text, tuple(sites))
    if _SEPARATORS.isdisjoint(text):
        return text
    return _clean(text, tuple(sites), frozenset(map(_key, others)))


@lru_cache(maxsize=1024)
def _clean(text: str, sites: tuple[str, ...], keys: frozenset[str]) -> str:
    cuts = sorted([*_cuts(text), *_LOOSE.finditer(text)], key=lambda cut: cut.start())
    if not cuts or len(cuts) > 12:
        return text
    starts, ends = [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(text)]
    for start in range(len(starts)):
        for end in range(len(ends) - 1, start - 1, -1):
            if end - start + 1 < len(starts) and _key(text[starts[start] : ends[end]]) in keys:
                part = text[starts[start] : ends[end]]
                if not is_site_name(part, sites) and len(part) > 3:
                    return part
    return _without_site(text, sites)


@lru_cache(maxsize=1024)
def _without_wide_site(text: str, sites: tuple[str, ...]) -> str:
    """The title without the site's name in brackets or behind a wide sign, at either end."""
    if not _BRACKETS.isdisjoint(text):
        for found in _BRACKETED.finditer(text):
            before, behind = text[: found.start()].rstrip(), text[found.end() :].lstrip()
            if (not before or not behind) and len(before + behind) > 2 and is_site_name(found[1], sites):
                return before + behind
    if not _WIDE_SIGNS.isdisjoint(text):
        for cut in _WIDE.finditer(text):
            before, behind = text[: cut.start()], text[cut.end() :]
            if len(before) > 2 and _key(behind) in sites:
                return before
            if len(behind) > 2 and _key(before) in sites:
                return behind
    return text


def of_front_page(raw: str, *, sites: Sequence[str] = (), others: Iterable[str] = ()) -> str:
    """The title of a front page: the site's name with which it begins is what the page is about.

    >>> of_front_page("Example - huts of the Alps", sites=("example",))
    'Example - huts of the Alps'
    """
    text = without_site_tail(plain(raw), sites)
    first = next(iter(_cuts(text)), None)
    if first and not _STRONG.fullmatch(first[0]) and is_site_name(text[: first.start()], sites):
        return text
    return clean(text, sites=sites, others=others)


def site_in(raw: str, headline: str) -> str:
    """The outermost part of a raw title beside the headline, where it may be the site's name; "" for none.

    >>> site_in("Ten huts - Alps | The Example", "Ten huts"), site_in("Ten huts", "Ten huts")
    ('The Example', '')
    """
    text = plain(raw)
    cuts = _cuts(text)
    if not cuts or not headline:
        return ""
    head, tail = text[: cuts[0].start()], text[cuts[-1].end() :]
    key = _key(headline)
    for part, rest in ((tail, text[: cuts[-1].start()]), (head, text[cuts[0].end() :])):
        if (
            1 <= len(part.split()) <= 5
            and len(part) <= 40
            and _key(part) != key
            and _key(rest).startswith(key)
        ):
            return part
    return ""


def without_site_tail(text: str, sites: Sequence[str]) -> str:
    """The title without the site's name at its end; nothing else is cut."""
    for cut in reversed(_cuts(text)):
        if is_site_name(text[cut.end() :], sites) and len(text[: cut.start()].split()) > 1:
            return text[: cut.start()]
    return text


def without_sections(text: str, sections: Sequence[str]) -> str:
    """The title up to the first of the site's sections; `sections` as `site_names` gives them.

    >>> without_sections("Ten huts in the Alps - Hiking - The Example", ("hiking", "news"))
    'Ten huts in the Alps'
    """
    cuts = _cuts(text) if sections else ()
    ends = [*(cut.start() for cut in cuts[1:]), len(text)]
    for cut, end in zip(cuts, ends, strict=False):
        if _key(text[cut.end() : end]) in sections and len(text[: cut.start()].split()) > 1:
            return text[: cut.start()]
    return text


def _without_site(text: str, sites: Sequence[str]) -> str:
    """The title without site names, and what a strong separator parts, at its ends."""
    for _ in range(4):
        cuts = _cuts(text)
        if not cuts:
            return text
        shorter = _cut_once(text, cuts, sites)
        if shorter is None:
            return text
        text = shorter
    return text


def _cut_once(text: str, cuts: Sequence[re.Match[str]], sites: Sequence[str]) -> str | None:
    if is_generic(head := text[: cuts[0].start()]):
        return head if fold(head) in _NOTICES else text[cuts[0].end() :]
    if is_generic(text[cuts[-1].end() :]):
        return text[: cuts[-1].start()]
    for cut in cuts:  # the longest tail that is the site's name: "Example - News from Ystad" too
        if is_site_name(text[cut.end() :], sites) and len(text[: cut.start()]) > 2:
            return text[: cut.start()]
    for cut in reversed(cuts):
        if is_site_name(text[: cut.start()], sites) and len(text[cut.end() :]) > 2:
            return text[cut.end() :]
    last, first = cuts[-1], cuts[0]
    head, tail = text[: last.start()], text[last.end() :]
    if (
        _STRONG.fullmatch(last[0])
        and len(tail.split()) <= 6
        and len(head.split()) >= min(2, len(tail.split()))
    ):
        return head
    if _STRONG.fullmatch(first[0]) and len(text[: first.start()].split()) <= 2 < len(
        text[first.end() :].split()
    ):
        return text[first.end() :]
    return None


def is_generic(text: str) -> bool:
    """True for a title that says nothing: "Home", "Blog"."""
    return fold(text) in _GENERIC or fold(text) in _NOTICES


def says_nothing(text: str, sites: Iterable[str]) -> bool:
    """True for a title that tells the site from others, not its pages from each other."""
    return is_generic(text) or is_site_name(text, sites)


@lru_cache(maxsize=1024)
def _cuts(text: str) -> tuple[re.Match[str], ...]:
    return () if _SEPARATORS.isdisjoint(text) else tuple(_SEPARATOR.finditer(text))


@lru_cache(maxsize=1024)
def _bag(text: str) -> frozenset[str]:
    return frozenset(words(fold(text)))


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    return "".join(_WORDS.findall(fold(text)))


@lru_cache(maxsize=4096)
def _stem(key: str) -> str:
    key = key.removeprefix("www").removeprefix("the")
    for ending in ("com", "net", "org", "de", "online", "blog", "news", "magazine"):
        if len(key) > len(ending) + 3:
            key = key.removesuffix(ending)
    return key
