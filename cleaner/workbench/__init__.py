"""The workbench: a rule for a site, written by pointing at what does not belong there.

Saved pages of one site are loaded into a `Session` (`opened`), which answers the page in the browser
(`static/`) through a small `Server` on 127.0.0.1. The browser holds the YAML of the site: `edit` changes it
by an action, keeping comments, `effect` says what it does to every page, `pointing` what a click may mean,
`frame` shows a saved page without anything in it that acts, `ruletext` puts the site back among the others.
Nothing is decided here: the effect is that of the straight line, run on all the pages each time.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner import inputs
from cleaner.errors import CleanerError, UsageError
from cleaner.page import read_page
from cleaner.pipeline import Options, clean_page
from cleaner.rules import Rules, read_rules
from cleaner.rules.match import bare_host
from cleaner.text import fold, squeeze
from cleaner.urls import host
from cleaner.workbench.server import Server
from cleaner.workbench.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cleaner.types import RawPage

__all__ = ["MOST_PAGES", "Server", "Session", "opened"]

MOST_PAGES = 24  # all are cleaned at every click, 50 ms of CPU each (9 to 12 pages of two corpora sites)
_LINE_WORDS = 8  # of a line by which a dump is recognised


def opened(
    paths: Sequence[str | Path], file: Path, *, site: str | None = None, url: str | None = None
) -> tuple[Session, list[str]]:
    """A session for the pages of one site, and a line for each page that was left out.

    `site` names the rule to work on; without it the one that most pages belong to, or a new one for the host
    of most. `url` is where pages are that do not tell. CleanerError where no page is left.
    """
    rules = read_rules(file)[0] if file.exists() else Rules.empty()
    found, left = _read(paths, url)
    sites = [rules.site_for(read_page(raw)) for raw, _ in found]
    owners = [one.name if one else _new_name(raw) for one, (raw, _) in zip(sites, found, strict=True)]
    known = {one.name for one in rules.sites}
    if site is None and owners:
        ((site, _),) = Counter(owners).most_common(1)
    if site is not None and site not in known and site not in owners:  # a new site, with a name of one's own
        ((most, _),) = Counter(owners).most_common(1)
        owners = [site if owner == most else owner for owner in owners]
    chosen = [page for page, owner in zip(found, owners, strict=True) if owner == site]
    left += [
        f"{raw.origin}: of {owner}, not of {site}: left out"
        for (raw, _), owner in zip(found, owners, strict=True)
        if owner != site
    ]
    if not chosen or site is None:
        where = f"of the site {site}" if site else "at all"
        raise CleanerError(f"no page {where} - name saved pages, or the folder that they are in")
    left += [f"{raw.origin}: more than {MOST_PAGES} pages: left out" for raw, _ in chosen[MOST_PAGES:]]
    pages = chosen[:MOST_PAGES]
    return Session(pages, file, site, _draft(site, [raw for raw, _ in pages])), left


def _read(paths: Sequence[str | Path], url: str | None) -> tuple[list[tuple[RawPage, bool]], list[str]]:
    """The pages, each with whether it tells its address itself; and what could not be read."""
    found: list[tuple[RawPage, bool]] = []
    left: list[str] = []
    for source in inputs.walk(paths):
        try:
            for raw in inputs.read(source.path):
                address = raw.url or url or _declared(raw)
                found.append((replace(raw, url=address), raw.url is not None))
        except UsageError:
            raise
        except CleanerError as error:
            left.append(str(error))
    return found, left


def _declared(raw: RawPage) -> str | None:
    """The address that a page declares; None for a dump."""
    if raw.media_type != "text/html":
        return None
    return clean_page(raw, Options(engine="density")).document.canonical_url


def _new_name(raw: RawPage) -> str:
    """What a site is called that has no rule yet: its host, without dots."""
    return bare_host(host(raw.url)).replace(".", "-") or (
        "dump" if raw.media_type == "text/plain" else "pages"
    )


def _draft(name: str, raws: Sequence[RawPage]) -> str:
    """The YAML of a site that is still to be written: how its pages are recognised."""
    hosts = sorted({bare_host(host(raw.url)) for raw in raws if host(raw.url)})
    if hosts:
        return f"{name}:\n  hosts: [{', '.join(hosts)}]\n"
    if all(raw.media_type == "text/plain" for raw in raws) and (line := _common_line(raws)):
        quoted = line.replace("\\", "\\\\").replace('"', '\\"')
        return f'{name}:\n  when: {{format: text, line: "{quoted}"}}\n'
    raise UsageError(f"{raws[0].origin}: nothing tells where this page is from - give its address with --url")


def _common_line(raws: Sequence[RawPage]) -> str | None:
    """The first short line that all the dumps have: their site's own."""
    texts = [[squeeze(line) for line in read_page(raw).text.split("\n")] for raw in raws]
    shared = frozenset.intersection(*(frozenset(map(fold, lines)) for lines in texts))
    short = (line for line in texts[0] if line.strip("*? ") and len(line.split()) <= _LINE_WORDS)
    return next((line for line in short if fold(line) in shared and "*" not in line), None)
