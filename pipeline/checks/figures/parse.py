"""The figures of a text: numbers, money, measures, dates, times, ordinals, centuries, decades."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest

from pipeline.checks.figures.amounts import (
    HYPHENS,
    SIGNS,
    find_unit,
    is_adjacent,
    key_at,
    kind_of,
    make_figure,
    read_amount,
    unit_after,
)
from pipeline.checks.figures.calendar import read_calendar
from pipeline.checks.figures.clock import is_lasting
from pipeline.checks.figures.figure import Figure
from pipeline.checks.figures.lexer import Grammar, Token, grammar, lex, to_decimal
from pipeline.checks.figures.numbers import roman
from pipeline.checks.figures.turned import signed
from pipeline.checks.lexicons import rows

Found = tuple[tuple[Figure, ...], int]

_SUFFIX = {
    "fr": re.compile(r"(?:er|re|ere|e|eme|ieme|nd|nde)s?"),
    "en": re.compile(r"st|nd|rd|th"),
}
_CURRENCY_CODE = 3
_RANGE = re.compile(r"\s*(?:et|à|ou|and|to|or|[-–—])\s*(?:de\s)?")
_SECOND, _TEN, _THOUSAND = 2, 10, 1000
_CENTURY = ("siecle", "siecles", "century", "centuries")


@lru_cache(maxsize=2048)
def parse(text: str, language: str) -> tuple[Figure, ...]:
    """Return the figures of ``text`` ("fr" or "en") in order, none overlapping another.

    Readings that the form leaves open are in ``alternatives``; articles (« une », "a") are none.
    """
    words = grammar(language)
    tokens = lex(text)
    figures: list[Figure] = []
    at = 0
    while at < len(tokens):
        found = _read(text, tokens, at, words) if _may_begin(tokens, at, words) else None
        if found is None:
            at += 1
        else:
            figures.extend(found[0])
            at = found[1]
    if language == "fr" and any(figure.spelled for figure in figures):
        idioms = [match.span() for match in _idioms().finditer(text)]
        figures = [_weak_within(figure, idioms) for figure in figures]
    return tuple(signed(text, figure) for figure in _with_shared_scale(text, figures, words))


@lru_cache(maxsize=1)
def _idioms() -> re.Pattern[str]:
    """Return what finds French idioms with a number that says nothing: « dormir sur ses deux oreilles »."""
    phrases = (re.escape(row[0]).replace("'", "['’]") for row in rows("idioms_fr"))
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)


def _weak_within(figure: Figure, spans: Sequence[tuple[int, int]]) -> Figure:
    is_within = any(start <= figure.span.start < end for start, end in spans)
    return replace(figure, weak=True) if is_within and figure.spelled else figure


def _with_shared_scale(text: str, figures: Sequence[Figure], words: Grammar) -> Iterator[Figure]:
    """Yield the figures; of « entre 12 et 16 mille » the 12 may also be 12,000."""
    for figure, after in zip_longest(figures, figures[1:]):
        if after is None or not _RANGE.fullmatch(text, figure.span.end, after.span.start):
            yield figure
            continue
        keys = [token.key.replace("milles", "mille") for token in lex(after.text)]
        scales = [words.scales[key] for key in keys if key in words.scales]
        if scales and isinstance(figure.value, Decimal) and figure.value < scales[-1]:
            yield replace(figure, alternatives=(*figure.alternatives, figure.value * scales[-1]))
        else:
            yield figure


def _may_begin(tokens: Sequence[Token], at: int, words: Grammar) -> bool:
    """Return whether a figure may begin at token ``at``; of other words a Roman one or a code, "G20"."""
    token = tokens[at]
    if token.kind != "word":
        return token.kind == "num" or token.key in words.prefixes
    if token.key in words.triggers or token.text[0] in "XVI":
        return True
    return token.text[0].isupper() and is_adjacent(tokens, at + 1) and tokens[at + 1].kind == "num"


def _read(text: str, tokens: Sequence[Token], at: int, words: Grammar) -> Found | None:
    for reader in _READERS:
        found = reader(text, tokens, at, words)
        if found is not None:
            return found
    return None


def _read_code(text: str, tokens: Sequence[Token], at: int, words: Grammar) -> Found | None:
    """Return what mixes letters and digits as one sign: "G20", "A380", "H1N1", "4x4"."""
    token = tokens[at]
    if token.kind == "sym" or (token.key in words.prefixes and len(token.key) >= _CURRENCY_CODE):
        return None
    end = at + 1
    while is_adjacent(tokens, end) and tokens[end].kind in ("word", "num"):
        end += 1
    run = tokens[at:end]
    kinds = [token.kind for token in run]
    if kinds[:1] == ["word"] and "num" in kinds:
        digits = "".join(token.text for token in run)
        return (make_figure(text, tokens, (at, end), value=digits.lower(), unit="", kind="code"),), end
    if len(run) >= 3 and kinds[:3] == ["num", "word", "num"] and run[1].key not in ("h", "m"):
        value = "".join(token.text for token in run).lower()
        return (make_figure(text, tokens, (at, end), value=value, unit="", kind="code"),), end
    return None


def _read_decade(text: str, tokens: Sequence[Token], at: int, words: Grammar) -> Found | None:
    """Return a decade: « années 90 », « années soixante », "1990s", "the '90s", "nineties"."""
    if words.language == "fr":
        if key_at(tokens, at) not in ("annees", "annee") or at + 1 >= len(tokens):
            return None
        amount = read_amount(tokens, at + 1, words)
        return _decade(text, tokens, (at, amount.after), amount.value) if amount else None
    token = tokens[at]
    if token.key in words.decades:
        return _decade(text, tokens, (at, at + 1), Decimal(words.decades[token.key]))
    is_digits = token.kind == "num" and token.text.isdigit() and len(token.text) in (2, 4)
    end = at + 1 + (key_at(tokens, at + 1) in ("'", "’") and is_adjacent(tokens, at + 1))
    if is_digits and token.text.endswith("0") and key_at(tokens, end) == "s" and is_adjacent(tokens, end):
        return _decade(text, tokens, (at, end + 1), Decimal(token.text))
    return None


def _decade(text: str, tokens: Sequence[Token], bounds: tuple[int, int], value: Decimal) -> Found | None:
    if value % 10 or not (10 <= value <= 90 or 1000 <= value <= 2100):
        return None
    full = value + 1900 if value < 100 else value
    figure = make_figure(text, tokens, bounds, value=full, unit="", kind="decade", alternatives=(full % 100,))
    return (figure,), bounds[1]


def _read_ordinal(text: str, tokens: Sequence[Token], at: int, words: Grammar) -> Found | None:
    """Return an ordinal or a century: « 1er », « XXIe siècle », "twenty-first century", « vingtième »."""
    number = _ordinal(tokens, at, words)
    if number is None:
        return None
    value, end, weak = number
    step = end + (key_at(tokens, end) in HYPHENS and end < len(tokens))
    follows = key_at(tokens, step) in _CENTURY or _shares_century(tokens, end)
    kind = "century" if follows else "ordinal"
    end = step + 1 if key_at(tokens, step) in _CENTURY else end
    is_final = key_at(tokens, end) in ("de", "d") and key_at(tokens, end + 1) == "finale"
    others = (Decimal(2 * value),) if is_final else ()  # « huitièmes de finale » is the "round of 16"
    is_spelled = tokens[at].kind == "word"
    known = {"value": Decimal(value), "unit": "", "kind": kind, "weak": weak or is_final}
    known |= {"spelled": is_spelled, "alternatives": others}
    return (make_figure(text, tokens, (at, end), **known),), end


def _shares_century(tokens: Sequence[Token], at: int) -> bool:
    """Return whether « et XIXe siècles », "and 19th centuries" follows at token ``at``."""
    return key_at(tokens, at) in ("et", "and", "-", "–", "ou", "or") and any(
        key_at(tokens, at + step) in _CENTURY for step in (2, 3)
    )


def _ordinal(tokens: Sequence[Token], at: int, words: Grammar) -> tuple[int, int, bool] | None:
    """Return the value of the ordinal at token ``at``, the token after it, and whether it is weak."""
    token = tokens[at]
    if token.kind == "num":
        suffix = at + 1
        touches = is_adjacent(tokens, suffix) or key_at(tokens, suffix + 1) in _CENTURY
        if token.text.isdigit() and touches and _SUFFIX[words.language].fullmatch(key_at(tokens, suffix)):
            return int(token.text), suffix + 1, False
        return None
    if token.kind != "word":
        return None
    if token.key in words.ordinals:
        return words.ordinals[token.key], at + 1, False
    if token.key in words.weak_ordinals and key_at(tokens, at - 1) not in ("par", "per", "/"):  # no unit
        return words.weak_ordinals[token.key], at + 1, True
    tens = words.cardinals.get(token.key, 0)
    is_hundred = token.key in words.hundreds or key_at(tokens, at + 1) in words.hundreds
    if tens >= _TEN or token.key == "quatre" or is_hundred:
        return _compound_ordinal(tokens, at, words)
    return _roman_ordinal(tokens, at, words)


def _compound_ordinal(tokens: Sequence[Token], at: int, words: Grammar) -> tuple[int, int, bool] | None:
    """Return "twenty-first", « vingt et unième », « quatre-vingt-dixième »."""
    total, index = 0, at
    while index < len(tokens):
        key = tokens[index].key
        if key in words.ordinals or (key in words.weak_ordinals and words.language == "en"):
            last = words.ordinals.get(key) or words.weak_ordinals[key]
            if 0 < total < _TEN and last < _THOUSAND and (total, last) != (4, 20):
                return None  # « quatre cinquièmes » are four fifths, « quatre-vingtième » is 80th
            if last >= _THOUSAND:  # « cent millionième »
                total *= last
            else:
                total = 80 + last - 20 if total == 4 and last == 20 else total + last
            return (total, index + 1, False) if index > at else None
        if key in words.cardinals:
            total = 80 if key == "vingt" and total == 4 else total + words.cardinals[key]
        elif key in words.hundreds:
            total = 100 * max(total, 1)
        elif key not in ("-", "et", "and"):
            return None
        index += 1
    return None


def _roman_ordinal(tokens: Sequence[Token], at: int, words: Grammar) -> tuple[int, int, bool] | None:
    """Return « XXIe », « XXI e siècle », « XVIIIème »: the suffix touches or a century follows."""
    text = tokens[at].text
    if words.language != "fr":
        value = roman(text[:-2]) if text.endswith("th") else None
        return (value, at + 1, False) if value else None
    capitals = text.rstrip("abcdefghijklmnopqrstuvwxyzèé")
    value = roman(capitals)
    if not value:
        return None
    suffix = text[len(capitals) :].replace("è", "e")
    fits = _SUFFIX["fr"].fullmatch(suffix) and (value > 1) == (suffix[:1] != "r" and suffix[:2] != "er")
    if suffix and fits and not (suffix.startswith("nd") and value != _SECOND):  # « Inde » is a country
        return value, at + 1, False
    if suffix:
        return None
    step = at + 1 + (key_at(tokens, at + 1) in ("e", "eme"))
    return (value, step, False) if key_at(tokens, step) in _CENTURY else None


def _read_reign(text: str, tokens: Sequence[Token], at: int, words: Grammar) -> Found | None:
    """Return the Roman number of a king or a war: "Louis XIV", "World War II"."""
    token = tokens[at]
    is_long = len(token.text) > 1
    follows = at > 0 and tokens[at - 1].kind == "word" and tokens[at - 1].text[:1].isupper()
    if token.kind != "word" or not (follows or (is_long and words.language == "en")):
        return None
    value = roman(token.text)
    if not value or (key_at(tokens, at + 1) == "." and not is_long):
        return None
    is_weak = not is_long or words.language == "en"
    known = {"value": Decimal(value), "unit": "", "kind": "ordinal", "weak": is_weak}
    return (make_figure(text, tokens, (at, at + 1), **known),), at + 1


def _read_half(text: str, tokens: Sequence[Token], at: int, words: Grammar) -> Found | None:
    """Return a half or « la moitié »: « une demi-heure », "half a million", "half" alone is weak."""
    key = tokens[at].key
    if key not in words.halves and key not in words.fractions:
        return None
    if key in words.fractions:
        return _lone_fraction(text, tokens, at, words)
    step = at + 1
    while step < at + 3 and key_at(tokens, step) in (*HYPHENS, "a", "an", "of") and step < len(tokens):
        step += 1
    scale = words.scales.get(key_at(tokens, step), words.collectives.get(key_at(tokens, step)))
    end = step + 1 if scale else at + 1
    unit = (unit_after(tokens, end, words) if scale else find_unit(tokens, step, words)) or ("", end)
    if unit[1] < len(tokens) and tokens[unit[1]].kind == "num":  # "in the first half of EUR 2.5 billion"
        unit = ("", end)
    known = {
        "value": Decimal(scale or 1) / 2,
        "unit": unit[0],
        "weak": not (scale or unit[0]),
        "spelled": True,
    }
    return (make_figure(text, tokens, (at, unit[1]), kind="fraction", **known),), unit[1]


def _lone_fraction(text: str, tokens: Sequence[Token], at: int, words: Grammar) -> Found | None:
    part = words.fractions[tokens[at].key]
    is_weak = tokens[at].key not in ("moitie", *SIGNS)
    known = {"value": to_decimal(part), "unit": "", "weak": is_weak, "spelled": True}
    return (make_figure(text, tokens, (at, at + 1), kind="fraction", **known),), at + 1


def _read_money(text: str, tokens: Sequence[Token], at: int, words: Grammar) -> Found | None:
    """Return money whose currency comes first: "$5 million", "€3.5bn", "CHF 200"."""
    if tokens[at].key not in words.prefixes:
        return None
    unit = find_unit(tokens, at, words)
    if unit is None or unit[0] not in words.currencies or unit[1] >= len(tokens):
        return None
    amount = read_amount(tokens, unit[1], words) if tokens[unit[1]].kind == "num" else None
    if amount is None:
        return None
    after = unit_after(tokens, amount.after, words)
    is_repeated = after is not None and after[0] in words.currencies and tokens[at].kind == "sym"
    end = after[1] if after and is_repeated else amount.after
    known = {"value": amount.value, "unit": unit[0], "alternatives": amount.alternatives}
    return (make_figure(text, tokens, (at, end), kind="money", **known),), end


def _read_amount(text: str, tokens: Sequence[Token], at: int, words: Grammar) -> Found | None:
    """Return a number with its unit: « 12,5 millions d'euros », « deux ans et demi », "5-km"."""
    token = tokens[at]
    if token.kind == "sym" or (token.kind == "word" and token.key not in words.triggers):
        return None
    amount = read_amount(tokens, at, words)
    if amount is None:
        return None
    unit, end = unit_after(tokens, amount.after, words) or ("", amount.after)
    if unit and key_at(tokens, end - 1) and end > amount.after:
        halves = read_half_after(tokens, end, words)
        if halves:
            amount, end = replace(amount, value=amount.value + Decimal("0.5")), end + halves
    figure = make_figure(
        text,
        tokens,
        (at, end),
        value=amount.value,
        unit=unit,
        kind=kind_of(amount, unit, words),
        approximate=amount.approximate,
        alternatives=amount.alternatives,
        weak=amount.weak and not unit,
        spelled=amount.spelled,
        lasting=unit == "hour" and words.language == "fr" and is_lasting(tokens, at, end),
    )
    return (figure,), end


