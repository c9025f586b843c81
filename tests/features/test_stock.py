"""Sentences that sites print word for word."""

from __future__ import annotations

import time

import pytest

from cleaner.features import stock, wordlists
from cleaner.features.beginnings import _ANY

ENTRIES = wordlists.table("stock.toml")["sentences"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("This post may contain affiliate links. Please read our disclosure policy.", "legal"),
        ("When you buy through our links, we may earn a commission.", "legal"),
        ("As an Amazon Associate I earn from qualifying purchases.", "legal"),
        ("Dieser Beitrag enthält Affiliate-Links.", "legal"),
        ("Cet article contient des liens affiliés.", "legal"),
        ("Este artículo contiene enlaces de afiliados.", "legal"),
        ("Este post contém links de afiliados.", "legal"),
        ("Questo articolo contiene link affiliati.", "legal"),
        ("Ten artykuł zawiera linki afiliacyjne.", "legal"),
        ("Статья содержит партнёрские ссылки.", "legal"),
        ("本文包含推广链接，通过链接购买我们可能获得佣金。", "legal"),
        ("当サイトはアフィリエイト広告を利用しています。", "legal"),
        ("이 포스팅은 제휴 활동의 일환으로 일정액의 수수료를 받습니다.", "legal"),
        ("قد تحتوي هذه الصفحة على روابط تابعة", "legal"),
        ("This copy is for your personal, noncommercial use only.", "legal"),
        ("This work is in the public domain because its author died long ago.", "legal"),
        ("*** START OF THIS EBOOK THE LAMP OF SKELBY ***", "legal"),
        ("本作品采用知识共享署名 4.0 国际许可协议进行许可。", "legal"),
        ("Keep reading for $1", "newsletter"),
        ("Subscribe to unlock this article. Cancel anytime during your trial.", "newsletter"),
        ("Jederzeit kündbar", "newsletter"),
        ("Чтобы прочитать целиком, оформите подписку", "newsletter"),
        ("残り1,204文字", "newsletter"),
        ("Sign in to set job alerts for “Lamp Maker” roles.", "newsletter"),
        ("By clicking Continue to join or sign in, you agree to our User Agreement.", "newsletter"),
        ("Нажимая на кнопку, вы соглашаетесь с условиями", "newsletter"),
        ("18 people found this review helpful", "comments"),
        ("Thanks for contributing an answer to Lamps!", "comments"),
        ("0 Members and 1 Guest are viewing this topic.", "comments"),
        ("War dieser Artikel hilfreich?", "comments"),
        ("12 человек считают этот отзыв полезным", "comments"),
        ("有 12 人认为此评论有用", "comments"),
        ("12人のお客様がこれが役に立ったと考えています", "comments"),
        ("TrackBack URL for this entry:", "comments"),
        ("1,204,511 plays", "share"),
        ("点击上方蓝字关注我们", "share"),
    ],
)
def test_what_sites_print_on_every_page_is_known(text, role):
    assert stock.stock(text) == role


@pytest.mark.parametrize(
    "text",
    [
        "This post may contain nuts.",
        "This work is in the hands of three men.",
        "When you buy a lamp, look at the wick first.",
        "We earn a living by the sea.",
        "Keep reading for pleasure, she told the children.",
        "Sign in to the ledger with your own hand.",
        "By clicking their tongues the divers call the seals.",
        "By continuing the work at night they gained a week.",
        "18 people found this valley in the storm.",
        "1,204 plays were written in these years.",
        "Subscribe to the view that lamps are alive, and you will see them so.",
        "Register and vote, the leaflet said.",
        "This thread is closed with a knot.",
        "Sans engagement des deux côtés, rien ne change.",
        "Start your journey at the ferry.",
        "Weiterlesen kann, wer die Schrift kennt.",
        "12 человек считают дни до парома.",
        "本文介绍三种灯的历史。",
        "Some links in the chain were older than the gate.",
        "Was this the lamp that he meant?",
    ],
)
def test_sentences_that_begin_alike_are_none(text):
    assert stock.stock(text) == ""


def test_a_long_paragraph_that_begins_so_is_text():
    assert stock.stock("This post may contain affiliate links." + " The lamp burned all night." * 20) == ""


def test_every_sentence_is_found_by_its_first_letters():
    sentences = stock._SENTENCES
    sentences.of("xx")

    assert len(sentences._openers) > 100
    assert _ANY not in sentences._openers  # would be tried on every text


def test_long_texts_of_the_patterns_own_words_take_no_time():
    words = " ".join(pattern[:24] for entry in ENTRIES for pattern in entry["patterns"])
    start = time.process_time()

    for at in range(0, len(words) - 600, 7):
        stock.stock(words[at : at + 600])

    assert time.process_time() - start < 2
