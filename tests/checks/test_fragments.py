"""Wordings that lost whom they speak of, or their verb."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.evidence import gather
from pipeline.checks.fragments import fragmentary
from pipeline.checks.support import judge
from tests.summary.stories import unit

TEXTS = (
    "Found guilty of theft, Jean Roux, 58, was sentenced to four years in prison.",
    "The group Solvane announced on Thursday, after a long meeting, the removal of 1,250 jobs in Europe.",
    "The mayor closes the harbour on Monday.",
)
UNITS = [unit(at, text) for at, text in enumerate(TEXTS)]
PIECES = gather(UNITS).pieces


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "Found guilty of theft, 58, was sentenced to four years.",
            "it leaves out of whom it speaks: Jean Roux",
        ),
        ("Found guilty of theft, was sentenced to four years.", "it leaves out of whom it speaks: Jean Roux"),
        ("The removal of 1,250 jobs in Europe.", "it leaves out the verb “announced” of segment 2"),
        ("The group Solvane announced on Thursday.", "it leaves out what was announced"),
    ],
)
def test_a_fragment_says_what_it_lost(sentence: str, said: str) -> None:
    """A name before an age, or the verb before the words that it begins with; partly supported at most."""
    assert fragmentary(sentence, PIECES) == (said,)
    judgement = judge(sentence, UNITS)
    assert judgement.verdict == "partly"
    assert said in judgement.reason


@pytest.mark.parametrize(
    "sentence",
    [
        "Jean Roux, 58, was sentenced to four years in prison.",
        "Roux, aged 58, was sentenced.",
        "The group Solvane announced the removal of 1,250 jobs.",
        "The removal of 1,250 jobs was announced by Solvane.",
        "The group Solvane announced the removal on Thursday.",
        "That is what the group announced.",
        "The mayor closes the harbour.",
        "In the village, 58, perhaps, and more.",
        "",
    ],
)
def test_a_whole_sentence_lost_nothing(sentence: str) -> None:
    """The name is there, or a verb, or the segment has no other verb before these words."""
    assert fragmentary(sentence, PIECES if "village" not in sentence else PIECES[2:]) == ()


def test_a_time_is_not_what_was_announced() -> None:
    """Days, hours and parts of the day; what is announced in a denial or a clause with *that* is there."""
    said = "it leaves out what was announced"
    assert fragmentary("The firm announced on Thursday 6 November at 7:45 a.m.", ()) == (said,)
    assert fragmentary("The firm announced on Thursday 6 November that it closes.", ()) == ()


def test_a_year_alone_is_no_verb() -> None:
    """« L'ouvrage, que les cars prennent, date de 1874 »: the translation has lost « date »."""
    said = ("it leaves out the verb before 1874",)
    assert fragmentary("The bridge, that 2,300 coaches were taking, 1874.", ()) == said
    assert fragmentary("The bridge, that the coaches were taking, dates from 1874.", ()) == ()
    assert fragmentary("It opened, which pleased the mayor, in May 1874.", ()) == ()


@given(st.text(max_size=60))
def test_any_text_is_looked_at(text: str) -> None:
    """Nothing is found without pieces."""
    assert fragmentary(text, ()) == ()
