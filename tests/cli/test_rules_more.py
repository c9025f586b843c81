"""`cleaner rules new`, `drift`, `import`, `export`, `schema` and `test --accept`."""

from __future__ import annotations

import json
import zipfile

import pytest
import yaml

from cleaner.cli import main
from cleaner.rules import Rules

RULES = """\
sites:
  hikes:    # a blog
    hosts: [hikes.example.com]
    body: [.story]
    tests:
      - file: pages/huts.html
        title: Old huts      # it was called so
        starts: The road
        has: [a wood of larches, nothing of this]
        lacks: [Boots]
"""


def page(day: str) -> str:
    line = f"On the {day} day the path climbs from the village through a wood of larches to the hut above. "
    return (
        "<html><head><title>Ten huts</title></head><body><article class='story'><h1>Ten huts</h1>"
        f"<p>{line * 3}</p><p>{line.replace('On', 'Late on') * 3}</p><p class='newsletter'>Boots for the "
        "path, at half the price, in the shop beside the bridge below the church.</p></article></body></html>"
    )


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Three pages of a site, a rule file, and we are there."""
    (tmp_path / "pages").mkdir()
    for name, day in (("huts", "first"), ("lakes", "second"), ("peaks", "third")):
        (tmp_path / f"pages/{name}.html").write_text(page(day))
    (tmp_path / "sources.yaml").write_text(RULES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_accept_rewrites_what_failed_and_nothing_else(project, capsys):
    assert main(["rules", "test"]) == 1
    capsys.readouterr()

    assert main(["rules", "test", "--accept"]) == 1
    assert "accepted as they come out now" in capsys.readouterr().err
    text = (project / "sources.yaml").read_text()
    assert "# a blog" in text
    assert "title: Ten huts      # it was called so" in text
    assert "has: [a wood of larches]" in text
    assert yaml.safe_load(text)["sites"]["hikes"]["tests"][0]["starts"].startswith("On the f")
    assert main(["rules", "test"]) == 0


def test_what_cannot_be_tested_is_not_accepted(project, capsys):
    (project / "pages/huts.html").write_bytes(b"%PDF-1.7\n\x00\x01")

    assert main(["rules", "test", "--accept"]) == 1

    assert capsys.readouterr().err == "sources.yaml: 1 test of 1 site, 1 page could not be tested\n"
    assert (project / "sources.yaml").read_text() == RULES


def test_new_prints_a_rule_whose_tests_pass(project, capsys):
    for name, day in (("ridges", "fourth"), ("woods", "fifth")):
        (project / f"pages/{name}.html").write_text(page(day))

    assert main(["rules", "new", "pages"]) == 0
    printed = capsys.readouterr().out

    assert "on 5 of 5 pages" in printed
    (project / "new.yaml").write_text(printed.replace("[example.org]", "[new.example.org]"))
    assert len(Rules.load(project / "new.yaml")) == 1
    assert main(["rules", "test", "new.yaml"]) == 0


def test_new_says_which_body_more_pages_would_make_sure(project, capsys):
    assert main(["rules", "new", "pages"]) == 1

    output = capsys.readouterr()
    assert "body:" not in output.out
    assert '".story" holds what is kept on all 3 pages' in output.err


def test_new_names_what_repeats_where_no_name_tells_clutter(project, capsys):
    for path in (project / "pages").iterdir():
        path.write_text(path.read_text().replace("class='newsletter'", "class='alpine-letter'"))

    assert main(["rules", "new", "pages"]) == 1

    said = capsys.readouterr().err
    assert "  Boots for the path, at half the price, in the shop beside the bridge below the church." in said
    assert 'write drop: [".alpine-letter"]' in said
    assert "`cleaner learn`" in said


def test_new_knows_pages_without_an_address_by_the_one_that_they_declare(project, capsys):
    link = '<link rel="canonical" href="https://www.hikes.example.org/ten">'
    for path in (project / "pages").iterdir():
        path.write_text(path.read_text().replace("<head>", f"<head>{link}"))

    main(["rules", "new", "pages"])

    (site,) = yaml.safe_load(capsys.readouterr().out)["sites"].items()
    assert site[0] == "hikes.example.org"
    assert site[1]["when"] == {"has": 'link[rel="canonical"][href*="//www.hikes.example.org/"]'}
    assert "hosts" not in site[1]


def test_new_knows_dumps_by_lines_that_all_have_at_their_foot(project, capsys):
    for path in (project / "pages").iterdir():
        path.unlink()
    for day in ("first", "second", "third"):
        tale = (
            f"On the {day} day we walked from the lake to the hut, and the keeper sang of the {day} war. " * 4
        )
        page = f"Only today: boots for half of the price, as long as there are some\n\nHome\n\n{tale}\n\n"
        foot = "• About us\n• Huts Daily is a paper of the valley\n© 2026 Huts Daily\n"
        (project / f"pages/{day}.txt").write_text(f"{page}Related stories\n\nA {day} lake\n\n{foot}")

    main(["rules", "new", "pages"])

    printed = capsys.readouterr().out
    (site,) = yaml.safe_load(printed)["sites"].values()
    assert site["when"] == {
        "format": "text",
        "line": ["• Huts Daily is a paper of the valley", "© 2026 Huts Daily"],
    }
    (project / "new.yaml").write_text(printed)
    assert main(["rules", "test", "new.yaml"]) == 0


def test_new_goes_on_behind_a_file_that_is_no_page(project, capsys):
    for name, day in (("ridges", "fourth"), ("woods", "fifth")):
        (project / f"pages/{name}.html").write_text(page(day))
    (project / "pages" / "a.pdf").write_bytes(b"%PDF-1.7")

    assert main(["rules", "new", "pages", "--name", "hikes"]) == 0

    caught = capsys.readouterr()
    assert "pages/a.pdf: this is a PDF" in caught.err
    assert "on 5 of 5 pages" in caught.out


def test_quiet_new_says_nothing_beside_the_rule(project, capsys):
    main(["rules", "new", "pages", "--quiet"])

    assert capsys.readouterr().err == ""


def test_a_test_whose_file_holds_no_page_could_not_be_tested(project, capsys):
    with zipfile.ZipFile(project / "none.zip", "w"):
        pass
    (project / "sources.yaml").write_text(RULES.replace("pages/huts.html", "none.zip"))

    assert main(["rules", "test"]) == 1
    assert "none.zip" in (caught := capsys.readouterr()).out
    assert "could not be tested" in caught.err


def test_new_wants_three_pages_of_one_kind(project, capsys):
    assert main(["rules", "new", "pages/huts.html"]) == 2
    assert "1 page: too few" in capsys.readouterr().err
    (project / "pages/a.txt").write_text("Ten huts\n\nThe path climbs.\n")

    assert main(["rules", "new", "pages"]) == 2
    assert "3 of 4 pages are HTML" in capsys.readouterr().err


def test_drift_tells_a_body_that_no_longer_matches(project, capsys):
    (project / "sources.yaml").write_text(
        RULES.replace("hosts: [hikes.example.com]", "when: {has: h1}").replace(".story", ".tale")
    )

    assert main(["rules", "drift", "pages"]) == 1
    printed = capsys.readouterr().out
    assert "hikes: the body no longer matches" in printed
    assert '".story" would hold it' in printed
    assert main(["rules", "drift", "pages", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["alarm"] is True


def test_drift_is_silent_on_a_body_that_matches(project, capsys):
    (project / "sources.yaml").write_text(RULES.replace("hosts: [hikes.example.com]", "when: {has: h1}"))

    assert main(["rules", "drift", "pages"]) == 0
    assert "hikes: fine" in capsys.readouterr().out


def test_drift_says_that_it_looked_where_no_site_has_a_body(project, capsys):
    (project / "sources.yaml").write_text(RULES.replace("    body: [.story]\n", ""))

    assert main(["rules", "drift", "pages"]) == 0

    caught = capsys.readouterr()
    assert caught.out == ""
    assert caught.err == "sources.yaml: looked at 3 pages, 0 are articles of sites with a body\n"


def test_import_writes_rules_and_a_report_and_never_overwrites(project, capsys):
    (project / "ftr").mkdir()
    (project / "ftr/example.org.txt").write_text("body: //article\ntitl: //h1\nrequires_login: yes\n")
    (project / "ftr/LICENSE.txt").write_text("CC0")
    command = ["rules", "import", "ftr", "ftr", "-o", "taken.yaml", "--report", "report.json"]

    assert main(command) == 0
    assert (
        "1 file: 0 without a loss, 1 with lines that have no counterpart, 1 broken" in capsys.readouterr().err
    )
    (told,) = json.loads((project / "report.json").read_text())
    assert (told["site"], len(told["lost"]), len(told["broken"])) == ("example.org", 1, 1)
    assert main(["rules", "check", "taken.yaml", "--quiet"]) == 1
    assert "not taken as it stands: example.org.txt:2: titl: //h1 - taken as title" in capsys.readouterr().out
    assert len(Rules.load(project / "taken.yaml")) == 1
    assert main(command) == 2
    assert "is there already" in capsys.readouterr().err


@pytest.mark.parametrize(("folder", "message"), [("none", "no such folder"), ("pages", "no .txt files here")])
def test_import_wants_a_folder_of_rules(project, capsys, folder, message):
    assert main(["rules", "import", "ftr", folder]) == 2
    assert message in capsys.readouterr().err


def test_export_writes_a_file_a_host_and_tells_what_it_cannot_say(project, capsys):
    pytest.importorskip("cssselect")
    (project / "sources.yaml").write_text(
        RULES.replace("body: [.story]", "body: [//article]\n    drop_lines: [Share]")
    )

    assert main(["rules", "export", "ftr", "-o", "out"]) == 1
    assert (project / "out/hikes.example.com.txt").read_text() == "body: //article\n"
    said = capsys.readouterr().err
    assert "drop_lines.1 Share" in said
    assert said.endswith("out: 1 file written, the lines above are what the format has no words for\n")


def test_export_counts_what_presets_say_and_tells_that_nothing_was_written(project, capsys):
    pytest.importorskip("cssselect")
    (project / "sources.yaml").write_text(
        "sites:\n  dumps:\n    use: [share-lines]\n    when: {format: text}\n"
    )

    assert main(["rules", "export", "ftr", "-o", "out"]) == 1

    *told, end = capsys.readouterr().err.splitlines()
    assert len(told) == 3
    assert 'items of the preset "share-lines"' in told[-1]
    assert end.startswith("out: 0 files written")


def test_schema_prints_the_schema_for_editors(capsys):
    assert main(["rules", "schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "cleaner rules"
