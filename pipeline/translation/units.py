"""Segments to texts, and hypotheses back to translation units."""

from collections.abc import Sequence

from pipeline.records import Hypothesis, Segment, Translation, TranslationUnit
from pipeline.tongues import NOT_TRANSLATED, language_name
from pipeline.translation.base import identity_alignment
from pipeline.translation.confidence import Bounds, graded

SOURCE = "fr"
TARGET = "en"


def texts_to_translate(segments: Sequence[Segment]) -> tuple[str, ...]:
    """The texts of the French segments, each once, in the order of their first use."""
    return tuple(dict.fromkeys(segment.text for segment in segments if segment.language == SOURCE))


def build_translation(
    segments: Sequence[Segment],
    hypotheses: Sequence[Hypothesis],
    signature: str,
    bounds: Bounds | None = None,
) -> Translation:
    """One unit per segment, in order; ``hypotheses`` are those of ``texts_to_translate(segments)``.

    Segments that are not French are passed on as they stand; English ones need no word about it. With the
    ``bounds`` of the checkpoint every translated unit says how sure the translator was.
    """
    by_text = dict(zip(texts_to_translate(segments), hypotheses, strict=True))
    units = tuple(
        _translated(segment, by_text[segment.text], bounds)
        if segment.language == SOURCE
        else _passed(segment)
        for segment in segments
    )
    is_french = bool(by_text) or not segments
    return Translation(SOURCE if is_french else segments[0].language, TARGET, units, signature)


def _translated(segment: Segment, hypothesis: Hypothesis, bounds: Bounds | None) -> TranslationUnit:
    return TranslationUnit(
        segment_index=segment.index,
        source=segment.text,
        target=hypothesis.text,
        score=hypothesis.score,
        alignment=hypothesis.alignment,
        status=hypothesis.status,
        note=hypothesis.note,
        confidence=graded(hypothesis, bounds),
    )


def _passed(segment: Segment) -> TranslationUnit:
    note = "" if segment.language == TARGET else f"{NOT_TRANSLATED}{language_name(segment.language)}."
    pairs = identity_alignment(segment.text)
    return TranslationUnit(segment.index, segment.text, segment.text, 0.0, pairs, "passed", note)
