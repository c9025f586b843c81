from __future__ import annotations

import pytest

from benchmarks import hostile


@pytest.mark.parametrize("name", [name for name, shape in hostile.SHAPES.items() if shape.size >= 1000])
def test_a_page_grows_in_proportion(name):
    shape = hostile.Shape("", 50, hostile.SHAPES[name].make)

    once, twice = (len(hostile.page(shape, times)[0]) for times in (10, 20))

    assert once * 1.5 < twice < once * 2.2


def test_the_article_is_on_the_page_and_its_text_is_known():
    body, text = hostile.page(hostile.SHAPES["escape"], 1)

    assert body.count(b"&#27;") == 1
    assert len(text.splitlines()) == 12
    assert all(line.encode() in body for line in text.splitlines()[1:])


@pytest.mark.slow
def test_a_picture_and_a_script_have_the_size_they_say():
    assert 29_000_000 < len(hostile.page(hostile.SHAPES["data-image"], 1)[0]) < 31_000_000
    assert 49_000_000 < len(hostile.page(hostile.SHAPES["script"], 1)[0]) < 51_000_000


@pytest.mark.parametrize(
    ("times", "growth"), [([1.0, 2.0, 4.0], 2.0), ([1.0, 4.0], 4.0), ([1.0], None), ([], None)]
)
def test_growth_is_per_doubling(times, growth):
    assert hostile._growth(times, (1, 2, 4)) == growth


def test_a_system_that_gives_the_article_passes(capsys):
    assert hostile.main(["--systems", "cleaner", "--shapes", "escape", "--times", "1,2"]) == 0
    assert "1 page with one &#27;" in capsys.readouterr().out


def test_a_system_that_loses_the_article_fails_and_the_page_is_named(capsys):
    assert hostile.main(["--systems", "lxml-parse", "--shapes", "escape", "--times", "1"]) == 1
    assert "lxml-parse failed on: escape" in capsys.readouterr().err


def test_a_system_that_is_not_there_is_said(capsys):
    assert hostile.main(["--systems", "nothing"]) == 2
    assert "unknown system 'nothing'" in capsys.readouterr().err
