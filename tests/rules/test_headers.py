"""Headers for fetching, and no secrets among them."""

from __future__ import annotations

import pytest

from cleaner.errors import CleanerError
from tests.rules.making import problems_of, site_of

KEYS = """
    fetch:
      headers:
        Accept-Language: de
        Cookie: {env: HUTS_COOKIE}
"""


def test_a_secret_comes_from_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("HUTS_COOKIE", "id=7")

    assert site_of(tmp_path, KEYS).headers() == {"Accept-Language": "de", "Cookie": "id=7"}


def test_a_variable_that_is_not_set_is_named(tmp_path, monkeypatch):
    monkeypatch.delenv("HUTS_COOKIE", raising=False)

    with pytest.raises(CleanerError, match=r'the header "Cookie" .* variable HUTS_COOKIE, which is not set'):
        site_of(tmp_path, KEYS).headers()


def test_a_value_cannot_forge_a_header(tmp_path, monkeypatch):
    monkeypatch.setenv("HUTS_COOKIE", "id=7\r\nHost: evil.example")

    with pytest.raises(CleanerError, match="line end"):
        site_of(tmp_path, KEYS).headers()


def test_a_site_without_fetch_wants_no_headers(tmp_path):
    assert site_of(tmp_path, "drop: [.box]").headers() == {}
    assert site_of(tmp_path, "fetch: {}").headers() == {}


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("Cookie: id=7", '"Cookie" is a secret, and rule files are shared - write {env:'),
        ("X-Api-Key: abc", '"X-Api-Key" is a secret'),
        ("Host: a.example", 'the header "Host" is set by cleaner itself'),
        ("'a b': c", '"a b" is no name of a header'),
        ("Cookie: {env: 'a b'}", '"a b" is no name of an environment variable'),
        ("Cookie: {file: x}", 'unknown key "file" for the header "Cookie"'),
    ],
)
def test_bad_headers_are_errors(tmp_path, header, problem):
    text = f"sites:\n  a:\n    hosts: [a.example]\n    fetch: {{headers: {{{header}}}}}\n"

    assert problem in problems_of(tmp_path, text)[0]
