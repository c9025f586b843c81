from __future__ import annotations

from tests.fetch.serving import PAGE, answer, moved

HUTS = "http://huts.example.org"


def test_credentials_of_an_address_go_to_its_host_alone_and_are_stored_nowhere(server, fetch, tmp_path):
    server.answers |= {
        "huts.example.org/a": moved("http://other.example.org/b"),
        "other.example.org/b": moved("http://huts.example.org:8080/c"),
        "huts.example.org:8080/c": answer(),
    }

    [outcome] = fetch("http://ann:s3cret@huts.example.org/a")

    assert outcome.url == f"{HUTS}/a"
    told = {request.host + request.path for request in server.log if "authorization" in request.headers}
    assert told == {"huts.example.org/a"}
    for path in (tmp_path / "raw").rglob("*"):
        assert path.is_dir() or b"s3cret" not in path.read_bytes()


def test_cookies_are_a_hosts_own_whatever_domain_it_claims(server, fetch):
    server.answers |= {
        "huts.example.org/a": answer(set_cookie="id=7; Domain=example.org; Path=/"),
        "huts.example.org/b": moved("http://other.example.org/c"),
        "other.example.org/c": answer(PAGE + b"2"),
    }

    fetch(f"{HUTS}/a", f"{HUTS}/b")

    told = {request.host + request.path: request.headers.get("cookie") for request in server.log}
    assert told["huts.example.org/b"] == "id=7"
    assert told["other.example.org/c"] is None


def test_cookies_are_forgotten_with_the_run(server, fetch):
    server.answers["/a"] = answer(set_cookie="id=7; Max-Age=9999")

    fetch(f"{HUTS}/a")
    fetch(f"{HUTS}/a")

    assert server.log[-1].headers.get("cookie") is None


def test_a_host_that_sends_too_many_cookies_gets_none_back(server, fetch):
    many = "\r\nset-cookie: ".join(f"c{i}=x" for i in range(100))
    server.answers |= {"/a": answer(set_cookie=many), "/b": answer(PAGE + b"2")}

    fetch(f"{HUTS}/a", f"{HUTS}/b")

    assert server.log[-1].headers.get("cookie") is None


def test_headers_of_a_rule_go_where_the_rule_says_and_no_further(server, fetch):
    server.answers |= {
        "huts.example.org/a": moved("http://other.example.org/b"),
        "other.example.org/b": answer(),
    }

    fetch(f"{HUTS}/a", headers_for=lambda url: {"Cookie": "paid=1"} if "huts." in url else {})

    told = {request.host + request.path: request.headers.get("cookie") for request in server.log}
    assert told["huts.example.org/a"] == "paid=1"
    assert told["other.example.org/b"] is None
