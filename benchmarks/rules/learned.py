"""`rules new`, leave-one-out: a rule learned from a site's other pages, on the page that it has not seen."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import corpora
from benchmarks.rules.compare import Pair, quality, raw_of, summary
from cleaner import inputs
from cleaner.pipeline import Options, Result, clean_page
from cleaner.rules import Rules
from cleaner.rules.learn import Sample, learn
from cleaner.rules.proposal import proposal
from cleaner.text import word_count, words
from cleaner.types import Layer
from cleaner.urls import host

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.corpora import Example
    from cleaner.types import RawPage

__all__ = ["report", "sample_of"]

_LEAST = 3  # pages of a host
_MOST = 12  # pages of a host that are left out in turn
_TELLING = 4  # words of a block: shorter ones ("Condition") stand in many a truth by chance


def report(folder: Path, names: list[str], *, flat: bool) -> Iterator[str]:
    """Lines for the docs: quality with the learned rule beside the engine alone, and what was dropped."""
    pairs: list[Pair] = []
    removed = wrongly = 0
    for pages in _sites(folder, names):
        raws = [_flat(example) if flat else raw_of(example) for example in pages]
        results = [clean_page(raw, Options(rules=Rules.empty())) for raw in raws]
        samples = [sample_of(result) for result in results]
        for out, example in enumerate(pages[:_MOST]):
            rules = _rules([sample for i, sample in enumerate(samples) if i != out], flat=flat)
            alone = quality(results[out].document.text, example.truth)
            if alone is None:
                continue
            ruled = clean_page(raws[out], Options(rules=rules)) if rules else results[out]
            pairs.append(
                Pair(example.corpus, example.id, quality(ruled.document.text, example.truth) or 0.0, alone)
            )
            if example.truth.text:
                taken, wrong = _removed(ruled, example.truth.text)
                removed, wrongly = removed + taken, wrongly + wrong
    yield from summary([*pairs, *(replace(pair, corpus="all") for pair in pairs)])
    share = 1 - wrongly / removed if removed else 1.0
    yield f"learned entries dropped {removed} words, {share:.2%} of them boilerplate"


def sample_of(result: Result) -> Sample:
    """A cleaned page as one to learn from."""
    verdicts = result.verdicts
    return Sample(result.blocks, [v.keep for v in verdicts], [v.role for v in verdicts])


def _sites(folder: Path, names: list[str]) -> list[list[Example]]:
    """The pages of each host that has enough of them, over all corpora."""
    by_host: dict[str, list[Example]] = defaultdict(list)
    for name in names:
        for example in corpora.read(folder, name):
            if example.url and (example.truth.text or example.truth.paragraphs or example.truth.wanted):
                by_host[host(example.url).removeprefix("www.")].append(example)
    return [pages for _, pages in sorted(by_host.items()) if len(pages) >= _LEAST]


def _rules(samples: list[Sample], *, flat: bool) -> Rules | None:
    findings = learn(samples)
    if not findings:
        return None
    where = {"when": {"format": "text" if flat else "html"}}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sources.yaml"
        path.write_text(proposal("learned", where, findings, []), encoding="utf-8")
        return Rules.load(path)


def _flat(example: Example) -> RawPage:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    body = example.body()
    return inputs.from_text(
        str(extract_plain_text(bytes_to_str(body, detect_encoding(body) or "utf-8"), alt_texts=False))
    )


def _removed(result: Result, truth: str) -> tuple[int, int]:
    """Words that the rule's drops and cuts took, and those of them that are the truth's."""
    whole = f" {' '.join(words(truth))} "
    taken = wrong = 0
    for verdict in result.verdicts:
        label = verdict.label
        if verdict.keep or label.layer != Layer.SITE or label.why.startswith("outside"):
            continue
        text = result.blocks.texts[verdict.block]
        if word_count(text) < _TELLING:
            continue
        taken += word_count(text)
        if f" {' '.join(words(text))} " in whole:
            wrong += word_count(text)
    return taken, wrong
