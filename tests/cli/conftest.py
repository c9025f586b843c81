"""Pages for the command line: one good article, and what goes wrong beside it."""

from __future__ import annotations

from io import StringIO

import pytest

SENTENCE = "The path leaves the road behind the last farm and climbs through the wood to hut number"
LINES = "".join(
    f"<p>{SENTENCE} {n}, where the keeper pours tea for everybody who asks.</p>" for n in range(1, 6)
)
PAGE = (
    '<html lang="en"><head><title>Ten huts</title><meta name="author" content="Ann Roe"></head><body>'
    '<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>'
    "<article><h1>Ten huts</h1>"
    f"{LINES}</article>"
    '<aside class="related"><h3>Read next</h3><a href="/x">Eleven lakes for slow swimmers</a></aside>'
    "</body></html>"
)


class Screen(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty project to stand in, with a folder raw/ that holds one good page."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "good.html").write_text(PAGE)
    return tmp_path
