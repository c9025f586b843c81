from __future__ import annotations

import json

import pytest

from benchmarks import records, tables
from benchmarks.__main__ import main
from benchmarks.fields import Tally
from benchmarks.runner import Row
from benchmarks.scores import Score, Snippets


def a_row(page="0001", system="trafilatura", f1=0.5, cpu_s=0.1, **changes):
    score = Score(f1, f1, f1)
    fields = {name: Tally(right=1, overlapping=1) for name in ("title", "authors", "published", "topics")}
    values = {"url": f"https://example.org/{page}", "page_type": "article", "lang": "en", "error": None}
    values |= {"words": score, "fields": fields, **changes}
    return Row(corpus="mini", id=page, system=system, cpu_s=cpu_s, **values)


def test_a_corpus_table_holds_scores_times_and_ratios():
    rows = [
        a_row(system="cleaner", f1=0.9, cpu_s=0.02),
        a_row(system="trafilatura", f1=0.8, cpu_s=0.1),
        a_row(system="lxml-parse", f1=0.0, cpu_s=0.01),
    ]

    [table] = tables.by_corpus(rows)

    assert table.title == "mini: 1 pages; one bare lxml parse takes 10.00 ms"
    assert table.header == (
        "system",
        "word F1",
        "P",
        "R",
        "CPU ms",
        "x lxml-parse",
        "x trafilatura",
        "failed",
    )
    assert table.lines == (
        ("cleaner", ".900", ".900", ".900", "20.0", "2.0", "0.200", "0"),
        ("trafilatura", ".800", ".800", ".800", "100.0", "10.0", "1.000", "0"),
    )


def test_a_group_table_has_a_column_per_page_type_the_largest_first():
    rows = [a_row("1", f1=0.2, page_type="forum"), a_row("2", f1=0.5), a_row("3", f1=1.0)]

    [table] = tables.by_group(rows, "page_type")

    assert table.header == ("F1 (P/R)", "article 2", "forum 1")
    assert table.lines == (("trafilatura", ".750 (.75/.75)", ".200 (.20/.20)"),)


def test_snippets_stand_in_where_no_text_is_annotated():
    rows = [a_row(words=None, snippets=Snippets(found=3, missed=1, intruding=1))]

    [table] = tables.by_corpus(rows)

    assert table.header[1] == "snippet F"
    assert table.lines[0][1:4] == (".750", ".750", ".750")


def test_the_worst_pages_come_with_their_address():
    rows = [a_row("1", f1=0.7), a_row("2", f1=0.1), a_row("3", f1=0.4)]

    [table] = tables.worst(rows, "trafilatura", 2)

    assert [line[0] for line in table.lines] == ["mini/2", "mini/3"]
    assert table.lines[0][2:] == (".100", ".100", ".100", "https://example.org/2")


def test_failures_are_listed_with_what_was_said():
    [table] = tables.errors([a_row("1"), a_row("2", error="ValueError: no\narticle")])

    assert table.lines == (("trafilatura", "mini/2", "ValueError: no article"),)


def test_metadata_tells_wrong_from_silent():
    fields = {name: Tally() for name in ("authors", "published", "topics")}
    rows = [
        a_row("1", fields={**fields, "title": Tally(right=1, overlapping=1)}),
        a_row("2", fields={**fields, "title": Tally(wrong=1)}),
        a_row("3", fields={**fields, "title": Tally(extra=1, unasked=1)}),
    ]

    overview, table = tables.metadata(rows)

    assert table.title == "mini: title"
    assert table.lines == (("trafilatura", "2", ".500", ".500", ".500", ".000", "1 of 1"),)
    assert overview.header == ("field", "annotated", "trafilatura")
    assert overview.lines == (("mini: title", "2", ".500 (.50/.00), 100 %"),)


def test_a_table_as_markdown_aligns_figures_to_the_right():
    table = tables.Table("A title", ("system", "F1"), (("cleaner", ".900"),))

    assert tables.render(table, markdown=True) == (
        "### A title\n\n| system  |   F1 |\n|:--------|-----:|\n| cleaner | .900 |\n"
    )


def test_a_saved_run_reads_back_as_it_was(tmp_path):
    rows = [a_row(snippets=Snippets(1, 2, 3), paragraphs=Score(0.1, 0.2, 0.3)), a_row("2", words=None)]

    records.save(tmp_path / "run.json", rows)

    assert records.load(tmp_path / "run.json") == rows


@pytest.mark.parametrize("text", ["[]", "{}", "not json", '{"schema": "other/1", "rows": []}'])
def test_a_file_that_is_no_saved_run_is_refused(tmp_path, text):
    (tmp_path / "run.json").write_text(text)

    with pytest.raises(records.RecordError, match=r"run\.json"):
        records.load(tmp_path / "run.json")


def test_a_comparison_prints_a_table_per_corpus_and_saves_the_run(mini, tmp_path, capsys):
    saved = tmp_path / "run.json"

    status = main(["--corpora", str(mini), "--systems", "everything", "--sample", "3", "--json", str(saved)])

    printed = capsys.readouterr().out
    assert status == 0
    assert printed.startswith("mini: 3 pages; one bare lxml parse takes ")
    assert "mini by type" in printed
    assert len(json.loads(saved.read_text())["rows"]) == 6

    assert main(["--read", str(saved), "--worst", "1"]) == 0
    assert "mini: the worst pages of everything" in capsys.readouterr().out
    assert main(["--read", str(saved), "--by", "lang", "--markdown"]) == 0
    assert "| en 3 " in " ".join(capsys.readouterr().out.split())
    assert main(["--read", str(saved), "--metadata"]) == 0


def test_one_page_is_shown_with_what_was_lost_and_what_intrudes(mini, capsys):
    status = main(["--corpora", str(mini), "--systems", "everything", "--show", "mini/0001"])

    printed = capsys.readouterr().out
    assert status == 0
    assert "lost: 0 lines, 0 words" in printed
    assert "Imprint" in printed
    assert (
        "title: None, the truth is ('Hut 1 opens early'" in printed
        or "the truth is 'Hut 1 opens early'" in printed
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--systems", "readbility"], "unknown system 'readbility'"),
        (["--corpus", "nothing", "--systems", "everything"], "no such corpus (there: mini)"),
        (["--show", "mini/9999", "--systems", "everything"], "no page 'mini/9999'"),
    ],
)
def test_wrong_usage_is_status_2_and_says_what_there_is(mini, capsys, arguments, said):
    assert main(["--corpora", str(mini), *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_folder_without_corpora_is_said(tmp_path, capsys):
    assert main(["--corpora", str(tmp_path), "--systems", "everything"]) == 2
    assert "no corpora here" in capsys.readouterr().err
