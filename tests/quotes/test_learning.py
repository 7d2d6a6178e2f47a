"""The weights of the antecedents are learned from annotated articles (``training/speakers.py``)."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.evaluation.gold import annotated_articles
from pipeline.evaluation.quotes import spans_matched
from pipeline.quotes.antecedents import NOBODY, Candidate, Ranker
from pipeline.records import Span
from training.speakers import PRIOR, Example, gather, learn, learned

TEXT = "Paul Roux a reçu Anne Morel et son fils Luc. « Je suis ravi », a-t-il dit. « Moi aussi. »"


def annotated(folder: Path) -> Path:
    """Write one annotated article and return its file."""
    spoken = [("Je suis ravi", "il"), ("Moi aussi.", None)]
    quotes = [
        {
            "content": content,
            "span": [TEXT.index(content), TEXT.index(content) + len(content)],
            "kind": "direct",
            "speaker": "Paul Roux",
            "speaker_mention": mention,
        }
        for content, mention in spoken
    ]
    path = folder / "one.jsonl"
    path.write_text(json.dumps({"id": "a-1", "text": TEXT, "quotes": quotes}) + "\n", encoding="utf-8")
    return path


def example(right: int) -> Example:
    """Return a choice between a near one and a far one."""
    near, far = Candidate(0, {"pronoun: near": 1.0}), Candidate(1, {"pronoun: far": 1.0})
    return Example("a", (near, far), (right == 0, right == 1))


def test_what_was_right_gains_weight() -> None:
    """Nine times the near one, once the far one: near outweighs far."""
    weights = learn([*[example(0)] * 9, example(1)])
    assert weights["pronoun: near"] > 0 > weights["pronoun: far"]
    assert Ranker(weights).choose((0, 0), example(0).candidates).share == pytest.approx(0.9, abs=0.05)


def test_without_evidence_the_prior_stands() -> None:
    """A feature that all candidates share keeps what a reader would say beforehand."""
    both = tuple(Candidate(at, {"pronoun: distance": 1.0}) for at in range(2))
    weights = learn([Example("a", both, (True, False))])
    assert weights["pronoun: distance"] == pytest.approx(PRIOR["pronoun: distance"], abs=0.01)


def test_every_annotated_quotation_makes_an_example(tmp_path: Path) -> None:
    """The pronoun's candidates are the men; the quotation without a tag may be nobody's, asked twice."""
    examples = list(gather(list(annotated_articles(annotated(tmp_path))), PRIOR, forcing=True))
    assert len(examples) == 3
    assert all(sum(one.right) >= 1 for one in examples)
    for one in examples[1:]:
        assert NOBODY in {candidate.entity for candidate in one.candidates}
        assert not any(
            flag for candidate, flag in zip(one.candidates, one.right, strict=True) if candidate.entity < 0
        )


def test_the_second_look_starts_from_the_belief_of_the_first() -> None:
    """Without a weight the belief alone decides; learned weights count on top of it."""
    likely, other = Candidate(0, {}, -0.1), Candidate(1, {"untagged: speaks next": 1.0}, -2.4)
    assert Ranker({}).choose((0, 0), [other, likely]).entity == 0
    weights = learn([Example("a", (likely, other), (False, True))] * 5)
    assert Ranker(weights).choose((0, 0), [other, likely]).entity == 1


def test_a_quotation_whose_speaker_was_never_met_teaches_nothing(tmp_path: Path) -> None:
    """« Moi aussi » of somebody whom the article does not name: neither nobody nor anybody else is right."""
    (article,) = annotated_articles(annotated(tmp_path))
    said = [replace(gold, speaker="Zoé Lenoir") for gold in article.gold]
    examples = list(gather([replace(article, gold=tuple(said))], PRIOR, forcing=False))
    assert examples == []


def test_learning_is_repeatable(tmp_path: Path) -> None:
    """The same articles give the same weights."""
    articles = list(annotated_articles(annotated(tmp_path)))
    assert learned(articles)[1] == learned(articles)[1]


def test_spans_meet_annotations_by_their_words(tmp_path: Path) -> None:
    """A span a little too long is that quotation; one elsewhere is none."""
    (article,) = annotated_articles(annotated(tmp_path))
    start = TEXT.index("Je suis")
    found = [(at, gold.content) for at, gold in spans_matched(article, [Span(0, 9), Span(start, start + 14)])]
    assert found == [(1, "Je suis ravi")]


def test_reported_words_teach_nothing_about_a_description_inside(tmp_path: Path) -> None:
    """« Selon L'Écho, le maire part »: the mayor that the report opens with is not who reports."""
    text = "Paul Roux, maire de Lens, est parti. Selon L'Écho, le maire a quitté la ville jeudi."
    content = "le maire a quitté la ville jeudi"
    start = text.index(content)
    quote = {
        "content": content,
        "span": [start, start + len(content)],
        "kind": "indirect",
        "speaker": "L'Écho",
        "speaker_mention": "L'Écho",
    }
    path = tmp_path / "two.jsonl"
    path.write_text(json.dumps({"id": "a-2", "text": text, "quotes": [quote]}) + "\n", encoding="utf-8")
    assert list(gather(list(annotated_articles(path)), PRIOR, forcing=True)) == []
