"""Headlines without the site's name."""

from __future__ import annotations

import pytest

from cleaner.metadata import title


@pytest.mark.parametrize(
    ("raw", "sites", "others", "clean"),
    [
        ("Ten huts | The Example", (), (), "Ten huts"),
        ("Ten huts in the Alps - The Example", ("example",), (), "Ten huts in the Alps"),
        ("Ten huts in the Alps – Example News", ("example",), (), "Ten huts in the Alps"),
        ("Ten huts in the Alps — Example", ("example",), (), "Ten huts in the Alps"),
        ("Example :: Ten huts in the Alps", ("example",), (), "Ten huts in the Alps"),
        ("Example » Ten huts in the Alps", ("example",), (), "Ten huts in the Alps"),
        ("Ten huts in the Alps → Example", ("example",), (), "Ten huts in the Alps"),
        ("Example ▷ Ten huts in the Alps", ("example",), (), "Ten huts in the Alps"),
        ("Ten huts in the Alps // Example", ("example",), (), "Ten huts in the Alps"),
        ("Ten huts in the Alps ● Bergfreund", (), (), "Ten huts in the Alps"),
        ("From Bern → Basel by train", (), (), "From Bern → Basel by train"),
        ("河边老茶馆重新开张--社会--青川网", (), (), "河边老茶馆重新开张"),
        ("山あいの駅に列車が戻った日【北川新聞】", ("北川新聞",), (), "山あいの駅に列車が戻った日"),
        ("「北川新聞」山あいの駅に列車が戻った日", ("北川新聞",), (), "山あいの駅に列車が戻った日"),
        ("山あいの駅に【動画】", ("北川新聞",), (), "山あいの駅に【動画】"),
        ("山あいの駅に列車が戻った日：北川新聞", ("北川新聞",), (), "山あいの駅に列車が戻った日"),
        ("山あいの駅：列車が戻った日", ("北川新聞",), (), "山あいの駅：列車が戻った日"),
        ("山あいの駅に列車が戻った日 ・ 北川新聞", ("北川新聞",), (), "山あいの駅に列車が戻った日"),
        ("गाँव का तालाब भर गया । दैनिक सवेरा", ("दनकसवर",), (), "गाँव का तालाब भर गया"),
        ("Ten huts - Alps - Example", ("example",), ("Ten huts",), "Ten huts"),
        ("Alps: Ten huts", (), ("Ten huts",), "Ten huts"),
        ("Alps: Ten huts", (), (), "Alps: Ten huts"),
        ("Ten huts - and how to miss them", (), (), "Ten huts - and how to miss them"),
        ("A well-kept path", (), (), "A well-kept path"),
        ("Ten huts &amp; a barn", (), (), "Ten huts & a barn"),
        ("<b>Ten huts</b>", (), (), "Ten huts"),
        ("Example", ("example",), (), "Example"),
        ("", (), (), ""),
        ("| " * 3000, (), (), "| " * 199 + "|"),
        ("Thread: Stalls when warm", (), (), "Stalls when warm"),
        ("标题：第九号仓库起火", (), (), "第九号仓库起火"),
        ("Title: Deeds", (), (), "Title: Deeds"),
        ("Jobs are run twice#12", (), ("Jobs are run twice",), "Jobs are run twice"),
        ("Progress report #39", (), ("Progress report",), "Progress report #39"),
    ],
)
def test_the_headline_in_a_raw_title(raw: str, sites: tuple[str, ...], others: tuple[str, ...], clean: str):
    assert title.clean(raw, sites=sites, others=others).rstrip(" |") == clean.rstrip(" |")


@pytest.mark.parametrize(
    ("text", "is_site"),
    [
        ("Alpine Example", True), ("The Alpine Example", True), ("alpineexample.org", True), ("AE", False),
        ("Alpine Example News", True), ("Ten huts in the Alps", False), ("", False),
    ],
)  # fmt: skip
def test_what_is_the_sites_name(text: str, is_site: bool):
    sites = title.site_names(["Alpine Example"], "https://www.alpineexample.org/story")

    assert title.is_site_name(text, sites) is is_site


def test_initials_are_a_name_too():
    assert title.is_site_name("Alpine Guide Service", ("ags",))


@pytest.mark.parametrize(
    ("raw", "headline", "site"),
    [
        ("Ten huts - Alps | The Example", "Ten huts", "The Example"),
        ("The Example | Ten huts", "Ten huts", "The Example"),
        ("Ten huts", "Ten huts", ""),
        ("Ten huts | a site whose name is a whole sentence of words", "Ten huts", ""),
        ("Something else | The Example", "Ten huts", ""),
    ],
)
def test_the_site_beside_the_headline(raw: str, headline: str, site: str):
    assert title.site_in(raw, headline) == site


def test_titles_are_alike_by_their_words():
    assert title.likeness("Ten huts in the Alps", "Ten huts in the Alps: a guide") > 0.8
    assert title.likeness("Menu", "Ten huts in the Alps") == 0.0
    assert title.likeness("", "Ten huts") == 0.0
    assert title.likeness("钟楼上的裁缝", "钟楼上的裁缝们") > 0.8


def test_only_the_sites_name_is_taken_off_a_heading():
    assert title.without_site_tail("Ten huts | a guide | Example", ("example",)) == "Ten huts | a guide"
    assert title.without_site_tail("Ten huts | a guide", ("example",)) == "Ten huts | a guide"
