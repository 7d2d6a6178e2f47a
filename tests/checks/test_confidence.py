"""The translator's doubt: a finding of the segment, and a brief that does not call it supported."""

from dataclasses import replace
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.confidence import RULE, check_confidence
from pipeline.checks.support import judge, judge_for
from pipeline.checks.units import unit_findings
from pipeline.errors import SettingsError
from pipeline.evaluation.confidence import GOOD, POOR, bounds_of, format_text, measure
from pipeline.records import Confidence, Hypothesis, TranslationUnit
from pipeline.summary.base import Story, Window
from pipeline.summary.guard import Slot, choose
from pipeline.summary.ranking import salience
from tests.summary.stories import segment, unit

CONFIDENT: tuple[Confidence, ...] = ("middle", "high", "")
FRENCH = "Le boulanger essuie une larme derrière son comptoir tout neuf."
WRONG = "The baker leaves a weapon behind his competition."


def _unit(confidence: Confidence, index: int = 0, english: str = WRONG) -> TranslationUnit:
    return replace(unit(index, english, FRENCH), confidence=confidence)


def test_an_unsure_translation_is_a_finding_to_check() -> None:
    """One for the whole sentence; none where the translator was sure, and none of what it did not write."""
    (found,) = check_confidence(_unit("low"))
    assert (found.rule, found.severity) == (RULE, "check")
    assert found.message == "the translator was unsure of this sentence"
    assert not [
        *check_confidence(_unit("middle")),
        *check_confidence(_unit("high")),
        *check_confidence(_unit("")),
    ]


@pytest.mark.parametrize(
    ("confidence", "verdict", "reason"),
    [
        ("low", "partly", "the translator was unsure of segment 1"),
        ("middle", "partly", "the translator was not quite sure of segment 1"),
        ("high", "supported", "its content is in segment 1"),
        ("", "supported", "its content is in segment 1"),
    ],
)
def test_a_brief_is_as_sure_as_its_translation(confidence: Confidence, verdict: str, reason: str) -> None:
    """A faithful copy of a doubtful translation is partly supported at most, and says why."""
    english = "The baker opened his new shop on Monday."
    judgement = judge(
        english, [replace(unit(0, english, "Le boulanger a ouvert lundi."), confidence=confidence)]
    )
    assert (judgement.verdict, judgement.is_faithful) == (verdict, True)
    assert judgement.reason.endswith(reason)


def test_a_doubt_of_the_wording_is_told_before_that_of_the_translation() -> None:
    """Both are told; such a wording is not faithful, so that another may take its place."""
    english = "The baker opened his new shop on Monday."
    units = [replace(unit(0, english, "Le boulanger a ouvert lundi."), confidence="low")]
    judgement = judge("The baker opened his gorgeous new shop on Monday.", units)
    assert not judgement.is_faithful
    assert judgement.reason.startswith("“gorgeous”")
    assert judgement.reason.endswith("the translator was unsure of segment 1")


def test_another_wording_is_not_tried_for_the_translation_alone() -> None:
    """No wording can help a doubtful translation: the first faithful one stays, and nothing is objected."""
    english = "The baker opened his new shop on Monday."
    units = (replace(unit(0, english, "Le boulanger a ouvert lundi."), confidence="low"),)
    story = Story((segment(0, english),), units, judge_for(units))
    first, second = "The baker opened his new shop on Monday.", "The baker opened his shop on Monday."
    slot = choose(Slot(Window((0,), english, 9), first), (first, second), story, ())
    assert slot.is_settled
    assert slot.chosen is not None
    assert (slot.chosen.text, slot.chosen.verdict, slot.objection) == (first, "partly", "")


def test_a_faithful_wording_is_still_preferred() -> None:
    """Both are partly supported: the one whose words are those of the translation wins."""
    english = "The baker opened his new shop on Monday."
    units = (replace(unit(0, english, "Le boulanger a ouvert lundi."), confidence="middle"),)
    story = Story((segment(0, english),), units, judge_for(units))
    first, second = (
        "The baker opened his gorgeous new shop on Monday.",
        "The baker opened his shop on Monday.",
    )
    slot = choose(Slot(Window((0,), english, 9), first), (first, second), story, ())
    assert slot.chosen is not None
    assert slot.chosen.text == second


