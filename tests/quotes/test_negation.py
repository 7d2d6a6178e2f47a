"""What is not said must never be reported, and a negation must never be lost on the way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .articles import PEOPLE, Person, quotes_of

NEGATIONS = ("ne pas", "ne plus", "ne jamais")
ACTIONS = ("vendre le phare", "fermer le port", "prendre la route", "quitter la ville", "rejoindre le quai")
BEFORE = (
    "recommande aux habitants de",
    "demande à la ville de",
    "a demandé lundi au préfet de",
    "a promis aux élus de",
    "conseille à tous de",
    "promet de",
    "a déclaré",
    "assure",
    "affirme en effet",
    "dit vouloir",
    "exhorte les élus à",
    "appelle la ville à",
)


def reports(text: str) -> list[str]:
    """Return the contents of the indirect quotations."""
    return [quote.content for quote in quotes_of(text) if quote.kind == "indirect"]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(PEOPLE),
    st.sampled_from(BEFORE),
    st.sampled_from(NEGATIONS),
    st.sampled_from(ACTIONS),
)
def test_no_infinitive_loses_its_negation(person: Person, before: str, negation: str, action: str) -> None:
    """« recommande de ne pas prendre la route » never becomes « prendre la route »."""
    start = "vouloir " if before.endswith("vouloir") else ""
    assert reports(f"{person.name} {before} {negation} {action}.") == [f"{start}{negation} {action}"]


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(PEOPLE),
    st.sampled_from(["dit", "affirme", "assure", "précise", "annonce", "déclare", "rappelle", "explique"]),
    st.sampled_from(["pas", "plus", "jamais"]),
)
def test_what_nobody_said_is_not_reported(person: Person, verb: str, negation: str) -> None:
    """« n'affirme pas que le pont tient » tells nothing of the pont."""
    particle = "n'" if verb[0] in "aeiou" else "ne "
    assert reports(f"{person.name} {particle}{verb} {negation} que le pont tient bon.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Anne Morel n'a pas dit que le pont est sûr.",
        "Anne Morel n'a jamais promis de fermer le pont.",
        "Anne Morel n'appelle pas à fermer le pont.",
        "Anne Morel n'a pas annoncé la vente du phare.",
        "Anne Morel ne se dit pas victime d'un vol.",
        "Anne Morel refuse de dire que le pont est sûr.",
        "Anne Morel n'a pas voulu dire que le pont est sûr.",
        "Anne Morel n'a rien précisé.",
    ],
)
def test_a_negated_cue_reports_nothing(text: str) -> None:
    """Neither clause nor order, noun or verdict."""
    assert reports(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anne Morel ne pense pas que le pont soit sûr.", "ne pense pas que le pont soit sûr"),
        ("Anne Morel doute que le pont tienne.", "doute que le pont tienne"),
        ("Anne Morel ne nie pas avoir vendu le phare.", "ne nie pas avoir vendu le phare"),
        ("Anne Morel nie avoir vendu le phare.", "nie avoir vendu le phare"),
    ],
)
def test_an_opinion_or_a_denial_keeps_its_verb(text: str, expected: str) -> None:
    """Without the verb the content would say the contrary."""
    assert reports(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anne Morel n'a pas hésité à dire que le pont est sûr.", "le pont est sûr"),
        ("Anne Morel dit que le pont n'est pas sûr.", "le pont n'est pas sûr"),
        ("Anne Morel, qui n'a pas été réélue, assure que le pont est sûr.", "le pont est sûr"),
        ("Selon Anne Morel, la ville n'a pas dit que le pont cède.", "la ville n'a pas dit que le pont cède"),
    ],
)
def test_other_negations_change_nothing(text: str, expected: str) -> None:
    """Within the content, in a relative clause, or of « hésiter »."""
    assert reports(text) == [expected]
