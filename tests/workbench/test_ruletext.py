"""One site's lines in a rule file, and all the others untouched."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.errors import CleanerError, RuleError
from cleaner.workbench.ruletext import split

PATH = Path("sources.yaml")
RULES = """\
# Ours.
version: 1
sites:
  # A blog.
  hikes:
    hosts: [hikes.example.org]   # the old host
    drop:
      - .author-box

      # not on the newest pages
      - .yarpp

  # A newspaper.
  news:
    hosts: [news.example.org]
presets:
  house:
    drop: [.cookie-bar]
"""


@pytest.mark.parametrize("name", ["hikes", "news", "new-one"])
def test_a_file_whose_site_is_put_back_is_the_same(name):
    text = split(RULES, name, PATH)

    assert text.whole(text.site) == RULES


def test_a_site_has_its_comments_and_not_those_of_its_neighbour():
    site = split(RULES, "hikes", PATH).site

    assert site.startswith("hikes:\n  hosts: [hikes.example.org]   # the old host\n")
    assert site.endswith("    # not on the newest pages\n    - .yarpp\n")


def test_a_new_site_comes_behind_the_others():
    whole = split(RULES, "tides", PATH).whole("tides:\n  hosts: [tides.example.org]\n")

    assert whole == RULES.replace("presets:", "  tides:\n    hosts: [tides.example.org]\npresets:")


@pytest.mark.parametrize("name", ["hikes", "news"])
def test_alone_a_site_keeps_its_line_numbers_and_the_presets(name):
    text = split(RULES, name, PATH)

    alone = text.alone(text.site).split("\n")

    whole = RULES.split("\n")
    assert len(alone) == len(whole)
    assert {(a, b) for a, b in zip(alone, whole, strict=True) if a != b and a} == set()
    assert sum(line.strip().startswith("hosts:") for line in alone) == 1
    assert "    drop: [.cookie-bar]" in alone


@pytest.mark.parametrize("text", ["", "\n", "version: 1\n", "version: 1"])
def test_a_file_without_sites_gets_some(text):
    whole = split(text, "hikes", PATH).whole("hikes:\n  hosts: [a.example.org]\n")

    assert whole == "version: 1\nsites:\n  hikes:\n    hosts: [a.example.org]\n"


def test_a_file_that_is_no_yaml_is_refused_with_its_line():
    with pytest.raises(RuleError, match=r"sources.yaml:2:6: not YAML"):
        split("sites:\n  a: [\n", "a", PATH)


@pytest.mark.parametrize("text", ["- a\n", "sites: {a: {hosts: [a.example.org]}}\n"])
def test_a_file_that_cannot_be_cut_by_lines_is_refused(text):
    with pytest.raises(CleanerError):
        split(text, "a", PATH)
