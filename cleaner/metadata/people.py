"""Names of people, out of whatever a page puts into its author's place.

A name is what is left when labels ("By"), job titles, dates, addresses and the site's own name are gone.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cleaner.metadata import labelled, leads
from cleaner.metadata.houses import gives_way, is_agency, is_organisation, without_agency, without_press
from cleaner.metadata.jobs import DEGREES, JOB_TAIL, are_credentials, is_job, is_office
from cleaner.metadata.names import BOUNDARY_WORDS, HAN_NAME, looks_like_name
from cleaner.metadata.tables import lines
from cleaner.patterns import pattern
from cleaner.text import fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "before_helpers",
    "clean",
    "given_first",
    "is_account",
    "of_firm",
    "split",
]

_MAX_CHARS = 600
_MAX_PEOPLE = 20
_LEAD_CHARS = 40  # of what introduces a name
_EMAIL = pattern(r"[\w.+-]{1,80}@[\w-]{1,80}(?:\.[\w-]{1,40}){1,4}")
_URL = pattern(r"(?:https?://|www\.)\S+", re.I)
_HANDLE = pattern(r"(?:^|[\s(])@\w{2,40}")
_MARKUP = pattern(r"<[^<>]{1,300}>")
# Where the name ends and something else begins.
_TAIL = pattern(
    r"\s+[|•·–—»/]+\s+.*|\s+-\s+.*|\s*[|•·]+\s*$|\s*\b(?:last\s+)?(?:updated?|published|posted|modified"
    r"|aktualisiert|"
    r"veröffentlicht|publié|publicado|actualizado|aggiornato|pubblicato)\b.*"
    r"|\s+(?:on|am|le|el|il|in|à|at|um|vom)\s+(?=\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day).*"
    r"|\s*\b\d{1,2}[./]\d{1,2}[./]\d{2,4}.*|\s*\b(?:19|20)\d\d[-年/].*|\s+\d{1,2}:\d\d.*"
    r"|\s*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s+\d{1,2}.*|\s+\d+\s+min.*"
    r"|\s+in\s+(?-i:[A-Z]).*|\s*\bis\s+an?\s.*|\s*\bfollow(?:s)?\b.*",
    re.I | re.S,
)
# What is left of a date behind a whole name ("Ann Roe Friday"), and what somebody did for a book in Japanese.
_LEFT_OVER = pattern(
    r"(?<=\w)(?P<day>[\s,]+(?:mon|tues|wednes|thurs|fri|satur|sun)day)[\s,]*\Z"
    r"|\s+(?:著者?|編著?|共著|監訳|監修|訳|文|絵|写真)\Z",
    re.I,
)
# What others did: "Ann Roe. Translated by Bo Ek", "Ann Roe, photography by Cid Poe".
_SECOND_CLAUSE = pattern(
    r"(?<=\w)[\s.,;|/(·–—-]+(?:and\s+|und\s+|et\s+|y\s+)?(?:"
    + "|".join(lines("helpers.txt"))
    + r")(?:\s|:).*",
    re.I | re.S,
)
_DANGLING = pattern(r"\s+(?:on|am|le|el|at|in|vom)\s*\Z", re.I)
# What parts people; words that are a given name elsewhere (Dan, En, Oraz, Ve) only in small letters.
_AND = pattern(
    r"\s*(?:[;&/／、،;\n]|\+)\s*|\s*,?\s+(?:and|und|et|och|и|with|(?-i:og|en|oraz|ve|dan))\s+", re.I
)
# "And" in Spanish, Italian and Portuguese, Polish, Ukrainian, Czech, Finnish, Hungarian, Romanian, Greek and
# Vietnamese: a part of names too ("Ortega y Gasset"), so whole names must stand on both sides.
_WEAK_AND = pattern(r"\s+(?:y|Y|e|i|та|і|й|a|ja|és|și|şi|και|và)\s+")
_COMMA = pattern(r"\s*[,\uff0c]\s*")
_PARENTHESES = pattern(r"\s*[(\[【][^()\[\]【】]{0,80}[)\]】]\s*$")
_ONE_NAME_CHARS = 5  # the longest name in Han with a space in it, as Japanese sets them
# Not names at all, alone in the author's place.
_NOBODY = frozenset(lines("nobody.txt"))
# Photographers and picture agencies stand beside authors and are none.
_PICTURE = pattern(rf"\b(?:{'|'.join(lines('pictures.txt'))})\b|©", re.I)


def clean(raw: Iterable[str], *, sites: Iterable[str] = (), language: str | None = None) -> tuple[str, ...]:
    """The people (or the organisation, where that is all) that raw author values name, without repeats.

    `sites` are names of the site, folded: they go where a person is named beside them. `language` is the
    page's, where it is known: "Di" introduces a name in Italian.

    >>> clean(["By Ann Roe, Staff Writer and Bo Ek (ann@example.org)"])
    ('Ann Roe', 'Bo Ek')
    """
    found: dict[str, str] = {}
    for text in raw:
        for name in split(text, language=language):
            if len(found) < _MAX_PEOPLE:
                found.setdefault(fold(name), name)
    if len(found) > 1:
        own = {fold(site) for site in sites}
        persons = {key: name for key, name in found.items() if key not in own and not gives_way(name)}
        found = persons or found
    return tuple(found.values())


def split(text: str, *, language: str | None = None, led: bool = False) -> tuple[str, ...]:
    """The names in one author value, cleaned, in order; () where it names nobody.

    `led` where something introduces the text: no second "von" does.
    """
    return _split(text[:_MAX_CHARS], language, led)


@lru_cache(maxsize=4096)  # a page names its author in five places, a site in all its pages
def _split(text: str, language: str | None, led: bool) -> tuple[str, ...]:
    plain = html.unescape(text) if "&" in text else text
    if "<" in plain:
        plain = _MARKUP.sub(" ", plain)
    if "@" in plain:
        plain = _EMAIL.sub(" ", plain)
    if "://" in plain or "www." in plain.lower():
        plain = _URL.sub(" ", plain)
    plain = squeeze(_HANDLE.sub(" ", plain) if "@" in plain else plain)
    if len(plain) <= _LEAD_CHARS and leads.LEAD.fullmatch(plain + " "):
        return ()  # "Story by", and nobody
    names: list[str] = []
    said = labelled.author_part(plain)
    plain = leads.without(before_helpers(said), language=language, led=led)
    led = led or plain != said
    parts = [plain] if _is_one_firm(plain) else [part for one in _AND.split(plain) for part in _parted(one)]
    for part in parts:
        if names and is_job(part) and not looks_like_name(JOB_TAIL.sub("", part)):
            continue
        names.extend(
            piece for name in _by_comma(_bare(part, language=language, led=led)) for piece in _persons(name)
        )
    return tuple(without_press([name for name in names if _is_somebody(name)]))


def _parted(text: str) -> list[str]:
    """The text at each "y", "e", "i" that stands between two whole names, or between two single words."""
    parts, start = [], 0
    cuts = list(_WEAK_AND.finditer(text))
    for i, cut in enumerate(cuts):
        end = cuts[i + 1].start() if i + 1 < len(cuts) else len(text)
        before = _COMMA.split(text[start : cut.start()])[-1]
        behind = _COMMA.split(text[cut.end() : end])[0]
        if looks_like_name(before) and looks_like_name(behind):
            parts.append(text[start : cut.start()])
            start = cut.end()
    return [*parts, text[start:]]


def _persons(name: str) -> list[str]:
    """The people in a name with spaces, where its script has no capitals to tell who is one.

    Beside a person her paper, her office and a button go: "青川晚报记者 宋晓岚 关注". More than five signs
    are the names of several people.
    """
    if " " not in name or name[:1] < "\u2e80":
        return [name]
    pieces = [piece for piece in name.split() if fold(piece) not in _NOBODY]
    people = [piece for piece in pieces if not is_organisation(piece) and not is_office(piece)]
    if not people:
        return [" ".join(pieces) or name]
    if all(map(HAN_NAME.fullmatch, people)) and sum(map(len, people)) > _ONE_NAME_CHARS:
        return people
    return [people[0] if is_office(pieces[-1]) else " ".join(people)]


def _is_one_firm(text: str) -> bool:
    """True for "Institute for Woods and Lakes": an "and" inside an organisation's name parts nobody."""
    first = _AND.split(text, maxsplit=1)[0]
    return is_organisation(first) and not looks_like_name(first) and not re.search(r"[;,/\n]", text)


