"""Figures that have lost what they count: golden cases, and what must hold for any sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.counting import uncounted
from pipeline.checks.evidence import gather
from pipeline.checks.support import judge
from tests.checks.golden import cases
from tests.summary.stories import unit

CASES = cases("counting")


@pytest.mark.parametrize(("source", "sentence", "expected"), CASES)
def test_the_golden_cases_hold(source: str, sentence: str, expected: str) -> None:
    """Units and plurals count; what everybody supplies does not."""
    pieces = gather([unit(0, source)]).pieces
    assert "; ".join(uncounted(sentence, pieces) or ["-"]) == expected


def test_a_lost_unit_is_refused_by_the_guard() -> None:
    """« 380 000 tonnes » is not "380,000."."""
    units = [unit(0, "The country extracted 380,000 tonnes of chromium in 2024.")]
    assert judge("The country extracted 380,000 tonnes of chromium.", units).verdict == "supported"
    judged = judge("The country extracted 380,000.", units)
    assert judged.verdict == "unsupported"
    assert "380,000 tonnes" in judged.reason


def test_one_segment_that_counts_nothing_is_enough() -> None:
    """If the article itself says the bare figure somewhere, so may the brief."""
    pieces = gather([unit(0, "The museum received 4,200 visitors."), unit(1, "That makes 4,200.")]).pieces
    assert uncounted("The museum received 4,200.", pieces) == ()


@given(st.sampled_from([source for source, _, _ in CASES]))
def test_a_sentence_of_the_article_counts_what_it_counts(source: str) -> None:
    """A segment never misses its own nouns."""
    assert uncounted(source, gather([unit(0, source)]).pieces) == ()


@given(st.text(max_size=80))
def test_any_sentence_is_read(sentence: str) -> None:
    """Whatever stands there, reasons are strings, and without evidence there are none."""
    assert uncounted(sentence, ()) == ()
