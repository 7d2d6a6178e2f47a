"""The guard of one place in the summary: what passes, what takes its place, what is remembered."""

from dataclasses import replace

import pytest

from pipeline.records import SummarySentence, TranslationUnit
from pipeline.summary.base import Judgement, Story, Window
from pipeline.summary.guard import REPEATS, Slot, choose, examine, first_faithful, from_source
from pipeline.summary.ranking import salience
from tests.summary.stories import quote, story, unit

ARTICLE = (
    "The harbour of Brevan will close on Monday after 140 years.",
    "It was built by monks.",
    "The fishing company Marval blames the price of fuel.",
    '"The sea will come back to us," said Anne Leroux.',
)
LEDGER = (quote("The sea will come back to us", "Anne Leroux", 3),)
STORY = story(ARTICLE, LEDGER)
WINDOW = Window((0, 1, 2, 3), " ".join(ARTICLE), 40)
GOOD = "The harbour of Brevan will close on Monday."
WRONG = "The harbour of Brevan will close on Tuesday."
DOUBTFUL = "The harbour of Brevan will close on Monday for budgetary, political and environmental causes."


def _slot(original: str = "", objection: str = "") -> Slot:
    return Slot(WINDOW, original, objection=objection)


def _weight() -> dict[int, float]:
    return salience(STORY.units, STORY.segments, STORY.quotes)


@pytest.mark.parametrize(
    ("text", "verdict", "reason"),
    [
        (GOOD, "supported", "its content is in segment 1"),
        ("", "unsupported", "it is empty"),
        ("The harbour of the", "unsupported", "it is too short to say anything"),
        ("Will the harbour of Brevan close on Monday?", "unsupported", "it is a question"),
        (WRONG, "unsupported", "Tuesday is not in the source (segment 1 has Monday)"),
        ("The sea will come back to us.", "unsupported", "“us” stands outside quotation marks"),
    ],
)
def test_each_test_of_a_wording_has_its_reason(text: str, verdict: str, reason: str) -> None:
    """Form first, then quotes, then the judge."""
    _, judgement = examine(text, STORY, WINDOW, ())
    assert judgement.verdict == verdict
    assert reason in (judgement.reason, f"it says as a fact what Anne Leroux said; {reason}") or (
        judgement.reason == "it says as a fact what Anne Leroux said"
    )


def test_what_the_summary_has_already_is_refused() -> None:
    """The number of the sentence that is repeated is told, counted from 1."""
    _, judgement = examine(GOOD, STORY, WINDOW, ("Something else happened there.", GOOD))
    assert judgement.reason == f"{REPEATS} sentence 2"


def test_the_first_supported_wording_is_taken() -> None:
    """Also before a doubtful one that the model liked better."""
    found = choose(_slot(DOUBTFUL), (DOUBTFUL, WRONG, GOOD), STORY, ()).chosen
    assert found is not None
    assert (found.text, found.origin, found.replaced) == (GOOD, "regenerated", DOUBTFUL)
    assert found.reason.startswith("its content is in segment 1; first wording given up: “budgetary”")


def test_a_doubtful_wording_is_better_than_none() -> None:
    """It stays with its verdict, and the slot remembers the doubt for the second decoding."""
    slot = choose(_slot(DOUBTFUL), (DOUBTFUL, WRONG), STORY, ())
    assert slot.chosen is not None
    assert (slot.chosen.verdict, slot.chosen.origin, slot.chosen.replaced) == ("partly", "model", None)
    assert slot.objection.startswith("“budgetary”")
    assert slot.support == (0,)


def test_only_a_supported_wording_takes_the_place_of_a_doubtful_one() -> None:
    """After the second decoding."""
    slot = choose(_slot(DOUBTFUL), (DOUBTFUL,), STORY, ())
    other = DOUBTFUL.replace("budgetary", "financial")
    assert choose(slot, (other,), STORY, ()).chosen == slot.chosen
    better = choose(slot, (other, GOOD), STORY, ()).chosen
    assert better is not None
    assert better.text == GOOD


def test_nothing_that_passes_leaves_the_slot_empty_with_the_first_objection() -> None:
    """And with the segments that came nearest."""
    slot = choose(_slot(WRONG), (WRONG, "Siemens closes the harbour of Brevan on Monday."), STORY, ())
    assert slot.chosen is None
    assert slot.objection == "Tuesday is not in the source (segment 1 has Monday)"
    assert slot.support == (0,)


def test_the_nearest_sentence_of_the_article_stands_in() -> None:
    """With what it replaces and why."""
    slot = replace(_slot(WRONG, "Tuesday is not in the source"), support=(0,))
    found = from_source(slot, STORY, (), _weight())
    assert found == SummarySentence(
        ARTICLE[0],
        (0,),
        "supported",
        "its content is in segment 1; first wording given up: Tuesday is not in the source",
        "source",
        WRONG,
    )


def test_a_sentence_that_leans_on_another_stands_in_last() -> None:
    """*It was built by monks* says nothing by itself."""
    slot = replace(_slot("The monks built a harbour of gold."), support=(1,))
    found = from_source(slot, STORY, (), _weight())
    assert found is not None
    assert found.text != ARTICLE[1]


def test_a_quoted_sentence_of_the_article_keeps_its_marks() -> None:
    """The ledger has the quote and the sentence names its speaker."""
    found = first_faithful([STORY.units[3]], _slot(), STORY, ())
    assert found is not None
    assert found.text == ARTICLE[3]
    assert found.replaced is None


def test_a_quotation_that_the_ledger_does_not_know_does_not_stand_in() -> None:
    """Without its marks it would say as a fact what somebody claimed."""
    units = (unit(0, '"We will never leave the harbour of Brevan," they said.'),)
    made = Story(STORY.segments[:1], units, STORY.judge, ())
    assert first_faithful(units, _slot(), made, ()) is None


def test_long_sentences_and_french_ones_do_not_stand_in() -> None:
    """Over 45 words, or kept in French."""
    long = unit(0, " ".join(["The harbour of Brevan closes", *(f"word{i}" for i in range(45))]) + ".")
    kept = unit(0, "Le port de Brevan fermera lundi.", "Le port de Brevan fermera lundi.", "kept")
    accepting = replace(
        STORY, judge=lambda _sentence, near: Judgement("supported", "", near, is_faithful=True)
    )
    assert first_faithful([long, kept], _slot(), accepting, ()) is None


def test_a_unit_that_the_judge_refuses_does_not_stand_in_for_itself() -> None:
    """An error of translation stays out of the brief even as a sentence of the article."""
    wrong = TranslationUnit(
        0, "Le port a 140 ans.", "The port of Brevan is 410 years old.", -1.0, (), "translated", ""
    )
    made = story(ARTICLE)
    from pipeline.checks.support import judge_for

    units = (wrong, *made.units[1:])
    bilingual = Story(made.segments, units, judge_for(units), ())
    assert first_faithful([wrong], _slot(), bilingual, ()) is None
