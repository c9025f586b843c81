from __future__ import annotations

import asyncio

import anyio
import h2.config
import h2.connection
import h2.events
import pytest

from cleaner.fetch.failure import FetchError
from cleaner.fetch.listing import Sources
from cleaner.fetch.network import Network, resolve
from cleaner.fetch.run import Order, outcomes
from cleaner.fetch.target import target
from tests.fetch.serving import PAGE, QUICK, answer

HUTS = "http://huts.example.org"


class SecondVersion(asyncio.Protocol):
    """A server of HTTP/2; counts its connections."""

    connections = 0

    def connection_made(self, transport):
        type(self).connections += 1
        self.transport = transport
        self.http = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
        self.http.initiate_connection()
        transport.write(self.http.data_to_send())

    def data_received(self, data):
        for event in self.http.receive_data(data):
            if isinstance(event, h2.events.RequestReceived):
                path = dict(event.headers)[b":path"]
                self.http.send_headers(event.stream_id, [(":status", "200"), ("content-type", "text/html")])
                self.http.send_data(event.stream_id, PAGE + path, end_stream=True)
        self.transport.write(self.http.data_to_send())


def test_a_server_of_http_2_is_asked_over_one_connection(tls_server, trusting):
    context = tls_server.tls
    context.set_alpn_protocols(["h2"])
    listening = tls_server.run(
        lambda: tls_server.loop.create_server(SecondVersion, "127.0.0.1", 0, ssl=context)
    )
    tls_server.tls_port = listening.sockets[0].getsockname()[1]
    urls = [f"https://safe.example.org/{i}" for i in range(3)]

    found = list(outcomes(Order(Sources(urls), QUICK), door=tls_server.door(trusting)))

    assert [outcome.visit.answer.body for outcome in found] == [PAGE + b"/%d" % i for i in range(3)]
    assert SecondVersion.connections == 1
    tls_server.run(lambda: _closed(listening))


async def _closed(listening):
    listening.close()


def test_a_connection_is_used_again(server, fetch):
    server.answers |= {f"/{i}": answer(PAGE + b"%d" % i) for i in range(5)}

    fetch(*[f"{HUTS}/{i}" for i in range(5)])

    assert len(server.dialled) == 1


def test_a_name_of_this_machine_is_resolved_and_refused():
    async def run():
        assert "127.0.0.1" in await resolve("127.1", 80)
        [outcome] = await anyio.to_thread.run_sync(lambda: list(outcomes(order)))
        return outcome

    order = Order(Sources(["http://127.1/"]), QUICK)

    assert anyio.run(run).error.kind == "address"


def test_the_first_address_that_answers_is_taken(server, fetch):
    server.names = {"huts.example.org": ["93.185.0.1", "93.184.215.14"]}
    server.answers["/a"] = answer()

    [outcome] = fetch(f"{HUTS}/a")

    assert outcome.state == "new"
    assert [address for address, _ in server.dialled][:2] == ["93.185.0.1", "93.184.215.14"]


def test_a_host_where_nobody_answers_is_told_so(server, fetch):
    server.names = {"huts.example.org": ["93.185.0.1"]}

    [outcome] = fetch(f"{HUTS}/a")

    assert outcome.error.kind == "robots-unknown"
    assert "no connection" in str(outcome.error)


def test_connecting_ends_in_time():
    async def never(_host, _port):
        await anyio.sleep(60)
        return []

    async def run():
        from cleaner.fetch.network import Allowance, allowance

        allowance.set(Allowance(HUTS, 1000))
        await Network(resolver=never).connect_tcp("huts.example.org", 80, timeout=0.05)

    with pytest.raises(FetchError, match="no connection within"):
        anyio.run(run)


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("HTTPS://Example.ORG:443/a b?c d#e", "https://example.org/a%20b?c%20d"),
        ("http://example.org", "http://example.org/"),
        ("http://bücher.example.org./é", "http://xn--bcher-kva.example.org/%C3%A9"),
        ("http://ann:secret@example.org/a", "http://example.org/a"),
        ("http://example.org/a%2Fb%c3", "http://example.org/a%2Fb%c3"),
    ],
)
def test_an_address_has_one_form(given, asked):
    assert target(given).url == asked
    assert target(asked).url == asked


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "example.org",
        "ftp://example.org/",
        "http://",
        "http://a:99999/",
        "http://[::1",
        "http://" + "a" * 70,
    ],
)
def test_what_is_no_address_is_refused(bad):
    with pytest.raises(FetchError):
        target(bad)
