"""Outcomes on disk: noted in any order, read in that of the articles."""

import tracemalloc
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.outcomes import OutcomeLog
from pipeline.records import Outcome
from tests.render.factory import brief as make_brief

TRUST = make_brief().trust
DONE = Outcome("a-1", "a.txt", "done", 0.5, "outputs/a-1", trust=TRUST)
TEXTS = st.text() | st.sampled_from(["\ud800", "a\nb", "\u2028"])
OUTCOMES = st.builds(
    Outcome,
    TEXTS,
    TEXTS,
    st.sampled_from(["done", "skipped", "failed"]),
    st.floats(0, 1e6),
    st.none() | TEXTS,
    st.none() | TEXTS,
    st.none() | st.just(TRUST),
)


@given(st.lists(OUTCOMES, max_size=20), st.randoms())
def test_what_was_noted_is_read_in_order(outcomes: list[Outcome], chooser: Random) -> None:
    """Whatever the text, and whoever finished first; as often as wanted."""
    log = OutcomeLog()
    positions = list(range(len(outcomes)))
    chooser.shuffle(positions)
    for position in positions:
        log.note(position, outcomes[position])
    assert log == outcomes
    assert list(log) == list(log) == outcomes
    assert log[1:3] == outcomes[1:3]
    assert len(log) == len(outcomes)


def test_a_position_that_was_not_noted_is_an_error() -> None:
    """A hole in the report is never filled in silence."""
    log = OutcomeLog()
    log.note(2, DONE)
    assert log[-1] == DONE
    with pytest.raises(IndexError, match="nothing was noted at position 1"):
        log[1]
    with pytest.raises(IndexError):
        log[3]


def test_two_logs_are_equal_when_their_outcomes_are() -> None:
    """A list compares too; nothing else does."""
    one, two = OutcomeLog(), OutcomeLog()
    one.append(DONE)
    two.append(DONE)
    assert one == two
    two.append(replace(DONE, error="x"))
    assert one != two
    assert one != 3


def test_memory_does_not_grow_with_the_number_of_outcomes() -> None:
    """20,000 outcomes are some 8 MB on disk, and 8 bytes each in memory once the first MiB is full."""
    log = OutcomeLog()
    tracemalloc.start()
    for position in range(20_000):
        log.note(position, replace(DONE, article_id=f"article-{position}"))
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 2_000_000
    assert log[19_999].article_id == "article-19999"
