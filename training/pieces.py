"""Step 2: train the joint SentencePiece model and encode the text.

    python -m training.pieces CONFIG --work DIR

Ids: ``</s>`` 0, ``<unk>`` 1, 256 bytes, then pieces; ``<pad>`` comes last and is no part of the
SentencePiece model.
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import sentencepiece

from training.recipe import Pieces, Recipe, read_pairs, read_recipe

END = 0


def sample_lines(recipe: Recipe, work: Path) -> list[str]:
    """Return lines to learn pieces from: news in both languages, news bitext, some of the rest."""
    rng = random.Random(recipe.seed)
    lines: list[str] = []
    for name in ("fr", "en"):
        mono = (work / "text" / f"mono.{name}").read_text(encoding="utf-8").splitlines()
        lines += rng.sample(mono, min(len(mono), recipe.pieces.sample))
    for source in recipe.sources:
        pairs = read_pairs(work, source.name)
        share = len(pairs) if source.news else min(len(pairs), recipe.pieces.sample // 4)
        lines += [side for pair in rng.sample(pairs, share) for side in pair]
    rng.shuffle(lines)
    return lines


def train_pieces(lines: Sequence[str], pieces: Pieces, prefix: Path) -> Path:
    """Train a unigram model on ``lines``; return the path of ``prefix.model``."""
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_prefix=str(prefix),
        vocab_size=pieces.size,
        model_type="unigram",
        character_coverage=0.9998,
        byte_fallback=pieces.byte_fallback,
        eos_id=END,
        unk_id=1,
        bos_id=-1,
        pad_id=-1,
        normalization_rule_name="identity",  # pipeline.typography has done it
        split_digits=True,
        max_sentence_length=2000,
        input_sentence_size=400_000,
        shuffle_input_sentence=True,
        num_threads=1,
        minloglevel=1,
    )
    return prefix.with_suffix(".model")


def encode_flat(
    model: sentencepiece.SentencePieceProcessor, lines: Sequence[str]
) -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.int64]]:
    """Return all ids in one array, and offsets of length ``len(lines) + 1``."""
    parts: list[npt.NDArray[np.uint16]] = []
    offsets = np.zeros(len(lines) + 1, dtype=np.int64)
    done = 0
    for start in range(0, len(lines), 20_000):
        for ids in model.encode(list(lines[start : start + 20_000])):
            parts.append(np.asarray(ids, dtype=np.uint16))
            done += 1
            offsets[done] = offsets[done - 1] + len(ids)
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.uint16), offsets


def main() -> None:
    """Read the command line; train, then encode every source and the monolingual news."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    arguments = parser.parse_args()
    recipe, work = read_recipe(arguments.config), arguments.work
    path = train_pieces(sample_lines(recipe, work), recipe.pieces, work / "pieces")
    model = sentencepiece.SentencePieceProcessor(model_file=str(path))
    (work / "ids").mkdir(exist_ok=True)
    for source in recipe.sources:
        pairs = read_pairs(work, source.name)
        ids, at = encode_flat(model, [french for french, _ in pairs])
        target, target_at = encode_flat(model, [english for _, english in pairs])
        np.savez(
            work / "ids" / f"{source.name}.npz", source=ids, source_at=at, target=target, target_at=target_at
        )
    for name in ("fr", "en"):
        lines = (work / "text" / f"mono.{name}").read_text(encoding="utf-8").splitlines()
        ids, at = encode_flat(model, lines)
        np.savez(work / "ids" / f"mono.{name}.npz", ids=ids, at=at)


if __name__ == "__main__":
    main()
