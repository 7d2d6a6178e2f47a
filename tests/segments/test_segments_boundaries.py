"""What the tests of context decide, one rule each, where a golden line would hide the reason."""

import pytest

from pipeline.segments import split_sentences
from pipeline.segments.boundaries import boundaries
from pipeline.segments.lexicon import load_lexicon, read_words


def count(text: str, language: str = "fr") -> int:
    """Number of sentences."""
    return len(split_sentences(text, language))


def test_offsets_count_from_the_start_of_the_text_and_leave_out_both_ends() -> None:
    """A line in the middle of an article gives offsets of the article."""
    text = "Avant. Ici.\nUn. Deux. Trois.\nAprès. Fin."
    start, end = text.index("Un"), text.index("\nAprès")
    assert boundaries(text, start, end, load_lexicon("fr")) == [text.index("Deux"), text.index("Trois")]


def test_what_lies_before_the_line_is_not_context() -> None:
    """The *M* of the line before does not make *Roux* a name with a title."""
    text = "M\n. Roux part"
    assert boundaries(text, 2, len(text), load_lexicon("fr")) == []


def test_what_lies_after_the_line_is_not_context_either() -> None:
    """An attribution does not begin on one line and end on the next."""
    assert split_sentences('"Why?" Brown\nsaid no.', "en") == ['"Why?" ', "Brown\n", "said no."]


@pytest.mark.parametrize("title", sorted(read_words("fr", "titles")))
def test_every_french_title_keeps_its_name(title: str) -> None:
    """*M. Dupont* is one piece, whatever the title."""
    assert count(f"Voici {title}. Garnier et sa suite.") == 1


@pytest.mark.parametrize("title", sorted(read_words("en", "titles")))
def test_every_english_title_keeps_its_name(title: str) -> None:
    """*Mr. Smith* is one piece, whatever the title."""
    assert count(f"Here is {title}. Brown and his men.", "en") == 1


@pytest.mark.parametrize("word", sorted(read_words("fr", "before_figures")))
@pytest.mark.parametrize("number", ["3", "IV", "L. 121"])
def test_every_french_abbreviation_keeps_its_figure(word: str, number: str) -> None:
    """*art. 3*, *chap. IV* and *art. L. 121* are one piece."""
    assert count(f"Voir la {word}. {number} du texte.") == 1


@pytest.mark.parametrize("word", sorted(read_words("en", "before_figures")))
def test_every_english_abbreviation_keeps_its_figure(word: str) -> None:
    """*Fig. 3* and *Jan. 3* are one piece."""
    assert count(f"See the {word}. 3 of the text.", "en") == 1


@pytest.mark.parametrize("word", sorted(read_words("fr", "may_end")))
def test_every_french_doubtful_abbreviation_looks_at_the_next_word(word: str) -> None:
    """A name follows: no boundary; a function word follows: boundary."""
    assert count(f"Voici la {word}. Garnier hier.") == 1
    assert count(f"Voici la {word}. Elle ferme hier.") == 2


@pytest.mark.parametrize("word", sorted(read_words("en", "may_end")))
def test_every_english_doubtful_abbreviation_looks_at_the_next_word(word: str) -> None:
    """A name follows: no boundary; a function word follows: boundary."""
    assert count(f"Here is the {word}. Brown works.", "en") == 1
    assert count(f"Here is the {word}. They left.", "en") == 2


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Le plan B. Le reste suit.", 2),
        ("Le plan de J. Le Goff suit.", 1),
        ("Il aime L. L'usine ferme.", 2),
        ("Il aime J. L'Oréal ferme.", 1),
        ("Louis XIV. Il règne.", 2),
    ],
)
def test_an_article_may_be_part_of_a_name(text: str, sentences: int) -> None:
    """*Le* begins a sentence before a small letter; before a capital it may be *Le Goff*."""
    assert count(text) == sentences


@pytest.mark.parametrize(
    "text",
    [
        '"Why?" Mr. Smith asked.',
        '"Why?" Anna Brown Hill said again.',
        "“Stop!” President Brown shouted at them.",
    ],
)
def test_an_english_attribution_after_a_question_stays_with_it(text: str) -> None:
    """English writes the name first: «"Why?" Smith asked.»"""
    assert count(text, "en") == 1


@pytest.mark.parametrize(
    "text", ['"Why?" She asked again.', '"Why?" Brown left.', '"It is so." Brown said no.']
)
def test_other_sentences_after_a_closing_quote_stand_alone(text: str) -> None:
    """A pronoun with a capital, another verb or a full stop inside the quotation part the two."""
    assert count(text, "en") == 2


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ('Il dit "oui". " Non ", dit-elle.', ['Il dit "oui". ', '" Non ", dit-elle.']),
        ('" Oui. " Il rit. " Non. " Fin.', ['" Oui. " ', "Il rit. ", '" Non. " ', "Fin."]),
        ('Un " mot " ici. " Non. " Fin.', ['Un " mot " ici. ', '" Non. " ', "Fin."]),
    ],
)
def test_a_straight_quote_between_spaces_closes_what_is_open(text: str, sentences: list[str]) -> None:
    """Quotes that touch a word show their side; those that do not alternate."""
    assert split_sentences(text) == sentences


@pytest.mark.parametrize(
    "text",
    [
        "PARIS, 12 mars. – Le port ferme.",
        "Brevan, le 3 avril 2020. - Le port ferme.",
        "SAINT-MALO, 1er mai. — Le port ferme.",
    ],
)
def test_a_dateline_keeps_its_dash_and_sentence(text: str) -> None:
    """Place, date, full stop, dash: one piece with what follows."""
    assert count(text) == 1


def test_a_dash_after_other_sentences_begins_a_new_one() -> None:
    """Dialogue on one line."""
    assert count("Il attend le 12 mars. – Le port ferme.") == 2


@pytest.mark.parametrize(
    "text",
    [
        "Le maire a parlé. ⏐😀 « Super », a dit Marie Durand.",
        "Le maire a parlé. ⏐❤️ Il part.",
        "Bravo ! ⏐👩‍🚒👍🏽 🇫🇷 Les pompiers sont là.",
        "Le maire a parlé.😀 ⏐Il part.",
        "« Super ! » ⏐→ Le maire part. ⏐★ Elle reste.",
        "Le maire a parlé 😀. ⏐Il part. 😀",
        "Voici M. 😀 Durand et art. ➡ 3.",
        "Bravo ! 🎉 dit le maire.",
    ],
)
def test_a_picture_does_not_glue_two_sentences(text: str) -> None:
    """An emoji that touches the full stop closes a sentence, one that stands apart opens the next."""
    assert split_sentences(text.replace("⏐", "")) == text.split("⏐")
    assert all(count(piece) == 1 for piece in text.split("⏐"))
