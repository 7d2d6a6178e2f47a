"""Tokens of a text for the figure parser, and the words of figures of a language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from pipeline.checks.lexicons import fold, rows

# Grouping by a space needs exactly three digits a group, so that « en 2012 150 personnes » is two numbers.
_ADDRESS = r"(?P<skip>https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+)|"
_PLAIN = r"""
    (?P<num>
        \d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)(?:[.,]\d+)?
      | \d{1,3}(?:['’]\d{3})+(?!\d)
      | \d{1,2}[./]\d{1,2}[./]\d{4}(?!\d) | \d{4}-\d{2}-\d{2}(?!\d)
      | \d+(?:[.,]\d+)*
    )
  | (?P<word>(?:[^\W\d_]+|[\u0300-\u036f]+)+)
  | (?P<sym>[^\w\s]|_)
    """
_TOKEN = re.compile(_PLAIN, re.VERBOSE)
_TOKEN_OR_ADDRESS = re.compile(_ADDRESS + _PLAIN, re.VERBOSE)
# Without one of these there is no address, and none need be looked for at every word.
_OF_ADDRESSES = ("@", "://", "www.")


class Token(NamedTuple):
    """``kind``: num, word or sym; ``key`` is the folded text; ``start`` and ``end`` in the text."""

    kind: str
    text: str
    key: str
    start: int
    end: int


@lru_cache(maxsize=2048)
def lex(text: str) -> tuple[Token, ...]:
    """Return the tokens of ``text`` in order; web and mail addresses are left out."""
    tokens = []
    pattern = _TOKEN_OR_ADDRESS if any(mark in text for mark in _OF_ADDRESSES) else _TOKEN
    for match in pattern.finditer(text):
        kind = match.lastgroup or "sym"
        if kind != "skip":
            form = match.group()
            key = fold(form) if kind == "word" else form
            tokens.append(Token(kind, form, key, *match.span()))
    return tuple(tokens)


Phrase = tuple[str, ...]
_EXTRA = ("midi", "minuit", "noon", "midnight", "midday", "fortnight", "fortnights")


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of figures of one language; keys are folded, except those of ``short_scales``."""

    language: str
    cardinals: Mapping[str, int]
    hundreds: frozenset[str]
    scales: Mapping[str, int]
    short_scales: Mapping[str, int]
    collectives: Mapping[str, int]
    ordinals: Mapping[str, int]
    weak_ordinals: Mapping[str, int]
    fractions: Mapping[str, Fraction]
    halves: frozenset[str]
    weak: Mapping[str, int]
    decades: Mapping[str, int]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    units: Mapping[str, tuple[tuple[Phrase, str], ...]]
    currencies: frozenset[str]
    prefixes: frozenset[str]
    triggers: frozenset[str]


def _table(language: str, category: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value, forms in rows(f"figures_{language}"):
        if name == category:
            for form in forms.split("|"):
                found[form if category in ("short_scale", "unit", "currency") else fold(form)] = value
    return found


def _whole(language: str, category: str) -> dict[str, int]:
    return {form: int(value) for form, value in _table(language, category).items()}


def _units(language: str) -> dict[str, tuple[tuple[Phrase, str], ...]]:
    """Return first token → (all tokens, canonical unit), the longest forms first.

    Tokens of one or two characters keep their case: "m" is a metre, "M" is not.
    """
    phrases: dict[str, list[tuple[Phrase, str]]] = {}
    for category in ("unit", "currency"):
        for form, value in _table(language, category).items():
            tokens = lex(form)
            phrase = tuple(token.key if len(token.text) > 2 else token.text for token in tokens)
            phrases.setdefault(tokens[0].key, []).append((phrase, value))
    return {first: tuple(sorted(found, key=lambda item: -len(item[0]))) for first, found in phrases.items()}


@lru_cache(maxsize=2)
def grammar(language: str) -> Grammar:
    """Return the figure words of ``language`` ("fr" or "en"), read once."""
    tables = {
        name: _whole(language, name)
        for name in ("cardinal", "scale", "collective", "ordinal", "weak_ordinal", "weak", "decade", "month")
    }
    weekdays, hundreds = _whole(language, "weekday"), frozenset(_table(language, "hundred"))
    fractions = {form: Fraction(value) for form, value in _table(language, "fraction").items()}
    halves, currencies = frozenset(_table(language, "half")), frozenset(_table(language, "currency").values())
    prefixes = frozenset(lex(form)[0].key for form in _table(language, "currency"))
    ones = ("a", "an", *_EXTRA) if language == "en" else ("annees", "annee", *_EXTRA)
    triggers = frozenset(ones).union(hundreds, fractions, halves, weekdays, prefixes, *tables.values())
    return Grammar(
        language=language,
        cardinals=tables["cardinal"],
        hundreds=hundreds,
        scales=tables["scale"],
        short_scales=_whole(language, "short_scale"),
        collectives=tables["collective"],
        ordinals=tables["ordinal"],
        weak_ordinals=tables["weak_ordinal"],
        fractions=fractions,
        halves=halves,
        weak=tables["weak"],
        decades=tables["decade"],
        months=tables["month"],
        weekdays=weekdays,
        units=_units(language),
        currencies=currencies,
        prefixes=prefixes,
        triggers=triggers,
    )


def to_decimal(fraction: Fraction) -> Decimal:
    """Return ``fraction`` with six decimals at most, so that 2/3 of both languages are equal."""
    return Decimal(fraction.numerator * 10**6 // fraction.denominator).scaleb(-6).normalize()
