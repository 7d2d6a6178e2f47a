"""Amounts: a number in digits or words with its scale, its half, its unit or its currency."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from pipeline.checks.figures.figure import Figure, Kind
from pipeline.checks.figures.lexer import Grammar, Token, to_decimal
from pipeline.checks.figures.numbers import literal, spelled
from pipeline.checks.lexicons import word_set
from pipeline.records import Span

HYPHENS = "-\u2010\u2011"
_ONES = ("un", "une", "a", "an", "one")
_OF = ("de", "d", "'", "’", "of", "a", "an")
_HALF_AFTER = {
    "fr": (("et", "demi"), ("et", "demie"), ("½",)),
    "en": (("and", "a", "half"), ("and", "half"), ("½",)),
}
SIGNS = ("¼", "½", "¾")
_ELIDED = "'’"
_DIMENSIONLESS = ("point", "percentage point")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number being read: value, other readings, what is known of it, and the token after it."""

    value: Decimal
    after: int
    alternatives: tuple[Decimal, ...] = ()
    approximate: bool = False
    spelled: bool = False
    weak: bool = False
    is_fraction: bool = False
    is_scale: bool = False


def is_adjacent(tokens: Sequence[Token], at: int) -> bool:
    """Return whether token ``at`` touches the one before it."""
    return 0 < at < len(tokens) and tokens[at - 1].end == tokens[at].start


def key_at(tokens: Sequence[Token], at: int) -> str:
    """Return the key of token ``at``, "" outside the text."""
    return tokens[at].key if 0 <= at < len(tokens) else ""


def find_unit(tokens: Sequence[Token], at: int, words: Grammar) -> tuple[str, int] | None:
    """Return the unit or currency written at token ``at`` and the index of the token after it."""
    if at >= len(tokens):
        return None
    for phrase, unit in words.units.get(tokens[at].key, ()):
        end = at + len(phrase)
        found = tokens[at:end]
        if len(found) < len(phrase) or not all(
            token.key == part or token.text == part if len(part) > 2 else token.text == part
            for token, part in zip(found, phrase, strict=True)
        ):
            continue
        is_elision = len(phrase[-1]) == 1 and key_at(tokens, end) in _ELIDED and is_adjacent(tokens, end)
        if not (is_elision and end < len(tokens)):
            return unit, end
    return None


def unit_after(tokens: Sequence[Token], at: int, words: Grammar) -> tuple[str, int] | None:
    """Return the unit after a number, over a hyphen ("12-year-old") or « de », "of" after a scale."""
    found = find_unit(tokens, at, words)
    if found is not None:
        return found
    if key_at(tokens, at) in HYPHENS and is_adjacent(tokens, at) and at < len(tokens):
        return find_unit(tokens, at + 1, words)
    if words.language == "en" and at < len(tokens) and tokens[at].text[0].isupper():
        found = find_unit(tokens, at + 1, words)  # "662 Indonesian rupiahs"
        if found is not None and found[0] in words.currencies:
            return found
    if key_at(tokens, at) in word_set("between_number_and_unit"):  # « les 50 dernières années »
        return find_unit(tokens, at + 1, words)
    previous = key_at(tokens, at - 1)
    takes_of = any(previous in table for table in (words.scales, words.collectives, words.fractions))
    takes_of = takes_of or previous in words.hundreds or previous in words.halves
    step = at
    while takes_of and step < at + 3 and key_at(tokens, step) in _OF and step < len(tokens):
        step += 1
    return find_unit(tokens, step, words) if step > at else None


def read_amount(tokens: Sequence[Token], at: int, words: Grammar) -> Amount | None:
    """Return the number at token ``at`` with its scale and its half; None if there is none."""
    amount = _base(tokens, at, words)
    if amount is None:
        return None
    return _with_half(tokens, _with_scale(tokens, _with_fraction(tokens, amount, words), words), words)


