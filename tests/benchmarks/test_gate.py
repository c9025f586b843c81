from __future__ import annotations

import gzip
import json

import pytest

from benchmarks import first, floors, gate, runner
from benchmarks.floors import Floors, Measurement, Pinned
from benchmarks.gate import main
from benchmarks.runner import Measured
from benchmarks.systems import Output


@pytest.fixture
def answer(monkeypatch):
    """Stands in for the workers: cleaner gives the truth less `lost` words, trafilatura the truth."""
    state = {"lost": 0, "cpu_s": 0.01, "first": 1.0, "error": None}

    def run(examples, names, **_):
        rows = []
        for example in examples:
            for name in names:
                words = example.truth.text.split()
                kept = " ".join(words[: len(words) - (state["lost"] if name == "cleaner" else 0)])
                cpu_s, error = (state["cpu_s"], state["error"]) if name == "cleaner" else (0.1, None)
                rows.append(
                    runner.row(example, name, Measured(Output(kept, example.truth.title), cpu_s, error))
                )
        state["cpu_s"] = state.pop("cpu_s_later", state["cpu_s"])
        return rows

    monkeypatch.setattr(runner, "run", run)
    monkeypatch.setattr(first, "ratio", lambda: state["first"])
    return state


@pytest.fixture
def check(mini, tmp_path, answer):
    """Runs the gate on the made-up corpus, in a project without golden pages."""

    def run(*more):
        pinned, root = tmp_path / "floors.json", tmp_path / "project"
        return main(
            ["--corpora", str(mini), "--floors", str(pinned), "--root", str(root), "--sample", "4", *more]
        )

    return run


def pinned_floors(tmp_path):
    return json.loads((tmp_path / "floors.json").read_text())


def test_a_figure_that_holds_passes(check, capsys):
    assert check("--pin") == 0

    assert check() == 0
    assert "gate: every figure holds" in capsys.readouterr().out


def test_a_figure_that_fell_fails_and_is_named(check, answer, capsys):
    check("--pin")

    answer["lost"] = 20

    assert check() == 1
    assert "FELL mini: words fell to 0." in capsys.readouterr().err


def test_without_pins_the_gate_fails_instead_of_passing_everything(check, capsys):
    assert check() == 1
    assert "mini: nothing is pinned - run: python -m benchmarks.gate --pin" in capsys.readouterr().err


def test_pinning_raises_floors_and_never_lowers_them(check, answer, tmp_path):
    answer["lost"] = 20
    check("--pin")
    low = pinned_floors(tmp_path)["corpora"]["mini"]["floors"]["words"]

    answer["lost"] = 0
    assert check("--pin") == 0
    assert pinned_floors(tmp_path)["corpora"]["mini"]["floors"]["words"] == 1.0 > low

    answer["lost"] = 20
    assert check("--pin") == 1
    assert pinned_floors(tmp_path)["corpora"]["mini"]["floors"]["words"] == 1.0


def test_a_floor_falls_only_with_its_reason_on_record(check, answer, tmp_path):
    check("--pin")
    answer["lost"] = 20

    with pytest.raises(SystemExit, match="2"):
        check("--lower")
    with pytest.raises(SystemExit, match="2"):
        check("--reason", "captions are dropped now")
    assert check("--lower", "--reason", "captions are dropped now") == 0

    [entry] = pinned_floors(tmp_path)["lowerings"]
    assert entry["reason"] == "captions are dropped now"
    before, after = entry["from_to"]["words"]
    assert before == 1.0 > after
    assert check() == 0


def test_pages_that_changed_make_the_figures_worthless(check, mini, capsys):
    check("--pin")

    (mini / "mini" / "pages" / "0000.html.gz").write_bytes(gzip.compress(b"<p>Another page</p>"))

    assert check() == 1
    assert "mini: the pages are not those that were pinned" in capsys.readouterr().err
    assert check("--pin") == 1
    assert check("--lower", "--reason", "a page was mended in the corpus") == 0


