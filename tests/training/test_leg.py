"""A further leg starts from the averaged weights and from the pairs not yet seen."""

import sys
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.training.test_train import CPU, RECIPE
from training import leg
from training.model import Shape
from training.train import Trainer


def test_pairs_not_yet_seen_come_first_and_none_is_lost() -> None:
    """After one window of 16,384 pairs the rest leads; a run longer than its order has seen everything."""
    order = np.arange(20_000, dtype=np.int64)
    turned = leg.unseen_first(order, windows=1, seed=5)
    assert turned[: 20_000 - 16_384].tolist() == list(range(16_384, 20_000))
    assert sorted(turned.tolist()) == order.tolist()
    again = leg.unseen_first(order, windows=9, seed=5)
    assert sorted(again.tolist()) == order.tolist()
    assert again.tolist() != order.tolist()


def test_a_leg_starts_where_the_run_ended(
    work: Path, shape: Shape, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second leg's first weights are the averaged ones of the first, in bfloat16."""
    first = Trainer(shape, RECIPE, work, CPU)
    first.run(report=8)
    config = tmp_path / "leg.toml"
    recipe = {k: v for k, v in asdict(RECIPE).items() if k != "seed"}
    model = {k: v for k, v in asdict(shape).items() if k != "vocabulary"}
    lines = ["seed = 4", "[pieces]", f"size = {shape.vocabulary - 1}", "[model]"]
    lines += [f"{k} = {v}" for k, v in model.items()]
    lines += ["[training]", *(f"{k} = {str(v).lower()}" for k, v in recipe.items())]
    config.write_text("\n".join(lines).replace("unit = steps", 'unit = "steps"'), encoding="utf-8")
    second = tmp_path / "second"
    monkeypatch.setattr(sys, "argv", ["leg", str(config), "--of", str(work), "--work", str(second)])
    leg.main()
    trainer = Trainer(shape, replace(RECIPE, seed=4), second, CPU)
    assert trainer.steps == 0
    for mine, theirs in zip(trainer.optimiser.masters, first.mean, strict=True):
        assert torch.equal(mine, theirs.to(torch.bfloat16).float())
