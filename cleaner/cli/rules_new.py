"""`cleaner rules new`: a rule for a site, learned from some of its saved pages, printed and never written."""

from __future__ import annotations

import re
from collections import Counter
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from cleaner.cli.terminal import complain, counted
from cleaner.errors import CleanerError, UsageError
from cleaner.text import printable
from cleaner.types import Layer
from cleaner.urls import host

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from cleaner.pipeline import Result
    from cleaner.rules.learn import Finding, Sample

__all__ = ["configure", "run"]

_LEAST = 3  # pages: of two nobody knows which one is the exception
_MOST_TESTS = 3
_MARKS, _MARK = 2, 100  # lines that a site of dumps is known by, and characters of each
_CANONICAL = 'link[rel="canonical"][href*="//{host}/"]'
_MOST_LINES, _SHOWN = 5, 100  # of the texts that repeat, and characters of each
_HOST = re.compile(r"[\w.-]+\Z")


def configure(parser: argparse.ArgumentParser) -> None:
    """The pages, and the name of the site."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="three or more saved pages of one site")
    parser.add_argument("--name", metavar="NAME", help="name of the site (default: its host)")


def run(args: argparse.Namespace) -> int:
    """Print the rule; 1 where nothing was found that a rule could say."""
    import sys

    from cleaner import inputs
    from cleaner.pipeline import Options, clean_page
    from cleaner.rules import Rules
    from cleaner.rules.learn import BODY_PAGES, Sample, body_of, learn
    from cleaner.rules.proposal import proposal

    options = Options(rules=Rules.shipped())
    results = []
    for source in inputs.walk(args.paths):
        try:
            results += [clean_page(raw, options) for raw in inputs.read(source.path)]
        except CleanerError as error:
            complain(str(error))
    html = sum(result.blocks.page.tree is not None for result in results)
    if len(results) < _LEAST:
        raise UsageError(
            f"rules new: {counted(len(results), 'page')}: too few to tell a site from - give {_LEAST} or more"
        )
    if html not in (0, len(results)):
        raise UsageError(f"rules new: {html} of {len(results)} pages are HTML - give pages of one kind")
    samples = [
        Sample(result.blocks, [v.keep for v in result.verdicts], [v.role for v in result.verdicts])
        for result in results
    ]
    findings = learn(samples)
    name, where = _where(args.name, results)
    print(proposal(name, where, findings, _tests(name, where, findings, results)), end="")
    for line in _nothing_sure(samples) if not findings and not args.quiet else ():
        print(line, file=sys.stderr)
    if not args.quiet and html and len(samples) < BODY_PAGES and (body := body_of(samples)):
        what = f'"{body.entry["select"]}" holds what is kept on all {len(samples)} pages'
        print(f"{what}: as a body it is proposed from {BODY_PAGES} pages on", file=sys.stderr)
    return 0 if findings else 1


def _nothing_sure(samples: Sequence[Sample]) -> Iterator[str]:
    """What a person may find in pages of which no rule was learned."""
    from cleaner.rules.learn import repeats, unnamed

    lines = repeats(samples)
    if not lines:
        yield "nothing repeats on these pages that the engine would keep"
        return
    yield "nothing was found that is clutter by its name or place, but the engine keeps what repeats:"
    for line in lines[:_MOST_LINES]:
        yield f"  {printable(shorten(line, _SHOWN, placeholder='…'))}"
    for name in unnamed(samples)[:_MOST_LINES]:
        yield f'"{name}" has no words of its own: if it is no part of the article, write drop: ["{name}"]'
    yield "`cleaner learn` drops lines that repeat, in `cleaner workbench` you point at what is to go"


def _where(name: str | None, results: Sequence[Result]) -> tuple[str, dict[str, Any]]:
    """The site's name, and the keys that say which pages it is for."""
    hosts = Counter(host(result.blocks.page.url).removeprefix("www.") for result in results)
    hosts.pop("", None)
    if hosts:
        return name or hosts.most_common(1)[0][0], {"hosts": sorted(hosts)}
    if declared := _declared(results):
        return name or declared.removeprefix("www."), {"when": {"has": _CANONICAL.format(host=declared)}}
    marks = _marks(results)
    if not marks:
        return name or "new-site", {
            "note": "say which pages this is for: hosts, or when",
            "hosts": ["example.org"],
        }
    return name or _slug(marks[0]), {"when": {"format": "text", "line": marks}}


def _declared(results: Sequence[Result]) -> str | None:
    """The host that pages without an address declare, all the same one in their head."""
    hosts = {host(result.document.canonical_url) for result in results}
    declared = hosts.pop()
    if hosts or not _HOST.match(declared):
        return None
    trees = [result.blocks.page.tree for result in results]
    chosen = _CANONICAL.format(host=declared)
    return declared if all(tree is not None and tree.has(chosen) for tree in trees) else None


def _marks(results: Sequence[Result]) -> list[str]:
    """Lines of dumps that tell a page of the site: all pages have them, and none keeps them.

    The longest, and rather of those at the foot: what stands above the text may be an offer of the day.
    """
    from cleaner.rules.when import Look
    from cleaner.text import fold, squeeze

    page = results[0].blocks.page
    if page.tree is not None:
        return []
    kept = [[verdict.block for verdict in result.verdicts if verdict.keep] for result in results]
    shared = frozenset.intersection(*[Look(result.blocks.page).folded for result in results])
    for result, own in zip(results, kept, strict=True):
        shared -= {fold(result.blocks.texts[block]) for block in own}
    foot = results[0].blocks.lines[kept[0][-1]][1] if kept[0] else 0
    ranked = {
        line.replace("*", "?"): (number > foot, len(line))
        for number, line in enumerate(map(squeeze, page.text.split("\n")), 1)
        if fold(line) in shared and len(line) <= _MARK and any(map(str.isalpha, line))
    }
    return sorted(ranked, key=ranked.__getitem__, reverse=True)[:_MARKS]


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:30] or "new-site"


def _tests(
    name: str, where: dict[str, Any], findings: Sequence[Finding], results: Sequence[Result]
) -> list[dict[str, Any]]:
    """What comes out of the first pages under the rule itself."""
    import tempfile
    from pathlib import Path

    from cleaner.pipeline import Options, clean_page
    from cleaner.rules import Rules
    from cleaner.rules.proposal import expected, proposal

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sources.yaml"
        path.write_text(proposal(name, where, findings, []), encoding="utf-8")
        rules = Rules.load(path)
    tests = []
    for result in results[:_MOST_TESTS]:
        page = result.blocks.page
        cleaned = clean_page(page.raw, Options(rules=rules))
        dropped = [
            cleaned.blocks.texts[verdict.block]
            for verdict in cleaned.verdicts
            if not verdict.keep and verdict.label.layer == Layer.SITE
        ]
        file = {"file": page.raw.origin.path or "-", **({"url": page.url} if page.url else {})}
        tests.append({**file, **expected(cleaned.document, dropped)})
    return tests
