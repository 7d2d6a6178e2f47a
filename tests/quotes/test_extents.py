"""Where reported content ends: before the marks, a tag, a source, a second report or another clause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.quotes.extents import (
    content_end,
    infinitive_end,
    is_proposition,
    nominal_end,
    trim,
    whole_before,
)

from .reading import joined, reader_of, sentence, words


@pytest.mark.parametrize(
    "text",
    [
        "le pont est fermé",
        "le pont sera fermé lundi",
        "il faut attendre",
        "personne ne sait pourquoi le pont ferme ainsi le soir",
        "les élus qui partent ont tout vu hier",
        "avoir vendu le phare",
        "ne pas connaître ce rapport",
        "s'être rendu à Lens",
        "la ville, qui a payé, attend le phare",
    ],
)
def test_a_clause_or_an_infinitive_stands_alone(text: str) -> None:
    """It has a verb of its own and nothing is left open at its end."""
    tokens = words(text)
    assert is_proposition(tokens, 0, len(tokens))


@pytest.mark.parametrize(
    "text",
    [
        "le pont",
        "le vieux pont de la ville",
        "le pont est",
        "le pont est désormais",
        "le pont n'est pas",
        "il a été",
        "il veut",
        "la ville a reçu une",
        "la ville parle de",
        "s'il ferme le pont lundi",
        "si le pont ferme lundi",
        "que le pont ferme lundi",
        "lorsque le pont ferme lundi",
        "le pont, qui ferme lundi",
        "le pont dont la ville parle souvent",
        "la ville attaque ceux",
        "il dit que",
        "le pont et",
    ],
)
def test_a_fragment_does_not_stand_alone(text: str) -> None:
    """No verb, a verb of a subordinate clause alone, or a word that waits for its complement."""
    tokens = words(text)
    assert not is_proposition(tokens, 0, len(tokens))


@pytest.mark.parametrize(
    ("text", "opening", "expected"),
    [
        ("le pont ferme lundi « dès midi »", "dès", "le pont ferme lundi"),
        ("le pont ferme lundi « parce qu'il est usé »", "parce", "le pont ferme lundi"),
        ("le pont ferme lundi « aussi vite que possible »", "aussi", "le pont ferme lundi"),
        ("le pont ferme lundi, « une première »", "une", "le pont ferme lundi ,"),
        ("le pont ferme lundi et la ville « s'en moque »", "s'", "le pont ferme lundi"),
        ("le pont ferme lundi puis « rouvrira »", "rouvrira", "le pont ferme lundi"),
        ("le pont ferme lundi pour « des mois »", "des", "le pont ferme lundi"),
        ("le pont ferme lundi afin de « gagner du temps »", "gagner", "le pont ferme lundi"),
        ("le pont tient et que le port « va suivre »", "va", "le pont tient"),
        ("vouloir partir lundi, ce qui serait « une faute »", "une", "vouloir partir lundi"),
        ("le pont est « usé »", "usé", ""),
        ("le pont n'est pas « si sûr »", "si", ""),
        ("la ville a reçu « trop peu »", "trop", ""),
        ("la ville attaque ceux qui « partent »", "partent", ""),
        ("le port, qui ferme lundi, « va mal »", "va", ""),
    ],
)
def test_the_last_whole_clause_before_the_marks_is_kept(text: str, opening: str, expected: str) -> None:
    """What hangs on the quotation falls away with it."""
    tokens = sentence(text)
    quote = next(at for at, token in enumerate(tokens) if token.quote >= 0)
    assert joined(tokens, 0, whole_before(tokens, 0, quote, opening)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("avoir cédé mais a refusé de partir", "avoir cédé"),
        ("vouloir partir et a rendu ses clés", "vouloir partir"),
        ("avoir tout rendu puis avait disparu", "avoir tout rendu"),
        ("vouloir partir, ne sait rien de plus", "vouloir partir"),
        ("avoir tout vu : il faisait jour", "avoir tout vu"),
        ("quitter le port, comme ses collègues de Lens", "quitter le port"),
        ("quitter le port, dont la vente approche", "quitter le port"),
        ("vendre le phare et quitter le port", "vendre le phare et quitter le port"),
        ("vendre le phare, la plage et le port", "vendre le phare , la plage et le port"),
        ("vouloir que le phare reste", "vouloir que le phare reste"),
    ],
)
def test_an_infinitive_ends_where_a_finite_verb_takes_over(text: str, expected: str) -> None:
    """Other infinitives and nouns go on with it."""
    tokens = words(text)
    assert joined(tokens, 0, infinitive_end(tokens, 0, len(tokens))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sa démission, après dix ans de port", "sa démission"),
        ("une trêve : les élus se taisent", "une trêve"),
        ("des rafales, des vagues et du froid", "des rafales , des vagues et du froid"),
        ("trois mesures, dont une trêve", "trois mesures , dont une trêve"),
        ("un retour, mais pas avant mai", "un retour , mais pas avant mai"),
        ("la vente du phare", "la vente du phare"),
    ],
)
def test_a_noun_announced_ends_at_a_comma_that_lists_nothing(text: str, expected: str) -> None:
    """« …, après dix ans » is the journalist's, « …, dont une trêve » is announced too."""
    tokens = words(text)
    assert joined(tokens, 0, nominal_end(tokens, 0, len(tokens))) == expected


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("Anne Morel dit que le pont ferme, ajoutant que la digue tient.", 4, "le pont ferme ,"),
        ("Anne Morel dit que le pont ferme en précisant que la digue tient.", 4, "le pont ferme"),
        ("Anne Morel dit que le pont ferme, assure-t-elle encore.", 4, "le pont ferme ,"),
        ("Anne Morel dit que le pont ferme, selon Paul Roux.", 4, "le pont ferme ,"),
        ("Anne Morel dit que le pont ferme ; la ville attend.", 4, "le pont ferme"),
        ("Anne Morel nie avoir fermé le pont, étant en congé.", 3, "avoir fermé le pont ,"),
        ("Anne Morel dit que le pont, usé, ferme.", 4, "le pont , usé , ferme ."),
        ("Anne Morel dit que le pont est « usé ».", 4, "le pont est"),
    ],
)
def test_content_ends_before_what_is_no_part_of_it(text: str, start: int, expected: str) -> None:
    """A second report, a tag, a source, a semicolon, a reason, a quotation."""
    reader = reader_of(text)
    assert joined(reader.tokens, start, content_end(reader, start)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (", le pont ferme .", "le pont ferme"),
        ("- le pont ferme -", "le pont ferme"),
        ("le pont ( usé )", "le pont ( usé )"),
        ("le pont ( ", "le pont"),
        ("le pont ferme …", "le pont ferme"),
        (". , ;", ""),
    ],
)
def test_marks_at_the_ends_are_trimmed(text: str, expected: str) -> None:
    """A parenthesis that the content opens itself stays closed."""
    tokens = words(text)
    assert joined(tokens, *trim(tokens, 0, len(tokens))) == expected


