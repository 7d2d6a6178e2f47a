"""Reported content as a whole: which rule wins, what is conditional, what a denial keeps, who speaks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.quotes.reported import Claim, conditionals, is_conditional, settled, unfolded

from .articles import CLAUSES, PEOPLE, Person, quotes_of
from .reading import reader_of, words


def reports(text: str) -> list[tuple[str, str]]:
    """Return content and speaker of the indirect quotations."""
    return [
        (quote.content, quote.speaker.name if quote.speaker else "-")
        for quote in quotes_of(text)
        if quote.kind == "indirect"
    ]


@pytest.mark.parametrize(
    ("text", "after_past", "expected"),
    [
        ("le chef serait mort", False, True),
        ("les élus auraient fui", False, True),
        ("le pont fermerait lundi", False, True),
        ("le pont ferme lundi", False, False),
        ("le pont pourrait fermer", False, False),
        ("le pont devrait fermer", False, False),
        ("le pont fermerait s'il pleuvait", False, True),
        ("si la pluie cesse, le pont fermerait", False, False),
        ("le pont fermerait lundi", True, False),
        ("le chef aurait fui", True, True),
        ("les élus auraient tout vendu", True, True),
        ("le chef aurait une villa", True, False),
    ],
)
def test_hearsay_stands_in_the_conditional(text: str, *, after_past: bool, expected: bool) -> None:
    """After a past cue the plain conditional is a future; « pourrait » and « si » weigh a chance."""
    assert is_conditional(words(text), after_past=after_past) is expected


def test_conditionals_are_third_persons() -> None:
    """« serait », « auraient »; no « pourrait », no « serais »."""
    assert {"serait", "seraient", "aurait", "auraient", "ferait"} <= conditionals()
    assert not conditionals() & {"pourrait", "devrait", "faudrait", "voudrait", "serais", "sera"}


@pytest.mark.parametrize(
    ("cue", "is_flagged"),
    [
        ("affirme", True),
        ("a affirmé", False),
        ("affirmait", False),
    ],
)
@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.surname)
def test_the_tense_of_the_cue_decides_on_the_plain_conditional(
    person: Person, cue: str, *, is_flagged: bool
) -> None:
    """« Elle affirme que le pont fermerait » is hearsay, « elle a affirmé que … » a plan."""
    (quote,) = quotes_of(f"{person.name} {cue} que le pont fermerait lundi.")
    assert quote.conditional is is_flagged


@pytest.mark.parametrize(
    ("text", "is_flagged"),
    [
        ("Anne Morel a salué la foule, annonçant que le pont fermerait lundi.", False),
        ("Anne Morel salue la foule, annonçant que le pont fermerait lundi.", True),
        ("Anne Morel a salué la foule avant d'annoncer que le pont fermerait lundi.", False),
    ],
)
def test_gerund_and_infinitive_take_their_time_from_the_verb_before(text: str, *, is_flagged: bool) -> None:
    """A gerund has no tense of its own."""
    (quote,) = quotes_of(text)
    assert quote.conditional is is_flagged


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Paul Roux nie avoir vendu le phare.", "nie avoir vendu le phare"),
        ("Paul Roux dément que le phare soit vendu.", "dément que le phare soit vendu"),
        ("Paul Roux ne nie pas avoir vendu le phare.", "ne nie pas avoir vendu le phare"),
        ("Paul Roux a démenti avoir vendu le phare.", "a démenti avoir vendu le phare"),
        ("Paul Roux reconnaît avoir vendu le phare.", "avoir vendu le phare"),
    ],
)
def test_what_is_denied_keeps_its_denial(text: str, expected: str) -> None:
    """« avoir vendu le phare » alone would be an admission."""
    assert reports(text) == [(expected, "Paul Roux")]


def test_the_first_of_two_claims_that_overlap_is_kept() -> None:
    """Rules come in their order; a range is reported once."""
    reader = reader_of("Anne Morel assure que le pont ferme lundi.")
    voice = reader.by_cue(reader.cues[0], "indirect", 0.9)
    claims = [Claim(4, 8, voice), Claim(3, 7, voice), Claim(4, 5, voice), Claim(0, 2, None)]
    found = list(settled(reader, claims, {}))
    assert [(one.start, one.end) for one in found] == [(22, 41)]


def test_a_claim_of_fewer_words_than_it_needs_is_none() -> None:
    """« rester assis » is an order of two words, « il part » no clause worth a quotation."""
    reader = reader_of("Anne Morel assure que le pont ferme lundi.")
    voice = reader.by_cue(reader.cues[0], "indirect", 0.9)
    assert list(settled(reader, [Claim(4, 6, voice)], {})) == []
    assert len(list(settled(reader, [Claim(4, 6, voice, None, 2)], {}))) == 1


def test_marks_without_speech_are_unfolded() -> None:
    """Only what is listed stays a quotation."""
    reader = reader_of("Le navire « L'Étoile » part, dit « Paul ».")
    assert unfolded(reader, {0: "l'", 1: "paul"}) is reader
    assert [token.quote for token in unfolded(reader, {1: "paul"}).tokens if token.text == "«»"] == [-1, 1]


CUES = ("assure", "affirme", "a déclaré", "explique", "a rappelé", "précise", "indique")


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(PEOPLE), st.sampled_from(CLAUSES), st.sampled_from(CUES), st.data())
def test_two_reports_of_two_people_stay_apart(
    person: Person, clause: str, cue: str, data: st.DataObject
) -> None:
    """One sentence each: each clause is its speaker's."""
    other = data.draw(st.sampled_from([one for one in PEOPLE if one != person]))
    second = data.draw(st.sampled_from([one for one in CLAUSES if one != clause]))
    que = ["qu'" if one[0] in "aeiou" else "que " for one in (clause, second)]
    text = f"{person.name} {cue} {que[0]}{clause}. {other.name} {cue} {que[1]}{second}."
    assert reports(text) == [(clause, person.name), (second, other.name)]


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(PEOPLE), st.sampled_from(CLAUSES), st.sampled_from(CUES))
def test_an_adverb_or_a_date_in_the_cue_changes_nothing(person: Person, clause: str, cue: str) -> None:
    """« a également déclaré », « assure lundi que » report the same."""
    que = "qu'" if clause[0] in "aeiou" else "que "
    verb = cue.replace("a ", "a également ") if cue.startswith("a ") else f"{cue} également"
    for text in (
        f"{person.name} {verb} {que}{clause}.",
        f"{person.name} {cue} lundi {que}{clause}.",
        f"{person.name} {cue} ce jeudi 12 mars {que}{clause}.",
        f"{person.name} {cue} dans un communiqué {que}{clause}.",
        f"Lundi, {person.name} {cue} {que}{clause}.",
    ):
        assert reports(text) == [(clause, person.name)], text


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PEOPLE), st.sampled_from(CLAUSES))
def test_selon_means_the_same_before_and_behind(person: Person, clause: str) -> None:
    """The place of the source changes the capital alone."""
    (before,) = reports(f"Selon {person.name}, {clause}.")
    (behind,) = reports(f"{clause[0].upper()}{clause[1:]}, selon {person.name}.")
    assert before[0].lower() == behind[0].lower()
    assert before[1] == behind[1] == person.name
