"""Written forms of French verbs, and the lexicons they come from."""

import pytest

from pipeline.quotes.conjugation import forms
from pipeline.quotes.wordlists import first_names, lemmas, person_nouns, plural, read_lines, word_set

LEXICONS = (
    "say", "think", "incise", "host", "nouns", "verbs", "naming", "inscriptions", "terms", "media",
    "function", "english", "adverbials",
)  # fmt: skip


@pytest.mark.parametrize(
    ("infinitive", "word"),
    [
        ("affirmer", "affirmait"),
        ("annoncer", "annonça"),
        ("annoncer", "annonçait"),
        ("juger", "jugeait"),
        ("juger", "jugions"),
        ("répéter", "répète"),
        ("appeler", "appelle"),
        ("rejeter", "rejette"),
        ("appuyer", "appuie"),
        ("prévenir", "prévient"),
        ("soutenir", "soutiendra"),
        ("admettre", "admis"),
        ("décrire", "décrivent"),
        ("prédire", "prédit"),
        ("reconnaître", "reconnaît"),
        ("répondre", "répondu"),
        ("réagir", "réagissent"),
        ("craindre", "craignait"),
        ("concevoir", "conçoit"),
        ("avoir", "ayant"),
        ("savoir", "sachant"),
        ("être", "seraient"),
        ("balayer", "balaie"),
        ("trompeter", "trompette"),
        ("contredire", "contredisent"),
        ("maudire", "maudissait"),
        ("enquérir", "enquiert"),
        ("sourire", "souri"),
        ("élire", "élisent"),
    ],
)
def test_a_verb_has_its_written_forms(infinitive: str, word: str) -> None:
    """Regular spelling changes and irregular verbs alike."""
    assert word in {written for written, _ in forms(infinitive)}


def test_a_form_knows_mood_and_person() -> None:
    """« diraient » is a conditional of the third person plural, « dites » a participle too."""
    readings = dict(forms("dire"))
    assert (readings["diraient"].mood, readings["diraient"].person) == ("conditional", "3p")
    assert readings["disant"].mood == "gerund"
    assert readings["dise"].mood == "subjunctive"


def test_they_were_is_no_form_of_a_verb_of_speech() -> None:
    """« étaient » would be « étayer » by the rule of « essayer »."""
    assert "étaient" not in {written for written, _ in forms("étayer")}


@pytest.mark.parametrize("name", LEXICONS)
def test_no_lexicon_lists_an_entry_twice(name: str) -> None:
    """One word or expression a line, each once."""
    lines = read_lines(name)
    assert len(lines) == len(set(lines))
    assert lines


def test_every_verb_of_the_lexicons_can_be_conjugated() -> None:
    """No line of the cue files breaks the conjugation."""
    for name in ("say", "think", "incise", "host", "verbs"):
        for line in read_lines(name):
            verb = line.replace("s'", "").removeprefix("se ").split()[0]
            assert len(forms(verb)) > 20, line


def test_first_names_have_a_gender() -> None:
    """Anne is a woman, Paul a man, Camille either."""
    assert (first_names()["Anne"], first_names()["Paul"], first_names()["Camille"]) == ("f", "m", "e")
    assert set(first_names().values()) == {"m", "f", "e"}


def test_feminine_and_plural_nouns_go_back_to_one_office() -> None:
    """« présidentes » and « président » are one office."""
    assert lemmas()["présidentes"] == lemmas()["président"] == "président"
    assert person_nouns()["maire"] == "e"
    assert person_nouns()["présidente"] == "f"


def test_plurals_follow_the_common_rule() -> None:
    """général → généraux, élu → élus, lieu → lieux."""
    assert [plural(noun) for noun in ("général", "élu", "lieu", "fils")] == [
        "généraux",
        "élus",
        "lieux",
        "fils",
    ]


def test_a_closed_class_is_read_by_its_name() -> None:
    """The words of a rule stand in the lexicon, not in the code."""
    assert "également" in word_set("cues.adverbs")