def _base(tokens: Sequence[Token], at: int, words: Grammar) -> Amount | None:
    token = tokens[at]
    if token.kind == "num":
        read = literal(token.text, words.language)
        return Amount(read[0], at + 1, read[1]) if read else None
    number = spelled(tokens, at, words)
    if number is not None and token.key == "neuf" and key_at(tokens, at - 1) in word_set("before_new"):
        return None  # « un comptoir tout neuf », « quoi de neuf »: no nine
    if number is not None:
        is_new = token.key == "neuf" and number.after == at + 1  # « un vélo neuf » is new, « neuf » is 9
        is_weak = is_new or (number.value == 0 and words.language == "en")
        return Amount(Decimal(number.value), number.after, spelled=True, weak=is_weak)
    if token.key in _ONES:
        return _after_one(tokens, at, words)
    return _round(tokens, at, words)


def _after_one(tokens: Sequence[Token], at: int, words: Grammar) -> Amount | None:
    """Return 1 when the article is a number: « un million », "a hundred", « un tiers », « un %»."""
    step = at + 1
    key = key_at(tokens, step)
    if key in words.collectives and tokens[at].key not in words.cardinals and key.endswith("s"):
        return None
    if _is_points(tokens, step):
        return None
    number = spelled(tokens, step, words) if key in ("hundred", "thousand") else None
    if number is not None and number.after > step + 1:
        return Amount(Decimal(number.value), number.after, spelled=True)
    halves = _half_at(tokens, step, words)
    if halves and tokens[at].key == "one":
        return Amount(Decimal("1.5"), step + halves, spelled=True)
    if key in words.scales or key in words.hundreds or key in words.collectives:
        return Amount(Decimal(1), step, spelled=True, approximate=tokens[at].key != "one")
    is_part = key in words.ordinals and (words.language == "en" or _is_french_part(tokens, step))
    if key in words.fractions or is_part:
        return Amount(Decimal(1), step, spelled=True)
    found = find_unit(tokens, step, words)
    if found is not None and (found[0] == "percent" or _half_at(tokens, found[1], words)):
        return Amount(Decimal(1), step, spelled=True)
    return None


def _is_french_part(tokens: Sequence[Token], at: int) -> bool:
    """Return whether « dixième » after « un » is a part: « un dixième des élus », no « dixième mandat »."""
    after = key_at(tokens, at + 1)
    if key_at(tokens, at + 2) == "finale":
        return False
    is_compared = key_at(tokens, at - 4) in ("moins", "plus", "pres")  # « moins d'un dixième est recyclé »
    return is_compared or not after.isalnum() or after in word_set("after_part")


def _round(tokens: Sequence[Token], at: int, words: Grammar) -> Amount | None:
    """Return a round number without a multiplier: « des milliers », "hundreds", « quelques dizaines »."""
    key = tokens[at].key
    value = 100 if key in words.hundreds else words.scales.get(key, words.collectives.get(key))
    if value is None:
        return None
    if _is_points(tokens, at):
        return None
    is_age = key in words.collectives and key_at(tokens, at - 1) in ("la", "sa", "leur")
    is_plural = key.endswith("s") or is_age or key in words.hundreds
    return Amount(Decimal(value), at + 1, approximate=True, spelled=True, is_scale=True, weak=not is_plural)


