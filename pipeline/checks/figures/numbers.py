"""Values of numbers, from digits ("380 000", "3,5") and from words ("deux cent mille")."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from pipeline.checks.figures.lexer import Grammar, Token

_GROUPS = re.compile(r"[ \u00a0\u2009\u202f'’]")
_THREE = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_THOUSANDS = ("mille", "mil", "thousand")
_ROMAN = re.compile(r"(?:X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


class Spelled(NamedTuple):
    """A number in words: its value and the index of the token after it."""

    value: int
    after: int


def literal(text: str, language: str) -> tuple[Decimal, tuple[Decimal, ...]] | None:
    """Return the value of digits and the other readings that their form allows; None if no number.

    French "1.500" is 1500 and may be 1.5; "1,500" is 1.5 and may be 1500. English "1.500" is 1.5
    and may be a French 1500 left as it was; "1,500" is 1500 only.
    """
    plain = _GROUPS.sub("", text)
    marks = [char for char in plain if char in ".,"]
    if not marks:
        return Decimal(plain), ()
    if len(marks) == 1:
        return _one_mark(plain, marks[0], language)
    if len(set(marks)) == 2 and marks.count(marks[-1]) == 1:
        other = "." if marks[-1] == "," else ","
        return Decimal(plain.replace(other, "").replace(marks[-1], ".")), ()
    if len(set(marks)) == 1 and all(len(part) == 3 for part in plain.split(marks[0])[1:]):
        return Decimal(plain.replace(marks[0], "")), ()
    return None


def _one_mark(plain: str, mark: str, language: str) -> tuple[Decimal, tuple[Decimal, ...]]:
    decimal = Decimal(plain.replace(",", "."))
    if not _THREE.fullmatch(plain):
        return decimal, ()
    grouped = Decimal(plain.replace(mark, ""))
    if language == "fr":
        return (grouped, (decimal,)) if mark == "." else (decimal, (grouped,))
    return (grouped, ()) if mark == "," else (decimal, (grouped,))


def spelled(tokens: Sequence[Token], at: int, words: Grammar) -> Spelled | None:
    """Return the number written in words at token ``at``; a lone "un" or "one" is none.

    « vingt et un », « quatre-vingt-dix-sept », « deux cent mille », "a hundred and five".
    """
    total, current, last, end = 0, 0, 0, at
    index: int | None = at
    while index is not None and index < len(tokens):
        key = tokens[index].key
        added = _add(current, last, key, words)
        if added is not None:
            current, last = added
        elif key in _THOUSANDS and total == 0:
            total, current, last = 1000 * max(current, 1), 0, 1000
        else:
            break
        end = index + 1
        index = _next_word(tokens, end, last, words.language)
    if end == at or (end == at + 1 and total == 0 and current == 1):
        return None
    return Spelled(total + current, end)


def _next_word(tokens: Sequence[Token], index: int, last: int, language: str) -> int | None:
    """Return the index of the word after ``index``, over a hyphen or the "et" and "and" within numbers."""
    if index >= len(tokens):
        return None
    token = tokens[index]
    if token.kind == "word":
        is_french = language == "fr" and token.key == "et" and 20 <= last <= 90
        is_english = language == "en" and token.key == "and" and last in (100, 1000)
        if is_french or is_english:
            following = [token.key for token in tokens[index + 1 : index + 3]] or [""]
            if is_english:  # "between two hundred and four hundred" are two numbers
                return None if "hundred" in following[1:] else index + 1
            return index + 1 if following[0] in ("un", "une", "onze") else None
        return index
    return index + 1 if token.key in "-\u2010\u2011" and tokens[index - 1].end == token.start else None


def _add(current: int, last: int, key: str, words: Grammar) -> tuple[int, int] | None:
    """Return the hundreds with the word ``key`` added and what it stood for; None if it begins another."""
    if key in words.hundreds:
        if current == 0 and key.endswith("s"):  # « des cents », "hundreds of": round, not exact
            return None
        return (max(current, 1) * 100, 100) if current < 100 else None
    value = words.cardinals.get(key)
    if value is None:
        return None
    if words.language == "fr" and key in ("vingt", "vingts") and last == 4 and current % 100 == 4:
        return current - 4 + 80, 80
    if current == 0 and last in (0, 1000):
        return value, value
    room = 100 if last == 100 else 20 if last in (60, 80) and words.language == "fr" else 10
    fits = last in (10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 1000) and 0 < value < room
    return (current + value, value) if fits and (last != 10 or value > 6) else None


def roman(text: str) -> int | None:
    """Return the value of a Roman numeral up to XXXIX: "XXI" is 21; None if it is not one."""
    if not text or not _ROMAN.fullmatch(text):
        return None
    values = [_ROMAN_VALUES[char] for char in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
