"""The journalist's sentences, quotations folded into one token."""

import pytest

from pipeline.quotes.frames import build_frames, tokenise
from pipeline.quotes.marks import find_marked


def words(text: str) -> list[str]:
    """Return the tokens of a text."""
    return [token.text for token in tokenise(text, 0, len(text))]


def frames(text: str) -> list[str]:
    """Return the sentences, each quotation as QUOTE."""
    return [
        " ".join("QUOTE" if token.quote >= 0 else token.text for token in frame.tokens)
        for frame in build_frames(text, find_marked(text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'État n'a rien dit", ["L'", "État", "n'", "a", "rien", "dit"]),
        ("a-t-il dit", ["a", "-t-il", "dit"]),
        ("estime t-il", ["estime", "t-il"]),
        ("avait - il dit", ["avait", "- il", "dit"]),
        ("répond-elle", ["répond", "-elle"]),
        ("celui-ci", ["celui", "-ci"]),
        ("Jean-Marie Le Guen", ["Jean-Marie", "Le", "Guen"]),
        ("aujourd'hui", ["aujourd'hui"]),
        ("1 902 habitants", ["1 902", "habitants"]),
        ("3,5 %", ["3,5", "%"]),
        ("Alpes-Côte-d'Azur", ["Alpes-Côte-d'Azur"]),
        ("puisqu’on", ["puisqu’", "on"]),
        ("Marine Le PenSoulignant", ["Marine", "Le", "Pen", "Soulignant"]),
        ("YouTube et TikTok", ["YouTube", "et", "TikTok"]),
    ],
)
def test_words_are_cut_as_french_is_read(text: str, expected: list[str]) -> None:
    """Elided words and inverted pronouns are tokens of their own."""
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il part. Elle reste.", ["Il part .", "Elle reste ."]),
        ("M. Roy part. J. Petit reste.", ["M . Roy part .", "J . Petit reste ."]),
        ("« Je pars. Adieu », dit-il.", ["QUOTE , dit -il ."]),
        ("« Je pars. » Il part.", ["QUOTE", "Il part ."]),
        ("« Je pars » Il part.", ["QUOTE Il part ."]),
        ("« Un. » « Deux. »", ["QUOTE", "QUOTE"]),
        ("« un » « deux »", ["QUOTE QUOTE"]),
        ("Titre\nIl part.", ["Titre", "Il part ."]),
        ("Fini. - Colère - Il part.", ["Fini .", "- Colère -", "Il part ."]),
        ("Vu par Anne RoySelon lui", ["Vu par Anne Roy", "Selon lui"]),
        ("LA FIN DU PONTSelon lui, oui.", ["LA FIN DU PONT", "Selon lui , oui ."]),
        ("UNE NOTE SALÉEL'élue part.", ["UNE NOTE SALÉE", "L' élue part ."]),
        ("LE PONT DE L'ÉTAT N'EST PLUS.", ["LE PONT DE L' ÉTAT N' EST PLUS ."]),
        ("Les EHPADs et l'EHPAD d'ici.", ["Les EHPADs et l' EHPAD d' ici ."]),
    ],
)
def test_sentences_end_where_the_journalist_ends_them(text: str, expected: list[str]) -> None:
    """A full stop inside the marks ends no sentence, unless the quotation ends with it."""
    assert frames(text) == expected


def test_a_paragraph_without_a_full_stop_is_a_heading() -> None:
    """Headings count by their form."""
    text = "Un pont « usé »\nIl part."
    assert [frame.is_heading for frame in build_frames(text, find_marked(text))] == [True, False]


def test_a_quotation_over_paragraphs_makes_one_sentence_of_them() -> None:
    """The tag behind the last paragraph belongs to the whole quotation."""
    assert frames("« Un.\n« Deux », dit-il.") == ["QUOTE , dit -il ."]


def test_a_closing_mark_without_a_space_ends_an_intertitle() -> None:
    """« "On étouffe ici"Invitée hier, … »: the sentence behind is not the quotation's tag."""
    first = 'La salle est pleine. "On étouffe ici"'
    assert frames(f"{first}Invitée hier, Anne dort.") == [
        "La salle est pleine .",
        "QUOTE",
        "Invitée hier , Anne dort .",
    ]
    assert frames(f"{first} Anne dort.")[1:] == ["QUOTE Anne dort ."]
