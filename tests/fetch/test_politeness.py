from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import anyio
import pytest

from cleaner.errors import UsageError
from cleaner.fetch.gates import Gates
from cleaner.fetch.ledger import Ledger
from cleaner.fetch.session import retry_after
from cleaner.fetch.settings import Settings
from tests.fetch.serving import PAGE, QUICK, answer, moved

HUTS = "http://huts.example.org"


class HandClock:
    """A clock that only sleep moves."""

    def __init__(self, now: float = 1000.0) -> None:
        self.time = now
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 6))
        self.time += seconds
        await anyio.lowlevel.checkpoint()


def gates(clock: HandClock, delay_s: float = 1.0, ledger: Ledger | None = None) -> Gates:
    return Gates(delay_s=delay_s, hosts_at_once=4, ledger=ledger or Ledger(), clock=clock)


async def ask(gates: Gates, host: str) -> None:
    async with gates.turn(host):
        pass


def test_a_host_rests_behind_each_answer_and_another_does_not_wait_for_it():
    clock = HandClock()

    async def run():
        hosts = gates(clock)
        await ask(hosts, "a")
        await ask(hosts, "b")
        assert clock.slept == []
        await ask(hosts, "a")

    anyio.run(run)

    assert clock.slept == [1.0]


def test_a_host_has_one_request_at_a_time():
    at_once, most = 0, 0

    async def one(hosts):
        nonlocal at_once, most
        async with hosts.turn("a"):
            at_once += 1
            most = max(most, at_once)
            await anyio.lowlevel.checkpoint()
            at_once -= 1

    async def run():
        async with anyio.create_task_group() as group:
            hosts = gates(HandClock())
            for _ in range(5):
                group.start_soon(one, hosts)

    anyio.run(run)

    assert most == 1


def test_a_host_that_asks_for_time_gets_it():
    clock = HandClock()

    async def run():
        hosts = gates(clock)
        hosts.slow_down("a", 5.0)
        await ask(hosts, "a")
        hosts.hold("a", 60.0)
        await ask(hosts, "a")
        await ask(hosts, "a")

    anyio.run(run)

    assert clock.slept == [4.0, 60.0, 5.0]


def test_the_pause_is_kept_over_runs_and_over_a_clock_that_was_put_back(tmp_path):
    async def run(clock):
        ledger = Ledger(tmp_path / "ledger.sqlite")
        try:
            await ask(gates(clock, ledger=ledger), "a")
        finally:
            ledger.close()
        return clock.slept

    assert anyio.run(run, HandClock(1000.0)) == []
    assert anyio.run(run, HandClock(1000.4)) == [0.6]
    assert anyio.run(run, HandClock(10.0)) == [1.0]


@pytest.mark.parametrize(
    ("robots", "state"),
    [
        (answer(b"User-agent: *\nDisallow: /private", content_type="text/plain"), "failed"),
        (answer(b"User-agent: cleaner\nDisallow: /\n", content_type="text/plain"), "failed"),
        (answer(b"User-agent: otherbot\nDisallow: /\n", content_type="text/plain"), "new"),
        (answer(b"User-agent: *\nDisallow: /\nAllow: /private/ok$\n"), "new"),
        (answer(b"no", "404 Not Found"), "new"),
        (answer(b"no", "403 Forbidden"), "new"),
        (answer(b"", "429 Too Many Requests", retry_after="0"), "new"),
        (answer(b"<!doctype html><p>All welcome."), "new"),
        (answer(bytes(range(256)) * 100), "new"),
        (answer(b"User-agent: *\nDisallow: /private\n" + b"# more\n" * 400_000), "failed"),
        (moved("http://other.example.org/robots-of-huts"), "failed"),
        (moved(f"{HUTS}/robots.txt"), "new"),  # RFC 9309, 2.3.1.2: after five redirects as if there were none
    ],
)
def test_robots_txt_is_obeyed(robots, state, server, fetch):
    server.answers |= {
        "huts.example.org/robots.txt": robots,
        "/robots-of-huts": answer(b"User-agent: *\nDisallow: /private"),
        "/private/ok": answer(),
    }

    [outcome] = fetch(f"{HUTS}/private/ok")

    assert outcome.state == state
    if outcome.error:
        assert outcome.error.kind == "robots"
        assert "robots.txt forbids it to cleaner" in str(outcome.error)


