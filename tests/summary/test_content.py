"""Content words, their stems and weights."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.summary.content import content_stems, overlap, shared_ngrams, stem, weigh, weights, words
from pipeline.summary.lexicon import lexicon


@pytest.mark.parametrize(
    "family",
    [
        "announce announced announces announcing announcement announcements",
        "close closed closes closing",
        "negotiate negotiation negotiations negotiating",
        "country countries country's",
        "win won winner",
        "stop stopped stopping stops",
        "lose lost loss",
        "police Police police’s",
    ],
)
def test_words_of_a_family_share_a_stem(family: str) -> None:
    """What a summariser may change in a word without changing what it speaks of."""
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize("pair", ["close open", "minister mistake", "press president", "union unit"])
def test_other_words_keep_apart(pair: str) -> None:
    """The stemmer does not cut so deep that different words meet."""
    one, two = pair.split()
    assert stem(one) != stem(two)


def test_words_keep_figures_and_acronyms_whole() -> None:
    """U.S. is US, 1,902 stays one word, hyphened words come apart."""
    assert words("The U.S. sold 1,902 low-cost trains.") == [
        "The",
        "US",
        "sold",
        "1,902",
        "low",
        "cost",
        "trains",
    ]


def test_content_leaves_out_small_words_and_figures() -> None:
    """Only what says something about the subject."""
    assert content_stems("He said that the 12 harbours aren't closing.") == ("harbour", "clos")


def test_rare_words_weigh_more() -> None:
    """A word of one sentence weighs more than one of all; an unknown one as much as the rarest."""
    weight = weights(["harbour closes", "harbour opens", "harbour burns"])
    assert weight["clos"] > weight["harbour"]
    assert weigh(["unknown"], weight) == weight["clos"]
    assert weigh([], {}) == 0


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_symmetric_and_a_share(one: str, two: str) -> None:
    """In 0..1 whatever the text, and the same both ways."""
    for measure in (overlap, shared_ngrams):
        assert measure(one, two) == measure(two, one)
        assert 0.0 <= measure(one, two) <= 1.0


@given(st.from_regex(r"[A-Za-z]{1,12}", fullmatch=True))
def test_a_stem_ignores_case_and_the_possessive(word: str) -> None:
    """Harbour, HARBOUR and harbour's are one."""
    assert stem(word) == stem(word.upper()) == stem(word + "'s")


def test_an_unknown_list_is_an_error() -> None:
    """The lists are named in english.txt."""
    assert "harbour" not in lexicon("stop words")
    with pytest.raises(KeyError):
        lexicon("no such list")
