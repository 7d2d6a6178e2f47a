"""Which sentences of an article weigh most."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.summary.ranking import centrality, is_dangling, salience, value
from tests.summary.stories import quote, segment, story, unit

ARTICLE = (
    "The harbour of Brevan will close on Monday.",
    "The weather was grey.",
    "Fishermen of Brevan protest against the closing of the harbour.",
    "A cat slept.",
)


def _salience(*quotes: int) -> dict[int, float]:
    made = story(ARTICLE)
    key = tuple(replace(quote("x", "Roy", index), rank=1) for index in quotes)
    return salience(made.units, made.segments, key)


def test_what_the_others_speak_of_is_central() -> None:
    """The sentences that share their words weigh most, whatever stands first."""
    found = centrality(story(ARTICLE).units)
    assert max(found, key=lambda index: found[index]) in (0, 2)
    assert found[1] == found[3] == 0.0
    assert max(found.values()) == 1.0


def test_the_first_sentences_weigh_more() -> None:
    """Of two that are equally central the earlier one."""
    found = _salience()
    assert found[1] > found[3]


def test_a_key_quote_adds_weight() -> None:
    """Only one with a rank."""
    made = story(ARTICLE)
    unranked = salience(made.units, made.segments, (quote("x", "Roy", 3),))
    assert _salience(3)[3] == pytest.approx(_salience()[3] + 0.2)
    assert unranked == _salience()


def test_a_figure_adds_weight() -> None:
    """The same sentence with a number in it."""
    made = story((*ARTICLE[:3], "A cat slept 12 hours."))
    assert salience(made.units, made.segments)[3] == pytest.approx(_salience()[3] + 0.2)


def test_a_doubtful_translation_loses_weight() -> None:
    """The translator's own score decides between sentences that are alike."""
    units = tuple(replace(unit(index, "The harbour closes.", "x"), score=-float(index)) for index in range(2))
    segments = tuple(segment(index, "x", language="fr") for index in range(2))
    equal = tuple(replace(one, score=0.0) for one in units)
    lost = salience(equal, segments)[1] - salience(units, segments)[1]
    assert lost == pytest.approx(0.6 * (1 - 2.718281828**-1))


def test_headings_and_french_have_no_weight() -> None:
    """They cannot stand for the article."""
    made = story(("# The harbour of Brevan", "The harbour closes."))
    assert set(salience(made.units, made.segments)) == {1}
    kept = (unit(0, "Le port", "Le port", "kept"), unit(1, "The harbour closes."))
    assert set(salience(kept, made.segments[1:])) == {1}


@pytest.mark.parametrize(
    ("sentence", "leans"),
    [
        ("It was built by monks.", True),
        ("But the mayor refused.", True),
        ('"This is the end," said Roy.', True),
        ("For example, the mill closed.", True),
        ("The mayor refused.", False),
        ("Italy refused.", False),
        ("Another mayor refused.", True),
    ],
)
def test_sentences_that_lean_on_the_one_before(sentence: str, leans: bool) -> None:
    """Pronouns and connectives at the start."""
    assert is_dangling(sentence) is leans


def test_a_summary_sentence_weighs_as_its_heaviest_segment() -> None:
    """And a little more for each of two others; nothing for segments without weight."""
    weight = {0: 1.0, 1: 0.5, 2: 0.25}
    assert value((0,), weight) == 1.0
    assert value((2, 0, 1), weight) == pytest.approx(1.0 + 0.2 * 0.75)
    assert value((), weight) == value((9,), weight) == 0.0


@given(st.lists(st.text(alphabet="abc d.", max_size=20), max_size=8))
def test_centrality_is_a_share(texts: list[str]) -> None:
    """In 0..1 for every readable unit, and only for those."""
    units = tuple(unit(index, text) for index, text in enumerate(texts))
    found = centrality(units)
    assert all(0.0 <= weight <= 1.0 for weight in found.values())
    assert set(found) == {index for index, text in enumerate(texts) if any(map(str.isalpha, text))}
