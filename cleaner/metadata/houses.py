"""Names that are no person's: organisations, news agencies, newspapers; and how they stand beside one."""

from __future__ import annotations

import re

from cleaner.metadata.names import looks_like_name
from cleaner.metadata.tables import lines
from cleaner.patterns import pattern
from cleaner.text import fold

__all__ = ["gives_way", "is_agency", "is_house", "is_organisation", "without_agency", "without_press"]

_FIRM = pattern(
    rf"\b(?:{'|'.join(lines('firms.txt'))})\b"
    r"|\.(?:com|org|net|de|co|fr|es|it)\b|(?:报|報|网|網|通讯社|通訊社|新闻|新聞|电视台|電視台|周刊|週刊|杂志|雜誌|编辑部|编辑|[\u3400-\u9fff]社|频道|頻道|客户端|公众号|[\u3400-\u9fff]号)$",
    re.I,
)
_AGENCIES = frozenset(map(fold, lines("agencies.txt")))
# What ends a newspaper's name: "Oban Herald"; beside a person only, for some are surnames too.
_PAPER = pattern(rf"\s(?:{'|'.join(lines('papers.txt'))})\Z", re.I)
_FOR_AGENCY = frozenset({"for", "für", "pour", "para", "per", "voor", "för", "for the", "til"})


def is_house(name: str) -> bool:
    """True for a news agency, a newspaper or another organisation: no person, where one is named beside it.

    >>> [is_house(name) for name in ("dpa", "Oban Herald", "The Islander", "Ann Roe")]
    [True, True, True, False]
    """
    return _is_press(name) or is_organisation(name)


def is_organisation(name: str) -> bool:
    """True for what is plainly no person: "Example News Network"."""
    return _FIRM.search(name) is not None


def is_agency(name: str) -> bool:
    """True for a news agency: "dpa"."""
    return fold(name) in _AGENCIES


def _is_press(name: str) -> bool:
    return is_agency(name) or name[:4].lower() == "the " or _PAPER.search(name) is not None


def without_press(names: list[str]) -> list[str]:
    """The names of one line without the agency and the paper beside a person's.

    As an author of its own, in a list of them, an agency is meant to be one.
    """
    if len(names) < 2 or not any(looks_like_name(name) and not is_house(name) for name in names):
        return names
    return [name for name in names if not _is_press(name)]


def without_agency(name: str) -> str:
    """A whole name without the agency right behind it: "Ann Roe AFP", "Ann Roe für dpa"."""
    before, _, last = name.rpartition(" ")
    if not is_agency(last):
        return name
    person, _, word = before.rpartition(" ")
    before = person if word.lower() in _FOR_AGENCY else before
    return before if looks_like_name(before) else name


def gives_way(name: str) -> bool:
    """True for an organisation that has no place beside a person."""
    return (is_organisation(name) and len(name.split()) > 1) or re.search(r"\.\w{2,3}\Z", name) is not None
