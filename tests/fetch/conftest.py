from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import pytest
import trustme

from cleaner.fetch.listing import Sources
from cleaner.fetch.run import Order, outcomes
from tests.fetch.serving import QUICK, Server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cleaner.fetch.crawl import Outcome


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def tls_server(authority: trustme.CA) -> Iterator[Server]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("safe.example.org").configure_cert(context)
    with Server(tls=context) as running:
        yield running


@pytest.fixture
def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


@pytest.fixture
def fetch(server: Server, tmp_path) -> Callable[..., list[Outcome]]:
    """All outcomes of a run, into the store `raw` unless it says otherwise."""

    def run(*urls: str, settings=QUICK, store=tmp_path / "raw", sources=None, **order) -> list[Outcome]:
        wanted = sources or Sources(urls)
        return list(outcomes(Order(wanted, settings, store=store, **order), door=server.door()))

    return run
