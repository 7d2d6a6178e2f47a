"""Words that a checkpoint spelled wrong, and rare words that it did not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.lexicons import words
from pipeline.checks.pair import check_pair
from pipeline.checks.strange import check_strange, strange_words
from pipeline.checks.support import judge
from tests.summary.stories import unit


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("du lithium", "some bedhium", ("bedhium",)),
        ("des minéraux", "critical mirrrals", ("mirrrals",)),
        ("un affrontement", "a afframent", ("afframent",)),
        ("L'alliage cède.", "The alloy yields.", ()),
        ("Ils ont renégocié.", "They renegotiated happily.", ()),
        ("un non-fumeur", "a non-smoker unhappiness", ()),
        ("des métastases", "metastases", ()),
        ("le cosmonaute", "the cosmonauts", ()),
        ("Vladivostok", "in Vladivostok", ()),
        ("elle a dit", "she's said it isn't", ()),
    ],
)
def test_a_word_put_together_wrong_is_found(source: str, target: str, found: tuple[str, ...]) -> None:
    """Endings, prefixes, names and what the French has too are no faults."""
    assert strange_words(target, source) == found


def test_the_finding_names_the_words() -> None:
    """One finding for a sentence, however many words."""
    (one,) = check_strange("du lithium", "some bedhium")
    assert (one.rule, one.severity, one.message) == ("no word", "check", "“bedhium” may be no English word")
    (two,) = check_strange("", "bedhium and mirrrals and afframent")
    assert two.message == "“bedhium”, “mirrrals” and “afframent” may be no English words"
    assert check_strange("", "a plain sentence") == ()
    assert "no word" in {finding.rule for finding in check_pair("du lithium", "some bedhium")}


def test_a_sentence_of_the_brief_with_such_a_word_is_partly_supported() -> None:
    """The English of the article has the same word; the brief is in doubt all the same."""
    units = (unit(0, "The country exports bedhium to its neighbours.", "Le pays exporte du lithium."),)
    judged = judge("The country exports bedhium to its neighbours.", units)
    assert judged.verdict == "partly"
    assert "“bedhium” may be no English word" in judged.reason


@given(st.sampled_from(sorted(words("words_en"))))
def test_no_word_of_the_list_is_strange(word: str) -> None:
    """Alone, at the end of a sentence, or as part of a compound."""
    assert strange_words(f"well-{word} {word}.") == ()
