"""The pictures of docs/tutorial.md and docs/explain.md, taken of the real thing.

    python -m docs.workbench.pictures

Needs chromium (`apt-get install chromium`) and `pip install 'cleaner[workbench]'`. Each step is done as a
user does it, with mouse and keys; the rule that comes out is written beside the pictures.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from pathlib import Path

from cleaner.cli import main as cleaner
from cleaner.workbench import Server, opened
from tests.browser import Browser

_HERE = Path(__file__).parent
_WIDE, _NARROW = (1240, 760), (420, 760)


def main() -> None:
    """Write all pictures, and the rule."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        shutil.copytree(_HERE / "pages", work / "pages")
        session, _ = opened([work / "pages"], work / "sources.yaml", site="larch")
        with Server(session) as server, Browser(work / "profile", width=_WIDE[0], height=_WIDE[1]) as browser:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            _write_a_rule(browser, server.url)
            server.shutdown()
            shutil.copy(work / "sources.yaml", _HERE / "sources.yaml")
            _explain(browser, work)


def _write_a_rule(browser: Browser, url: str) -> None:
    browser.open(url)
    _answered(browser, 1)
    _point(browser, '[data-block="9"]')
    browser.picture(_HERE / "1-point.webp")
    browser.press("d")
    _answered(browser, 2)
    browser.picture(_HERE / "2-drop.webp")
    _point(browser, '[data-block="13"]')
    browser.press("d")
    _answered(browser, 3)
    _point(browser, "[data-n] b")
    browser.press("u")
    _answered(browser, 4)
    browser.press("x")
    _answered(browser, 5)
    browser.press("s", ctrl=True)
    browser.wait("document.querySelector('#status').textContent.startsWith('saved in')")
    browser.run("document.querySelector('#status').textContent = ''")
    browser.colours("dark")
    browser.picture(_HERE / "3-saved.webp")
    browser.resize(*_NARROW)
    browser.picture(_HERE / "4-narrow.webp")
    browser.resize(*_WIDE)
    browser.colours("light")


def _explain(browser: Browser, work: Path) -> None:
    report = work / "report.html"
    page = str(work / "pages" / "krummbach.html")
    cleaner(["explain", page, "--rules", str(work / "sources.yaml"), "--html", str(report)])
    report.write_text(report.read_text(encoding="utf-8").replace(f"{work}/", ""), encoding="utf-8")
    browser.open(report.as_uri())
    browser.picture(_HERE / "5-explain.webp")


def _point(browser: Browser, element: str) -> None:
    browser.run("document.querySelector('#choices').replaceChildren()")
    browser.click(element, frame="#frame")
    browser.wait("document.querySelector('#choices input')")


def _answered(browser: Browser, number: int) -> None:
    browser.wait(f"Number(document.body.dataset.turn) >= {number}")


if __name__ == "__main__":
    main()
