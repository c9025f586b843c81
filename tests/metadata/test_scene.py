"""What the readers of a page share: the card that says who wrote it."""

from __future__ import annotations

import pytest

from tests.metadata.making import LONG, html_page, metadata_of


def _card(label: str, data: str) -> str:
    return f'<meta name="twitter:label1" content="{label}"><meta name="twitter:data1" content="{data}">'


@pytest.mark.parametrize(
    "label",
    [
        "Written by", "Verfasst von", "Écrit par", "Escrito por", "Scritto da", "Napisane przez",
        "Skrevet af", "Napsal(a)", "Szerző:", "Scris de", "Kirjoittanut", "Yazan:", "Автор", "Написав",
        "Συντάχθηκε από", "נכתב על ידי", "كُتب بواسطة", "نویسنده", "द्वारा लिखित", "เขียนโดย", "Được viết bởi",
        "Ditulis oleh", "執筆者", "글쓴이", "作者",
    ],
)  # fmt: skip
def test_who_wrote_it_stands_behind_a_label_in_any_language(label: str):
    page = html_page(_card(label, "Ann Roe"), f"<h1>Ten huts in the Alps</h1><p>{LONG}</p>")

    assert metadata_of(page).authors == ("Ann Roe",)


@pytest.mark.parametrize(
    ("label", "data"),
    [
        ("Est. reading time", "4 minutes"), ("Geschätzte Lesezeit", "4 Minuten"),
        ("Tiempo de lectura", "4 minutos"), ("Время чтения", "4 минуты"), ("預估閱讀時間", "4 分鐘"),
        ("Preis", "12 Euro"), ("Location", "Oban Harbour"), ("Written by" * 10_000, ""),
    ],
)  # fmt: skip
def test_what_stands_behind_another_label_is_no_author(label: str, data: str):
    page = html_page(_card(label, data), f"<h1>Ten huts in the Alps</h1><p>{LONG}</p>")

    assert metadata_of(page).authors == ()
