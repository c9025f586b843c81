"""Dates told from the moment of reading."""

from __future__ import annotations

import pytest

from cleaner.metadata import relative
from tests.metadata.making import LONG, metadata_of, source_page

CAPTURED = "2024-03-10T01:30:00+00:00"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("3 hours ago", "2024-03-09"), ("By Ann Roe | 20 min ago", "2024-03-10"),
        ("an hour ago", "2024-03-10"),
        ("5h ago", "2024-03-09"), ("vor 3 Tagen", "2024-03-07"), ("vor einer Stunde", "2024-03-10"),
        ("il y a 2 jours", "2024-03-08"), ("hace 5 días", "2024-03-05"), ("3 ore fa", "2024-03-09"),
        ("há 3 horas", "2024-03-09"), ("2 dagen geleden", "2024-03-08"), ("for 3 timer siden", "2024-03-09"),
        ("för 3 timmar sedan", "2024-03-09"), ("3 часа назад", "2024-03-09"), ("3小时前", "2024-03-09"),
        ("3時間前", "2024-03-09"), ("3시간 전", "2024-03-09"), ("Yesterday, 10:00", "2024-03-09"),
        ("2 weeks ago", None), ("400 days ago", None), ("open for 3 hours", None), ("long ago", None),
        ("the day before yesterday", None), ("3 hours ago " + "x" * 300, None),
    ],
)  # fmt: skip
def test_the_day_is_counted_from_the_capture(line: str, day: str | None):
    found = relative.find(line, CAPTURED)

    assert (found[0].value if found else None) == day


@pytest.mark.parametrize("captured_at", [None, "", "last week"])
def test_without_a_known_moment_there_is_no_day(captured_at: str | None):
    assert relative.find("3 hours ago", captured_at) == []


@pytest.mark.parametrize(("captured_at", "published"), [(CAPTURED, "2024-03-09"), (None, None)])
def test_a_page_is_dated_by_it_only_where_its_capture_is_known(
    captured_at: str | None, published: str | None
):
    body = f"<h1>Ten huts</h1><p>By Ann Roe</p><p>3 hours ago</p><p>{LONG}</p>"

    assert metadata_of(source_page(body, captured_at=captured_at)).published == published
