"""The server answers the workbench, and nobody else."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import contextmanager
from http.client import HTTPConnection

import pytest

from cleaner.errors import CleanerError
from cleaner.workbench import Server
from tests.workbench.making import HOST, session_of


@contextmanager
def running(session):
    with Server(session) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running(session_of(tmp_path_factory.mktemp("wb"))) as server:
        yield server


def _ask(server, path="", method="GET", body=None, **headers):
    own = {"Host": server.hosts[0]}
    if method == "POST":
        own |= {"Content-Type": "application/json", "Origin": f"http://{server.hosts[0]}"}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    try:
        wanted = {name: value for name, value in (own | named).items() if value is not None}
        connection.request(method, f"/{server.token}/{path}", body, wanted)
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def _question(server, what, asked, **headers):
    answer, body = _ask(server, what, "POST", json.dumps(asked), **headers)
    return answer.status, json.loads(body)


def test_the_app_and_its_files_are_served_with_a_strict_policy(server):
    for path, kind in [("", "text/html"), ("app.js", "text/javascript"), ("roles.css", "text/css")]:
        answer, body = _ask(server, path)
        assert answer.status == 200
        assert body
        assert answer.headers["Content-Type"] == f"{kind}; charset=utf-8"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    policy = _ask(server)[0].headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_a_saved_page_is_served_without_scripts(server):
    answer, body = _ask(server, "page/1")

    assert "The night train" in body.decode()
    assert b"<script" not in body
    assert "sandbox allow-same-origin" in answer.headers["Content-Security-Policy"]
    assert "allow-scripts" not in answer.headers["Content-Security-Policy"]


def test_questions_are_answered(server):
    status, overview = _question(server, "overview", {})
    assert (status, overview["site"]) == (200, HOST)

    status, edited = _question(
        server,
        "edit",
        {"rule": overview["rule"], "action": {"do": "add", "directive": "drop", "select": ".kit-list"}},
    )
    assert ".kit-list" in edited["rule"]
    status, effect = _question(server, "effect", {"rule": edited["rule"], "page": 2})
    assert effect["pages"][0]["words"] < effect["pages"][0]["before"]
    status, choices = _question(server, "choices", {"page": 0, "node": None, "text": "Maps"})
    assert choices[0]["text"] == "Maps"
    status, accepted = _question(server, "accept", {"rule": edited["rule"], "pages": [0]})
    assert "tests:" in accepted["rule"]
    asked = {
        "rule": edited["rule"],
        "page": 0,
        "block": 5,
        "node": 30,
        "field": "title",
        "choice": ".story-title",
    }
    status, meta = _question(server, "meta", asked)
    assert "title: {from: .story-title}" in meta["rule"]
    assert _question(server, "save", {"rule": edited["rule"]})[1]["problems"] == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example.org"}, 421),  # a name that was made to lead here
        ({"Origin": "https://evil.example.org"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": None}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Content_Type": "text/plain"}, 403),  # what a form can send without asking
        ({"Content_Length": "99999999"}, 413),
        ({"Content_Length": "-1"}, 413),
    ],
)
def test_who_is_not_the_workbench_is_refused(headers, status, server):
    assert _question(server, "save", {"rule": ""}, **headers)[0] == status


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example.org"}, {"Sec_Fetch_Site": "cross-site"}]
)
def test_pages_cannot_be_taken_from_elsewhere_either(headers, server):
    assert _ask(server, "page/0", **headers)[0].status == 403


@pytest.mark.parametrize("path", ["/", "/wrong/", "/wrong/page/0", "/wrong/save", "//", "/..%2f"])
def test_without_the_secret_there_is_nothing(path, server):
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()

    assert answer.status == 404
    assert server.token not in answer.read().decode()
    connection.close()


@pytest.mark.parametrize("path", ["page/99", "page/x", "page/", "../app.js", "app.py", "page/999999999999"])
def test_what_is_not_there_is_an_error_and_no_file(path, server):
    assert _ask(server, path)[0].status in (400, 404)


@pytest.mark.parametrize("body", ["", "[]", "{", "[" * 100_000, '"x"'])
def test_what_is_no_question_is_refused(body, server):
    answer, _ = _ask(server, "effect", "POST", body)

    assert answer.status == 400


@pytest.mark.parametrize(
    ("what", "asked", "status"),
    [
        ("effect", {"rule": 1, "page": 0}, 400),
        ("effect", {"rule": "", "page": True}, 400),
        ("effect", {"rule": "", "page": 77}, 400),
        ("edit", {"rule": "", "action": {"do": "burn"}}, 400),
        ("edit", {"rule": "a: [", "action": {"do": "add", "directive": "drop", "select": ".x"}}, 409),
        ("accept", {"rule": "", "pages": ["0"]}, 400),
        ("choices", {"page": 0, "node": "1", "text": ""}, 400),
        ("nothing", {}, 404),
    ],
)
def test_a_wrong_question_gets_an_error_that_says_what_is_wrong(what, asked, status, server):
    found, said = _question(server, what, asked)

    assert found == status
    assert said["error"]


def test_it_answers_on_this_machine_only(server):
    assert server.server_address[0] == "127.0.0.1"
    assert server.url.startswith(f"http://127.0.0.1:{server.server_port}/{server.token}/")
    assert len(server.token) >= 32


def test_a_port_that_is_taken_is_an_error_that_says_what_to_do(server):
    with pytest.raises(CleanerError, match="choose another with --port"):
        Server(server.session, port=server.server_port)


def test_a_browser_that_goes_away_leaves_no_trace(server, capfd):
    with socket.create_connection(("127.0.0.1", server.server_port)) as away:
        away.sendall(f"GET /{server.token}/app.js HTTP/1.1\r\nHost: {server.hosts[0]}\r\n".encode())

    assert _ask(server)[0].status == 200
    assert capfd.readouterr().err == ""
