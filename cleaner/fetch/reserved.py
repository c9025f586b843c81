"""What a page asks of those who keep it: no archive copies, no text and data mining.

Read from X-Robots-Tag and `<meta name="robots">`, and from the headers and meta tags of TDMRep
(https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/). It is written into the page's record,
for whoever uses the page to decide; nothing is done about it here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.fetch.tags import head_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.fetch.client import Answer

__all__ = ["reserved"]

_POLICY_CHARS = 2000


def reserved(answer: Answer, token: str) -> dict[str, str | bool]:
    """`noarchive`, `tdm_reservation` and `tdm_policy` where the page or its headers state them; mostly {}."""
    stated = [*_headers(answer), *_tags(answer.body)]
    found: dict[str, str | bool] = {}
    for name, value in stated:
        if name in {"robots", token.lower()}:
            if {"noarchive", "none"} & {word.strip() for word in value.lower().split(",")}:
                found["noarchive"] = True
        elif name == "tdm-reservation" and value.strip() in {"0", "1"}:
            found.setdefault("tdm_reservation", value.strip() == "1")
        elif name == "tdm-policy":
            found.setdefault("tdm_policy", value.strip()[:_POLICY_CHARS])
    return found


def _headers(answer: Answer) -> Iterator[tuple[str, str]]:
    for name, value in answer.headers:
        if name == "x-robots-tag":
            # "noarchive" is for all, "otherbot: noarchive" for one; a directive with a colon is a date.
            who, colon, rest = value.partition(":")
            named = colon and "," not in who and who.strip().lower() != "unavailable_after"
            yield (who.strip().lower(), rest) if named else ("robots", value)
        elif name in {"tdm-reservation", "tdm-policy"}:
            yield name, value


def _tags(body: bytes) -> Iterator[tuple[str, str]]:
    for tag in head_tags(body, "meta"):
        if "name" in tag and "content" in tag:
            yield tag["name"].strip().lower(), tag["content"]
