"""`cleaner workbench`: a rule for a site, written by pointing, in a browser on this machine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.cli import rulefile
from cleaner.cli.parser import web_address, whole_number
from cleaner.errors import UsageError

if TYPE_CHECKING:
    import argparse

__all__ = ["NAME", "SUMMARY", "configure", "run"]

NAME = "workbench"
SUMMARY = "write a rule for a site by pointing at its pages"
_EXAMPLES = """\
examples:
  cleaner workbench raw/hikes/                    three or more saved pages of one site
  cleaner workbench raw/hikes/ --site hiking-blog --rules rules/blogs.yaml
  cleaner workbench *.html --url https://hikes.example.org/    for pages that do not tell where they are from
  cleaner workbench raw/wire/*.txt --no-browser   print the address only

The pages are shown without their scripts, and nothing is loaded from anywhere. The server answers on
127.0.0.1 only, to whoever has the address that is printed. Nothing is written before you press Save.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `cleaner workbench`."""
    parser.epilog = _EXAMPLES
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="saved pages of one site, or a folder of them"
    )
    parser.add_argument(
        "--rules",
        metavar="FILE",
        help=f"the rule file to write (default: the nearest {rulefile.RULE_FILE}, or a new one here)",
    )
    parser.add_argument("--site", metavar="NAME", help="the site to work on (default: that of most pages)")
    where = "where the pages are, for those that do not tell"
    parser.add_argument("--url", type=web_address, metavar="URL", help=where)
    parser.add_argument("--port", type=_port, default=0, metavar="N", help="port (default: a free one)")
    parser.add_argument("--no-browser", action="store_true", help="print the address, open nothing")


def _port(text: str) -> int:
    return whole_number(text, least=0, what="the number of a port")


def run(args: argparse.Namespace) -> int:
    """Serves until the user stops it (Ctrl-C); UsageError where there is nothing to show."""
    import webbrowser

    from cleaner.cli.terminal import complain
    from cleaner.workbench import Server, opened

    if not args.paths:
        raise UsageError(
            "no pages - name three or more saved pages of a site, or the folder that they are in"
        )
    if not 0 <= args.port < 1 << 16:
        raise UsageError(f"port {args.port} - ports are numbered 0 to 65535")
    _need_ruamel()
    session, left = opened(args.paths, _file(args.rules), site=args.site, url=args.url)
    for line in left:
        complain(line)
    with Server(session, port=args.port) as server:
        print(server.url, flush=True)
        count = len(session.pages)
        print(
            f"{session.name}: {count} page{'s' * (count != 1)}, rules in {session.file} - Ctrl-C ends it",
            file=sys.stderr,
        )
        if not args.no_browser:
            webbrowser.open(server.url)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0


def _file(named: str | None) -> Path:
    """The rule file to write: the one that was named, the nearest, or a new one in this folder."""
    return Path(named) if named else rulefile.find() or Path(rulefile.RULE_FILE)


def _need_ruamel() -> None:
    try:
        import ruamel.yaml  # noqa: F401
    except ImportError as error:
        raise UsageError(
            "the workbench needs ruamel.yaml - install it with: pip install 'cleaner[workbench]'"
        ) from error
