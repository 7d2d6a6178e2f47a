"""Cross-attention over pieces to pairs of words."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.seq2seq.alignment import align_words, aligned_head, piece_words
from tests.checkpoints import tiny_marian

SOURCE = ["▁Le", "▁mai", "re", "▁dort", "."]
TARGET = ["▁The", "▁may", "or", "▁sleeps", "."]


@pytest.mark.parametrize(
    ("pieces", "words"),
    [
        (SOURCE, [0, 1, 1, 2, 2]),
        (["▁", "Le", "▁", "maire"], [0, 0, 1, 1]),
        (["▁a", "▁", "▁b"], [0, 1, 1]),
        (["▁a", "▁"], [0, 0]),
        (["Le", "Ġmaire", "."], [0, 1, 1]),
        ([], []),
        (["▁"], [0]),
    ],
)
def test_pieces_are_counted_into_words(pieces: list[str], words: list[int]) -> None:
    """As ``str.split()`` of the decoded text does; a lone space belongs to the word after it."""
    assert piece_words(pieces) == words


@settings(deadline=None)
@given(st.text(alphabet="abcdé '", min_size=1, max_size=40).filter(str.strip))
def test_words_are_those_of_split(text: str) -> None:
    """For whatever text, with the pieces of a real SentencePiece model."""
    from sentencepiece import SentencePieceProcessor

    model = SentencePieceProcessor(model_file=str(tiny_marian() / "source.spm"))
    pieces = model.encode(text, out_type=str)
    decoded = model.decode_pieces(pieces)
    assert max(piece_words(pieces)) == len(decoded.split()) - 1


def test_each_word_is_paired_with_the_word_it_looks_at() -> None:
    """The pieces of a word share its weight; a second word counts from half of the best on."""
    attention = np.full((5, 6), 0.02)
    attention[0, 0] = attention[1, 1] = attention[2, 2] = attention[3, 3] = attention[4, 4] = 0.9
    assert align_words(attention, SOURCE, TARGET) == ((0, 0), (1, 1), (2, 2))


def test_a_word_that_looks_at_the_end_mark_stays_alone() -> None:
    """Marian parks words without a partner on the end mark, the column after the pieces."""
    attention = np.zeros((5, 6))
    attention[:, 5] = 0.95
    attention[1:3, 1] = 0.9
    assert align_words(attention, SOURCE, TARGET) == ((1, 1),)


def test_two_words_for_one_are_both_paired() -> None:
    """« donne sur » → "overlooks": both French words hold as much."""
    attention = [[0.45, 0.45, 0.1]]
    assert align_words(attention, ["▁donne", "▁sur"], ["▁overlooks"]) == ((0, 0), (1, 0))


def test_a_french_word_left_alone_is_paired_with_the_word_that_looks_at_it_most() -> None:
    """« ne … pas » → "not": the weaker half is not lost."""
    attention = [[0.7, 0.2, 0.1]]
    assert align_words(attention, ["▁pas", "▁ne"], ["▁not"]) == ((0, 0), (1, 0))


def test_no_pieces_no_pairs() -> None:
    """An empty output has no word."""
    assert align_words([], SOURCE, []) == ()
    assert align_words([[1.0]], [], ["▁a"]) == ()


@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 10_000))
def test_pairs_stay_within_both_texts(sources: int, targets: int, seed: int) -> None:
    """Whatever the attention, sorted and without repeats."""
    attention = np.random.default_rng(seed).dirichlet(np.ones(sources + 1), size=targets)
    pairs = align_words(attention, ["▁x"] * sources, ["▁y"] * targets)
    assert list(pairs) == sorted(set(pairs))
    assert all(0 <= source < sources and 0 <= target < targets for source, target in pairs)


def test_the_aligned_head_is_told_by_the_config() -> None:
    """Head 0 unless the checkpoint says otherwise."""
    assert aligned_head(SimpleNamespace()) == 0
    assert aligned_head(SimpleNamespace(alignment_heads=[])) == 0
    assert aligned_head(SimpleNamespace(alignment_heads=[3])) == 3
