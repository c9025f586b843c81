"""Reporters, as newspapers in Chinese and Korean name them."""

from __future__ import annotations

import pytest

from tests.metadata.making import found_in, html_page, metadata_of

STORY = (
    "青川镇上的十座小屋今年夏天重新开放，山路也已经修好，往年要走一整天的路现在只要半天，老人们都说没有想到。"
)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        (f"青川1月3日电（记者宋晓岚）{STORY}", ("宋晓岚",)),
        (f"青川晚报讯（记者 宋晓岚、李岚 整合）{STORY}", ("宋晓岚", "李岚")),
        (f"(북천=예시뉴스) 송하나 기자 = {STORY}", ("송하나",)),
        ("青川晚报记者 宋晓岚", ("宋晓岚",)),
        ("采写：青川晚报记者 宋晓岚 李岚岚", ("宋晓岚", "李岚岚")),
        ("撰文：宋晓岚", ("宋晓岚",)),
        ("송하나 기자 hana@example.org", ("송하나",)),
        ("青川晚报记者 宋晓岚 摄", ()),
        ("游人问记者:小屋何时开门", ()),
        ("作者 最新文章", ()),
        (f"有记者注意到，{STORY}（记者会照常举行）", ()),
    ],
)
def test_the_reporter_whom_a_line_names(line: str, authors: tuple[str, ...]):
    page = html_page(body=f"<h1>山中十座小屋</h1><p>{STORY}</p><p>{STORY}</p><p>{line}</p>", lang="zh")

    assert metadata_of(page).authors == authors


def test_a_dateline_stays_in_the_article():
    page = html_page(body=f"<h1>山中十座小屋</h1><p>青川电（记者宋晓岚）{STORY}</p>", lang="zh")

    assert [one.block for one in found_in(page) if one.source == "visible:reporter"] == [None]


def test_a_reporter_stands_above_the_newspaper():
    head = '<meta property="article:author" content="青川晚报">'
    page = html_page(head, f"<h1>山中十座小屋</h1><p>青川电（记者宋晓岚）{STORY}</p>", lang="zh")

    assert metadata_of(page).authors == ("宋晓岚",)
