"""The rules of the two public verbs, one by one."""

import time

import pytest

from pipeline.errors import CheckError
from pipeline.records import Span
from pipeline.segments import segment, split_sentences
from pipeline.segments.kinds import is_heading, is_list_item, paragraph_kinds
from pipeline.segments.lexicon import load_lexicon, read_words


def test_empty_text_has_no_sentence() -> None:
    """Nothing in, nothing out."""
    assert split_sentences("") == []
    assert segment("", []) == ()


def test_white_space_alone_is_one_piece_but_no_segment() -> None:
    """The splitter is lossless; a segment is never blank."""
    assert split_sentences(" \n\t") == [" \n\t"]
    assert segment(" \n\t", []) == ()


def test_white_space_goes_with_the_sentence_before_it() -> None:
    """Only the white space that opens the text goes with the sentence after it."""
    assert split_sentences("  Un.  Deux.\n\n  Trois. ") == ["  Un.  ", "Deux.\n\n  ", "Trois. "]


def test_a_line_end_ends_a_sentence_without_a_mark() -> None:
    """Headings have no full stop: the line end is enough."""
    assert split_sentences("Le port ferme\nLe maire réagit") == ["Le port ferme\n", "Le maire réagit"]


def test_spans_count_code_points_of_the_text() -> None:
    """Blank lines and indentation lie outside every span."""
    text = "Le port ferme\n\n  « Non. » Il 🙂 part.  "
    found = segment(text, ["fr", "fr"])
    assert [item.span for item in found] == [Span(0, 13), Span(17, 25), Span(26, 36)]
    assert [item.paragraph for item in found] == [0, 1, 1]


def test_each_paragraph_is_split_in_its_own_language() -> None:
    """*No.* is an answer in English; *M.* is a title in French and in English."""
    text = "Il voit Mgr. Roux. Fin.\nHe saw Gov. Brown. End."
    found = segment(text, ["fr", "en"])
    assert [item.text for item in found] == ["Il voit Mgr. Roux.", "Fin.", "He saw Gov. Brown.", "End."]
    assert [item.language for item in found] == ["fr", "fr", "en", "en"]


def test_a_wrong_number_of_languages_is_refused() -> None:
    """One language per paragraph, and the message says so."""
    with pytest.raises(CheckError, match="2 paragraphs but 1 languages"):
        segment("Un.\nDeux.", ["fr"])


@pytest.mark.parametrize(
    "line",
    [
        "Le port ferme",
        "1. Contexte et objectifs",
        "Roland-Garros : la finale reportée",
        "« Une catastrophe »",
        "II. La suite",
        "Climat. Le retour des neiges",
    ],
)
def test_a_short_line_without_a_final_mark_is_a_heading(line: str) -> None:
    """Colons, numbers and quotation marks inside do no harm."""
    assert is_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "Le port ferme.",
        "Trois causes :",
        "le port ferme",
        "12",
        "- le port",
        "mot " * 30,
        "Où aller ?",
        "Le port de Brevan a fermé. Selon M. Roux, le maire, les",
    ],
)
def test_other_lines_are_no_headings(line: str) -> None:
    """A final mark, a small first letter, figures alone, a bullet or a great length speak against it."""
    assert not is_heading(line)


def test_a_question_is_a_heading_on_the_first_line_or_in_capitals() -> None:
    """A headline may ask; a paragraph that asks is text."""
    assert is_heading("Le port est-il perdu ?", is_first=True)
    assert is_heading("LE PORT EST-IL PERDU ?")
    assert paragraph_kinds(("Le port est-il perdu ?",)) == ("sentence",)


@pytest.mark.parametrize(
    "line", ["- pain", "• pain", "•pain", "– pain ;", "* pain", "1. pain", "a) pain", "(2) pain"]
)
def test_bullets_and_numbers_begin_list_items(line: str) -> None:
    """All the usual bullets, letters and numbers."""
    assert is_list_item(line)


@pytest.mark.parametrize(
    "line",
    [
        "– Vous partez ?",
        "— Non.",
        "– Oui, dit-il en riant.",
        "-5 degrés",
        "* * *",
        "1.5 million",
        "2024 finit mal",
    ],
)
def test_dialogue_and_figures_begin_no_list_items(line: str) -> None:
    """A dash that begins speech, a sign before a figure and a rule of stars are no bullets."""
    assert not is_list_item(line)


def test_a_number_alone_among_paragraphs_makes_a_heading_and_several_make_a_list() -> None:
    """``1. Contexte`` before a paragraph is a heading, before ``2. Suite`` a list."""
    assert paragraph_kinds(("1. Contexte", "Le port ferme.")) == ("heading", "sentence")
    assert paragraph_kinds(("1. Contexte", "2. Suite")) == ("list_item", "list_item")
    assert paragraph_kinds(("Suite :", "1. Le port ferme.")) == ("sentence", "list_item")


@pytest.mark.parametrize("code", ["fr", "en"])
def test_word_lists_hold_one_clean_entry_a_line(code: str) -> None:
    """No entry ends in the full stop that the rules add, and no list is empty."""
    for name in (
        "titles",
        "before_figures",
        "may_end",
        "starters",
        "name_particles",
        "exclaimed",
        "glued_names",
    ):
        words = read_words(code, name)
        assert words
        assert not [word for word in words if word.endswith(".") or " " in word]


@pytest.mark.parametrize("code", ["fr", "en"])
def test_an_abbreviation_is_in_one_list_only(code: str) -> None:
    """A word that never ends a sentence cannot also end one at times."""
    lexicon = load_lexicon(code)
    assert not lexicon.titles & lexicon.may_end


def test_every_language_but_french_uses_the_english_lists() -> None:
    """Regional codes count as their language; the lists are read once."""
    assert load_lexicon("fr-CA") is load_lexicon("fr")
    assert load_lexicon("de") is load_lexicon("en")


@pytest.mark.parametrize(
    "unit",
    [
        ".",
        "?!",
        '. " A',
        "(?) a",
        "(...) A ",
        "aa.Bb",
        "a. " * 3,
        ".«",
        '" ',
        ". –",
        "M. A",
        "\n.",
        "… ",
        "A" * 50 + ".",
    ],
)
def test_time_grows_with_the_length_of_the_text_and_no_faster(unit: str) -> None:
    """Hostile input of 200,000 characters takes seconds at most; a quadratic rule would take minutes."""
    text = unit * (200_000 // len(unit))
    start = time.process_time()
    assert "".join(split_sentences(text)) == text
    assert time.process_time() - start < 10
