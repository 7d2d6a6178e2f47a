"""Less and more, up and down, denying and doing."""

import pytest

from pipeline.checks.opposites import check_opposites


@pytest.mark.parametrize(
    ("source", "target", "severity", "message"),
    [
        ("moins de 40 élus", "at least 40", "critical", "« moins de 40 » became “at least 40”"),
        ("plus de 300 élus", "under 300", "critical", "« plus de 300 » became “under 300”"),
        ("plus de 300 élus", "300", "check", "« plus de » is not in the English"),
        ("La dette recule.", "The debt rises.", "critical", "« recule » became “rises”"),
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
