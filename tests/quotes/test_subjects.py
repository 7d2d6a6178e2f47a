"""Whom the words of a sentence make the speaker: subjects, sources, tags and those who only report."""

import pytest

from pipeline.quotes import extract
from pipeline.quotes.conjugation import forms
from pipeline.quotes.cues import adverbial_from, find_cues, reports
from pipeline.quotes.frames import Token, build_frames
from pipeline.quotes.marks import find_marked
from pipeline.quotes.phrases import PREPOSITIONS
from pipeline.quotes.wordlists import read_lines
from pipeline.records import Article

ADVERBIALS = read_lines("adverbials")


def tokens_of(sentence: str) -> tuple[Token, ...]:
    """Return the tokens of a sentence, each quotation as one."""
    return build_frames(sentence, find_marked(sentence))[0].tokens


def speakers(text: str) -> list[str]:
    """Return who speaks in the marked quotations of ``text``, in order."""
    quotes = extract(Article("a", text, None, "a"), (), None)
    return [quote.speaker.name if quote.speaker else "-" for quote in quotes if quote.kind != "indirect"]


@pytest.mark.parametrize("phrase", ADVERBIALS)
def test_every_adverbial_phrase_may_part_auxiliary_and_participle(phrase: str) -> None:
    """« Anne a de son côté indiqué que oui » has one cue, from the auxiliary to the participle."""
    tokens = tokens_of(f"Anne a {phrase} indiqué que oui")
    told = [cue for cue in find_cues(tokens) if tokens[cue.verb].low == "indiqué"]
    assert [(tokens[cue.first].low, cue.voice) for cue in told] == [("a", "active")]


@pytest.mark.parametrize("phrase", [line for line in ADVERBIALS if line.split()[-1] not in PREPOSITIONS])
def test_every_adverbial_phrase_may_part_a_tag_and_its_subject(phrase: str) -> None:
    """« …, explique de son côté une perchiste »: a phrase that no lexicon has is found behind it."""
    assert speakers(f"« Le pont tient bon », explique {phrase} une perchiste.") == ["une perchiste"]


def test_an_adverbial_phrase_is_measured_in_tokens() -> None:
    """« d'ores et déjà » has four; other words have none."""
    tokens = tokens_of("Anne a d'ores et déjà dit oui")
    assert [adverbial_from(tokens, at) for at in (1, 2, 6)] == [0, 4, 0]


def test_only_verbs_of_speech_or_opinion_report_from_within_the_marks() -> None:
    """« a « dénoncé la hausse » » is the speaker's word, « a « mangé du pain » » is not."""
    assert reports("dénoncé")
    assert not reports("mangé")
    assert not reports("brandi")


@pytest.mark.parametrize(
    "sentence",
    [
        "La Ligue « dénonce la hausse ».",
        "La Ligue a « dénoncé la hausse ».",
        "La Ligue s'est par ailleurs « félicitée de la hausse ».",
        "Le pays doit beaucoup à la Ligue, qui « salue la hausse ».",
    ],
)
def test_the_verb_within_the_marks_has_the_subject_before_them(sentence: str) -> None:
    """Whatever auxiliaries and adverbs stand between."""
    assert [name.lower() for name in speakers(sentence)] == ["la ligue"]


@pytest.mark.parametrize("verb", ["rapporte", "raconte", "révèle", "relate", "détaille", "explique"])
def test_a_newspaper_only_reports_what_the_sentence_says_somebody_said(verb: str) -> None:
    """« Anne affirme que « … », rapporte Le Monde »: Anne; without her, Le Monde."""
    assert speakers(f"Anne Morel affirme que « le pont tient bon », {verb} Le Monde.") == ["Anne Morel"]
    assert speakers(f"Le pont n'est qu'une « passoire », {verb} Le Monde.") == ["Le Monde"]


@pytest.mark.parametrize("weak", ["envisage", "veut", "refuse", "exige"])
def test_the_last_tag_tells_what_a_body_only_plans(weak: str) -> None:
    """« La région envisage une « digue » sur le fleuve, a annoncé Anne »: Anne tells."""
    assert speakers(f"La région {weak} une « digue » sur le fleuve, a annoncé Anne Morel.") == ["Anne Morel"]


def test_the_last_tag_leaves_a_quotation_to_its_own_verb_when_another_one_stands_between() -> None:
    """« Paul réclame « du sable » et « du gravier », a dit Anne »: nearest first, as it was."""
    told = speakers("Paul Roux réclame « du sable », mais « rien ne presse », a dit Anne Morel.")
    assert told == ["Paul Roux", "Anne Morel"]


@pytest.mark.parametrize(
    ("opening", "speaker"),
    [
        ("Jugeant Paul Roux « trop lent », Anne Morel a repris le dossier.", "Anne Morel"),
        ("Tout en assurant que les élus « travaillent », Anne Morel a repris le dossier.", "Anne Morel"),
        ("Après avoir appelé les élus à « résister », Anne Morel a repris le dossier.", "Anne Morel"),
        ("Paul Roux est parti, jugeant Anne Morel « trop lente ».", "Paul Roux"),
    ],
)
def test_a_gerund_belongs_to_the_subject_of_the_main_verb(opening: str, speaker: str) -> None:
    """In front of it the subject follows, behind it the subject comes before."""
    assert speakers(opening) == [speaker]


def test_every_entry_with_y_needs_its_y() -> None:
    """« Les élus y voient un « piège » » speak, « les élus voient un « piège » » do not by that entry."""
    (with_y,) = [line for line in read_lines("think") if line.startswith("y ")]
    plain = {word for word, form in forms(with_y.split()[1]) if form.person == "3p"}
    assert "voient" in plain
    assert [c.lemma for c in find_cues(tokens_of("Les élus y voient le pont"))] == ["voir"]
    assert find_cues(tokens_of("Les élus voient le pont")) == ()