def _bare(text: str, *, language: str | None = None, led: bool = True) -> str:
    """One part without what is no name before and after it."""
    behind = leads.without(text, language=language, led=led)
    text = _without_left_over(_DANGLING.sub("", _TAIL.sub("", behind, count=1)))
    for _ in range(2):
        text = _PARENTHESES.sub("", text) if text.rstrip().endswith((")", "]", "】")) else text
    dotted = re.search(r"\s(?:[A-Z]|Jr|Sr|Dr)\.\Z", text) is not None
    return text.strip(" ,:;|" if dotted else " \t,.:;|-–—•·*\"'“”()[]/【】→←")


def _without_left_over(text: str) -> str:
    """The text without a day or a role at its end; Friday is a surname too."""
    found = _LEFT_OVER.search(text)
    if not found or (found["day"] and " " not in text[: found.start()].strip()):
        return text
    return text[: found.start()]


def _by_comma(text: str) -> list[str]:
    pieces = [piece for piece in _COMMA.split(text) if piece]
    shouted = text.isupper()
    if len(pieces) > 1 and is_agency(pieces[0]):
        pieces = pieces[1:]  # "AFP, Ann Roe"
    if len(pieces) == 2 and _is_surname_first(*pieces):
        return [_whole(*pieces)]
    kept: list[str] = []
    for piece in pieces:
        if kept and (are_credentials(piece, shouted=shouted) or is_job(piece)):
            continue
        kept.append(without_agency(_without_job(piece)))
    return kept


