"""Sentences made shorter by rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.summary.content import words
from pipeline.summary.shorten import shortenings

PARTS = st.lists(
    st.sampled_from(
        [
            "On Monday,",
            "the mayor",
            "(62)",
            ", 38,",
            ", who had lost,",
            "said",
            "that it rained",
            ", with",
            "it",
        ]
    ),
    max_size=8,
).map(lambda parts: " ".join(parts).replace(" ,", ",") + ".")


@pytest.mark.parametrize(
    ("sentence", "shorter", "shortest"),
    [
        ("On Monday, the mayor (62) left.", "The mayor left.", "The mayor left."),
        ("Ann Lee, 38, has won.", "Ann Lee has won.", "Ann Lee has won."),
        (
            "The bank, which lost money, said it would close, adding that it was late.",
            "The bank said it would close, adding that it was late.",
            "The bank said it would close.",
        ),
        (
            "The mayor left, with tears in her eyes, for Paris.",
            "The mayor left, with tears in her eyes, for Paris.",
            "The mayor left.",
        ),
        ("It rained.", "It rained.", "It rained."),
        ("", "", ""),
    ],
)
def test_what_goes(sentence: str, shorter: str, shortest: str) -> None:
    """Brackets, ages, inserts and the opening first, then the tail."""
    assert shortenings(sentence) == (sentence, shorter, shortest)


@given(PARTS)
def test_nothing_is_said_that_was_not_there(sentence: str) -> None:
    """Every form is made of words of the sentence, in their order."""
    for form in shortenings(sentence):
        left = iter(word.lower() for word in words(sentence))
        assert all(word.lower() in left for word in words(form))
