"""A run: the shards of a plan, cleaned by an engine.

An engine is given shards that are not done and yields what became of each, as they are done. It decides
where a shard is cleaned and what happens when a machine is lost; what a shard is, and when it is done,
`clean_shard` knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaner import stores
from cleaner.batch.pool import Workers
from cleaner.batch.shard import clean_shard
from cleaner.batch.worker import work_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cleaner.batch.ledger import Entry, Shard
    from cleaner.batch.pool import Limits
    from cleaner.batch.worker import Outcome
    from cleaner.pipeline import Options

__all__ = ["Lost", "Run", "run_here"]


@dataclass(frozen=True, slots=True)
class Run:
    """How the shards of a plan are cleaned."""

    folder: str
    suffix: str
    options: Options
    limits: Limits
    retry_failed: bool = False

    def clean(
        self, shard: Shard, *, workers: Workers | None = None, seen: Callable[[Outcome], None] | None = None
    ) -> Entry:
        """The entry of a shard, cleaned here."""
        return clean_shard(
            shard.sources,
            stores.joined(self.folder, f"{shard.name}{self.suffix}"),
            options=self.options,
            limits=self.limits,
            retry_failed=self.retry_failed,
            workers=workers,
            seen=seen,
        )


@dataclass(frozen=True, slots=True)
class Lost:
    """A shard that an engine could not get done; the next run takes it up."""

    shard: str
    reason: str


def run_here(
    shards: Sequence[Shard], run: Run, *, seen: Callable[[Outcome], None] | None = None
) -> Iterator[Entry | Lost]:
    """One shard after the other, its pages among the processes of this machine."""
    with Workers(work_of(run.options, as_rows=True), run.limits) as workers:
        for shard in shards:
            yield run.clean(shard, workers=workers, seen=seen)
