"""Which figure became which, safe repairs, and the ledger in three columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.figures import compare, figure_ledger, is_same_figure, parse, repair, show
from pipeline.records import Segment, Span, SummarySentence, TranslationUnit
from tests.checks.golden import cases


@pytest.mark.parametrize(("source", "target", "expected"), cases("compare"))
def test_figures_of_a_pair_get_their_verdicts(source: str, target: str, expected: str) -> None:
    """« 1,2 milliard d'euros » against "1.2 million euros" is changed."""
    assert (" ".join(match.verdict for match in compare(source, target)) or "-") == expected


@pytest.mark.parametrize(("source", "target", "expected"), cases("repair"))
def test_only_what_is_safe_is_repaired(source: str, target: str, expected: str) -> None:
    """ "380 000" becomes "380,000"; a changed digit is left for the editor."""
    text, notes = repair(source, target)
    assert text == expected
    assert bool(notes) == (expected != target)


@given(st.sampled_from([(case[0], case[1]) for case in cases("compare")]))
def test_a_repair_is_done_once_and_for_all(pair: tuple[str, str]) -> None:
    """Repairing what is repaired changes nothing."""
    source, target = pair
    text, _ = repair(source, target)
    assert repair(source, text) == (text, ())


@given(st.integers(2, 10**7), st.integers(2, 10**7))
def test_another_number_is_never_passed(number: int, other: int) -> None:
    """The same number is ok, any other is changed."""
    verdicts = [match.verdict for match in compare(f"soit {number} arbres", f"{other:,} trees")]
    assert verdicts == ["ok" if number == other else "changed"]


@given(st.text(max_size=80), st.text(max_size=80))
def test_every_french_figure_is_answered_or_named(source: str, target: str) -> None:
    """Each figure of the French that is not weak is in one match, in order."""
    matches = compare(source, target)
    sources = [match.source for match in matches if match.source is not None]
    assert sources == sorted(sources, key=lambda figure: figure.span.start)
    assert {figure for figure in parse(source, "fr") if not figure.weak} <= set(sources)


def test_each_message_names_the_french_and_the_english() -> None:
    """ "12 became 13"."""
    (match,) = compare("12 personnes", "13 people")
    assert match.note == "12 became 13"
    (lost,) = compare("12 personnes", "people")
    assert lost.note == "12 is not in the English"
    (invented,) = compare("des personnes", "13 people")
    assert invented.note == "13 is not in the French"


def test_a_unit_that_is_swapped_is_named() -> None:
    """10 km is not 10 miles."""
    (match,) = compare("10 km", "10 miles")
    assert match.note == "the unit of 10 km became that of 10 miles"


def test_two_texts_of_one_language_can_be_compared() -> None:
    """An English brief against its English source."""
    assert [match.verdict for match in compare("12 people", "13 people", "en", "en")] == ["changed"]


def test_the_same_figure_is_known_across_units_left_out() -> None:
    """3.5 % is the 3.5 of "between 3.5 and 4 %", not the 3.5 of "3.5 km"."""
    (percent,) = parse("3,5 %", "fr")
    (bare,) = parse("3.5", "en")
    (length,) = parse("3.5 km", "en")
    assert is_same_figure(percent, bare)
    assert not is_same_figure(percent, length)


def _segment(index: int, text: str, language: str = "fr") -> Segment:
    return Segment(index, index, Span(0, len(text)), text, "sentence", language)


def _unit(
    index: int, source: str, target: str, note: str = "", status: str = "translated"
) -> TranslationUnit:
    return TranslationUnit(index, source, target, 0.0, (), status, note)  # type: ignore[arg-type]


def _sentence(text: str) -> SummarySentence:
    return SummarySentence(text, (0,), "supported", "", "model")


def test_the_ledger_has_french_english_and_brief() -> None:
    """One row per figure, with its normalised value and unit."""
    source, target = "Le budget atteint 1,2 milliard d'euros.", "The budget reaches 1.2 billion euros."
    rows = figure_ledger(
        (_unit(0, source, target),), (_segment(0, source),), (_sentence("It costs €1.2bn."),)
    )
    (row,) = rows
    assert (row.source, row.target, row.brief) == ("1,2 milliard d'euros", "1.2 billion euros", "€1.2bn")
    assert (row.value, row.unit, row.verdict, row.segment_index) == ("1200000000", "EUR", "ok", 0)


def test_a_figure_that_only_the_brief_has_is_invented() -> None:
    """Its row has no segment and says so."""
    source, target = "Il y a 12 élus.", "There are 12 councillors."
    rows = figure_ledger((_unit(0, source, target),), (_segment(0, source),), (_sentence("There are 15."),))
    assert [(row.segment_index, row.brief, row.verdict) for row in rows] == [
        (0, "", "ok"),
        (None, "15", "invented"),
    ]
    assert rows[1].note == "15 is in no segment of the article"


def test_a_repaired_figure_is_said_to_be_repaired() -> None:
    """The note of the unit lists what the repair changed."""
    source = "Il y a 380 000 élus."
    target, notes = repair(source, "There are 380 000 councillors.")
    rows = figure_ledger((_unit(0, source, target, "; ".join(notes)),), (_segment(0, source),), ())
    assert [(row.target, row.verdict) for row in rows] == [("380,000", "repaired")]


def test_units_without_english_are_not_compared() -> None:
    """A unit that was kept in French has nothing to compare."""
    source = "Il y a 12 élus."
    assert figure_ledger((_unit(0, source, source, "", "kept"),), (_segment(0, source),), ()) == ()


def test_english_segments_are_read_as_english() -> None:
    """1,500 in an English segment is 1500."""
    text = "There are 1,500 trees."
    (row,) = figure_ledger((_unit(0, text, text, "", "passed"),), (_segment(0, text, "en"),), ())
    assert (row.value, row.verdict) == ("1500", "ok")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("1,2 milliard", "1200000000"), ("le 12 mars 2024", "2024-03-12"), ("à 20 h 30", "20:30")],
)
def test_values_are_shown_in_plain_form(text: str, shown: str) -> None:
    """No exponent, ISO dates, 24-hour times."""
    assert show(parse(text, "fr")[0].value) == shown


@pytest.mark.parametrize(("source", "target", "unit"), cases("units"))
def test_every_unit_of_both_languages_is_one(source: str, target: str, unit: str) -> None:
    """« 12 kilomètres » and "12 kilometres" are 12 km."""
    (match,) = compare(source, target)
    assert match.verdict == "ok"
    assert match.source is not None
    assert match.source.unit == unit


@pytest.mark.parametrize(("source", "target"), cases("dates"))
def test_every_month_and_weekday_of_both_languages_is_one(source: str, target: str) -> None:
    """« le 3 janvier 1990 » is "January 3, 1990"."""
    (match,) = compare(source, target)
    assert match.verdict == "ok"
