"""Quotations that are not French, and French ones that only look so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.foreign import foreign_quotations, language_of
from tests.checks.golden import cases

GOLDEN = cases("foreign")


@pytest.mark.parametrize(("language", "content"), GOLDEN)
def test_the_language_of_a_quotation_is_told_by_its_words(language: str, content: str) -> None:
    """Two English words are enough; a title, a name and a borrowed word stay French."""
    assert language_of(content) == language


@pytest.mark.parametrize("marks", ["« {} »", "«{}»", "“{}”", '"{}"', "« {}»"])
@pytest.mark.parametrize(("language", "content"), GOLDEN)
def test_it_stands_where_its_marks_are(language: str, content: str, marks: str) -> None:
    """Whatever the marks; the words are those of the text, without the marks and the spaces inside."""
    text = f"Le maire a répondu : {marks.format(content)}, puis il est parti."
    found = [(text[one.span.start : one.span.end], one.language) for one in foreign_quotations(text)]
    assert found == ([] if language == "fr" else [(content, language)])


def test_a_quotation_may_reach_into_the_next_segment() -> None:
    """« We are tired. | We are leaving », a dit le maire."""
    for text, words in (
        ("Le maire : « We are so tired.", "We are so tired."),
        ("We are leaving this town », a dit le maire.", "We are leaving this town"),
    ):
        assert [text[one.span.start : one.span.end] for one in foreign_quotations(text)] == [words]


def test_several_quotations_are_told_one_by_one() -> None:
    """A French one between two others stays French."""
    text = "Ils crient « No more war », « À bas la guerre » et « Wir sind das Volk »."
    assert [one.language for one in foreign_quotations(text)] == ["en", "de"]


def test_a_foreign_word_inside_a_french_quotation_is_found_alone() -> None:
    """The quotation around is French, the one inside is not."""
    text = "« Il m'a dit “never again” et il est parti », raconte Anne Roy."
    (found,) = foreign_quotations(text)
    assert text[found.span.start : found.span.end] == "never again"


@pytest.mark.parametrize("text", ["", "No comment.", "Il l'a dit : no comment, rien de plus."])
def test_words_without_marks_are_no_quotation(text: str) -> None:
    """Whole sentences are the matter of ``pipeline.language``."""
    assert foreign_quotations(text) == ()


@given(st.text(alphabet="aeinostu «»“”\"'.,!?NoWirthe", max_size=80))
def test_spans_lie_in_order_within_the_text(text: str) -> None:
    """None overlaps the next, none is empty, none begins or ends with white space."""
    end = 0
    for one in foreign_quotations(text):
        assert end <= one.span.start < one.span.end <= len(text)
        words = text[one.span.start : one.span.end]
        assert words == words.strip()
        end = one.span.end
