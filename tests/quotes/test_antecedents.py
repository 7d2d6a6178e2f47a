"""The choice among candidates, what is remembered of them, and how well descriptions fit."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.quotes import extract
from pipeline.quotes.antecedents import (
    NOBODY,
    Candidate,
    Choice,
    Ranker,
    compared,
    salience,
    shipped_weights,
    spoken_by,
)
from pipeline.quotes.fitting import body_fit, extra_words, new_person, person_fit, points_back
from pipeline.quotes.french import French
from pipeline.quotes.memory import Memory, Track
from pipeline.quotes.mention import Mention
from pipeline.quotes.speakers import Cast, Entity
from pipeline.records import Article

PAUL = Entity(0, "Paul Roux", "person", "m", "s", ("maire de Lens",), 0)
NORDVIA = Entity(1, "Nordvia", "body", "e", "s", (), 0)


def said(text: str, head: str, definiteness: str = "definite", kind: str = "description") -> Mention:
    """Return a description of one man or body."""
    role = text.split(" ", 1)[-1]
    return Mention(0, 0, 2, 0, len(text), kind, text, "", head, "m", "s", definiteness, "", role)  # type: ignore[arg-type]


def test_the_highest_sum_is_chosen_and_its_share_is_the_softmax() -> None:
    """Two candidates a point apart: e against one."""
    ranker = Ranker({"near": 1.0})
    choice = ranker.choose((0, 0), [Candidate(3, {"near": 1.0}), Candidate(5, {"unheard of": 7.0})])
    assert choice.entity == 3
    assert choice.share == pytest.approx(math.e / (1 + math.e))


def test_of_equal_candidates_the_first_is_chosen() -> None:
    """The same text gives the same speaker, always."""
    assert Ranker({}).choose((0, 0), [Candidate(4, {}), Candidate(2, {})]) == Choice(4, 0.5)


@given(st.lists(st.floats(-30, 30), min_size=1, max_size=8))
def test_a_share_is_never_less_than_an_equal_part(values: list[float]) -> None:
    """The best of n holds at least one nth of the belief, and at most all of it."""
    candidates = [Candidate(at, {"x": value}) for at, value in enumerate(values)]
    choice = Ranker({"x": 1.0}).choose((0, 0), candidates)
    assert 1 / len(values) - 1e-9 <= choice.share <= 1.0
    assert values[choice.entity] == max(values)


def test_the_shipped_weights_speak_french_habits() -> None:
    """Nearness, the subject and the last speaker count for a pronoun; another office counts against."""
    weights = shipped_weights()
    assert weights["pronoun: distance"] < 0 < weights["pronoun: spoke last"]
    assert weights["pronoun: subject"] > weights["pronoun: governed"]
    assert weights["description: same noun"] > 0 > weights["description: other noun"]
    assert weights["description: same office"] > weights["description: related noun"]


def met(track: Track, *features: str) -> tuple[Candidate, dict[int, Track]]:
    """Return a candidate and its track, with the features named."""
    return Candidate(0, dict.fromkeys(features, 1.0)), {0: track}


def test_who_came_in_since_the_last_quotation_is_told_from_who_spoke_it() -> None:
    """« « Oui », dit A. B avait refusé. « Non », a-t-il dit. »: B alone came in, as a subject."""
    spoke = Track(0, 3.0, quotes=1, spoke=0, is_last_speaker=True)
    came = Track(1, 3.0)
    one, other = compared("pronoun", [Candidate(0, {}), Candidate(1, {})], {0: spoke, 1: came})
    assert one.features == {"pronoun: spoke last, somebody came in since": 1.0}
    assert set(other.features) == {
        "pronoun: latest alone",
        "pronoun: since the last quotation",
        "pronoun: since the last quotation, alone",
        "pronoun: since the last quotation, subject",
    }


def test_without_a_newcomer_the_last_speaker_is_alone() -> None:
    """The features of the candidate itself stay as they are."""
    candidate, tracks = met(Track(2, 3.0, quotes=1, spoke=2, is_last_speaker=True), "pronoun: person")
    (found,) = compared("pronoun", [candidate], tracks)
    assert found.features == {
        "pronoun: person": 1.0,
        "pronoun: latest alone": 1.0,
        "pronoun: spoke last, nobody since": 1.0,
    }


def test_a_candidate_that_was_never_met_is_compared_with_nobody() -> None:
    """NOBODY has no track."""
    nobody = Candidate(NOBODY, {"inherited: nobody, always": 1.0})
    assert compared("inherited", [nobody], {}) == [nobody]


@pytest.mark.parametrize(
    ("entity", "words", "expected"),
    [
        (NORDVIA, "je reste", {"inherited: body, I": 1.0}),
        (NORDVIA, "nous restons", {"inherited: body, we": 1.0}),
        (PAUL, "je reste avec nous", {"inherited: person, I": 1.0, "inherited: person, we": 1.0}),
        (PAUL, "monsieur roux ment", {"inherited: named in the words": 1.0}),
        (PAUL, "il ment", {}),
    ],
)
def test_words_suit_who_may_say_them(entity: Entity, words: str, expected: dict[str, float]) -> None:
    """No firm says « je », nobody calls himself by his surname."""
    assert spoken_by("inherited", entity, frozenset(words.split())) == expected


@given(st.integers(0, 9), st.floats(0, 4))
def test_a_place_in_the_sentence_is_one_of_three(frame: int, weight: float) -> None:
    """Subject, object or governed, whatever the weight."""
    assert Track(frame, weight).place in {"subject", "object", "governed"}


def test_every_shipped_weight_belongs_to_a_form() -> None:
    """Names read « form: feature », and there are not too many to be read."""
    assert {name.split(": ")[0] for name in shipped_weights()} <= {
        "pronoun", "description", "body", "inherited", "untagged", "title",
    }  # fmt: skip
    assert len(shipped_weights()) < 300


def test_salience_tells_place_nearness_and_speech() -> None:
    """A subject one sentence back who spoke last."""
    track = Track(4, 3.0, mentions=2, quotes=1, spoke=4, is_last_speaker=True)
    found = salience("pronoun", PAUL, track, 5)
    assert found["pronoun: subject"] == found["pronoun: near subject"] == found["pronoun: spoke last"] == 1.0
    assert found["pronoun: distance"] == pytest.approx(math.log(2))
    assert "pronoun: topic" not in found


def test_who_was_never_met_has_no_nearness() -> None:
    """A name further down may still be meant by a title."""
    assert salience("description", PAUL, None, 3) == {"description: person": 1.0, "description: not met": 1.0}


@pytest.mark.parametrize(
    ("mention", "feature"),
    [
        (said("le maire de Lens", "maire"), "same noun"),
        (said("l'élu", "élu"), "related noun"),
        (said("le pianiste", "pianiste"), "other noun"),
        (said("ce maire", "maire", "demonstrative"), "pointing back"),
        (said("le maire de Lyon", "maire"), "other complement"),
    ],
)
def test_a_description_fits_by_noun_and_complement(mention: Mention, feature: str) -> None:
    """What is known of Paul Roux is « maire de Lens »."""
    assert person_fit(mention, PAUL).get(feature)


def test_a_person_without_a_title_neither_fits_nor_clashes() -> None:
    """« Anne Roy … la députée »: the article may not have told it yet."""
    nobody_s = Entity(2, "Anne Roy", "person", "f", "s", ("collègue",), 0)
    found = person_fit(said("le député", "député"), nobody_s)
    assert found["no title told"] == 1.0
    assert "other noun" not in found


@pytest.mark.parametrize(
    ("mention", "entity", "feature"),
    [
        (said("le groupe", "groupe", kind="body"), NORDVIA, "a name for a firm"),
        (said("le tribunal", "tribunal", kind="body"), NORDVIA, "a name for something else"),
        (
            said("le tribunal", "tribunal", kind="body"),
            Entity(3, "le tribunal de Lens", "body", "m", "s", (), 0),
            "same noun, no complement",
        ),
        (
            said("le quotidien", "quotidien", kind="body"),
            Entity(4, "Le Monde", "body", "m", "s", (), 0),
            "a medium",
        ),
        (said("le quotidien", "quotidien", kind="body"), NORDVIA, "no medium"),
    ],
)
def test_a_body_fits_by_its_noun(mention: Mention, entity: Entity, feature: str) -> None:
    """« le groupe » may be a bare name, « le quotidien » a paper, « le tribunal » a longer one."""
    assert body_fit(mention, entity).get(feature)


def test_a_new_person_is_likelier_with_a_complement() -> None:
    """« le patron du port » brings somebody in, « ce patron » takes somebody up."""
    assert "new, with a complement" in new_person(said("le patron du port", "patron"))
    assert "new, pointing back" in new_person(said("ce patron", "patron", "demonstrative"))
    assert extra_words(said("le patron du port", "patron")) == {"port"}


def test_where_somebody_comes_from_points_back() -> None:
    """« le Breton » with its capital stands for a man named before; « le boulanger » need not."""
    assert points_back(said("le Breton", "breton"))
    assert not points_back(said("le boulanger", "boulanger"))


def memory(names: Sequence[str]) -> tuple[Cast, Memory]:
    """Return a cast of described persons and an empty memory of it."""
    cast = Cast([])
    for name in names:
        cast.describe(said(name, name.split()[-1]))
    return cast, Memory(cast)


def test_a_memory_keeps_the_last_meeting_and_counts_all() -> None:
    """The subject of the first sentence is an object in the third."""
    _, kept = memory(["le maire"])
    kept.meet(0, Track(0, 3.0))
    kept.meet(0, Track(2, 1.0, is_topic=True))
    assert kept[0] == Track(2, 1.0, mentions=2, is_topic=True)


def test_there_is_one_last_speaker() -> None:
    """Whoever speaks takes over from who spoke before; whose word is only disputed does not."""
    _, kept = memory(["le maire", "le préfet"])
    kept.speak(0, 0, is_tag=True)
    assert [track.is_last_speaker for _, track in kept.items()] == [True]
    kept.speak(1, 1, is_tag=False)
    assert [track.is_last_speaker for _, track in kept.items()] == [False, False]
    assert [track.is_denounced for _, track in kept.items()] == [False, True]
    assert (kept.speaker_of(0), kept.speaker_of(1), kept.speaker_of(2)) == (0, 1, None)


def test_who_proves_to_be_one_person_has_one_track() -> None:
    """« le maire » turns out to be Paul Roux: his quotations and mentions are added."""
    cast, kept = memory(["le maire", "le patron"])
    kept.meet(0, Track(0, 3.0))
    kept.speak(0, 0, is_tag=True)
    kept.meet(1, Track(3, 2.0))
    cast.merge(0, 1)
    track = kept[0]
    assert track is not None
    assert (track.frame, track.mentions, track.quotes, track.first) == (3, 2, 1, 0)
    assert kept.speakers() == {1}


class Obstinate(Ranker):
    """Chooses the last candidate, whatever speaks for the others."""

    def choose(self, asked: tuple[int, int], candidates: Sequence[Candidate]) -> Choice:  # noqa: ARG002
        """Return the last candidate."""
        return Choice(candidates[-1].entity, 1.0)


def test_the_reader_asks_its_ranker() -> None:
    """Another ranker gives other speakers; names beside a verb need none."""
    text = "Paul Roux a reçu Luc Petit. « Je suis ravi », a-t-il dit. « Moi aussi », a dit Paul Roux."
    reading = French(text, None, Obstinate())
    made = [draft.attribution for draft in reading.read()]
    names = [reading.cast[one.resolution.entity].name for one in made if one and one.resolution]
    assert names == ["Luc Petit", "Paul Roux"]


def test_nobody_is_named_when_nobody_is_likely() -> None:
    """A quotation at the head of a text that names no one has no speaker."""
    quotes = extract(Article("a", "« Nous irons tous demain à la mer. »", None, "a"), (), None)
    assert [quote.speaker for quote in quotes] == [None]
    assert NOBODY == -1
