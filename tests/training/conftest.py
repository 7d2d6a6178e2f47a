"""A tiny bitext, its pieces and a packed stream, made on the spot."""

import random
from pathlib import Path

import numpy as np
import pytest
import sentencepiece

from training.data import pack
from training.model import Shape
from training.pieces import train_pieces
from training.recipe import Pieces

_WORDS = {"le chat": "the cat", "le chien": "the dog", "un homme": "a man", "la ville": "the town"}
_VERBS = {"mange": "eats", "regarde": "watches", "quitte": "leaves", "aime": "loves"}


def tiny_bitext(count: int = 400) -> list[tuple[str, str]]:
    """Return French and English sentences of a small grammar."""
    rng = random.Random(1)
    pairs = []
    for _ in range(count):
        subject, verb, thing = rng.choice(list(_WORDS)), rng.choice(list(_VERBS)), rng.choice(list(_WORDS))
        number = str(rng.randint(1, 99))
        french = f"{subject.capitalize()} {verb} {thing} {number}."
        english = f"{_WORDS[subject].capitalize()} {_VERBS[verb]} {_WORDS[thing]} {number}."
        pairs.append((french, english))
    return pairs


@pytest.fixture(scope="session")
def pieces_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SentencePiece model of 300 pieces with byte fallback."""
    lines = [side for pair in tiny_bitext() for side in pair]
    return train_pieces(lines, Pieces(size=300), tmp_path_factory.mktemp("pieces") / "pieces")


@pytest.fixture(scope="session")
def pieces(pieces_path: Path) -> sentencepiece.SentencePieceProcessor:
    """The loaded model."""
    return sentencepiece.SentencePieceProcessor(model_file=str(pieces_path))


@pytest.fixture(scope="session")
def shape() -> Shape:
    """A model that trains in a moment."""
    return Shape(
        vocabulary=301, width=32, inner=64, heads=2, encoder_layers=2, decoder_layers=2, positions=64
    )


@pytest.fixture
def work(tmp_path: Path, pieces: sentencepiece.SentencePieceProcessor) -> Path:
    """A work folder with a pack whose links follow the diagonal."""
    pairs = tiny_bitext()
    sources = pieces.encode([french for french, _ in pairs])
    targets = pieces.encode([english for _, english in pairs])
    links = [[(i, i) for i in range(min(len(a), len(b)))] for a, b in zip(sources, targets, strict=True)]
    pack(sources, targets, links).save(tmp_path / "pack.npz")
    for name in ("main", "final"):
        np.save(tmp_path / f"order-{name}.npy", np.arange(len(pairs), dtype=np.int64))
    return tmp_path
