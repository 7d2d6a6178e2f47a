"""Cues: which words report, and in which voice."""

from collections.abc import Iterator

import pytest

from pipeline.quotes import extract
from pipeline.quotes.conjugation import forms
from pipeline.quotes.cues import find_cues
from pipeline.quotes.frames import build_frames
from pipeline.quotes.marks import find_marked
from pipeline.quotes.wordlists import read_lines
from pipeline.records import Article


def cues(text: str) -> list[tuple[str, str]]:
    """Return the words and the voice of every cue of a sentence."""
    tokens = build_frames(text, find_marked(text))[0].tokens
    return [(" ".join(t.text for t in tokens[c.first : c.last]), c.voice) for c in find_cues(tokens)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anne affirme que oui", [("affirme", "active")]),
        ("Anne a également indiqué que oui", [("a également indiqué", "active")]),
        ("« Oui », a-t-elle ajouté", [("a -t-elle ajouté", "active")]),
        ("« Oui », a-t-elle d'ores et déjà assuré", [("a -t-elle d' ores et déjà assuré", "active")]),
        ("« Oui », se réjouit-elle", [("se réjouit -elle", "active")]),
        ("« Oui », s'est exclamée Anne", [("s' est exclamée", "active")]),
        ("Anne met en garde contre la crue", [("met en garde", "active")]),
        ("Anne a encore mis en garde contre la crue", [("a encore mis en garde", "active")]),
        ("Anne a tenu à rappeler la règle", [("a tenu à rappeler", "infinitive")]),
        ("Jugeant la crue grave, Anne part", [("Jugeant", "gerund")]),
        ("tout en expliquant que oui", [("tout en expliquant", "gerund")]),
        ("un pont souhaité par Anne", [("souhaité", "passive")]),
        ("Anne a été accusée de tout", [("a été accusée", "passive")]),
        ("« Oui », zozote-t-elle", [("zozote -t-elle", "active")]),
        ("« Oui », leur avait-il soufflé", [("leur avait -il soufflé", "active")]),
        ("Anne a de son côté indiqué que oui", [("a de son côté indiqué", "active")]),
        (
            "Anne a, peu après midi à Lyon, indiqué que oui",
            [("a , peu après midi à Lyon , indiqué", "active")],
        ),
        ("Anne y voit un piège", [("voit", "active")]),
        ("avant qu'Anne ne surenchérisse", [("surenchérisse", "active")]),
        ("Anne leur demande du calme", []),
        ("elle leur demande du calme", [("demande", "active")]),
        ("Maintenant que la pluie passe", []),
        ("un message sur Twitter", []),
        ("Le juge part", []),
        ("une note sans appel", []),
        ("Anne s'assure que oui", []),
        ("Anne mange du pain", []),
        ("Paul Roux, dit Popol, part", []),
    ],
)
def test_a_cue_takes_the_words_that_belong_to_it(text: str, expected: list[tuple[str, str]]) -> None:
    """Auxiliaries, adverbs, reflexive and inverted pronouns are part of the cue; nouns are none."""
    assert cues(text) == expected


def test_a_cue_knows_number_and_inverted_pronoun() -> None:
    """« ont-ils dit » is plural, with its pronoun."""
    tokens = build_frames("« Oui », ont-ils dit.", find_marked("« Oui », ont-ils dit."))[0].tokens
    (cue,) = find_cues(tokens)
    assert cue.person == "3p"
    assert tokens[cue.pronoun].low == "-ils"


def said(expression: str) -> str:
    """Return an expression of the lexicon in the present: « se féliciter » → se félicite."""
    clitic, *words = expression.replace("s'", "s' ").split()
    if clitic not in {"se", "s'", "y"}:
        clitic, words = "", [clitic, *words]
    present = next(word for word, form in forms(words[0]) if (form.mood, form.person) == ("finite", "3s"))
    before = {"": "", "y": "y "}.get(clitic, "s'" if present[0] in "aeiouéêh" else "se ")
    return before + " ".join([present, *words[1:]])


def places(expression: str) -> Iterator[str]:
    """Yield the sentences in which an expression may stand: as a tag, before a colon, before *sur*."""
    cue = said(expression)
    yield f"« Le pont tient bon », {cue} Anne Morel."
    yield f"Anne Morel {cue} : « Le pont tient bon »."
    yield f"Anne Morel {cue} sur « un pont qui tient bon »."


def speaks(sentence: str) -> bool:
    """Tell whether the one quotation of a sentence is Anne Morel's, by a cue."""
    quotes = [q for q in extract(Article("a", sentence, None, "a"), (), None) if q.kind != "indirect"]
    return [(q.speaker.name if q.speaker else "", bool(q.cue)) for q in quotes] == [("Anne Morel", True)]


@pytest.mark.parametrize("name", ["say", "think", "incise", "host"])
def test_every_expression_of_the_lexicons_gives_a_quotation_its_speaker(name: str) -> None:
    """Each line, in the present, in one of its places; a verb no form of which is known fails as well."""
    silent = [line for line in read_lines(name) if not any(map(speaks, places(line)))]
    assert silent == []


@pytest.mark.parametrize("name", ["say", "think"])
def test_nearly_every_verb_may_stand_before_and_behind_the_words(name: str) -> None:
    """« …, dit Anne » and « Anne dit : … »; expressions that need an object (« voit dans ») may not."""
    verbs = [line for line in read_lines(name) if " " not in line.removeprefix("se ")]
    one_sided = [line for line in verbs if not all(map(speaks, list(places(line))[:2]))]
    assert one_sided == []
