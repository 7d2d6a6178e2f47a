"""Which sentences become windows of their own, and how many sentences are wanted of an article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import TranslationUnit
from pipeline.summary import Window, plan
from pipeline.summary.base import WindowSize
from pipeline.summary.focus import focused
from tests.summary.stories import Scripted, story, unit

TEXTS = (
    "The harbour of Brevan will close on Monday after 140 years.",
    "He left the town with his two sons.",
    "Three hundred fishermen will lose their work in the coming months.",
    "The harbour of Brevan closes on Monday after 140 years.",
    "Will the lighthouse ever be lit again at night?",
    '"The sea will come back to all of us," said Anne Leroux.',
    "So be it.",
    "Tourists already prefer the beaches of Lanvor further south.",
)


def _units(texts: tuple[str, ...] = TEXTS) -> tuple[TranslationUnit, ...]:
    return tuple(unit(index, text) for index, text in enumerate(texts))


def _focused(weights: list[float], wanted: int, limit: int = 60) -> list[int]:
    size = WindowSize(limit, wanted, lambda text: len(text.split()))
    found = focused(_units(), dict(enumerate(weights)), size)
    assert all(window.text == TEXTS[window.indexes[0]] for window in found)
    return [window.indexes[0] for window in found]


def test_the_heaviest_come_in_the_order_of_the_article() -> None:
    """By weight chosen, by place told."""
    assert _focused([1.0, 0.0, 2.0, 0.0, 0.0, 0.0, 0.0, 3.0], 2) == [2, 7]


def test_what_repeats_a_heavier_sentence_is_left_out() -> None:
    """Sentence 4 says what sentence 1 said."""
    assert _focused([3.0, 0.0, 1.0, 2.0, 0.0, 0.0, 0.0, 0.5], 2) == [0, 2]


def test_questions_and_scraps_are_left_out() -> None:
    """Whatever they weigh."""
    assert _focused([1.0, 0.0, 0.5, 0.0, 9.0, 0.0, 9.0, 0.0], 2) == [0, 2]


def test_what_leans_or_is_said_by_somebody_counts_for_less() -> None:
    """*He left* needs the sentence before it, and quotes have their own place in the brief."""
    assert _focused([0.0, 1.0, 0.8, 0.0, 0.0, 1.0, 0.0, 0.7], 2) == [2, 7]
    assert _focused([0.0, 1.0, 0.5, 0.0, 0.0, 1.0, 0.0, 0.5], 2) == [1, 5]


def test_what_leans_may_follow_what_it_leans_on() -> None:
    """The sentence before *He left* is in the summary."""
    assert _focused([2.0, 1.0, 0.8, 0.0, 0.0, 0.0, 0.0, 0.0], 2) == [0, 1]


def test_what_has_no_weight_or_does_not_fit_is_no_window() -> None:
    """Headings have no weight; a window is never cut."""
    size = WindowSize(8, 5, lambda text: len(text.split()))
    assert [window.indexes for window in focused(_units(), {0: 1.0, 1: 1.0}, size)] == [(1,)]
    assert focused(_units(), {}, size) == ()


def test_capitals_become_a_sentence() -> None:
    """As the checkpoint was trained to read."""
    found = focused((unit(0, "THE HARBOUR OF BREVAN CLOSES SOON"),), {0: 1.0}, WindowSize(60, 1, len))
    assert found == (Window((0,), found[0].text, len(found[0].text)),)
    assert found[0].text.endswith("soon.")


@given(st.lists(st.floats(0, 4), min_size=8, max_size=8), st.integers(0, 6))
def test_there_are_never_more_windows_than_wanted(weights: list[float], wanted: int) -> None:
    """And each sentence is in one at most, in order."""
    found = _focused(weights, wanted)
    assert len(found) <= wanted
    assert found == sorted(set(found))


@pytest.mark.parametrize(
    ("sentences", "windows"), [((0,), [(0,)]), ((0, 7), [(0, 1)]), ((0, 2, 7), [(0,), (1,)])]
)
def test_an_article_of_two_sentences_is_read_at_once(
    sentences: tuple[int, ...], windows: list[tuple[int, ...]]
) -> None:
    """From three on, one by one."""
    made = plan(story([TEXTS[index] for index in sentences]), Scripted())
    assert [window.indexes for window in made.windows] == windows
    assert made.wanted == len(windows)


def test_a_checkpoint_of_several_sentences_reads_the_whole_article() -> None:
    """Every readable sentence is in one of its windows."""
    made = plan(story(TEXTS), Scripted(sentences_per_window=3, window_pieces=500))
    assert [window.indexes for window in made.windows] == [tuple(range(8))]
    assert plan(story(()), Scripted()).windows == ()
