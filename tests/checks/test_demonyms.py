"""Nationalities and acronyms: golden pairs, and what must hold for every country of the lexicon."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.demonyms import check_demonyms
from pipeline.checks.lexicons import rows
from pipeline.checks.pair import check_pair

GOLDEN = Path(__file__).parent.parent / "data" / "checks" / "demonyms.txt"
CASES = [
    tuple(field.strip() for field in line.split("|"))
    for line in GOLDEN.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
COUNTRIES = [(row[2].split("|")[0], row[3].split("|")[0]) for row in rows("countries") if row[2] and row[3]]


@pytest.mark.parametrize(("source", "target", "expected"), CASES)
def test_the_golden_pairs(source: str, target: str, expected: str) -> None:
    """Each rule has an invented pair in plain text."""
    assert "; ".join(found.message for found in check_demonyms(source, target)) == expected.strip("-")


def test_they_are_names_to_check_among_the_findings_of_a_pair() -> None:
    """A nationality that is gone is a name to check, never a critical one: it may be understood."""
    found = check_pair("Une usine allemande a fermé.", "A factory has closed.")
    assert [(one.rule, one.severity, one.source) for one in found] == [("name", "check", "allemande")]


@pytest.mark.parametrize(("french", "english"), COUNTRIES)
def test_the_adjective_of_every_country_answers_its_french_one(french: str, english: str) -> None:
    """« un navire suédois »: "a Swedish ship" is whole, "a ship" has lost something."""
    source = f"un navire {french}"
    assert check_demonyms(source, f"a {english} ship") == ()
    lost = [found.source for found in check_demonyms(source, "a ship")]
    assert lost == ([] if french == "suisse" else [french])


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_looked_at_without_an_error(source: str, target: str) -> None:
    """Whatever stands there, a finding quotes a word of the text that it speaks of."""
    for found in check_demonyms(source, target):
        assert found.source in source
        assert found.target in target
