"""Windows, targets and what keeps untrue ones out."""

import json
import lzma
import random
from pathlib import Path

import pytest
import sentencepiece

from training.brief import Limits, collect, copy_links, fit
from training.brief_evaluate import Options, lead, lexrank, rouge, windows_of
from training.summaries import (
    LONG,
    MEDIUM,
    SHORT,
    Article,
    ends_well,
    is_true,
    is_verbatim,
    length_token,
    sentences,
    shorten,
    support,
    window_for,
)

LIMITS = Limits(window=400, answer=(1, 200), verbatim=0.0, support=0.5, validation={})


def test_sentences_keep_abbreviations() -> None:
    text = 'Mr. Smith met the U.S. envoy. "It is late." He left at 8 p.m. on Monday!\nNext line'
    assert sentences(text) == [
        "Mr. Smith met the U.S. envoy.",
        '"It is late."',
        "He left at 8 p.m. on Monday!",
        "Next line",
    ]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("The mayor met Ann Lee.", True),
        ("The mayor met Bob Lee.", False),
        ("Some 12 people came.", True),
        ("Some 13 people came.", False),
    ],
)
def test_is_true(target: str, expected: bool) -> None:
    assert is_true(target, "Ann Lee's house was full: 12 people came to meet the mayor.") is expected


def test_support_and_verbatim() -> None:
    assert support("the dog barked", "A dog barked loudly") == 1.0
    assert support("the cat slept", "A dog barked loudly") == 0.0
    assert is_verbatim("A dog barked", ["A dog barked.", "x"])
    assert not is_verbatim("A dog", ["A dog barked."])


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("On Monday, the mayor (62) left.", "The mayor left."),
        ("Ann Lee, 38, has won.", "Ann Lee has won."),
        ("The bank, which lost money, said it would close.", "The bank said it would close."),
        ("It rained.", "It rained."),
    ],
)
def test_shorten(sentence: str, expected: str) -> None:
    assert shorten(sentence, random.Random(1)) == expected


def test_ends_well_and_lengths() -> None:
    assert ends_well('He said "yes."')
    assert not ends_well("he left.")
    assert not ends_well("He left")
    assert not ends_well('He said "yes.')
    assert [length_token(n) for n in (5, 20, 40)] == [SHORT, MEDIUM, LONG]


def test_window_for_finds_the_supporting_sentences() -> None:
    article = Article("x", ("One thing.", "Two things.", "Bears eat berries.", "Rain fell."), (), "", True)
    place = window_for("Bears eat berries.", article, random.Random(1), 3)
    assert place is not None
    assert place[0] <= 2 < place[1]
    assert window_for("Nobody knows Latin.", article, random.Random(1), 3) is None


def test_fit_refuses_untrue_targets(pieces: sentencepiece.SentencePieceProcessor) -> None:
    rng = random.Random(1)
    window = ["The cat eats the dog 12.", "The man leaves."]
    assert fit(window, "The cat eats 13.", pieces, LIMITS, rng) is None
    assert fit(window, "The man leaves.", pieces, LIMITS, rng) is None  # verbatim
    made = fit(window, "The cat eats the dog.", pieces, LIMITS, rng)
    assert made is not None
    assert made[0][0] in {SHORT, MEDIUM, LONG}
    assert made[0].endswith("The man leaves.")


def test_copy_links_take_runs_only() -> None:
    assert copy_links([1, 2, 3, 9, 4, 5], [2, 3, 7, 4, 5]) == [(1, 0), (2, 1), (4, 3), (5, 4)]
    assert copy_links([1, 5, 2], [5]) == []


def test_collect_holds_articles_out(tmp_path: Path, pieces: sentencepiece.SentencePieceProcessor) -> None:
    (tmp_path / "summaries-en").mkdir()
    row = {
        "source": "guardian_rss",
        "document": "The man watches the town 12. The cat leaves.",
        "summary": "The man watches the town.",
        "headline": "",
        "ent_ok": True,
    }
    with lzma.open(tmp_path / "summaries-en" / "g.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(
            json.dumps({**row, "document": f"{row['document']} No {i}."}) + "\n" for i in range(40)
        )
    limits = {"window": 400, "answer": [1, 99], "verbatim": 0.0, "support": 0.5, "validation": {"g": (4, 5)}}
    config = {"limits": limits, "sources": [{"name": "g", "licence": "none"}]}
    pairs, validation, kinds = collect(config, tmp_path, pieces, random.Random(1))
    assert 0 < len(validation["g"]) <= 5
    assert 0 < len(pairs) < 40
    assert kinds["g highlight"] == len(pairs)


def test_baselines_have_equal_length() -> None:
    text = ["The cat eats fish every day.", "Dogs bark.", "The cat eats fish at night."]
    assert lead(text, 4) == "The cat eats fish"
    assert len(lexrank(text, 7).split()) == 7
    assert rouge(["the cat"], ["the cat"])["rougeL"] == 100.0


def test_windows_are_bounded() -> None:
    made = windows_of(
        ["a b", "c", "d e f", "g"], Options(window=2, windows=2, pieces=4), lambda s: len(s.split())
    )
    assert made == [["a b", "c"], ["d e f", "g"]]


def test_lexrank_reads_sentence_by_sentence() -> None:
    text = [
        "Dogs bark loudly in distant gardens tonight.",
        "The mayor opened the bridge on Monday.",
        "The bridge was opened by the mayor.",
        "People watched the mayor open the bridge on Monday.",
    ]
    assert lexrank(text, 100) == " ".join(text)
