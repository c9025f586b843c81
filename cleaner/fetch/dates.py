"""Dates of feeds, sitemaps and headers, which are written in every way there is."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

__all__ = ["date_of"]


def date_of(text: str | None) -> datetime | None:
    """The moment in an ISO 8601 or mail date; in UTC where no zone is given. None for anything else.

    >>> date_of("2026-11-22").isoformat()
    '2026-11-22T00:00:00+00:00'
    """
    text = (text or "").strip()[:40]
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        try:
            found = parsedate_to_datetime(text)
        except (ValueError, IndexError):
            return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
