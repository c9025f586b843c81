"""Language tags."""

from __future__ import annotations

import pytest

from cleaner.metadata.language import normalize


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"), ("de_de", "de-DE"), ("zh-hans-CN", "zh-Hans-CN"), ("en-US,en;q=0.9", "en-US"),
        ("es-419", "es-419"),
        ("Deutsch", "de"), ("iw", "he"), ("jp", "ja"), ("en_US.UTF-8", "en-US"), ("und", None),
        ("hello", None), ("", None),
        ("x" * 4000, None), ("ua-UA", "uk-UA"),
    ],
)  # fmt: skip
def test_a_declared_language_becomes_bcp_47(written: str, tag: str | None):
    assert normalize(written) == tag
