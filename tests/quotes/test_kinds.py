"""Statements, fragments, and marks that quote nobody."""

import pytest

from pipeline.quotes.frames import Frame, Token, build_frames, tokenise
from pipeline.quotes.kinds import (
    hangs_on_wish,
    has_main_clause,
    is_charge,
    is_inscription,
    is_named,
    is_proper,
    is_term,
    is_title_case,
    kind_of,
    word_count,
)
from pipeline.quotes.marks import find_marked


def words(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text."""
    return tuple(tokenise(text, 0, len(text)))


def place(text: str) -> tuple[Frame, int, str]:
    """Return the sentence, the token of its first quotation, and the content."""
    marked = find_marked(text)
    frame = build_frames(text, marked)[0]
    at = next(index for index, token in enumerate(frame.tokens) if token.quote == 0)
    return frame, at, text[marked[0].inner.start : marked[0].inner.end]


@pytest.mark.parametrize(
    "content",
    [
        "Le pont tient",
        "nous irons",
        "on ne peut pas fermer tous les bars",
        "ce qui est grave, c'est le silence",
        "Si le vent tombe, nous passerons",
        "ne lâchons rien",
        "il faut partir",
        "les inconvénients deviennent supérieurs aux bénéfices",
        "est-ce qu'on ne pourrait pas partir",
    ],
)
def test_a_finite_verb_of_its_own_makes_a_clause(content: str) -> None:
    """Subject pronouns, nouns and orders alike."""
    assert has_main_clause(words(content))


@pytest.mark.parametrize(
    "content",
    [
        "aller vite",
        "qui ne tient plus",
        "la marche",
        "une note",
        "très ferme",
        "n'a rien à dire",
        "étape positive",
    ],
)
def test_infinitives_relatives_and_nouns_make_none(content: str) -> None:
    """« la marche » is a noun though it could be a verb; « n'a rien à dire » lacks its subject."""
    assert not has_main_clause(words(content))


@pytest.mark.parametrize(
    ("content", "alone", "kind"),
    [
        ("Le pont tient", False, "direct"),
        ("Jamais !", True, "direct"),
        ("Jamais", False, "mixed"),
        ("après lundi, il sera trop tard", False, "direct"),
        ("s'il y avait une crue", False, "mixed"),
        ("parce que le pont tient", False, "mixed"),
        ("plus rien ne va", False, "direct"),
    ],
)
def test_kinds_follow_the_form_of_the_words(content: str, alone: bool, kind: str) -> None:
    """A span that starts as a fragment stays one, whatever comes behind."""
    assert kind_of(words(content), stands_alone=alone) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Une loi dite « anticasseurs » passe.", True),
        ("Le film « Les Ponts » sort.", True),
        ("Un essai intitulé « Nous sommes des ponts » sort.", True),
        ("Il chante « Paris » de Jean Roux.", True),
        ("Un projet « ambitieux » sort.", False),
        ("Anne a dit : « Les Ponts »", False),
        ("Il a appelé à « la paix »", False),
    ],
)
def test_what_is_called_so_is_a_name(text: str, expected: bool) -> None:
    """A naming noun or verb before the marks and a capital inside."""
    frame, at, content = place(text)
    assert is_named(frame, at, content, is_clause=False) is expected


def test_names_terms_charges_and_inscriptions() -> None:
    """Four more ways to quote nobody."""
    assert is_proper(*place("Un onglet « Reels » arrive."))
    assert not is_proper(*place("Il dit : « Reels »"))
    assert is_term(*place("Les « gilets jaunes » passent."))
    assert is_term(*place("Paul Roux, le « roi du pont », passe."))
    assert is_charge(*place("Il est mis en examen pour « vol »."))
    assert not is_charge(*place("Il a parlé d'un « vol »."))
    frame, at, _ = place("Un panneau « Bienvenue » tombe.")
    assert is_inscription(frame, at)
    frame, at, _ = place("Anne juge le drapeau « laid ».")
    assert not is_inscription(frame, at)


def test_a_wish_makes_a_subjunctive() -> None:
    """« a souhaité que « … » » and « afin que « … » »."""
    frame, at, _ = place("Anne a souhaité que « le pont tienne ».")
    assert hangs_on_wish(frame, at)
    frame, at, _ = place("Anne a dit que « le pont tient ».")
    assert not hangs_on_wish(frame, at)


def test_title_case_is_mostly_capitals() -> None:
    """Short words do not count; a heading all in capitals is none."""
    assert is_title_case("Prison Break")
    assert is_title_case("Le Monde d'Hier")
    assert not is_title_case("Le pont tient")
    assert not is_title_case("C'EST FINI")


def test_words_are_counted_with_their_hyphens_and_elisions() -> None:
    """« l'avant-pont » is one word."""
    assert word_count("l'avant-pont tient") == 2
