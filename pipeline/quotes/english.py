"""The English of a quotation: which words of the translation are the speaker's.

The rule, part by part (a quotation over several segments has one part in each):

1. A part that is its whole segment is that segment's unit.
2. A part with the journalist's words inside (« Nous irons, a-t-il dit, jusqu'au bout ») is translated
   by itself, those words left out: they never stand inside the speaker's.
3. Any other fragment exists twice: cut out of its sentence by the word alignment, where the context
   has decided pronouns and tenses, and translated by itself, where every word is surely the
   speaker's. The cut is taken when it holds at least 80 % of the fragment's words, at least 80 % of its
   own words come from the fragment, it crosses no quotation mark, is at least 70 % as long as the
   fragment's own translation, its length and figures agree, and it keeps « nos », « je » if the other
   does; else the other. Both are kept.

The quotation marks around are no part of the English; those inside are single.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.quotes.cutting import Cut, best_cut, choose, tidy
from pipeline.quotes.parts import Part, parts_of
from pipeline.records import Hypothesis, Quote, QuoteTarget, Segment, Translation, TranslationUnit

Method = Literal["unit", "aligned", "alone", "source"]
Pairs = tuple[tuple[int, int], ...]

# Of several parts the one that leans furthest on a guess names the method of the whole.
_ORDER: tuple[Method, ...] = ("unit", "aligned", "alone", "source")


@dataclass(frozen=True, slots=True)
class _English:
    """The English of one part; ``pairs`` count words of the quotation's content and of ``text``.

    ``other_pairs`` are those of ``other``.
    """

    text: str
    method: Method
    pairs: Pairs
    other: str | None
    reason: str
    other_pairs: Pairs = ()


def fragments(quotes: Sequence[Quote], segments: Sequence[Segment]) -> tuple[str, ...]:
    """The French texts to translate by themselves, each once, in the order of the quotations."""
    by_index = {segment.index: segment for segment in segments}
    parts = (part for quote in quotes for part in parts_of(quote, by_index))
    return tuple(dict.fromkeys(part.text for part in parts if part.is_french and not part.is_whole))


def with_targets(
    quotes: Sequence[Quote],
    segments: Sequence[Segment],
    translation: Translation,
    fragment_hypotheses: Sequence[Hypothesis],
) -> tuple[Quote, ...]:
    """The quotations with their English.

    ``fragment_hypotheses`` are those of ``fragments(quotes, segments)``.
    """
    return tuple(quote for quote, _ in with_versions(quotes, segments, translation, fragment_hypotheses))


def with_versions(
    quotes: Sequence[Quote],
    segments: Sequence[Segment],
    translation: Translation,
    fragment_hypotheses: Sequence[Hypothesis],
) -> tuple[tuple[Quote, Pairs], ...]:
    """As ``with_targets``, each quotation with the alignment of its other version; () without one."""
    by_index = {segment.index: segment for segment in segments}
    units = {unit.segment_index: unit for unit in translation.units}
    alone = dict(zip(fragments(quotes, segments), fragment_hypotheses, strict=True))
    made = (_target(parts_of(quote, by_index), units, alone) for quote in quotes)
    return tuple(
        (replace(quote, target=target), pairs) for quote, (target, pairs) in zip(quotes, made, strict=True)
    )


def _target(
    parts: Sequence[Part],
    units: Mapping[int, TranslationUnit],
    alone: Mapping[str, Hypothesis],
) -> tuple[QuoteTarget | None, Pairs]:
    """The English of a whole quotation and the pairs of its other version; None for one in no segment."""
    if not parts:
        return None, ()
    english = [_english(part, units[part.segment_index], alone.get(part.text)) for part in parts]
    method = max((one.method for one in english), key=_ORDER.index)
    others = [one.other if one.other is not None else one.text for one in english]
    # Two decodings with the same words are one version: 9 of 53 pairs in eight articles.
    is_doubled = any(one.other not in (None, one.text) for one in english)
    reasons = dict.fromkeys(one.reason for one in english if one.reason)
    target = QuoteTarget(
        text=" ".join(one.text for one in english),
        method=method,
        other=" ".join(others) if is_doubled else None,
        reason=" ".join(reasons),
        alignment=_join_pairs([(one.text, one.pairs) for one in english]),
    )
    given_up = [
        (one.text, one.pairs) if one.other is None else (one.other, one.other_pairs) for one in english
    ]
    return target, _join_pairs(given_up) if is_doubled else ()


def _english(part: Part, unit: TranslationUnit, alone: Hypothesis | None) -> _English:
    """The English of a part by the rule of this module."""
    if not part.is_french:
        return _passed(part, unit)
    if unit.status == "copied":
        return _as_source(part, "")
    if part.is_whole:
        return _whole(part, unit)
    cut = None if part.incise or unit.status in ("kept", "passed") else best_cut(part, unit)
    by_itself = None if alone is None or alone.status == "kept" else alone
    if by_itself is None or cut is None:
        return _only(part, cut, by_itself)
    is_cut, reason = choose(part, cut, by_itself)
    text, pairs = _alone_text(part, by_itself)
    if is_cut:
        return _English(cut.text, "aligned", cut.pairs, text, reason, pairs)
    return _English(text, "alone", pairs, cut.text or None, reason, cut.pairs)


def _only(part: Part, cut: Cut | None, alone: Hypothesis | None) -> _English:
    """The one version there is, or the French when there is none."""
    if alone is not None:
        text, pairs = _alone_text(part, alone)
        reason = "Translated by itself; in its sentence its words could not be found."
        if part.incise:
            reason = f"Translated by itself, without the journalist's « {part.incise} »."
        return _English(text, "alone", pairs, None, reason)
    if cut is not None:
        reason = "Cut out of its sentence; by itself it could not be translated."
        return _English(cut.text, "aligned", cut.pairs, None, reason)
    return _as_source(part, "Neither the sentence nor the fragment could be translated.")


def _whole(part: Part, unit: TranslationUnit) -> _English:
    if unit.status == "kept":
        return _as_source(part, "The sentence could not be translated.")
    start, end = tidy(unit.target, 0, len(unit.target), part.text)
    cut = Cut.between(part, unit, start, end)
    return _English(cut.text, "unit", cut.pairs, None, "")


def _passed(part: Part, unit: TranslationUnit) -> _English:
    """Words that are no French, without the comma that English sets inside its marks."""
    start, end = tidy(part.text, 0, len(part.text), part.text)
    same = Hypothesis(part.text, 0.0, tuple((index, index) for index in range(len(part.content_words))))
    cut = Cut.of_fragment(part, same, start, end)
    reason = "The article has these words in English." if unit.status == "passed" else ""
    return _English(cut.text, "source", cut.pairs, None, reason)


def _as_source(part: Part, reason: str) -> _English:
    """The words of the article themselves."""
    pairs = tuple((index, place) for place, index in enumerate(part.content_words))
    return _English(part.text, "source", pairs, None, reason)


def _alone_text(part: Part, alone: Hypothesis) -> tuple[str, Pairs]:
    """A fragment's own translation as words of a quotation, with its pairs."""
    start, end = tidy(alone.text, 0, len(alone.text), part.text)
    cut = Cut.of_fragment(part, alone, start, end)
    return cut.text, cut.pairs


def _join_pairs(parts: Sequence[tuple[str, Pairs]]) -> Pairs:
    """The pairs of all parts, each a text with its own; the targets counted over the joined text."""
    pairs: list[tuple[int, int]] = []
    start = 0
    for text, own in parts:
        pairs += [(source, start + target) for source, target in own]
        start += len(text.split())
    return tuple(sorted(pairs))
