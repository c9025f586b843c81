"""`cleaner rules`: a rule file checked, its tests run; rules learned, taken over, watched."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from cleaner.cli import rulefile, rules_drift, rules_ftr, rules_new, rules_tests
from cleaner.cli.terminal import counted
from cleaner.errors import CleanerError
from cleaner.text import printable

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from cleaner.errors import Problem
    from cleaner.rules import Rules, Site

__all__ = ["NAME", "SUMMARY", "configure", "run"]

NAME = "rules"
SUMMARY = "check, test, learn, import, export and watch rules"
_EXAMPLES = """\
examples:
  cleaner rules check                        the sources.yaml of this folder, or of one above it
  cleaner rules check rules/news.yaml --json
  cleaner rules test                         every site's tests
  cleaner rules test --site hiking-blog      those of one site
  cleaner rules test --accept                write what comes out now as what is expected
  cleaner rules new raw/hikes/*.html         a rule for a site, learned from three or more of its pages
  cleaner rules drift raw/                   bodies that no longer match
  cleaner rules import ftr site-config/ -o community.yaml --report taken.json
  cleaner rules export ftr -o out/           one file a host, in the community's format
  cleaner rules schema > sources.schema.json for editors that complete and check YAML

exit status: 0 all is well (there may be warnings), 1 errors or failed tests, 2 wrong usage
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """The subcommands and their options."""
    parser.epilog = _EXAMPLES
    commands = parser.add_subparsers(dest="rules_command", metavar="COMMAND", required=True, title="commands")
    for name, summary in (
        ("check", "every problem of a rule file, as file:line:column"),
        ("test", "what the sites' tests expect, against what comes out"),
    ):
        command = commands.add_parser(name, help=summary, description=summary, epilog=_EXAMPLES)
        command.add_argument(
            "file", nargs="?", metavar="FILE", help="rule file (default: the nearest sources.yaml)"
        )
        command.add_argument(
            "--json", action="store_true", help="for programs: one JSON object on standard output"
        )
        command.add_argument("--quiet", action="store_true", help="errors and failures only")
        if name == "test":
            command.add_argument("--site", metavar="NAME", help="the tests of this site only")
            command.add_argument(
                "--accept", action="store_true", help="rewrite what failed as it comes out now"
            )
    for name, summary, module, function in (
        ("new", "a rule learned from three or more saved pages of a site, printed", rules_new, "configure"),
        ("drift", "sites whose bodies no longer match saved pages", rules_drift, "configure"),
        ("import", "the community's rules, taken into a rule file", rules_ftr, "configure_import"),
        ("export", "rules in the community's format", rules_ftr, "configure_export"),
    ):
        command = commands.add_parser(name, help=summary, description=summary, epilog=_EXAMPLES)
        getattr(module, function)(command)
        command.add_argument("--quiet", action="store_true", help="errors only")
    summary = "the JSON Schema of rule files"
    commands.add_parser("schema", help=summary, description=summary, epilog=_EXAMPLES)


def run(args: argparse.Namespace) -> int:
    """1 where the file has errors or a test fails."""
    chosen = _COMMANDS.get(args.rules_command)
    if chosen is not None:
        return chosen(args)
    path = rulefile.chosen(args.file)
    return _check(args, path) if args.rules_command == "check" else rules_tests.run(args, path)


def _schema(args: argparse.Namespace) -> int:  # noqa: ARG001 - as every command
    from cleaner.rules.schema import schema

    print(json.dumps(schema(), indent=2))
    return 0


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "new": rules_new.run,
    "drift": rules_drift.run,
    "import": rules_ftr.run_import,
    "export": rules_ftr.run_export,
    "schema": _schema,
}


def _check(args: argparse.Namespace, path: Path) -> int:
    from cleaner.rules import read_rules

    rules, problems = read_rules(path)
    problems = sorted([*problems, *_missing_files(rules.sites), *_broken(rules)])
    errors = [problem for problem in problems if problem.severity == "error"]
    if args.json:
        print(
            json.dumps(
                {"path": str(path), "sites": len(rules), "problems": [asdict(p) for p in problems]}, indent=2
            )
        )
        return 1 if errors else 0
    for problem in errors if args.quiet else problems:
        print(printable(str(problem)))
    if not args.quiet:
        counts = f"{counted(len(errors), 'error')}, {counted(len(problems) - len(errors), 'warning')}"
        print(f"{path}: {counted(len(rules), 'site')}, {counts}", file=sys.stderr)
    return 1 if errors else 0


def _broken(rules: Rules) -> Iterator[Problem]:
    """Lines that an import could not make sense of: the site works without them, but somebody must look."""
    for site in rules.sites:
        yield from site.broken
    yield from rules.broken


def _missing_files(sites: Sequence[Site]) -> Iterator[Problem]:
    for test in (test for site in sites for test in site.tests):
        try:
            test.page()
        except CleanerError as error:
            yield test.problem(f"{test.file}: {error}")
