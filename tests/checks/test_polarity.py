"""Negations of English sentences: their scope, and when two sentences say the opposite."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.polarity import flip, polarity


def _denied(sentence: str) -> list[str]:
    return [word.text for word in polarity(sentence).words if word.sign == -1]


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("The mayor did not sign the treaty.", ["sign"]),
        ("The mayor didn't sign the treaty.", ["sign"]),
        ("The mayor cannot sign the treaty.", ["sign"]),
        ("The mayor won't ever sign the treaty.", ["sign"]),
        ("No treaty was signed.", ["treaty"]),
        ("They left without a word.", ["word"]),
        ("He never said whether the port would close.", ["said"]),
        ("Nobody signed.", ["signed"]),
        ("Not only the mayor signed.", []),
        ("No longer than two days.", []),
        ("It is no doubt true.", []),
        ("No 10 refused to answer.", []),
        ("The mayor signed, not the council.", ["council"]),
        ("The mayor signed the treaty.", []),
    ],
)
def test_a_negation_denies_the_first_word_of_weight_after_it(sentence: str, denied: list[str]) -> None:
    """Auxiliaries and articles are passed over; the clause ends its reach; harmless phrases deny nothing."""
    assert _denied(sentence) == denied


@pytest.mark.parametrize(
    "sentence", ["He refused to sign.", "They failed to sign.", "He denied that.", "It lacks a roof."]
)
def test_words_that_say_no_in_their_meaning_are_weak(sentence: str) -> None:
    """They may stand for a negation of the source, and deny nothing by themselves."""
    found = polarity(sentence)
    assert (found.cues, found.weak, found.says_no) == ((), True, True)


@pytest.mark.parametrize(
    ("sentence", "source", "said"),
    [
        ("The mayor signed the treaty.", "The mayor did not sign the treaty.", "the source denies “signed”"),
        (
            "The mayor did not sign it.",
            "The mayor will sign it.",
            "“not” turns round what the source affirms (“sign”)",
        ),
        ("The treaty was not good.", "The mayor signed the treaty.", "“not” is not in the source"),
        ("He gave no date.", "He did not give a date.", ""),
        ("He did not sign the treaty.", "He refused to sign the treaty.", ""),
        ("He failed to sign the treaty.", "He did not sign the treaty.", ""),
        ("The mayor met the council.", "The mayor met the council but did not sign.", ""),
    ],
)
def test_opposites_are_told_in_words(sentence: str, source: str, said: str) -> None:
    """Added, removed, or the same in other words."""
    assert flip(polarity(sentence), [polarity(source)]) == said


def test_the_same_word_elsewhere_does_not_count() -> None:
    """Two things of an article may have opposite signs; the surroundings tell which is meant."""
    support = [
        polarity("The council did not close the school."),
        polarity("The owner will close the mill on Monday."),
    ]
    assert flip(polarity("The owner will close the mill."), support) == ""
    assert flip(polarity("The council will close the school."), support) == "the source denies “close”"


def test_without_support_nothing_is_turned_round() -> None:
    """Other checks speak of sentences that rest on nothing."""
    assert flip(polarity("The mayor did not sign."), []) == ""


WORDS = st.lists(
    st.sampled_from(
        ["mayor", "council", "signs", "closes", "not", "never", "no", "mill", "school", ",", "failed to"]
    ),
    max_size=12,
).map(" ".join)


@given(WORDS)
def test_no_sentence_turns_itself_round(sentence: str) -> None:
    """Whatever it says, it agrees with itself."""
    found = polarity(sentence)
    if len({word.stem for word in found.words}) == len(found.words):
        assert flip(found, [found]) == ""


@given(st.text(max_size=60))
def test_any_text_has_a_polarity(text: str) -> None:
    """No input breaks the reading."""
    assert all(word.sign in (-2, -1, 0, 1) for word in polarity(text).words)
