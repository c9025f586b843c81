"""How directives read their entries: text, or a mapping that says what to look for and how to treat it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cleaner.rules import patterns, selection
from cleaner.rules.yamlfile import MappingNode
from cleaner.text import did_you_mean
from cleaner.types import ROLES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from cleaner.rules.patterns import Pattern
    from cleaner.rules.selection import Selector
    from cleaner.rules.site import Owner
    from cleaner.rules.yamlfile import Entry, Node, Reader

__all__ = ["Form", "read_each", "read_entries", "read_regex", "read_role", "read_target", "role_of"]


@dataclass(frozen=True, slots=True)
class Form:
    """What an entry may look like: plain text, or a mapping with one target and some options."""

    bare: str  # what plain text is: "line" or "select"
    targets: tuple[str, ...] = ("select", "class~", "line", "re")
    options: tuple[str, ...] = ("role", "force")


# What a rule drops, where it doesn't say so: by a word in its text. Groups are the roles of `types.ROLES`;
# the words are those of the presets' own selectors and lines.
_WORDS_OF_ROLES = {
    "share": ("share", "sharing", "sharedaddy", "social", "addtoany"),
    "related": ("related", "recommend", "more from", "most read", "read next", "further reading"),
    "newsletter": ("newsletter", "subscribe", "subscription", "sign up", "signup", "inbox"),
    "comments": ("comment", "respond", "disqus"),
    "bio": ("author-box", "author-bio", "author_box", "about-author", "about the author"),
    "cookie": ("cookie", "consent", "gdpr"),
    "ad": ("advert", "sponsor", "affiliate", "promo"),
    "nav": ("breadcrumb", "navigation", "navbar", "pagination", "scroll to top", "skip to"),
    "caption": ("caption",),
    "legal": ("copyright", "all rights reserved", "reprint", "disclaimer"),
    "footer": ("footer",),
}


def read_entries(
    reader: Reader,
    node: Node,
    owner: Owner,
    directive: str,
    form: Form,
) -> Iterator[tuple[dict[str, Any], dict[str, Entry]]]:
    """For each good entry the fields of its Item, and the entries of its mapping, for further options."""
    for number, entry in enumerate(reader.entries(node), 1):
        what = f'entry {number} of "{directive}"'
        found: dict[str, Entry] = {}
        if isinstance(entry, MappingNode):
            found = reader.mapping(entry, "key", (*form.targets, *form.options), of=what)
        target = read_target(reader, entry, found, owner, what, form)
        role = read_role(reader, found["role"].value) if "role" in found else None
        force = "force" in found and reader.flag(found["force"].value, '"force"')
        if target is None:
            continue
        fields = {
            "name": f"{owner.name}.{directive}.{number}",
            "by": reader.place(entry),
            "column": entry.start_mark.column + 1,
            "layer": owner.layer,
            "target": target,
            "role": role or role_of(target.source),
            "force": force,
        }
        yield fields, found


def read_target(
    reader: Reader,
    node: Node,
    found: dict[str, Entry],
    owner: Owner,
    what: str,
    form: Form,
) -> Selector | Pattern | None:
    """The selector or pattern of an entry (`found` if it is a mapping); None with an error noted."""
    if isinstance(node, MappingNode):
        named = [key for key in form.targets if key in found]
        if len(named) != 1:
            if len(found) == len(node.value) > 0:  # else its keys are what is wrong, and that is said
                reader.error(node, f"{what} needs one of {', '.join(form.targets)} - {_found(named)}")
            return None
        kind, value = named[0], found[named[0]].value
    else:
        kind, value = form.bare, node
    if isinstance(value, MappingNode):
        reader.error(value, f"{what} is text, or a mapping with one of {', '.join(form.targets)}")
        return None
    text = reader.text(value, what)
    if text is None:
        return None
    if owner.text_only and kind in ("select", "class~"):
        reader.error(
            value, f'"{text}" is a selector, but this site is only text - use drop_lines, or {{line: ...}}'
        )
        return None
    if kind == "re":
        part = "part" in found and reader.flag(found["part"].value, '"part"')
        return read_regex(reader, value, part=part)
    try:
        if kind == "line":
            return patterns.glob(text)
        return selection.fragment(text) if kind == "class~" else selection.selector(text)
    except ValueError as error:
        reader.error(value, str(error))
        return None


def read_each(reader: Reader, node: Node, what: str, read: Callable[[str], Any]) -> list[Any]:
    """What `read` makes of each text of a list; its ValueErrors are noted at the text."""
    made = []
    for entry in reader.entries(node):
        text = reader.text(entry, what)
        try:
            if text is not None:
                made.append(read(text))
        except ValueError as error:
            reader.error(entry, str(error))
    return made


def read_regex(reader: Reader, node: Node, *, part: bool = False) -> Pattern | None:
    """A regular expression that cannot run away; None with an error noted."""
    text = reader.text(node, "a regular expression")
    try:
        return None if text is None else patterns.regex(text, part=part)
    except ValueError as error:
        reader.error(node, str(error))
        return None


def read_role(reader: Reader, node: Node) -> str | None:
    """One of ROLES; None with an error noted."""
    role = reader.text(node, "a role")
    if role is not None and role not in ROLES:
        reader.error(node, f'unknown role "{role}"{did_you_mean(role, ROLES)}')
        return None
    return role


@lru_cache(maxsize=8192)
def role_of(source: str) -> str | None:
    """What a selector or line is for, by a word in its text; None where it does not tell."""
    text = source.lower()
    return next(
        (role for role, words in _WORDS_OF_ROLES.items() if any(word in text for word in words)), None
    )


def _found(named: Collection[str]) -> str:
    return f"found {' and '.join(named)}" if named else "found none"