def read_half_after(tokens: Sequence[Token], at: int, words: Grammar) -> int:
    """Return the number of tokens of « et demi », "and a half" at token ``at``, 0 for none."""
    phrases = (("et", "demi"), ("et", "demie")) if words.language == "fr" else (("and", "a", "half"),)
    for phrase in phrases:
        if tuple(token.key for token in tokens[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _read_weak(text: str, tokens: Sequence[Token], at: int, words: Grammar) -> Found | None:
    """Return words that hold a number without writing one: "both", "twice", « doubler »."""
    if tokens[at].key in ("fortnight", "fortnights"):
        weeks = {"value": Decimal(2), "unit": "week", "spelled": True}
        return (make_figure(text, tokens, (at, at + 1), kind="measure", **weeks),), at + 1
    value = words.weak.get(tokens[at].key)
    if value is None:
        return None
    known = {"value": Decimal(value), "unit": "", "weak": True, "spelled": True}
    return (make_figure(text, tokens, (at, at + 1), kind="number", **known),), at + 1


_READERS: tuple[Callable[[str, Sequence[Token], int, Grammar], Found | None], ...] = (
    _read_code,
    read_calendar,
    _read_decade,
    _read_ordinal,
    _read_reign,
    _read_money,
    _read_half,
    _read_amount,
    _read_weak,
)
