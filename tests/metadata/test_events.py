"""What a page calls the day beside it."""

from __future__ import annotations

import pytest

from cleaner.metadata import events
from tests.metadata.making import LONG, html_page, metadata_of

HEADLINE = "<h1>Ten huts in the Alps</h1>"


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("Mis à jour le {} - Publié le {}", "fr"),
        ("Atualizado em {} Publicado em {}", "pt"),
        ("Bijgewerkt op {} Gepubliceerd op {}", "nl"),
        ("Aktualizacja: {} Publikacja: {}", "pl"),
        ("Обновлено: {} Опубликовано: {}", "ru"),
        ("Оновлено: {} Опубліковано: {}", "uk"),
        ("Uppdaterad {} Publicerad {}", "sv"),
        ("Güncelleme: {} Yayınlanma: {}", "tr"),
        ("更新日：{} 公開日：{}", "ja"),
        ("آخر تحديث: {} - تاريخ النشر: {}", "ar"),
        ("Diperbarui {} - Diterbitkan {}", "id"),
        ("Cập nhật: {} - Đăng ngày: {}", "vi"),
        ("Ενημερώθηκε: {} Δημοσιεύτηκε: {}", "el"),
        ("Päivitetty {} Julkaistu {}", "fi"),
        ("수정 {} 입력 {}", "ko"),
        ("अपडेट किया गया: {} प्रकाशित: {}", "hi"),
    ],
)
@pytest.mark.parametrize("day", ["{}", '<time datetime="{}">x</time>'])
def test_an_update_is_no_publication_in_any_language(line: str, lang: str, day: str):
    dated = line.format(day.format("2024-03-05"), day.format("2024-03-03"))

    found = metadata_of(html_page(body=f"{HEADLINE}<p>{dated}</p><p>{LONG}</p>", lang=lang))

    assert (found.published, found.modified) == ("2024-03-03", "2024-03-05")


@pytest.mark.parametrize("line", ["2024-03-03 | 2024-03-05", "2024-03-05 | 2024-03-03"])
def test_of_two_days_without_a_label_the_later_is_the_update(line: str):
    found = metadata_of(html_page(body=f"{HEADLINE}<p>{line}</p><p>{LONG}</p>"))

    assert (found.published, found.modified) == ("2024-03-03", "2024-03-05")


def test_what_is_public_is_not_published():
    assert events.said("The public meeting takes place on ") is None
