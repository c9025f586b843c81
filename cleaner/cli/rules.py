"""`cleaner rules`: a rule file checked, its tests run; rules learned, taken over, watched."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.cli import rules_drift, rules_ftr, rules_new
from cleaner.cli.terminal import counted
from cleaner.errors import CleanerError, Problem, UsageError
from cleaner.text import did_you_mean, printable

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

    from cleaner.pipeline import Result
    from cleaner.rules import Rules, Site
    from cleaner.rules.fixtures import Test
    from cleaner.types import Document

__all__ = ["NAME", "SUMMARY", "configure", "rule_file", "run"]

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
    path = rule_file(args.file)
    return _check(args, path) if args.rules_command == "check" else _test(args, path)


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


def _test(args: argparse.Namespace, path: Path) -> int:
    from cleaner.rules import Rules

    rules = Rules.load(path)
    sites = _chosen(rules, args.site)
    failures: list[Problem] = list(_missing_files(sites))
    warnings: list[Problem] = []
    missing = {(problem.line, problem.column) for problem in failures}
    count = 0
    outcomes: list[tuple[Test, Document]] = []
    for site in sites:
        results = []
        for test in site.tests:
            count += 1
            if (test.line, test.column) in missing:
                continue
            found, result = _run_test(rules, site, test)
            failures.extend(found)
            if result is not None:
                results.append(result)
                outcomes.append((test, result.document))
        warnings.extend(_idle(path, site, results))
    if args.accept and failures:
        from cleaner.files import write_whole
        from cleaner.rules.accept import accepted

        write_whole(path, accepted(path, outcomes))
    failed = len({(problem.path, problem.line, problem.column) for problem in failures})
    if args.json:
        print(json.dumps({
            "path": str(path), "sites": len(sites), "tests": count,
            "failures": [asdict(problem) for problem in failures], "warnings": [asdict(p) for p in warnings],
        }, indent=2))  # fmt: skip
        return 1 if failures else 0
    for problem in failures if args.quiet else [*failures, *warnings]:
        print(printable(str(problem)))
    if not args.quiet:
        verdict = f"{counted(failed, 'assertion')} failed" if failures else "all passed"
        verdict += ": accepted as they come out now" if failures and args.accept else ""
        print(
            f"{path}: {counted(count, 'test')} of {counted(len(sites), 'site')}, {verdict}", file=sys.stderr
        )
    return 1 if failures else 0


def _run_test(rules: Rules, site: Site, test: Test) -> tuple[list[Problem], Result | None]:
    """What fails of one test, and the result it was held against; every page of the file is looked at."""
    from cleaner import inputs
    from cleaner.pipeline import Options, clean_page
    from cleaner.rules.fixtures import failures

    try:
        raw = next(iter(inputs.read(test.path)))
        url = test.url or raw.url or _own_url(site)
        result = clean_page(replace(raw, url=url), Options(rules=rules, url=url))
    except CleanerError as error:
        return [test.problem(f"{test.file}: {error}")], None
    if result.site is None or result.site.name != site.name:
        other = f'the site "{result.site.name}"' if result.site else "no site"
        hint = "" if test.url else " - give the test its url"
        message = f'{test.file}: this page is of {other}, not of "{site.name}"{hint}'
        return [test.problem(message)], None
    return list(failures(test, result.document)), result


def _own_url(site: Site) -> str | None:
    """An address on the site for pages that do not tell theirs; None if the site goes by something else."""
    host = next((host for host in site.where.hosts if "*" not in host), None)
    return f"https://{host}/" if host and not site.where.paths else None


def _idle(path: Path, site: Site, results: Sequence[Result]) -> Iterator[Problem]:
    """A warning for each item of the site itself that hits nothing on any of its test pages."""
    if not results:
        return
    from cleaner.rules import DIRECTIVES

    used = {label.by for result in results for label in _labels(result)}
    skipped = {warning.split(": ")[0] for result in results for warning in result.document.warnings}
    for directive in DIRECTIVES.values():
        if directive.does not in ("keep", "drop"):
            continue
        for item in site.own.items.get(directive.name, ()):
            # Items in one line of the file have one name in labels.
            if item.by not in used and item.by not in skipped:
                line = int(item.by.rpartition(":")[2])
                message = f'{directive.name} "{item.shown}" hits nothing on the test pages of "{site.name}"'
                yield Problem(str(path), line, 1, message, "warning")


def _labels(result: Result) -> Iterator[Any]:
    for verdict in result.verdicts:
        yield from (verdict.label, *verdict.losing, *verdict.cuts)


def _broken(rules: Rules) -> Iterator[Problem]:
    """Lines that an import could not make sense of: the site works without them, but somebody must look."""
    for site in rules.sites:
        yield from site.broken
    yield from rules.broken


def _missing_files(sites: Sequence[Site]) -> Iterator[Problem]:
    for site in sites:
        for test in site.tests:
            if not Path(test.path).is_file():
                yield test.problem(f"{test.file}: no such file - it is looked for at {test.path}")


def _chosen(rules: Rules, name: str | None) -> list[Site]:
    if name is None:
        return list(rules.sites)
    found = [site for site in rules.sites if site.name == name]
    if not found:
        raise UsageError(f'unknown site "{name}"{did_you_mean(name, [site.name for site in rules.sites])}')
    return found


def rule_file(named: str | None) -> Path:
    """The rule file that was named, or the nearest one."""
    from cleaner.cli.rulefile import RULE_FILE, find

    if named is not None:
        path = Path(named)
        if not path.is_file():
            raise UsageError(f"{path}: no such rule file - name an existing one")
        return path
    found = find()
    if found is None:
        raise UsageError(f"no {RULE_FILE} here or in a folder above - name a rule file")
    here = Path.cwd()
    return found.relative_to(here) if found.is_relative_to(here) else found
