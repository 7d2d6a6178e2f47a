"""Whom a description of a person or a body may stand for, and what speaks for each."""

from collections.abc import Mapping

import pytest

from pipeline.quotes.antecedents import NOBODY, Candidate
from pipeline.quotes.descriptions import candidates, set_apart, times_named
from pipeline.quotes.fitting import body_fit, extra_words, new_person, person_fit
from pipeline.quotes.french import French
from pipeline.quotes.mention import Mention
from pipeline.quotes.speakers import Entity
from pipeline.quotes.wordlists import fields, read_lines

TWO = "Paul Roux, juge à Lens, est venu. Paul Roux a vu Luc Petit, boulanger. « Oui », dit le juge."


def said(text: str, head: str, definiteness: str = "definite", kind: str = "description") -> Mention:
    """Return a description of one man or body in the third sentence."""
    role = text.split(" ", 1)[-1]
    return Mention(2, 0, 2, 0, len(text), kind, text, "", head, "m", "s", definiteness, "", role)  # type: ignore[arg-type]


def person(*roles: str) -> Entity:
    """Return a man with these titles."""
    return Entity(0, "Paul Roux", "person", "m", "s", roles, 0)


def body(name: str, *roles: str) -> Entity:
    """Return a body of this name, called otherwise as well."""
    return Entity(1, name, "body", "e", "s", roles, 0)


def weighed(mention: Mention) -> Mapping[str, Mapping[str, float]]:
    """Return name → features of the candidates in the example; "" for somebody new."""
    reading = French(TWO)
    reading.read()
    times = times_named(reading.cast, reading.mentions)
    found = candidates(mention, reading.cast, reading.resolver.memory, times, None)
    return {reading.cast[one.entity].name if one.entity != NOBODY else "": one.features for one in found}


def test_names_are_counted_over_the_whole_article() -> None:
    """Paul Roux is named twice, Luc Petit once."""
    reading = French(TWO)
    named = times_named(reading.cast, reading.mentions)
    assert {reading.cast[index].name: count for index, count in named.items()} == {
        "Paul Roux": 2,
        "Luc Petit": 1,
    }


def test_whom_another_one_suits_better_is_marked() -> None:
    """The baker is not the judge while a judge is told; the judge is named most besides."""
    found = weighed(said("le juge", "juge"))
    assert found["Paul Roux"]["description: same noun"]
    assert found["Paul Roux"]["description: named most"]
    assert found["Luc Petit"]["description: another has the same noun"]
    assert "description: another has the same noun" not in found["Paul Roux"]
    assert not any("another" in name for name in found[""])


def test_a_possessive_needs_the_noun() -> None:
    """« son juge » may be the judge told before, never the baker."""
    assert set(weighed(said("son juge", "juge", "possessive"))) == {"", "Paul Roux"}


def test_without_any_fitting_noun_nobody_is_set_apart() -> None:
    """Nothing to compare leaves all as they were."""
    listed = [Candidate(NOBODY, {"description: new": 1.0}), Candidate(0, {"description: other noun": 1.0})]
    assert set_apart(listed) == listed
    assert set_apart([]) == []


@pytest.mark.parametrize(
    ("mention", "roles", "features"),
    [
        (said("le maire de Lens", "maire"), ("maire PS de Lens",), {"same noun", "same title"}),
        (said("le maire", "maire"), ("maire de Lens",), {"same noun"}),
        (said("le carillonneur", "carillonneur"), ("carillonneur",), {"same noun"}),
        (said("le sénateur", "sénateur"), ("porte-parole du parti",), {"same walk of life", "other noun"}),
        (said("l'archevêque", "archevêque"), ("procureur",), {"another walk of life", "other noun"}),
        (said("l'ancien banquier", "banquier"), ("procureur",), {"formerly"}),
        (said("l'homme", "homme"), ("procureur",), {"general noun"}),
        (said("le procureur", "procureur"), ("homme",), {"no title told"}),
        (said("le procureur", "procureur"), (), {"no title told"}),
    ],
)
def test_a_noun_suits_the_titles(mention: Mention, roles: tuple[str, ...], features: set[str]) -> None:
    """The very title, its noun, the same walk of life, a noun that anybody bears, or none of these."""
    assert features <= person_fit(mention, person(*roles)).keys()


def test_a_shared_place_makes_no_prosecutor_an_archbishop() -> None:
    """« l'archevêque de Lens » and « procureur à Lens » share Lens, which counts by itself."""
    fit = person_fit(said("l'archevêque de Lens", "archevêque"), person("procureur à Lens"))
    assert fit["other noun, complement shared"] == 1.0
    assert "complement shared" not in fit


@pytest.mark.parametrize(
    ("mention", "entity", "feature"),
    [
        (said("la brigade financière", "brigade"), body("la brigade financière de Lens"), "all words shared"),
        (said("le ministère", "ministère"), body("le ministère du Travail"), "same noun, no complement"),
        (said("le quotidien", "quotidien"), body("le journal L'Écho"), "a medium"),
        (said("le site", "site"), body("Mediapart"), "a medium"),
        (said("le groupe", "groupe"), body("le journal L'Écho"), "a medium for something else"),
        (said("l'étude", "étude"), body("une enquête de Nordvia"), "another text"),
        (said("le rapport", "rapport"), body("la préfecture"), "a text for a body"),
        (said("le communiqué", "communiqué"), body("la préfecture"), "an issuer"),
        (said("le communiqué", "communiqué"), body("un rapport"), "an issued text"),
        (said("le groupe", "groupe"), body("Nordvia"), "a name for a firm"),
        (said("le groupe", "groupe"), body("le parquet de Lens"), "a firm for a public body"),
    ],
)
def test_a_body_or_a_text_suits_another(mention: Mention, entity: Entity, feature: str) -> None:
    """Texts, media, firms and public bodies keep apart; a communiqué is its issuer's."""
    assert feature in body_fit(mention, entity)


def test_a_medium_may_be_called_by_any_adjective() -> None:
    """« le journal satirique » is a paper all the same; « l'institut marin » need not be the firm."""
    assert "has an adjective" not in body_fit(said("le journal satirique", "journal"), body("Mediapart"))
    assert "has an adjective" in body_fit(said("l'institut marin", "institut"), body("Nordvia"))


def test_a_number_is_no_complement() -> None:
    """« les deux ministères » says nothing beyond its noun, nor does « la même source »."""
    assert extra_words(said("les deux ministères", "ministères")) == frozenset()
    assert extra_words(said("la même source", "source")) == frozenset()


def test_a_new_one_may_be_somebodys() -> None:
    """« son manager » is new more easily than « le manager »."""
    assert "new, somebody's" in new_person(said("son manager", "manager", "possessive"))
    assert "new, somebody's" not in new_person(said("le manager", "manager"))


def test_walks_of_life_are_told_apart() -> None:
    """A president may be anywhere; a mayor and a striker share no walk of life."""
    assert {"politics", "sport"} <= fields()["président"]
    assert not fields()["maire"] & fields()["attaquant"]


def test_every_line_of_offices_and_fields_is_well_formed() -> None:
    """« name = office, office » and « field: noun noun », nobody and nothing twice."""
    for name, mark in (("offices", " = "), ("fields", ": ")):
        heads = [line.split(mark)[0] for line in read_lines(name)]
        assert len(set(heads)) == len(heads)
        assert all(line.count(mark) == 1 and line.split(mark)[1].strip() for line in read_lines(name))
