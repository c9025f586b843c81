"""What stands behind a person's name and is none: her job, her office, her degrees."""

from __future__ import annotations

import re

from cleaner.metadata.tables import lines
from cleaner.patterns import pattern

__all__ = ["DEGREES", "JOB_TAIL", "are_credentials", "is_job", "is_office"]

# One word behind a comma that is no name: any abbreviation.
_CREDENTIALS = pattern(
    r"(?:(?:[A-Z]\.?){2,8}|[A-Z]{1,6}®?|Ph\.?\s?D\.?|M\.?\s?D\.?|Psy\.?D\.?|Pharm\.?D\.?|M\.?Sc|B\.?Sc"
    r"|Ed\.?D|Esq\.?|"
    r"Jr\.?|Sr\.?|II+|Dipl\.?\S*|M\.?A|B\.?A|[A-Z]{2,4}-?[A-Z]{0,4}\s?\d{0,4})\.?"
)
# Several words, or a value in capitals ("JOHN SMITH, JANE DOE"), are degrees only where each is a known one.
_KNOWN_DEGREE = (
    r"(?:Ph\.?\s?D|M\.?D|R\.?N|D\.?O|J\.?D|M\.?A|B\.?A|M\.?S|B\.?S|M\.?Sc|B\.?Sc|Ed\.?D|Psy\.?D|Pharm\.?D|RDN?"
    r"|LDN?|CDN|CDE|CDCES|MSW?|MPH|MBA|CFP®?|CFA|CPA|DVM|LCSW|LMFT|LPC|FACLM|FACP|FACS|FAAP|BSN|MSN|NP|FNP"
    r"|DNP|APRN|DDS|DMD|DPT|CPT|CSCS|NASM|ACE|LLM|LLB|OBE|MBE|CBE|Esq|Jr|Sr|II|III|IV)\.?"
)
_DEGREES_ONLY = pattern(rf"{_KNOWN_DEGREE}(?:[\s-]+{_KNOWN_DEGREE})*", re.I)
DEGREES = pattern(
    r"(?<=\w)(?:,?\s+(?:Ph\.?\s?D\.?|M\.?D\.?|RDN?|MSW?|MPH|MBA|CFP®?|CPA|DVM|LCSW|FACLM|DO|RN|CSCS"
    r"|Esq\.?))+\.?$"
)
_JOBS = "|".join(lines("jobs.txt"))
_JOB = pattern(rf"\b(?:{_JOBS})s?\b", re.I)
JOB_TAIL = pattern(
    rf"(?:\s+(?:{'|'.join(lines('desks.txt'))}))*"
    r"(?:\s+(?:senior|chief|staff|national|foreign)\s+(?-i:[A-Z])[\w.]+)?"  # "Senior Paris Reporter"
    rf"\s+(?:{_JOBS})s?(?:\s+(?:for|at|of|in|-in-)\b.*)?$",
    re.I,
)
# What a person is, in scripts without capitals: it ends a word of its own beside the name.
_OFFICE = pattern(
    r"(?:记者|記者|作者|主笔|主筆|编辑|編輯|编辑委员|編集委員|論説委員|評論員|评论员|特派員|特派员|通讯员|通訊員|撰稿人|专栏作家|기자|특파원|위원|칼럼니스트)$"
)


def is_job(name: str) -> bool:
    """True for what names an office: "Marketing Director"."""
    return _JOB.search(name) is not None


def is_office(word: str) -> bool:
    """True for a word that says what a person is, in a script without capitals: "青川晚报记者"."""
    return _OFFICE.search(word) is not None


def are_credentials(piece: str, *, shouted: bool) -> bool:
    """True for degrees and other abbreviations behind a name; `shouted` where the name is in capitals too."""
    if _DEGREES_ONLY.fullmatch(piece):
        return True
    return not shouted and _CREDENTIALS.fullmatch(piece) is not None
