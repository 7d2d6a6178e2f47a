"""Ratios: « un spectateur sur cinq » is "one in five", "20%" or "a fifth", and never "five spectators"."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from pipeline.checks.figures.figure import Figure, Match
from pipeline.checks.figures.lexer import grammar, lex
from pipeline.checks.figures.numbers import spelled
from pipeline.checks.figures.parse import parse
from pipeline.records import Span

_MOST_WORDS = 3
_CLOSE, _NEAR = Decimal("0.01"), Decimal("0.002")
_MOST = re.compile(r"\b(?:majority|most)\b", re.I)
_HALF = Decimal("0.5")
_NUMBER_FR = (
    r"\d{1,4}|(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|"
    r"trente|quarante|cinquante|soixante|cent|mille)(?:-[^\W\d_]+)*"
)
_UNITS_EN = "one|two|three|four|five|six|seven|eight|nine"
_NUMBER = (
    rf"\d{{1,4}}|(?:an?|{_UNITS_EN}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|twenty|thirty|forty|fifty|"
    rf"sixty|seventy|eighty|ninety|hundred|thousand|million)(?:-(?:{_UNITS_EN})\b)?"
)
# What follows is no plural: « un pont sur deux rivières », « un plan sur cinq ans » are none.
_RATIO = re.compile(
    rf"\b(?P<part>{_NUMBER_FR})(?:(?:\s[^\W\d_]+(?:['’-][^\W\d_]+)*){{0,{_MOST_WORDS}}})\ssur\s"
    rf"(?P<whole>{_NUMBER_FR})\b(?!\s?[^\W\d_]+[sx]\b)(?!\s?[%€°])"
    rf"(?!,?\s(?:(?:ou|et|à)\s)?(?:{_NUMBER_FR})\b)",
    re.I,
)


def with_ratios(matches: Sequence[Match], source: str, target: str) -> Iterator[Match]:
    """Yield ``matches``, the two numbers of a French ratio made one: ok if the English says it, else changed.

    A French fraction may be said as a ratio too: « un tiers », "one in three".
    """
    left = [_as_ratio(match, target) for match in matches]
    for ratio in _ratios(source, left):
        said = _said(ratio, target)
        inside = [match for match in left if _is_inside(match.source, ratio)]
        at = left.index(inside[0])
        note = "" if said else f"« {ratio.text} » is no ratio in the English"
        answer = next((match.target for match in reversed(inside) if match.target), None)
        whole = Match(ratio, answer, "ok" if said else "changed" if answer else "lost", note)
        left = [match for match in left if match not in inside]
        left.insert(at, whole)
    yield from (match for match in left if match.verdict != "invented" or not _is_part(match, left, target))


def _is_part(invented: Match, matches: Sequence[Match], target: str) -> bool:
    """Return whether an English figure helps to say a French ratio: "20%", the "four" of "three in four"."""
    figure = invented.target
    if figure is None:
        return False
    ratios = [match.source for match in matches if match.source and match.source.kind == "fraction"]
    return any(
        said == figure or (isinstance(said, Span) and said.start <= figure.span.start < said.end)
        for said in (_said(ratio, target) for ratio in ratios)
    )


def _as_ratio(match: Match, target: str) -> Match:
    is_fraction = match.source is not None and match.source.kind == "fraction" and not match.source.unit
    if is_fraction and match.verdict != "ok" and match.source and _said(match.source, target):
        return Match(match.source, match.target, "ok", "said as a ratio")
    return match


def _ratios(source: str, matches: Sequence[Match]) -> Iterator[Figure]:
    """Yield the ratios of a French text, those whose second number is a figure without a unit."""
    plain = {
        (match.source.span.start, match.source.span.end)
        for match in matches
        if match.source is not None and match.source.kind == "number" and not match.source.unit
    }
    for found in _RATIO.finditer(source):
        part, whole = _number(found["part"], "fr"), _number(found["whole"], "fr")
        if part and whole and part < whole and found.span("whole") in plain:
            value = (part / whole).quantize(Decimal("0.000001")).normalize()
            yield Figure(Span(*found.span()), found.group(), value, "", "fraction", alternatives=(whole,))


@lru_cache(maxsize=512)
def _number(text: str, language: str) -> Decimal | None:
    """Return the whole number that ``text`` is, "one" and « une » too; None if it is none."""
    if text.isdigit():
        return Decimal(text)
    if text.lower() in ("un", "une", "one", "a", "an"):
        return Decimal(1)
    tokens = lex(text)
    number = spelled(tokens, 0, grammar(language)) if tokens else None
    return Decimal(number.value) if number and number.after == len(tokens) else None


def _is_inside(figure: Figure | None, ratio: Figure) -> bool:
    return figure is not None and ratio.span.start <= figure.span.start and figure.span.end <= ratio.span.end


def _said(ratio: Figure, target: str) -> Figure | Span | None:
    """Return what says the ratio: a percentage or fraction of the English, or where "one in five" stands."""
    if not isinstance(ratio.value, Decimal):
        return None
    for part, whole, span in _pairs(target):
        if part and whole and abs(part / whole - ratio.value) <= _NEAR:
            return span
    for figure in parse(target, "en"):
        if isinstance(figure.value, Decimal) and figure.kind in ("percent", "fraction"):
            share = figure.value / 100 if figure.kind == "percent" else figure.value
            if abs(share - ratio.value) <= _CLOSE:
                return figure
    most = _MOST.search(target) if ratio.value == _HALF else None
    return Span(*most.span()) if most else None


_PAIR = re.compile(
    rf"(?=\b(?P<part>{_NUMBER})\b[^.;:]{{0,40}}?(?:[ -](?:in|out of|of|from)[ -]|/)"
    rf"(?:every |a |the |all |these |those |its |their )*(?P<whole>{_NUMBER})\b)",
    re.I,
)
_TURNED = re.compile(
    rf"\b(?:of|out of) (?:the |its |their )?(?P<whole>{_NUMBER})\b.{{0,60}}?\b(?P<part>{_NUMBER})\b", re.I
)
_EVERY = re.compile(r"\bevery (?:(?P<other>other)|(?P<nth>\w+))\b", re.I)


def _pairs(text: str) -> Iterator[tuple[Decimal | None, Decimal | None, Span]]:
    """Yield the numbers of "one in five", "3 out of 10", "of the eleven, four", "every other"."""
    for pattern in (_PAIR, _TURNED):
        for found in pattern.finditer(text):
            span = Span(found.start(), max(found.end("part"), found.end("whole")))
            yield _number(found["part"], "en"), _number(found["whole"], "en"), span
    for found in _EVERY.finditer(text):
        nth = 2 if found["other"] else {**grammar("en").ordinals, "second": 2}.get(found["nth"].lower())
        yield Decimal(1), Decimal(nth) if nth else None, Span(*found.span())
