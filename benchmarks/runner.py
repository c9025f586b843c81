"""Every page through every system, in worker processes that can be stopped, the CPU time of each taken.

All systems see a page one after the other in the same process, in an order that turns from page to page, so
that a busy machine or a warm cache is no system's luck. A system that hangs or dies costs its page only.
"""

from __future__ import annotations

import gc
import gzip
import multiprocessing
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from benchmarks import fields, scores, systems

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from multiprocessing.connection import Connection

    from benchmarks.corpora import Example

__all__ = ["Measured", "Row", "Worker", "row", "run"]

_PATIENCE = 10.0  # wall clock seconds per second of a deadline
_LOOK_S = 0.5  # between two looks at how much CPU time was used
_START_S = 120.0  # importing every system on a busy machine; ENGINE.md has the import times


@dataclass(frozen=True, slots=True)
class Measured:
    """What a system gave for a page and what that cost; an error leaves the output empty."""

    output: systems.Output
    cpu_s: float
    error: str | None = None
    peak_bytes: int | None = None  # of memory, of the whole process; None where the system does not tell


@dataclass(frozen=True, slots=True)
class Row:
    """One page by one system, scored; a score is None where its truth was not annotated."""

    corpus: str
    id: str
    url: str | None
    page_type: str | None
    lang: str
    system: str
    cpu_s: float
    error: str | None
    words: scores.Score | None = None
    paragraphs: scores.Score | None = None
    snippets: scores.Snippets | None = None
    fields: Mapping[str, fields.Tally] = field(default_factory=dict)


class Worker:
    """A process that holds loaded systems; stopped and started anew when a page takes too long."""

    def __init__(self, names: Sequence[str], *, memory_bytes: int | None = None) -> None:
        self._names = tuple(names)
        self._memory_bytes = memory_bytes
        self._context = multiprocessing.get_context("spawn")
        self._process: Any = None
        self._pipe: Connection[Any, Any] | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def measure(self, path: Path, url: str | None, name: str, *, deadline_s: float) -> Measured:
        """One system on one page (gunzipped if its name ends in .gz); never raises for what a system does.

        The deadline is of CPU time, so that a busy machine fails nobody.
        """
        pipe = self._pipe or self._start()
        began = time.monotonic()
        try:
            pipe.send((path, url, name))
            if self._answers(pipe, deadline_s):
                answer: Measured = pipe.recv()
                return answer
            why = f"no answer after {deadline_s:g} s"
        except (EOFError, OSError):
            self._process.join()
            why = f"the process died, exit status {self._process.exitcode}"
        self._stop()
        return Measured(systems.Output(), min(time.monotonic() - began, deadline_s), why)

    def _answers(self, pipe: Connection[Any, Any], deadline_s: float) -> bool:
        """Whether an answer came before the deadline; False too for one who waits without working."""
        before = _cpu_s(self._process.pid)
        latest = time.monotonic() + _PATIENCE * deadline_s
        while not pipe.poll(min(deadline_s, _LOOK_S)):
            if _cpu_s(self._process.pid) - before > deadline_s or time.monotonic() > latest:
                return False
        return True

    def _start(self) -> Connection[Any, Any]:
        here, there = self._context.Pipe()
        arguments = (there, self._names, self._memory_bytes)
        self._process = self._context.Process(target=_serve, args=arguments, daemon=True)
        self._process.start()
        there.close()
        self._pipe = here
        if not here.poll(_START_S):
            self._stop()
            raise TimeoutError(f"a worker did not start within {_START_S:g} s")
        try:
            here.recv()
        except EOFError as error:
            raise RuntimeError("a worker died while loading its systems, its error is above") from error
        return here

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None


def run(
    examples: Sequence[Example],
    names: Sequence[str],
    *,
    jobs: int = 1,
    deadline_s: float = 60.0,
    lang_of: Callable[[Example], str] = lambda example: example.lang or "?",
    progress: Callable[[int], None] = lambda _: None,
) -> list[Row]:
    """A row per page and system, in the order of the examples, then of the names."""
    queue: SimpleQueue[tuple[int, Example]] = SimpleQueue()
    for item in enumerate(examples):
        queue.put(item)
    done: dict[int, list[Row]] = {}

    def work() -> None:
        with Worker(names) as worker:
            while True:
                try:
                    index, example = queue.get_nowait()
                except Empty:
                    return
                lang = lang_of(example)
                rows = {}
                for name in _turned(names, index):
                    measured = worker.measure(example.path, example.url, name, deadline_s=deadline_s)
                    rows[name] = row(example, name, measured, lang=lang)
                done[index] = [rows[name] for name in names]
                progress(len(done))

    with ThreadPoolExecutor(jobs) as pool:
        for future in [pool.submit(work) for _ in range(jobs)]:
            future.result()
    return [one for index in sorted(done) for one in done[index]]


def row(example: Example, name: str, measured: Measured, *, lang: str = "?") -> Row:
    """A page's output against its truth."""
    truth, text = example.truth, measured.output.text
    snippets = None
    if truth.wanted is not None or truth.unwanted is not None:
        snippets = scores.snippet_counts(text, truth.wanted or (), truth.unwanted or ())
    return Row(
        corpus=example.corpus,
        id=example.id,
        url=example.url,
        page_type=example.page_type,
        lang=lang,
        system=name,
        cpu_s=measured.cpu_s,
        error=measured.error,
        words=None if truth.text is None else scores.word_score(text, truth.text),
        paragraphs=None if truth.paragraphs is None else scores.paragraph_score(text, truth.paragraphs),
        snippets=snippets,
        fields=fields.judge_all(measured.output.fields(), truth),
    )


def _turned(names: Sequence[str], index: int) -> list[str]:
    start = index % len(names)
    return [*names[start:], *names[:start]]


def _serve(pipe: Connection[Any, Any], names: Sequence[str], memory_bytes: int | None) -> None:
    if memory_bytes is not None:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    extractors = {name: systems.load(name) for name in names}
    # What the systems loaded is not searched for garbage again and again on the clock.
    gc.collect()
    gc.freeze()
    pipe.send("ready")
    read: tuple[Path, bytes] | None = None
    while True:
        try:
            path, url, name = pipe.recv()
        except EOFError:
            return
        if read is None or read[0] != path:
            read = (path, _body(path))
        pipe.send(_measure(extractors[name], read[1], url))


def _measure(extract: systems.Extractor, body: bytes, url: str | None) -> Measured:
    _forget()
    gc.collect()
    _watch_memory()
    began = time.process_time()
    try:
        output, error = extract(body, url), None
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as raised:  # noqa: BLE001  a peer may raise anything; it is counted and shown
        output, error = systems.Output(), f"{type(raised).__name__}: {raised}"[:200]
    return Measured(output, time.process_time() - began, error, _peak_bytes())


def _forget() -> None:
    """Trafilatura remembers what it parsed: its second variant on a page would get that for nothing."""
    if "trafilatura.meta" in sys.modules:
        sys.modules["trafilatura.meta"].reset_caches()


def _cpu_s(pid: int) -> float:
    """CPU seconds a process has used; the clock on the wall where the system does not tell."""
    try:
        # proc(5): the name in brackets may hold spaces; utime and stime are fields 14 and 15.
        columns = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return time.monotonic()
    return (int(columns[11]) + int(columns[12])) / os.sysconf("SC_CLK_TCK")


def _watch_memory() -> None:
    """From here on `_peak_bytes` counts anew, where the system is Linux."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")  # proc(5): reset the peak resident set size


def _peak_bytes() -> int | None:
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return None


def _body(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
