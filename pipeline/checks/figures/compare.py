"""Which French figure became which English one, and which were lost, changed or invented."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from pipeline.checks.figures.figure import Clock, Day, Figure, Match
from pipeline.checks.figures.garbled import mend
from pipeline.checks.figures.lexer import grammar, lex
from pipeline.checks.figures.parse import parse
from pipeline.checks.figures.ratios import with_ratios
from pipeline.checks.figures.turned import turned, unsigned
from pipeline.checks.lexicons import word_set

_FAMILIES = {
    **dict.fromkeys(("USD", "CAD", "AUD", "HKD"), "dollar"),
    **dict.fromkeys(("GBP", "lb", "EGP", "LBP", "SYP"), "pound"),
    **dict.fromkeys(("CHF", "XAF"), "franc"),
    **dict.fromkeys(("°C", "°F"), "degree"),
    "percentage point": "point",
    "TRY": "pound",
    "IDR": "INR",
    "mph": "mph",
    "night": "day",
}
_SECONDS = {
    "second": Decimal(1), "minute": Decimal(60), "hour": Decimal(3600), "day": Decimal(86400),
    "night": Decimal(86400), "week": Decimal(604800), "month": Decimal(2629800), "year": Decimal(31557600),
    "decade": Decimal(315576000), "century": Decimal(3155760000),
}  # fmt: skip
# « quinze jours » is a fortnight, « huit jours » a week; the count includes both ends.
_FORTNIGHTS = {(Decimal(15), "day"): Decimal(14 * 86400), (Decimal(8), "day"): Decimal(7 * 86400)}
_ONE_WORDS = {
    "fr": frozenset(("un", "une", "seul", "seule", "premier", "premiere", "unique")),
    "en": frozenset(("one", "a", "an", "single", "only", "first", "another", "once", "sole")),
}
_PARTS: Mapping[object, frozenset[str]] = {
    Decimal(2): frozenset(("half", "halve", "halves", "halved", "halving", "double", "doubled", "twice")),
    Decimal(3): frozenset(("third", "thirds", "triple", "tripled", "treble")),
    Decimal(4): frozenset(("quarter", "quarters", "fourfold", "quadruple")),
}
_NEAR = 2
_WINDOW = 80  # a segment of more figures is a table; its rows keep their order
_OTHER_UNIT = 6
_CENTIHOUR = Decimal("0.01")
_DOZEN = 12


@dataclass(frozen=True, slots=True)
class _Side:
    """The figures of one text, its words, and the articles and words that stand for 1 in it."""

    figures: tuple[Figure, ...]
    words: frozenset[str]
    language: str


@lru_cache(maxsize=2048)
def compare(
    source: str, target: str, source_language: str = "fr", target_language: str = "en"
) -> tuple[Match, ...]:
    """Return one match per figure of ``source`` in order, then one per figure invented in ``target``.

    Weak figures ("both", « le premier ») may answer a figure of the other text and are never missed.
    """
    sources: Sequence[Figure] = parse(source, source_language)
    targets: Sequence[Figure] = parse(target, target_language)
    if not sources and not targets:
        return ()
    named = _mentions(source, source_language), _mentions(target, target_language)
    pairs = {
        at: (to, _judge((sources, at, named[0]), (targets, to, named[1])))
        for at, to in _pair(sources, targets).items()
    }
    french = _Side(tuple(sources), frozenset(token.key for token in lex(source)), source_language)
    english = _Side(tuple(targets), frozenset(token.key for token in lex(target)), target_language)
    taken = {match_at: at for at, (match_at, _) in pairs.items()}
    excuses = {at: _excuse(sources, at, english, pairs) for at in _open(sources, pairs)}
    lost = [at for at, excuse in excuses.items() if not excuse]
    invented = [at for at in _open(targets, taken) if not _excuse(targets, at, french, taken)]
    if len(invented) > len(lost):
        targets, invented = mend(target, targets, invented)
    changed = _pair_changed(sources, lost, targets, invented)
    for at, to in _other_fractions((sources, set(pairs)), (targets, set(taken)), (excuses, changed)):
        excuses[at], changed[at] = "", to
    matches = [match for _, match in pairs.values()]
    order = list(pairs)
    for at in sorted(excuses):
        order.append(at)
        matches.append(_unpaired(sources[at], targets[changed[at]] if at in changed else None, excuses[at]))
    matches = [match for _, match in sorted(zip(order, matches, strict=True), key=lambda item: item[0])]
    matches = list(turned(matches, source, target))
    answered = set(changed.values())
    left = [targets[at] for at in invented if at not in answered]
    matches += [Match(None, figure, "invented", f"{figure.text} is not in the French") for figure in left]
    return tuple(with_ratios(matches, source, target) if source_language == "fr" else matches)


def _open(figures: Sequence[Figure], paired: object) -> list[int]:
    """Return the indexes of the figures that must be answered and are not."""
    return [at for at, figure in enumerate(figures) if at not in paired and not figure.weak]  # type: ignore[operator]


def _unpaired(source: Figure, target: Figure | None, excuse: str) -> Match:
    if excuse:
        return Match(source, None, "ok", excuse)
    if target is None:
        return Match(source, None, "lost", f"{source.text} is not in the English")
    return Match(source, target, "changed", f"{source.text} became {target.text}")


@lru_cache(maxsize=2048)
def _mentions(text: str, language: str) -> frozenset[str]:
    """Return the families of the units that ``text`` names anywhere: « entre les kilomètres 80 et 131 »."""
    units = grammar(language).units
    keys = {token.key for token in lex(text)} & units.keys()
    return frozenset(
        _family(unit) for key in keys for phrase, unit in units[key] if len(phrase) == 1 and len(key) > 1
    )


def _pair(sources: Sequence[Figure], targets: Sequence[Figure]) -> dict[int, int]:
    """Return source index → target index, the surest pairs first, nearest in order first."""
    grades: dict[int, list[tuple[int, int, int]]] = {}
    for at, source in enumerate(sources):
        for to in range(max(0, at - _WINDOW), min(len(targets), at + _WINDOW)):
            target = targets[to]
            grade = _grade(source, target)
            if grade is not None:
                grades.setdefault(grade + 2 * (source.weak or target.weak), []).append((abs(at - to), at, to))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for grade in sorted(grades):
        for _, at, to in sorted(grades[grade]):
            if at in pairs or to in taken:
                continue
            taken.add(to)
            pairs[at] = to
    return pairs


def is_same_figure(source: Figure, target: Figure) -> bool:
    """Return whether two figures may be one, unit included; a unit written once is enough."""
    grade = _grade(source, target)
    return grade is not None and grade < _OTHER_UNIT


def _grade(source: Figure, target: Figure) -> int | None:
    """Return how sure it is that two figures are one: 0 equal, 6 equal but for the unit, None not."""
    source, target = unsigned(source), unsigned(target)
    left, right = source.value, target.value
    if _is_span_and_hour(source, target):
        return None
    if isinstance(left, Clock) and isinstance(right, Clock):
        return _grade_clocks(left, right)
    if isinstance(left, Clock) or isinstance(right, Clock):
        return 2 if _hours(source) == _hours(target) is not None else None
    if not (isinstance(left, Decimal) and isinstance(right, Decimal)):
        return 0 if type(left) is type(right) and _same(left, right) else None
    if (source.kind == "weekday") != (target.kind == "weekday"):
        return None
    is_same_unit = _are_one_unit(source.unit, target.unit)
    if left == right:
        return 0 if is_same_unit else 1 if not (source.unit and target.unit) else _OTHER_UNIT
    if _are_equal_spans(source, target):
        return 2
    if {left, *source.alternatives} & {right, *target.alternatives}:
        return 3 if is_same_unit else 4 if not (source.unit and target.unit) else None
    return 3 if is_same_unit and _are_both_about(source, target) else None


def _same(left: object, right: object) -> bool:
    if isinstance(left, Day) and isinstance(right, Day):
        is_one_year = not (left.year and right.year) or left.year == right.year
        return (left.month, left.day) == (right.month, right.day) and is_one_year
    return left == right


def _grade_clocks(left: Clock, right: Clock) -> int | None:
    if left.minute != right.minute or left.hour % 12 != right.hour % 12:
        return None
    if left.hour == right.hour:
        return 0
    return None if left.is_sure and right.is_sure else 3


def _is_span_and_hour(one: Figure, other: Figure) -> bool:
    """Return whether one lasts and the other is a time of day for sure: « en 2 h 14 », "2:14 p.m."."""
    return (one.lasting and _has_half(other)) or (other.lasting and _has_half(one))


def _has_half(figure: Figure) -> bool:
    """Return whether a figure is a time whose half of the day is written."""
    return isinstance(figure.value, Clock) and bool(figure.value.half)


def _hours(figure: Figure) -> Decimal | None:
    """Return a time or a duration in hours, as « 1 h 30 » may be either."""
    if isinstance(figure.value, Clock):
        return (figure.value.hour + Decimal(figure.value.minute) / 60).quantize(_CENTIHOUR)
    if isinstance(figure.value, Decimal) and figure.unit in ("hour", "minute"):
        return (figure.value * _SECONDS[figure.unit] / _SECONDS["hour"]).quantize(_CENTIHOUR)
    return None


def _family(unit: str) -> str:
    return _FAMILIES.get(unit, unit)


def _are_one_unit(left: str, right: str) -> bool:
    """Return whether two units may be one; a degree is one of either scale, °C is none of °F."""
    return _family(left) == _family(right) and {left, right} != {"°C", "°F"}


def _are_equal_spans(source: Figure, target: Figure) -> bool:
    """Return whether two durations are the same: « 18 mois », "a year and a half"."""
    if source.unit == target.unit:
        return False
    left, right = _seconds(source), _seconds(target)
    if left is None or right is None:
        return False
    return abs(left - right) <= left / 200


def _seconds(figure: Figure) -> Decimal | None:
    if not isinstance(figure.value, Decimal) or figure.unit not in _SECONDS:
        return None
    return _FORTNIGHTS.get((figure.value, figure.unit), figure.value * _SECONDS[figure.unit])


def _are_both_about(source: Figure, target: Figure) -> bool:
    """Return whether round words may be the same: « des dizaines », "dozens".

    « une dizaine » may be "a dozen", as newspapers write; « une quinzaine » and « une vingtaine » may not.
    """
    left, right = source.value, target.value
    if not (source.approximate and isinstance(left, Decimal) and isinstance(right, Decimal)):
        return False
    values = {left, right}
    if values <= {Decimal(10), Decimal(12)}:
        return True
    is_round = target.kind == "scale" and values <= {10, 12, 20}  # « une vingtaine », "dozens"
    is_near = left > 0 and abs(left - right) <= left / 4 and right != _DOZEN  # "two dozen"
    return target.approximate and (is_round or is_near)


_Place = tuple[Sequence[Figure], int, frozenset[str]]


def _judge(here: _Place, there: _Place) -> Match:
    """Return the verdict on two figures of one value: whether the unit is kept, and how sure it is.

    A place is the figures of a text, the index of one, and the families of units the text names.
    """
    source, target = here[0][here[1]], there[0][there[1]]
    left, right = _family(source.unit), _family(target.unit)
    is_other = left and right and not _are_one_unit(source.unit, target.unit)
    if is_other and not _are_equal_spans(source, target):
        return Match(source, target, "changed", f"the unit of {source.text} became that of {target.text}")
    soft = word_set("soft_units")  # time goes without saying ("aged 12"), money and percent do not
    if left and not right and left not in soft and not _is_shared(there, left):
        return Match(source, target, "changed", f"{source.text} lost its unit: {target.text}")
    if right and not left and right not in soft and not _is_shared(here, right):
        return Match(source, target, "changed", f"{source.text} got the unit of {target.text}")
    is_sure = unsigned(source).value == unsigned(target).value or _same(source.value, target.value)
    is_sure = is_sure or _are_equal_spans(source, target) or _hours(source) == _hours(target) is not None
    both_about = source.approximate and target.approximate
    if is_sure or (both_about and {source.value, target.value} <= {Decimal(10), Decimal(12)}):
        return Match(source, target, "ok")
    return Match(source, target, "ambiguous", f"{source.text} may be read as {target.text}")


def _is_shared(place: _Place, family: str) -> bool:
    """Return whether a neighbour writes the unit for both: « de 3 à 5 % », "$3 to 5 million"."""
    figures, at, mentioned = place
    near = range(max(0, at - _NEAR), min(len(figures), at + _NEAR + 1))
    is_near = any(_family(figures[index].unit) == family for index in near if index != at)
    return is_near or (family in mentioned and not any(_family(figure.unit) == family for figure in figures))


def _excuse(figures: Sequence[Figure], at: int, other: _Side, paired: object) -> str:
    """Return why figure ``at`` needs no partner in the other text, "" when it needs one."""
    figure = figures[at]
    is_one = figure.value == 1 and figure.kind in ("number", "measure", "ordinal", "fraction", "scale")
    is_score = _are_scores(figures, at, other.figures)
    if is_one and other.words & _ONE_WORDS[other.language] and not is_score:
        return "written as an article"
    if figure.value == 0 and other.words & word_set("zero"):
        return "written as a negation"
    if figure.unit == "times" and other.words & _PARTS.get(figure.value, frozenset()):
        return "written as a part"  # « deux fois moins », "half"
    if figure.kind == "code" and str(figure.value) in other.words:
        return "written apart"
    if not is_score and _is_repeated(figures, at, paired):
        return "said twice"
    is_name = figure.spelled or figure.kind == "weekday"  # « Ruby Tuesday »
    if is_name and all(token.key in other.words for token in lex(figure.text) if token.kind == "word"):
        return "left as it was"  # « la trilogie Ocean's Eleven »
    return "written in parts" if _is_in_parts(figure, other) else ""


def _are_scores(figures: Sequence[Figure], at: int, others: Sequence[Figure]) -> bool:
    """Return whether a figure is half of a score and the other text has one: 1 of "1-17" is no article."""
    return _is_half(figures, at) and any(_is_half(others, index) for index in range(len(others)))


def _is_half(figures: Sequence[Figure], at: int) -> bool:
    """Return whether one sign at most stands between a figure in digits and the next or the last one."""
    near = figures[max(0, at - 1) : at + 2]
    is_near = any(after.span.start - before.span.end == 1 for before, after in pairwise(near))
    return is_near and not figures[at].spelled


def _is_in_parts(figure: Figure, other: _Side) -> bool:
    """Return whether the other text has the parts of ``figure`` apart: « le 12 et le 13 mars », "Ariane5"."""
    atoms = set(_atoms(figure))
    is_composite = not isinstance(figure.value, Decimal) or figure.unit == "hour"
    items = [
        item
        for item in other.figures
        if (is_composite or not isinstance(item.value, Decimal))
        and not (isinstance(figure.value, Clock) and isinstance(item.value, Clock))
        and not _is_span_and_hour(figure, item)
    ]
    return bool(atoms) and atoms <= {atom for item in items for atom in _atoms(item)}


def _is_repeated(figures: Sequence[Figure], at: int, paired: object) -> bool:
    """Return whether a figure that has its partner says the same value in words already."""
    figure = figures[at]
    return any(
        index != at and index in paired and item.value == figure.value and item.unit == figure.unit  # type: ignore[operator]
        for index, item in enumerate(figures)
    )


def _atoms(figure: Figure) -> Iterator[tuple[str, Decimal]]:
    """Yield the numbers a figure is made of: a date its day, month and year, a time its hour and minute."""
    value = figure.value
    if isinstance(value, Day):
        yield "month", Decimal(value.month)
        yield from (("number", Decimal(part)) for part in (value.day, value.year) if part)
    elif isinstance(value, Clock):
        yield "number", Decimal(value.hour % 12)
        if value.minute:
            yield "number", Decimal(value.minute)
    elif isinstance(value, str):
        yield from (("number", Decimal(digits)) for digits in re.findall(r"\d+", value))
    elif isinstance(value, Decimal) and figure.kind != "weekday":
        yield "number", value % 12 if figure.unit == "hour" else abs(value)


def _pair_changed(
    sources: Sequence[Figure], lost: Sequence[int], targets: Sequence[Figure], invented: Sequence[int]
) -> dict[int, int]:
    """Return lost index → invented index where one figure seems to have become the other."""
    scored = [
        (_distance(sources[at], targets[to]), abs(at - to), at, to)
        for at in lost
        for to in invented
        if abs(at - to) < _WINDOW
        and (_class(sources[at]) == _class(targets[to]) or _is_span_and_hour(sources[at], targets[to]))
    ]
    changed: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, at, to in sorted(scored):
        if at not in changed and to not in taken:
            changed[at] = to
            taken.add(to)
    return changed


def _other_fractions(
    source: tuple[Sequence[Figure], set[int]],
    target: tuple[Sequence[Figure], set[int]],
    known: tuple[Mapping[int, str], Mapping[int, int]],
) -> list[tuple[int, int]]:
    """Return the fraction of each side that has no partner, if one alone: « un quart », "a third"."""
    left, right = (
        [at for at, figure in enumerate(figures) if figure.kind == "fraction" and at not in paired]
        for figures, paired in (source, target)
    )
    if len(left) != 1 or len(right) != 1 or right[0] in known[1].values():
        return []
    is_open = not known[0].get(left[0]) and left[0] not in known[1]
    return [(left[0], right[0])] if is_open and target[0][right[0]].weak else []


def _class(figure: Figure) -> str:
    return figure.kind if figure.kind in ("date", "time", "weekday", "code") else "number"


def _distance(source: Figure, target: Figure) -> int:
    """Return 0 for figures of one unit that share digits, up to 2 for nothing in common."""
    shares = set(str(source.value).strip("0.")) & set(str(target.value).strip("0."))
    return (_family(source.unit) != _family(target.unit)) + (not shares)
