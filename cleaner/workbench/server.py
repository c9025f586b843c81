"""The workbench's server: the standard library's, on 127.0.0.1, for one browser of one user.

Whoever can send a request to this machine's loopback address is a possible enemy: another page in the same
browser, a name that was made to lead here, another user. So every address begins with a secret; Host must be
ours, Origin and Sec-Fetch-Site too where they are sent; what changes something is JSON by POST; and the saved
page is shown in a frame of its own with a policy that allows neither scripts nor anything from outside.
"""

from __future__ import annotations

import json
import secrets
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from string import Template
from typing import TYPE_CHECKING, Any

from cleaner.errors import CleanerError, UsageError
from cleaner.explain.html import static as report_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cleaner.workbench.session import Session

__all__ = ["Server"]

_ADDRESS = "127.0.0.1"
_MOST_BYTES = 4_000_000  # of a request: a rule of a site is some kB
_SECONDS = 30  # that a connection may take to send its request
_FILES = {
    "app.css": "text/css", "app.js": "text/javascript", "frame.css": "text/css", "roles.css": "text/css",
    "view.js": "text/javascript",
}  # fmt: skip
_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'"
_APP_POLICY = (
    f"{_NOTHING}; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; "
    "frame-ancestors 'none'"
)
# No allow-scripts: the page cannot act, only our own script looks into it.
_FRAME_POLICY = (
    f"{_NOTHING}; style-src 'self'; img-src data:; frame-ancestors 'self'; sandbox allow-same-origin"
)
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_FRIENDLY_FETCHES = frozenset({None, "none", "same-origin"})


