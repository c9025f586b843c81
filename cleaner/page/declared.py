"""The parts that a page declares of its own text, in schema.org's words: answers, ingredients, steps.

A FAQPage has questions with answers, a Recipe ingredients and instructions, a HowTo steps. They are read from
JSON-LD, ingredients and instructions also from microdata.
"""

from __future__ import annotations

import html
import re
from itertools import chain, groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaner.page import loose, state
from cleaner.patterns import pattern
from cleaner.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaner.types import Page, Tree

__all__ = ["Part", "as_html", "is_of_one", "of_script", "parts"]

_TAG = pattern(r"<[^<>]{0,500}>")
_LINES = pattern(r"\n|<br[ /]{0,3}>|</(?:p|li|div)>")
_MAX_CHARS, _MAX_PAGE_CHARS = 8_000, 100_000  # of one part, and of all of a page
_MAX_PARTS, _MAX_STEPS = 400, 20_000
_KINDS = ("FAQPage", "Recipe", "HowTo")
_TYPE = re.compile(rf'"@type"\s{{0,9}}:\s{{0,9}}(?:\[\s{{0,9}})?"(?:{"|".join(_KINDS)})"')
_HINT = "ngredient"  # far cheaper than a look at each element, and few pages have it
_PROPS = {"recipeingredient": "ingredient", "ingredients": "ingredient", "recipeinstructions": "step"}


class Part(NamedTuple):
    """A piece of text that the page declares."""

    kind: str  # "answer", "ingredient", "step"
    name: str  # the question, or the step's headline; "" for none
    text: str


def parts(page: Page) -> list[Part]:
    """What the page declares, as plain text, in its order; [] for a text dump and where it declares none."""
    if page.tree is None:
        return []
    found: list[Part] = []
    chars = 0
    marked = _of_props(page.tree) if _HINT in page.text else ()
    for part in chain(_of_scripts(page.tree), marked):
        chars += len(part.name) + len(part.text)
        if chars > _MAX_PAGE_CHARS or len(found) >= _MAX_PARTS:
            break
        found.append(part)
    return found


def is_of_one(script: state.Script) -> bool:
    """True where a script has one recipe, or one list of questions: of several a page may link to each."""
    return script.name == "JSON-LD" and len(_TYPE.findall(script.text)) == 1


def of_script(script: state.Script) -> Iterator[Part]:
    """What one script declares."""
    if script.name == "JSON-LD" and any(kind in script.text for kind in _KINDS):
        found = (part for value in loose.values(script.text) for part in _below(value))
        yield from islice(found, _MAX_PARTS)


def as_html(declared: Iterable[Part]) -> str:
    """The parts as a page would show them: ingredients and steps in lists, answers below their questions."""
    shown = []
    for kind, group in groupby(declared, key=attrgetter("kind")):
        if kind == "answer":
            shown += [f"<h3>{html.escape(part.name)}</h3><p>{html.escape(part.text)}</p>" for part in group]
        else:
            items = "".join(f"<li>{html.escape(part.text)}</li>" for part in group)
            shown.append(f"<ul>{items}</ul>" if kind == "ingredient" else f"<ol>{items}</ol>")
    return "".join(shown)


def _of_scripts(tree: Tree) -> Iterator[Part]:
    for script in state.scripts(tree.nodes):
        yield from of_script(script)


def _of_props(tree: Tree) -> Iterator[Part]:
    for node, attributes in enumerate(tree.nodes.attributes):
        if attributes and (kind := _PROPS.get((attributes.get("itemprop") or "").lower())):
            yield from _lines(kind, attributes.get("content") or tree.text(node))


def _below(value: Any) -> Iterator[Part]:
    """The parts of every FAQPage, Recipe and HowTo in a value."""
    waiting = [(value, False)]
    for _ in range(_MAX_STEPS):
        if not waiting:
            return
        item, in_faq = waiting.pop()
        if isinstance(item, list):
            waiting.extend((inner, in_faq) for inner in reversed(item))
        elif isinstance(item, dict):
            in_faq = in_faq or _is(item, "FAQPage")
            if in_faq and _is(item, "Question"):
                yield from _answer(item)
            elif _is(item, "Recipe"):
                for ingredient in _list(item.get("recipeIngredient") or item.get("ingredients")):
                    yield from _lines("ingredient", ingredient)
                yield from _steps(item.get("recipeInstructions"))
            elif _is(item, "HowTo"):
                yield from _steps(item.get("step"))
            else:
                waiting.extend((inner, in_faq) for inner in reversed(item.values()))


def _answer(question: dict[str, Any]) -> Iterator[Part]:
    accepted = next(iter(_list(question.get("acceptedAnswer"))), None)
    text = _plain(accepted.get("text") if isinstance(accepted, dict) else accepted)
    if text and (name := _plain(question.get("name"))):
        yield Part("answer", name, text)


def _steps(value: Any) -> Iterator[Part]:
    """The steps of a text, a list, or sections of lists, with the names that steps and sections have."""
    waiting = [("", value)]
    for _ in range(_MAX_STEPS):
        if not waiting:
            return
        name, item = waiting.pop()
        if isinstance(item, str):
            yield from _lines("step", item, name)
        elif isinstance(item, dict):
            inner = item.get("text") or item.get("itemListElement") or item.get("steps")
            waiting.append((_plain(item.get("name")) or name, inner or item.get("name")))
        elif isinstance(item, list):
            waiting.extend((name if not i else "", inner) for i, inner in reversed(list(enumerate(item))))


def _lines(kind: str, value: Any, name: str = "") -> Iterator[Part]:
    """A part for each line of a text; the first has the name."""
    for line in _LINES.split(value if isinstance(value, str) else ""):
        if line.strip() and (text := _plain(line)):
            yield Part(kind, "" if name == text else name, text)
            name = ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _is(item: dict[str, Any], kind: str) -> bool:
    return kind in _list(item.get("@type"))


def _plain(value: Any) -> str:
    """Plain text of a string with or without tags; "" for what is none, or too long to be one."""
    if not isinstance(value, str) or len(value) > _MAX_CHARS:
        return ""
    return squeeze(html.unescape(_TAG.sub(" ", html.unescape(value))))
