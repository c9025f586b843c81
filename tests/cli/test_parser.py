"""The command line as such: help, versions, mistyped words, exit statuses."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

import cleaner
from cleaner import cli
from cleaner.cli import COMMANDS, command, main
from cleaner.errors import CleanerError, Problem, RuleError

HEAVY = ("trafilatura", "httpx", "bs4", "rich", "dateparser", "lxml", "yaml")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_summary_and_a_help_with_examples(name, capsys):
    module = command(name)

    assert name == module.NAME
    assert 10 < len(module.SUMMARY) < 80
    assert main([name, "--help"]) == 0
    assert f"examples:\n  cleaner {name}" in capsys.readouterr().out


def test_help_lists_all_commands_with_their_summaries(capsys):
    assert main(["--help"]) == 0

    out = capsys.readouterr().out
    for name in COMMANDS:
        assert name in out
        assert command(name).SUMMARY in out


def test_the_version_is_that_of_the_package(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"cleaner {cleaner.__version__}\n"


def test_no_arguments_show_the_help_and_are_wrong_usage(capsys):
    assert main([]) == 2

    caught = capsys.readouterr()
    assert caught.out == ""
    assert "usage: cleaner" in caught.err


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("claen", 'unknown command "claen" - did you mean "clean"?'),
        ("zzz", 'unknown command "zzz" - known are clean, '),
        ("clean --fromat md", 'clean: unknown option "--fromat" - did you mean "--format"?'),
        ("clean --format jsno", 'clean: --format: unknown value "jsno" - did you mean "json"?'),
        ("clean --engine block", 'clean: --engine: unknown value "block" - did you mean "blocks"?'),
        ("clean --keep captoin", 'clean: --keep: unknown role "captoin" - did you mean "caption"?'),
        (
            "clean --jobs many",
            'clean: --jobs: "many" is not a number of processes - see `cleaner clean --help`',
        ),
        ("clean --jobs -1", 'clean: --jobs: "-1" is not a number of processes - see `cleaner clean --help`'),
        ("explain", "explain: the following arguments are required: PAGE - see `cleaner explain --help`"),
        ("explain a b", 'explain: unexpected argument "b" - see `cleaner explain --help`'),
        ("explain a --kept --dropped", "explain: --dropped: not allowed with argument --kept - see"),
        ("clean --version", "clean: --version goes without a command - write `cleaner --version`"),
        ("rules check --version", "rules: --version goes without a command - write `cleaner --version`"),
        ("rules chekc", 'did you mean "check"?'),
        ("rules export ftr a.yaml -o out b.yaml", 'rules: unexpected argument "b.yaml" - see `cleaner rules'),
    ],
)
def test_wrong_usage_is_one_line_that_says_what_to_do(line, error, capsys):
    assert main(line.split()) == 2

    caught = capsys.readouterr()
    assert caught.out == ""
    assert caught.err.startswith("cleaner: ")
    assert error in caught.err
    assert caught.err.count("\n") == 1


def test_a_page_where_a_command_belongs_is_recognised(tmp_path, monkeypatch, capsys):
    (tmp_path / "page.html").write_text("<p>hello")
    monkeypatch.chdir(tmp_path)

    assert main(["page.html"]) == 2
    assert 'did you mean "cleaner clean page.html"?' in capsys.readouterr().err


def test_a_file_that_looks_like_an_option_is_named_with_its_folder(tmp_path, monkeypatch, capsys):
    (tmp_path / "-dash.html").write_text("<p>hello")
    monkeypatch.chdir(tmp_path)

    assert main(["clean", "-dash.html"]) == 2
    assert "clean: -dash.html: no option, but a file - write ./-dash.html" in capsys.readouterr().err
    main(["clean", "./-dash.html"])
    assert "hello" in capsys.readouterr().out


class _Fake:
    """A command that does what a test needs."""

    NAME = "clean"
    SUMMARY = "a fake"

    def __init__(self, action):
        self.action = action

    def configure(self, parser):
        parser.add_argument("paths", nargs="*")
        parser.add_argument("--quiet", action="store_true")

    def run(self, args):
        return self.action(args)


@pytest.fixture
def run_fake(monkeypatch):
    def run(action, argv=("clean",)):
        monkeypatch.setattr(cli, "command", lambda _: _Fake(action))
        return main(argv)

    return run


def _raising(error):
    def action(_):
        raise error

    return action


def test_an_error_is_a_line_and_no_traceback(run_fake, capsys):
    assert run_fake(_raising(CleanerError("a.html: broken - fetch it again"))) == 1
    assert capsys.readouterr().err == "cleaner: a.html: broken - fetch it again\n"


def test_all_problems_of_a_rule_file_are_told_a_line_each(run_fake, capsys):
    problems = [Problem("sources.yaml", 7, 3, "second"), Problem("sources.yaml", 2, 1, "first")]

    assert run_fake(_raising(RuleError(problems))) == 1
    assert capsys.readouterr().err == "cleaner: sources.yaml:2:1: first\ncleaner: sources.yaml:7:3: second\n"


def test_an_error_never_sends_a_control_sequence(run_fake, capsys):
    assert run_fake(_raising(CleanerError("a\x1b[2Jb.html: \x9b31mbroken\r - \x07"))) == 1

    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert "\x9b" not in err
    assert err.strip().isprintable()


def test_an_interrupt_ends_without_a_traceback(run_fake, capsys):
    assert run_fake(_raising(KeyboardInterrupt())) == 130
    assert capsys.readouterr().err == "cleaner: stopped\n"


def test_a_reader_that_goes_away_is_no_error(run_fake, capsys):
    assert run_fake(_raising(BrokenPipeError())) == 141
    assert capsys.readouterr().err == ""


def test_options_may_stand_before_the_command_and_paths_on_both_sides_of_them(run_fake):
    seen = []

    assert run_fake(lambda args: seen.append(args) or 0, ["--quiet", "clean", "a"]) == 0
    assert run_fake(lambda args: seen.append(args) or 0, ["clean", "a", "--quiet", "b", "-"]) == 0
    assert [(args.quiet, args.paths) for args in seen] == [(True, ["a"]), (True, ["a", "b", "-"])]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("rules export ftr -o out FILE", {"format": "ftr", "file": "FILE", "output": "out"}),
        ("rules export -o out ftr FILE", {"format": "ftr", "file": "FILE", "output": "out"}),
        ("rules check --json FILE", {"file": "FILE", "json": True}),
        ("rules new a --name huts b", {"paths": ["a", "b"], "name": "huts"}),
        ("clean -- -dash.html", {"paths": ["-dash.html"]}),
        ("clean a --json -- -dash.html", {"paths": ["a", "-dash.html"], "json": True}),
    ],
)
def test_words_may_stand_on_both_sides_of_an_option(line, found):
    args = cli._parser(line.split()[:1]).parse_args(line.split())

    assert {name: getattr(args, name) for name in found} == found


@pytest.mark.parametrize(
    "line",
    [
        "clean none.html",
        "batch none.html -o out",
        "status none",
        "dedup none -o out",
        "stats none",
        "explain none.html",
        "learn none",
        "rules check none.yaml",
        "rules new none",
        "rules drift none",
        "workbench none",
    ],
)
def test_a_path_that_does_not_exist_is_wrong_usage_in_every_command(line, tmp_path, monkeypatch, capsys):
    (tmp_path / "sources.yaml").write_text("version: 1\nsites: {}\n")
    monkeypatch.chdir(tmp_path)

    assert main(line.split()) == 2
    assert "none" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["sources.yaml"]


@pytest.mark.parametrize(
    ("line", "module", "extra"),
    [
        ("clean page.html -o out.parquet", "pyarrow", "parquet"),
        ("clean page.html -o out/ --format parquet", "pyarrow", "parquet"),
        ("explain table.parquet", "pyarrow", "parquet"),
        ("fetch https://huts.invalid/ --warc", "fastwarc", "warc"),
        ("rules export ftr -o out", "cssselect", "export"),
        ("dedup s3://huts -o out", "fsspec.core", "batch"),
        ("batch page.html -o out --engine dask", "distributed", "dask"),
        ("batch page.html -o new", "rensa", "batch"),
        ("workbench page.html", "ruamel.yaml", "workbench"),
    ],
)
def test_an_extra_that_is_missing_is_wrong_usage_in_every_command(
    line, module, extra, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, module, None)
    for name in ("page.html", "other.html"):
        (tmp_path / name).write_text("<p>hello")
    (tmp_path / "table.parquet").write_bytes(b"PAR1" + b"\0" * 8 + b"PAR1")
    rules = "version: 1\nsites:\n  huts:\n    hosts: [huts.invalid]\n    body: [.hut]\n"
    (tmp_path / "sources.yaml").write_text(rules)

    assert main(line.split()) == 2

    error = capsys.readouterr().err
    assert f"install it with: pip install 'cleaner[{extra}]'" in error
    assert error.count("\n") == 1
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "program",
    [
        "import cleaner",
        "import cleaner.cli; cleaner.cli.main(['--help'])",
        "import cleaner.cli; cleaner.cli.main(['clean', '--help'])",
        "import cleaner.cli; cleaner.cli.main(['--version'])",
        "import cleaner.cli; cleaner.cli.main(['claen'])",
    ],
)
def test_nothing_slow_is_imported_for_little(program):
    check = f"{program}; import sys; sys.exit(', '.join(m for m in {HEAVY!r} if m in sys.modules) or 0)"

    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True)

    assert done.returncode == 0, done.stderr


def test_python_m_cleaner_is_the_command():
    done = subprocess.run([sys.executable, "-m", "cleaner", "--version"], capture_output=True, text=True)

    assert (done.returncode, done.stdout.strip()) == (0, f"cleaner {cleaner.__version__}")


def test_head_may_close_the_pipe_while_help_is_printed():
    read, write = os.pipe()
    os.close(read)

    done = subprocess.run([sys.executable, "-m", "cleaner", "--help"], stdout=write, stderr=subprocess.PIPE)

    os.close(write)
    assert done.stderr == b""
    assert done.returncode in (0, 141)  # argparse may have swallowed it