PIECES = st.lists(
    st.sampled_from(
        [
            "le pont",
            "ferme",
            "est",
            "qui",
            "que",
            "et",
            "mais",
            ",",
            ":",
            "(",
            ")",
            "usé",
            "avoir vendu",
            "pour",
            "ne pas",
            "s'",
            "il",
            "si",
            "dont",
            "la ville",
            "lundi",
            "12",
            "désormais",
            ";",
        ]
    ),
    max_size=14,
).map(" ".join)


@given(PIECES)
def test_no_end_lies_outside_its_range(text: str) -> None:
    """Whatever the words, every end is between first and last."""
    tokens = words(text)
    last = len(tokens)
    assert 0 <= infinitive_end(tokens, 0, last) <= last
    assert 0 <= nominal_end(tokens, 0, last) <= last
    first, end = trim(tokens, 0, last)
    assert 0 <= first <= end <= last
    assert trim(tokens, first, end) == (first, end)


@given(PIECES, st.sampled_from(["dès", "usé", "parce", "une", ""]))
def test_what_is_kept_before_the_marks_is_a_clause(text: str, opening: str) -> None:
    """Either nothing is kept or something that stands alone."""
    tokens = sentence(f"{text} « oui »")
    quote = next(at for at, token in enumerate(tokens) if token.quote >= 0)
    end = whole_before(tokens, 0, quote, opening)
    assert 0 <= end <= quote
    assert end == 0 or is_proposition(tokens, 0, end, may_end_open=True)