@pytest.mark.parametrize("status", ["500 Oops", "503 Busy"])
def test_a_robots_txt_that_cannot_be_had_forbids_everything_for_now(status, server, fetch):
    server.answers |= {"/robots.txt": answer(b"", status), "/a": answer()}

    [outcome] = fetch(f"{HUTS}/a")

    assert outcome.error.kind == "robots-unknown"
    assert server.asked() == []
    assert len(server.log) == QUICK.tries


def test_a_slow_robots_txt_forbids_everything_for_now(server, fetch):
    async def never(_request):
        await anyio.sleep(30)

    server.answers |= {"/robots.txt": never, "/a": answer()}
    once = replace(QUICK, tries=1, limits=replace(QUICK.limits, read_s=0.2))

    [outcome] = fetch(f"{HUTS}/a", settings=once)

    assert "no robots.txt to be had: nothing came for 0.2 s" in str(outcome.error)


def test_robots_txt_is_asked_for_once_a_day_and_over_runs(server, fetch):
    server.answers |= {"/a": answer(), "/b": answer(PAGE + b"2")}

    fetch(f"{HUTS}/a", f"{HUTS}/b")
    fetch(f"{HUTS}/a", f"{HUTS}/b")

    assert [request.path for request in server.log].count("/robots.txt") == 1


def test_a_crawl_delay_beyond_all_patience_is_told(server, fetch):
    server.answers |= {"/robots.txt": answer(b"User-agent: *\nCrawl-delay: 3600"), "/a": answer()}

    [outcome] = fetch(f"{HUTS}/a")

    assert outcome.error.kind == "wait"
    assert "robots.txt asks for 3,600 s between pages" in str(outcome.error)


def test_a_redirect_is_subject_to_the_other_hosts_robots_txt(server, fetch):
    server.answers |= {
        "huts.example.org/a": moved("http://other.example.org/a"),
        "other.example.org/robots.txt": answer(b"User-agent: *\nDisallow: /"),
        "other.example.org/a": answer(),
    }

    [outcome] = fetch(f"{HUTS}/a")

    assert outcome.error.kind == "robots"
    assert server.asked() == ["/a"]


def test_a_server_that_is_too_busy_is_asked_again_later(server, fetch):
    answers = iter([answer(b"", "503 Busy"), answer(b"", "429 Slow", retry_after="0"), answer()])

    async def busy(_request):
        return next(answers)

    server.answers["/a"] = busy

    [outcome] = fetch(f"{HUTS}/a")

    assert outcome.state == "new"
    assert server.asked() == ["/a"] * 3


def test_a_server_that_asks_for_too_much_time_is_left_alone(server, fetch):
    server.answers["/a"] = answer(b"", "429 Too Many Requests", retry_after="7200")

    [outcome] = fetch(f"{HUTS}/a")

    assert outcome.error.kind == "wait"
    assert "come back in 7,200 s" in str(outcome.error)
    assert server.asked() == ["/a"]


def test_a_host_that_is_down_is_given_up_after_some_pages(server, fetch):
    async def nothing(request):
        request.writer.transport.abort()

    server.answers |= {f"/{i}": nothing for i in range(20)}

    found = fetch(*[f"{HUTS}/{i}" for i in range(20)], settings=replace(QUICK, tries=1))

    assert [outcome.error.kind for outcome in found] == ["connect"] * 5 + ["host"] * 15
    assert len(server.asked()) == 5


def test_a_date_to_come_back_is_read_as_well_as_a_number():
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=90))

    assert 80 <= retry_after(soon) <= 91
    assert retry_after("120") == 120.0
    assert retry_after("soon") is retry_after(None) is None


def test_the_server_learns_who_asks_and_whom_to_write_to(server, fetch):
    server.answers["/a"] = answer()

    fetch(f"{HUTS}/a", settings=replace(QUICK, product="mybot/1.0", contact="https://example.org/bot"))

    assert {request.headers["user-agent"] for request in server.log} == {
        "mybot/1.0 (+https://example.org/bot)"
    }


@pytest.mark.parametrize("bad", [{"product": "a\r\nb"}, {"product": "1bot"}, {"tries": 0}, {"delay_s": -1}])
def test_settings_that_make_no_sense_are_refused(bad):
    with pytest.raises(UsageError):
        Settings(**bad)
