"""Train a checkpoint: the same command on CPU and CUDA, resumed from its last checkpoint after a kill.

    python -m training.train CONFIG --work DIR [--device cuda]

``DIR`` holds what the earlier steps made (``pack.npz``, ``order-*.npy``, ``init.npy``) and receives
``last.pt``.
"""

import argparse
import ctypes
import json
import math
import os
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from training.data import Batch, Pack, Stream, collate, load_pack
from training.model import Marian, Shape, smoothed_loss
from training.optim import Masters


@dataclass(frozen=True, slots=True)
class Recipe:
    """The ``[training]`` table of a config; rates are peaks, ``warmup`` counts steps.

    ``unit`` says what ``length`` counts: "steps", or "seconds" of training for a fixed slot of time.
    From the share ``final_from`` of the run on, batches come from the final order. ``average`` is the decay
    of a running mean of the weights, used from the share ``average_from`` on.
    """

    unit: str
    length: float
    warmup: int
    muon_rate: float
    adam_rate: float
    batch: int
    seed: int
    smoothing: float = 0.1
    guide: float = 0.05
    guide_end: float = 0.02
    muon: bool = True
    hold: float = 0.3
    final_from: float = 0.65
    average: float = 0.998
    average_from: float = 0.7
    save_seconds: float = 300.0


def rate_share(recipe: Recipe, steps: int, progress: float) -> float:
    """Return the share of the peak rate: a linear warm-up, a flat part, a linear decay to zero."""
    warm = min(1.0, (steps + 1) / recipe.warmup)
    decay = min(1.0, (1.0 - progress) / (1.0 - recipe.hold))
    return max(0.0, min(warm, decay))


def guided_loss(scores: Tensor, batch: Batch) -> Tensor:
    """Return the mean cross-entropy of the first head of ``scores`` against the links of ``batch``."""
    head = scores[:, 0].reshape(-1, scores.shape[-1])
    logs = torch.log_softmax(head.index_select(0, batch.linked).float(), dim=-1)
    picked = logs.gather(1, batch.linked_to[:, None])[:, 0]
    return -(picked * batch.link_weight).sum() / batch.link_weight.sum()


