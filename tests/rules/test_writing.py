"""Rules written as YAML."""

from __future__ import annotations

import pytest
import yaml

from cleaner.rules.writing import Noted, scalar, site_lines


@pytest.mark.parametrize(
    "text",
    [
        "plain text", "no", "2024-05-01", "#x", ": y", "a: b", "- c", "*.example.org", '"q"', "it's", "",
        " x ", "ü\u2028\x85", "//div[@class='a']", "{n}", "[x]", "a, b", "1.5", "~", "%d.%m", "a\nb", "tab\t",
        "\\d", ".nan",
    ],
)  # fmt: skip
def test_a_text_is_read_back_as_it_was(text):
    assert yaml.safe_load(f"key: {scalar(text)}")["key"] == text
    assert yaml.safe_load(f"[{scalar(text)}, x]") == [text, "x"]


def test_a_site_is_written_with_its_comments_and_read_back():
    keys = {
        "hosts": ["example.org"],
        "drop": [Noted(".box", "on 3 of 4 pages"), Noted({"select": ".more", "role": "related"}, "on all")],
        "meta": {"title": {"from": ["//h1" * 30, "//h2"]}},
        "tests": [{"file": "a.html", "has": ["x" * 60, "y" * 60]}],
        "pages": {"max": 3},
        "force": True,
    }

    lines = list(site_lines("on", keys, ["tidy: no"]))

    assert "    # tidy: no" in lines
    assert "      - .box  # on 3 of 4 pages" in lines
    plain = {**keys, "drop": [".box", {"select": ".more", "role": "related"}]}
    assert yaml.safe_load("\n".join(lines)) == {"on": plain}
