"""A real run of a few steps: it learns, and a killed run ends like one that was not."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from training.data import Stream, collate, load_pack
from training.model import Marian, Shape, smoothed_loss
from training.train import Recipe, Trainer, guided_loss, rate_share

RECIPE = Recipe(
    unit="steps",
    length=24,
    warmup=4,
    muon_rate=5e-3,
    adam_rate=5e-3,
    batch=256,
    seed=3,
    average=0.9,
    average_from=0.5,
    save_seconds=1e9,
)
CPU = torch.device("cpu")


def test_a_killed_run_ends_like_one_that_was_not(work: Path, shape: Shape) -> None:
    whole = Trainer(shape, RECIPE, work, CPU)
    whole.run(report=8)
    (work / "last.pt").unlink()

    first = Trainer(shape, RECIPE, work, CPU)
    feed = first.streams[0].rows()
    pad = shape.vocabulary - 1
    for _ in range(10):
        first.step(collate(first.data, next(feed), end=0, pad=pad))
    first.save()
    del first
    second = Trainer(shape, RECIPE, work, CPU)
    assert second.steps == 10
    second.run(report=8)

    assert second.steps == whole.steps == 24
    assert second.tokens == whole.tokens
    for mine, theirs in zip(second.optimiser.masters, whole.optimiser.masters, strict=True):
        assert torch.equal(mine, theirs)
    for mine, theirs in zip(second.mean, whole.mean, strict=True):
        assert torch.equal(mine, theirs)


def test_the_loss_falls_and_is_logged(work: Path, shape: Shape) -> None:
    Trainer(shape, replace(RECIPE, length=60, guide=1.0, guide_end=1.0), work, CPU).run(report=20)
    rows = [json.loads(line) for line in (work / "log.jsonl").read_text().splitlines()]
    assert [row["steps"] for row in rows] == [20, 40, 60]
    assert rows[-1]["loss"] < rows[0]["loss"] - 0.5
    assert rows[-1]["guided"] < rows[0]["guided"]
    assert not (work / "last.pt.partial").exists()


def test_the_row_of_pad_stays_zero(work: Path, shape: Shape) -> None:
    trainer = Trainer(shape, RECIPE, work, CPU)
    trainer.run()
    assert not trainer.model.embedding.weight[-1].any()


@pytest.mark.parametrize(
    ("steps", "progress", "expected"),
    [(0, 0.0, 0.25), (3, 0.1, 1.0), (99, 0.3, 1.0), (99, 0.65, 0.5), (99, 1.0, 0.0)],
)
def test_rate_share(steps: int, progress: float, expected: float) -> None:
    assert rate_share(RECIPE, steps, progress) == pytest.approx(expected)


def test_loss_and_gradients_are_those_of_cross_entropy(shape: Shape) -> None:
    torch.manual_seed(0)
    model = Marian(shape)
    states = torch.randn(37, shape.width, requires_grad=True)
    labels = torch.randint(0, shape.vocabulary - 1, (37,))
    loss = smoothed_loss(model, states, labels, smoothing=0.1, chunk=16)
    loss.backward()  # type: ignore[no-untyped-call]
    grads = states.grad, model.embedding.weight.grad, model.bias.grad

    again = states.detach().requires_grad_()
    weight = model.embedding.weight.detach().requires_grad_()
    bias = model.bias.detach().requires_grad_()
    logits = (again @ weight.t() + bias)[:, :-1]
    plain = torch.nn.functional.cross_entropy(logits, labels, reduction="sum")
    smooth = torch.nn.functional.cross_entropy(logits, labels, reduction="sum", label_smoothing=0.1)
    smooth.backward()  # type: ignore[no-untyped-call]
    assert loss.item() == pytest.approx(plain.item(), rel=1e-4)
    for mine, theirs in zip(grads, (again.grad, weight.grad, bias.grad), strict=True):
        assert mine is not None
        assert theirs is not None
        assert torch.allclose(mine, theirs, atol=2e-4)


def test_guided_loss_is_low_when_the_head_looks_right(work: Path, shape: Shape) -> None:
    data = load_pack(work / "pack.npz")
    rows = next(Stream(data, torch.arange(8).numpy(), 256, seed=1).rows())
    batch = collate(data, rows, end=0, pad=shape.vocabulary - 1)
    size = len(rows), shape.heads, batch.inputs.shape[1], batch.source.shape[1]
    diagonal = torch.eye(size[2], size[3]).expand(size) * 20
    assert guided_loss(diagonal, batch) < 0.01
    assert guided_loss(-diagonal, batch) > 10
