"""Reporters as newspapers in Chinese and Korean name them: in the dateline, or in a line of their own.

"青川1月3日电（记者宋晓岚）", "青川晚报记者 宋晓岚", "송하나 기자". Not "【北川＝山川花子】": newspapers in
Japanese declare the house as the author, and so does the truth of the corpora.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.metadata import people
from cleaner.patterns import pattern
from cleaner.types import Candidate

if TYPE_CHECKING:
    from cleaner.types import Blocks

__all__ = ["candidates"]

_SCORE = 0.70  # as of a byline in brackets; more than a newspaper's name in a meta
_LINE_CHARS = 40
_DATELINE_CHARS = 60  # of a paragraph
_HINTS = ("记者", "記者", "通讯员", "采写", "撰文", "作者", "기자")
_HAN = r"[\u3400-\u9fff]{2,4}"
_NAMES = rf"(?P<names>{_HAN}(?:[\s、/]+{_HAN}){{0,4}})"
_WRITTEN_BY = r"(?:采写|撰文|撰稿|作者|文)\s*[:：/]\s*"
_DATELINE = pattern(
    rf"[(（][^()（）]{{0,12}}(?:记者|記者)\s*[:：]?\s*{_NAMES}(?:[\s，,][^()（）]{{0,12}})?[)）]"
    r"|\A\s*[\[(][^\[\]()]{2,20}[\])]\s*(?P<korean>[가-힣]{2,4})\s*기자\b"
)
_LINE = pattern(
    rf"(?:{_WRITTEN_BY})?[^\s:：。，,]{{0,14}}(?:记者|記者|通讯员|作者)\s*[:：]?\s+{_NAMES}"
    rf"|{_WRITTEN_BY}{_NAMES.replace('names', 'written')}"
    r"|(?P<korean>[가-힣]{2,4})\s*기자(?:\s+[\w.+-]{1,40}@[\w.-]{1,40})?"
)


def candidates(blocks: Blocks, headline: int) -> list[Candidate]:
    """The reporters whom the first such dateline or line behind the headline names.

    A dateline's candidate has no block: it stands in the article's first sentence.
    """
    for i in range(headline + 1, len(blocks)):
        text = blocks.texts[i]
        if blocks.hidden[i] or not any(map(text.__contains__, _HINTS)):
            continue
        found = _LINE.fullmatch(text) if len(text) <= _LINE_CHARS else None
        if found and (names := _names(found)):
            return [Candidate("authors", names, "visible:reporter", _SCORE, i)]
        found = _DATELINE.search(text[:_DATELINE_CHARS])
        if found and (names := _names(found)):
            return [Candidate("authors", names, "visible:reporter", _SCORE)]
    return []


def _names(found: re.Match[str]) -> tuple[str, ...]:
    named = next(filter(None, found.groups()), "")
    return people.clean(re.split(r"[\s、/]+", named))
