"""Facts that the article has, and has apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.evidence import gather
from pipeline.checks.standing import apart
from tests.summary.stories import unit

TEXTS = (
    "Karim Belhadj runs the theatre of Sarnay.",
    "He took office in the autumn.",
    "The hall has 600 seats.",
    "The work on the roof lasted a year.",
    "The evening is planned for 3 December.",
)
EVIDENCE = gather([unit(at, text) for at, text in enumerate(TEXTS)])


@pytest.mark.parametrize(
    "sentence",
    [
        "Karim Belhadj runs the theatre of Sarnay.",
        "The hall that Karim Belhadj runs has 600 seats.",
        "The hall of 600 seats opens on 3 December.",
        "The evening is planned for 3 December.",
        "Nobody said anything.",
        "",
    ],
)
def test_near_facts_stand_together(sentence: str) -> None:
    """In one segment, or two segments apart: *he* and *the hall* bridge what lies between."""
    assert apart(sentence, EVIDENCE) == ""


def test_the_farthest_pair_is_named() -> None:
    """The name of segment 1 and the date of segment 5."""
    said = apart("Karim Belhadj opens the hall of 600 seats on 3 December.", EVIDENCE)
    assert "3 December (segment 5)" in said
    assert "Karim Belhadj (segment 1)" in said
    assert said.endswith("never stand together")


def test_a_fact_that_comes_back_counts_where_it_is_nearest() -> None:
    """The article names him again beside the date."""
    again = gather([unit(at, text) for at, text in enumerate([*TEXTS, "Belhadj will be there."])])
    assert apart("Karim Belhadj will be there on 3 December.", again) == ""


@given(st.integers(0, len(TEXTS) - 1))
def test_a_segment_never_disagrees_with_itself(at: int) -> None:
    """Every sentence of the article stands together."""
    assert apart(TEXTS[at], EVIDENCE) == ""
