"""Names in English sentences: what is one, and what names the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.naming import beside, initials_of, is_held, is_known, mentions, name_tokens, strangers


def _names(sentence: str, *plain: str) -> list[str]:
    return [found.text for found in mentions(sentence, frozenset(plain))]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Mayor Anne Leroux met U.S. envoys.", ["Anne Leroux", "U.S."]),
        ("On Monday in March the mayor left.", []),
        ("Officials said Marval would close.", ["Marval"]),
        ("Closing the port hurts Brevan.", ["Brevan"]),
        ("Brevan's port closes.", ["Brevan"]),
        ("Anne Leroux's Marval closes.", ["Anne Leroux", "Marval"]),
        ("NATO met.", ["NATO"]),
        ("Twelve boats left.", []),
        ('"Boats left," said Jean-Pierre Roux.', ["Jean-Pierre Roux"]),
        ("I think so.", []),
    ],
)
def test_names_are_runs_of_capitals(sentence: str, names: list[str]) -> None:
    """Not months, weekdays, figures, nor common words that open a sentence."""
    assert _names(sentence, "boats") == names


def test_a_word_that_the_article_writes_small_is_no_name_at_the_start() -> None:
    """*Eels* opens a sentence; the article speaks of eels."""
    assert _names("Eels live here.") == ["Eels"]
    assert _names("Eels live here.", "eels") == []


def test_spans_point_into_the_sentence() -> None:
    """With the possessive, which the name does not have."""
    sentence = "The port of Brevan's company"
    found = mentions(sentence)[0]
    assert sentence[found.span.start : found.span.end] == "Brevan's"


@pytest.mark.parametrize(
    ("name", "text", "held"),
    [
        ("Anne Leroux", "Leroux spoke.", True),
        ("Anne Leroux", "Anne Morel spoke.", False),
        ("Kazakh", "In Kazakhstan.", True),
        ("Kazakhsstan", "In Kazakhstan.", False),
        ("Italian", "In Italy.", True),
        ("NEU", "The National Education Union.", True),
        ("National Education Union", "The union spoke.", True),
        ("Paris", "In Parma.", False),
        ("Jean-Pierre", "Jean and Pierre", True),
        ("Université", "The UNIVERSITE", True),
    ],
)
def test_a_name_is_held_by_its_last_words_its_root_or_its_initials(name: str, text: str, held: bool) -> None:
    """Another person with the same first name does not hold it."""
    found = mentions(f"x {name} x")[0]
    assert is_held(found, frozenset(name_tokens(text)), initials_of([text])) is held


def test_strangers_are_the_words_the_article_does_not_have() -> None:
    """Particles are never strange."""
    found = mentions("x Anne de Siemens x")
    assert [strangers(one, frozenset(("anne",)), frozenset()) for one in found] == [(), ("Siemens",)]


def test_neighbours_are_the_two_content_words_on_each_side() -> None:
    """Small words are passed over, figures too."""
    sentence = "The company Marval of Brevan will close 12 boats in March."
    left, right = beside(sentence, mentions(sentence)[1].span)
    assert (set(left), set(right)) == ({"compani", "marval"}, {"clos", "boat"})


@given(st.text(max_size=40))
def test_any_text_has_names_inside_it(text: str) -> None:
    """Spans lie in the text, in order, and hold the name's first letter."""
    found = mentions(text)
    spans = [(one.span.start, one.span.end) for one in found]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@given(st.from_regex(r"[a-z]{1,10}", fullmatch=True))
def test_a_word_is_known_to_itself(word: str) -> None:
    """Whatever its length."""
    assert is_known(word, frozenset((word,)))
