"""The words that elements and texts are known by, for the model's vocabulary.

An element's words are its tag and the parts of its class names, id, role and item property; a text's words
are those it begins and ends with, and the whole of a short text. Digits count for nothing in either.
"""

from __future__ import annotations

import re
from itertools import chain, compress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cleaner.types import Nodes

__all__ = ["Key", "element_key", "element_names", "elements_tokens", "page_tokens", "texts_tokens"]

# Tag, class, id, role, item property of an element, as far as they are read.
Key = tuple[str, str, str, str, str]

_MAX_NAME = 200  # characters of an attribute that are read
_NAMES = str.maketrans({**dict.fromkeys("-_:/.[]()#", "-"), **dict.fromkeys("0123456789")})
_PARTED = bytes.maketrans(b"-_:/.[]()#", b" " * 10)
_DIGITS = str.maketrans(dict.fromkeys("0123456789"))
_PUNCTUATION = str.maketrans(
    {**dict.fromkeys("0123456789"), **dict.fromkeys(".,;:!?\"'()[]{}<>|/\\·•→›»«“”’‘…*#+=_~`^–—-", " ")}
)
_HEAD, _TAIL = 90, 40  # characters of a text that are read at either end
_HEAD_WORDS, _TAIL_WORDS = 9, 3
_WHOLE_WORDS = 5
_MAX_PART = 24  # longer ones are hashes
_JSON_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"(\w{2,40})"')
_JSON_CHARS = 20_000
_DECLARING = frozenset({"meta", "script", "html", "body"})
_META = frozenset({"og:type", "generator", "twitter:card", "article:published_time", "product:price:amount"})


def element_key(tag: str, attributes: Mapping[str, str | None]) -> Key:
    """What of an element the vocabulary reads."""
    if not attributes:
        return (tag, "", "", "", "")
    get = attributes.get
    return (tag, get("class") or "", get("id") or "", get("role") or "", get("itemprop") or "")


def element_names(key: Key) -> list[str]:
    """The class names of an element, and its id, if it has one, as the last of them."""
    names = key[1][:_MAX_NAME].split()
    if key[2]:
        names.append("-".join(key[2][:_MAX_NAME].split()))
    return names


def elements_tokens(keys: Iterable[Key], names: Sequence[list[str]]) -> list[tuple[str, ...]]:
    """The words of each element, each once: its tag, and of its names (`element_names`) parts and whole.

    >>> elements_tokens([("div", "post-content", "p123", "main", "")], [["post-content", "p123"]])
    [('<div', 'post', 'content', 'post-content', '#p', '@main')]
    """
    different = list(dict.fromkeys(chain.from_iterable(names)))
    # All names go through each step in one piece, for small calls are slow.
    joined = "\n".join(different).lower().encode("utf-8", "replace").translate(_PARTED, b"0123456789")
    lines = joined.decode("utf-8").split("\n")
    words = {name: _name_tokens(line.split()) for name, line in zip(different, lines, strict=bool(different))}
    return [_words_of(key, own, words) for key, own in zip(keys, names, strict=True)]


def _name_tokens(parts: list[str]) -> list[str]:
    """A name's parts, and the whole if it has several."""
    found = [part for part in parts if len(part) <= _MAX_PART]
    if len(parts) > 1:
        whole = "-".join(parts)
        if len(whole) <= 2 * _MAX_PART:
            found.append(whole)
    return found


def _words_of(key: Key, names: list[str], words: Mapping[str, list[str]]) -> tuple[str, ...]:
    tag, _, has_id, role, prop = key
    found = [f"<{tag}"]
    for name in names[:-1] if has_id else names:
        found += words[name]
    if has_id:
        found += [f"#{word}" for word in words[names[-1]]]
    if role:
        found.append(f"@{role[:_MAX_PART].lower()}")
    if prop:
        found.append(f"%{prop[:_MAX_PART].lower()}")
    return tuple(dict.fromkeys(found))


