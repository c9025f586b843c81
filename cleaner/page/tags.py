"""Where the tags of a source, in UTF-8, begin and end: what the standard's tokenizer would take for a tag.

HTML standard, 13.2.5. A ">" in a quoted value ends no tag, "<" may be part of a name, and what stands in
comments, scripts and the like is no tag. No pattern goes back on what it took, and each takes what it has
begun to the end of the source if need be: their time is linear. Not told apart are the insides of SVG and
MathML, where <style> and <title> hold markup, and scripts in comments in scripts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.patterns import pattern

if TYPE_CHECKING:
    import re

__all__ = ["ANY", "ATTRIBUTE", "ATTRIBUTED", "nesting"]

_SPACE = r" \t\n\f\r"
_ENDS = rf"(?=[{_SPACE}/>])"  # a name
_NAME = rf"[A-Za-z][^{_SPACE}/>]*+"
_VALUE = rf"""(?:"[^"]*+"?|'[^']*+'?|[^{_SPACE}>]*+)"""
_ATTRIBUTE = rf"([^{_SPACE}/>][^{_SPACE}/>=]*+)(?:[{_SPACE}]*+=[{_SPACE}]*+{_VALUE})?+"
_INSIDE = rf"(?:[{_SPACE}/]++|{_ATTRIBUTE.replace('(', '(?:', 1)})*+"
_END = r"(?:>|\Z)"
# By their first letters: most tags are told from these by one. It halves the time of all patterns here.
_RAW_NAMES = (
    "(?:[Ss](?i:cript|tyle)|[Tt](?i:extarea|itle)|[Ii](?i:frame)|[Nn](?i:oembed|oframes)|[Xx](?i:mp))"
)
# Up to their end tag. Possessive: a fifth of the time of `.*?`.
_RAW_TEXT = rf"(?:[^<]++|<(?!/(?i:(?P=raw)){_ENDS}))*+"
_RAW = rf"(?P<raw>{_RAW_NAMES}){_ENDS}{_INSIDE}{_END}{_RAW_TEXT}"
_COMMENT = r"!--(?!-?>)(?:[^-]++|-(?!-!?>))*+"
_BOGUS = r"(?:[!?]|/(?![A-Za-z]))[^>]*+"  # <!doctype>, <?xml?>, </3>
_NO_TAG = rf"{_COMMENT}|{_BOGUS}|(?![/A-Za-z!?])"


def _compiled(source: str) -> re.Pattern[bytes]:
    return pattern(source.encode())


ATTRIBUTE = _compiled(_ATTRIBUTE)  # within a tag, behind its name: the name of an attribute, and its value
# A tag with attributes: "inside" holds them.
ATTRIBUTED = _compiled(
    rf"(?:[^<]++|<(?:/?(?!{_RAW_NAMES}{_ENDS}){_NAME}[{_SPACE}/]*+>|{_NO_TAG}))*+"
    rf"(?:<(?:(?P<raw>{_RAW_NAMES}){_ENDS}|/?{_NAME})(?P<inside>{_INSIDE}){_END}(?(raw){_RAW_TEXT})|\Z)"
)
# Any tag as "name" ("div", "/div"), a script with all that is in it; and whether text follows.
ANY = _compiled(
    rf"<(?:(?P<name>(?P<raw>{_RAW_NAMES}){_ENDS}|/?{_NAME}){_INSIDE}{_END}(?(raw){_RAW_TEXT})|{_COMMENT}|{_BOGUS})"
    rf"(?P<text>[^<])?"
)


def nesting(flat: str) -> re.Pattern[bytes]:
    """A tag as "name" ("div", "/div"), and before it texts, scripts and tags of the names in `flat`."""
    return _compiled(
        rf"(?:[^<]++|<(?:/?(?i:{flat}){_ENDS}{_INSIDE}{_END}|{_NO_TAG}|{_RAW}))*+"
        rf"(?:<(?P<name>/?{_NAME}){_INSIDE}{_END}|\Z)"
    )
