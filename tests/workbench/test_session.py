"""What the workbench answers on three pages."""

from __future__ import annotations

import pytest

from cleaner.cli import main
from cleaner.errors import CleanerError, UsageError
from cleaner.workbench import opened
from tests.workbench.making import HOST, dumps, pages, session_of

RULES = """\
version: 1
sites:
  # Walks.
  larch:
    hosts: [larch.example.org]
    drop: [.kit-list]   # what they carried
  other:
    hosts: [other.example.org]
"""


@pytest.fixture
def session(tmp_path):
    return session_of(tmp_path)


def test_a_site_without_a_rule_gets_one_for_its_host(session):
    overview = session.overview()

    assert overview["is_new"]
    assert overview["rule"] == f"{HOST}:\n  hosts: [larch.example.org]\n"
    assert [page["file"] for page in overview["pages"]] == [
        "pages/krummbach.html", "pages/nachtzug.html", "pages/sieben-seen.html",
    ]  # fmt: skip


def test_a_site_with_a_rule_is_found(tmp_path):
    session = session_of(tmp_path, RULES)

    assert session.name == "larch"
    assert (
        session.start == "larch:\n  hosts: [larch.example.org]\n  drop: [.kit-list]   # what they carried\n"
    )


def test_the_effect_is_seen_on_all_pages_at_once(session):
    rule = session.edit(session.start, {"do": "add", "directive": "drop", "select": ".larch-letter"})

    before, after = session.effect(session.start, 0), session.effect(rule, 0)

    assert [page["words"] - page["before"] for page in before["pages"]] == [0, 0, 0]
    assert [page["words"] - page["before"] for page in after["pages"]] == [-40, -40, -40]
    (entry,) = after["entries"]
    assert (entry["directive"], entry["shown"], entry["pages"], entry["words"]) == (
        "drop",
        ".larch-letter",
        3,
        120,
    )
    dropped = [block for block in after["page"]["blocks"] if block["layer"] == "site rule"]
    assert [block["text"].split()[0] for block in dropped] == ["Every", "The"]
    assert all(block["marks"] for block in dropped)


def test_entries_of_one_line_are_told_apart(session):
    rule = f"{HOST}:\n  hosts: [larch.example.org]\n  drop: [.larch-letter, .kit-list, .nothing]\n"

    entries = session.effect(rule, 1)["entries"]

    assert [(entry["number"], entry["pages"], entry["blocks"]) for entry in entries] == [
        (1, 3, 6),
        (2, 3, 3),
        (3, 0, 0),
    ]


def test_metadata_that_the_rule_reads_is_shown_with_its_value(session):
    look = session.pages[0].look
    node = look.tree.select(".hand")[0]
    block = look.blocks.nodes.index(look.tree.select(".story-credit")[0])
    (choice, *_) = session.choices(0, node, look.blocks.texts[block])

    effect = session.effect(session.meta(session.start, 0, "authors", choice["text"], node, block), 2)

    assert effect["entries"][0]["value"] == "Ilse Brandner"
    assert {"field": "authors", "value": "Tomas Okafor", "source": "sources.yaml:6"} in effect["page"][
        "metadata"
    ]


def test_a_drop_that_takes_the_article_is_skipped_with_a_warning(session):
    rule = session.edit(session.start, {"do": "add", "directive": "drop", "select": ".story"})

    figures = session.effect(rule, 0)["pages"][0]

    assert figures["words"] == figures["before"]
    assert "would take" in figures["warnings"][0]


@pytest.mark.parametrize(
    ("rule", "line", "message"),
    [
        (f"{HOST}:\n  hosts: [larch.example.org]\n  drp: [.x]\n", 3, 'did you mean "drop"?'),
        (f"{HOST}:\n  hosts: [\n", 2, "not YAML"),
        ("renamed:\n  hosts: [larch.example.org]\n", 1, f'is not called "{HOST}" any more'),
    ],
)
def test_a_rule_that_is_wrong_says_where_and_shows_no_effect(rule, line, message, session):
    answer = session.effect(rule, 0)

    assert "pages" not in answer
    errors = [problem for problem in answer["problems"] if problem["severity"] == "error"]
    assert errors[0]["line"] == line
    assert message in errors[0]["message"]


def test_no_rule_at_all_is_the_engine_alone(session):
    answer = session.effect("", 0)

    assert answer["entries"] == []
    assert answer["pages"][0]["words"] == answer["pages"][0]["before"]


