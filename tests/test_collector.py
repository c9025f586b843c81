"""The garbage collector: out of the way of a page, and back in its place."""

from __future__ import annotations

import gc

import pytest

import cleaner
from cleaner.collector import collector_paused

_PAGE = "<title>Ten huts</title><article><h1>Ten huts</h1>" + "<p>She never went <a href=b>back</a>.</p>" * 40


@pytest.fixture(autouse=True)
def _collector_on():
    gc.enable()
    yield
    gc.enable()


def test_the_collector_is_off_meanwhile_and_on_again_even_after_an_error():
    @collector_paused()
    def fail() -> None:
        raise RuntimeError(gc.isenabled())

    with pytest.raises(RuntimeError, match="False"):
        fail()

    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off():
    gc.disable()

    with collector_paused():
        pass

    assert not gc.isenabled()


@pytest.mark.parametrize("engine", ["blocks", "density"])
def test_a_page_leaves_nothing_for_the_collector(engine):
    cleaner.clean(_PAGE, engine=engine)  # what is imported and compiled the first time leaves cycles
    gc.collect()

    with collector_paused():
        cleaner.clean(_PAGE, engine=engine, url="https://example.org/huts")

        assert gc.collect() == 0
