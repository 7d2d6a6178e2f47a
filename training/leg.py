"""Prepare a further leg of a finished run: its averaged weights, the pairs that it has not seen first.

    python -m training.leg CONFIG --of DIR --work DIR

``DIR`` of ``--of`` is the finished run. Writes ``start.pt`` and both orders, and links ``pack.npz``; then
``python -m training.train CONFIG --work DIR`` warms up again, holds and decays.
"""

import argparse
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from training.export import trained_weights
from training.train import read_config

_WINDOW = 16384  # pairs a window of :class:`training.data.Stream`


def unseen_first(order: npt.NDArray[np.int64], windows: int, seed: int) -> npt.NDArray[np.int64]:
    """Return ``order`` turned so that what follows its first ``windows`` windows leads; the rest shuffled."""
    seen = min(windows * _WINDOW, len(order))
    again = np.random.default_rng(seed).permutation(order[:seen])
    return np.concatenate([order[seen:], again])


def main() -> None:
    """Read the command line and prepare the leg."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--of", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    arguments = parser.parse_args()
    shape, recipe = read_config(arguments.config)
    finished, work = arguments.of, arguments.work
    work.mkdir(parents=True, exist_ok=True)
    state = torch.load(finished / "last.pt", map_location="cpu", weights_only=True)
    for name, (window, _) in zip(("main", "final"), state["streams"], strict=True):
        order = np.load(finished / f"order-{name}.npy")
        np.save(work / f"order-{name}.npy", unseen_first(order, window, recipe.seed))
    torch.save(trained_weights(finished, shape, last=False), work / "start.pt")
    pack = work / "pack.npz"
    pack.unlink(missing_ok=True)
    pack.symlink_to((finished / "pack.npz").resolve())


if __name__ == "__main__":
    main()
