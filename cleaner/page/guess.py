"""The encoding of bytes that nobody declares, guessed from the letters they would spell.

Each pair of a language and an encoding is a hypothesis. It is scored by the share of the non-ASCII characters
that belong to the language's alphabet: Czech read as windows-1252 gives letters that no one language has
together (è, ø, ì, ù), read as windows-1250 it gives Czech. Letters of other scripts are weighed by how common
they are, for Greek read as Cyrillic is all letters, but rare ones. Capitals weigh less, since KOI8-R has them
where windows-1251 has small letters. The languages of windows-1252 stand first and win a tie.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from cleaner.page.encodings import codec

__all__ = ["Guess", "guess"]


class Guess(NamedTuple):
    """A WHATWG encoding name, and how well its best language explains the bytes, 0.0 to 1.0."""

    encoding: str
    score: float


# Encodings of one byte a character -> alphabets beyond ASCII, one a language, small letters.
# From the languages' orthographies (Unicode CLDR, exemplar characters).
_ALPHABETS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        ("windows-1252",),
        (
            "äöüßé", "àâæçéèêëîïôœùûüÿ", "áéíóúñü", "áâãàçéêíóôõúü", "àèéìòùî", "åäöé", "æøåéôò", "ëéïöüèáó",
            "àçéèíïòóúü·", "áðéíóúýþæö", "âêîôûŵŷë",
        ),
    ),
    (
        ("windows-1250", "iso-8859-2"),
        ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž", "čšž"),
    ),
    (("windows-1254",), ("çğıöşüâîİ",)),
    (("windows-1257", "iso-8859-13"), ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž")),
    (("windows-1258",), ("àáâãăđèéêìíòóôõơùúưýỳ\u0300\u0301\u0303\u0309\u0323",)),
)  # fmt: skip
# The same for languages with a script of their own, letters in the order of how common they are.
_SCRIPTS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        ("windows-1251", "koi8-r", "iso-8859-5"),
        (
            "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
            "аиотенрсвлкдпмзъгбучщцйяжхшюфь",
            "аоиенртсјвукдмплзгбчњшцжљхћђџф",
        ),
    ),
    (("windows-1251", "koi8-u"), ("оаинтевсрлкудмпзяьбгійчхїєжшюцщфґ'",)),
    (("windows-1253", "iso-8859-7"), ("αοιετσνρςηπυκμλίόάέύδγωθήχφβξώζψϊ",)),
    (("windows-1255", "iso-8859-8-i"), ("יוהלאםתרשבמנחקדעפןכטצסגזךץףְֱֲֳִֵֶַָֹֻּ",)),
    (
        ("windows-1256", "iso-8859-6"),
        ("اليمنوترهبةدسعفكقحجذىشصأطخزضئثظغإءآؤًٌٍَُِّْ،؟", "ایرنهمدوتسبشزکلگخفقعآحجپئصضطظذثژغچء،"),
    ),
    (("windows-874",), ("านรอกเงมยลวดทส่ต้ะปบคหแจพชขใไโผซณฐธภศษญถฟฉฝุูิีื์ำั็๊ๆฯ",)),
)
_COMMON = 14  # letters of a script that make up three quarters of its texts
# Frequent characters of Chinese: the first hundred of Jun Da's list (2004), in both forms.
_SIMPLIFIED = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
)
_TRADITIONAL = (
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡"
    "用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實"
)
# Signs that every language uses; windows encodings have the first ones at the same bytes.
_SIGNS = frozenset("“”‘’„‚–—…•«»‹›°·©®™€£§ \u00a0")
_MULTIBYTE = ("shift_jis", "euc-jp", "gbk", "big5", "euc-kr")
_SAMPLE_BYTES = 16_384
_SEARCHED_BYTES = 1_048_576
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_TAG = re.compile(rb"<(?:script|style)\b.*?(?:</(?:script|style)|\Z)|<[^<>]*>", re.DOTALL | re.IGNORECASE)


def guess(body: bytes) -> Guess:
    """The most plausible encoding; windows-1252 with the score 0.0 where nothing speaks for any."""
    sample = _sample(body)
    counts = Counter(sample)
    high = {byte: count for byte, count in counts.items() if byte >= 0x80}
    # A hypothesis further down must be better by more than the chance of a few letters.
    margin = 0.01 + 0.5 / max(sum(high.values()), 1)
    best = Guess("windows-1252", 0.0)
    for encoding, weights in _hypotheses():
        score = _mean(sum(weights[byte - 0x80] * count for byte, count in high.items()), high)
        if score > best.score + margin:
            best = Guess(encoding, score)
    for encoding in _MULTIBYTE:
        score = _multibyte_score(sample, encoding)
        if score > best.score + margin:
            best = Guess(encoding, score)
    return best


def _sample(body: bytes) -> bytes:
    """The first words with non-ASCII bytes outside of the markup."""
    words: list[bytes] = []
    size = 0
    first = found.start() if (found := _NOT_ASCII.search(body)) else 0
    around = body[max(0, first - _SAMPLE_BYTES) : first + _SEARCHED_BYTES]
    for text in (_TAG.sub(b" ", body[:_SEARCHED_BYTES]), around):
        for word in text.split():
            if not word.isascii():
                words.append(word)
                size += len(word)
                if size > _SAMPLE_BYTES:
                    break
        if words:
            break
    return b" ".join(words)


def _mean(total: float, high: dict[int, int]) -> float:
    count = sum(high.values())
    return max(total / count, 0.0) if count else 0.0


@cache
def _hypotheses() -> tuple[tuple[str, tuple[float, ...]], ...]:
    """Each encoding with each of its languages: what the bytes 0x80 to 0xFF are worth."""
    found = []
    for table, common in ((_ALPHABETS, None), (_SCRIPTS, _COMMON)):
        for encodings, languages in table:
            for encoding in encodings:
                shown = [bytes([byte]).decode(codec(encoding), "replace") for byte in range(0x80, 0x100)]
                found += [
                    (encoding, tuple(_weight(char, letters, common) for char in shown))
                    for letters in languages
                ]
    return tuple(found)


def _weight(char: str, letters: str, common: int | None) -> float:
    if char in letters:
        return 1.0 if common is None or letters.index(char) < common else 0.6
    if char in _SIGNS:
        return 0.7
    if char.lower() in letters:
        return 0.6 if common is None else 0.4
    return -1.0 if char == "\ufffd" or char < "\xa0" else 0.0


def _multibyte_score(sample: bytes, encoding: str) -> float:
    text = sample.decode(codec(encoding), "replace")
    counts = {char: count for char, count in Counter(text).items() if char > "\x7f"}
    total = sum(_east_asian(char, encoding) * count for char, count in counts.items())
    number = sum(counts.values())
    # Every character here took two bytes to fall into place; one that fails says more than one that fits.
    return max(total / number, 0.0) if number else 0.0


def _east_asian(char: str, encoding: str) -> float:
    """What a decoded character says for its encoding: 1.0 as expected, -5.0 for one that did not decode."""
    if char == "\ufffd":
        return -5.0
    if "\u3000" <= char <= "\u303f" or "\uff01" <= char <= "\uff5e" or char in _SIGNS:
        return 0.8
    kana, hangul = "\u3041" <= char <= "\u30ff", "\uac00" <= char <= "\ud7a3"
    ideograph = "\u4e00" <= char <= "\u9fff"
    if encoding in {"shift_jis", "euc-jp"}:
        return 1.0 if kana else 0.7 * ideograph
    if encoding == "euc-kr":
        return 1.0 if hangul else 0.1 * ideograph
    frequent = _SIMPLIFIED if encoding == "gbk" else _TRADITIONAL
    return 1.0 if char in frequent else (0.5 if ideograph else 0.0)
