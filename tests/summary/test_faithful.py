"""What a wording says that its window does not, and where it was cut in the wrong place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.summary.faithful import faults, invented, named, torn
from tests.checks.golden import cases

WORDS = st.lists(
    st.sampled_from(
        ["Ann", "Lee's", "mill", "paid", "1.5", "3,000", "12%", "euros", "that", "say", "-", "G7"]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


@pytest.mark.parametrize(("window", "wording", "new", "fault"), cases("faithful", "summary"))
def test_golden_cases(window: str, wording: str, new: str, fault: str) -> None:
    """Every line of the file."""
    assert invented(wording, window) == tuple(filter(None, new.split(";")))
    assert torn(wording, window) == fault


def test_a_fault_is_counted_for_each_invention_and_once_for_a_tear() -> None:
    """So that the hypothesis with the fewest comes first."""
    window = "The mine gave 380,000 tonnes of ore to Marval."
    assert faults("The mine gave ore to Marval.", window) == 0
    assert faults("The mine gave 380,000.", window) == 1
    assert faults("The mine gave Siemens and Bosch 380,000.", window) == 3


def test_a_first_word_is_no_name() -> None:
    """Its capital says nothing."""
    assert named("Nobody told Ann Lee of the 12 boats.") == ["Ann", "Lee", "12"]


@given(WORDS)
def test_a_text_is_faithful_to_itself(text: str) -> None:
    """No figure, name, unit or end of it can be missing from it."""
    assert faults(f"{text}.", f"{text}.") == 0


@given(WORDS, WORDS)
def test_what_is_added_to_a_window_makes_nothing_an_invention(wording: str, more: str) -> None:
    """More text can only support more."""
    assert set(invented(wording, f"Nobody {more} here.")) >= set(
        invented(wording, f"Nobody {more} here. And {wording} there.")
    )


@given(WORDS, WORDS)
def test_what_ends_one_sentence_of_the_window_is_not_torn(wording: str, more: str) -> None:
    """Though another sentence goes on after the same words."""
    window = f"Nobody {wording} here and {more} there. Nobody {wording} here."
    assert torn(f"Nobody {wording} here.", window) == ""


@given(WORDS)
def test_what_opens_a_sentence_of_the_window_once_does_not_start_in_the_middle(wording: str) -> None:
    """Its first words stand nowhere else."""
    assert torn(f"Nobody left {wording}.", f"It was cold. Nobody left {wording}, said Ann.") == ""
