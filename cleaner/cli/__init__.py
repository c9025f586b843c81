"""The `cleaner` command: arguments in, an exit status out; the only part that prints and exits.

One module a command, named in COMMANDS. Each has NAME, SUMMARY (one line), `configure(parser)` and
`run(args) -> int`, and imports what is slow inside `run`, so that `--help` answers at once. Errors become one
line on standard error: `cleaner: where: what - what to do`.

Exit status: 0 done, 1 some pages failed or rules have problems (the rest is written), 2 wrong usage, be it a
path that does not exist or an extra that is not installed, 130 stopped by the user (Ctrl-C), 141 the reader
of a pipe went away.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from cleaner.cli.parser import Parser
from cleaner.errors import CleanerError, UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

__all__ = ["COMMANDS", "Command", "command", "main"]

# A new command is a module in this package and a line here; help lists them in this order.
COMMANDS = (
    "clean",
    "fetch",
    "batch",
    "status",
    "dedup",
    "stats",
    "explain",
    "learn",
    "rules",
    "workbench",
)

_EXAMPLES = """\
examples:
  cleaner clean raw/ -o clean/             a folder of saved pages in, a folder of documents out
  cleaner fetch https://example.org/a      a page from the web into raw/
  cleaner clean page.html --format json    one page, as JSON on standard output
  cleaner explain page.html                every block of a page: kept or dropped, by whom and why

exit status: 0 done, 1 some pages failed or rules have problems (the rest is written), 2 wrong usage,
a path that does not exist, or an extra that is not installed
"""


class Command(Protocol):
    """What a module in COMMANDS has to offer."""

    NAME: str
    SUMMARY: str

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Options, description and examples of the command."""
        ...

    def run(self, args: argparse.Namespace) -> int:
        """The command itself; what comes back is the exit status."""
        ...


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status of a command line, by default `sys.argv`; raises nothing that a user can cause."""
    _never_stumble_over_an_encoding()
    try:
        try:
            status = _dispatch(list(sys.argv[1:] if argv is None else argv))
        except SystemExit as done:  # argparse, after --help or --version
            status = int(done.code or 0)
        sys.stdout.flush()
    except KeyboardInterrupt as stop:
        from cleaner.cli.terminal import complain

        complain(": ".join(["stopped", *map(str, stop.args)]))  # a command may say how far it was
        return 130
    except BrokenPipeError:
        # The reader has what it wants (`| head`). Python would flush once more at exit, and complain.
        _silence(sys.stdout)
        return 141
    except OSError as error:
        _silence(sys.stdout)
        print(
            f"cleaner: standard output: {error.strerror or error} - make room, or write elsewhere",
            file=sys.stderr,
        )
        return 1
    except CleanerError as error:
        from cleaner.cli.terminal import complain

        complain(str(error))
        return 2 if isinstance(error, UsageError) else 1
    return status


def command(name: str) -> Command:
    """The module of a command, imported now."""
    return cast("Command", import_module(f"cleaner.cli.{name}"))


def _dispatch(argv: list[str]) -> int:
    argv = _command_first(argv)
    # Only the command that was asked for is imported; help and errors need the summaries of all.
    chosen = argv[0] if argv and argv[0] in COMMANDS else None
    parser = _parser([chosen] if chosen else list(COMMANDS))
    if not argv:
        parser.print_help(sys.stderr)
        return 2
    args, extra = parser.parse_known_args(argv)
    if extra:
        raise parser.unexpected(extra, args.command)
    return command(args.command).run(args)


def _never_stumble_over_an_encoding() -> None:
    """Standard output in UTF-8 where programs read it, and with "?" for what a terminal cannot show."""
    if isinstance(sys.stdout, TextIOWrapper):
        encoding = None if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="replace")


def _command_first(argv: list[str]) -> list[str]:
    """The same words with options that stand before the command behind it: `cleaner --quiet clean`."""
    own = ("-h", "--help", "--version")
    at = next((i for i, word in enumerate(argv) if not word.startswith("-") or word in own), 0)
    if not argv or argv[at] in own:
        return argv
    word = argv[at]
    if word not in COMMANDS and Path(word).exists():
        raise UsageError(f'{word}: a page, not a command - did you mean "cleaner {COMMANDS[0]} {word}"?')
    return [word, *argv[:at], *argv[at + 1 :]]


def _parser(names: list[str]) -> Parser:
    """The whole command line, with the commands named."""
    from cleaner.version import __version__

    parser = Parser(
        prog="cleaner",
        description="Any saved page in, the article and its metadata out, always in the same form.",
        epilog=_EXAMPLES,
    )
    parser.add_argument("--version", action="version", version=f"cleaner {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, title="commands")
    for name in names:
        module = command(name)
        module.configure(commands.add_parser(name, help=module.SUMMARY, description=module.SUMMARY))
    return parser


def _silence(stream: object) -> None:
    """The stream's file descriptor led to nowhere, where it has one."""
    try:
        descriptor = stream.fileno()  # type: ignore[attr-defined]
    except (AttributeError, OSError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
