"""The measure of the guided head."""

import torch

from training.align import agreed
from training.head import accuracy


def test_agreed_sorts_by_position() -> None:
    assert agreed("10-2 0-0 3-1\n", "0-0 10-2 9-9\n") == "0-0 10-2"


def test_accuracy_counts_linked_targets_once() -> None:
    weights = torch.tensor([[0.9, 0.1], [0.6, 0.4], [0.5, 0.5]])
    assert accuracy([weights], [{(0, 0), (1, 0), (1, 1)}]) == (1, 2)
