"""The figures and dates of a sentence against those of the segments that it rests on.

A value must be there, of the same kind and unit, and beside the same thing: *12 dead and 5 hurt*
does not support "5 dead". What the English has and the French has not is an error of translation.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.checks.evidence import Evidence, Piece
from pipeline.checks.figures.compare import compare, is_same_figure
from pipeline.checks.figures.figure import Day, Figure, Value
from pipeline.checks.figures.parse import parse
from pipeline.checks.naming import beside
from pipeline.checks.wording import segments_in_words
from pipeline.summary.content import content_stems
from pipeline.summary.counted import stands_alone

_STRICT_UNITS = frozenset(("money", "percent"))
_HEDGE = re.compile(
    r"\b(?:about|around|nearly|almost|some|roughly|approximately|over|more than|less than|under|up to|"
    r"at least|close to|close on)\s+[$€£]?$",
    re.IGNORECASE,
)
_ROUNDING = Decimal("0.1")
_LEAST_SHARED = 2
_SURE = 2
_CALENDAR = frozenset(("date", "weekday"))


@dataclass(frozen=True, slots=True)
class FigureProblems:
    """What is wrong with the figures of a sentence, what is doubtful, segments to add to its support."""

    wrong: tuple[str, ...]
    doubts: tuple[str, ...]
    support: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Rival:
    """A figure of the source and how many content words it has beside it in common, on the same sides."""

    index: int
    text: str
    likeness: int

    @property
    def is_sure(self) -> bool:
        """Two words in common are no accident."""
        return self.likeness >= _SURE


def figure_problems(sentence: str, pieces: Sequence[Piece], evidence: Evidence) -> FigureProblems:
    """Return the problems of the figures of ``sentence`` whose support is ``pieces``.

    A figure that only another segment has is doubtful, unless the support has another one in its
    place; a segment with the figure and two content words of the sentence joins the support.
    """
    wrong: list[str] = []
    doubts: list[str] = []
    support: list[int] = []
    own = frozenset(content_stems(sentence))
    for figure in told_figures(sentence):
        holder = _holder(figure, pieces, own, 0) or _holder(figure, evidence.pieces, own, _LEAST_SHARED)
        if holder is None:
            grave, light = _absent(figure, sentence, pieces, evidence)
        else:
            support.append(holder.index)
            grave, light = _compare(figure, sentence, holder, pieces)
        wrong += [grave] if grave else []
        doubts += [light] if light else []
    return FigureProblems(tuple(wrong), tuple(doubts), tuple(support))


def told_figures(sentence: str) -> list[Figure]:
    """Return the figures of ``sentence`` that must be answered; one after *about* is approximate."""
    return [
        replace(figure, approximate=True) if _HEDGE.search(sentence[: figure.span.start]) else figure
        for figure in parse(sentence, "en")
        if not figure.weak
    ]


def _holder(figure: Figure, pieces: Iterable[Piece], own: frozenset[str], least: int) -> Piece | None:
    """Return the piece that has the figure and most in common with the sentence, ``least`` words or more."""
    holders = [piece for piece in pieces if has_figure(piece, figure)]
    best = max(holders, key=lambda piece: len(piece.stems & own), default=None)
    return best if best is not None and len(best.stems & own) >= min(least, len(own)) else None


def _absent(figure: Figure, sentence: str, pieces: Sequence[Piece], evidence: Evidence) -> tuple[str, str]:
    """Return what is wrong, or else doubtful, about a figure that the support does not have.

    A number whose unit alone is missing is in doubt: "1.2 billion" for "1.2 billion euros".
    *Scores* and *dozens* that the source does not say are in doubt only.
    """
    unitless = _without_its_unit(figure, sentence, evidence)
    if unitless:
        return "", unitless
    elsewhere = [piece.index for piece in evidence.pieces if has_figure(piece, figure)]
    rival = _rival(figure, sentence, pieces)
    told = f" ({segments_in_words([rival.index])} has {rival.text})" if rival else ""
    if not elsewhere:
        said = f"{figure.text} is not in the source{told}"
        return ("", said) if figure.kind == "scale" else (said, "")
    if rival and rival.is_sure:
        return f"{figure.text} is not in {segments_in_words([piece.index for piece in pieces])}{told}", ""
    return "", f"{figure.text} is only in {segments_in_words(elsewhere)}"


def _without_its_unit(figure: Figure, sentence: str, evidence: Evidence) -> str:
    """Return in words that the article has this number as money or per cent, and the sentence bare, or ""."""
    if figure.unit or not stands_alone(sentence, figure.span.end):
        return ""
    for piece in evidence.pieces:
        for other in piece.figures:
            if other.value == figure.value and other.kind in _STRICT_UNITS:
                return f"{figure.text} lacks its unit ({segments_in_words([piece.index])} has {other.text})"
    return ""


def _compare(figure: Figure, sentence: str, holder: Piece, pieces: Sequence[Piece]) -> tuple[str, str]:
    """Return what is wrong with a figure that ``holder`` has, and what is doubtful."""
    exact = [other for other in holder.figures if same(figure, other)]
    # The 1 of "1-17" is not the "first" of another place.
    doubt = _french_doubt([other for other in exact if other.text == figure.text] or exact, holder)
    if doubt:
        return doubt, ""
    if figure.kind not in _CALENDAR and not any(
        _stand_alike(figure, sentence, other, holder) for other in exact
    ):
        rival = _rival(figure, sentence, [holder, *pieces])
        told = f"{rival.text}, not {figure.text}, stands there in segment {rival.index + 1}" if rival else ""
        if rival:
            return (told, "") if rival.is_sure else ("", told)
    if figure.approximate and all(_rounds(figure, other) for other in exact):
        return "", f"{figure.text} is rounded (segment {holder.index + 1} has {exact[0].text})"
    return "", ""


def _french_doubt(figures: Sequence[Figure], holder: Piece) -> str:
    """Return in words that none of these figures of the English is in the French of ``holder``, or ""."""
    if not holder.french:
        return ""
    wrong = [
        match for match in compare(holder.french, holder.english) if match.verdict in ("changed", "invented")
    ]
    doubted = {match.target: match for match in wrong}
    if not all(figure in doubted for figure in figures):
        return ""
    match = doubted[figures[0]]
    instead = f" has {match.source.text}" if match.source else " has no such figure"
    return f"{figures[0].text} is a doubtful translation: the French of segment {holder.index + 1}{instead}"


def _stand_alike(figure: Figure, sentence: str, other: Figure, piece: Piece) -> bool:
    """Tell whether the two figures have a content word beside them in common on one side, or two in all."""
    left, right = beside(sentence, figure.span)
    before, after = beside(piece.english, other.span)
    is_alike = left & before or right & after or len((left | right) & (before | after)) >= _SURE
    return bool(is_alike) or not left | right


def _rival(figure: Figure, sentence: str, pieces: Sequence[Piece]) -> _Rival | None:
    """Return the figure of the same kind that stands where ``figure`` stands in the sentence, if any.

    Where: with a content word beside it in common on the same side, for sure with two; a weekday or
    date anywhere in the support, because a sentence seldom has two.
    """
    left, right = beside(sentence, figure.span)
    said = {(other.value, other.unit) for other in parse(sentence, "en")}
    found: _Rival | None = None
    for piece in pieces:
        for other in piece.figures:
            before, after = beside(piece.english, other.span)
            likeness = _SURE if figure.kind in _CALENDAR else len(left & before) + len(right & after)
            is_other = not other.weak and other.kind == figure.kind and (other.value, other.unit) not in said
            if is_other and likeness > (found.likeness if found else 0) and not same(figure, other):
                found = _Rival(piece.index, other.text, likeness)
    return found


def has_figure(piece: Piece, figure: Figure) -> bool:
    """Tell whether the English of ``piece`` says ``figure``."""
    return any(same(figure, other) for other in piece.figures)


def same(one: Figure, two: Figure) -> bool:
    """Tell whether ``one`` says what ``two`` says: a value in common, and no other money or percent.

    An approximate figure is the same as one that it rounds; a date as one that is written less or
    more fully, and a year or day as the date that it is part of.
    """
    if one.unit != two.unit and (one.kind in _STRICT_UNITS or two.kind in _STRICT_UNITS):
        return False
    return (
        is_same_figure(one, two) or _is_part(one.value, two.value) or (one.approximate and _rounds(one, two))
    )


def _rounds(one: Figure, two: Figure) -> bool:
    """Tell whether ``one`` is ``two`` rounded: within a tenth of it, and with fewer digits that count."""
    if not isinstance(one.value, Decimal) or not isinstance(two.value, Decimal):
        return False
    is_rounder = _digits(one.value) < _digits(two.value)
    return is_rounder and abs(one.value - two.value) <= _ROUNDING * max(abs(one.value), abs(two.value))


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _is_part(one: Value, two: Value) -> bool:
    if isinstance(one, Day) and isinstance(two, Day):
        same_day = one.day is None or two.day is None or one.day == two.day
        return one.month == two.month and same_day and (one.year or two.year) == (two.year or one.year)
    if isinstance(one, Decimal) and isinstance(two, Day):
        return one in (two.year, two.day)
    return isinstance(one, Day) and isinstance(two, Decimal) and two == one.year and one.day is None
