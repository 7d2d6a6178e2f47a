"""What a figure counts, and figures that stand alone: golden cases, and what holds for every text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.summary.counted import counted, stands_alone

GOLDEN = Path(__file__).parent.parent / "data" / "summary" / "counted.txt"
CASES = [
    tuple(field.strip() for field in line.split("|"))
    for line in GOLDEN.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def _said(marked: str, language: str) -> str:
    end = marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    if language == "en" and stands_alone(text, end):
        return "alone"
    return counted(text, end, language) or "-"


@pytest.mark.parametrize(("marked", "language", "expected"), CASES)
def test_the_golden_figures(marked: str, language: str, expected: str) -> None:
    """One rule for hypotheses, briefs and translations; a year counts nothing."""
    assert _said(marked, language) == expected


@given(st.text(max_size=30), st.sampled_from(["tonnes", "local shops", "men in hats"]))
def test_what_is_counted_stands_behind_the_figure(before: str, noun: str) -> None:
    """A figure with a plural behind it never stands alone, whatever comes before it."""
    text = f"{before} 412 {noun}"
    end = len(before) + 4
    assert not stands_alone(text, end)
    assert text[end:].strip().startswith(counted(text, end))
