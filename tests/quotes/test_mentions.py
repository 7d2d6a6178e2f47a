"""Mentions: names, titles, descriptions, pronouns, and what goes together."""

import pytest

from pipeline.quotes.frames import build_frames
from pipeline.quotes.marks import find_marked
from pipeline.quotes.mention import Mention
from pipeline.quotes.mentions import find_mentions
from pipeline.quotes.names import capitalised_inside, is_first_name, surname


def mentions(text: str) -> tuple[Mention, ...]:
    """Return the mentions of the first sentence."""
    found = build_frames(text, find_marked(text))
    return find_mentions(found[0], capitalised_inside(found))


def brief(text: str) -> list[tuple[str, str, str | None]]:
    """Return kind, words and title of every mention."""
    return [(m.kind, m.name or m.text, m.role if m.kind == "name" else None) for m in mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anne Morel part.", [("name", "Anne Morel", None)]),
        ("M. Roux part.", [("name", "Roux", None)]),
        ("Mme Roux part.", [("name", "Roux", None)]),
        ("le Dr Roux part.", [("name", "Roux", None)]),
        ("Jean-Marie Le Guen part.", [("name", "Jean-Marie Le Guen", None)]),
        ("Valéry Giscard d'Estaing part.", [("name", "Valéry Giscard d'Estaing", None)]),
        ("Xyl Qarmak, 30 ans, part.", [("name", "Xyl Qarmak", None)]),
        ("Le préfet Paul Roux part.", [("name", "Paul Roux", "préfet")]),
        ("La maire de Lyon, Anne Roux, part.", [("name", "Anne Roux", "maire de Lyon")]),
        ("Anne Roux, maire de Lyon, part.", [("name", "Anne Roux", "maire de Lyon")]),
        ("Mike Evans, 30 ans, serveur à Lyon, part.", [("name", "Mike Evans", "serveur à Lyon")]),
        ("Le ministre délégué à la Santé part.", [("description", "Le ministre délégué à la Santé", None)]),
        ("une jeune femme au profil vif part.", [("description", "une jeune femme au profil vif", None)]),
        ("un policier au Parisien part.", [("description", "un policier", None), ("body", "Parisien", None)]),
        ("L'ONU part.", [("body", "ONU", None)]),
        ("la préfecture part.", [("body", "la préfecture", None)]),
        ("Repoussé hier, il part.", [("pronoun", "il", None)]),
        ("Ce dernier part.", [("pronoun", "Ce dernier", None)]),
        ("une dizaine de policiers part.", [("description", "une dizaine de policiers", None)]),
        ("Le trompettiste part.", [("description", "Le trompettiste", None)]),
        ("les signataires partent.", [("description", "les signataires", None)]),
        ("Les secours partent.", [("body", "Les secours", None)]),
        ("Le consulat part.", [("body", "Le consulat", None)]),
        ("une pétition part.", [("body", "une pétition", None)]),
        ("la Sécurité routière part.", [("body", "Sécurité routière", None)]),
        ("Force ouvrière part.", [("body", "Force ouvrière", None)]),
        ("60 millions de consommateurs part.", [("body", "60 millions de consommateurs", None)]),
    ],
)
def test_mentions_are_found_with_their_titles(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    """A title and the name beside it are one mention; sentence capitals make no name."""
    assert brief(text) == expected


@pytest.mark.parametrize(
    ("text", "gender", "number"),
    [
        ("Anne Morel part.", "f", "s"),
        ("Mme Roux part.", "f", "s"),
        ("La ministre part.", "f", "s"),
        ("L'ancienne élève part.", "f", "s"),
        ("Les élus partent.", "m", "p"),
        ("L'édile part.", "e", "s"),
        ("La Banque mondiale part.", "f", "s"),
        ("Bison futé part.", "e", "s"),
        ("Elles partent.", "f", "p"),
    ],
)
def test_gender_and_number_are_read_off(text: str, gender: str, number: str) -> None:
    """First names, titles, articles and nouns tell the gender; e is either."""
    mention = mentions(text)[0]
    assert (mention.gender, mention.number) == (gender, number)


def test_a_preposition_governs_a_mention() -> None:
    """« devant Paul Roux » is no subject."""
    governed = {m.text: m.governor for m in mentions("Anne Morel parle devant Paul Roux et pour le maire.")}
    assert governed["Anne Morel"] == ""
    assert governed["Paul Roux"] == "devant"
    assert governed["le maire"] == "pour"


def test_surnames_are_what_stands_behind_the_first_names() -> None:
    """A single word is its own surname."""
    assert surname("Jean-Marie Le Guen") == "Le Guen"
    assert surname("Anne Morel") == "Morel"
    assert surname("Morel") == "Morel"


def test_compound_first_names_count_by_their_first_part() -> None:
    """Jean-Kévin is a first name because Jean is one."""
    assert is_first_name("Jean-Kévin")
    assert not is_first_name("Xyl")
