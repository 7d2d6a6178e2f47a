"""Names of the French and what stands for them in the English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.exonyms import lexicon, plain, skeleton
from pipeline.checks.names import french_names, match_names, name_ledger
from pipeline.records import Segment, Span, TranslationUnit
from tests.checks.golden import cases


@pytest.mark.parametrize(("source", "target", "expected"), cases("names"))
def test_names_of_a_pair_get_their_verdicts(source: str, target: str, expected: str) -> None:
    """« Londres » is London; Paris in its place is a lost name."""
    assert (" ".join(match.verdict for match in match_names(source, target)) or "-") == expected


@given(st.sampled_from(sorted(lexicon().written)))
def test_every_english_form_of_the_lexicon_answers_its_french(form: str) -> None:
    """Whatever of its English names a French place gets, it is found."""
    for french in lexicon().french.get(form, ()):
        source = f"On parle de {french.title()} ici."
        target = f"People speak of {lexicon().written[form]} here."
        assert all(match.verdict == "ok" for match in match_names(source, target) if match.source)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_matched(source: str, target: str) -> None:
    """No text breaks the name check, and a name is a piece of the French."""
    assert all(match.source in source for match in match_names(source, target))


def test_names_are_cut_from_their_elision_and_know_their_place() -> None:
    """« d'Obama » holds Obama, which is not at the start."""
    (name,) = french_names("la victoire d'Obama")
    assert (name.text, name.start, name.end, name.is_initial) == ("Obama", 14, 19, False)


def test_a_title_makes_a_name_personal() -> None:
    """« M. Dupont »."""
    names = {name.text: name.is_personal for name in french_names("Hier M. Dupont a vu le Sénat.")}
    assert names["Dupont"]
    assert not names["Sénat"]


@pytest.mark.parametrize(
    ("french", "english"),
    [("Khodorkovski", "Khodorkovsky"), ("Tchoubaïs", "Chubais"), ("Chostakovitch", "Shostakovich")],
)
def test_transcriptions_of_one_name_sound_alike(french: str, english: str) -> None:
    """French « tch » and « ou » are English "ch" and "u"."""
    assert skeleton(plain(french)) == skeleton(plain(english))


@pytest.mark.parametrize(
    ("text", "folded"), [("St.-Malo", "st malo"), ("L’Haÿ", "l hay"), ("Œuvre", "oeuvre")]
)
def test_names_are_compared_without_accents_and_marks(text: str, folded: str) -> None:
    """Hyphens and apostrophes are spaces."""
    assert plain(text) == folded


def _ledger(*pairs: tuple[str, str]) -> list[tuple[int | None, str, str, str]]:
    segments = [Segment(at, at, Span(0, 1), pair[0], "sentence", "fr") for at, pair in enumerate(pairs)]
    units = [TranslationUnit(at, *pair, 0.0, (), "translated", "") for at, pair in enumerate(pairs)]
    return [(row.segment_index, row.source, row.target, row.verdict) for row in name_ledger(units, segments)]


def test_the_ledger_has_a_row_per_name_in_order() -> None:
    """Segment, French, English, verdict."""
    rows = _ledger(("Il vit à Londres.", "He lives in London."), ("Il va à Rome.", "He goes to Oslo."))
    assert rows == [(0, "Londres", "London", "ok"), (1, "Rome", "", "lost")]


def test_a_name_known_from_elsewhere_counts_at_the_start_of_a_sentence() -> None:
    """« Dupraz » seen within a sentence is a name at the start of another too."""
    rows = _ledger(
        ("Hier, le maire Dupraz parlait.", "Mayor Dupraz spoke."), ("Dupraz ment.", "Durand lies.")
    )
    assert rows == [(0, "Dupraz", "Dupraz", "ok"), (1, "Dupraz", "", "lost")]


def test_english_segments_have_no_row() -> None:
    """What is already English is not compared."""
    text = "He lives in London."
    segment = Segment(0, 0, Span(0, 1), text, "sentence", "en")
    assert name_ledger((TranslationUnit(0, text, text, 0.0, (), "passed", ""),), (segment,)) == ()


def test_the_message_says_what_was_expected() -> None:
    """ "Londres is not in the English (expected London)"."""
    (match,) = match_names("Il vit à Londres.", "He lives in Oslo.")
    assert match.note == "Londres is not in the English (expected London)"
    (mangled,) = match_names("Hier M. Beaulieu est venu.", "Yesterday Mr Beaulie came.")
    assert mangled.note == "Beaulieu became Beaulie"


def test_a_name_that_is_lost_is_told_with_its_first_english_name() -> None:
    """« Français » is French, not "Frenchwoman"; what English calls the same is not told twice."""
    (people,) = match_names("On voit un Français.", "One is seen.")
    (many,) = match_names("On voit des Marocains.", "Some are seen.")
    assert many.note == "Marocains is not in the English (expected Moroccans)"
    (train,) = match_names("On voit un TGV.", "One is seen.")
    assert people.note == "Français is not in the English (expected French)"
    assert train.note == "TGV is not in the English"


def test_the_head_of_a_column_is_no_name() -> None:
    """« Lieu | Postes | Part »: a capital that opens a cell makes no name."""
    assert match_names("Lieu | Postes | Part", "Place | Jobs | Share") == ()


@pytest.mark.parametrize(
    ("source", "target", "shown"),
    [
        ("un Kényan", "a Kenyan", "Kenyan"),
        ("selon l'ONU", "says the UN", "UN"),
        ("selon l'ONU", "says the U.N.", "U.N."),
        ("à Londres", "in London", "London"),
        ("le Sénat", "the Sénat", "Sénat"),
    ],
)
def test_a_match_shows_the_name_as_the_english_writes_it(source: str, target: str, shown: str) -> None:
    """The ledger never prints "U.N" where the text has UN."""
    assert [match.target for match in match_names(source, target)] == [shown]
