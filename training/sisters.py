"""What sister pages add, leave-one-out: each page is cleaned with what the others of its host share."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from unittest import mock
from urllib.parse import urlsplit

from benchmarks.scores import Score, mean, overlap, words
from cleaner.inputs import from_text
from cleaner.labels import decide, lines, repeats
from cleaner.labels.sisters import Survey, labels
from cleaner.pipeline import Options, clean_page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleaner.labels.weights.lines import LineWeights
    from cleaner.pipeline import Result
    from training.dumps import Dump

__all__ = ["report"]

_LEAST_PAGES = 3


def report(pages: Sequence[Dump], urls: Mapping[tuple[str, str], str], weights: Sequence[LineWeights]) -> str:
    """A table in Markdown: html-text's dumps of hosts with three pages and more, without and with sisters."""
    hosts: dict[str, list[Dump]] = defaultdict(list)
    for dump in pages:
        if dump.way == "html-text" and dump.truth is not None:
            host = urlsplit(urls.get((dump.corpus, dump.id), "")).hostname
            if host:
                hosts[host].append(dump)
    alone: list[Score] = []
    together: list[Score] = []
    for host, dumps in hosts.items():
        if len(dumps) < _LEAST_PAGES:
            continue
        results = [_cleaned(dump, host, weights) for dump in dumps]
        for i, (dump, result) in enumerate(zip(dumps, results, strict=True)):
            truth = dump.truth or words("")
            alone.append(overlap(words(result.document.text), truth))
            survey = Survey()
            for other in results[:i] + results[i + 1 :]:
                survey.add(host, other.blocks, other.verdicts)
            together.append(overlap(words(_with_sisters(result, survey)), truth))
    rows = ["| | pages | F1 | precision | recall |", "| --- | --- | --- | --- | --- |"]
    for name, scores in (("the line model alone", alone), ("with sister pages", together)):
        score = mean(scores)
        rows.append(
            f"| {name} | {len(scores)} | {score.f1:.3f} | {score.precision:.3f} | {score.recall:.3f} |"
        )
    return "\n".join(rows)


def _cleaned(dump: Dump, host: str, weights: Sequence[LineWeights]) -> Result:
    with mock.patch.object(lines, "load", return_value=weights[dump.fold]):
        return clean_page(from_text(dump.text), Options(url=f"https://{host}/"))


def _with_sisters(result: Result, survey: Survey) -> str:
    """The kept text after the labels of sister pages."""
    said = [label for verdict in result.verdicts for label in (verdict.label, *verdict.losing, *verdict.cuts)]
    said += labels(result.blocks, survey.sets(), None)
    verdicts = decide(result.blocks, said)
    verdicts = decide(result.blocks, [*said, *repeats(result.blocks, verdicts)])
    return "\n".join(result.blocks.texts[verdict.block] for verdict in verdicts if verdict.keep)
