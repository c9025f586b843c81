"""A second opinion on an encoding, by BeautifulSoup's UnicodeDammit. The only module that knows bs4."""

from __future__ import annotations

from cleaner.page.encodings import encoding_for

__all__ = ["second_opinion"]

_SAMPLE_BYTES = 65_536  # detectors read every byte, several times


def second_opinion(body: bytes) -> str | None:
    """The WHATWG name of the encoding that UnicodeDammit's detector finds; None if it finds none we know."""
    from bs4.dammit import UnicodeDammit

    found = UnicodeDammit(body[:_SAMPLE_BYTES], is_html=True).original_encoding
    return encoding_for(found) if found else None