def _is_points(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a score at token ``at`` is no twenty: "he scores a lot", "a score of 27-26"."""
    is_twenty = key_at(tokens, at + 1) == "of" and not key_at(tokens, at + 2)[:1].isdigit()
    return key_at(tokens, at).startswith("score") and not is_twenty


def _with_fraction(tokens: Sequence[Token], amount: Amount, words: Grammar) -> Amount:
    """Return ``amount`` as a fraction when a denominator follows: « deux tiers », "three-quarters"."""
    at = amount.after + (key_at(tokens, amount.after) in HYPHENS and amount.after < len(tokens))
    key = key_at(tokens, at)
    part = words.fractions.get(key) if key not in SIGNS else None  # « 2 ½ » is 2.5
    is_whole = amount.value == amount.value.to_integral_value() and 0 < amount.value < 100
    if part is None and key in words.ordinals and is_whole and (amount.value == 1) == (not key.endswith("s")):
        part = Fraction(1, words.ordinals[key])
    if part is None or not is_whole or amount.value * part.numerator >= part.denominator:
        return amount
    value = to_decimal(part * int(amount.value))
    other = (Decimal(part.denominator),) if amount.value == 1 else ()
    # "a third man" is no third, « un tiers » may only be somebody else (« à un tiers »)
    is_match = key_at(tokens, at + 2) == "finale"
    is_weak = amount.value == 1 and (
        is_match or words.language == "en" or key not in ("tiers", "quart", "moitie")
    )
    return replace(
        amount, value=value, after=at + 1, alternatives=other, is_fraction=True, spelled=True, weak=is_weak
    )


def _with_scale(tokens: Sequence[Token], amount: Amount, words: Grammar) -> Amount:
    """Return ``amount`` times the scales that follow: « 1,2 milliard », "5bn", « mille milliards »."""
    value, at, factor = amount.value, amount.after, 1
    takes_of = amount.is_scale
    approximate = amount.approximate
    while at < len(tokens):
        step = at + (
            tokens[at].key in HYPHENS or (tokens[at].key in ("de", "of") and (takes_of or factor > 1))
        )
        key = key_at(tokens, step)
        found = words.scales.get(key) or words.collectives.get(key)
        is_hundred = key in words.hundreds and (
            amount.value == 1 if amount.spelled else words.language == "en"
        )
        if found is None and is_hundred and not amount.is_scale:
            found = 100
        if found is None:
            break
        approximate = approximate or key in words.collectives
        factor, at = factor * found, step + 1
    short = None if factor > 1 or amount.spelled else _short_scale(tokens, at, words)
    if short is not None:
        factor, at = short, at + 1
    others = tuple(other * factor for other in amount.alternatives)
    if words.language == "en" and key_at(tokens, at) == "m" and is_adjacent(tokens, at):
        others = (*others, value * 10**6)  # "1.7m people" and "1.7m wide"
    if key_at(tokens, at) == "milles" and key_at(tokens, at + 1) not in ("marins", "nautiques"):
        others, at = (*others, value * factor * 1000), at + 1  # miles, or a frequent slip for « mille »
    return replace(amount, value=value * factor, after=at, alternatives=others, approximate=approximate)


def _short_scale(tokens: Sequence[Token], at: int, words: Grammar) -> int | None:
    """Return the scale of "5bn", "$5m", « 15 k€ », « 3 M$ » at token ``at``."""
    if at >= len(tokens) or tokens[at].text not in words.short_scales:
        return None
    letter, touches = tokens[at].text, is_adjacent(tokens, at)
    before_money = at >= 2 and tokens[at - 2].key in words.prefixes
    found = unit_after(tokens, at + 1, words)
    after_money = found is not None and found[0] in words.currencies
    if len(letter) > 1:
        return words.short_scales[letter] if touches or before_money or after_money else None
    is_money = before_money or after_money
    is_plain = letter in "kKM" and touches and key_at(tokens, at - 2) not in HYPHENS
    return words.short_scales[letter] if is_money or is_plain else None


def _half_at(tokens: Sequence[Token], at: int, words: Grammar) -> int:
    """Return the number of tokens of « et demi », "and a half" at token ``at``, 0 for none."""
    for phrase in _HALF_AFTER[words.language]:
        if tuple(token.key for token in tokens[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _with_half(tokens: Sequence[Token], amount: Amount, words: Grammar) -> Amount:
    """Return ``amount`` with its half: « un million et demi », "two and a half million"."""
    length = _half_at(tokens, amount.after, words)
    if not length:
        return amount
    scale = words.scales.get(key_at(tokens, amount.after - 1), 1)
    with_half = replace(
        amount, value=amount.value + Decimal(scale) / 2, after=amount.after + length, approximate=False
    )
    return with_half if scale > 1 else _with_scale(tokens, with_half, words)


def make_figure(text: str, tokens: Sequence[Token], bounds: tuple[int, int], **known: object) -> Figure:
    """Return the figure over tokens ``bounds`` (half-open) of ``text`` with the fields ``known``."""
    start, end = tokens[bounds[0]].start, tokens[bounds[1] - 1].end
    return Figure(span=Span(start, end), text=text[start:end], **known)  # type: ignore[arg-type]


def kind_of(amount: Amount, unit: str, words: Grammar) -> Kind:
    """Return the kind of a number with ``unit``."""
    if unit == "percent":
        return "percent"
    if unit in words.currencies:
        return "money"
    if amount.is_fraction:
        return "fraction"
    if unit and unit not in _DIMENSIONLESS:
        return "measure"
    return "scale" if amount.is_scale else "number"
