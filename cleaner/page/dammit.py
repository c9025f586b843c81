"""A second opinion on an encoding, by BeautifulSoup's detector. The only module that knows bs4."""

from __future__ import annotations

from cleaner.page.encodings import codec, encoding_for

__all__ = ["second_opinion"]

_SAMPLE_BYTES = 65_536  # detectors read every byte, several times


def second_opinion(body: bytes) -> str | None:
    """The WHATWG name of the first encoding it proposes that fits, else of the first; None if it knows none.

    As its UnicodeDammit does, which tells the user on standard error if none fits.
    """
    from bs4.dammit import EncodingDetector

    detector = EncodingDetector(body[:_SAMPLE_BYTES], is_html=True)
    first = None
    for label in detector.encodings:
        name = encoding_for(label)
        if name is not None and _fits(detector.markup, name):
            return name
        first = first or name
    return first


def _fits(sample: bytes, name: str) -> bool:
    try:
        sample.decode(codec(name))
    except UnicodeError:
        return False
    return True
