"""Alignments carried from what is sent to what is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translation.words import carry_source, carry_target, match_words
from pipeline.typography import normalise, truecase


@pytest.mark.parametrize(
    ("sent", "written", "expected"),
    [
        ("Le maire parle", "Le maire parle", [(0,), (1,), (2,)]),
        ('"Il faut agir"', "« Il faut agir »", [(0, 1), (2,), (3, 4)]),
        ("Le ministre refuse", "LE MINISTRE REFUSE", [(0,), (1,), (2,)]),
        ("Bref... rien", "Bref… rien", [(0,), (1,)]),
        ("un - deux", "un — deux", [(0,), (1,), (2,)]),
        ("$1.2 billion", "1.2 billion dollars", [(0,), (1,)]),
        ("", "rien", []),
    ],
)
def test_words_are_matched_by_their_characters(
    sent: str, written: str, expected: list[tuple[int, ...]]
) -> None:
    """« Oui » is three words in the article and one when it is sent."""
    assert match_words(sent.split(), written.split()) == expected


def test_pairs_point_to_the_words_of_the_article() -> None:
    """Both marks of « Il faut agir » hang on the words they touch."""
    assert carry_source([(0, 0), (2, 2)], '"Il faut agir"', "« Il faut agir »") == (
        (0, 0),
        (1, 0),
        (3, 2),
        (4, 2),
    )


def test_pairs_follow_a_repaired_target() -> None:
    """A figure rewritten after translation ("1,2 billion" → "1.2 billion euros") keeps its partner."""
    assert carry_target([(0, 0), (1, 1)], "1,2 billion", "1.2 billion euros") == ((0, 0), (1, 1))


def test_a_pair_outside_the_text_is_dropped() -> None:
    """An engine that counts a word too many does no harm."""
    assert carry_source([(7, 0)], "un", "un") == ()


@given(st.text(alphabet="abCD «»“”\"'’…—, \u00a0\u202f", max_size=60))
def test_every_word_sent_has_a_word_written(text: str) -> None:
    """Whatever normalising does, matching stays within the article and in order."""
    sent, written = truecase(normalise(text)).split(), text.split()
    matched = match_words(sent, written)
    assert len(matched) == len(sent)
    flat = [index for indexes in matched for index in indexes]
    assert flat == sorted(flat)
    assert all(0 <= index < len(written) for index in flat)
    assert all(indexes for word, indexes in zip(sent, matched, strict=True) if any(map(str.isalnum, word)))
