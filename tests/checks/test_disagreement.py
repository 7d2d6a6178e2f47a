"""Two decodings of one sentence: what they differ in, and what of it is told."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.disagreement import MOST_TOLD, RULE, disagreements, told
from pipeline.records import Finding
from tests.summary.stories import unit

GOLDEN = Path(__file__).parent.parent / "data" / "checks" / "disagreement.txt"
CASES = [
    tuple(field.strip() for field in line.split("|"))
    for line in GOLDEN.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("source", "first", "second", "expected"), CASES)
def test_the_golden_pairs_differ_in_what_they_say(
    source: str, first: str, second: str, expected: str
) -> None:
    """Each kind has an invented pair in plain text; two renderings of one French word are wording."""
    found = disagreements(unit(0, first, source), second)
    assert [one.message.partition(":")[0] for one in found] == [expected] * (expected != "-")
    assert all((one.severity == "cosmetic") == (expected == "in wording") for one in found)


def _finding(kind: str, segment: int) -> Finding:
    severity = "cosmetic" if kind == "in wording" else "check"
    return Finding(RULE, severity, f"{kind}: one says “a”", segment)  # type: ignore[arg-type]


def test_figures_negations_and_names_are_told_before_other_words() -> None:
    """Six in meaning and a name: the name is in, one in meaning is out and counted with the wordings."""
    every = [_finding("in meaning", at) for at in range(6)]
    every += [_finding("in a name", 6), _finding("in wording", 7)]
    found = told(every)
    assert [one.segment_index for one in found] == [0, 1, 2, 3, 6, None]
    assert found[-1].message == "two decodings differ in 3 other places, 2 of them in content"
    assert found[-1].severity == "cosmetic"


def test_two_decodings_that_agree_tell_nothing() -> None:
    """No count of nought places."""
    assert told([]) == ()


KINDS = st.sampled_from(["in a figure", "in a negation", "in a name", "in meaning", "in wording"])


@given(st.lists(KINDS, max_size=30))
def test_nothing_is_lost_in_silence(kinds: list[str]) -> None:
    """What is told and what the count says make all; the worst kind of all is among what is told."""
    every = [_finding(kind, at) for at, kind in enumerate(kinds)]
    shown = [one for one in told(every) if one.segment_index is not None]
    assert len(shown) == min(MOST_TOLD, sum(kind != "in wording" for kind in kinds))
    left = len(every) - len(shown)
    assert bool(left) == any(f" {left} other" in one.message for one in told(every))
    assert "in a figure" not in kinds or any("in a figure" in one.message for one in shown)
