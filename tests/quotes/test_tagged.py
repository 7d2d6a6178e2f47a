"""Reported content beside a source, a tag, « comme » and « a-t-on appris »: its words and whose they are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .articles import CLAUSES, PEOPLE, Person, quotes_of


def reports(text: str) -> list[tuple[str, str]]:
    """Return content and speaker of the indirect quotations."""
    return [
        (quote.content, quote.speaker.name if quote.speaker else "-")
        for quote in quotes_of(text)
        if quote.kind == "indirect"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mais selon Anne Morel, le phare tient.", "le phare tient"),
        ("Le port est vide, car selon Anne Morel, le phare tient.", "le phare tient"),
        ("Une surprise : selon Anne Morel, le phare tient.", "le phare tient"),
        ("Cependant, selon Anne Morel, le phare tient.", "le phare tient"),
        ("Selon Anne Morel, qui dirige la ville, le phare tient.", "le phare tient"),
        ("Selon Anne Morel, élue à Lens en mai, le phare tient.", "le phare tient"),
        ("Le phare tient bon, selon Anne Morel, maire de Lens.", "Le phare tient bon"),
        (
            "La ville vote une taxe qui coûte selon Anne Morel une fortune.",
            "coûte selon Anne Morel une fortune",
        ),
    ],
)
def test_what_a_source_vouches_for(text: str, expected: str) -> None:
    """The clause behind it, before it or around it."""
    assert reports(text) == [(expected, "Anne Morel")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le phare tient, assure Anne Morel.", "Le phare tient"),
        ("Le phare tient bon assure Anne Morel.", "Le phare tient bon"),
        ("Le phare tient, assure-t-elle.", "Le phare tient"),
        ("Le phare ne tient plus, préviennent ainsi plusieurs élus.", "Le phare ne tient plus"),
        ("Le phare tient, assure Anne Morel, et le port ferme.", "Le phare tient"),
        ("Si le phare cède, prévient Anne Morel, le port fermera.", "le port fermera"),
        ("Il y a un mois, rappelle Anne Morel, le port a fermé.", "le port a fermé"),
    ],
)
def test_what_a_tag_vouches_for(text: str, expected: str) -> None:
    """Behind its clause, without its comma, or between condition and clause."""
    assert [content for content, _ in reports(f"Anne Morel est là. {text}")] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Le phare pourrait, dit Anne Morel, céder.",
        "Anne Morel, maire de Lens, assure son soutien.",
        "Anne Morel, qui a vu le phare, précise sa pensée.",
        "Le port, fermé lundi, rappelle Anne Morel à Lens.",
        "Comme Anne Morel, Paul Roux aime le phare.",
        "Le phare, comme le voulait Anne Morel, reste ouvert.",
        "Le phare a été vendu, a-t-on cru.",
    ],
)
def test_what_looks_like_a_tag_and_is_none(text: str) -> None:
    """A modal left open, a subject before the comma, a comparison, a wish."""
    assert reports(text) == []


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(PEOPLE), st.sampled_from(CLAUSES))
def test_comme_and_selon_say_the_same(person: Person, clause: str) -> None:
    """« Comme le dit X, … », « …, comme le dit X », « Comme X l'a dit, … » are X's."""
    capital = clause[0].upper() + clause[1:]
    assert reports(f"Comme le rappelle {person.name}, {clause}.") == [(clause, person.name)]
    assert reports(f"Comme {person.name} l'a rappelé lundi, {clause}.") == [(clause, person.name)]
    assert reports(f"{capital}, comme le rappelle {person.name}.") == [(capital, person.name)]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CLAUSES), st.sampled_from(["du parquet", "de la mairie", "de la préfecture"]))
def test_who_told_the_agency_is_named(clause: str, teller: str) -> None:
    """« a-t-on appris auprès de … », « de source », with or without a day."""
    capital = clause[0].upper() + clause[1:]
    for day in ("", " lundi", " mercredi 27 février"):
        ((content, speaker),) = reports(f"{capital}, a-t-on appris{day} auprès {teller}.")
        assert content == capital
        assert speaker.split()[-1] == teller.rsplit(maxsplit=1)[-1]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PEOPLE), st.sampled_from(CLAUSES), st.sampled_from(["et", "mais"]))
def test_a_clause_joined_to_a_quotation_is_the_same_speakers(person: Person, clause: str, joint: str) -> None:
    """« Le phare est vide et « personne ne vient », dit-elle »: both are hers."""
    capital = clause[0].upper() + clause[1:]
    quotes = quotes_of(f"{capital} {joint} « rien n'est prêt », a assuré {person.name}.")
    assert [(quote.content, quote.speaker.name if quote.speaker else "-") for quote in quotes] == [
        (capital, person.name),
        ("rien n'est prêt", person.name),
    ]
