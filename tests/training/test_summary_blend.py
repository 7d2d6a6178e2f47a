"""Averaging two legs of a run."""

import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from training.blend import blended, main


def test_the_blend_is_the_mean_in_the_type_of_the_second() -> None:
    """Float16 stays float16, the mean is taken in float32."""
    first, second = torch.full((2, 2), 1.0), torch.full((2, 2), 2.0, dtype=torch.float16)
    found = blended({"w": first}, {"w": second})["w"]
    assert found.dtype == torch.float16
    assert found.tolist() == [[1.5, 1.5], [1.5, 1.5]]


def test_a_checkpoint_blended_with_itself_stays() -> None:
    """No weight moves."""
    weights = {"w": torch.randn(5, dtype=torch.float32).half()}
    assert torch.equal(blended(weights, weights)["w"], weights["w"])


@pytest.mark.parametrize("other", [{"v": torch.zeros(2)}, {"w": torch.zeros(3)}, {}])
def test_different_shapes_are_refused(other: dict[str, torch.Tensor]) -> None:
    """Two runs of different sizes have no mean."""
    with pytest.raises(ValueError, match="not of one shape"):
        blended({"w": torch.zeros(2)}, other)


def test_the_command_writes_the_second_with_the_mean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its other files come along."""
    for name, value in (("one", 0.0), ("two", 1.0)):
        (tmp_path / name).mkdir()
        save_file({"w": torch.full((3,), value)}, tmp_path / name / "model.safetensors")
        (tmp_path / name / "config.json").write_text(name, encoding="utf-8")
    paths = [str(tmp_path / name) for name in ("one", "two", "out")]
    monkeypatch.setattr(sys, "argv", ["blend", *paths[:2], "--to", paths[2]])
    main()
    assert load_file(tmp_path / "out" / "model.safetensors")["w"].tolist() == [0.5, 0.5, 0.5]
    assert (tmp_path / "out" / "config.json").read_text(encoding="utf-8") == "two"
