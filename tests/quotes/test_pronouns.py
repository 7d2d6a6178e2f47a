"""What the sentence around a pronoun tells of whom it stands for, and what is remembered for it."""

from collections.abc import Mapping, Sequence

import pytest

from pipeline.quotes.antecedents import Candidate, Choice, Ranker
from pipeline.quotes.coreference import Resolver
from pipeline.quotes.french import French
from pipeline.quotes.memory import Memory, Track
from pipeline.quotes.pronouns import Asking, asking, is_agent, may_be_somebody, told_by
from pipeline.quotes.speakers import Cast, Entity, folded_words

PAUL = Entity(0, "Paul Roux", "person", "m", "s", (), 0)
MIKA = Entity(1, "Mika", "body", "e", "s", (), 0)
CLUB = Entity(2, "le club", "body", "m", "s", (), 0)
TRACK = Track(3, 3.0)


class Listener(Ranker):
    """Chooses with the weights given and keeps the candidates of every choice by place."""

    def __init__(self, weights: Mapping[str, float] | None = None) -> None:
        super().__init__(weights)
        self.heard: dict[int, Sequence[Candidate]] = {}

    def choose(self, asked: tuple[int, int], candidates: Sequence[Candidate]) -> Choice:
        """Keep the candidates under the character where the pronoun stands."""
        self.heard[asked[1]] = candidates
        return super().choose(asked, candidates)


def candidates(text: str, pronoun: str) -> dict[str, Mapping[str, float]]:
    """Return name → features of those whom the last ``pronoun`` of ``text`` may stand for."""
    listener = Listener()
    reading = French(text, None, listener)
    reading.read()
    heard = listener.heard[text.rindex(pronoun)]
    return {reading.cast[one.entity].name: one.features for one in heard}


def pronoun_of(text: str, words: str) -> Asking:
    """Return how the first pronoun ``words`` of ``text`` stands in its sentence."""
    reading = French(text)
    found = next(m for listed in reading.mentions for m in listed if m.text == words)
    return asking(reading.frames, found, frozenset())


def features(entity: Entity, track: Track, asked: Asking, *, is_new: bool = False) -> set[str]:
    """Return the features by name, without the form."""
    told = told_by(asked, entity, track, is_new=is_new)
    return {name.removeprefix("pronoun: ") for name in told}


@pytest.mark.parametrize(
    ("text", "words", "mode"),
    [
        ("« Oui », dit-il.", "il", "incise"),
        ("« Oui », a-t-elle dit.", "elle", "incise"),
        ("Il dit « oui ».", "Il", "opening"),
        ("« Oui » Il part.", "Il", "opening"),
        ("Lundi, il a dit « oui ».", "il", "inside"),
        ("Ce dernier dit « oui ».", "Ce dernier", "latter"),
        ("Celle-ci dit « oui ».", "Celle-ci", "latter"),
    ],
)
def test_a_pronoun_opens_stands_inside_or_tags(text: str, words: str, mode: str) -> None:
    """« dit-il » tags what was said; « Il … » takes up the sentence before; « ce dernier » points."""
    assert pronoun_of(text, words).mode == mode


@pytest.mark.parametrize(
    ("text", "words", "holds"),
    [
        ("« Oui », ajoute-t-il.", "il", True),
        ("« Oui », a-t-il poursuivi.", "il", True),
        ("« Oui », a-t-elle encore dit.", "elle", True),
        ("« Oui », dit-il.", "il", False),
        ("« Oui », répond-il.", "il", False),
        ("Il conclut que « oui ».", "Il", True),
    ],
)
def test_some_verbs_go_on(text: str, words: str, holds: bool) -> None:
    """Who adds, pursues or concludes has spoken before; who says or answers may be new."""
    assert pronoun_of(text, words).goes_on is holds


def test_a_paragraph_opens_with_its_first_sentence() -> None:
    """The second sentence of a paragraph opens none."""
    assert pronoun_of("Anne Morel est là.\n« Oui », dit-il.", "il").opens_paragraph
    assert not pronoun_of("Anne Morel est là. « Oui », dit-il.", "il").opens_paragraph


