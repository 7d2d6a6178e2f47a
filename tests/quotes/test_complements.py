"""Where the complement of a reporting verb starts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.quotes.complements import (
    announced,
    infinitive_clause,
    is_compared,
    is_infinitive,
    is_time,
    order_start,
    verdict,
)

from .reading import cue_of, joined, reader_of, words


@pytest.mark.parametrize(
    "word",
    ["partir", "avoir", "être", "disposer", "posséder", "boycotter", "rejoindre", "prendre", "subir"],
)
def test_infinitives_are_known_by_the_list_or_by_their_ending(word: str) -> None:
    """No list has every verb of the first group."""
    assert is_infinitive(words(word)[0])


@pytest.mark.parametrize(
    "word",
    [
        "hier",
        "premier",
        "février",
        "danger",
        "dossier",
        "plaisir",
        "ouvrier",
        "Twitter",
        "mer",
        "fer",
        "pont",
        "policier",
        "étranger",
        "avenir",
        "quartier",
        "loyer",
    ],
)
def test_nouns_and_adjectives_in_er_and_ir_are_none(word: str) -> None:
    """« a annoncé hier », « les loyers », « sur Twitter »."""
    assert not is_infinitive(words(word)[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vouloir partir", "vouloir partir"),
        ("ne pas l'avoir vu", "ne pas l' avoir vu"),
        ("de ne plus y aller", "ne plus y aller"),
        ("en avoir assez", "en avoir assez"),
        ("en effet avoir cédé", "avoir cédé"),
        ("également de fermer le port", "fermer le port"),
        ("par contre s'être rendu à Lens", "s' être rendu à Lens"),
        ("clairement vouloir partir", "vouloir partir"),
        ("lui en vouloir", "lui en vouloir"),
        ("à partir", "partir"),
    ],
)
def test_an_infinitive_starts_behind_adverbs_and_with_its_pronouns(text: str, expected: str) -> None:
    """Negation and pronouns are its own, « de », « en effet » are not."""
    tokens = words(text)
    at = infinitive_clause(tokens, 0)
    assert at is not None
    assert joined(tokens, at, len(tokens)) == expected


@pytest.mark.parametrize("text", ["pas les commenter", "plus partir", "le pont", "que oui", "hier", "de", ""])
def test_no_infinitive_no_start(text: str) -> None:
    """« ne souhaite pas les commenter » denies the wish itself."""
    assert infinitive_clause(words(text), 0) is None


@pytest.mark.parametrize(
    ("text", "lemma", "expected"),
    [
        ("Anne Morel appelle à voter.", "appeler", "voter ."),
        ("Anne Morel appelle la ville à ne pas voter.", "appeler", "ne pas voter ."),
        ("Anne Morel demande à Paul Roux de partir.", "demander", "partir ."),
        ("Anne Morel a demandé lundi au préfet de se rendre à Lens.", "demander", "se rendre à Lens ."),
        ("Anne Morel accuse la ville d'avoir menti.", "accuser", "avoir menti ."),
        ("Anne Morel reproche à la ville de lui avoir menti.", "reprocher", "lui avoir menti ."),
        ("Anne Morel recommande aux élus d'attendre.", "recommander", "attendre ."),
        ("Anne Morel préconise également de fixer un seuil.", "préconiser", "fixer un seuil ."),
        ("Anne Morel décrit Paul Roux comme un ami.", "décrire", "un ami ."),
        ("Anne Morel le décrit comme étant un ami.", "décrire", "un ami ."),
    ],
)
def test_orders_and_descriptions_start_behind_who_is_meant(text: str, lemma: str, expected: str) -> None:
    """« à », « de » and an infinitive; « comme » and a noun."""
    reader = reader_of(text)
    at = order_start(reader.tokens, cue_of(reader, lemma))
    assert at is not None
    assert joined(reader.tokens, at, len(reader.tokens)) == expected


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Anne Morel demande un délai.", "demander"),
        ("Anne Morel appelle Paul Roux.", "appeler"),
        ("Anne Morel demande, dit-on, de partir.", "demander"),
        ("Anne Morel décrit la ville.", "décrire"),
        ("Anne Morel est accusée de mentir.", "accuser"),
    ],
)
def test_without_infinitive_nothing_is_ordered(text: str, lemma: str) -> None:
    """A noun, a comma between, a passive."""
    reader = reader_of(text)
    assert order_start(reader.tokens, cue_of(reader, lemma)) is None


@pytest.mark.parametrize(
    ("text", "lemma", "expected"),
    [
        ("La ville annonce une trêve.", "annoncer", "une trêve ."),
        ("La ville annonce lundi une trêve.", "annoncer", "une trêve ."),
        ("La ville a annoncé ce vendredi 24 juillet une trêve.", "annoncer", "une trêve ."),
        ("La ville annonce plus de cent départs.", "annoncer", "plus de cent départs ."),
        ("La ville annonce 47 départs de feu.", "annoncer", "47 départs de feu ."),
        ("La ville prévient d'un risque.", "prévenir", "un risque ."),
        ("La ville anticipe un recul.", "anticiper", "un recul ."),
        ("La ville fait état de 47 blessés.", "faire", "47 blessés ."),
        ("La ville fait état de plus de vingt blessés.", "faire", "plus de vingt blessés ."),
    ],
)
def test_announced_nouns_start_behind_the_date(text: str, lemma: str, expected: str) -> None:
    """Day and date are no part of what is announced."""
    reader = reader_of(text)
    at = announced(reader.tokens, cue_of(reader, lemma))
    assert at is not None
    assert joined(reader.tokens, at, len(reader.tokens)) == expected


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("La ville annonce que le pont ferme.", "annoncer"),
        ("La ville annonce vouloir partir.", "annoncer"),
        ("La ville révèle un plan.", "révéler"),
        ("La ville fait état de la crise.", "faire"),
        ("La ville prévient les élus.", "prévenir"),
        ("La ville annonce.", "annoncer"),
    ],
)
def test_topics_are_not_announced(text: str, lemma: str) -> None:
    """« révéler un plan », « faire état de la crise » tell a topic, not what is said of it."""
    reader = reader_of(text)
    assert announced(reader.tokens, cue_of(reader, lemma)) is None


@pytest.mark.parametrize(
    ("text", "lemma", "expected"),
    [
        ("La ville juge illégale la vente.", "juger", "illégale la vente ."),
        ("La ville juge la vente nécessaire.", "juger", "la vente nécessaire ."),
        ("La ville estime la mesure inacceptable.", "estimer", "la mesure inacceptable ."),
        ("La ville se dit victime d'un vol.", "dire", "victime d' un vol ."),
        ("La ville s'est dite prête à payer.", "dire", "prête à payer ."),
    ],
)
def test_a_verdict_starts_behind_its_verb(text: str, lemma: str, expected: str) -> None:
    """An object with the adjective that judges it, or what one says one is."""
    reader = reader_of(text)
    at = verdict(reader.tokens, cue_of(reader, lemma))
    assert at is not None
    assert joined(reader.tokens, at, len(reader.tokens)) == expected


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("La cour juge Paul Roux lundi.", "juger"),
        ("La ville juge que la vente est illégale.", "juger"),
        ("La ville juge la vente « illégale ».", "juger"),
        ("La ville trouve le pont.", "trouver"),
        ("La ville se dit que le pont tient.", "dire"),
        ("La ville se dit vouloir partir.", "dire"),
        ("La ville dit non.", "dire"),
    ],
)
def test_no_adjective_no_verdict(text: str, lemma: str) -> None:
    """A person judged, a clause, a quotation, a find."""
    reader = reader_of(text)
    assert verdict(reader.tokens, cue_of(reader, lemma)) is None


@pytest.mark.parametrize(
    ("text", "is_time_there"),
    [
        ("la semaine dernière", True),
        ("l'été dernier", True),
        ("ce lundi", True),
        ("le 24 juillet", True),
        ("le pont", False),
        ("la", False),
    ],
)
def test_a_time_is_no_object(text: str, *, is_time_there: bool) -> None:
    """« a annoncé la semaine dernière que » has no object before « que »."""
    assert is_time(words(text), 0) is is_time_there


@pytest.mark.parametrize(
    ("text", "last", "compares"),
    [
        ("parle plus que son rival", 1, True),
        ("parle autant que lui", 1, True),
        ("révèle même que oui", 1, False),
        ("explique ainsi que oui", 1, False),
        ("explique que oui", 1, False),
        ("parle de même que lui", 1, True),
    ],
)
def test_comparisons_report_nothing(text: str, last: int, *, compares: bool) -> None:
    """« même que » right behind the verb reports, « de même que » compares."""
    tokens = words(text)
    at = next(i for i, token in enumerate(tokens) if token.low == "que")
    assert is_compared(tokens, at, last) is compares


@given(st.text(alphabet="abcdeéilnorstuv' ,.", max_size=40), st.integers(0, 6))
def test_any_words_at_all_are_read(text: str, at: int) -> None:
    """A start lies behind the place that was asked for, or there is none."""
    tokens = words(text)
    start = infinitive_clause(tokens, min(at, len(tokens)))
    assert start is None or min(at, len(tokens)) <= start < len(tokens)