def test_what_is_accepted_and_saved_passes_the_tests(tmp_path, capsys):
    session = session_of(tmp_path, RULES)
    rule = session.edit(session.start, {"do": "add", "directive": "drop", "select": ".larch-letter"})

    assert session.save(session.accept(rule, [0, 1, 2])) == {"problems": [], "file": str(session.file)}

    saved = session.file.read_text()
    assert saved.startswith(RULES.partition("    drop:")[0])
    assert "drop: [.kit-list, .larch-letter] # what they carried\n" in saved
    assert saved.endswith("  other:\n    hosts: [other.example.org]\n")
    assert '- "Every second Thursday we write to"' in saved
    assert main(["rules", "test", str(session.file)]) == 0
    assert "3 tests" in capsys.readouterr().err


def test_a_rule_can_be_saved_twice_and_not_over_the_changes_of_others(session):
    session.save(session.start)
    session.save(session.edit(session.start, {"do": "add", "directive": "drop", "select": ".kit-list"}))
    session.file.write_text(session.file.read_text() + "# mine\n")

    with pytest.raises(CleanerError, match="changed on disk meanwhile"):
        session.save(session.start)
    assert session.file.read_text().endswith("# mine\n")


def test_a_rule_with_errors_is_not_saved(session):
    answer = session.save(f"{HOST}:\n  hosts: [larch.example.org]\n  drop: [div[]\n")

    assert answer["problems"]
    assert not session.file.exists()


@pytest.mark.parametrize("number", [-1, 3])
def test_a_page_that_is_not_there_is_wrong_usage(number, session):
    for ask in (
        lambda: session.frame(number),
        lambda: session.effect("", number),
        lambda: session.choices(number, 0, ""),
        lambda: session.accept(session.start, [number]),
    ):
        with pytest.raises(UsageError, match=f"no page {number}"):
            ask()
    with pytest.raises(UsageError, match="pointed at"):
        session.meta(session.start, 0, "title", ".x", 99_999, 0)


def test_dumps_are_recognised_by_a_line_that_all_have(tmp_path, capsys):
    session, _ = opened([dumps(tmp_path)], tmp_path / "sources.yaml")
    assert session.start == 'dump:\n  when: {format: text, line: "The Salt Courier"}\n'
    _, stars = session.choices(0, None, "Only 1 seats left on our next cruise")
    assert stars["text"] == "Only * seats left on our next cruise"

    rule = session.edit(session.start, {"do": "add", "directive": "drop_lines", "line": stars["text"]})
    rule = session.meta(rule, 0, "authors", "By Ann Roe 1", None, 1)

    effect = session.effect(rule, 2)
    assert [entry["pages"] for entry in effect["entries"]] == [3, 3]
    session.save(session.accept(rule, [0, 1, 2]))
    assert main(["rules", "test", str(session.file)]) == 0


def test_pages_of_other_sites_are_left_out(tmp_path):
    folder = pages(tmp_path)
    (folder / "zz.html").write_text(
        "<html><head><link rel=canonical href=https://else.example.org/a></head><p>x"
    )
    (folder / "zzz.html").write_bytes(b"%PDF-1.7 no page")

    session, left = opened([folder], tmp_path / "sources.yaml")

    assert len(session.pages) == 3
    assert "zzz.html" in left[0]
    assert left[1].endswith(f"zz.html: of else-example-org, not of {HOST}: left out")


def test_a_new_site_may_have_a_name_of_ones_own(tmp_path):
    session, _ = opened([pages(tmp_path)], tmp_path / "sources.yaml", site="walks")

    assert session.start == "walks:\n  hosts: [larch.example.org]\n"


def test_pages_that_do_not_tell_their_address_need_one(tmp_path):
    (tmp_path / "a.html").write_text("<p>Nobody knows where this is from.</p>")

    with pytest.raises(UsageError, match="--url"):
        opened([tmp_path / "a.html"], tmp_path / "sources.yaml")
    session, _ = opened([tmp_path / "a.html"], tmp_path / "sources.yaml", url="https://a.example.org/x")
    assert session.start == "a-example-org:\n  hosts: [a.example.org]\n"
    assert 'url: "https://a.example.org/x"' in session.accept(session.start, [0])


def test_no_page_at_all_is_an_error(tmp_path):
    (tmp_path / "raw").mkdir()

    with pytest.raises(CleanerError, match="no page at all"):
        opened([tmp_path / "raw"], tmp_path / "sources.yaml")


def test_more_pages_than_can_be_cleaned_at_a_click_are_left_out(tmp_path, monkeypatch):
    monkeypatch.setattr("cleaner.workbench.MOST_PAGES", 2)

    session, left = opened([pages(tmp_path)], tmp_path / "sources.yaml")

    assert len(session.pages) == 2
    assert left[0].endswith("sieben-seen.html: more than 2 pages: left out")
