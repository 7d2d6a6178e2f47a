"""Average the weights of two exported checkpoints of one descent: what both can do, the mean often can.

    python -m training.blend FIRST SECOND --to DIR

All other files are those of ``SECOND``. Two runs that share their start lie near enough for this
("model soups", Wortsman et al., 2022); two runs from different starts do not.
"""

import argparse
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

_WEIGHTS = "model.safetensors"


def blended(first: dict[str, torch.Tensor], second: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Return the mean of both in the types of ``second``; raises ValueError when their shapes differ."""
    if {name: t.shape for name, t in first.items()} != {name: t.shape for name, t in second.items()}:
        raise ValueError("The two checkpoints are not of one shape: blend legs of the same run.")
    return {
        name: ((first[name].float() + tensor.float()) / 2).to(tensor.dtype).contiguous()
        for name, tensor in second.items()
    }


def main() -> None:
    """Read the command line and write the blend."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--to", type=Path, required=True)
    arguments = parser.parse_args()
    shutil.copytree(arguments.second, arguments.to, dirs_exist_ok=True)
    weights = blended(load_file(arguments.first / _WEIGHTS), load_file(arguments.second / _WEIGHTS))
    save_file(weights, arguments.to / _WEIGHTS, metadata={"format": "pt"})


if __name__ == "__main__":
    main()