def _without_job(name: str) -> str:
    """A name without the job or the degrees that follow it, where a whole name is left."""
    name = DEGREES.sub("", name)
    if name.isascii() and len(name.split()) < 3:
        return name  # a name and a job are three words
    shorter = _bare(JOB_TAIL.sub("", name))
    return shorter if looks_like_name(shorter) and not is_organisation(shorter) else name


def before_helpers(text: str) -> str:
    """The text before "translated by", "Fotos:" and the like: who helped is no author.

    >>> before_helpers("Ines Calvo, translated by Peter Marsh"), before_helpers("Photos: Cid Poe")
    ('Ines Calvo', 'Photos: Cid Poe')
    """
    return _SECOND_CLAUSE.sub("", text, count=1)


def of_firm(text: str) -> tuple[str, ...]:
    """The names in what is declared to be an organisation: its whole name, or people given out for one.

    >>> of_firm("Brothers and Sons"), of_firm("Ann Roe and Bo Ek"), of_firm("Admin")
    (('Brothers and Sons',), ('Ann Roe', 'Bo Ek'), ())
    """
    names = split(text)
    if len(names) < 2 or all(looks_like_name(name) and not is_organisation(name) for name in names):
        return names
    return (squeeze(html.unescape(text)),)


def given_first(text: str) -> str:
    """A value of bibliographic metas, in which a comma stands behind the surname, as names are read.

    >>> given_first("de la Cruz, María José; Müller, Anna"), given_first("宋, 晓岚")
    ('María José de la Cruz; Anna Müller', '宋晓岚')
    """
    return "; ".join(_turned(part) for part in text[:_MAX_CHARS].split(";"))


def _turned(text: str) -> str:
    pieces = [piece.strip() for piece in _COMMA.split(text)]
    if len(pieces) != 2 or not all(pieces) or _is_no_given_name(*pieces) or is_organisation(pieces[0]):
        return text
    return _whole(*pieces)


def _whole(surname: str, given: str) -> str:
    """Both parts of a name; in Han they stand in that order, with no space."""
    return surname + given if HAN_NAME.fullmatch(surname + given) else f"{given} {surname}"


def _is_surname_first(first: str, second: str) -> bool:
    """True for "Smith, John" and "Kaufman, Jeff T."; not for "Ann Roe, Bo Ek" or "Ann Roe, MD"."""
    if _is_no_given_name(first, second) or (HAN_NAME.fullmatch(first) and HAN_NAME.fullmatch(second)):
        return False
    return len(first.split()) == 1 and 1 <= len(second.split()) <= 2


def _is_no_given_name(first: str, second: str) -> bool:
    """True for the degree, the job or the house behind a comma."""
    shouted = first.isupper() and second.isupper()
    return are_credentials(second, shouted=shouted) or is_job(second) or is_organisation(second)


def _is_somebody(name: str) -> bool:
    folded = fold(name)
    if not folded or folded in _NOBODY or _PICTURE.search(name) or len(name) > 80 or len(name.split()) > 9:
        return False
    if not name.isascii() and labelled.is_label(name):
        return False
    if not any(character.isalpha() for character in name) or _URL.match(name) or len(name) < 2:
        return False
    digits = sum(character.isdigit() for character in name)
    return digits * 3 < len(name)


def is_account(name: str) -> bool:
    """True for one word that people sign with: a first name, a forum account.

    >>> [is_account(name) for name in ("Andrea", "freeman1984", "Ann Roe", "Home", "12")]
    [True, True, False, False, False]
    """
    if (
        not re.fullmatch(r"[^\W_][\w.\-]{1,24}", name)
        or fold(name) in _NOBODY
        or fold(name) in BOUNDARY_WORDS
    ):
        return False
    return not is_organisation(name) and sum(c.isdigit() for c in name) * 2 < len(name)
