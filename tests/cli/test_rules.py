"""`cleaner rules check` and `cleaner rules test`."""

from __future__ import annotations

import json

import pytest

from cleaner.cli import main

PAGE = """<html><head><title>Ten huts</title></head><body>
<nav><a href="/">Home</a></nav><article><h1>Ten huts</h1>
<p>The path climbs from the village through a wood of larches, and after an hour the first hut is there.</p>
<p>Its keeper sells soup to all who carry down their rubbish, and has done so for more than thirty years.</p>
<p class="box">Boots for the path, at half the price, in the shop beside the bridge below the church.</p>
</article></body></html>"""
RULES = """\
sites:
  hikes:
    hosts: [hikes.example.com]
    drop: [.box]
    tests:
      - file: pages/huts.html
        title: Ten huts
        has: [a wood of larches]
        lacks: [Boots]
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder with a rule file and the page of its test, and we are in it."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/huts.html").write_text(PAGE)
    (tmp_path / "sources.yaml").write_text(RULES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rewrite(project, old: str, new: str) -> None:
    assert old in RULES
    (project / "sources.yaml").write_text(RULES.replace(old, new))


def test_a_good_file_has_nothing_to_say(project, capsys):
    assert main(["rules", "check"]) == 0

    caught = capsys.readouterr()
    assert caught.out == ""
    assert caught.err == "sources.yaml: 1 site, 0 errors, 0 warnings\n"


def test_check_prints_every_problem_and_fails_for_errors(project, capsys):
    rewrite(project, "drop: [.box]", "drp: [.box]\n    drop: [p]")

    assert main(["rules", "check", "sources.yaml"]) == 1

    caught = capsys.readouterr()
    assert caught.out.splitlines() == [
        'sources.yaml:4:5: unknown directive "drp" for site "hikes" - did you mean "drop"?',
        'sources.yaml:5:12: warning: "p" hits every <p> of the page - name a class, an id or a parent too',
    ]
    assert "1 error, 1 warning" in caught.err


def test_warnings_alone_do_not_fail_and_can_be_left_out(project, capsys):
    rewrite(project, "drop: [.box]", "drop: [p]")

    assert main(["rules", "check", "--quiet"]) == 0

    caught = capsys.readouterr()
    assert caught.out == caught.err == ""


def test_a_missing_page_is_an_error_for_check_and_test_but_not_for_cleaning(project, capsys):
    (project / "pages/huts.html").rename(project / "huts.html")

    assert main(["rules", "check"]) == 1
    where = project / "pages/huts.html"
    assert f"sources.yaml:6:9: pages/huts.html: no such file - it is looked for at {where}\n" in (
        capsys.readouterr().out
    )
    assert main(["rules", "test"]) == 1
    assert "no such file" in capsys.readouterr().out
    assert main(["clean", "huts.html", "--format", "json"]) == 0


def test_check_speaks_json(project, capsys):
    rewrite(project, "hosts:", "host:")

    assert main(["rules", "check", "--json"]) == 1

    found = json.loads(capsys.readouterr().out)
    assert (found["path"], found["sites"]) == ("sources.yaml", 1)
    assert found["problems"][0] == {
        "path": "sources.yaml",
        "line": 2,
        "column": 3,
        "message": 'site "hikes" matches no page - give it hosts, or when',
        "severity": "error",
    }


def test_tests_that_pass_say_so(project, capsys):
    assert main(["rules", "test"]) == 0

    caught = capsys.readouterr()
    assert caught.out == ""
    assert caught.err == "sources.yaml: 1 test of 1 site, all passed\n"


def test_each_failed_assertion_is_printed_with_what_was_found(project, capsys):
    rewrite(project, "title: Ten huts", "title: Nine huts\n        ends: soup")

    assert main(["rules", "test"]) == 1

    caught = capsys.readouterr()
    title, ends = caught.out.splitlines()
    assert title == 'sources.yaml:7:16: pages/huts.html: title: found "Ten huts", not "Nine huts"'
    assert ends.startswith('sources.yaml:8:15: pages/huts.html: ends: the text ends "')
    assert "2 assertions failed" in caught.err


def test_failures_as_json(project, capsys):
    rewrite(project, "lacks: [Boots]", "lacks: [soup]")

    assert main(["rules", "test", "--json"]) == 1

    found = json.loads(capsys.readouterr().out)
    assert (found["tests"], len(found["failures"]), found["warnings"]) == (1, 1, [])


def test_an_item_that_hits_no_test_page_is_a_warning(project, capsys):
    rewrite(project, "drop: [.box]", "drop:\n      - .box\n      - .gone")

    assert main(["rules", "test"]) == 0

    assert capsys.readouterr().out == (
        'sources.yaml:6:9: warning: drop ".gone" hits nothing on the test pages of "hikes"\n'
    )


def test_each_idle_entry_of_a_line_has_a_warning_of_its_own(project, capsys):
    rewrite(project, "drop: [.box]", "drop: [.box, .gone, .away]")

    assert main(["rules", "test"]) == 0

    caught = capsys.readouterr()
    assert caught.err == "sources.yaml: 1 test of 1 site, all passed, 2 warnings\n"
    assert caught.out.splitlines() == [
        'sources.yaml:4:18: warning: drop ".gone" hits nothing on the test pages of "hikes"',
        'sources.yaml:4:25: warning: drop ".away" hits nothing on the test pages of "hikes"',
    ]


@pytest.mark.parametrize(
    ("keys", "place", "message"),
    [
        ("body: [.gone]", "5:12", 'body ".gone" hits nothing'),
        ("cut_after: [Read on]", "5:17", 'cut_after "Read on" hits nothing'),
        ("meta: {authors: {from: .hand}}", "5:12", 'meta.authors ".hand" hits nothing'),
        ('meta: {section: {from: "meta:news"}}', "5:12", 'meta.section "section" hits nothing'),
    ],
)
def test_a_body_a_cut_and_metadata_may_be_idle_too(project, capsys, keys, place, message):
    rewrite(project, "drop: [.box]", f"drop: [.box]\n    {keys}")

    assert main(["rules", "test"]) == 0

    assert f"sources.yaml:{place}: warning: {message} on the test pages" in capsys.readouterr().out


def test_an_entry_whose_way_is_taken_by_another_is_not_idle(project, capsys):
    rewrite(project, "drop: [.box]", "drop: [.box, p.box]\n    body: [article, h1]")

    assert main(["rules", "test"]) == 0

    assert capsys.readouterr().out == ""


def test_a_drop_that_the_loss_guard_skipped_is_told(project, capsys):
    rewrite(project, "drop: [.box]", "drop: [.box, article]")

    assert main(["rules", "test"]) == 0

    told = capsys.readouterr().out
    assert 'sources.yaml:6:9: warning: pages/huts.html: sources.yaml:4: drop "article" would take ' in told
    assert ": skipped - make it more exact" in told


def test_a_page_of_another_site_fails(project, capsys):
    rewrite(project, "hosts: [hikes.example.com]", "hosts: [hikes.example.com]\n    paths: [/huts/*]")

    assert main(["rules", "test"]) == 1

    assert 'this page is of no site, not of "hikes" - give the test its url' in capsys.readouterr().out


def test_the_url_of_a_test_decides_its_site(project):
    rewrite(
        project,
        "hosts: [hikes.example.com]\n    drop: [.box]\n    tests:\n      - file: pages/huts.html\n",
        "hosts: [hikes.example.com]\n    paths: [/huts/*]\n    drop: [.box]\n    tests:\n"
        "      - file: pages/huts.html\n        url: https://hikes.example.com/huts/1\n",
    )

    assert main(["rules", "test", "--quiet"]) == 0


def test_a_page_that_cannot_be_read_is_a_failure(project, capsys):
    (project / "pages/huts.html").write_bytes(b"%PDF-1.7\n\x00\x01")

    assert main(["rules", "test"]) == 1

    assert capsys.readouterr().out.startswith("sources.yaml:6:9: pages/huts.html: ")


def test_without_tests_nothing_has_passed(project, capsys):
    rewrite(project, RULES[RULES.index("    tests:") :], "")

    assert main(["rules", "test"]) == 0

    assert capsys.readouterr().err == (
        "sources.yaml: 0 tests of 1 site, nothing was tested - name saved pages under `tests`\n"
    )


def test_one_site_may_be_chosen(project, capsys):
    assert main(["rules", "test", "--site", "hikes"]) == 0
    assert main(["rules", "test", "--site", "hike"]) == 2

    assert 'unknown site "hike" - did you mean "hikes"?' in capsys.readouterr().err


def test_a_broken_file_fails_before_any_test(project, capsys):
    rewrite(project, "drop:", "drp:")

    assert main(["rules", "test"]) == 1

    assert 'sources.yaml:4:5: unknown directive "drp"' in capsys.readouterr().err


@pytest.mark.parametrize("line", ["rules check none.yaml", "rules test none.yaml", "rules", "rules chekc"])
def test_wrong_usage(project, line, capsys):
    assert main(line.split()) == 2

    assert capsys.readouterr().err.startswith("cleaner: ")


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("pages", "pages: a folder - name the rule file in it, such as pages/sources.yaml"),
        ("-", "-: rules are not read from standard input - name a rule file"),
        ("none.yaml", "none.yaml: no such rule file - name an existing one"),
    ],
)
@pytest.mark.parametrize("command", [["rules", "check"], ["clean", "pages", "--rules"]])
def test_what_is_no_rule_file_is_told_for_what_it_is(project, capsys, command, named, message):
    assert main([*command, named]) == 2

    assert message in capsys.readouterr().err


def test_without_any_rule_file_the_user_is_told_to_name_one(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    assert main(["rules", "check"]) == 2

    assert "no sources.yaml here or in a folder above" in capsys.readouterr().err
