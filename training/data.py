"""Packed pairs on disk and the batches made of them, the same after a kill as without one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

Ids = npt.NDArray[np.uint16]
Offsets = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pack:
    """Pairs as flat arrays: pair ``i`` has source ids ``source[source_at[i]:source_at[i + 1]]``, and so on.

    ``links`` holds (source position, target position) rows; a pair without any is not guided.
    """

    source: Ids
    source_at: Offsets
    target: Ids
    target_at: Offsets
    links: npt.NDArray[np.uint8]
    links_at: Offsets

    def __len__(self) -> int:
        return len(self.source_at) - 1

    def save(self, path: Path) -> None:
        """Write the arrays to ``path`` (.npz)."""
        np.savez(path, **{name: getattr(self, name) for name in self.__slots__})


def load_pack(path: Path) -> Pack:
    """Read a pack; raise FileNotFoundError when there is none."""
    with np.load(path) as arrays:
        return Pack(**{name: arrays[name] for name in Pack.__slots__})


def pack(
    sources: Sequence[Sequence[int]],
    targets: Sequence[Sequence[int]],
    links: Sequence[Sequence[tuple[int, int]]],
) -> Pack:
    """Pack lists of ids (no end marks) and of links."""

    def flat(rows: Sequence[Sequence[int]]) -> tuple[Ids, Offsets]:
        at = np.zeros(len(rows) + 1, dtype=np.int64)
        np.cumsum([len(row) for row in rows], out=at[1:])
        return np.fromiter((x for row in rows for x in row), dtype=np.uint16, count=int(at[-1])), at

    at = np.zeros(len(links) + 1, dtype=np.int64)
    np.cumsum([len(row) for row in links], out=at[1:])
    table = np.array([pair for row in links for pair in row], dtype=np.uint8).reshape(-1, 2)
    return Pack(*flat(sources), *flat(targets), table, at)


@dataclass(frozen=True, slots=True)
class Batch:
    """One padded batch.

    ``source`` and ``inputs`` are ids ``(batch, length)``; ``kept`` indexes the real target positions of the
    flattened ``(batch * target)`` grid and ``labels`` are their ids; ``linked`` and ``linked_to`` are flat
    (batch, target) positions and the source position each one is aligned to, ``link_weight`` their shares.
    """

    source: Tensor
    inputs: Tensor
    kept: Tensor
    labels: Tensor
    linked: Tensor
    linked_to: Tensor
    link_weight: Tensor
    tokens: int

    def to(self, device: torch.device) -> "Batch":
        """Return the batch on ``device``."""
        moved = {name: getattr(self, name).to(device) for name in self.__slots__ if name != "tokens"}
        return Batch(**moved, tokens=self.tokens)


def _round(length: int, multiple: int) -> int:
    return -(-length // multiple) * multiple


def collate(data: Pack, rows: npt.NDArray[np.int64], end: int, pad: int, multiple: int = 4) -> Batch:
    """Pad the pairs ``rows`` of ``data``; ``end`` closes both sides and ``pad`` opens the decoder's input."""
    sizes = (
        data.source_at[rows + 1] - data.source_at[rows] + 1,
        data.target_at[rows + 1] - data.target_at[rows] + 1,
    )
    length, width = (_round(int(size.max()), multiple) for size in sizes)
    source = np.full((len(rows), length), pad, dtype=np.int64)
    target = np.full((len(rows), width), pad, dtype=np.int64)
    linked, linked_to, weight = [], [], []
    for place, row in enumerate(rows):
        a, b = data.source_at[row], data.source_at[row + 1]
        source[place, : b - a] = data.source[a:b]
        source[place, b - a] = end
        a, b = data.target_at[row], data.target_at[row + 1]
        target[place, : b - a] = data.target[a:b]
        target[place, b - a] = end
        links = data.links[data.links_at[row] : data.links_at[row + 1]].astype(np.int64)
        if len(links):
            # Several source pieces share one target piece's attention equally.
            fan = np.bincount(links[:, 1])
            linked.append(place * width + links[:, 1])
            linked_to.append(links[:, 0])
            weight.append(1 / fan[links[:, 1]])
    inputs = np.full_like(target, pad)
    inputs[:, 1:] = target[:, :-1]
    kept = np.flatnonzero(target != pad)
    empty = np.zeros(0, dtype=np.int64)
    return Batch(
        source=torch.from_numpy(source),
        inputs=torch.from_numpy(inputs),
        kept=torch.from_numpy(kept),
        labels=torch.from_numpy(target.ravel()[kept]),
        linked=torch.from_numpy(np.concatenate(linked) if linked else empty),
        linked_to=torch.from_numpy(np.concatenate(linked_to) if linked_to else empty),
        link_weight=torch.from_numpy(
            np.concatenate(weight).astype(np.float32) if weight else empty.astype(np.float32)
        ),
        tokens=int(sizes[0].sum() + sizes[1].sum()),
    )


def plan(
    data: Pack, rows: npt.NDArray[np.int64], budget: int, rng: np.random.Generator
) -> list[npt.NDArray[np.int64]]:
    """Cut ``rows`` into batches of like lengths with at most ``budget`` padded positions a side, shuffled."""
    source = data.source_at[rows + 1] - data.source_at[rows] + 1
    target = data.target_at[rows + 1] - data.target_at[rows] + 1
    longest = np.maximum(source, target)
    jitter = rng.random(len(rows))
    order = np.lexsort((jitter, source, longest // 4))
    batches, start = [], 0
    while start < len(order):
        stop, widest = start, 0
        while stop < len(order):
            widest = max(widest, _round(int(longest[order[stop]]), 4))
            if (stop - start + 1) * widest > budget and stop > start:
                break
            stop += 1
        batches.append(rows[order[start:stop]])
        start = stop
    return [batches[i] for i in rng.permutation(len(batches))]


class Stream:
    """An endless, seeded sequence of batches over ``order`` (pair indices), taken window by window.

    ``window`` and ``batch`` are the position; setting them again resumes exactly.
    """

    def __init__(
        self, data: Pack, order: npt.NDArray[np.int64], budget: int, seed: int, size: int = 16384
    ) -> None:
        self.data, self.order, self.budget, self.seed, self.size = data, order, budget, seed, size
        self.window, self.batch = 0, 0

    def rows(self) -> Iterator[npt.NDArray[np.int64]]:
        """Yield the pair indices of each batch from the current position on, for ever."""
        while True:
            count = -(-len(self.order) // self.size)
            start = (self.window % count) * self.size
            rng = np.random.default_rng([self.seed, self.window])
            batches = plan(self.data, self.order[start : start + self.size], self.budget, rng)
            while self.batch < len(batches):
                self.batch += 1
                yield batches[self.batch - 1]
            self.window, self.batch = self.window + 1, 0
