"""Pairs made from pairs: other figures in French forms, other names, capitals, headings, set phrases.

Every function takes a seeded :class:`random.Random` and returns ``None`` when a pair does not lend itself.
"""

import random
import re
from collections.abc import Sequence

Pair = tuple[str, str]

_FRENCH_NUMBER = re.compile(
    r"(?<![\w.,])\d{1,3}(?:[ .]\d{3})+(?:,\d+)?(?![\w])|(?<![\w.,])\d+(?:,\d+)?(?!\w|[.,]\d)"
)
_ENGLISH_NUMBER = re.compile(
    r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w)|(?<![\w.,])\d+(?:\.\d+)?(?!\w|[.,]\d)"
)
_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Ý][a-zà-ÿ]{2,}(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?")

MONTHS = [
    ("janvier", "January"),
    ("février", "February"),
    ("mars", "March"),
    ("avril", "April"),
    ("mai", "May"),
    ("juin", "June"),
    ("juillet", "July"),
    ("août", "August"),
    ("septembre", "September"),
    ("octobre", "October"),
    ("novembre", "November"),
    ("décembre", "December"),
]
DAYS = [
    ("lundi", "Monday"),
    ("mardi", "Tuesday"),
    ("mercredi", "Wednesday"),
    ("jeudi", "Thursday"),
    ("vendredi", "Friday"),
    ("samedi", "Saturday"),
    ("dimanche", "Sunday"),
]
# (French carrier, English carrier, kind of figure)
CARRIERS = [
    ("Le montant s'élève à {}.", "The amount is {}.", "money"),
    ("L'entreprise a investi {} en France.", "The company invested {} in France.", "money"),
    ("Le projet coûtera {}.", "The project will cost {}.", "money"),
    ("Il a été condamné à payer {} d'amende.", "He was ordered to pay a fine of {}.", "money"),
    ("Le chiffre d'affaires a atteint {}.", "Turnover reached {}.", "money"),
    ("Un budget de {}", "A budget of {}", "money"),
    ("Les pertes sont estimées à {}.", "The losses are estimated at {}.", "money"),
    ("Le chômage a augmenté de {}.", "Unemployment rose by {}.", "percent"),
    ("Les prix ont baissé de {} en un an.", "Prices fell by {} in one year.", "percent"),
    ("Le parti a obtenu {} des voix.", "The party won {} of the vote.", "percent"),
    (
        "Un sondage dit que {} des Français sont pour cette mesure.",
        "A poll says that {} of French people are in favour of this measure.",
        "percent",
    ),
    (
        "La croissance devrait atteindre {} cette année.",
        "Growth is expected to reach {} this year.",
        "percent",
    ),
    ("Au moins {} personnes ont été tuées.", "At least {} people were killed.", "count"),
    ("Plus de {} manifestants ont défilé à Paris.", "More than {} demonstrators marched in Paris.", "count"),
    ("Environ {} emplois sont menacés.", "About {} jobs are under threat.", "count"),
    ("La ville compte {} habitants.", "The town has {} inhabitants.", "count"),
    ("Le bilan est de {} morts et {} blessés.", "The toll stands at {} dead and {} injured.", "count"),
    ("Près de {} réfugiés sont arrivés.", "Nearly {} refugees have arrived.", "count"),
    ("{} soldats ont été envoyés dans la région.", "{} soldiers were sent to the region.", "count"),
    ("L'accident s'est produit vers {}.", "The accident happened at around {}.", "time"),
    ("Le match commence à {}.", "The match starts at {}.", "time"),
    ("La police est arrivée à {}.", "The police arrived at {}.", "time"),
    ("Il est né le {}.", "He was born on {}.", "date"),
    ("L'élection aura lieu le {}.", "The election will take place on {}.", "date"),
    ("L'attentat du {} a fait plusieurs victimes.", "The attack of {} claimed several victims.", "date"),
    ("Elle a été arrêtée {}.", "She was arrested on {}.", "day"),
    ("Le président s'exprimera {}.", "The president will speak on {}.", "day"),
    ("a-t-il déclaré {}.", "he said on {}.", "day"),
]


_CURRENCIES = [
    ("euros", "euros"),
    ("euros", "euros"),
    ("dollars", "dollars"),
    ("francs suisses", "Swiss francs"),
    ("livres", "pounds"),
]


def group_french(digits: str, rng: random.Random) -> str:
    """Return whole digits as French papers group them: spaces, points, or, up to four digits, nothing."""
    mark = rng.choice([" ", " ", "."])
    if len(digits) <= 3 or (len(digits) == 4 and rng.random() < 0.4):
        return digits
    return f"{int(digits):,}".replace(",", mark)


def group_english(digits: str) -> str:
    """Return whole digits in groups of three with commas."""
    return f"{int(digits):,}" if len(digits) > 3 else digits


def _value(text: str, french: bool) -> str:
    whole = text.replace(" ", "").replace(".", "").replace(",", ".") if french else text.replace(",", "")
    return whole


def _redraw(value: str, is_year: bool, rng: random.Random) -> str:
    whole, point, decimals = value.partition(".")
    if is_year:
        return str(rng.randint(1930, 2029))
    length = max(1, len(whole) + rng.choice([-1, 0, 0, 0, 1]))
    first = rng.choice("123456789")
    rest = "".join(rng.choice("0123456789") for _ in range(length - 1))
    if length > 3 and rng.random() < 0.6:
        rest = rest[: length - 4] + "000"
    return first + rest + (point + "".join(rng.choice("123456789") for _ in decimals))


def change_figures(pair: Pair, rng: random.Random) -> Pair | None:
    """Return the pair with every figure redrawn, None unless both sides hold the same, distinct ones."""
    french, english = pair
    here = [_value(m.group(), True) for m in _FRENCH_NUMBER.finditer(french)]
    there = [_value(m.group(), False) for m in _ENGLISH_NUMBER.finditer(english)]
    if not here or sorted(here) != sorted(there) or len(set(here)) != len(here):
        return None
    year = set(re.findall(r"(?<![\w.,])(?:19|20)\d\d(?!\w|[.,]\d)", french))
    new = {value: _redraw(value, value in year, rng) for value in here}

    def to_french(match: re.Match[str]) -> str:
        value = _value(match.group(), True)
        whole, point, decimals = new[value].partition(".")
        text = whole if value in year else group_french(whole, rng)
        return text + ("," + decimals if point else "")

    def to_english(match: re.Match[str]) -> str:
        value = _value(match.group(), False)
        whole, point, decimals = new[value].partition(".")
        text = whole if value in year else group_english(whole)
        return text + ("." + decimals if point else "")

    return _FRENCH_NUMBER.sub(to_french, french), _ENGLISH_NUMBER.sub(to_english, english)


def change_names(pair: Pair, names: Sequence[str], rng: random.Random) -> Pair | None:
    """Return the pair with each name that both sides spell alike replaced by another, or None without one."""
    french, english = pair
    shared = [n for n in set(_NAME.findall(french)) if english.count(n) == 1 and french.count(n) == 1]
    if not shared:
        return None
    for name in sorted(shared):
        other = rng.choice(names)
        french, english = french.replace(name, other), english.replace(name, other)
    return french, english


def lower_names(pair: Pair) -> Pair | None:
    """Return the pair with the French as ``truecase`` leaves a heading in capitals."""
    french, english = pair
    lowered = french[:1] + french[1:].lower()
    return None if lowered == french else (lowered, english)


def as_heading(pair: Pair) -> Pair | None:
    """Return the pair without its full stops, or None when one side has none."""
    french, english = pair
    if french.endswith(".") and english.endswith(".") and not french.endswith(".."):
        return french[:-1], english[:-1]
    return None


def _count(rng: random.Random) -> Pair:
    number = rng.randint(2, 999)
    if rng.random() < 0.7:
        number = rng.randint(1, 999) * 10 ** rng.choice([1, 2, 3]) + rng.choice([0, 0, rng.randint(0, 9)])
    digits = str(number)
    return group_french(digits, rng), group_english(digits)


def _decimal(rng: random.Random) -> Pair:
    whole = rng.randint(0, 40) if rng.random() < 0.7 else rng.randint(40, 400)
    if rng.random() < 0.4:
        return str(max(1, whole)), str(max(1, whole))
    tenth = rng.randint(1, 9) if rng.random() < 0.8 else rng.randint(11, 99)
    return f"{whole},{tenth}", f"{whole}.{tenth}"


def _money(rng: random.Random) -> Pair:
    unit = rng.choice(_CURRENCIES)
    sign = {"euros": ("€", "€"), "dollars": ("$", "$"), "livres": ("£", "£")}.get(unit[0])
    if rng.random() < 0.6:
        french, english = _decimal(rng)
        scale = rng.choice([("million", "million"), ("milliard", "billion")])
        plural = "s" if float(english) >= 2 else ""
        link = "d'" if unit[0] == "euros" else "de "
        if sign and rng.random() < 0.3:
            return f"{french} {scale[0]}{plural} {sign[0]}", f"{sign[1]}{english} {scale[1]}"
        return f"{french} {scale[0]}{plural} {link}{unit[0]}", f"{english} {scale[1]} {unit[1]}"
    french, english = _count(rng)
    if sign and rng.random() < 0.5:
        return f"{french} {sign[0]}", f"{sign[1]}{english}"
    return f"{french} {unit[0]}", f"{english} {unit[1]}"


def _percent(rng: random.Random) -> Pair:
    french, english = _decimal(rng)
    form = rng.choice(["{} %", "{} %", "{}%", "{} pour cent"])
    return form.format(french), f"{english}%" if "%" in form else f"{english} per cent"


def _time(rng: random.Random) -> Pair:
    hour, minute = rng.randint(0, 23), rng.choice([0, 15, 30, 45, rng.randint(1, 59)])
    if minute == 0:
        french = rng.choice([f"{hour} heures", f"{hour}h", f"{hour} h"]) if hour > 1 else f"{hour}h"
    else:
        french = rng.choice([f"{hour} h {minute:02d}", f"{hour}h{minute:02d}", f"{hour}h{minute:02d}"])
    half = "a.m." if hour < 12 else "p.m."
    clock = (hour - 1) % 12 + 1
    return french, f"{clock}:{minute:02d} {half}" if minute else f"{clock} {half}"


def _date(rng: random.Random) -> Pair:
    day, month = rng.randint(1, 28), rng.choice(MONTHS)
    year = f" {rng.randint(1900, 2029)}" if rng.random() < 0.6 else ""
    first = "1er" if day == 1 else str(day)
    return f"{first} {month[0]}{year}", f"{day} {month[1]}{year}"


def _day(rng: random.Random) -> Pair:
    day = rng.choice(DAYS)
    if rng.random() < 0.5:
        return day
    date = _date(rng)
    return f"{day[0]} {date[0]}", f"{day[1]} {date[1]}"


_MAKERS = {"money": _money, "percent": _percent, "count": _count, "time": _time, "date": _date, "day": _day}


def set_phrase(rng: random.Random) -> Pair:
    """Return a short sentence with a figure, sum, share, time or date in French and English forms."""
    french, english, kind = rng.choice(CARRIERS)
    figures = [_MAKERS[kind](rng) for _ in range(french.count("{}"))]
    if rng.random() < 0.08:
        return figures[0]
    filled = english.format(*(e for _, e in figures))
    return french.format(*(f for f, _ in figures)), filled.replace(".m..", ".m.")