def test_what_an_incise_reports_names_nobody() -> None:
    """Paul Roux, judged between the marks and the incise, is remembered as he was before."""
    asked = Asking(3, "incise", False, False, frozenset())
    before = Track(1, 1.0)
    assert asked.seen(TRACK, before) == before
    assert asked.seen(TRACK, None) == TRACK


def test_who_is_told_to_speak_is_seen_where_he_stands() -> None:
    """« Paul Roux répond : « … », dit-il »: he stands before the colon."""
    asked = Asking(3, "incise", False, False, frozenset(), told=40)
    assert asked.seen(Track(3, 3.0, start=7), Track(1, 1.0)).frame == 3
    assert asked.seen(Track(3, 3.0, start=50), Track(1, 1.0)).frame == 1


def test_only_an_incise_looks_past_its_sentence() -> None:
    """« Paul Roux sait qu'il viendra »: the sentence itself has him."""
    asked = Asking(3, "inside", False, False, frozenset())
    assert asked.seen(TRACK, Track(1, 1.0)) == TRACK


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Paul Roux a repris la parole : « Oui », a-t-il lancé.", True),
        ("Paul Roux a expliqué que « oui », a-t-il lancé.", True),
        ("Paul Roux « se trompe », a-t-il lancé.", False),
    ],
)
def test_a_colon_or_a_verb_of_speech_tells_who_speaks(text: str, holds: bool) -> None:
    """A quoted sentence about Paul Roux tells nothing of the kind."""
    assert (pronoun_of(text, "il").told > 0) is holds


def test_a_verb_behind_a_bare_name_makes_it_somebody() -> None:
    """« Mika chantait » may be « il », « le concert de Mika » not, nor « l'OBC »."""
    acting = Track(3, 3.0, is_agent=True)
    assert may_be_somebody(MIKA, acting)
    assert not may_be_somebody(MIKA, TRACK)
    assert not may_be_somebody(Entity(1, "OBC", "body", "e", "s", (), 0), acting)
    assert may_be_somebody(Entity(1, "OBC", "body", "e", "s", (), 0), Track(3, 3.0, quotes=1))
    assert may_be_somebody(CLUB, TRACK)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Hier, Mika avait déjà chanté.", True),
        ("Hier, Mika ne chantait plus.", True),
        ("Le concert de Mika, un soir.", False),
    ],
)
def test_an_agent_stands_before_its_verb(text: str, holds: bool) -> None:
    """Clitics and adverbs may stand between."""
    reading = French(text)
    mention = next(m for m in reading.mentions[0] if "Mika" in m.text)
    assert is_agent(reading.frames[0].tokens, mention) is holds


def test_somebody_named_in_the_words_is_told_apart() -> None:
    """« « Le maire, M. Roux, se tait », dit-il » is said of M. Roux."""
    asked = Asking(4, "incise", False, False, folded_words("Le maire, M. Roux, se tait"))
    assert "named in the words" in features(PAUL, TRACK, asked)
    assert "named in the words" not in features(CLUB, TRACK, asked)


def test_a_body_does_not_say_i() -> None:
    """« J'ai gagné » is no club's; a person may say so."""
    asked = Asking(4, "incise", False, False, folded_words("J'ai gagné"))
    assert "body, I" in features(CLUB, TRACK, asked)
    assert "body, I" not in features(PAUL, TRACK, asked)


def test_who_was_quoted_goes_on_rather_than_who_was_reported() -> None:
    """Between the marks or not: both spoke last, one of them was quoted."""
    asked = Asking(4, "incise", True, False, frozenset())
    quoted = Track(3, 3.0, is_last_speaker=True, is_last_quoted=True)
    reported = Track(3, 3.0, is_last_speaker=True)
    assert "going on, quoted last" in features(PAUL, quoted, asked)
    assert features(PAUL, quoted, asked) > features(PAUL, reported, asked)