def texts_tokens(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """Each text's words, each once: first and last ones, the first two together, a short text as a whole.

    >>> texts_tokens(["Read more: 12 huts"])
    [('read', 'more', 'huts', '^read more', '=read more huts')]
    """
    long = [len(text) > _HEAD + _TAIL for text in texts]
    pieces = []
    for text, is_long in zip(texts, long, strict=True):
        line = text.replace("\n", " ") if "\n" in text else text
        pieces.append(f"{line[:_HEAD]}\n{line[-_TAIL:]}" if is_long else line)
    # Many texts go through `lower` and `translate` in one piece, for small calls are slow; those in ASCII
    # by themselves, for one letter beyond it makes `translate` ten times slower.
    plain = [piece.isascii() for piece in pieces]
    ascii_lines = _bare_lines([piece for piece, is_ascii in zip(pieces, plain, strict=True) if is_ascii])
    lines = _bare_lines([piece for piece, is_ascii in zip(pieces, plain, strict=True) if not is_ascii])
    found = []
    for is_long, is_ascii in zip(long, plain, strict=True):
        source = ascii_lines if is_ascii else lines
        found.append(_long_tokens(next(source), next(source)) if is_long else _short_tokens(next(source)))
    return found


def _bare_lines(pieces: list[str]) -> Iterator[str]:
    return iter("\n".join(pieces).lower().translate(_PUNCTUATION).split("\n"))


def _long_tokens(head: str, tail: str) -> tuple[str, ...]:
    first = head.split()[:-1][:_HEAD_WORDS]  # the last word is cut
    words = [*first, *[f"{word}~" for word in tail.split()[1:][-_TAIL_WORDS:]]]
    if len(first) > 1:
        words.append(f"^{first[0]} {first[1]}")
    return tuple(dict.fromkeys(words))


def _short_tokens(line: str) -> tuple[str, ...]:
    words = line.split()
    count = len(words)
    if not count:
        return ()
    found = words[:_HEAD_WORDS]
    if count > _HEAD_WORDS:
        found += [f"{word}~" for word in words[max(_HEAD_WORDS, count - _TAIL_WORDS) :]]
    if count > 1:
        found.append(f"^{words[0]} {words[1]}")
    if count <= _WHOLE_WORDS:
        found.append("=" + " ".join(words))
    return tuple(dict.fromkeys(found))


def page_tokens(nodes: Nodes, url: str | None, names: Sequence[tuple[str, ...]]) -> list[str]:
    """The words the whole page is known by: address, declared types, the names of its elements; each once."""
    address = [f"u:{word}" for word in _url_words(url or "")]
    return list(dict.fromkeys(chain(address, _declared(nodes), chain.from_iterable(names))))


def _url_words(url: str) -> Iterator[str]:
    host, _, path = url.partition("://")[2].partition("/")
    yield from (part for part in host.lower().split(".")[:-1] if part != "www")
    path = path.partition("#")[0]
    steps = [step for step in path.partition("?")[0].split("/") if step]
    yield f"/{min(len(steps), 6)}"
    if "?" in path:
        yield "?"
    for step in steps:
        yield from _parts(step)[:12]
    if steps:
        yield f"-{min(len(_parts(steps[-1])), 9)}"
        yield f"d{min(sum(char.isdigit() for char in steps[-1]), 8)}"


def _parts(step: str) -> list[str]:
    return step.translate(_NAMES).lower().replace("-", " ").split()


def _declared(nodes: Nodes) -> Iterator[str]:
    for i in compress(range(len(nodes)), map(_DECLARING.__contains__, nodes.tags)):
        tag = nodes.tags[i]
        if tag == "meta":
            get = nodes.attributes[i].get
            name = get("property") or get("name") or ""
            if name in _META:
                value = (get("content") or "").lower().translate(_DIGITS)[:40]
                yield f"m:{name}"
                if name in ("og:type", "generator"):
                    yield f"m:{name}={value.split(' ')[0] if name == 'generator' else value}"
        elif tag == "script":
            script = _inside(nodes, i)
            if '"@type"' in script:
                for kind in _JSON_TYPE.findall(script):
                    yield f"j:{kind}"
        else:
            key = element_key(tag, nodes.attributes[i])
            for token in elements_tokens([key], [element_names(key)])[0]:
                yield f"b:{token}"


def _inside(nodes: Nodes, script: int) -> str:
    return nodes.texts[script + 1][:_JSON_CHARS] if nodes.ends[script] > script + 1 else ""
