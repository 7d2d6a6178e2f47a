"""Dates and weekdays, and the words for noon and midnight."""

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.checks.figures.amounts import HYPHENS, is_adjacent, key_at, make_figure
from pipeline.checks.figures.clock import read_clock, read_spelled_clock
from pipeline.checks.figures.figure import Clock, Day, Figure
from pipeline.checks.figures.lexer import Grammar, Token
from pipeline.checks.figures.numbers import spelled
from pipeline.checks.lexicons import word_set

Found = tuple[tuple[Figure, ...], int]

_NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})|(\d{4})-(\d{2})-(\d{2})")
_JOINERS = ("et", "au", "a", "ou", "and", "to", "or", ",", "/", *HYPHENS, "–")
_YEAR = re.compile(r"(?:1\d|20)\d\d")
_DAY_SUFFIX = ("er", "st", "nd", "rd", "th")
_FEWEST_OF_FULL_NAME = 5
_OTHER_WORDS = frozenset(("may", "march", "august"))
_LAST_DAY, _LAST_MONTH = 31, 12


def read_calendar(text: str, tokens: Sequence[Token], at: int, words: Grammar) -> Found | None:
    """Return the dates, the weekday or the time that begin at token ``at``."""
    token = tokens[at]
    if token.kind == "num":
        return (
            _numeric(text, tokens, at)
            or _days_first(text, tokens, at, words)
            or read_clock(text, tokens, at, words)
        )
    if token.kind != "word":
        return None
    if token.key in words.months:
        return _month_first(text, tokens, at, words)
    if token.key in words.weekdays:
        return _weekday(text, tokens, at, words)
    if token.key in ("midi", "minuit", "noon", "midnight", "midday"):
        hour = 0 if token.key in ("minuit", "midnight") else 12
        known = {"value": Clock(hour, 0), "unit": "", "weak": True, "spelled": True}
        return (make_figure(text, tokens, (at, at + 1), kind="time", **known),), at + 1
    if words.language == "fr" or token.key in words.cardinals or token.key in words.ordinals:
        return _spelled_day(text, tokens, at, words) or read_spelled_clock(text, tokens, at, words)
    return None


def _numeric(text: str, tokens: Sequence[Token], at: int) -> Found | None:
    """Return "12/03/2024" with the day first, or the ISO form."""
    found = _NUMERIC.fullmatch(tokens[at].text)
    if found is None:
        return None
    first, second, year, iso_year, iso_month, iso_day = (int(part or 0) for part in found.groups())
    if iso_year:
        year, second, first = iso_year, iso_month, iso_day
    if second > _LAST_MONTH:
        first, second = second, first
    if not (1 <= second <= _LAST_MONTH and 1 <= first <= _LAST_DAY):
        return None
    return (_date(text, tokens, (at, at + 1), Day(year, second, first)),), at + 1


def _date(text: str, tokens: Sequence[Token], bounds: tuple[int, int], value: Day) -> Figure:
    return make_figure(text, tokens, bounds, value=value, unit="", kind="date")