def test_the_place_in_the_sentence_counts_by_mode() -> None:
    """An incise, what it reports, and who is told to speak are three matters."""
    asked = Asking(3, "incise", False, False, frozenset(), told=10)
    assert "told, same sentence, subject" in features(PAUL, Track(3, 3.0, start=2), asked)
    governed = features(PAUL, Track(3, 1.0, start=30), asked, is_new=True)
    assert governed == {"incise, same sentence, governed"}


def test_a_subject_that_comes_in_with_the_sentence_is_new() -> None:
    """« Paul Roux assure qu'il « viendra » »: nobody had named him before."""
    asked = Asking(3, "inside", False, False, frozenset())
    assert "new subject" in features(PAUL, TRACK, asked, is_new=True)
    assert "new subject" not in features(PAUL, TRACK, asked)


def test_ce_dernier_minds_place_and_kind() -> None:
    """« Le maire a vu Paul Roux. Ce dernier … »: hardly the subject, hardly a body."""
    asked = Asking(4, "latter", False, False, frozenset())
    assert {"latter, subject", "latter, body"} <= features(CLUB, TRACK, asked)


def test_memory_keeps_what_was_before_the_sentence() -> None:
    """Met in frames 1 and 3: before 3 it is frame 1, before 1 nothing."""
    cast = Cast([])
    cast.stranger(French("Il dort.").mentions[0][0])
    memory = Memory(cast)
    memory.meet(0, Track(1, 1.0))
    assert memory.before(0, 1) is None
    memory.meet(0, Track(3, 3.0))
    memory.meet(0, Track(3, 2.0))
    earlier = memory.before(0, 3)
    assert earlier is not None
    assert earlier.frame == 1
    assert memory.before(0, 4) == memory[0]


def test_words_without_marks_leave_who_was_quoted() -> None:
    """« « Oui », dit Paul. Anne dit que non. »: Anne spoke last, Paul was quoted last."""
    text = "« Tout va bien », dit Paul Roux. Luc Petit a dit que tout allait mal. « Bon », ajoute-t-il."
    found = candidates(text, "-t-il")
    assert "pronoun: going on, quoted last" in found["Paul Roux"]
    assert "pronoun: going on, spoke last" in found["Luc Petit"]
    assert "pronoun: going on, quoted last" not in found["Luc Petit"]


def test_a_subject_in_a_clause_stays_the_subject() -> None:
    """« Alors qu'il aidait un blessé, il assure … »: the first « il » is no lesser one."""
    text = "Paul Roux est venu. Alors qu'il aidait Luc Petit, il assure avoir « bien agi »."
    found = candidates(text, "il assure")
    assert "pronoun: inside, same sentence, subject" in found["Paul Roux"]
    assert "pronoun: subject" not in found["Luc Petit"]


def test_a_clause_leaves_the_subject_to_the_sentence() -> None:
    """« Alors qu'elle part, Paul Roux la rappelle »: Paul Roux is the subject all the same."""
    text = "Anne Morel attend. Alors qu'elle part, Paul Roux la rappelle. « Restez », dit-il."
    assert "pronoun: near subject" in candidates(text, "-il")["Paul Roux"]


def test_a_resolver_needs_no_words() -> None:
    """Without the words of the quotations nobody is named in them."""
    reading = French("« Oui », dit-il.")
    assert Resolver(reading.cast, reading.frames, reading.mentions).said == (frozenset(),)


def test_learned_so_the_person_quoted_goes_on() -> None:
    """With a weight on going on, Paul Roux adds what the sentence about Luc Petit interrupts."""
    text = "« Oui », dit Paul Roux. Luc Petit dort. « Non », ajoute-t-il."
    reading = French(text, None, Ranker({"pronoun: going on, quoted last": 5.0}))
    speaker = reading.read()[-1].attribution
    assert speaker is not None
    assert speaker.resolution is not None
    assert reading.cast[speaker.resolution.entity].name == "Paul Roux"
