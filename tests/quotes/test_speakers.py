"""The cast of an article and whom its mentions stand for."""

import pytest

from pipeline.quotes.coreference import Resolver
from pipeline.quotes.frames import build_frames
from pipeline.quotes.marks import find_marked
from pipeline.quotes.mention import Mention
from pipeline.quotes.mentions import find_mentions, promoted
from pipeline.quotes.names import capitalised_inside
from pipeline.quotes.offices import is_equivalent, offices
from pipeline.quotes.speakers import (
    Cast,
    agrees,
    best_role,
    content_words,
    fold,
    is_media,
    predicates,
    role_nouns,
)


def read(text: str) -> tuple[Cast, Resolver, list[tuple[Mention, ...]]]:
    """Return cast, resolver and mentions of a text, all sentences read."""
    frames = build_frames(text, find_marked(text))
    known = capitalised_inside(frames)
    mentions = promoted([find_mentions(frame, known) for frame in frames], frames)
    cast = Cast(mention for found in mentions for mention in found)
    resolver = Resolver(cast, frames, mentions)
    for frame in frames:
        resolver.read(frame)
    return cast, resolver, mentions


def last(text: str) -> str:
    """Return the name that the last mention of a text stands for."""
    cast, resolver, mentions = read(text)
    resolution = resolver.of([mention for found in mentions for mention in found][-1])
    assert resolution is not None
    return cast[resolution.entity].name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anne Morel vient. Morel part.", "Anne Morel"),
        ("Morel vient. Anne Morel part. M. Morel reste.", "M. Morel"),
        ("Anne Morel vient. Elle part.", "Anne Morel"),
        ("Paul Roux vient. Le pont tient. Il part.", "Paul Roux"),
        ("Paul Roux, maire de Lens, vient. L'édile part.", "Paul Roux"),
        ("Paul Roux, député, vient. Le parlementaire part.", "Paul Roux"),
        ("Un riverain vient. Ce riverain part.", "Un riverain"),
        ("La préfecture écrit. La préfecture décide.", "La préfecture"),
        ("Emmanuel Macron vient. Le chef de l'État part.", "Emmanuel Macron"),
        ("Paul Roux vient. Un policier part.", "Un policier"),
    ],
)
def test_a_mention_stands_for_somebody(text: str, expected: str) -> None:
    """Names by spelling, pronouns by agreement, descriptions by office."""
    assert last(text) == expected


def test_titles_are_collected_and_the_longest_is_printed() -> None:
    """The role is the fullest title written beside the name."""
    cast, _, _ = read("Le maire Paul Roux vient. Paul Roux, maire de Lens et sénateur, part.")
    roux = next(entity for entity in cast if entity.name == "Paul Roux")
    assert best_role(roux) == "maire de Lens et sénateur"
    assert roux.gender == "m"


def test_a_described_person_may_turn_out_to_be_a_named_one() -> None:
    """After a merge both indexes lead to the named one, with both titles."""
    cast, _, mentions = read("Une perchiste vient. Anne Morel part.")
    cast.merge(cast.describe(mentions[0][0]).index if mentions[0] else 0, 0)
    assert cast[0].name == "Anne Morel"


def test_an_office_is_learnt_from_the_verb() -> None:
    """« Élue présidente, Anne Morel … » gives her the title."""
    text = "Élue présidente du club, Anne Morel sourit."
    frame = build_frames(text, ())[0]
    found = [(mention.name, role) for mention, role in predicates(frame, find_mentions(frame))]
    assert found == [("Anne Morel", "présidente du club")]


def test_offices_have_other_names() -> None:
    """The Prime Minister is the head of the government, whatever the accents."""
    assert is_equivalent("chef du gouvernement", ("Premier ministre",))
    assert is_equivalent("ancien chef d'Etat", ("ancien président de la République",))
    assert not is_equivalent("chef de rayon", ("Premier ministre",))
    assert any("chef de l'État" in office for office in offices()["emmanuel macron"])


def test_agreement_is_strict_but_for_the_unknown() -> None:
    """A man is no « elle »; a body may be singular or plural."""
    cast, _, _ = read("Paul Roux vient.")
    roux = next(iter(cast))
    assert agrees(roux, "m", "s")
    assert not agrees(roux, "f", "s")
    assert not agrees(roux, "m", "p")
    assert agrees(roux, "e", "s")


def test_names_are_folded_for_comparing() -> None:
    """Accents, case and the form of the apostrophe do not count."""
    assert fold("L’Élysée") == "l'elysee"
    assert content_words("le préfet de la Seine") == {"prefet", "seine"}
    assert role_nouns("ancienne maire et députée") == ("maire", "député")


def test_newspapers_are_told_from_other_bodies() -> None:
    """Le Parisien publishes, the prefecture speaks."""
    cast, _, _ = read("Le Parisien écrit. L'ONU parle.")
    assert [is_media(entity) for entity in cast] == [True, False]
