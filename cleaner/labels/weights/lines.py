"""The line model's weights, `lines.npz`, written by `python -m training.lines`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.features import lines
from cleaner.labels import cut
from cleaner.labels.network import Network
from cleaner.labels.weights import stored

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleaner.labels.trees import Trees

__all__ = ["FORMAT", "SHIPPED", "LineWeights", "load", "read"]

FORMAT = 1  # of the file; one that another number wrote is not read
SHIPPED = Path(__file__).with_name("lines.npz")


@dataclass(frozen=True, slots=True)
class LineWeights:
    """All that was learned of text dumps."""

    version: str
    words: Mapping[str, float]  # log-odds of content
    network: Network
    cuts: Trees


@lru_cache(maxsize=1)
def load() -> LineWeights:
    """The weights that ship with the package, read once."""
    return read(SHIPPED)


def read(path: Path) -> LineWeights:
    """The weights of a file; CleanerError where this version of the package cannot use them."""
    with stored.opened(path, FORMAT, line_names=lines.names(), cut_names=cut.names()) as arrays:
        return LineWeights(
            version=stored.words(arrays["version"])[0],
            words=stored.table(arrays, "text"),
            network=Network.of(stored.part(arrays, "net")),
            cuts=stored.trees(stored.part(arrays, "cut")),
        )
