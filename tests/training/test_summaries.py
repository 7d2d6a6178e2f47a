"""Windows, targets and what keeps untrue ones out."""

import json
import lzma
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import sentencepiece

from training.brief import Limits, by_source, collect, compressed, copies, copy_links, fit
from training.brief_evaluate import faults, lead, lexrank, part_of, rouge
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
    starts_known,
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
    assert len(set(pairs)) == len(pairs) <= kinds["g highlight"]


def test_baselines_have_equal_length() -> None:
    text = ["The cat eats fish every day.", "Dogs bark.", "The cat eats fish at night."]
    assert lead(text, 4) == "The cat eats fish"
    assert len(lexrank(text, 7).split()) == 7
    assert rouge(["the cat"], ["the cat"])["rougeL"] == 100.0


def test_counts_are_told_by_source() -> None:
    """As the card wants them: all that a source gave, then each kind."""
    assert by_source(Counter({"cnn highlight": 3, "cnn copy": 2, "x highlight": 1})) == {
        "cnn": {"kept": 5, "highlight": 3, "copy": 2},
        "x": {"kept": 1, "highlight": 1},
    }


ARTICLE = Article(
    "cnn",
    (
        "On Monday, the mayor of Brevan, who had resisted, closed the old harbour (in ruins).",
        "Fishermen protested in the rain all day.",
        "They left at night.",
    ),
    ("The mayor of Brevan closed the old harbour.", "Nothing else was known of Atlantis."),
    "",
    True,
)


def test_a_sentence_that_a_highlight_rests_on_loses_what_that_leaves_out() -> None:
    """A highlight that rests on nothing gives none."""
    limits = replace(LIMITS, shortest=1)
    made = list(compressed(ARTICLE, limits, random.Random(1)))
    assert [target for _, target in made] == ["The mayor of Brevan closed the old harbour."]
    assert ARTICLE.sentences[0] in made[0][0]


def test_copies_are_single_sentences_with_a_name_or_figure() -> None:
    """For the share of articles asked for."""
    assert list(copies(ARTICLE, random.Random(1), 1.0)) == [([ARTICLE.sentences[0]], ARTICLE.sentences[0])]
    assert list(copies(ARTICLE, random.Random(1), 0.0)) == []


@pytest.mark.parametrize(
    ("target", "known"),
    [("Fishermen left.", True), ("The end.", True), ("Obama left.", False), ("Mayor's plan.", True)],
)
def test_a_first_word_may_be_no_new_name(target: str, known: bool) -> None:
    """``is_true`` cannot tell a name at the start from any other word."""
    assert starts_known(target, "The mayor saw fishermen.") is known


def test_long_windows_are_thinned(pieces: sentencepiece.SentencePieceProcessor) -> None:
    """``long`` says above how many pieces, and how many stay."""
    window = ["The cat eats the dog 12.", "The man leaves."]
    for share, expected in ((1.0, True), (0.0, False)):
        limits = replace(LIMITS, long=(3, share))
        assert (
            fit(window, "The cat eats the dog.", pieces, limits, random.Random(1)) is not None
        ) is expected


def test_parts_of_the_validation_do_not_overlap() -> None:
    """Tune on the first of every two articles, report on the second."""
    articles = [{"n": i} for i in range(5)]
    assert part_of(articles, "1/2") == [{"n": 0}, {"n": 2}, {"n": 4}]
    assert part_of(articles, "2/2") == [{"n": 1}, {"n": 3}]
    assert part_of(articles, "1/1") == articles


def test_faults_are_counted_in_per_cent_of_the_outputs() -> None:
    """An invented figure, a torn end and a copy; a sentence left alone is none of them."""
    window = ["Ann Lee paid 1.5 million euros for the mill.", "It burnt down."]
    outputs = ["Ann Lee paid 1 million euros.", "Lee paid for the mill", "It burnt down.", "Ann Lee paid."]
    assert faults(outputs, [window] * 4) == {
        "unsupported": 25.0,
        "not_a_sentence": 25.0,
        "verbatim": 25.0,
        "loops": 0,
    }


def test_lexrank_reads_sentence_by_sentence() -> None:
    text = [
        "Dogs bark loudly in distant gardens tonight.",
        "The mayor opened the bridge on Monday.",
        "The bridge was opened by the mayor.",
        "People watched the mayor open the bridge on Monday.",
    ]
    assert lexrank(text, 100) == " ".join(text)
