"""`cleaner workbench` as a user starts it."""

from __future__ import annotations

import sys

import pytest

from cleaner.cli import main
from cleaner.workbench.server import Server
from tests.workbench.making import pages


@pytest.fixture
def stopped(monkeypatch):
    """A server that the user stops at once."""

    def stop(self):
        raise KeyboardInterrupt

    monkeypatch.setattr(Server, "serve_forever", stop)


@pytest.mark.usefixtures("stopped")
def test_the_address_is_printed_and_opened(folder, monkeypatch, capsys):
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)

    assert main(["workbench", str(pages(folder))]) == 0

    caught = capsys.readouterr()
    assert caught.out.startswith("http://127.0.0.1:")
    assert opened == [caught.out.strip()]
    assert caught.err == "larch-example-org: 3 pages, rules in sources.yaml - Ctrl-C ends it\n"
    assert not (folder / "sources.yaml").exists()


@pytest.mark.usefixtures("stopped")
def test_pages_that_are_left_out_are_named(folder, capsys):
    (pages(folder) / "x.pdf").write_bytes(b"%PDF-1.7")

    assert main(["workbench", "pages", "--no-browser", "--site", "walks", "--rules", "walks.yaml"]) == 0

    assert "x.pdf: this is" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "status", "error"),
    [
        ([], 2, "no pages"),
        (["none"], 2, "no such file or folder"),
        (["raw", "--port", "99999"], 2, "ports are numbered"),
        (["raw"], 2, "give its address with --url"),
    ],
)
def test_what_cannot_be_opened_is_said_in_a_line(argv, status, error, folder, capsys):
    assert main(["workbench", *argv]) == status
    assert error in capsys.readouterr().err


def test_without_ruamel_it_says_what_to_install(folder, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "ruamel.yaml", None)

    assert main(["workbench", "raw"]) == 2
    assert "pip install 'cleaner[workbench]'" in capsys.readouterr().err
