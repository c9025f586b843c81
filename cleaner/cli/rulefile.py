"""The rules of a run: the file that was named, or the `sources.yaml` of the project one stands in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from cleaner.rules import Rules

__all__ = ["RULE_FILE", "add_options", "beside", "chosen", "find", "rules_of"]

RULE_FILE = "sources.yaml"


def add_options(parser: argparse.ArgumentParser) -> None:
    """`--rules FILE` and `--no-rules`, of which one may be given."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "--rules",
        metavar="FILE",
        help=f"site rules (default: {RULE_FILE} of this folder or the nearest above it)",
    )
    group.add_argument(
        "--no-rules", action="store_true", help="no site rules and no presets: the engine alone"
    )


def find(folder: Path | None = None) -> Path | None:
    """The rule file of a folder, by default the current one, or of the nearest folder above that has one."""
    folder = Path.cwd() if folder is None else folder
    for place in (folder, *folder.parents):
        if (place / RULE_FILE).is_file():
            return place / RULE_FILE
    return None


def beside(name: str) -> Path:
    """Where a file of this name stands: next to the rule file, or in the current folder."""
    rules = find()
    return _short(rules.with_name(name)) if rules else Path(name)


def _named(name: str, *, instead: str = "") -> Path:
    """The rule file of this name; UsageError where it is none. `instead` is what else could be given."""
    path = Path(name)
    if path.is_dir():
        raise UsageError(f"{path}: a folder - name the rule file in it, such as {path / RULE_FILE}")
    if name == "-":
        raise UsageError("-: rules are not read from standard input - name a rule file")
    if not path.is_file():
        raise UsageError(f"{path}: no such rule file - name an existing one{instead}")
    return path


def chosen(name: str | None) -> Path:
    """The rule file that was named, or the nearest one."""
    path = find() if name is None else _named(name)
    if path is None:
        raise UsageError(f"no {RULE_FILE} here or in a folder above - name a rule file")
    return _short(path)


def rules_of(args: argparse.Namespace) -> Rules | None:
    """The rules that the options ask for; None for none. Raises RuleError with all problems of the file."""
    if args.no_rules:
        return None
    path = _named(args.rules, instead=", or pass --no-rules") if args.rules is not None else find()
    if path is None:
        from cleaner.rules import Rules
        from cleaner.rules.linesets import LINE_FILE

        return Rules.shipped().with_lines(Path(LINE_FILE))
    from cleaner.rules import Rules

    return Rules.load(_short(path))


def _short(path: Path) -> Path:
    """The path from the current folder where it lies below: errors and labels name it so."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
