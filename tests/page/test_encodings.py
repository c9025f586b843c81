from __future__ import annotations

import codecs

import pytest

from cleaner.page import encodings


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("UTF8", "utf-8"),
        ("latin1", "windows-1252"),
        ("us-ascii", "windows-1252"),
        ("x-sjis", "shift_jis"),
        (' "gb2312" ', "gbk"),
        ("iso-8859-9", "windows-1254"),
        ("klingon", None),
        ("", None),
    ],
)
def test_a_label_has_one_name(label: str, name: str | None) -> None:
    assert encodings.encoding_for(label) == name


def test_python_has_a_codec_for_every_name() -> None:
    for name in set(encodings._NAMES.values()):
        assert codecs.lookup(encodings.codec(name))
        assert encodings.encoding_for(name) == name
