"""Ratios are one figure, and a number in pieces is one error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.figures import compare, figure_ledger, parse
from pipeline.checks.figures.garbled import mend
from pipeline.checks.pair import check_figures
from pipeline.records import Segment, Span
from tests.summary.stories import unit


@given(st.integers(1, 50), st.integers(2, 99))
def test_a_ratio_must_be_said_as_one(part: int, whole: int) -> None:
    """« 3 élus sur 10 » is "3 in 10", a share of as much, and no "3 councillors, 10"."""
    if part >= whole:
        return
    french = f"hier, {part} voisin sur {whole} chante"
    (said,) = compare(french, f"yesterday {part} in {whole} neighbours sang")
    assert said.verdict == "ok"
    wrong = compare(french, f"yesterday {part} neighbours, {whole} songs")
    assert [match.verdict for match in wrong] == ["changed"]


@given(st.integers(1, 49))
def test_a_percentage_says_a_ratio_and_another_does_not(share: int) -> None:
    """« 20 voisins sur 100 » is 20% and neither 23% nor 17%."""
    french = f"hier, {share} voisin sur 100 chante"
    assert [match.verdict for match in compare(french, f"{share}% of the neighbours")] == ["ok"]
    assert next(match.verdict for match in compare(french, f"{share + 3}% of them")) == "changed"


def test_a_ratio_is_one_row_of_the_ledger() -> None:
    """Its words and its share, with what became of it."""
    french = "Un voisin sur cinq chante."
    segments = [Segment(0, 0, Span(0, len(french)), french, "sentence", "fr")]
    (row,) = figure_ledger([unit(0, "Five neighbours sing.", french)], segments, ())
    assert (row.source, row.value, row.verdict) == ("Un voisin sur cinq", "0.2", "changed")


@pytest.mark.parametrize(
    "target", ["twenty-dou 15 trains", "twenty-fifteen trains", "four-five-fifteen trains"]
)
def test_a_number_in_pieces_gives_one_finding(target: str) -> None:
    """All its pieces in one message."""
    (found,) = check_figures("cent soixante-douze trains", target)
    assert found.message == f"cent soixante-douze became {target.removesuffix(' trains')}"


def test_ranges_and_scores_stay_two() -> None:
    """ "3-5" is no number in pieces."""
    figures = parse("3-5", "en")
    assert mend("3-5", figures, [0, 1]) == (list(figures), [0, 1])


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("il y a trois ans", "some time ago", "critical"),
        ("quatre-vingts ans", "old", "critical"),
        ("onze heures de route", "a drive", "critical"),
        ("douze trains", "trains", "check"),
        ("treize trains", "trains", "critical"),
        ("12 trains", "trains", "critical"),
        ("un tiers des trains", "trains", "critical"),
        ("une quinzaine de trains", "a dozen trains", "check"),
    ],
)
def test_only_small_bare_numbers_in_words_and_approximations_are_no_grave_fault(
    source: str, target: str, severity: str
) -> None:
    """Digits, units, fractions and what is above twelve are critical."""
    (found,) = check_figures(source, target)
    assert found.severity == severity
