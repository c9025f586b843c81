"""Credits of pictures."""

from __future__ import annotations

import time

import pytest

from cleaner.features import wordlists
from cleaner.features.credits import is_credited

CAPTION = "The hut above the lake on the morning of the first snow"


@pytest.mark.parametrize(
    "credit",
    [
        ". Ann Roe/Getty Images",
        ". Ann Roe / AFP via Getty Images",
        " (AP Photo/Ann Roe)",
        ". (Ann Roe/Oban Herald)",
        ". Ann van der Ek/Shutterstock",
        " © Getty Images/iStockphoto",
        " | Photo by Ann Roe",
        ". Photo: Ann Roe.",
        ". Photo Credit: Ann Roe, Oban Ferries, Inc.",
        " (Image credit: Larch & Sons)",
        ". Photograph by Ann Roe.",
        ".Bild: pressefoto_roe/picture alliance",
        ". Foto: dpa",
        ". Foto: Ann Roe/dpa",
        ". Crédit photo : Anne Roux",
        ". Fotografía: Ana Ruiz / EFE",
        ". Фото: Анна Роу",
        "。图片来源：新华社",
        ". © Ann Roe",
        ". Ann Roe/Reuters hide caption",
    ],
)
def test_a_text_that_ends_in_a_credit_is_known(credit):
    assert is_credited(CAPTION + credit)


@pytest.mark.parametrize(
    "text",
    [
        "Getty Images",
        "Getty Images / Ann Roe",
        "(Getty Images)",
        "Photo: Ann Roe",
        "Image credit: Larch",
        "AP Photo/Ann Roe",
    ],
)
def test_a_credit_alone_is_known(text):
    assert is_credited(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{CAPTION}.",
        "The ferry line said so in a letter to Reuters.",
        "According to the AP, nobody was hurt",
        "The pictures were bought by Getty Images.",
        "Only buy huts from sellers you trust (Larch Store, Oban Homes).",
        "Coffee/Tea",
        "1. Keeper of the hut (Cook / Guide)",
        "Furniture packing (tables/chairs)",
        "TCP/IP",
        "She has worked for the AP and AFP",
        "What the image shows: a hut, a lake and a wood",
        "Copyright law in England: an introduction",
        "League Pass moves to prime video: what this means for you",
        "Photo: a hut in the snow above the lake, seen from the road that leads to the ferry",
    ],
)
def test_a_text_that_names_a_house_is_none(text):
    assert not is_credited(text)


def test_a_long_paragraph_is_no_caption():
    assert not is_credited(f"{CAPTION}. " * 14 + "Photo: Ann Roe")


@pytest.mark.parametrize(
    "piece", ["A-", "A von ", "A/", "A, ", "( ", "Photo: ", "A & B ", "AP via ", "© A ", "a.a/", "A - "]
)
def test_a_text_of_the_patterns_own_signs_takes_no_time(piece):
    houses = wordlists.table("credits.toml")["pictures"]
    is_credited("Photo: Ann Roe")
    start = time.process_time()

    for house in ("", *houses[:5]):
        is_credited((piece * 350)[: 690 - len(house)] + house)

    assert time.process_time() - start < 0.5
