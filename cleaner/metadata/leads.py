"""What introduces an author: "By", "Posted by", "作者："."""

from __future__ import annotations

import re

from cleaner.patterns import pattern

__all__ = ["BY", "LEAD", "without"]

# What stands before a name. The languages are those of the corpora and of the CMS themes seen in them.
_LEAD_WORDS = (
    r"thread\s+starter|(?:discussion\s+.{0,40})?started\s+by|submitted\b.{0,30}?\sby|topic\s+author"
    r"|asked\s+by|"
    r"(?:written|posted|published|reported|reviewed|created|added|submitted|compiled|words|story|text"
    r"|article|post|"
    r"report|analysis|contributed|aggregated|recipe)\s+(?:and\s+\w+\s+)?by|by|von|par|por|di|da|door|av|af|od"
    r"|przez|oleh|por:|"
    r"authors?|author\s+name|guest\s+(?:author|post)(?:\s+by)?|writers?|words|autor(?:in|en|a|es|as|e)?"
    r"|auteure?s?|autore|"
    r"verfasst\s+von|geschrieben\s+von|ein(?:e)?\s+\w+\s+von|text(?:e|o)?|tekst|skrevet\s+av|escrito\s+por|"
    r"(?:view\s+)?(?:all\s+)?(?:posts|articles|stories|more)\s+(?:by|from)|publicado\s+por|publié\s+par"
    r"|écrit\s+par|rédigé\s+par|scritto\s+da|pubblicato\s+da|geschreven\s+door|"
    r"(?:zeige|show|view|see|read|more|all|alle|weitere|mehr|voir|ver|tous|todos|mostra)\b"
    r"[^.,|]{0,30}?\s(?:von|by|of|from|par|por|de|di)|"
    r"(?:erstellt|eingestellt|gepostet|veröffentlicht|pressemitteilung|im\s+wortlaut|interview|gastbeitrag"
    r"|beitrag|rezept)\s+von|interview|rec(?:ette|eta|eita)\s+(?:de|par|por)|ricetta\s+di|recept\s+(?:van|av)|"
    r"yazan|yazar|автор(?:ы)?|текст|писал[аи]?|написал[аи]?|작성자|기자\s*:|글|"
    r"tác\s+giả|bởi|írta|szerző|napsal[ai]?|piše|пише|kirjoittanut|kirjoittaja|teksti|skrivet\s+av|skrevet\s+af"
    r"|scris\s+de|escrit\s+per|penulis|ditulis\s+oleh|γράφει(?:\s+[οη])?|από\s+τ(?:ον|ην)|συντάκτ(?:ης|ρια)"
)
LEAD = pattern(
    rf"\s*(?:(?:{_LEAD_WORDS})(?:\s*[:\uff1a]\s*|\s+)|(?:作者|文|記者|记者|撰文|编辑|责任编辑|責任編集|執筆|筆者|著者|نوشته|نویسنده|بقلم|كتب|كتبت|الكاتب|المؤلف|تحریر|द्वारा|लेखक|লেখক|লিখেছেন|எழுதியவர்|โดย|ผู้เขียน|מאת)"
    r"\s*(?:[:\uff1a/／|]\s*|\s+)|[-–—•·|:@]\s+|(?-i:By(?=[A-Z][a-z])))",
    re.I,
)
# What introduces a name beside a date.
BY = pattern(
    r"(?:^|[\s|•·,–—-])(?:by|von|par|por|di|door|av|af|autor|author|text)\s*:?\s+(?=\w)"
    r"|(?:作者|撰文|撰稿|采写|執筆|筆者|著者|作者名|작성자)\s*[:\uff1a/]\s*(?=\w)",
    re.I,
)
# "By" in one language is a given name or a part of the surname in others: Oleh, Di Zhang, Von Miller, Par.
_LANGUAGES = {
    "von": "de", "par": "fr", "por": "es pt gl ca", "di": "it id ms", "da": "it pt", "door": "nl af",
    "av": "sv no nb nn tr", "af": "da no nb nn is", "od": "cs sk hr sr bs sl", "przez": "pl", "oleh": "id ms",
}  # fmt: skip


def without(text: str, *, language: str | None = None, led: bool = False) -> str:
    """The text behind what introduces its names.

    A bare "von" or "di" is a part of the name where the page is in another language, and where the text is
    `led`: something has introduced it already ("By Di Zhang").

    >>> without("Di Ezio Bruni"), without("Di Zhang", language="en"), without("By Di Zhang")
    ('Ezio Bruni', 'Di Zhang', 'Di Zhang')
    """
    for _ in range(3):
        found = LEAD.match(text)
        if not found:
            break
        languages = _LANGUAGES.get(found[0].strip().lower())
        if languages and (led or (language and language[:2].lower() not in languages.split())):
            break
        text, led = text[found.end() :], True
    return text
