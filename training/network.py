"""The convolutional network: torch fits it, and its weights go out as plain arrays.

It learns two things at once: which blocks are content, by cross-entropy over blocks and by the word F1 of
each page (made soft: probabilities in place of decisions), and of which type the page is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from cleaner.labels.network import LIMIT
from cleaner.types import PAGE_TYPES
from training.words import block_weights

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from training.datasets import Sample

    Arrays = dict[str, NDArray[np.generic]]

__all__ = ["Lesson", "Shape", "fit_network"]

# Tried on one fold: dropout of .2 and .35 and 16 and 20 epochs are equally good.
_BATCH, _RATE, _DECAY = 16, 4e-3, 0.02
_DROPPED = 77  # of 256 values
_F1, _TYPE = 0.5, 0.05  # weight of these losses beside that of blocks
_LONGEST = 700  # blocks of a page that are seen at a time
_OTHERS = 0.5  # how often a page is replaced by something like it; .3 generalises less
_SHUFFLE = 30.0  # blocks: pages of about the same length are learned together, not always the same ones
_SAMPLE = 7  # of every so many blocks one tells the columns' means and deviations


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a network is, and how often it sees each lesson."""

    width: int = 48
    layers: int = 5
    epochs: int = 16


@dataclass(frozen=True, slots=True)
class Lesson:
    """One page to learn from; columns as the model sees them, one row a column."""

    columns: NDArray[np.float32]
    share: NDArray[np.float32]  # of each block's words that are the truth's, -1: nobody knows
    weight: NDArray[np.float32]  # of each block in the cross-entropy
    words: NDArray[np.float32]  # of each block
    whole: bool  # all of the page's truth is known
    page_type: int  # index into PAGE_TYPES, -1 for unknown

    @classmethod
    def of(cls, sample: Sample, columns: NDArray[np.float32]) -> Lesson:
        """A sample with its columns."""
        return cls(
            columns=columns,
            share=sample.share,
            weight=block_weights(sample).astype(np.float32),
            words=np.array([len(words) for words in sample.words], np.float32),
            whole=sample.truth is not None,
            page_type=PAGE_TYPES.index(sample.page_type)
            if sample.page_type and sample.corpus == "wcxb"
            else -1,
        )


class _Drop(nn.Module):
    """Dropout whose dice are bytes: torch's own takes as long as all the rest of a step."""

    def __init__(self, random: np.random.Generator) -> None:
        super().__init__()
        self.random = random

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        dice = np.frombuffer(self.random.bytes(x.numel()), np.uint8).reshape(x.shape)
        return x * torch.from_numpy(dice >= _DROPPED) * (256 / (256 - _DROPPED))


