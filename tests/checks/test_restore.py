"""Garbled figures and names are put right from the French, and only when that helps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.restore import faults, restore
from pipeline.records import Hypothesis, UnitStatus


def _english(text: str, pairs: str = "", status: UnitStatus = "translated") -> Hypothesis:
    alignment = tuple((int(one), int(two)) for one, _, two in (pair.partition("-") for pair in pairs.split()))
    return Hypothesis(text, -0.5, alignment, status)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Il a extrait 380.000 tonnes.", "It extracted 38000000 tonnes.", "It extracted 380,000 tonnes."),
        ("Le taux atteint 3,5 %.", "The rate is 35 %.", "The rate is 3.5 %."),
        ("Il y a 1 902 blessés.", "There are 1902902 injured.", "There are 1,902 injured."),
        ("C’était en 1976.", "It was in 196.", "It was in 1976."),
    ],
)
def test_a_garbled_figure_takes_the_digits_of_the_french(source: str, target: str, expected: str) -> None:
    """« 380.000 tonnes » → "38000000 tonnes" → "380,000 tonnes"."""
    restored = restore(source, _english(target))
    assert restored.text == expected
    assert "Put right from the French" in restored.note


def test_a_mangled_name_takes_the_spelling_of_the_french() -> None:
    """« Murat Nurtleu » → "Murat Nurtle" → "Murat Nurtleu"; a possessive stays."""
    restored = restore("Murat Nurtleu a insisté.", _english("Murat Nurtle insisted."))
    assert restored.text == "Murat Nurtleu insisted."


def test_a_lost_name_takes_the_place_of_the_word_aligned_with_it() -> None:
    """« au Pérou » → "in Prust" → "in Peru": the lexicon knows the English name."""
    english = _english("He lives in Prust since March.", "0-0 1-1 2-2 3-3 4-4 5-5")
    assert restore("Il vit au Pérou depuis mars.", english).text == "He lives in Peru since March."


def test_a_name_that_nothing_is_aligned_with_hangs_on_its_article() -> None:
    """« La Bretagne manque » → "Britain lacks": only « La » is aligned with "Britain"."""
    english = _english("Britain lacks doctors.", "0-0 2-1 4-2")
    assert restore("La Bretagne manque de médecins.", english).text == "Brittany lacks doctors."


def test_a_country_never_takes_the_name_of_its_inhabitants() -> None:
    """« au Kazakhstan » → "in Kazakstan" → "in Kazakhstan", not "Kazakh"; the note is without full stop."""
    restored = restore("Il vit au Kazakhstan.", _english("He lives in Kazakstan.", "0-0 1-1 2-2 3-3"))
    assert restored.text == "He lives in Kazakhstan."
    assert restored.note == "Put right from the French: Kazakstan → Kazakhstan."


def test_an_invented_figure_takes_the_digits_of_the_word_aligned_with_it() -> None:
    """« en février 2025 » → "in February 202025": the month alone answers the date, the rest is invented."""
    english = _english("He said so in February 202025.", "0-0 1-1 2-3 3-4 4-5")
    assert restore("Il disait en février 2025.", english).text == "He said so in February 2025."


def test_without_alignment_a_lost_name_stays_lost() -> None:
    """Nothing is guessed: the check will say that the name is missing."""
    english = _english("He lives in Prust since March.")
    assert restore("Il vit au Pérou depuis mars.", english) == english


def test_a_word_that_stands_for_another_name_is_never_overwritten() -> None:
    """« Le Chili et le Pérou » → "Chile and Chile": Chile stays once."""
    english = _english("Chile helps Chile.", "1-0 2-1 4-2")
    assert restore("Le Chili aide le Pérou.", english).text == "Chile helps Chile."


@pytest.mark.parametrize(
    ("source", "target", "pairs", "expected"),
    [
        ("Il perd 1 250 emplois ici.", "It loses 1, 250 jobs here.", "", "It loses 1,250 jobs here."),
        ("Italie | 190 | 15,2 %", "Italy 7, 190, Marie 15.2%", "0-0 2-1 2-2 4-3", "Italy 190, Marie 15.2%"),
    ],
)
def test_a_figure_put_right_is_not_said_twice(source: str, target: str, pairs: str, expected: str) -> None:
    """« 1 250 » → "1, 250": with "1,250" in place the rest of it goes, and never "1,250, 250"."""
    assert restore(source, _english(target, pairs)).text == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Jocelyne Pradeau sourit.", "Jocelyne Pradeauau smiles.", "Jocelyne Pradeau smiles."),
        ("Le juge Giovanni Falcone", "Judge Giovanni Falcon", "Judge Giovanni Falcone"),
        ("le palais d'Hérode", "the palace of Hrode", "the palace of Herod"),
        ("le vote des Marocains", "the vote of the Marocains", "the vote of the Moroccans"),
        ("l'adjoint Ivo Rousselot (LR).", "the deputy Ivo Rousselot (y).", "the deputy Ivo Rousselot (LR)."),
        ("La mairie de Villerouge", "The hall of Villerous", "The hall of Villerouge"),
        ("à l'hôpital de Quimper", "in the hospital of Quimperation", "in the hospital of Quimper"),
        ("avec la Libanaise Rima Khoury", "with Lebanon Rima Khoury", "with Lebanese Rima Khoury"),
        ("Baptisé Sporozyme, il vit.", "Baptized Sporozyme, it lives.", "Baptized Sporozyme, it lives."),
        ("les Défenseurs de Lanvor", "the Defence of Lanvor", "the Defence of Lanvor"),
    ],
)
def test_a_name_spelled_otherwise_is_put_right_and_a_word_is_none(
    source: str, target: str, expected: str
) -> None:
    """« Pradeau » → "Pradeauau" is put right; "Baptized" for « Baptisé » is a word like the French one."""
    assert restore(source, _english(target)).text == expected


def test_a_name_put_right_shows_what_is_wrong_beside_it() -> None:
    """« l'Écossais Ross Barr » → "the Scotland Ros Barr": the country is seen once Ross stands there."""
    restored = restore(
        "avec l'Écossais Ross Barr", _english("with the Scotland Ros Barr", "0-0 1-1 1-2 2-3 3-4")
    )
    assert restored.text == "with the Scottish Ross Barr"