def test_of_two_sentences_alike_the_surer_one_weighs_more() -> None:
    """What was English already counts in full, so that no brief of an English article changes."""
    segments = tuple(segment(index, FRENCH, language="fr") for index in range(2))
    weights = {
        confidence: salience([_unit(confidence), _unit("high", 1)], segments)[0]
        for confidence in ("", "high", "middle", "low")
    }
    assert weights[""] == weights["high"] > weights["middle"] > weights["low"] > 0


def test_bounds_are_where_the_mean_quality_says() -> None:
    """Under the low one the mean is poor at most, from the high one on it is good at least."""
    pairs = [(-2 + index / 100, 30 + 0.15 * index) for index in range(200)]
    low, high = bounds_of(pairs)
    assert low is not None
    assert high is not None
    assert fmean(chrf for score, chrf in pairs if score < low) == pytest.approx(POOR, abs=0.5)
    assert fmean(chrf for score, chrf in pairs if score >= high) == pytest.approx(GOOD, abs=0.5)


@pytest.mark.parametrize(
    ("quality", "low", "high"), [(45.0, None, None), (20.0, -0.01, None), (90.0, None, -1.99)]
)
def test_scores_that_tell_nothing_give_no_bound(
    quality: float, low: float | None, high: float | None
) -> None:
    """All sentences are middling, or poor, or good: the other end is not there."""
    assert bounds_of([(-2 + index / 100, quality) for index in range(200)]) == pytest.approx((low, high))


@given(st.lists(st.tuples(st.floats(-3, 0), st.floats(0, 100)), min_size=31, max_size=90))
def test_bounds_never_cross(pairs: list[tuple[float, float]]) -> None:
    """What is low is never high, whatever the scores and the qualities."""
    low, high = bounds_of(sorted(pairs))
    assert low is None or high is None or low <= high


def test_scores_are_measured_against_references() -> None:
    """Half are right and sure, half are nonsense and unsure: the correlation is perfect, the cuts tell."""
    right = "The mayor presented the budget of the city."
    sure, unsure = Hypothesis(right, -0.2), Hypothesis("Xyz.", -1.5)
    kept = Hypothesis("Le maire.", 0.0, status="kept")
    result = measure([sure] * 60 + [unsure] * 60 + [kept], [right] * 121)
    assert result.sentences == 120
    assert result.correlation == pytest.approx(1.0)
    assert result.cuts[0].chrf_below < 10 < result.cuts[0].chrf_above
    assert result.low == result.high == pytest.approx(-0.85)
    assert (result.share_low, result.share_high) == (0.5, 0.5)
    assert "correlation         1.000" in format_text(result)


def test_too_few_sentences_are_refused() -> None:
    """A bound from a handful of sentences is chance."""
    with pytest.raises(SettingsError, match="too few"):
        measure([Hypothesis("Yes.", -0.1)], ["Yes."])


def test_every_finding_of_a_segment_says_where_it_is() -> None:
    """The doubt of the translator stands beside what the words show."""
    found = unit_findings(_unit("low", 3))
    assert {finding.segment_index for finding in found} == {3}
    assert RULE in [finding.rule for finding in found]
    assert RULE not in [finding.rule for finding in unit_findings(_unit("high", 3))]


def test_what_was_not_translated_is_said() -> None:
    """Kept in French is critical, another language to check; English passed on and figures need no word."""
    kept = replace(unit(0, FRENCH, FRENCH, "kept"), note="Not translated: decoding gave a loop.")
    german = replace(unit(0, "Ja."), note="Not translated: German.")
    assert [(one.rule, one.severity) for one in unit_findings(kept)] == [("untranslated", "critical")]
    assert [(one.rule, one.severity) for one in unit_findings(german)] == [("untranslated", "check")]
    assert unit_findings(unit(0, "Yes.")) == unit_findings(unit(0, "12", "12", "copied")) == ()
