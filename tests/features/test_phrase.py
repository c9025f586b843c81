"""What short blocks say by their words."""

from __future__ import annotations

import pytest

from cleaner.features.phrase import phrases
from tests.making import blocks_of


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Share this article:", "share"),
        ("Compartir", "share"),
        ("Related Posts", "related"),
        ("Lesen Sie auch: Der lange Weg ins Tal", "related"),
        ("Sign up for our newsletter and get the week in your inbox", "newsletter"),
        ("Every Friday our newsletter brings you the best of the valley, free.", "newsletter"),
        ("0:00", "other"),
        ("Leave a comment", "comments"),
        ("12 Kommentare", "comments"),
        ("By Ann Roe, staff writer", "byline"),
        ("Written by:", "byline"),
        ("Published on 3 March 2024", "date"),
        ("5 min read", "date"),
        ("Photo: Ann Roe", "caption"),
        ("© 2024 Example Media. All rights reserved.", "legal"),
        ("This article may not be reproduced without permission.", "legal"),
        ("Original: https://example.org/a/1", "legal"),
        ("Disclaimer: the views in this piece are those of the author.", "legal"),
        ("We use cookies to improve your visit.", "cookie"),
        ("Advertisement", "ad"),
        ("Skip to content", "nav"),
        ("Ann Roe is an award-winning journalist who lives in the Alps.", "bio"),
        ("热门推荐", "related"),
        ("あわせて読みたい", "related"),
        ("많이 본 뉴스", "related"),
        ("Материалы по теме", "related"),
        ("اقرأ أيضا", "related"),
        ("我要评论", "comments"),
        ("コメント一覧 (3)", "comments"),
        ("責任編集", ""),
        ("责任编辑：罗安", "byline"),
        ("写真：ローエ・アン", "caption"),
        ("무단전재 및 재배포 금지", "legal"),
        ("扫描二维码，关注法罗小屋", "share"),
        ("原标题：法罗小屋的新屋顶", "other"),
        ("（原标题：法罗小屋的新屋顶）", "other"),
        ("（责编：罗安）", "byline"),
        ("热门评论 10条", "comments"),
        ("댓글 12", "comments"),
        ("下一篇：冬天的小屋", "related"),
        ("点击查看更多", "related"),
        ("字号：A- A A+", "nav"),
        ("特别声明：以上内容由用户上传，本平台只提供存储服务。", "legal"),
        # What reads alike and is text.
        (
            "编辑：这个词在小屋里谁也没有听说过，因为那里从来没有报纸，也没有人写信，只有一本旧书放在窗台上。",
            "",
        ),
        ("时间过得很快。", ""),
        ("댓글은 나중에 쓰자.", ""),
        ("编辑们的一天从面包开始。", ""),
        ("She asked him to share the bread.", ""),
        ("By the time they reached the hut it was dark, and the lamp had gone out long before.", ""),
        ("The newsletter was printed in the cellar.", ""),
        ("1984", "other"),
        ("In 1984 the hut burned down.", ""),
        ("Her father was a carpenter.", ""),
    ],
)
def test_a_short_text_tells_what_it_is(text, role):
    assert phrases(blocks_of(f"<p>{text}</p>")) == [role]


def test_a_long_block_is_text_whatever_its_words():
    text = "Subscribe to the newsletter, said the poster, and all rights reserved. " * 8

    assert phrases(blocks_of(f"<p>{text}</p>")) == [""]
