"""What was learned, as the file that ships and as the model card beside the docs."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from cleaner.labels import cut
from cleaner.labels.weights import FORMAT, column_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from training.fit import Learned

__all__ = ["as_bytes", "card", "save", "write"]

_EPOCH = (2020, 1, 1, 0, 0, 0)  # of every member: the same weights make the same file
_CARD = Path(__file__).with_name("card.md")
_LICENCES = {
    "wcxb": "WCXB (Foley 2026), development split; CC BY 4.0",
    "news": "AndyTheFactory article-extraction-dataset; Apache 2.0",
    "segments": "half of trafilatura's evaluation set; Apache 2.0",
    "publishers": "half of fundus' parser fixtures; MIT",
}


def save(path: Path, learned: Learned, version: str) -> None:
    """Write the weights; the same weights give the same bytes."""
    arrays: dict[str, NDArray[np.generic]] = {
        "format": np.array(FORMAT, np.int32),
        "version": as_bytes([version]),
        "block_names": as_bytes(column_names()),
        "cut_names": as_bytes(cut.names()),
    }
    for source in ("own", "above", "text"):
        arrays |= _vocabulary(source, getattr(learned.vocabulary, source))
    known = sorted(word for word in learned.page_words if word)
    arrays["page_words"] = as_bytes(known)
    table = np.array([learned.page_words[word] for word in (*known, "")])
    arrays["page_weights"] = table.astype(np.float16)
    for name, stored in (("net", learned.network), ("block", learned.blocks), ("cut", learned.cuts)):
        arrays |= {f"{name}_{part}": values for part, values in stored.items()}
    write(path, arrays)


def write(path: Path, arrays: Mapping[str, NDArray[np.generic]]) -> None:
    """Write arrays by name; the same arrays give the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name in sorted(arrays):
            member = zipfile.ZipInfo(f"{name}.npy", _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            with file.open(member, "w") as out:
                np.lib.format.write_array(out, np.asarray(arrays[name]), allow_pickle=False)


def _vocabulary(source: str, weights: Mapping[str, float]) -> dict[str, NDArray[np.generic]]:
    words = sorted(weights)
    values = np.array([weights[word] for word in words], np.float16)
    return {f"{source}_words": as_bytes(words), f"{source}_weights": values}


def as_bytes(words: Iterable[str]) -> NDArray[np.uint8]:
    """A list of words as an array; nothing in the file is code."""
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def card(
    learned: Learned, figures: str, *, version: str, date: str, seed: int, size: int, pages: Mapping[str, int]
) -> str:
    """The model card, in Markdown."""
    data = "\n".join(
        f"- `{name}`: {count} pages; {_LICENCES.get(name, 'see its README')}" for name, count in pages.items()
    )
    vocabulary = learned.vocabulary
    return _CARD.read_text(encoding="utf-8").format(
        version=version,
        date=date,
        seed=seed,
        size=f"{size:,}",
        vocabulary=f"{len(vocabulary.own) + len(vocabulary.above) + len(vocabulary.text):,}",
        page_words=f"{len(learned.page_words):,}",
        layers=len(learned.network["beside"]),
        width=len(learned.network["second"]),
        blocks=len(learned.blocks["leaf"]),
        columns=len(column_names()),
        cuts=len(learned.cuts["leaf"]),
        data=data,
        figures=figures,
    )
