"""A file of the Full-Text RSS format, as directives with their line numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["IGNORED", "KNOWN", "UNTAKEN", "Line", "read_lines"]

# What the format's documentation and its two programs (Full-Text RSS, wallabag) know.
_TAKEN = frozenset(
    "title body date author strip strip_id_or_class strip_image_src native_ad_clue single_page_link "
    "next_page_link if_page_contains find_string replace_string http_header dissolve wrap_in".split()
)
# Settings of those programs: how they parse, tidy, embed and test. No meaning for us, so nothing is lost.
IGNORED = frozenset(
    "tidy prune parser autodetect_on_failure autodetect_next_page insert_detected_image footnotes "
    "convert_double_br_tags strip_attr strip_comments skip_json_ld skip_id_or_class src_lazy_load_attr "
    "single_page_link_in_feed test_url test_contains".split()
)
# What cleaner cannot do: log in, and move elements about.
UNTAKEN = frozenset(
    "move_into requires_login not_logged_in_xpath login_uri login_username_field login_password_field "
    "login_extra_fields".split()
)
KNOWN = _TAKEN | IGNORED | UNTAKEN
_ARGUED = re.compile(r"(?P<key>[a-z_]+)\((?P<argument>.*)\)\s*:(?P<value>.*)\Z", re.I | re.S)
_FIRST_COLON = re.compile(r"(?P<key>[^:]*?)\s*:(?P<value>.*)\Z", re.S)


@dataclass(frozen=True, slots=True)
class Line:
    """One directive of a file."""

    number: int
    source: str  # as it stands, stripped
    key: str  # "" where the line is none
    value: str
    argument: str | None = None  # "user-agent" in `http_header(user-agent): ...`
    colon: bool = False  # the argument holds a colon: the format's own programs split the line there


def read_lines(text: str) -> list[Line]:
    """The directives of a file; comments and empty lines left out."""
    lines = []
    for number, raw in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        source = raw.strip()
        if source and not source.startswith("#"):
            lines.append(_line(number, source))
    return lines


def _line(number: int, source: str) -> Line:
    argued = _ARGUED.match(source)
    if argued and argued["key"].lower() in KNOWN:
        argument, value = _split(argued)
        return Line(number, source, argued["key"].lower(), value, argument, ":" in argument)
    plain = _FIRST_COLON.match(source)
    key = plain["key"].strip().lower() if plain else ""
    if plain is None or not re.fullmatch(r"[a-z_]+", key):
        return Line(number, source, "", "")
    return Line(number, source, key, plain["value"].strip())


def _split(argued: re.Match[str]) -> tuple[str, str]:
    """Argument and value, parted at the first `):` where the line has several."""
    argument, value = argued["argument"], argued["value"]
    early = re.search(r"\)\s*:", argument)
    if early:
        value = f"{argument[early.end() :]}):{value}"
        argument = argument[: early.start()]
    return argument, value.strip()
