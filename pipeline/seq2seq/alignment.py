"""From the cross-attention over pieces to pairs of words, one way for every engine.

The aligned head is the one that Marian trains on word alignments (guided alignment): head 0 of the
last decoder layer, unless the checkpoint's config says otherwise.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pipeline.seq2seq.base import Pairs

Attention = Sequence[Sequence[float]] | npt.NDArray[np.float32]

# SentencePiece and byte-level BPE write the space before a word with these.
_SPACES = ("▁", "Ġ")

# A pair counts when it holds this share of the best weight of its word, and this much in itself.
_SHARE_OF_BEST = 0.5
_LEAST_WEIGHT = 0.15


def piece_words(pieces: Sequence[str]) -> list[int]:
    """For each piece the index of its word, counted as ``str.split()`` of the decoded text does.

    A piece that is only a space belongs to the word after it.
    """
    words: list[int] = []
    current = -1
    starts = True
    for piece in pieces:
        starts = starts or piece.startswith(_SPACES)
        if not piece.strip("▁Ġ"):
            words.append(current + 1)
            starts = True
            continue
        current += starts
        starts = False
        words.append(current)
    last = max(current, 0)
    return [min(word, last) for word in words]


def align_words(attention: Attention, source_pieces: Sequence[str], target_pieces: Sequence[str]) -> Pairs:
    """Pairs (source word, target word), sorted; from one attention row per target piece.

    Columns beyond the source pieces (the end mark, padding) are left out: a target word that looks
    mostly there stays unaligned. Each target word is paired with its best source word and with those
    that hold at least half as much; a source word left alone is paired with the target word that
    looks at it most.
    """
    if not source_pieces or not target_pieces:
        return ()
    table = np.asarray(attention, dtype=np.float32)[: len(target_pieces), : len(source_pieces)]
    sources, targets = _word_starts(source_pieces), _word_starts(target_pieces)
    weights = np.add.reduceat(np.add.reduceat(table, sources, axis=1), targets, axis=0)
    weights /= np.diff(targets, append=len(target_pieces))[:, None]
    strong = (weights >= _SHARE_OF_BEST * weights.max(axis=1, keepdims=True)) & (weights >= _LEAST_WEIGHT)
    alone = np.flatnonzero(~strong.any(axis=0))
    partners = weights[:, alone].argmax(axis=0)
    kept = weights[partners, alone] >= _LEAST_WEIGHT
    strong[partners[kept], alone[kept]] = True
    sources, targets = np.nonzero(strong.T)
    return tuple(zip(sources.tolist(), targets.tolist(), strict=True))


def aligned_head(config: object) -> int:
    """The head of the last decoder layer that learnt alignments: first of ``alignment_heads``, or 0."""
    heads = getattr(config, "alignment_heads", None)
    return int(heads[0]) if heads else 0


def _word_starts(pieces: Sequence[str]) -> npt.NDArray[np.intp]:
    """Where each word begins: the index of its first piece; no word is without a piece."""
    return np.flatnonzero(np.diff(piece_words(pieces), prepend=-1))
