"""The workbench in a real browser: what a user does, and what a hostile page tries."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from cleaner.cli import main
from cleaner.workbench import opened
from tests.browser import Browser, chromium
from tests.workbench.making import pages
from tests.workbench.test_server import running

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium() is None, reason="no browser on this machine: apt-get install chromium"),
]

_EVIL = """
<html><head><link rel="canonical" href="https://larch.example.org/evil">
<script>parent.document.title = "owned by a script"; fetch("/")</script></head>
<body onload="parent.document.title = 'owned by a handler'"><h1>A page that tries</h1>
<p class="bait" onclick="parent.document.title = 'owned by a click'">The goat looked at the lamp, and the lamp
looked away, as it did every evening when the train was late and nobody had yet lit the stove.</p>
<img src="https://evil.example.org/p.png"><style>body {background: url(https://evil.example.org/b)}</style>
<iframe src="https://evil.example.org/frame"></iframe>
<form action="https://evil.example.org/post" method="post"><button>Send</button></form>
<a href="javascript:parent.document.title='owned by a link'">Click here, the goat said, and be glad.</a>
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with Browser(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def workbench(browser, tmp_path):
    """A function that opens the workbench on a folder; the rule file lies beside it."""
    folder = pages(tmp_path)
    browser.requests.clear()
    browser.complaints.clear()

    def start():
        session, _ = opened([folder], tmp_path / "sources.yaml")
        context = running(session)
        server = context.__enter__()
        contexts.append(context)
        browser.open(server.url)
        _turn(browser, 1)
        return server

    contexts = []
    yield start
    for context in contexts:
        context.__exit__(None, None, None)


def _turn(browser, number):
    """Until the answer to the n-th question about the effect is shown."""
    browser.wait(f"Number(document.body.dataset.turn) >= {number}")


def _point(browser, element):
    browser.run("document.querySelector('#choices').replaceChildren()")
    browser.click(element, frame="#frame")
    browser.wait("document.querySelector('#choices input')")


def _figures(browser):
    return browser.run(
        "[...document.querySelectorAll('#figures-of-all tr')].map(row => row.cells[1].textContent)"
    )


def _yaml(browser):
    return browser.run("document.querySelector('#yaml').value")


def test_a_rule_is_written_by_pointing(browser, workbench, tmp_path):
    workbench()
    assert _figures(browser) == ["325", "316", "327"]

    _point(browser, '[data-block="9"]')
    assert "kept as body" in browser.run("document.querySelector('#why').textContent")
    assert browser.run("document.querySelector('#choices').textContent").startswith(
        ".larch-letteron 3 of 3 pages"
    )
    browser.click('[data-do="drop"]')
    _turn(browser, 2)
    assert _figures(browser) == ["285 −40", "276 −40", "287 −40"]
    assert "Every second Thursday" not in browser.run("document.querySelector('#text').textContent")

    browser.click("#undo")
    _turn(browser, 3)
    assert _figures(browser) == ["325", "316", "327"]
    browser.press("y")
    _turn(browser, 4)

    _point(browser, ".line, [data-n] b")
    browser.press("u")
    _turn(browser, 5)
    assert "authorsIlse Brandner" in browser.run("document.querySelector('#metadata').textContent")

    browser.click("#accept")
    _turn(browser, 6)
    browser.press("s", ctrl=True)
    browser.wait("document.querySelector('#status').textContent.startsWith('saved in')")

    saved = (tmp_path / "sources.yaml").read_text()
    assert "    - .larch-letter\n" in saved
    assert "authors: {from: .hand}" in saved
    assert main(["rules", "test", str(tmp_path / "sources.yaml")]) == 0
    assert browser.complaints == []


def test_it_can_be_used_by_keyboard_and_the_yaml_can_be_typed(browser, workbench):
    workbench()

    for _ in range(9):
        browser.press("ArrowDown")
    browser.wait("document.querySelector('#why').textContent && document.querySelector('#choices input')")
    browser.press("]")
    _turn(browser, 2)
    assert browser.run("document.querySelector('#pages').value") == "1"

    typed = _yaml(browser) + "  drop: [.kit-list]\n"
    browser.run(f"(() => {{ const yaml = document.querySelector('#yaml'); yaml.value = {json.dumps(typed)};"
                " yaml.dispatchEvent(new Event('input')); })()")  # fmt: skip
    _turn(browser, 3)
    assert all("−" in figure for figure in _figures(browser))
    browser.click("#entries button")
    _turn(browser, 4)
    assert "kit-list" not in _yaml(browser)


def test_a_hostile_page_gets_nowhere(browser, workbench, tmp_path):
    (tmp_path / "pages" / "a-evil.html").write_text(_EVIL)
    server = workbench()

    _point(browser, '[data-block="1"]')
    browser.click(".link", frame="#frame")
    browser.click(".button", frame="#frame")

    assert "owned" not in browser.run("document.title")
    assert browser.run("document.querySelector('#frame').contentDocument.scripts.length") == 0
    own = f"http://{server.hosts[0]}/"
    assert [url for url in browser.requests if not url.startswith(own)] == []


class _Elsewhere(BaseHTTPRequestHandler):
    """A page of another server on the same machine: the same site for a browser, another origin."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<p>Another page of the same browser</p>")

    def log_message(self, *args):
        pass


def test_another_origin_cannot_post_to_the_server(browser, workbench, tmp_path):
    server = workbench()
    with HTTPServer(("127.0.0.1", 0), _Elsewhere) as other:
        threading.Thread(target=other.serve_forever, kwargs={"poll_interval": 0.01}).start()
        browser.open(f"http://127.0.0.1:{other.server_port}/")
        other.shutdown()

    for more in (
        "",
        "mode: 'no-cors', ",
        "headers: {'Content-Type': 'text/plain'}, ",
        "headers: {'Content-Type': 'application/json'}, ",
    ):
        question = f"{{method: 'POST', {more} body: '{{}}'}}"
        said = browser.run(
            f"fetch({json.dumps(server.url + 'save')}, {question}).then(r => r.text(), String)"
        )
        assert said == "TypeError: Failed to fetch"
    assert not (tmp_path / "sources.yaml").exists()