def _day_number(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Return the day of the month in digits at token ``at`` and the token after it: "12", "1er", "3rd"."""
    if at >= len(tokens) or tokens[at].kind != "num" or not tokens[at].text.isdigit():
        return None
    day = int(tokens[at].text)
    if not 1 <= day <= _LAST_DAY:
        return None
    has_suffix = key_at(tokens, at + 1) in _DAY_SUFFIX and is_adjacent(tokens, at + 1)
    return day, at + 1 + has_suffix


def _days_first(text: str, tokens: Sequence[Token], at: int, words: Grammar) -> Found | None:
    """Return « le 12 mars 2024 », « du 10 au 15 mars », "12 and 13 March", "the 6th of December 1933"."""
    days: list[tuple[int, int, int]] = []
    index = at
    while (read := _day_number(tokens, index)) is not None:
        days.append((read[0], index, read[1]))
        index = read[1]
        if key_at(tokens, index) not in _JOINERS or index >= len(tokens):
            break
        index += 1 + (key_at(tokens, index + 1) in ("le", "the"))
    step = index + (key_at(tokens, index) == "of") if days else index
    if not days or not _is_month(tokens, step, words):
        return None
    month = words.months[tokens[step].key]
    year, end = _year(tokens, step + 1)
    figures = [_date(text, tokens, (begin, after), Day(year, month, day)) for day, begin, after in days[:-1]]
    figures.append(_date(text, tokens, (days[-1][1], end), Day(year, month, days[-1][0])))
    return tuple(figures), end


def _is_month(tokens: Sequence[Token], at: int, words: Grammar) -> bool:
    return at < len(tokens) and tokens[at].kind == "word" and tokens[at].key in words.months


def _year(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    """Return the year at token ``at``, over a full stop or a comma, and the token after it."""
    step = at + (key_at(tokens, at) in (",", "."))
    if step < len(tokens) and _YEAR.fullmatch(tokens[step].text):
        return int(tokens[step].text), step + 1
    return None, at


def _month_first(text: str, tokens: Sequence[Token], at: int, words: Grammar) -> Found | None:
    """Return "March 12, 2024", "March 12 and 13", « mars 2024 », « en mars »."""
    month = words.months[tokens[at].key]
    step = at + 1 + (key_at(tokens, at + 1) == "." and len(tokens[at].key) < _FEWEST_OF_FULL_NAME)
    days: list[tuple[int, int, int]] = []
    if words.language == "en":
        step += key_at(tokens, step) == "the"
        while (read := _day_number(tokens, step)) is not None:
            days.append((read[0], step, read[1]))
            step = read[1]
            follows = _day_number(tokens, step + 1) if key_at(tokens, step) in _JOINERS else None
            if follows is None or key_at(tokens, step) == ",":
                break
            step += 1
    if not days:
        year, end = _year(tokens, at + 1)
        return _lone_month(text, tokens, (at, end), Day(year, month, None), words)
    year, end = _year(tokens, days[-1][2])
    first = days[0]
    figures = [_date(text, tokens, (at, first[2] if len(days) > 1 else end), Day(year, month, first[0]))]
    figures += [
        _date(text, tokens, (begin, after), Day(year, month, day)) for day, begin, after in days[1:-1]
    ]
    if len(days) > 1:
        figures.append(_date(text, tokens, (days[-1][1], end), Day(year, month, days[-1][0])))
    return tuple(figures), end


def _lone_month(
    text: str, tokens: Sequence[Token], bounds: tuple[int, int], value: Day, words: Grammar
) -> Found | None:
    """Return a month without a day, unless it may be a name or a verb: "may", « Avril Lavigne »."""
    token = tokens[bounds[0]]
    is_capital = token.text[0].isupper()
    is_start = bounds[0] == 0 or tokens[bounds[0] - 1].kind == "sym"
    follows = tokens[bounds[1]] if bounds[1] < len(tokens) else token
    if is_capital and words.language == "fr" and follows.kind == "word" and follows.text[0].isupper():
        return None  # « Avril Lavigne »
    if value.year is None:
        if len(token.key) < _FEWEST_OF_FULL_NAME and token.key not in word_set("short_months"):
            return None
        is_no_other_word = words.language == "en" and token.key not in _OTHER_WORDS  # "since mid-december"
        is_written_wrong = is_capital == (words.language == "fr") and not is_no_other_word
        if is_written_wrong and not (is_start and words.language == "fr"):
            return None
    is_weak = value.year is None and is_start and token.key in ("may", "march")
    figure = make_figure(text, tokens, bounds, value=value, unit="", kind="date", weak=is_weak)
    return (figure,), bounds[1]


def _weekday(text: str, tokens: Sequence[Token], at: int, words: Grammar) -> Found | None:
    token = tokens[at]
    if words.language == "en" and not token.text[0].isupper():
        return None
    value = Decimal(words.weekdays[token.key])
    return (make_figure(text, tokens, (at, at + 1), value=value, unit="weekday", kind="weekday"),), at + 1


def _spelled_day(text: str, tokens: Sequence[Token], at: int, words: Grammar) -> Found | None:
    """Return a date whose day is in words: « le premier mai », « le trente juin »."""
    if tokens[at].key in ("premier", "first"):
        day, end = 1, at + 1
    else:
        number = spelled(tokens, at, words) if tokens[at].key in words.cardinals else None
        if number is None:
            return None
        day, end = number
    end += key_at(tokens, end) == "of"
    if not _is_month(tokens, end, words) or not 1 <= day <= _LAST_DAY:
        return None
    if words.language == "en" and not tokens[end].text[0].isupper():
        return None
    year, after = _year(tokens, end + 1)
    return (_date(text, tokens, (at, after), Day(year, words.months[tokens[end].key], day)),), after
