"""Words that slipped in copying, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.summary.mending import mended, strangers
from tests.checks.golden import cases

TEXTS = st.lists(
    st.sampled_from(
        ["Ann", "Anne", "Leroux", "Leroix", "12", "1,200", "tonnes", "tons", "left", "the", '"', "'s"]
    ),
    max_size=10,
).map(" ".join)


@pytest.mark.parametrize(("window", "written", "expected"), cases("mending", "summary", "=>"))
def test_golden_cases(window: str, written: str, expected: str) -> None:
    """Every line of the file."""
    assert mended(written, window) == expected


def test_strange_words_are_counted() -> None:
    """Small words are nobody's own, and case does not matter."""
    assert strangers("The mayor has left Brevan.", "A Mayor left.") == 1
    assert strangers("", "A Mayor left.") == 0


@given(TEXTS, TEXTS)
def test_mending_brings_no_stranger_in(written: str, window: str) -> None:
    """Whatever changes becomes a word of the window; nothing else moves."""
    found = mended(written, window)
    assert strangers(found, window) <= strangers(written, window)
    assert len(found.split()) == len(written.split())


@given(TEXTS)
def test_what_the_window_says_is_left_alone(text: str) -> None:
    """A copy needs no mending."""
    assert mended(text, text) == text
