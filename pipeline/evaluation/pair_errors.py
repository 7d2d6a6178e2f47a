"""Errors that a translation must not have, injected into good English by a seeded die."""

import random
import re
from collections.abc import Callable, Mapping

from pipeline.checks.exonyms import lexicon, plain
from pipeline.checks.figures import Figure, parse
from pipeline.checks.names import match_names
from pipeline.summary.content import content_stems

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DATE = re.compile(
    rf"\b(?:{'|'.join(_MONTHS)}|{'|'.join(_DAYS)})\b|\b(?:3[01]|[12]\d|[1-9])(?= (?:{'|'.join(_MONTHS)})\b)"
    rf"|(?<=\b(?:March|April) )\d{{1,2}}\b"
)
_UNITS = {
    "km": "miles", "kilometres": "miles", "kilometers": "miles", "miles": "kilometres", "metres": "feet",
    "meters": "feet", "feet": "metres", "kg": "tonnes", "kilos": "tonnes", "tonnes": "kilos", "tons": "kilos",
    "hectares": "acres", "litres": "barrels", "liters": "barrels", "hours": "days", "minutes": "hours",
    "seconds": "minutes", "days": "months", "weeks": "months", "months": "years", "years": "months",
    "year": "month", "percent": "kilos", "%": " km", "cm": "mm",
}  # fmt: skip
_CURRENCIES = {
    "$": "€", "€": "$", "£": "$", "dollars": "euros", "dollar": "euro", "euros": "dollars", "euro": "dollar",
    "rubles": "euros", "roubles": "euros", "pounds": "dollars", "cents": "roubles", "crowns": "euros",
}  # fmt: skip
_SCALES = {"billion": "million", "million": "billion", "thousand": "million", "trillion": "billion"}
_NEGATION = re.compile(
    r"\b(?:(ca)n['’]t|(wo)n['’]t|(\w+)n['’]t|cannot\b|(\w+) not\b|never |no (?=\w))", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"(?:(?<=[,;:(–])|(?<=\w)(?= (?:and|but|which|who|because|while|when|where) ))"
    r"[^,;:()–.!?\"]{12,}?(?=[,;:()–.!?]|$| and | but )"
)
_FEWEST, _MOST = 3, 0.6
_NAMES = ("Martinez", "Oslo", "Kowalski", "Nakamura", "Peru", "Lindqvist", "Toronto", "Ferrari")


def inject(kind: str, source: str, target: str, dice: random.Random) -> str | None:
    """Return ``target`` with one error of ``kind``, None when it has no place for one."""
    return _INJECTORS[kind](source, target, dice)


def _figures(source: str, target: str) -> list[Figure]:
    """Return the English figures in digits whose digits the French has too."""
    digits = set(re.findall(r"\d+", source))
    return [
        figure
        for figure in parse(target, "en")
        if not figure.spelled and set(re.findall(r"\d+", figure.text)) & digits
    ]


def _change_digit(source: str, target: str, dice: random.Random) -> str | None:
    figures = _figures(source, target)
    if not figures:
        return None
    figure = dice.choice(figures)
    places = [at for at in range(figure.span.start, figure.span.end) if target[at].isdigit()]
    at = dice.choice(places)
    digit = dice.choice([other for other in "123456789" if other != target[at]])
    return target[:at] + digit + target[at + 1 :]


def _drop(source: str, target: str, dice: random.Random) -> str | None:
    figures = _figures(source, target)
    if not figures:
        return None
    span = dice.choice(figures).span
    return re.sub(r" {2,}", " ", target[: span.start] + target[span.end :]).strip()


def _swap(table: Mapping[str, str], *, after_digit: bool) -> Callable[[str, str, random.Random], str | None]:
    words = "|".join(re.escape(word) if not word.isalpha() else rf"\b{word}\b" for word in table)
    before = r"(?:(?<=\d)|(?<=\d[ -])|(?<=llion ))" if after_digit else ""
    pattern = re.compile(before + f"(?:{words})")

    def swap(_: str, target: str, dice: random.Random) -> str | None:
        found = list(pattern.finditer(target))
        if not found:
            return None
        match = dice.choice(found)
        return target[: match.start()] + table[match.group()] + target[match.end() :]

    return swap


def _swap_currency(source: str, target: str, dice: random.Random) -> str | None:
    """Swap all signs of one currency in a figure: "$5" to "€5"."""
    figures = [figure for figure in parse(target, "en") if figure.kind == "money"]
    if not figures or not any(figure.kind == "money" for figure in parse(source, "fr")):
        return None
    figure = dice.choice(figures)
    text = re.sub(
        r"[$€£]|\b(?:dollars?|euros?|rubles|roubles|pounds|cents|crowns)\b",
        lambda match: _CURRENCIES[match.group()],
        figure.text,
    )
    return target[: figure.span.start] + text + target[figure.span.end :]


def _shift_date(_: str, target: str, dice: random.Random) -> str | None:
    found = list(_DATE.finditer(target))
    if not found:
        return None
    match = dice.choice(found)
    word = match.group()
    if word.isdigit():
        new = str(int(word) % 28 + 1)
    else:
        table = _MONTHS if word in _MONTHS else _DAYS
        new = dice.choice([other for other in table if other != word])
    return target[: match.start()] + new + target[match.end() :]


def _remove_negation(source: str, target: str, dice: random.Random) -> str | None:
    if not re.search(r"\b(?:ne |n['’])", source):
        return None
    found = list(_NEGATION.finditer(target))
    if not found:
        return None
    match = dice.choice(found)
    kept = next(
        (group for group in match.groups() if group), "can" if "cannot" in match.group().lower() else ""
    )
    kept = {"ca": "can", "wo": "will"}.get(kept.lower(), kept)
    return target[: match.start()] + kept + target[match.end() :]


def _replace_name(source: str, target: str, dice: random.Random) -> str | None:
    common = lexicon().common
    found = [
        match.target
        for match in match_names(source, target)
        if match.verdict == "ok" and match.target[:1].isupper() and match.target in target
        if plain(match.source) not in common and plain(match.source).removesuffix("s") not in common
    ]
    names = [name for name in found if not re.search(rf"(?:^|[.!?\"“] ?){re.escape(name)}", target)]
    if not names:
        return None
    name = dice.choice(names)
    return re.sub(
        rf"\b{re.escape(name)}\b", dice.choice([other for other in _NAMES if other != name]), target
    )


def _drop_clause(_: str, target: str, dice: random.Random) -> str | None:
    """Cut out a clause or coordinated phrase of three content words or more, at most six tenths of it all."""
    found = [
        match
        for match in _CLAUSE.finditer(target)
        if len(content_stems(match.group())) >= _FEWEST and len(match.group()) < _MOST * len(target)
    ]
    if not found:
        return None
    match = dice.choice(found)
    return (target[: match.start()].rstrip(" ,;:(–") + target[match.end() :]).strip()


_INJECTORS: Mapping[str, Callable[[str, str, random.Random], str | None]] = {
    "digit changed": _change_digit,
    "figure dropped": _drop,
    "unit swapped": _swap(_UNITS, after_digit=True),
    "currency swapped": _swap_currency,
    "scale word swapped": _swap(_SCALES, after_digit=True),
    "date shifted": _shift_date,
    "negation removed": _remove_negation,
    "name replaced": _replace_name,
    "clause dropped": _drop_clause,
}
_OTHER_RULES = {"negation removed": "negation", "name replaced": "name", "clause dropped": "omission"}
# The kind of error and the rule that must catch it.
KINDS: Mapping[str, str] = {kind: _OTHER_RULES.get(kind, "figure") for kind in _INJECTORS}