class _Net(nn.Module):
    """As `cleaner.labels.network.Network`, with dropout while it learns."""

    def __init__(self, columns: int, shape: Shape, random: np.random.Generator) -> None:
        super().__init__()
        width, layers = shape.width, range(shape.layers)
        self.first, self.second = nn.Linear(columns, width), nn.Linear(width, width)
        self.beside = nn.ModuleList(nn.Linear(3 * width, width) for _ in layers)
        self.mixed = nn.ModuleList(nn.Linear(2 * width, width) for _ in layers)
        self.last = nn.Linear(2 * width, 1)
        self.types = nn.Linear(2 * width, len(PAGE_TYPES))
        self.drop = _Drop(random)

    def forward(self, x: torch.Tensor, real: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Log-odds of blocks and of page types; `real` is 0 where a page has ended."""
        start = functional.relu(self.first(self.drop(x)))
        start = functional.relu(self.second(self.drop(start)))
        heard, mask = start, real[:, :, None]
        count = mask.sum(1, keepdim=True)
        for i, (beside, mixed) in enumerate(zip(self.beside, self.mixed, strict=True)):
            heard = heard * mask
            wide = functional.pad(heard, (0, 0, 2**i, 2**i))
            around = torch.cat([wide[:, : -2 * 2**i], heard, wide[:, 2 * 2**i :]], 2)
            said = functional.relu(beside(around))
            page = (heard.sum(1, keepdim=True) / count).expand_as(said)
            heard = heard + self.drop(mixed(torch.cat([said, page], 2)))
        seen = functional.relu(heard) * mask
        whole = torch.cat([seen.sum(1) / count[:, :, 0], seen.amax(1)], 1)
        return self.last(torch.cat([seen, start], 2)).squeeze(2), self.types(whole)


def fit_network(pages: Sequence[Sequence[Lesson]], seed: int, shape: Shape = Shape()) -> Arrays:
    """The weights as arrays; the same pages and seed give the same weights on one machine.

    A page is a lesson, and behind it what may stand for it: the same page in other words, or with more on it.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    random = np.random.default_rng(seed)
    seen = np.hstack([page[0].columns[:, ::_SAMPLE] for page in pages])
    mean, scale = seen.mean(axis=1), 1 / (seen.std(axis=1) + 1e-3)
    net = _Net(len(mean), shape, random)
    optimizer = torch.optim.AdamW(net.parameters(), lr=_RATE, weight_decay=_DECAY)
    steps = shape.epochs * -(-len(pages) // _BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, total_steps=steps + 1)
    net.train()
    for _ in range(shape.epochs):
        for batch in _batches([_drawn(page, random) for page in pages], random):
            loss = _loss(net, _tensors(batch, mean, scale, random))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return _arrays(net, mean, scale)


def _drawn(page: Sequence[Lesson], random: np.random.Generator) -> Lesson:
    """The page itself, or one of those that may stand for it."""
    own, *others = page
    return others[int(random.integers(len(others)))] if others and random.random() < _OTHERS else own


def _batches(lessons: Sequence[Lesson], random: np.random.Generator) -> Iterator[list[Lesson]]:
    """All lessons once, in batches of pages of about the same length, in random order."""
    sizes = np.array([len(lesson.share) for lesson in lessons])
    order = np.argsort(sizes + random.normal(0, _SHUFFLE, len(sizes)), kind="stable")
    starts = random.permutation(range(0, len(order), _BATCH))
    for start in starts.tolist():
        yield [lessons[i] for i in order[start : start + _BATCH].tolist()]


def _tensors(
    batch: list[Lesson], mean: NDArray[np.float32], scale: NDArray[np.float32], random: np.random.Generator
) -> dict[str, torch.Tensor]:
    longest = min(max(len(lesson.share) for lesson in batch), _LONGEST)
    made = {
        name: np.zeros((len(batch), longest), np.float32) for name in ("real", "share", "weight", "words")
    }
    x = np.zeros((len(batch), longest, len(mean)), np.float32)
    for row, lesson in enumerate(batch):
        size = len(lesson.share)
        start = int(random.integers(0, max(size - longest, 0) + 1))
        part = slice(start, start + longest)
        count = min(size, longest)
        x[row, :count] = np.clip((lesson.columns[:, part].T - mean) * scale, -LIMIT, LIMIT)
        made["real"][row, :count] = 1
        made["share"][row, :count] = np.maximum(lesson.share[part], 0)
        made["weight"][row, :count] = lesson.weight[part]
        made["words"][row, :count] = lesson.words[part] * (lesson.share[part] >= 0)
    found = {name: torch.from_numpy(array) for name, array in made.items()}
    found["x"] = torch.from_numpy(x)
    found["whole"] = torch.tensor([float(lesson.whole) for lesson in batch])
    found["type"] = torch.tensor([lesson.page_type for lesson in batch])
    return found


def _loss(net: _Net, page: dict[str, torch.Tensor]) -> torch.Tensor:
    odds, types = net(page["x"], page["real"])
    share, words = page["share"], page["words"]
    blocks = functional.binary_cross_entropy_with_logits(odds, share, reduction="none") * page["weight"]
    # Of a page of which only snippets are known half as much is believed.
    known = blocks.sum(1) / page["weight"].sum(1).clamp(min=1e-6) * (0.5 + 0.5 * page["whole"])
    kept = torch.sigmoid(odds) * words
    f1 = 2 * (kept * share).sum(1) / (kept.sum(1) + (share * words).sum(1)).clamp(min=1)
    named = functional.cross_entropy(types, page["type"], ignore_index=-1, reduction="sum") / len(share)
    loss: torch.Tensor = known.mean() + _F1 * ((1 - f1) * page["whole"]).mean() + _TYPE * named
    return loss


def _arrays(net: _Net, mean: NDArray[np.float32], scale: NDArray[np.float32]) -> Arrays:
    def plain(tensor: torch.Tensor) -> NDArray[np.float16]:
        found: NDArray[np.float16] = tensor.detach().numpy().astype(np.float16)
        return found

    def stacked(modules: nn.ModuleList) -> tuple[NDArray[np.float16], NDArray[np.float16]]:
        dense: list[Any] = list(modules)
        return (
            plain(torch.stack([layer.weight.T for layer in dense])),
            plain(torch.stack([layer.bias for layer in dense])),
        )

    beside, beside_bias = stacked(net.beside)
    mixed, mixed_bias = stacked(net.mixed)
    return {
        "mean": mean.astype(np.float32), "scale": scale.astype(np.float32),
        "first": plain(net.first.weight.T), "first_bias": plain(net.first.bias),
        "second": plain(net.second.weight.T), "second_bias": plain(net.second.bias),
        "beside": beside, "beside_bias": beside_bias, "mixed": mixed, "mixed_bias": mixed_bias,
        "last": plain(net.last.weight[0]), "bias": plain(net.last.bias),
        "types": plain(net.types.weight.T), "types_bias": plain(net.types.bias),
    }  # fmt: skip
