"""cleaner: any saved page in, the article and its metadata out, always in the same form.

    import cleaner
    document = cleaner.clean(html_or_text, url="https://example.org/a")
    print(document.title, document.authors, document.markdown)

A page becomes blocks, every block gets labels with a reason, the kept blocks become the document.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.arguments import ADDRESS, COUNT, PATH, a, each, maybe, takes
from cleaner.collector import collector_paused
from cleaner.errors import CleanerError, UsageError

# Imported here, although late would do: a later import of the packages `cleaner.explain` and `cleaner.fetch`
# would put them in the place of the functions of those names below.
from cleaner.explain import explain as _explained
from cleaner.fetch.settings import Settings as _Settings
from cleaner.types import Block, Document, Label, RawPage, Verdict
from cleaner.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from cleaner.explain import Explanation
    from cleaner.pipeline import Options, Result
    from cleaner.rules import Rules

__all__ = [
    "Block",
    "CleanerError",
    "Document",
    "Label",
    "Rules",
    "Verdict",
    "__version__",
    "clean",
    "clean_all",
    "explain",
    "fetch",
    "fetch_all",
]

_POLITE = _Settings()
_SETTINGS = a(
    "Settings",
    "Settings(...), by: from cleaner.fetch.settings import Settings",
    lambda value: isinstance(value, _Settings),
)
_ENGINE = a("engine", 'a name such as "density"', lambda value: isinstance(value, str))
_ROLE = a("role", 'names such as "caption"', lambda value: isinstance(value, str))
_FUNCTION = a("function", "what is to be called with each failure, such as print", callable)
# A text of which the only word is an address, or a file's name.
_NAMES = re.compile(r"(?P<web>https?://\S{1,2000})|[^\s<>]{1,500}\.(?:html?|xhtml|mhtml?|txt|gz)", re.I)


def _rules(name: str, value: object) -> object:
    if value is None or hasattr(value, "site_for"):
        return value
    advice = f"Rules.load({str(value)!r})" if isinstance(value, str | Path) else "Rules.empty() for none"
    raise UsageError(f"{name}: {value!r} are no Rules - take {advice}")


_CHOICES = {"url": maybe(ADDRESS), "rules": _rules, "engine": _ENGINE, "keep": each(_ROLE)}


@takes(**_CHOICES)
@collector_paused()  # until the page is given up as well: 2 % less
def clean(
    source: bytes | str | Path | RawPage,
    *,
    url: str | None = None,
    rules: Rules | None = None,
    engine: str = "blocks",
    keep: Collection[str] = (),
) -> Document:
    """The clean document of one page: bytes as saved, text (HTML or a dump), a Path, or a fetched page.

    `rules` come from `Rules.load`. Without them only those presets apply that know their pages by themselves,
    and with `Rules.empty()` the engine stands alone. `keep` names roles that shall stay in the text, for
    instance {"caption", "bio"}. Raises CleanerError where there is no page to clean: a file that cannot be
    read, or is something else; a string that is but a file's name or an address.
    """
    return _run(source, url=url, rules=rules, engine=engine, keep=keep).document


@takes(**_CHOICES)
def explain(
    source: bytes | str | Path | RawPage,
    *,
    url: str | None = None,
    rules: Rules | None = None,
    engine: str = "blocks",
    keep: Collection[str] = (),
) -> Explanation:
    """Every block of a page with its verdict: kept or dropped, its role, by whom and why, and who lost."""
    return _explained(_run(source, url=url, rules=rules, engine=engine, keep=keep))


@takes(jobs=COUNT, paths=each(PATH), **_CHOICES)
def clean_all(
    paths: Sequence[str | Path],
    *,
    jobs: int = 1,
    rules: Rules | None = None,
    engine: str = "blocks",
    keep: Collection[str] = (),
) -> Iterator[Document]:
    """The documents of many files and folders, in order; the first page that fails raises its CleanerError.

    To go on after a failure, use `cleaner.batch.clean_all`, which yields the failures as rows.
    """
    from cleaner import batch

    for outcome in batch.clean_all(paths, jobs=jobs, options=_options(None, rules, engine, keep)):
        if outcome.part_of is not None:
            continue
        if outcome.document is None:
            raise CleanerError(outcome.error or f"{outcome.source.path}: failed without a reason")
        yield outcome.document


@takes(url=ADDRESS, settings=_SETTINGS)
def fetch(url: str, *, settings: _Settings = _POLITE) -> RawPage:
    """The page at an address, asked for politely; for `clean`, or to be looked at.

    Raises CleanerError where there is none, or it must not be had. The delays, limits and names that may be
    chosen: `from cleaner.fetch.settings import Settings`.
    """
    [page] = fetch_all([url], settings=settings)
    return page


@takes(urls=each(ADDRESS), store=maybe(PATH), settings=_SETTINGS, on_error=maybe(_FUNCTION))
def fetch_all(
    urls: Iterable[str],
    *,
    store: str | Path | None = None,
    settings: _Settings = _POLITE,
    on_error: Callable[[CleanerError], object] | None = None,
) -> Iterator[RawPage]:
    """The pages at many addresses as they come, the hosts side by side.

    With a `store` they are kept there too, and what it holds is not asked for again unless it has changed.
    The first page that fails raises its CleanerError, or all that fail are given to `on_error`.
    """
    from cleaner.fetch.run import pages

    yield from pages(urls, store=store, settings=settings, on_error=on_error)


def _run(
    source: bytes | str | Path | RawPage,
    *,
    url: str | None,
    rules: Rules | None,
    engine: str,
    keep: Collection[str],
) -> Result:
    from cleaner import inputs
    from cleaner.pipeline import clean_page

    if isinstance(source, RawPage):
        raw = source
    elif isinstance(source, Path):
        raw = _only_page(source)
    elif isinstance(source, str):
        if found := _NAMES.fullmatch(source):
            advice = "fetch it first: clean(fetch(...))" if found["web"] else "give pathlib.Path(...)"
            raise UsageError(f"{source}: a string is the text of a page, and this only names one - {advice}")
        raw = inputs.from_text(source)
    elif isinstance(source, bytes | bytearray | memoryview):
        raw = inputs.from_bytes(bytes(source))
    else:
        raise UsageError(f"{type(source).__name__}: no page - give bytes, a string, or a pathlib.Path")
    return clean_page(raw, _options(url, rules, engine, keep))


def _only_page(path: Path) -> RawPage:
    from cleaner import inputs

    pages = inputs.read(path)
    first = next(pages, None)
    if first is None:
        raise CleanerError(f"{path}: holds no page - clean() takes one page")
    if next(pages, None) is not None:
        raise CleanerError(f"{path}: holds several pages - take clean_all() for all of them")
    return first


def _options(url: str | None, rules: Rules | None, engine: str, keep: Collection[str]) -> Options:
    from cleaner.pipeline import Options

    if rules is None:
        from cleaner.rules import Rules

        rules = Rules.shipped()
    return Options(rules=rules, engine=engine, keep=frozenset(keep), url=url)


def __getattr__(name: str) -> object:
    # Rules bring PyYAML along; `import cleaner` stays light for those who need none.
    if name == "Rules":
        from cleaner.rules import Rules

        return Rules
    raise AttributeError(f"module 'cleaner' has no attribute {name!r}")
