"""Less and more, morning and evening, denying and doing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.opposites import check_opposites


@pytest.mark.parametrize(
    ("source", "target", "severity", "message"),
    [
        ("moins de 40 élus", "at least 40", "critical", "« moins de » became “at least”"),
        ("plus de 300 élus", "under 300", "critical", "« plus de » became “under”"),
        ("plus de 300 élus", "300", "check", "« plus de » is not in the English"),
        ("à 6 heures", "at 6 p.m.", "critical", "« 6 h » became “6 p.m.”"),
        ("le 8 à 15 heures", "at 15 a.m.", "critical", "there is no “15 a.m.”"),
        ("Il a été acquitté.", "He was convicted.", "check", "nothing in the English says « acquitté »"),
    ],
)
def test_each_rule_names_both_sides(source: str, target: str, severity: str, message: str) -> None:
    """The French word and the English one, as they are written."""
    (found,) = check_opposites(source, target)
    assert (found.severity, found.message) == (severity, message)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("moins de 40 élus", "not even 40 councillors"),
        ("plus de 300 élus", "300 councillors and up"),
        ("à 8 heures et à 20 heures", "at 8 a.m. and 8 p.m."),
        ("en 2 h 14", "in 2 hours 14"),
        ("Il n'a jamais nié.", "He always said so."),
        ("Il nie.", "He does not agree."),
        ("plus de respect", "respect"),
    ],
)
def test_other_ways_to_say_it_are_none(source: str, target: str) -> None:
    """Precision first: an editor who is warned for nothing stops reading warnings."""
    assert list(check_opposites(source, target)) == []


@given(st.integers(0, 23), st.integers(0, 59))
def test_the_right_half_of_the_day_is_never_doubted(hour: int, minute: int) -> None:
    """Every minute of the day, as French and English papers write it."""
    half = "p.m." if hour >= 12 else "a.m."
    english = f"at {(hour - 1) % 12 + 1}:{minute:02d} {half}"
    assert list(check_opposites(f"à {hour} h {minute:02d}", english)) == []
