"""Segments to texts and hypotheses to units."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Hypothesis, Segment, Span
from pipeline.translation import build_translation, texts_to_translate


def segments_of(rows: list[tuple[str, str]]) -> tuple[Segment, ...]:
    """Segments with these texts and languages."""
    return tuple(
        Segment(index, index, Span(index * 100, index * 100 + len(text)), text, "sentence", language)
        for index, (text, language) in enumerate(rows)
    )


def test_only_french_is_translated_and_each_text_once() -> None:
    """An English paragraph in a French article is passed through."""
    segments = segments_of([("Oui.", "fr"), ("Yes.", "en"), ("Oui.", "fr"), ("Ja.", "de")])
    assert texts_to_translate(segments) == ("Oui.",)


def test_every_segment_has_its_unit_in_order() -> None:
    """French translated, English passed, another language passed with a note."""
    segments = segments_of([("Oui.", "fr"), ("Hello there.", "en"), ("Oui.", "fr"), ("Ja.", "de")])
    done = build_translation(segments, [Hypothesis("Yes.", -0.1, ((0, 0),))], "sig")
    assert [unit.target for unit in done.units] == ["Yes.", "Hello there.", "Yes.", "Ja."]
    assert [unit.status for unit in done.units] == ["translated", "passed", "translated", "passed"]
    assert [unit.note for unit in done.units] == ["", "", "", "Not translated: German."]
    assert done.units[1].alignment == ((0, 0), (1, 1))
    assert (done.source_language, done.target_language, done.signature) == ("fr", "en", "sig")


def test_status_and_note_of_the_hypothesis_reach_the_unit() -> None:
    """What the guard had to do is never lost."""
    segments = segments_of([("Oui.", "fr")])
    done = build_translation(segments, [Hypothesis("Oui.", 0.0, (), "kept", "why")], "sig")
    assert (done.units[0].status, done.units[0].note, done.units[0].source) == ("kept", "why", "Oui.")


def test_an_english_article_takes_the_same_road() -> None:
    """No text to translate; every unit passed."""
    segments = segments_of([("Yes.", "en")])
    assert texts_to_translate(segments) == ()
    assert build_translation(segments, [], "sig").source_language == "en"


@given(st.lists(st.tuples(st.text(min_size=1, max_size=5), st.sampled_from(["fr", "en"])), max_size=12))
def test_one_unit_per_segment_whatever_repeats(rows: list[tuple[str, str]]) -> None:
    """As many units as segments, indexes in order."""
    segments = segments_of(rows)
    hypotheses = [Hypothesis(text.upper(), 0.0) for text in texts_to_translate(segments)]
    units = build_translation(segments, hypotheses, "s").units
    assert [unit.segment_index for unit in units] == [segment.index for segment in segments]
    assert all(
        u.target == (s.text.upper() if s.language == "fr" else s.text)
        for u, s in zip(units, segments, strict=True)
    )
