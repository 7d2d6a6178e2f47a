"""Phrases that name a source: whom they name, where they end, and what looks like one and is none."""

import pytest

from .reading import joined, reader_of


def sources(text: str) -> list[tuple[str, str]]:
    """Return the phrase and the words for whom it names, of every source of the last sentence."""
    reader = reader_of(text)
    return [(joined(reader.tokens, s.first, s.last), s.mention.text) for s in reader.sources]


@pytest.mark.parametrize(
    ("text", "phrase", "named"),
    [
        ("Selon Anne Morel, le pont ferme.", "Selon Anne Morel", "Anne Morel"),
        ("Le pont ferme, selon Anne Morel.", "selon Anne Morel", "Anne Morel"),
        ("D'après Paul Roux, le pont ferme.", "D' après Paul Roux", "Paul Roux"),
        ("Suivant Paul Roux, le pont ferme.", "Suivant Paul Roux", "Paul Roux"),
        ("Le pont ferme, dixit Paul Roux.", "dixit Paul Roux", "Paul Roux"),
        ("Aux yeux de Paul Roux, le pont tient.", "Aux yeux de Paul Roux", "Paul Roux"),
        ("Aux dires de Paul Roux, le pont tient.", "Aux dires de Paul Roux", "Paul Roux"),
        ("De l'avis de Paul Roux, le pont tient.", "De l' avis de Paul Roux", "Paul Roux"),
        ("À en croire Paul Roux, le pont tient.", "À en croire Paul Roux", "Paul Roux"),
        ("Pour Anne Morel, le pont tient.", "Pour Anne Morel", "Anne Morel"),
        ("Selon la mairie, le pont tient.", "Selon la mairie", "la mairie"),
        ("Selon le préfet du Nord, le pont tient.", "Selon le préfet du Nord", "le préfet du Nord"),
        ("Selon un rapport, le pont tient.", "Selon un rapport", "un rapport"),
        ("Selon plusieurs élus, le pont tient.", "Selon plusieurs élus", "plusieurs élus"),
        ("Selon des estimations, le pont tient.", "Selon des estimations", "des estimations"),
        ("Selon les chiffres, le pont tient.", "Selon les chiffres", "les chiffres"),
        ("Selon M. Roux, le pont tient.", "Selon M . Roux", "M. Roux"),
    ],
)
def test_a_source_is_named_behind_its_word(text: str, phrase: str, named: str) -> None:
    """Every word for « selon », every kind of who is named."""
    assert sources(text) == [(phrase, named)]


@pytest.mark.parametrize(
    "text",
    [
        "Le tarif change selon la taille.",
        "Le tarif change selon le nombre de lits.",
        "Les lits sont rangés selon leur taille.",
        "Le port ouvre selon des conditions précises.",
        "Le port ouvre selon la saison.",
        "Pour la fête, le port ouvre.",
        "Pour le ministère de demain.",
        "Il est parti pour Lens.",
        "Le pont tient.",
    ],
)
def test_manner_measure_and_purpose_are_no_source(text: str) -> None:
    """« selon la taille » tells how, « pour la fête » tells why."""
    assert sources(text) == []


def test_nobody_behind_the_comma_is_the_source() -> None:
    """« Selon les prévisions, Anne Morel cédera »: the forecasts say so."""
    assert sources("Selon les prévisions, Anne Morel cédera.") == [("Selon les prévisions", "les prévisions")]


def test_a_pronoun_names_whoever_was_named_before() -> None:
    """« selon elle » is Anne Morel's."""
    reader = reader_of("Anne Morel a visité le pont. Selon elle, il tient.")
    found = reader.source(0)
    assert found is not None
    assert found.resolution is not None
    assert reader.resolver.cast[found.resolution.entity].name == "Anne Morel"


def test_selon_qui_names_whoever_stands_before_it() -> None:
    """« Paul Roux, selon qui le pont tient »."""
    assert sources("Le maire a reçu Paul Roux, selon qui le pont tient.") == [("selon qui", "Paul Roux")]


@pytest.mark.parametrize(
    "text",
    [
        "Selon Anne Morel, les pêcheurs partent lundi.",
        "Selon Paul Roux, les pêcheurs partent lundi.",
        "Selon Paul Roux, des pêcheurs partent lundi.",
        "Selon Paul Roux, ses pêcheurs partent lundi.",
    ],
)
def test_a_plural_behind_the_comma_is_no_title(text: str) -> None:
    """« Paul Roux, les pêcheurs » is no « Paul Roux, pêcheur »."""
    assert [named for _, named in sources(text)] == [text[6:].partition(",")[0]]
