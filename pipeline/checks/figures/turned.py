"""What a pair of equal figures may hide: a minus that is gone, a score turned round, another half-day."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.checks.figures.figure import Clock, Figure, Match
from pipeline.records import Span

# A minus touches its figure and follows a space, a bracket or nothing: « 2014-2015 » and « 3-1 » have none.
_MINUS = re.compile(
    r"(?:(?<![^\s(])(?<!\d )[-\u2010\u2011–]|(?<![^\s(])\u2212\s?"
    r"|(?<!\bau )(?<!\bdu )(?<!\ble )\b(?:moins|minus)\s)$",
    re.I,
)
_PLUS = re.compile(r"(?<!\S)\+\s?$")
_BELOW = re.compile(
    r"\s*(?:(?:degrees?\s)?below\s(?:zero|freezing)|(?:degrés?\s)?(?:au-dessous de|sous)\széro)", re.I
)
_SIGNED = frozenset(("°C", "°F", "degree", "percent", "permille", "percentage point"))
_FALLS = {
    "fr": r"baiss|recul|chut|repli|perd|pert|diminu|réduc|rédui|moins|sous z|négati|contract|défici|cédé|"
    r"cède|lâch|régress|récession|inférieur|effondr|dégring|plong|rouge|\s[-−–]\d",
    "en": r"fall|fell|drop|down|decline|decreas|lower|loss|lose|losing|lost|below|minus|shed|slid|slip|"
    r"slump|contract|shr[aiu]nk|cut|less|negativ|deficit|reduc|recession|freez|sub-?zero|plung|dip|retreat|under|"
    r"\s[-−–]\d",
}
_FALL = {language: re.compile(rf"(?:\b|(?=\s))(?:{words})", re.I) for language, words in _FALLS.items()}
# « 27-26 »: up to three digits, so that « 2014-2015 » is none.
_SCORE = re.compile(r"(?<![\w.,/–-])(\d{1,3})\s?[-–]\s?(\d{1,3})(?![\w–-]|[.,/]\d|\s?(?:%|°|[$€£]))")
_LOSING = re.compile(r"\b(?:los\w+|defeat\w*|beat\w*|fell|down|perd\w*|battu\w*|défait\w*|inclin\w*)\b", re.I)
_DRAWN = re.compile(r"\b(?:all|each|apiece|draws?|drew|drawn|tied?|level|equal\w*)\b", re.I)


def signed(text: str, figure: Figure) -> Figure:
    """Return ``figure`` with the minus that stands before it: « -18 °C », « moins 18 degrés », "18 below"."""
    if figure.unit not in _SIGNED or not isinstance(figure.value, Decimal) or not figure.value:
        return figure
    before = _MINUS.search(text, max(0, figure.span.start - 8), figure.span.start)
    below = _BELOW.match(text, figure.span.end)
    if before is None and (below is None or figure.unit == "percent"):
        return figure
    start = before.start() if before else figure.span.start
    others = tuple(-other for other in figure.alternatives)
    span = Span(start, figure.span.end)
    return replace(figure, value=-figure.value, alternatives=others, span=span, text=text[start : span.end])


def unsigned(figure: Figure) -> Figure:
    """Return ``figure`` without its minus, so that « -0,4 % » finds "a fall of 0.4%"."""
    if not isinstance(figure.value, Decimal) or figure.value >= 0:
        return figure
    others = tuple(abs(other) for other in figure.alternatives)
    return replace(figure, value=-figure.value, alternatives=others)


def turned(matches: Sequence[Match], source: str, target: str) -> Iterator[Match]:
    """Yield ``matches``, those changed whose sign, half of the day or score is not the French one."""
    swaps = _turned_scores(source, target)
    for match in matches:
        note = ""
        if match.source is not None and match.target is not None and match.verdict in ("ok", "ambiguous"):
            note = _turned_sign(match.source, match.target, source, target) or _no_time(match.target)
            note = note or swaps.get(match.source.span.start, "")
        yield replace(match, verdict="changed", note=note) if note else match


def _no_time(figure: Figure) -> str:
    is_none = isinstance(figure.value, Clock) and figure.value.half == "impossible"
    return f"{figure.text} is no time of day" if is_none else ""


def _turned_sign(left: Figure, right: Figure, source: str, target: str) -> str:
    """Return in words that one figure is below zero and the other is not; a word for a fall is a minus."""
    if not (isinstance(left.value, Decimal) and isinstance(right.value, Decimal)):
        return ""
    if (left.value < 0) == (right.value < 0):
        return ""
    plain, text, language = (right, target, "en") if left.value < 0 else (left, source, "fr")
    has_plus = _PLUS.search(text, 0, plain.span.start)
    return f"{left.text} became {right.text}" if has_plus or not _FALL[language].search(text) else ""


def _turned_scores(source: str, target: str) -> dict[int, str]:
    """Return place of the French score → what became of it: « 27-26 » "26-27", « 2-2 » "2".

    A score may be turned in a sentence that tells of a defeat: « battu 1-3 », "lost 3-1".
    """
    english = {(match[1], match[2]) for match in _SCORE.finditer(target)}
    losing = _LOSING.search(source) or _LOSING.search(target)
    found = {}
    for match in _SCORE.finditer(source):
        one, two = match[1], match[2]
        if (one, two) in english:
            continue
        if one != two and (two, one) in english and not losing:
            found[match.start()] = f"{match.group()} became {two}-{one}"
        alone = len(re.findall(rf"(?<!\d){one}(?!\d)", target)) == 1
        if one == two and alone and not english and not _DRAWN.search(target):
            found[match.start()] = f"{match.group()} became {one}"
    return found
