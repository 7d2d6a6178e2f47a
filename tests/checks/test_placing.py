"""Facts that stand in another fact's place: golden cases, and what must hold for any article."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.evidence import Evidence, gather
from pipeline.checks.placing import misplaced
from pipeline.checks.support import judge
from tests.summary.stories import unit

GOLDEN = Path(__file__).parent.parent / "data" / "checks" / "placing.txt"


@dataclass(frozen=True)
class Case:
    """A sentence about an article, and what should be said of it."""

    evidence: Evidence
    sentence: str
    expected: str


def read_cases() -> list[Case]:
    """The cases of the golden file, in order."""
    lines = [line for line in GOLDEN.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")]
    texts = [line.partition(" ")[2] for line in lines if line[0].isdigit()]
    evidence = gather([unit(at, text) for at, text in enumerate(texts)])
    asked = [line for line in lines if not line[0].isdigit() and not line.startswith("==")]
    return [
        Case(evidence, sentence.removeprefix("> "), expected)
        for sentence, expected in zip(asked[::2], asked[1::2], strict=True)
    ]


CASES = read_cases()
NAMES = ("Corvel", "Velmont", "Anna Prieur", "Sarnay")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.sentence[:60])
def test_the_golden_cases_hold(case: Case) -> None:
    """Each rule of a place has a sentence in plain text."""
    found = misplaced(case.sentence, case.evidence)
    said = [f"wrong: {one}" for one in found.wrong] + [f"doubt: {one}" for one in found.doubts]
    assert "; ".join(said or ["-"]) == case.expected


def test_a_misplaced_name_is_not_supported() -> None:
    """The guard refuses what stands in another's place, and says whose place it is."""
    units = [
        unit(0, "The railway company Corvel will close twelve small stations in the mountains."),
        unit(1, "The council has praised the plan of the region."),
        unit(2, "The manufacturer Velmont has sold wagons to a bank in Lisbon."),
    ]
    assert judge("The railway company Corvel will close twelve small stations.", units).verdict == "supported"
    judged = judge("The railway company Velmont will close twelve small stations.", units)
    assert judged.verdict == "unsupported"
    assert "Corvel" in judged.reason


def test_an_age_between_commas_has_no_place_of_its_own() -> None:
    """Round « , 39, » there are names only: nothing tells whose place that is."""
    evidence = gather([unit(0, "Paul Roy, 39, met Ines Prat, 41, in Brevan."), unit(1, "He lives there.")])
    assert misplaced("Paul Roy, 41, met Ines Prat in Brevan.", evidence).wrong == ()


@given(st.sampled_from([piece.english for piece in CASES[0].evidence.pieces]))
def test_a_sentence_of_the_article_is_in_its_place(sentence: str) -> None:
    """What the article says stands where the article says it."""
    found = misplaced(sentence, CASES[0].evidence)
    assert found.wrong == found.doubts == ()


@given(st.text(max_size=80) | st.lists(st.sampled_from([*NAMES, "340", "closed", "a", "."])).map(" ".join))
def test_whatever_is_said_of_a_place_names_a_segment(sentence: str) -> None:
    """Any text is judged, and every reason ends in a segment of the article."""
    found = misplaced(sentence, CASES[0].evidence)
    for reason in (*found.wrong, *found.doubts):
        assert re.fullmatch(r".+, not .+, stands there in segment [1-5]", reason)


@given(st.text(max_size=60))
def test_an_article_without_text_misplaces_nothing(sentence: str) -> None:
    """No evidence, no place."""
    found = misplaced(sentence, gather([]))
    assert found.wrong == found.doubts == ()
