"""How much of a recipe is in the text: the pages with which recipe-scrapers tests itself.

    python -m benchmarks.recipes FOLDER [--worst N]

FOLDER is the unpacked source of recipe-scrapers with its tests, in a version that says in Python what it
expects of each page: 14.32.1 is `python-recipe-scrapers` of Debian 12. Nothing was trained on these pages. An
item counts as found where its letters and digits stand in the text in a row; one that a page words otherwise
never does.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import trafilatura

import cleaner

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ASSERTS = frozenset({"assertEqual", "assertCountEqual"})
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Recipe:
    """A page, and what its author's test expects: the items of `ingredients` and `instructions`."""

    path: Path
    url: str | None
    items: dict[str, tuple[str, ...]]


def main(argv: Sequence[str] | None = None) -> int:
    """The share of ingredients and instructions that each system keeps; 2 for a folder without recipes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.recipes")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="the N pages that lose most")
    args = parser.parse_args(argv)
    shares: dict[tuple[str, str], list[float]] = defaultdict(list)
    pages: list[tuple[float, str]] = []
    for recipe in read(args.folder):
        body = recipe.path.read_bytes()
        texts = {"cleaner": _text(recipe, body), "trafilatura": trafilatura.extract(body) or ""}
        for kind, items in recipe.items.items():
            for system, text in texts.items():
                shares[kind, system].append(share(items, text))
        pages.append((share(sum(recipe.items.values(), ()), texts["cleaner"]), recipe.path.stem))
    if not pages:
        print(f"{args.folder}: no tests/test_*.py with a page in tests/test_data", file=sys.stderr)
        return 2
    print(f"{len(pages)} pages")
    for (kind, system), found in shares.items():
        print(f"{kind:12} {system:12} {sum(found) / len(found):.3f} of {len(found)}")
    for kept, name in sorted(pages)[: args.worst]:
        print(f"{kept:.2f} {name}")
    return 0


def read(folder: Path) -> Iterator[Recipe]:
    """The recipes whose page lies in the folder and whose test expects something of it."""
    for path in sorted(folder.glob("tests/test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        expected = dict(_expected(tree))
        page = folder / "tests" / "test_data" / f"{_page_name(tree)}.testhtml"
        items = {
            kind: tuple(item for item in _items(expected.get(kind)) if len(_bare(item)) > 3)
            for kind in ("ingredients", "instructions")
        }
        items = {kind: found for kind, found in items.items() if found}
        if page.is_file() and items:
            url = expected.get("canonical_url")
            yield Recipe(page, url if isinstance(url, str) and url.startswith("http") else None, items)


def share(items: Sequence[str], text: str) -> float:
    """The characters of the items that stand in the text, as a share of all.

    >>> share(["2 onions", "3 cups of lentils"], "Two onions, 3 cups of lentils.")
    0.6666666666666666
    """
    bare = _bare(text)
    sizes = {item: len(_bare(item)) for item in items}
    return sum(size for item, size in sizes.items() if _bare(item) in bare) / sum(sizes.values())


def _text(recipe: Recipe, body: bytes) -> str:
    try:
        return cleaner.clean(body, url=recipe.url).text
    except cleaner.CleanerError as error:
        print(f"{recipe.path.name}: {error}", file=sys.stderr)
        return ""  # and so counts as all lost


def _bare(text: str) -> str:
    return _NO_WORD.sub("", text.casefold())


def _items(value: object) -> list[str]:
    if isinstance(value, str):
        return value.split("\n")
    return [str(item) for item in value] if isinstance(value, list) else []


def _expected(tree: ast.Module) -> Iterator[tuple[str, object]]:
    """What is asserted of each method of a scraper: `assertEqual("Soup", self.harvester_class.title())`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or getattr(node.func, "attr", "") not in _ASSERTS:
            continue
        for value, call in (node.args[:2], node.args[1::-1]):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
                try:
                    yield call.func.attr, ast.literal_eval(value)
                except ValueError:
                    continue  # not written out


def _page_name(tree: ast.Module) -> str:
    """The page of a test: as it says, or that of the scraper it imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == "test_file_name" for target in node.targets
        ):
            return str(ast.literal_eval(node.value))
    modules = (node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return next((name.rpartition(".")[2] for name in modules if name.startswith("recipe_scrapers.")), "")


if __name__ == "__main__":
    sys.exit(main())
