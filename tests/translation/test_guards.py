"""What is never sent and what is never believed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translation.guards import find_fault, find_loop, is_translatable, list_figures
from tests.translation.golden import rows


@pytest.mark.parametrize(
    "text",
    ["", " ", "\u00a0", "12", "380.000", "3,5 %", "12/03/2026", "***", "—", "« »", "…", "20 : 30", "€ 1 902"],
)
def test_text_without_a_word_is_never_sent(text: str) -> None:
    """Marian answers " " with "I don't know."; blank, numeric and punctuation-only text stays home."""
    assert not is_translatable(text)


@pytest.mark.parametrize("text", ["https://exemple.fr/a?b=1", "www.exemple.fr", "redaction@exemple.fr"])
def test_an_address_is_nothing_to_translate(text: str) -> None:
    """A link or an e-mail address alone is copied."""
    assert not is_translatable(text)


@pytest.mark.parametrize("text", ["Oui", "20 h 30", "1er", "À 3 %", "Lire sur www.exemple.fr", "É"])
def test_text_with_a_word_is_sent(text: str) -> None:
    """One letter outside an address is enough."""
    assert is_translatable(text)


@pytest.mark.parametrize(("verdict", "source", "target", "words"), rows("loops.txt"))
def test_a_loop_is_found_unless_the_french_has_it(verdict: str, source: str, target: str, words: str) -> None:
    """Golden loops; « Non, non, non » may become "No, no, no"."""
    found = find_loop(target, source)
    assert (found == words) if verdict == "yes" else (found is None)


def test_words_that_crowd_a_long_output_are_a_loop() -> None:
    """Repetition with other words in between is found when fewer than half of all threes are distinct."""
    fillers = ("and", "but", "or", "yet", "so", "for", "nor", "and", "but", "or")
    target = " ".join(f"in the United States {filler}" for filler in fillers)
    assert find_loop(target, "Une phrase sur les États-Unis.") == "in the united"


@given(st.lists(st.sampled_from(["le", "la", "maire", "ville", "a", "dit"]), min_size=1, max_size=40))
def test_a_copy_of_the_source_never_loops(words: list[str]) -> None:
    """Whatever repeats in the source may repeat in the output."""
    text = " ".join(words)
    assert find_loop(text, text) is None


@pytest.mark.parametrize(
    ("source", "target", "fault"),
    [
        ("Le maire a présenté le budget.", "", "an empty output"),
        ("Le maire a présenté le budget.", "  ", "an empty output"),
        ("Oui.", "Yes.", None),
        ("Le maire a présenté le budget de la ville devant les élus.", "Mayor.", "an output of only 6"),
        ("Oui, oui.", "Yes, " + "and then some more words that nobody said " * 2, "a loop"),
        (
            "Il part.",
            "He leaves tomorrow with his wife, both children, a dog and nothing else at all.",
            "times as long",
        ),
    ],
)
def test_an_output_of_wild_length_is_a_fault(source: str, target: str, fault: str | None) -> None:
    """The fault is told in words for the note of the unit."""
    found = find_fault(source, target)
    assert found is None if fault is None else fault in (found or "")


@given(st.text(max_size=60))
def test_a_copy_is_no_fault_unless_it_is_blank(text: str) -> None:
    """A text is as long as itself and repeats what it repeats."""
    fault = find_fault(text, text)
    assert fault == (None if text.strip() else "an empty output")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("979 morts et 1 902 blessés", ["979", "1902"]),
        ("380.000 euros", ["380000"]),
        ("1,902 injured in 2,5 days.", ["1902", "25"]),
        ("rien", []),
        ("le 1er, à 20 h 30", ["1", "20", "30"]),
    ],
)
def test_figures_are_compared_without_their_separators(text: str, figures: list[str]) -> None:
    """1 902, 1.902 and 1,902 are the same figure."""
    assert list_figures(text) == figures