class Trainer:
    """A run: model, optimiser, data position, running mean and clock."""

    def __init__(self, shape: Shape, recipe: Recipe, work: Path, device: torch.device) -> None:
        self.recipe, self.work, self.device = recipe, work, device
        torch.manual_seed(recipe.seed)
        self.model = Marian(shape)
        self._initialise()
        self.model = self.model.to(device=device, dtype=torch.bfloat16)
        self.optimiser = Masters(self.model.named_parameters(), recipe.muon, (0.9, 0.98))
        self.data: Pack = load_pack(work / "pack.npz")
        self.streams = [
            Stream(self.data, np.load(work / f"order-{name}.npy"), recipe.batch, recipe.seed)
            for name in ("main", "final")
        ]
        self.mean: list[Tensor] = []
        self.seconds, self.tokens, self.steps = 0.0, 0, 0
        if (work / "last.pt").exists():
            self._resume()

    def _initialise(self) -> None:
        start, given = self.work / "start.pt", self.work / "init.npz"
        if start.exists():
            weights = torch.load(start, map_location="cpu", weights_only=True)
            self.model.load_state_dict(weights)
        elif given.exists():
            with np.load(given) as arrays:
                self.model.embedding.weight.data[:-1] = torch.from_numpy(arrays["embedding"])
                self.model.bias.data[:-1] = torch.from_numpy(arrays["bias"])

    @property
    def progress(self) -> float:
        """The share of the run that is done."""
        done = self.seconds if self.recipe.unit == "seconds" else self.steps
        return min(1.0, done / self.recipe.length)

    def save(self) -> None:
        """Write ``last.pt`` whole or not at all."""
        state = {
            "model": self.optimiser.masters,
            "optimiser": self.optimiser.state(),
            "mean": self.mean,
            "streams": [(s.window, s.batch) for s in self.streams],
            "clock": (self.seconds, self.tokens, self.steps),
            "random": torch.get_rng_state(),
        }
        partial = self.work / "last.pt.partial"
        torch.save(state, partial)
        os.replace(partial, self.work / "last.pt")

    def _resume(self) -> None:
        state: dict[str, Any] = torch.load(self.work / "last.pt", map_location="cpu", weights_only=True)
        self.optimiser.load(state["optimiser"])
        self.mean = [m.to(self.device) for m in state["mean"]]
        for stream, (window, batch) in zip(self.streams, state["streams"], strict=True):
            stream.window, stream.batch = window, batch
        self.seconds, self.tokens, self.steps = state["clock"]
        torch.set_rng_state(state["random"])

    def step(self, batch: Batch) -> tuple[float, float]:
        """Train on one batch; return the plain loss a target piece and the guided loss (nan: no links)."""
        recipe, model = self.recipe, self.model
        states, scores = model(batch.source, batch.inputs)
        flat = states.reshape(-1, states.shape[-1]).index_select(0, batch.kept)
        loss = smoothed_loss(model, flat, batch.labels, recipe.smoothing)
        total, guided = loss / len(batch.labels), float("nan")
        weight = recipe.guide + (recipe.guide_end - recipe.guide) * self.progress
        if weight and len(batch.linked):
            guide = guided_loss(scores, batch)
            total, guided = total + weight * guide, float(guide.detach())
        total.backward()  # type: ignore[no-untyped-call]
        gradient = model.embedding.weight.grad
        if gradient is not None:
            gradient[-1].zero_()  # the row of <pad> stays zero
        share = rate_share(recipe, self.steps, self.progress)
        self.optimiser.step(recipe.muon_rate * share, recipe.adam_rate * share)
        self._average()
        self.steps += 1
        self.tokens += batch.tokens
        return float(loss.detach()) / len(batch.labels), guided

    def _average(self) -> None:
        if self.progress < self.recipe.average_from or self.steps % 4:
            return
        if not self.mean:
            self.mean = [m.clone() for m in self.optimiser.masters]
        for mean, master in zip(self.mean, self.optimiser.masters, strict=True):
            mean.lerp_(master, 1 - self.recipe.average**4)

    def run(self, report: int = 100) -> None:
        """Train to the end, saving every ``save_seconds``, one log line every ``report`` steps."""
        pad = self.model.shape.vocabulary - 1
        feeds = [stream.rows() for stream in self.streams]
        saved = mark = time.monotonic()
        losses: list[tuple[float, float, int]] = []
        while self.progress < 1.0:
            feed = feeds[self.progress >= self.recipe.final_from]
            batch = collate(self.data, next(feed), end=0, pad=pad).to(self.device)
            losses.append((*self.step(batch), batch.tokens))
            now = time.monotonic()
            self.seconds, mark = self.seconds + now - mark, now
            if self.steps % report == 0:
                self._report(losses)
                losses = []
            if now - saved >= self.recipe.save_seconds:
                self.save()
                saved = now
        self.save()

    def _report(self, losses: list[tuple[float, float, int]]) -> None:
        plain = sum(loss for loss, _, _ in losses) / len(losses)
        guided = [g for _, g, _ in losses if not math.isnan(g)]
        row = {
            "steps": self.steps,
            "seconds": round(self.seconds),
            "tokens": self.tokens,
            "loss": round(plain, 4),
            "guided": round(sum(guided) / max(1, len(guided)), 4),
            "progress": round(self.progress, 4),
            "speed": round(self.tokens / max(self.seconds, 1e-9)),
        }
        with (self.work / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(row) + "\n")


def read_config(path: Path) -> tuple[Shape, Recipe]:
    """Return the model's sizes and the recipe of a config file."""
    config = tomllib.loads(path.read_text(encoding="utf-8"))
    shape = Shape(vocabulary=config["pieces"]["size"] + 1, **config["model"])
    return shape, Recipe(seed=config["seed"], **config["training"])


def keep_memory() -> None:
    """Tell glibc to reuse large blocks: fresh pages for every tensor cost a CPU run a third of its speed."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return
    for option, value in ((-4, 0), (-1, 2**31 - 1), (-2, 256 << 20)):  # no mmap, no trim, grow by 256 MiB
        mallopt(option, value)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--device", default="cpu")
    arguments = parser.parse_args()
    keep_memory()
    shape, recipe = read_config(arguments.config)
    Trainer(shape, recipe, arguments.work, torch.device(arguments.device)).run()


if __name__ == "__main__":
    main()
