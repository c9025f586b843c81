"""A made-up corpus: six pages of one newspaper that never was, in the form of the real corpora."""

from __future__ import annotations

import gzip
import json

import pytest

STORY = [
    "The hut on Morrow Ridge opens a week early this year, because the snow has melted sooner than ever.",
    "Its keeper, who carried flour and wood up the path for thirty years, expects more guests than beds.",
    "Whoever wants to stay the night should write to her first, and bring a sleeping bag and some patience.",
]
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Hut {n} opens early</title>
<meta name="author" content="Ana Dorn"></head><body>
<nav><ul><li><a href="/">Start</a></li><li><a href="/w">Weather</a></li></ul></nav>
<article><h1>Hut {n} opens early</h1>{paragraphs}</article>
<footer><a href="/i">Imprint</a></footer></body></html>"""


def _write(folder, name="mini", *, pages=6, **changes):
    """A corpus of `pages` pages; `changes` are written into every line of the truth."""
    (folder / name / "pages").mkdir(parents=True, exist_ok=True)
    lines = []
    for n in range(pages):
        story = [f"{line} This is story number {n}." for line in STORY]
        html = PAGE.format(n=n, paragraphs="".join(f"<p>{line}</p>\n" for line in story))
        (folder / name / "pages" / f"{n:04}.html.gz").write_bytes(gzip.compress(html.encode(), mtime=0))
        truth = {
            "id": f"{n:04}",
            "url": f"https://example.org/{n}",
            "domain": "example.org",
            "text": "\n\n".join(story),
            "title": f"Hut {n} opens early",
            "type": "forum" if n % 2 else "article",
            **changes,
        }
        lines.append(json.dumps(truth))
    (folder / name / "truth.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    return folder


@pytest.fixture
def write_corpus():
    return _write


@pytest.fixture
def mini(tmp_path):
    """A folder with the one corpus `mini`."""
    return _write(tmp_path / "corpora")
