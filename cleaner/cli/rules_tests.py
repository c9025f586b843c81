"""`cleaner rules test`: what the sites' tests expect, against what comes out; entries that do nothing."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

from cleaner.cli.terminal import counted
from cleaner.errors import CleanerError, Problem, UsageError
from cleaner.text import did_you_mean, printable

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cleaner.pipeline import Result
    from cleaner.rules import Rules, Site
    from cleaner.rules.fixtures import Test
    from cleaner.types import Document

__all__ = ["run"]


@dataclass(slots=True)
class _Report:
    """What the tests of all sites came to."""

    tests: int = 0
    untested: list[Problem] = field(default_factory=list)  # tests whose page cannot be held against them
    failures: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    outcomes: list[tuple[Test, Document]] = field(default_factory=list)


def run(args: argparse.Namespace, path: Path) -> int:
    """1 where a test fails or cannot be run."""
    from cleaner.rules import Rules

    rules = Rules.load(path)
    sites = _chosen(rules, args.site)
    report = _Report()
    for site in sites:
        _test(report, rules, site, str(path))
    if args.accept and report.failures:
        from cleaner.files import write_whole
        from cleaner.rules.accept import accepted

        write_whole(path, accepted(path, report.outcomes))
    failures = [*report.untested, *report.failures]
    if args.json:
        print(json.dumps({
            "path": str(path), "sites": len(sites), "tests": report.tests,
            "failures": [asdict(problem) for problem in failures],
            "warnings": [asdict(problem) for problem in report.warnings],
        }, indent=2))  # fmt: skip
        return 1 if failures else 0
    for problem in failures if args.quiet else [*failures, *report.warnings]:
        print(printable(str(problem)))
    if not args.quiet:
        of = f"{counted(report.tests, 'test')} of {counted(len(sites), 'site')}"
        print(f"{path}: {of}, {_verdict(report, accept=args.accept)}", file=sys.stderr)
    return 1 if failures else 0


def _verdict(report: _Report, *, accept: bool) -> str:
    if not report.tests:
        return "nothing was tested - name saved pages under `tests`"
    said = []
    if failed := len({(problem.line, problem.column) for problem in report.failures}):
        accepted = ": accepted as they come out now" if accept else ""
        said.append(f"{counted(failed, 'assertion')} failed{accepted}")
    if report.untested:
        said.append(f"{counted(len(report.untested), 'page')} could not be tested")
    said = said or ["all passed"]
    if report.warnings:
        said.append(counted(len(report.warnings), "warning"))
    return ", ".join(said)


def _test(report: _Report, rules: Rules, site: Site, path: str) -> None:
    """Run the tests of a site, and note what they come to."""
    from cleaner.rules.fixtures import failures

    results = []
    for test in site.tests:
        report.tests += 1
        try:
            result = _result(rules, site, test)
        except CleanerError as error:
            report.untested.append(test.problem(f"{test.file}: {error}"))
            continue
        results.append(result)
        report.outcomes.append((test, result.document))
        report.failures.extend(failures(test, result.document))
        report.warnings.extend(
            replace(test.problem(f"{test.file}: {warning}"), severity="warning")
            for warning in result.document.warnings
        )
    report.warnings.extend(_idle(path, site, results))


def _result(rules: Rules, site: Site, test: Test) -> Result:
    """What comes out of a test's page; CleanerError where that is none, or is of another site."""
    from cleaner import inputs
    from cleaner.pipeline import Options, clean_page

    raw = next(iter(inputs.read(test.page())), None)
    if raw is None:
        raise CleanerError("it holds no page - name a saved page")
    url = test.url or raw.url or _own_url(site)
    result = clean_page(replace(raw, url=url), Options(rules=rules, url=url))
    if result.site is None or result.site.name != site.name:
        other = f'the site "{result.site.name}"' if result.site else "no site"
        hint = "" if test.url else " - give the test its url"
        raise CleanerError(f'this page is of {other}, not of "{site.name}"{hint}')
    return result


def _own_url(site: Site) -> str | None:
    """An address on the site for pages that do not tell theirs; None if the site goes by something else."""
    host = next((host for host in site.where.hosts if "*" not in host), None)
    return f"https://{host}/" if host and not site.where.paths else None


def _idle(path: str, site: Site, results: Sequence[Result]) -> Iterator[Problem]:
    """A warning for each entry of the site itself that finds nothing on any of its test pages."""
    from cleaner.rules.idle import idle

    for key, item in idle(site, [result.blocks for result in results]) if results else ():
        line = int(item.by.rpartition(":")[2])
        message = f'{key} "{item.shown}" hits nothing on the test pages of "{site.name}"'
        yield Problem(path, line, item.column, message, "warning")


def _chosen(rules: Rules, name: str | None) -> list[Site]:
    if name is None:
        return list(rules.sites)
    found = [site for site in rules.sites if site.name == name]
    if not found:
        raise UsageError(f'unknown site "{name}"{did_you_mean(name, [site.name for site in rules.sites])}')
    return found
