"""Lines of labels and values, in scripts that part neither words nor names."""

from __future__ import annotations

import pytest

from cleaner.metadata.labelled import author_part, is_label
from tests.metadata.making import LONG, html_page, metadata_of

STORY = f"<p>{LONG}</p><p>{LONG}</p>"


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("来源：青川晚报 作者：宋晓岚 编辑：李岚", "宋晓岚"),
        ("来源：青川晚报作者：宋晓岚", "宋晓岚"),
        ("发布日期：2024-03-01 责任编辑：李岚", "李岚"),
        ("宋晓岚 责任编辑：李岚", "宋晓岚"),
        ("作者： 责任编辑：李岚", ""),
        ("当前位置：新闻 > 社会", ""),
        ("発信地：北川", ""),
        ("中文：宋晓岚", "中文：宋晓岚"),
        ("Ann Roe: a life", "Ann Roe: a life"),
    ],
)
def test_what_a_line_says_of_its_author(line: str, part: str):
    assert author_part(line) == part


@pytest.mark.parametrize(
    ("text", "label"),
    [("发布日期", True), ("更新时间：", True), ("心情：", True), ("宋晓岚", False), ("Updated:", False)],
)
def test_a_label_without_its_value_names_nobody(text: str, label: bool):
    assert is_label(text) is label


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("2024-03-01 10:20 出处：青川晚报 作者：宋晓岚 编辑：李岚 人气： 5380 次", ("宋晓岚",)),
        ("来源：青川晚报 作者：宋晓岚", ("宋晓岚",)),
        ("发布日期：2024-03-01", ()),
        ("更新时间 2024年3月1日", ()),
        ("原创 2024-03-01 10:20", ()),
        ("作者：未知 责任编辑：李岚", ()),
        ("截至2024年3月1日，山上已有九座小屋关门。", ()),
        ("2024年3月1日 10:20 発信地：北川/南川", ()),
        ("2024-03-01 10:20 宋晓岚 李岚岚 王小飞刀", ("宋晓岚", "李岚岚", "王小飞刀")),
    ],
)
def test_the_authors_below_a_headline(line: str, authors: tuple[str, ...]):
    page = html_page(
        "<title>山中十座小屋</title>", f"<h1>山中十座小屋</h1><div>{line}</div>{STORY}", lang="zh"
    )

    assert metadata_of(page).authors == authors


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("青川网专栏作者 宋晓岚", ("宋晓岚",)),
        ("青川发布 关注", ("青川发布",)),
        ("宋晓岚 青川号", ("宋晓岚",)),
        ("송하나 나무 칼럼니스트", ("송하나",)),
        ("朝川新聞 山川 花子", ("山川 花子",)),
        ("青川晚报 关注", ("青川晚报",)),
        ("当前位置：新闻 &gt; 社会", ()),
    ],
)
def test_a_place_that_is_called_the_author(text: str, authors: tuple[str, ...]):
    body = f"<h1>山中十座小屋</h1><div class='author'>{text}</div>{STORY}<div class='author'>精华文章</div>"

    assert metadata_of(html_page("<title>山中十座小屋</title>", body, lang="zh")).authors == authors