def test_a_page_on_which_cleaner_fails_fails_the_gate(check, answer, capsys):
    check("--pin")

    answer["error"] = "ValueError: no article"

    assert check() == 1
    assert "mini/0000: ValueError: no article" in capsys.readouterr().err


def test_a_busy_clock_passes_and_a_slow_program_does_not(check, answer, capsys):
    check("--pin")

    answer["cpu_s"] = 0.04
    assert check() == 0
    assert "CPU time: 0.400 of trafilatura's" in capsys.readouterr().out

    answer["cpu_s"] = 0.06
    assert check() == 1
    assert "CPU time: 0.600 of trafilatura's, the ceiling is 0.5" in capsys.readouterr().err


def test_one_slow_measurement_is_measured_again(check, answer, capsys):
    check("--pin")
    answer.update(cpu_s=0.06, cpu_s_later=0.04)

    assert check() == 0
    assert "CPU time: 0.400 of trafilatura's" in capsys.readouterr().out


def test_a_first_page_that_loads_too_much_fails_the_gate(check, answer, capsys):
    check("--pin")

    answer["first"] = 2.3

    assert check() == 1
    assert "FELL first page: 2.300 of trafilatura's, the ceiling is 2.2" in capsys.readouterr().err


def test_a_first_page_is_timed_in_a_process_of_its_own(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<p>The path climbs from the village through a wood of larches.</p>")

    seconds = first.turns(page, count=1)

    assert seconds.keys() == {"cleaner", "trafilatura"}
    assert all(len(of_a_system) == 1 and of_a_system[0] > 0.05 for of_a_system in seconds.values())
    with pytest.raises(ChildProcessError, match="ended with status 1"):
        first.turns(tmp_path / "none.html")


def test_a_corpus_that_vanished_from_its_folder_is_missed(check, mini, write_corpus, capsys):
    write_corpus(mini, "other")
    check("--pin")

    (mini / "other" / "truth.jsonl.gz").unlink()

    assert check() == 1
    assert "other: pinned, but not in the folder" in capsys.readouterr().err


def test_measuring_nothing_at_all_is_a_failure(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(first, "ratio", lambda: 1.0)

    status = main(
        ["--corpora", str(tmp_path), "--root", str(tmp_path), "--floors", str(tmp_path / "floors.json")]
    )

    assert status == 1
    assert "nothing was measured" in capsys.readouterr().err


def test_floors_stand_at_three_decimals_rounded_down():
    found = Measurement("d", 3, {"words": 0.87999, "title": 0.29})

    assert floors.pinned(None, found).floors == {"words": 0.879, "title": 0.29}


def test_a_figure_that_is_no_longer_measured_has_fallen():
    pin = Pinned("d", 3, {"words": 0.9, "title": 0.5})

    assert floors.compare("mini", pin, Measurement("d", 3, {"words": 0.95})) == [
        "mini: title fell to 0.0000, its floor is 0.500"
    ]


def test_a_figure_holds_the_floor_that_was_made_of_it():
    almost = Measurement("d", 3, {"snippets": 0.915 - 1e-16, "words": 0.29})

    assert floors.compare("mini", floors.pinned(None, almost), almost) == []


def test_floors_read_back_as_they_were_written(tmp_path):
    kept = Floors(
        30, 0.4, 1.2, {"mini": Pinned("d", 3, {"words": 0.9})}, ({"day": "2026-01-02", "reason": "a"},)
    )

    floors.write(tmp_path / "floors.json", kept)

    assert floors.read(tmp_path / "floors.json") == kept
    assert floors.read(tmp_path / "none.json") == Floors()


def test_the_floors_that_are_shipped_hold_figures_and_no_text():
    shipped = floors.read(gate.FLOORS)

    for pin in shipped.corpora.values():
        assert len(pin.digest) == 16
        assert all(0.0 <= floor <= 1.0 for floor in pin.floors.values())
