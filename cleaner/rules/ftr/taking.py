"""Directives of the Full-Text RSS format -> a site of ours."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from dataclasses import replace as _as
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from cleaner.rules import selection
from cleaner.rules.ftr.lines import IGNORED, KNOWN, UNTAKEN, Line, read_lines
from cleaner.rules.match import read_host
from cleaner.rules.writing import site_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Taken", "document", "take"]

_FIELDS = {"title": "title", "author": "authors", "date": "published"}
_EVERY_SITE = "global.txt"  # its rules are for every page: a preset of ours, which nobody needs to use
_FRAGMENT = re.compile(r"[\w-]+\Z")
_SECRETS = frozenset({"cookie", "authorization"})
_TAGS = frozenset(
    "blockquote figure figcaption pre h2 h3 h4 p".split()
)  # what `wrap_in` can mean to a document


@dataclass(slots=True)
class Taken:
    """What one file became."""

    file: str
    keys: dict[str, Any] = field(default_factory=dict)  # of the site, as they are written
    comments: list[str] = field(default_factory=list)  # lines that have no counterpart
    lost: list[str] = field(default_factory=list)  # those of them that meant something
    broken: list[str] = field(default_factory=list)  # lines that their author got wrong

    @property
    def name(self) -> str:
        """The name of the site: that of the file, "*.example.com" for ".example.com.txt"."""
        name = self.file.removesuffix(".txt")
        return f"*{name}" if name.startswith(".") else name

    @property
    def is_preset(self) -> bool:
        """True for the file that is for no site of its own."""
        return self.file == _EVERY_SITE


def take(file: str, text: str) -> Taken:
    """The site that a file describes; `file` is its name, which tells the host."""
    taken = Taken(file)
    if file == _EVERY_SITE:
        _Site(taken).read(read_lines(text))
        return taken
    host = file.removesuffix(".txt")
    try:
        taken.keys["hosts"] = [read_host(f"*{host}" if host.startswith(".") else host)]
    except ValueError as error:
        taken.lost.append(f"{file}: {error}")
        return taken
    _Site(taken).read(read_lines(text))
    return taken


def document(files: Iterable[Taken]) -> str:
    """A rule file of what was taken; files for the same host become one site."""
    sites: dict[tuple[str, ...], Taken] = {}
    presets: list[Taken] = []
    for taken in files:
        if taken.is_preset:
            presets.append(taken)
        elif taken.keys:
            hosts = tuple(taken.keys["hosts"])
            sites[hosts] = _joined(sites[hosts], taken) if hosts in sites else taken
    lines = ["version: 1"]
    for heading, chosen in (("presets", presets), ("sites", list(sites.values()))):
        if chosen:
            lines.append(f"{heading}:")
            for taken in chosen:
                lines += site_lines(taken.name, taken.keys, taken.comments)
    return "\n".join(lines) + "\n"


def _joined(first: Taken, second: Taken) -> Taken:
    """Two files for one host as one site, the first one's lines before the other's."""
    keys = dict(first.keys)
    for key, value in second.keys.items():
        mine = keys.get(key)
        if isinstance(mine, list):
            keys[key] = [*mine, *(entry for entry in value if entry not in mine)]
        elif isinstance(mine, dict):
            keys[key] = {**value, **mine}
        else:
            keys[key] = value
    return Taken(first.file, keys, [*first.comments, *second.comments])


class _Site:
    """A site while its lines are taken, one after the other."""

    def __init__(self, taken: Taken) -> None:
        self.taken = taken
        self.items: dict[str, list[Any]] = defaultdict(list)  # of our directives
        self.fields: dict[str, list[str]] = defaultdict(list)
        self.rename: dict[str, str] = {}
        self.headers: dict[str, Any] = {}
        self.links: dict[str, list[str]] = defaultdict(list)
        self.conditions: list[str] = []
        self.wanted: Line | None = None  # a find_string that waits for its replace_string

    def read(self, lines: list[Line]) -> None:
        """Take them all."""
        for line in lines:
            if line.key == "if_page_contains":
                self._condition(line)
        for line in lines:
            if line.key in _TAKE:
                _TAKE[line.key](self, line)
            elif line.key in IGNORED:
                self.taken.comments.append(line.source)
            elif line.key in UNTAKEN:
                self._lose(line)
            elif line.key != "if_page_contains":
                self._misspelt(line)
        if self.wanted is not None:
            self._break(self.wanted, "no replace_string follows")
        self._finish()

    def _finish(self) -> None:
        keys = self.taken.keys
        keys["trust"] = "hint"
        for name in ("body", "drop", "unwrap"):
            if self.items[name]:
                keys[name] = self.items[name]
        if self.rename:
            keys["rename"] = self.rename
        if self.items["replace"]:
            keys["replace"] = self.items["replace"]
        if self.fields:
            keys["meta"] = {name: {"from": sources} for name, sources in self.fields.items()}
        if self.items["flags"]:
            keys["flags"] = {"sponsored": self.items["flags"]}
        if self.links:
            keys["pages"] = dict(self.links)
        if self.headers:
            keys["fetch"] = {"headers": self.headers}
        if self.taken.broken:
            keys["broken"] = self.taken.broken

    def _lose(self, line: Line) -> None:
        self.taken.comments.append(line.source)
        self.taken.lost.append(f"{self.taken.file}:{line.number}: {line.source}")

    def _break(self, line: Line, why: str) -> None:
        self.taken.broken.append(f"{self.taken.file}:{line.number}: {line.source} - {why}")

    def _misspelt(self, line: Line) -> None:
        near = get_close_matches(line.key, KNOWN, n=1)
        if not near:
            self._break(line, "no directive of the format")
        elif near[0] in _TAKE:
            self._break(line, f"taken as {near[0]}")
            _TAKE[near[0]](self, _as(line, key=near[0]))
        else:
            self._break(line, f"unknown, did you mean {near[0]}?")

    def _xpath(self, line: Line) -> str | None:
        """The expression of a line as we write it; None where it cannot run."""
        source = line.value.strip()
        source = source if source.startswith(("/", "(")) else f"({source})"
        try:
            selection.selector(source)
        except ValueError as error:
            self._break(line, str(error).partition(" - ")[2] or "it cannot run")
            return None
        return source

    def _field(self, line: Line) -> None:
        if xpath := self._xpath(line):
            self.fields[_FIELDS[line.key]].append(xpath)

    def _item(self, directive: str) -> Callable[[Line], None]:
        def take_line(line: Line) -> None:
            xpath = self._xpath(line)
            if xpath and xpath not in self.items[directive]:
                self.items[directive].append(xpath)

        return take_line

    def _fragment(self, line: Line) -> None:
        word = line.value.strip("\"' ")
        entry: Any = {"class~": word}
        if not _FRAGMENT.match(word):
            quote = "'" if '"' in word else '"'
            entry = f"//*[contains(@class, {quote}{word}{quote}) or contains(@id, {quote}{word}{quote})]"
        if word and entry not in self.items["drop"]:
            self.items["drop"].append(entry)

    def _image(self, line: Line) -> None:
        word = line.value.strip("\"' ")
        self.items["drop"].append(f'//img[contains(@src, "{word}")]')

    def _wrap(self, line: Line) -> None:
        xpath = self._xpath(line)
        if xpath is None:
            return
        if line.argument in _TAGS and not re.search(r"/(?:text\(\)|@[\w-]+)\s*\Z", xpath):
            self.rename[xpath] = line.argument
        else:  # emphasis around what is a block already: the text is the same
            self.taken.comments.append(line.source)

    def _condition(self, line: Line) -> None:
        if xpath := self._xpath(line):
            self.conditions.append(xpath)

    def _link(self, line: Line) -> None:
        xpath = self._xpath(line)
        if xpath is None:
            return
        if line.key == "single_page_link" and self.conditions:
            xpath = _only_if(xpath, " and ".join(self.conditions))
        self.links["single" if line.key == "single_page_link" else "next"].append(xpath)

    def _header(self, line: Line) -> None:
        name = (line.argument or "").title()
        if name.lower() in _SECRETS:
            self.taken.comments.append(line.source)
            variable = re.sub(r"\W+", "_", f"{self.taken.name}_{name}").upper()
            self.headers[name] = {"env": variable if not variable[0].isdigit() else f"_{variable}"}
        elif name:
            self.headers[name] = line.value

    def _find(self, line: Line) -> None:
        if self.wanted is not None:
            self._break(self.wanted, "no replace_string follows")
        self.wanted = line

    def _replace(self, line: Line) -> None:
        if line.argument is not None:
            if line.colon:
                self._break(line, "its colon ends the directive - see that `replace` is what was meant")
            self._add_replacement(line.argument, line.value)
        elif self.wanted is None:
            self._break(line, "no find_string stands before it")
        else:
            self._add_replacement(self.wanted.value, line.value)
            self.wanted = None

    def _add_replacement(self, old: str, new: str) -> None:
        entry = {"text": old, "with": new, "markup": True}
        if old and entry not in self.items["replace"]:
            self.items["replace"].append(entry)


def _only_if(xpath: str, condition: str) -> str:
    """An expression that gives nothing where the condition does not hold."""
    if xpath.startswith("/"):
        return f"({xpath})[{condition}]"
    # A string has no predicate, but it ends before its infinite-th sign.
    return f"(substring({xpath}, 1 div number(boolean({condition}))))"


_TAKE: dict[str, Callable[[_Site, Line], None]] = {
    "title": _Site._field,
    "author": _Site._field,
    "date": _Site._field,
    "body": lambda site, line: site._item("body")(line),
    "strip": lambda site, line: site._item("drop")(line),
    "dissolve": lambda site, line: site._item("unwrap")(line),
    "native_ad_clue": lambda site, line: site._item("flags")(line),
    "strip_id_or_class": _Site._fragment,
    "strip_image_src": _Site._image,
    "wrap_in": _Site._wrap,
    "single_page_link": _Site._link,
    "next_page_link": _Site._link,
    "http_header": _Site._header,
    "find_string": _Site._find,
    "replace_string": _Site._replace,
}
