"""What rose or fell, by how much, from where to where."""

import pytest

from pipeline.checks.changes import check_changes
from pipeline.checks.pair import check_pair
from tests.checks.golden import cases


@pytest.mark.parametrize(("source", "target", "expected"), cases("changes"))
def test_a_figure_keeps_its_rise_or_fall(source: str, target: str, expected: str) -> None:
    """Each pair of the golden file has the finding beside it, or none."""
    found = [finding.message for finding in check_changes(source, target)]
    assert found == ([] if expected == "-" else [expected])


def test_a_lost_fall_is_to_be_checked() -> None:
    """It is one of the findings of a pair, with the words of both sides."""
    found = check_pair("Le tirage a reculé de 4,2 % en mai.", "The circulation of 4.2% in May.")
    assert [(one.rule, one.severity, one.target) for one in found] == [("comparison", "check", "4.2%")]
