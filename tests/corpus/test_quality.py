from __future__ import annotations

from cleaner.corpus.quality import MEASURES, quality


def test_prose_and_a_list_of_links_differ_in_their_measures():
    prose = quality("Ten huts stood in a row.\n\nNobody lived there any more.")
    menu = quality("- Home\n- News\n- News\n- 24 # 7 ...")

    assert set(prose) == set(MEASURES)
    assert (prose["sentence_lines"], prose["bullet_lines"], prose["repeated_chars"]) == (1.0, 0.0, 0.0)
    assert menu["bullet_lines"] == 1.0
    assert menu["repeated_chars"] == 0.2
    assert menu["symbols_per_word"] > 0.1
    assert menu["alphabetic_words"] < 0.5


def test_an_empty_text_measures_nothing():
    assert not any(quality("").values())
