"""Cues: which words report, and in which voice."""

import pytest

from pipeline.quotes.cues import find_cues
from pipeline.quotes.frames import build_frames
from pipeline.quotes.marks import find_marked


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
