"""Facts put wrong on purpose in true sentences, by a seeded script: what the guard must stop.

Unsupported facts are nowhere in the article; misplaced ones are in it, but somewhere else.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.checks.figures.figure import Figure
from pipeline.checks.figures.parse import parse
from pipeline.checks.naming import mentions

UNSUPPORTED = (
    "number changed",
    "name of another article",
    "date shifted",
    "negation removed",
    "negation added",
)
MISPLACED = ("number of the same article", "name of the same article")
KINDS = UNSUPPORTED + MISPLACED
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CALENDAR = re.compile(rf"\b(?:{_MONTHS}|{_DAYS})\b|{_YEAR.pattern}")
_SPELLED = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NEGATION = re.compile(
    r"\b(?:do|does|did)\s+not\s+|(?<!or)(?<!if)\s+not\b(?! only)|\bnever\s+|\bno (?=[a-z])", re.IGNORECASE
)
_CONTRACTED = re.compile(r"\b(\w+)n['’]t\b", re.IGNORECASE)
_WHOLE = {"ca": "can", "wo": "will", "sha": "shall"}
_AUXILIARY = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|can|could|should|must)\b"
    r"(?! (?:not|no|never|only|just)\b)(?=\s[a-z])"
)
_NEGATED = re.compile(r"\b(?:not|no|never|without|nor|none|nobody|nothing)\b|n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A true sentence of a summary with its article, and the names of another article to draw from."""

    text: str
    document: str
    foreign_names: tuple[str, ...] = ()


def inject(kind: str, sentence: Sentence, random_: random.Random) -> str | None:
    """Return the sentence with one fact of ``kind`` put wrong, or None when it has no place for it."""
    return _INJECTORS[kind](sentence, random_)


def _numbers(text: str) -> list[Figure]:
    kinds = ("number", "percent", "money", "measure")
    found = [figure for figure in parse(text, "en") if figure.kind in kinds and not figure.weak]
    return [figure for figure in found if not _YEAR.fullmatch(figure.text)]


def _number_changed(sentence: Sentence, random_: random.Random) -> str | None:
    figures = _numbers(sentence.text)
    if not figures:
        return None
    figure = random_.choice(figures)
    changed = _other_digits(figure.text, random_) if any(c.isdigit() for c in figure.text) else None
    changed = changed or _other_word(figure.text, random_)
    if changed is None or _holds_value(sentence.document, changed):
        return None
    return _put(sentence.text, figure, changed)


def _other_digits(text: str, random_: random.Random) -> str:
    """Return ``text`` with one digit changed; a first digit does not become 0."""
    places = [place for place, character in enumerate(text) if character.isdigit()]
    place = random_.choice(places)
    allowed = [digit for digit in "123456789" if digit != text[place]]
    return text[:place] + random_.choice(allowed) + text[place + 1 :]


def _other_word(text: str, random_: random.Random) -> str | None:
    found = [word for word in _SPELLED if re.search(rf"\b{word}\b", text, re.IGNORECASE)]
    if not found:
        return None
    other = random_.choice([word for word in _SPELLED if word not in found])
    other = other.capitalize() if text[0].isupper() else other
    return re.sub(rf"\b{found[0]}\b", other, text, count=1, flags=re.IGNORECASE)


def _holds_value(document: str, text: str) -> bool:
    """Tell whether ``document`` says the figure ``text`` too, so that it would not be unsupported."""
    wanted = {figure.value for figure in parse(text, "en")}
    return not wanted or any(figure.value in wanted for figure in parse(document, "en"))


def _put(text: str, figure: Figure, other: str) -> str:
    return text[: figure.span.start] + other + text[figure.span.end :]


def _number_of_article(sentence: Sentence, random_: random.Random) -> str | None:
    own = _numbers(sentence.text)
    values = {figure.value for figure in own}
    for figure in random_.sample(own, len(own)):
        others = [
            other
            for other in _numbers(sentence.document)
            if other.kind == figure.kind and other.value not in values and other.unit == figure.unit
        ]
        if others:
            return _put(sentence.text, figure, random_.choice(others).text)
    return None


def _names(text: str) -> list[str]:
    return [mention.text for mention in mentions(text) if not mention.opens]


def _name_of_other(sentence: Sentence, random_: random.Random) -> str | None:
    strange = [name for name in sentence.foreign_names if not _shares_word(name, sentence.document)]
    return _rename(sentence.text, strange, random_)


def _shares_word(name: str, text: str) -> bool:
    return any(word[:4].lower() in text.lower() for word in name.split() if word[0].isupper())


def _name_of_article(sentence: Sentence, random_: random.Random) -> str | None:
    own = {word for name in _names(sentence.text) for word in name.split()}
    others = [name for name in _names(sentence.document) if not own & set(name.split())]
    return _rename(sentence.text, others, random_)


def _rename(text: str, names: Sequence[str], random_: random.Random) -> str | None:
    """Return ``text`` with one of its names replaced by one of ``names`` that has as many words, or None."""
    own = _names(text)
    for name in random_.sample(own, len(own)):
        fitting = [other for other in names if _fits(other, name)]
        found = re.search(rf"\b{re.escape(name)}\b", text)
        if fitting and found:
            return text[: found.start()] + random_.choice(fitting) + text[found.end() :]
    return None


def _fits(other: str, name: str) -> bool:
    return len(other.split()) == len(name.split()) and other.isupper() == name.isupper()


def _date_shifted(sentence: Sentence, random_: random.Random) -> str | None:
    found = list(_CALENDAR.finditer(sentence.text))
    if not found:
        return None
    match = random_.choice(found)
    word = match.group()
    kinds = [names.split("|") for names in (_MONTHS, _DAYS) if word in names.split("|")]
    others = kinds[0] if kinds else [str(int(word) + step) for step in (-11, -3, -1, 1, 2, 10)]
    others = [other for other in others if other not in sentence.document and other != word]
    return (
        sentence.text[: match.start()] + random_.choice(others) + sentence.text[match.end() :]
        if others
        else None
    )


def _negation_removed(sentence: Sentence, random_: random.Random) -> str | None:
    text = _CONTRACTED.sub(_written_out, sentence.text)
    found = list(_NEGATION.finditer(text))
    if not found:
        return None
    match = random_.choice(found)
    put = "the " if match.group().lower() == "no " else ""
    return text[: match.start()] + put + text[match.end() :]


def _written_out(match: re.Match[str]) -> str:
    return f"{_WHOLE.get(match.group(1).lower(), match.group(1))} not"


def _negation_added(sentence: Sentence, random_: random.Random) -> str | None:
    found = list(_AUXILIARY.finditer(sentence.text))
    if not found or _NEGATED.search(sentence.text):
        return None
    match = random_.choice(found)
    return f"{sentence.text[: match.end()]} not{sentence.text[match.end() :]}"


_INJECTORS: dict[str, Callable[[Sentence, random.Random], str | None]] = {
    "number changed": _number_changed,
    "name of another article": _name_of_other,
    "date shifted": _date_shifted,
    "negation removed": _negation_removed,
    "negation added": _negation_added,
    "number of the same article": _number_of_article,
    "name of the same article": _name_of_article,
}