def test_what_is_left_of_a_garbled_name_goes_with_it() -> None:
    """« Vasile » → "Vhomicide asylum": both words stand for the name alone."""
    english = _english("So Vhomicide asylum Munteanu, spoke.", "0-0 1-1 1-2 2-3 3-4")
    restored = restore("Ainsi Vasile Munteanu, parlait.", english)
    assert restored.text == "So Vasile Munteanu, spoke."
    assert "Vhomicide asylum → Vasile" in restored.note
    apart = _english("So Vhomicide spoke Munteanu.", "0-0 1-1 2-3 3-2")
    assert restore("Ainsi Vasile Munteanu parlait.", apart).text == "So Vasile spoke Munteanu."


def test_a_word_that_translates_another_one_never_goes_with_a_name() -> None:
    """« trois employés du PAM » → "three CAP employees" → "three WFP employees"."""
    english = _english("He saw three CAP employees there.", "0-0 1-1 2-2 3-4 4-3 5-3 5-4 6-5")
    restored = restore("Il voit trois employés du PAM là.", english)
    assert "employees there." in restored.text


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("À Val-d'Orbe, il neige.", "In Val-d Orbe, it snows.", "In Val-d'Orbe, it snows."),
        ("À Val-d'Orbe, il neige.", "In Val-d-Orbe, it snows.", "In Val-d'Orbe, it snows."),
        ("À Val-d’Orbe, il neige.", "In Val-d'Orbe, it snows.", "In Val-d'Orbe, it snows."),
        (
            "VAL-D'ORBE (Jura) – À Val-d'Orbe, il neige.",
            "VAL-DURBE (Jura) - In Val-d Orbe, it snows.",
            "VAL-D'ORBE (Jura) - In Val-d'Orbe, it snows.",
        ),
        ("le parti Les Indociles vote", "the party Less Indociles votes", "the party Les Indociles votes"),
        ("moins d'Indociles", "Less Indociles", "Less Indociles"),
        ("dont un Kényan", "including a Kényan", "including a Kenyan"),
        ("le port de Nantes", "the port of Nants", "the port of Nantes"),
    ],
)
def test_a_name_has_the_marks_and_the_article_of_the_french(source: str, target: str, expected: str) -> None:
    """« Val-d'Orbe » keeps hyphen and apostrophe, a group its article; people have English names."""
    assert restore(source, _english(target)).text == expected


def test_what_is_right_stays_as_it_is() -> None:
    """No note, no change."""
    english = _english("Kazakhstan produces 40% of titanium.")
    assert restore("Le Kazakhstan produit 40% du titane.", english) == english


@pytest.mark.parametrize("status", ["passed", "copied", "kept"])
def test_what_was_not_translated_is_not_touched(status: UnitStatus) -> None:
    """The French of a unit that was kept stays French."""
    english = _english("Il a 380.000 euros.", status=status)
    assert restore("Il a 380.000 euros.", english) == english


def test_the_alignment_follows_a_figure_that_is_regrouped() -> None:
    """ "1 902" becomes one word; what comes after it moves one place to the left."""
    kept = restore("Le taux est 3,5.", _english("The rate is 35.", "1-1 3-3"))
    regrouped = restore("Il y a 1 902 blessés.", _english("There are 1 902 injured.", "0-0 3-2 4-3 5-4"))
    assert kept.alignment == ((1, 1), (3, 3))
    assert regrouped.text == "There are 1,902 injured."
    assert set(regrouped.alignment) >= {(0, 0), (3, 2), (5, 3)}


TOKENS = "Le Pérou Peru Prust 1 902 380.000 38 3,5 % Nurtleu, Nurtle's « » le la “Paris” 12."
WORDS = st.lists(st.sampled_from(TOKENS.split(" ")), min_size=1, max_size=9).map(" ".join)


@given(WORDS, WORDS)
def test_restoring_never_adds_faults(source: str, target: str) -> None:
    """Fewer faults or the same text, whatever the two sides are."""
    places = " ".join(f"{at}-{at}" for at in range(len(target.split())))
    restored = restore(source, _english(target, places))
    assert faults(source, restored.text) <= faults(source, target)
    assert all(to < len(restored.text.split()) for _, to in restored.alignment)


@pytest.mark.parametrize(
    ("source", "target", "pairs"),
    [
        ("LA GARE FERMERA EN MARS", "STATION CLOSING IN MARCH", "0-0 1-0 2-1 3-2 4-3"),
        ("Il a joué à Lyon.", "He played in Marie-2-2).", "0-0 1-1 2-1 3-2 4-3"),
        ("C'est un château du Moyen Âge.", "It is a castle of the Middle Ages.", "4-6 5-7"),
    ],
)
def test_what_is_no_garbled_name_is_left_alone(source: str, target: str, pairs: str) -> None:
    """A heading in capitals has no names; a score is none; what English calls otherwise is right."""
    assert restore(source, _english(target, pairs)).text == target
