"""One paragraph a line: cleaning of characters and joining of wrapped lines."""

import re
import textwrap
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.paragraphs import clean, is_heading, join_two, join_wrapped
from tests.readers.cases import Case, load_cases

CASES = [case for case in load_cases("*.case") if not case.name.startswith("markdown")]
WORDS = st.text(alphabet="abcdeéèlmnorstuv", min_size=1, max_size=12)
SENTENCE = st.lists(WORDS, min_size=3, max_size=40).map(lambda words: " ".join(words).capitalize() + ".")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_golden_text_is_joined_as_its_rule_says(case: Case) -> None:
    """Every file of tests/data/readers states one rule of joining."""
    assert join_wrapped(case.source) == case.expected, case.rule


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_joining_a_second_time_changes_nothing(case: Case) -> None:
    """What has one paragraph a line already is left alone."""
    assert join_wrapped(case.expected) == case.expected


@given(st.lists(SENTENCE, min_size=4, max_size=12), st.integers(min_value=60, max_value=100))
def test_filling_and_joining_give_the_paragraphs_back(paragraphs: list[str], width: int) -> None:
    """Joining undoes textwrap when there is enough text to see the column width."""
    filled = [textwrap.fill(text, width, break_on_hyphens=False) for text in paragraphs]
    wrapped = "\n\n".join(filled)
    if sum(text.count("\n") for text in filled) < 8:
        return
    assert join_wrapped(wrapped).split() == "\n".join(paragraphs).split()
    assert join_wrapped(wrapped).count("\n") <= wrapped.count("\n")


@given(st.text())
def test_cleaning_is_idempotent_and_gives_nfc_lines(text: str) -> None:
    """No line is blank, holds a line end or an invisible character, and a second cleaning changes nothing."""
    lines = clean(text)
    assert clean("\n".join(lines)) == lines
    for line in lines:
        assert line.strip() == line != ""
        assert unicodedata.is_normalized("NFC", line)
        assert not re.search("[\r\n\x00-\x08\x7f-\x9f\u200b\ufeff\ud800-\udfff]", line)


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=300))
def test_joining_never_raises_and_loses_no_letter(text: str) -> None:
    """Whatever the text, only white space, hyphens and invisible characters may go."""
    letters = [character for line in clean(text) for character in line if character.isalnum()]
    assert [character for character in join_wrapped(text) if character.isalnum()] == letters


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n", "\u2028", "\x0b", "\f"])
def test_every_kind_of_line_end_becomes_one(line_end: str) -> None:
    """CRLF, CR and the rarer ones are line ends like LF."""
    assert clean(f"Un.{line_end}Deux.{line_end}{line_end}Trois.") == ("Un.", "Deux.", "Trois.")


def test_c1_controls_are_read_as_windows_characters() -> None:
    """L\\x92État is what cp1252 becomes read as latin-1; \\x85 is an ellipsis, not a line end."""
    assert clean("\x93L\x92État\x94 \x96 c\x9cur\x85 3 \x80") == ("“L’État” – cœur… 3 €",)


def test_decomposed_accents_are_composed() -> None:
    """A Macintosh writes é as e and an accent; offsets count one character."""
    assert clean("e\u0301te\u0301") == ("été",)


def test_invisible_characters_go_and_no_break_spaces_stay() -> None:
    """Soft hyphens, zero-width spaces and byte-order marks carry no text; 1\\u202f902 is one figure."""
    assert clean("\ufeffanti\u00adconsti\u200btutionnel : 1\u202f902\u00a0€") == (
        "anticonstitutionnel : 1\u202f902\u00a0€",
    )


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\u200d\u200c"])
@pytest.mark.parametrize(
    "name", ["Ma{}rie Durand", "Marie{} Durand", "Marie {}Durand", "Zoe{}\u0308 Ébe{}\u0301"]
)
def test_no_invisible_sign_stays_beside_a_letter(sign: str, name: str) -> None:
    """« Ma‍rie » is Marie, however the web page cut it."""
    assert clean(name.format(*[sign] * 2)) == (clean(name.format("", "")))


@pytest.mark.parametrize("text", ["👩\u200d🚒", "👨\u200d👩\u200d👧 Marie", "می\u200cخواهم"])
def test_a_joiner_that_means_something_stays(text: str) -> None:
    """Between the parts of an emoji, and in Persian."""
    assert clean(text) == (text,)


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("Le port rouvre après quatre ans de chantier", True),
        ("LE PORT ROUVRE", True),
        ("Le port, pour quoi faire ?", True),
        ("« Nous partons »", True),
        ("Le port rouvre.", False),
        ("« Nous partons. »", False),
        ("Trois décisions :", False),
        ("- réparer la vanne", False),
        ("1. Le blé", False),
        ("12 000", False),
        ("", False),
        ("mot " * 30, False),
    ],
)
def test_a_heading_is_short_and_has_no_full_stop(line: str, answer: bool) -> None:
    """A lead paragraph, as the first line of the seed article, is no heading."""
    assert is_heading(line) is answer


@pytest.mark.parametrize(
    ("before", "line", "joined"),
    [
        ("le gouver-", "nement", "le gouvernement"),
        ("le porte-", "parole", "le porte-parole"),
        ("c'est-à-", "dire", "c'est-à-dire"),
        ("peut-", "être", "peut-être"),
        ("Jean-", "Pierre", "Jean-Pierre"),
        ("dit-", "elle", "dit-elle"),
        ("1914-", "1918", "1914-1918"),
        ("un mot", "de plus", "un mot de plus"),
    ],
)
def test_a_hyphen_stays_when_it_belongs_to_the_word(before: str, line: str, joined: str) -> None:
    """A cut word is made whole; a compound keeps its hyphen."""
    assert join_two(before, line, frozenset()) == joined


def test_the_rest_of_the_text_decides_on_a_hyphen() -> None:
    """« contrôle » elsewhere in the text speaks against contre-/ôle and the like."""
    assert join_two("le socio-", "logue", frozenset({"sociologue"})) == "le sociologue"
    assert join_two("le mi-", "lieu", frozenset({"milieu"})) == "le milieu"
    assert join_two("un trompe-", "oeil", frozenset({"trompe-oeil"})) == "un trompe-oeil"
