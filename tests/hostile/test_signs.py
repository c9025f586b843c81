"""Signs that a terminal obeys or that nobody sees, wherever a page or its name has them: no output has."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cleaner.cli import main
from cleaner.outputs import WRITERS
from cleaner.text import safe
from tests.hostile.test_growth import SENTENCE
from tests.inputs.forms import warc_record, zipped

if TYPE_CHECKING:
    from collections.abc import Iterator

# An escape, one of eight bits, a bell; an override, an isolate, marks of direction; line ends; what nobody
# sees; letters in tags, which only a language model reads; what is no character.
_SIGNS = (
    "\x1b[31m\x9b2J\x07\u202e\u2066\u200f\u061c\x85\u2028\x7f\ufeff\u200b\u180e\U000e0041\ufffe\U0001ffff"
)
_REFERENCES = "".join(f"&#{ord(sign)};" for sign in _SIGNS)
_INPUTS = ("raw", "wa.warc", "zip.zip", "table.jsonl")


def _page(x: str) -> str:
    said = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": f"The to{x}wer",
        "author": {"@type": "Person", "name": f"Ann{x} Roe"}, "publisher": {"name": f"The Ec{x}ho"},
        "description": f"Spo{x}ons", "keywords": [f"spo{x}on"], "articleSection": f"Lo{x}cal",
        "datePublished": f"2024-01-02{x}", "license": f"https://example.org/l{x}", "inLanguage": f"e{x}n",
    }  # fmt: skip
    story = f"<p>It stood through the speeches and the bra{x}ss band, and fell {SENTENCE}.</p>" * 5
    return f"""<!-- saved from url=(0024)https://example.org/t{x} --><html lang="e{x}n"><head>
        <meta charset="utf-8"><title>The to{x}wer</title><meta name="author" content="Bo{x} Lee">
        <meta property="og:site_name" content="The Ec{x}ho"><meta name="description" content="Spo{x}ons">
        <link rel="canonical" href="https://example.org/c{x}"><link rel="license" href="/l{x}">
        <meta property="og:image" content="https://example.org/i{x}.png">
        <script type="application/ld+json">{json.dumps(said)}</script></head><body>
        <nav><a href="/{x}">Ho{x}me</a></nav><article class="a{x}"><h1>The to{x}wer</h1><p>By Ann{x} Roe</p>
        {story}<h2 id="h{x}">Fa{x}ll</h2><x-{x}y>o{x}dd</x-{x}y><pre><code class="language-p{x}y">a{x}b
        c</code></pre><table><tr><th>a{x}<td>b{x}</table><ul><li>o{x}ne<li>two</ul>
        <p><a href="/l{x}" title="t{x}">li{x}nk</a> <img src="/p{x}.png" alt="to{x}wer"> <code>c{x}</code></p>
        <figure><img src="/q{x}.png" alt="a{x}"><figcaption>Th{x}e band</figcaption></figure>
        <p>x<sup><a href="#n{x}">1</a></sup> <math alttext="x{x}"><mi>x{x}</mi></math></p>{story}
        <ol><li id="n{x}">No{x}te</ol></article><aside>Re{x}lated</aside>"""


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with such pages in every way that a page has a name, an address or an error."""
    monkeypatch.chdir(tmp_path)
    raw = Path("raw")
    raw.mkdir()
    (raw / f"a{_SIGNS}.html").write_text(_page(_SIGNS), "utf-8")
    (raw / f"b{_SIGNS}.html").write_text(_page(_REFERENCES), "utf-8")
    (raw / f"c{_SIGNS}.html").write_bytes(b"%PDF-1.7")
    (raw / f"d{_SIGNS}.html").write_bytes(b"")
    (raw / "e.txt").write_text(f"The to{_SIGNS}wer\n\n" + f"It fell {_SIGNS} {SENTENCE}.\n\n" * 5, "utf-8")
    page = _page(_SIGNS).encode()
    Path("zip.zip").write_bytes(zipped({f"m{_SIGNS}.html": page, f"n{_SIGNS}.html": b"%PDF-1.7"}))
    Path("wa.warc").write_bytes(warc_record(page, url=f"https://example.org/{_SIGNS}"))
    rows = [{"html": page.decode(), "url": f"https://example.org/{_SIGNS}"}, {"html": 7, "url": _SIGNS}]
    Path("table.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows) + f"{{no{_SIGNS}\n")
    return tmp_path


@pytest.mark.parametrize("name", WRITERS)
def test_no_format_and_no_message_has_them(
    name: str, hostile: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="Parquet is an extra")

    assert main(["clean", *_INPUTS, "--format", name]) == 1

    written, said = capfdbinary.readouterr()
    assert _hidden(said.decode()) == ""
    if name != "parquet":
        assert SENTENCE in written.decode()
        assert _hidden(written.decode()) == ""
    for text in _values(name, written):
        assert _hidden(text) == ""


def test_no_name_of_a_file_and_no_summary_has_them(hostile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", *_INPUTS, "-o", "clean/", "--json"]) == 1

    names = sorted(str(path) for path in Path("clean").iterdir())
    assert len(names) == 7
    assert all(name.isprintable() and name == safe(name) for name in names)
    assert _hidden(capsys.readouterr().err) == ""


@pytest.mark.parametrize("options", [[], ["--json"], ["--why", "band"], ["--html", "page.html"]])
def test_no_explanation_has_them(
    options: list[str], hostile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for page in Path("raw").iterdir():
        main(["explain", str(page), *options])
        for file in Path().glob("page.html"):
            assert _hidden(file.read_text("utf-8")) == ""

    caught = capsys.readouterr()
    assert _hidden(caught.out + caught.err) == ""


def test_no_run_of_a_batch_has_them(hostile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", *_INPUTS, "-o", "run/", "--format", "jsonl", "--quiet"]) == 1
    for options in ([], ["--json"]):
        assert main(["status", "run/", *options]) == 1

    caught = capsys.readouterr()
    assert _hidden(caught.out + caught.err) == ""
    for file in Path("run").rglob("*.json*"):
        assert _hidden(file.read_text("utf-8")) == ""


def test_no_message_on_rules_has_them(hostile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = {"hosts": ["example.org"], f"dr{_SIGNS}p": ["x"], "drop": [f".a{_SIGNS}", f"//[{_SIGNS}"]}
    rules = {"version": 1, "sites": {f"a{_SIGNS}": site}}
    Path("sources.yaml").write_text(json.dumps(rules))

    for argv in (["rules", "check"], ["rules", "check", "--json"], ["clean", "raw"]):
        assert main(argv) == 1

    caught = capsys.readouterr()
    assert "sources.yaml:1:" in caught.out
    assert _hidden(caught.out + caught.err) == ""


def _hidden(text: str) -> str:
    """What must not be in a text, "" for none; line ends and tabs may be."""
    return "".join(sign for sign in text if sign not in "\n\t" and safe(sign) != sign)


def _values(name: str, written: bytes) -> Iterator[str]:
    """The texts in a format that has signs for signs."""
    if name == "json":
        yield from _texts(json.loads(written))
    elif name == "jsonl":
        yield from _texts([json.loads(line) for line in written.splitlines()])
    elif name == "parquet":
        from pyarrow.parquet import read_table

        yield from _texts(read_table(io.BytesIO(written)).to_pylist())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts([*value, *value.values()])
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
