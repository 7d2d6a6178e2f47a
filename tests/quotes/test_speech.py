"""Which marked words are speech: rules for sure names, weighted signs for all the rest."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.evaluation.gold import Annotated, annotated_articles
from pipeline.quotes.french import French
from pipeline.quotes.speech import shipped_weights, speaks_for
from training.speech import Listening, common, crossed, gather

TEXT = "Anne Morel juge le pont « trop cher ». Paul Roux a vu « la vie des eaux »."


class Watching(French):
    """Keeps the signs of each marked span by its words."""

    def __init__(self, text: str) -> None:
        self.seen: dict[str, Mapping[str, float]] = {}
        super().__init__(text)

    def is_heard(self, marked: int, signs: Mapping[str, float]) -> bool:
        """Remember the signs."""
        self.seen.setdefault(self.content(marked), signs)
        return super().is_heard(marked, signs)


def signs(text: str) -> Mapping[str, Mapping[str, float]]:
    """Return the signs of the marked spans of a text that no rule takes for names."""
    reading = Watching(text)
    reading.read()
    return reading.seen


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("Anne juge le pont « laid ».", "laid", {"words: ≤ 1", "opens: lower", "before: noun", "behind: ."}),
        ("« Nous irons ! », dit Anne.", "Nous irons !", {"clause", "ends: !", "before: start", "behind: ,"}),
        ("Un pont « vraiment bas ».", "vraiment bas", {"intensifier"}),
        ("Le « pont, ou presque » va.", "pont, ou presque", {"comma inside", "before: le", "behind: verb"}),
        ("Il lit « les 3 ponts ».", "les 3 ponts", {"figure inside", "starts: le", "words: ≤ 3"}),
        ("Il vend « my bridge ».", "my bridge", {"English"}),
        ("Un pont « usé ».", "usé", {"one word: é", "starts: participle", "route: none"}),
        ("Des ponts « rentables ».", "rentables", {"one word: able"}),
        (
            "Anne veut « tenir le Pont ».",
            "tenir le Pont",
            {"capital inside", "starts: infinitive", "fragment"},
        ),
    ],
)
def test_the_form_of_the_words_and_what_stands_beside_them_are_signs(
    text: str, content: str, expected: set[str]
) -> None:
    """Each sign has a plain name."""
    assert expected <= set(signs(text)[content])


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("Anne lit « la vie » (1987).", "la vie", "behind: a year"),
        ("Anne aime « la vie » de Paul.", "la vie", "behind: de, name"),
        ("L'interprète de « On a tous un pont » vient.", "On a tous un pont", "maker of a work, capital"),
        ("Aux cris de « Démission ! », ils partent.", "Démission !", "cries, capital"),
        ("Elle se définit comme « têtue ».", "têtue", "self-styled, lower"),
        ("Un panneau proclamant « en avant ».", "en avant", "inscription"),
        ("Anne dit que le pont est « usé ».", "usé", "that between, short"),
        ("Anne dit que le pont est « usé ».", "usé", "cue left: ≤ 5"),
        ("Il dit « oui », a appris Anne. Bon.", "oui", "headline"),
        ("Bon. Anne a vu « un lac », « un pont ».", "un pont", "listed with lower, lower"),
        ("« Gabegie » : Anne revient.", "Gabegie", "heads a headline"),
        ("Un « gâchis » !\nAnne dit : « Un gâchis pour la ville ».", "gâchis", "in longer words"),
        ("Un « gâchis » !\nAnne dénonce un « gâchis ».", "gâchis", "comes back below the headline"),
        ("Bon. Le « lac » va. Le « lac » vit.", "lac", "comes back"),
        ("« Oui. »", "Oui.", "alone"),
    ],
)
def test_makers_cries_distance_and_repetition_are_signs(text: str, content: str, expected: str) -> None:
    """« l'interprète de « Pont » » names a song, « aux cris de « Démission ! » » quotes a crowd."""
    assert expected in signs(text)[content]


@pytest.mark.parametrize(
    "text",
    [
        "Le film « Les Ponts » sort.",
        "Les « gilets jaunes » passent.",
        "Paul Roux est mis en examen pour « vol de pont ».",
        "Il a dit le mot « pont » deux fois.",
    ],
)
def test_what_a_rule_knows_for_a_name_is_not_weighed(text: str) -> None:
    """Titles, set phrases, charges and words spoken of."""
    assert not signs(text)


def test_the_weights_are_summed() -> None:
    """A sign that has no weight counts nothing."""
    weights = shipped_weights()
    name = max(weights, key=lambda sign: weights[sign])
    assert speaks_for({name: 2.0, "no such sign": 9.0}) == pytest.approx(2 * weights[name])


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Bon. Anne Morel juge le pont « trop cher ».", True),
        ("Bon. Aux cris de « Démission ! », la foule est partie.", True),
        ("Bon. Anne Morel se définit comme une « femme libre », dit son frère.", True),
        ("Bon. Paul Roux a vu « La Grande Vadrouille » (1966) deux fois.", False),
        ("Bon. L'actrice de « Plus belle la vie » est venue.", False),
        ("Bon. La « navette » du pont repart.", False),
    ],
)
def test_weighted_signs_tell_speech_from_titles_and_terms(text: str, spoken: bool) -> None:
    """With the weights as they are shipped."""
    assert bool([draft for draft in French(text).read() if draft.marked >= 0]) is spoken


def annotated(folder: Path) -> Annotated:
    """One article with a quotation and a title between marks."""
    speech, title = TEXT.index("trop cher"), TEXT.index("la vie")
    row = {
        "id": "a-1",
        "text": TEXT,
        "quotes": [
            {
                "content": "trop cher",
                "span": [speech, speech + 9],
                "kind": "mixed",
                "speaker": "Anne Morel",
                "speaker_mention": "Anne Morel",
            }
        ],
        "not_quotes": [{"content": "la vie des eaux", "span": [title, title + 15]}],
    }
    path = folder / "one.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return next(annotated_articles(path))


def test_every_answered_span_makes_an_example(tmp_path: Path) -> None:
    """While the article is read the annotated answer holds."""
    article = annotated(tmp_path)
    reading = Listening(article)
    drafts = reading.read()
    assert [TEXT[draft.span.start : draft.span.end] for draft in drafts] == ["trop cher"]
    examples = list(gather([article]))
    assert [one.right for one in examples] == [(False, True), (True, False)]
    assert examples[0].candidates[1].features == reading.heard[0][0]
    assert not examples[0].candidates[0].features


def test_rare_signs_are_left_out_and_each_tenth_is_judged_by_the_others(tmp_path: Path) -> None:
    """One article has no common sign but those with a prior."""
    examples = common(list(gather([annotated(tmp_path)])))
    assert all(one.candidates[1].features.keys() <= {"fragment", "inscription"} for one in examples)
    assert len(list(crossed(examples))) == len(examples)
