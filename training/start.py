"""Step 6: the first embedding and output bias, from counts alone.

    python -m training.start CONFIG --work DIR

A piece's row joins what stands near it in French news, what stands near it in English news (each side read
through its translations as well) and the pieces it is aligned to; a truncated SVD makes a cross-lingual
embedding, so that a piece and its translation start close and the tied output reads the attended source
piece as its translation. The bias starts at the log frequency of the target pieces.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from training.data import Pack, load_pack
from training.recipe import read_recipe


def aligned_counts(data: Pack, size: int) -> Tensor:
    """Return how often French pieces (rows) are linked to English ones (columns), ``(size, size)``."""
    counts = np.diff(data.links_at)
    pair = np.repeat(np.arange(len(data)), counts)
    french = data.source[data.source_at[pair] + data.links[:, 0]].astype(np.int64)
    english = data.target[data.target_at[pair] + data.links[:, 1]].astype(np.int64)
    table = np.bincount(french * size + english, minlength=size * size).reshape(size, size)
    table[table < 2] = 0
    return torch.from_numpy(table).float()


def neighbour_counts(path: Path, size: int, limit: int = 5_000_000) -> tuple[Tensor, Tensor]:
    """Return weighted counts of pieces up to three apart in a line, ``(size, size)``, and single counts."""
    with np.load(path) as arrays:
        ids, at = arrays["ids"][:limit].astype(np.int64), arrays["at"]
    line = np.repeat(np.arange(len(at) - 1), np.diff(at))[:limit]
    table = np.zeros(size * size)
    for apart in (1, 2, 3):
        same = line[apart:] == line[:-apart]
        table += np.bincount(ids[:-apart][same] * size + ids[apart:][same], minlength=size * size) / apart
    near = torch.from_numpy(table.reshape(size, size)).float()
    return near + near.T, torch.from_numpy(np.bincount(ids, minlength=size)).float()


def positive_information(counts: Tensor) -> Tensor:
    """Return positive pointwise mutual information with smoothed columns."""
    total = counts.sum()
    rows, columns = counts.sum(1, keepdim=True), counts.sum(0, keepdim=True)
    columns = columns**0.75 * (total / (columns**0.75).sum())
    ratio = counts * total / (rows * columns + 1e-9)
    return torch.where(counts > 0, ratio.clamp_min(1e-9).log(), torch.zeros(())).clamp_min(0)


def product(left: Tensor, right: Tensor) -> Tensor:
    """Multiply in bfloat16, which is fast on AMX and tensor cores and exact enough here."""
    return (left.to(torch.bfloat16) @ right.to(torch.bfloat16)).float()


def unit(rows: Tensor) -> Tensor:
    """Return rows of length one; empty rows stay empty."""
    lengths: Tensor = torch.linalg.vector_norm(rows, dim=1, keepdim=True)
    return rows / lengths.clamp_min(1e-6)


def features(aligned: Tensor, french: tuple[Tensor, Tensor], english: tuple[Tensor, Tensor]) -> Tensor:
    """Return unit rows ``(size, 3 * size)``: French contexts, English contexts, translations."""
    near_french, near_english = positive_information(french[0]), positive_information(english[0])
    to_english = aligned / aligned.sum(1, keepdim=True).clamp_min(1)
    to_french = aligned.T / aligned.sum(0)[:, None].clamp_min(1)
    share_french, share_english = french[1] / french[1].sum(), english[1] / english[1].sum()
    is_french = (share_french / (share_french + share_english + 1e-9))[:, None]
    first = 0.5 * (is_french * near_french + (1 - is_french) * product(to_french, near_french))
    second = 0.5 * ((1 - is_french) * near_english + is_french * product(to_english, near_english))
    rows = torch.cat([first, second, positive_information(aligned + aligned.T)], 1)
    return unit(rows)


def factor(rows: Tensor, width: int) -> Tensor:
    """Return unit rows ``(size, width)`` from a randomised truncated SVD, centred and turned at random."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        sketch = product(rows, torch.randn(rows.shape[1], width + 40))
        for _ in range(2):
            basis, _ = torch.linalg.qr(sketch)
            sketch = product(rows, product(rows.T, basis))
        basis, _ = torch.linalg.qr(sketch)
        left, values, _ = torch.linalg.svd(product(rows.T, basis).T, full_matrices=False)
        found = (basis @ left)[:, :width] * values[:width].sqrt()
        unseen = torch.linalg.vector_norm(found, dim=1) < 1e-3
        found[unseen] = torch.randn(int(unseen.sum()), width) / 16
        found = unit(found)
        found = unit(found - found[~unseen].mean(0))
        turn, _ = torch.linalg.qr(torch.randn(width, width))
        turned: Tensor = found @ turn
    return turned


def output_bias(data: Pack, size: int) -> Tensor:
    """Return centred log frequencies of the target pieces, ``</s>`` once a pair, ``(size,)``."""
    counts = np.bincount(data.target, minlength=size)[:size].astype(np.float64)
    counts[0] = len(data)
    logs = torch.from_numpy(np.log((counts + 1) / (counts + 1).sum())).float()
    return logs - logs.mean()


def main() -> None:
    """Read the command line and write ``init.npz``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    arguments = parser.parse_args()
    recipe, work = read_recipe(arguments.config), arguments.work
    size = recipe.pieces.size
    data = load_pack(work / "pack.npz")
    french, english = (neighbour_counts(work / "ids" / f"mono.{name}.npz", size) for name in ("fr", "en"))
    embedding = factor(features(aligned_counts(data, size), french, english), recipe.model["width"])
    np.savez(work / "init.npz", embedding=embedding.numpy(), bias=output_bias(data, size).numpy())


if __name__ == "__main__":
    main()
