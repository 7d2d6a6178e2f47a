"""Measure the guided attention head: how often it looks at the piece that eflomal links.

    python -m training.head CHECKPOINT --source F.fr --reference F.en --work DIR [--lines 997]

The lines are aligned together with the pieces that :mod:`training.align` wrote to ``DIR``, so that eflomal
has enough text. The model reads the reference (forced decoding); a linked target piece counts as found when
the head's highest weight, over source pieces without the end mark, is on a linked source piece.
"""

import argparse
import itertools
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from transformers import MarianMTModel, MarianTokenizer

from pipeline.typography import normalise, truecase
from training.align import agreed

Links = set[tuple[int, int]]


def links_of(rows: Sequence[tuple[list[int], list[int]]], work: Path, extra: int = 100_000) -> list[Links]:
    """Return the links of ``rows`` of (source ids, target ids) on which both directions agree."""
    for side, name in enumerate(("fr", "en")):
        with (work / f"align.{name}").open() as known, (work / f"head.{name}").open("w") as out:
            out.writelines(" ".join(map(str, row[side])) + "\n" for row in rows)
            out.writelines(itertools.islice(known, extra))
    tool = Path(sys.executable).with_name("eflomal-align")
    files = ["-s", "head.fr", "-t", "head.en", "-f", "head.forward", "-r", "head.backward"]
    subprocess.run([str(tool), *files, "-m", "3", "--overwrite"], cwd=work, check=True)
    with (work / "head.forward").open() as forward, (work / "head.backward").open() as backward:
        lines = [agreed(f, b) for f, b in itertools.islice(zip(forward, backward, strict=True), len(rows))]
    return [{(int(a), int(b)) for a, b in (link.split("-") for link in line.split())} for line in lines]


def head_weights(model: MarianMTModel, source: list[int], target: list[int], head: int) -> Tensor:
    """Return the cross-attention of one head of the last layer, ``(target, source)``, end marks left out."""
    pad = model.config.decoder_start_token_id
    with torch.no_grad():
        output = model(
            input_ids=torch.tensor([[*source, 0]]),
            decoder_input_ids=torch.tensor([[pad, *target]]),
            output_attentions=True,
        )
    weights: Tensor = output.cross_attentions[-1][0, head, : len(target), : len(source)]
    return weights


def accuracy(weights: Sequence[Tensor], links: Sequence[Links]) -> tuple[int, int]:
    """Return (linked target pieces found, linked target pieces)."""
    found = total = 0
    for table, pairs in zip(weights, links, strict=True):
        best = table.argmax(dim=1).tolist()
        for place in {b for _, b in pairs}:
            total += 1
            found += (best[place], place) in pairs
    return found, total


def main() -> None:
    """Read the command line and print the accuracy of every head of the last layer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--source", type=Path, required=True)
    parser.add_argument("--reference", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--lines", type=int, default=997)
    arguments = parser.parse_args()
    tokenizer = MarianTokenizer.from_pretrained(arguments.checkpoint)
    model = MarianMTModel.from_pretrained(
        arguments.checkpoint, dtype=torch.float32, attn_implementation="eager"
    )
    sides = [
        [
            truecase(normalise(line))
            for line in path.read_text(encoding="utf-8").splitlines()[: arguments.lines]
        ]
        for path in (arguments.source, arguments.reference)
    ]
    sources = [tokenizer(line)["input_ids"][:-1] for line in sides[0]]
    targets = [tokenizer(text_target=line)["input_ids"][:-1] for line in sides[1]]
    rows = list(zip(sources, targets, strict=True))
    links = links_of(rows, arguments.work)
    for head in range(model.config.decoder_attention_heads):
        found, total = accuracy([head_weights(model, *row, head) for row in rows], links)
        print(json.dumps({"head": head, "found": found, "linked": total, "share": round(found / total, 4)}))


if __name__ == "__main__":
    main()