class Server(ThreadingHTTPServer):
    """The server of one session, on a port of its own if none is given."""

    daemon_threads = True

    def __init__(self, session: Session, *, port: int = 0) -> None:
        try:
            super().__init__((_ADDRESS, port), _Handler)
        except OSError as error:
            raise CleanerError(
                f"port {port}: {error.strerror or error} - choose another with --port"
            ) from error
        self.session = session
        self.token = secrets.token_urlsafe(24)

    @property
    def url(self) -> str:
        """Where the workbench is; whoever knows this may use it."""
        return f"http://{_ADDRESS}:{self.server_port}/{self.token}/"

    @property
    def hosts(self) -> tuple[str, ...]:
        """What a browser that was sent here says in its Host header."""
        return f"{_ADDRESS}:{self.server_port}", f"localhost:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away while it is answered is no error of ours; anything else is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = _SECONDS
    server_version, sys_version = "cleaner", ""

    def do_GET(self) -> None:
        """The app, its files, and the saved pages."""
        path = self._allowed()
        if path is None:
            return
        kind, _, rest = path.partition("/")
        if path == "":
            self._send(_file("app.html"), "text/html", policy=_APP_POLICY)
        elif path in _FILES:
            self._send(_file(path), _FILES[path])
        elif kind == "page" and rest.isdecimal() and len(rest) < 6:
            self._answer(lambda: self._frame(int(rest)), "text/html", policy=_FRAME_POLICY)
        else:
            self._refuse(HTTPStatus.NOT_FOUND, "there is nothing here")

    def do_POST(self) -> None:
        """A question to the session, in JSON."""
        path = self._allowed()
        if path is None:
            return
        if path not in _QUESTIONS:
            self._refuse(HTTPStatus.NOT_FOUND, "there is nothing here")
        elif (asked := self._json()) is not None:
            answer = _QUESTIONS[path]
            self._answer(lambda: json.dumps(answer(self.server.session, asked)), "application/json")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the standard library's name
        """Nothing: the address holds the secret, and a log would keep it."""

    def _allowed(self) -> str | None:
        """The path behind the secret; None, and the request refused, for whoever should not be here."""
        headers = self.headers
        own = [f"http://{host}" for host in self.server.hosts]
        token, _, path = self.path.split("?")[0].removeprefix("/").partition("/")
        if headers.get("Host") not in self.server.hosts:
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST, "this is not the host that you asked for")
        elif (
            headers.get("Origin") not in (None, *own)
            or headers.get("Sec-Fetch-Site") not in _FRIENDLY_FETCHES
        ):
            self._refuse(HTTPStatus.FORBIDDEN, "another page has no business here")
        elif not secrets.compare_digest(token.encode(), self.server.token.encode()):
            self._refuse(HTTPStatus.NOT_FOUND, "there is nothing here - take the address that was printed")
        else:
            return path
        return None

    def _json(self) -> Mapping[str, Any] | None:
        """What was sent; None, and the request refused, if it is no JSON object."""
        length = self.headers.get("Content-Length") or ""
        if self.headers.get_content_type() != "application/json" or not self.headers.get("Origin"):
            self._refuse(HTTPStatus.FORBIDDEN, "questions are JSON, asked by the workbench itself")
        elif not length.isdecimal() or int(length) > _MOST_BYTES:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"at most {_MOST_BYTES} bytes")
        else:
            try:
                asked = json.loads(self.rfile.read(int(length)))
            except (ValueError, RecursionError):
                asked = None
            if isinstance(asked, dict):
                return asked
            self._refuse(HTTPStatus.BAD_REQUEST, "this is no JSON object")
        return None

    def _frame(self, number: int) -> str:
        return Template(_file("frame.html").decode()).substitute(page=self.server.session.frame(number))

    def _answer(self, make: Callable[[], str], media_type: str, policy: str = _NOTHING) -> None:
        try:
            body = make()
        except UsageError as error:
            self._refuse(HTTPStatus.BAD_REQUEST, str(error))
        except CleanerError as error:
            self._refuse(HTTPStatus.CONFLICT, str(error))
        else:
            self._send(body.encode("utf-8", "replace"), media_type, policy=policy)

    def _refuse(self, status: HTTPStatus, why: str) -> None:
        self.close_connection = True  # what is left of the request is not read
        self._send(json.dumps({"error": why}).encode(), "application/json", status=status)

    def _send(
        self, body: bytes, media_type: str, *, status: HTTPStatus = HTTPStatus.OK, policy: str = _NOTHING
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{media_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", policy)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def _file(name: str) -> bytes:
    if name == "roles.css":
        return report_file(name).encode()
    return (resources.files("cleaner.workbench") / "static" / name).read_bytes()


def _asked(asked: Mapping[str, Any], name: str, kind: type[Any], default: Any = None) -> Any:
    """A value of a question; UsageError where it is missing or of another kind."""
    value = asked.get(name, default)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise UsageError(f'"{name}" of the question is no {kind.__name__}')
    return value


def _effect(session: Session, asked: Mapping[str, Any]) -> Any:
    return session.effect(_asked(asked, "rule", str), _asked(asked, "page", int))


def _choices(session: Session, asked: Mapping[str, Any]) -> Any:
    node = None if asked.get("node") is None else _asked(asked, "node", int)
    return session.choices(_asked(asked, "page", int), node, _asked(asked, "text", str))


def _edit(session: Session, asked: Mapping[str, Any]) -> Any:
    return {"rule": session.edit(_asked(asked, "rule", str), _asked(asked, "action", dict))}


def _meta(session: Session, asked: Mapping[str, Any]) -> Any:
    node = None if asked.get("node") is None else _asked(asked, "node", int)
    rule, field, choice = (_asked(asked, name, str) for name in ("rule", "field", "choice"))
    page, block = _asked(asked, "page", int), _asked(asked, "block", int)
    return {"rule": session.meta(rule, page, field, choice, node, block)}


def _accept(session: Session, asked: Mapping[str, Any]) -> Any:
    numbers = [_asked({"page": number}, "page", int) for number in _asked(asked, "pages", list)]
    return {"rule": session.accept(_asked(asked, "rule", str), numbers)}


def _save(session: Session, asked: Mapping[str, Any]) -> Any:
    return session.save(_asked(asked, "rule", str))


_QUESTIONS: Mapping[str, Callable[[Session, Mapping[str, Any]], Any]] = {
    "overview": lambda session, _: session.overview(),
    "effect": _effect,
    "choices": _choices,
    "edit": _edit,
    "meta": _meta,
    "accept": _accept,
    "save": _save,
}
