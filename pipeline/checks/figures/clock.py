"""Times of day, and the lasting times that look like them: « 20 h 30 », "8:30 pm", « en 2 h 14 »."""

from collections.abc import Sequence
from functools import lru_cache

from pipeline.checks.figures.amounts import is_adjacent, key_at, make_figure
from pipeline.checks.figures.figure import Clock, Figure, HalfOfDay
from pipeline.checks.figures.lexer import Grammar, Token
from pipeline.checks.figures.numbers import spelled
from pipeline.checks.lexicons import word_set

Found = tuple[tuple[Figure, ...], int]

_NOON, _LAST_HOUR, _LAST_MINUTE, _FEWEST_MINUTES = 12, 24, 59, 5
_HOURS = ("heures", "heure")

_HALVES: tuple[tuple[tuple[str, ...], HalfOfDay], ...] = (
    (("p", ".", "m", "."), "pm"), (("p", ".", "m"), "pm"), (("pm",), "pm"), (("du", "soir"), "pm"),
    (("de", "l", "'", "apres"), "pm"), (("de", "l", "’", "apres"), "pm"), (("in", "the", "evening"), "pm"),
    (("in", "the", "afternoon"), "pm"), (("at", "night"), "pm"), (("a", ".", "m", "."), "am"),
    (("a", ".", "m"), "am"), (("am",), "am"), (("du", "matin"), "am"), (("in", "the", "morning"), "am"),
    (("o", "'", "clock"), ""), (("o", "’", "clock"), ""),
)  # fmt: skip


def read_clock(text: str, tokens: Sequence[Token], at: int, words: Grammar) -> Found | None:
    """Return « 20 h 30 », « à 20 heures », "8:30 pm", "8.30pm", "20:30", "8 o'clock"."""
    parts = _clock_parts(tokens[at].text)
    if parts is None:
        return None
    hour, minute = parts
    key, end = key_at(tokens, at + 1), at + 1
    is_clock = False
    if key == ":" and is_adjacent(tokens, at + 1) and is_adjacent(tokens, at + 2):
        more = _clock_parts(f"{hour}:{tokens[at + 2].text}")
        if more is None or minute or key_at(tokens, at + 3) == ":":
            return None
        hour, minute, end, is_clock = *more, at + 3, True
    elif key in ("h", *_HOURS) and not minute:
        minutes = _clock_parts(f"{hour}:{key_at(tokens, at + 2)}")
        has_minutes = minutes is not None and len(key_at(tokens, at + 2)) == 2
        minute, end = (minutes[1], at + 3) if minutes and has_minutes else (0, at + 2)
        is_clock = has_minutes or (says_clock(tokens, at) and (words.language == "fr" or key == "h"))
    return _figure(text, tokens, (at, end), (hour, minute), is_clock=is_clock, language=words.language)


def read_spelled_clock(text: str, tokens: Sequence[Token], at: int, words: Grammar) -> Found | None:
    """Return a time in words: « à huit heures du soir », « à vingt heures trente », "at eight o'clock"."""
    number = spelled(tokens, at, words) if tokens[at].key in words.cardinals else None
    if number is None or number.value > _LAST_HOUR:
        return None
    has_hours = key_at(tokens, number.after) == "heures"
    is_clock = has_hours and says_clock(tokens, at)
    minute, end = 0, number.after + has_hours
    minutes = spelled(tokens, end, words) if has_hours else None
    if minutes is not None and _FEWEST_MINUTES <= minutes.value <= _LAST_MINUTE:
        ends = minutes.after >= len(tokens) or tokens[minutes.after].kind == "sym"
        if is_clock or ends:  # « vingt heures trente. », not « en vingt heures trente maisons »
            minute, end, is_clock = minutes.value, minutes.after, True
    parts = (number.value, minute)
    return _figure(text, tokens, (at, end), parts, is_clock=is_clock, language=words.language)


def _figure(
    text: str,
    tokens: Sequence[Token],
    bounds: tuple[int, int],
    parts: tuple[int, int],
    *,
    is_clock: bool,
    language: str,
) -> Found | None:
    """Return the time over ``bounds`` with the half of the day after it; None when nothing says a time."""
    half, end, is_said = _half_of_day(tokens, bounds[1])
    if not (is_clock or is_said):
        return None
    hour, minute = parts
    is_french_day = language == "fr" and tokens[bounds[0]].kind != "word"
    is_sure = bool(half) or hour > _NOON or hour == 0 or (is_french_day and not _says_evening(tokens))
    if half and (hour > _NOON or (hour == 0 and half == "pm")):
        half = "impossible"
    if half == "pm" and hour < _NOON:
        hour += 12
    elif half == "am" and hour == _NOON:
        hour = 0
    lasts = language == "fr" and not is_said and is_lasting(tokens, bounds[0], end)
    known = {"value": Clock(hour % 24, minute, is_sure, half), "unit": "", "lasting": lasts}
    known |= {"spelled": tokens[bounds[0]].kind == "word"}
    return (make_figure(text, tokens, (bounds[0], end), kind="time", **known),), end


@lru_cache(maxsize=256)
def _clock_parts(form: str) -> tuple[int, int] | None:
    """Return hour and minute of "20", "8.30" or "20:30" when they are ones."""
    hour, _, minute = form.replace(":", ".").partition(".")
    if not (hour.isdigit() and (minute.isdigit() or not minute)) or len(minute) not in (0, 2):
        return None
    parts = int(hour), int(minute or 0)
    return parts if parts[0] <= _LAST_HOUR and parts[1] <= _LAST_MINUTE else None


def says_clock(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word before token ``at`` makes "20 heures" a time: « à 20 heures »."""
    before = at - 1
    while before > 0 and tokens[before].key in ("'", "’", "les", "et", "au", "environ"):
        before -= 1
    return before >= 0 and tokens[before].key in word_set("before_clock")


def is_lasting(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Return whether French hours over tokens ``at`` to ``end`` last: « en 2 h 14 », « 19 heures de vol »."""
    if says_clock(tokens, at):
        return False
    near = {token.key for token in tokens[max(0, at - 3) : at]}
    if key_at(tokens, at - 1) in word_set("before_lasting") or near & word_set("near_lasting"):
        return True
    following = key_at(tokens, end + 1 + (key_at(tokens, end + 1) in ("'", "’")))
    is_counted = key_at(tokens, end) in ("de", "d") and following not in word_set("after_clock_of")
    # « le journal de 20 heures de la chaîne » is a time
    return is_counted and key_at(tokens, at - 1) not in ("de", "des", "du", "le", "d")


def _says_evening(tokens: Sequence[Token]) -> bool:
    """Return whether the text tells of an evening, so that « à 8 heures » may be 20:00."""
    return any(token.key in word_set("evening") for token in tokens)


def _half_of_day(tokens: Sequence[Token], at: int) -> tuple[HalfOfDay, int, bool]:
    """Return the half of « du soir », "pm", the token after it, and whether a time was written."""
    keys = tuple(token.key for token in tokens[at : at + 4])
    for phrase, half in _HALVES:
        if keys[: len(phrase)] == phrase:
            after = at + len(phrase)
            if phrase[0] == "o":  # "eight o'clock in the evening"
                return (*_half_of_day(tokens, after)[:2], True)
            return half, after, True
    return "", at, False
