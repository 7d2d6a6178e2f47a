"""Clauses of the French that the English leaves out."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.brief import recheck
from pipeline.checks.omitted import check_omitted, check_unseen, omitted, unseen
from pipeline.checks.pair import check_pair
from pipeline.evaluation.pair_errors import inject
from tests.checks.golden import cases
from tests.render.factory import brief as a_brief

CASES = cases("omitted")


@pytest.mark.parametrize(("source", "target", "expected"), CASES)
def test_golden_pairs(source: str, target: str, expected: str) -> None:
    """The stretch that is left out, word for word, or "-" for nothing."""
    assert (omitted(source, target) or "-") == expected


def test_the_finding_quotes_the_french() -> None:
    """A doubt to check, with the words that are not in the English."""
    source = (
        "Le ministre a signé l'accord, malgré l'opposition farouche des syndicats de cheminots, hier soir."
    )
    (found,) = check_omitted(source, "The minister signed the agreement last night.")
    assert (found.rule, found.severity) == ("omission", "check")
    assert found.source in source
    assert found.message == f"« {found.source} » may not be in the English"
    assert found in check_pair(source, "The minister signed the agreement last night.")


def test_a_long_stretch_is_shown_in_part() -> None:
    """The finding has it all, the message its beginning."""
    clause = ", ".join(
        ["le chômage des jeunes ouvriers augmente dans les grandes villes industrielles du nord"] * 2
    )
    (found,) = check_omitted(f"Le ministre arrive, {clause}.", "The minister arrives.")
    assert len(found.source) > 110
    assert " … »" in found.message
    assert len(found.message) < 150


def test_what_nothing_looked_at_is_found_with_fewer_words() -> None:
    """« par kilo de soufre »: two words and no English word is aligned with them."""
    source, target = "Il paie cinq euros par kilo de soufre.", "He pays five euros."
    seen = ((0, 0), (1, 1), (2, 2), (3, 3))
    assert omitted(source, target) == ""
    assert unseen(source, target, seen) == "kilo de soufre"
    assert check_unseen(source, target, seen)[0].source == "kilo de soufre"


def test_what_was_looked_at_is_a_matter_of_words_and_not_left_out() -> None:
    """The same words, each aligned: said otherwise, or badly, but not dropped."""
    source, target = "Il paie cinq euros par kilo de soufre.", "He pays five euros a lump."
    assert unseen(source, target, tuple((at, min(at, 5)) for at in range(8))) == ""


def test_without_an_alignment_nothing_is_unseen() -> None:
    """Another engine may have none."""
    assert unseen("Il paie cinq euros par kilo de soufre.", "He pays five euros.", ()) == ""


def test_nothing_is_told_twice() -> None:
    """What the words alone show is not found again by the alignment."""
    source = (
        "Le ministre a signé l'accord, malgré l'opposition farouche des syndicats de cheminots, hier soir."
    )
    target = "The minister signed the agreement last night."
    assert check_omitted(source, target)
    assert check_unseen(source, target, ((1, 1), (3, 2))) == ()


def test_a_brief_tells_what_its_translation_leaves_out() -> None:
    """The finding stands at its segment; a check of a stored brief finds the same again."""
    brief = a_brief()
    unit = brief.translation.units[0]
    source = "Le ministre a signé l'accord, malgré l'opposition farouche des syndicats de cheminots."
    units = (
        replace(unit, source=source, target="The minister signed the agreement."),
        *brief.translation.units[1:],
    )
    again = recheck(replace(brief, translation=replace(brief.translation, units=units)))
    (found,) = [finding for finding in again.findings if finding.rule == "omission"]
    assert found.segment_index == unit.segment_index
    assert again.trust.check >= 1


def test_a_clause_is_cut_out_where_there_is_one() -> None:
    """The injected error: between commas, to the end, or a coordinated phrase; never most of the sentence."""
    target = "The old mayor resigned, after the council refused his budget, on a cold Monday of March."
    cut = inject("clause dropped", "", target, random.Random(1))
    assert cut == "The old mayor resigned, on a cold Monday of March."
    assert inject("clause dropped", "", "The mayor of the town resigned.", random.Random(1)) is None


WORDS = "ministre accord signé hier minéraux 12 Paris le la, minister agreement signed minerals"
TEXTS = st.lists(st.sampled_from(WORDS.split(" ")), max_size=14).map(" ".join)


@given(TEXTS, TEXTS)
def test_what_is_left_out_is_a_stretch_of_the_french(source: str, target: str) -> None:
    """Word for word, whatever the two sides are; a text leaves nothing of itself out."""
    assert omitted(source, target) in source
    assert unseen(source, target, ((0, 0),)) in source
    assert omitted(source, source) == ""
