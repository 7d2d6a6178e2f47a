"""How much of the article the summary rests on, and the strongest sentences that it leaves out."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.checks.figures.parse import parse
from pipeline.checks.negation import english_negations, french_negations
from pipeline.checks.wording import words_in_words
from pipeline.records import Coverage, Omission, Summary, TranslationUnit
from pipeline.summary.content import content_stems, words
from pipeline.summary.ranking import centrality
from pipeline.summary.windows import is_readable

MOST_OMISSIONS = 3
_TOLD = 0.6
_ENDS = (".", "!", "?", "…", '."', '!"', '?"', ".”", "!”", "?”", ")")
_QUOTATION_MARKS = frozenset('"“”«»')
_MOST_FIGURES = 2


@dataclass(frozen=True, slots=True)
class _Strength:
    """What makes a sentence strong, in words, and how strong that makes it."""

    reasons: tuple[str, ...]
    weight: float


def coverage(summary: Summary, units: Sequence[TranslationUnit]) -> Coverage:
    """Return the share of the article's content words in the support of the summary, and what is left out.

    Words of units kept in French count as not covered. An omission is a sentence in no support and
    not told in other words, with a figure, a quotation or a negation; the three strongest at most, in
    the order of the article. Headings are none.
    """
    support = {index for sentence in summary.sentences for index in sentence.support}
    sizes = {unit.segment_index: _size(unit) for unit in units}
    covered = sum(
        sizes[unit.segment_index] for unit in units if unit.segment_index in support and is_readable(unit)
    )
    total = sum(sizes.values())
    return Coverage(covered / total if total else 0.0, _omissions(summary, units, support))


def _size(unit: TranslationUnit) -> int:
    """Return the number of content words of the English, or of words of four letters when there is none."""
    if is_readable(unit):
        return len(content_stems(unit.target))
    return sum(len(word) > 3 and word.isalpha() for word in words(unit.source))


def _omissions(summary: Summary, units: Sequence[TranslationUnit], support: set[int]) -> tuple[Omission, ...]:
    central = centrality(units)
    found: list[tuple[float, Omission]] = []
    for unit in units:
        if unit.segment_index in support or not is_readable(unit) or not unit.target.rstrip().endswith(_ENDS):
            continue
        strength = _strength(unit)
        if strength.reasons and not _is_told(unit.target, summary):
            weight = strength.weight + central.get(unit.segment_index, 0.0)
            found.append((weight, Omission(unit.segment_index, f"holds {_joined(strength.reasons)}")))
    strongest = sorted(found, key=lambda item: -item[0])[:MOST_OMISSIONS]
    return tuple(sorted((omission for _, omission in strongest), key=lambda omission: omission.segment_index))


def _is_told(text: str, summary: Summary) -> bool:
    """Tell whether one sentence of the summary has six tenths of the content words of ``text``."""
    own = set(content_stems(text))
    return any(
        len(own & set(content_stems(sentence.text))) >= _TOLD * len(own) for sentence in summary.sentences
    )


def _strength(unit: TranslationUnit) -> _Strength:
    """Return the figures, the quotation and the negation of a unit; the French decides on the negation."""
    reasons: list[str] = []
    figures = [
        figure.text for figure in parse(unit.target, "en") if not figure.weak and figure.kind != "weekday"
    ]
    if figures:
        noun = "the figure" if len(figures) == 1 else "the figures"
        reasons.append(f"{noun} {words_in_words(figures[:_MOST_FIGURES])}")
    if _QUOTATION_MARKS & set(unit.target):
        reasons.append("a quotation")
    is_english = unit.source == unit.target
    signs = english_negations(unit.target) if is_english else french_negations(unit.source)
    # « Témoins sans frontières », « resté sans réponse »: what is missing, not what is denied.
    if any(sign.text.lower() not in {"sans", "without"} for sign in signs):
        reasons.append("a negation")
    weight = 0.4 * min(len(figures), _MOST_FIGURES) + 0.4 * ("a quotation" in reasons)
    return _Strength(tuple(reasons), weight + 0.3 * ("a negation" in reasons))


def _joined(reasons: Sequence[str]) -> str:
    return reasons[0] if len(reasons) == 1 else f"{', '.join(reasons[:-1])} and {reasons[-1]}"
