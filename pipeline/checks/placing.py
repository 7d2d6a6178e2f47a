"""Does each figure and name of a sentence stand where the article has it?

*Siemens will close 12 stations* for "Roy will close 12 stations, Siemens sells wagons": Siemens and 12 are
both in the article, and nothing is invented; but the place that Siemens has in the sentence is Roy's.
A place is the words around it. Two places are the more alike the more words they share, the nearer those
stand, on the same side and about as far away; a fact is misplaced when the place of another one is
clearly more alike to where it stands than any place of its own.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.checks.evidence import Evidence, Piece
from pipeline.checks.figures.figure import Figure
from pipeline.checks.figuring import has_figure, same, told_figures
from pipeline.checks.naming import Mention, is_held, mentions, name_tokens
from pipeline.records import Span
from pipeline.summary.content import STOP_WORDS, stem

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PRONOUN = re.compile(r"\b(?:he|she|they|his|her|their|him|them|it|its|who|I|we)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_REACH = 2
_SAME_SEGMENT = 0.2
_NEAR = 6.0
_SHIFT = 8.0
_SMALL = 0.25
_OTHER_SIDE = 0.6
_BY_PRONOUN = 0.9
_BY_SUBJECT = 0.8
# By how much (in 0..1) another place must be more alike: to be sure, and to be in doubt.
_AMOUNT, _DAY = (0.31, 0.15), (0.62, 0.3)
_LEAST = {
    "name": (0.87, 0.25), "year": _DAY, "date": _DAY, "weekday": _DAY, "number": _AMOUNT, "percent": _AMOUNT,
    "money": _AMOUNT, "measure": _AMOUNT, "fraction": _AMOUNT,
}  # fmt: skip

_Fact = Mention | Figure


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text: its code points, its stem, and whether it is one of the small words."""

    start: int
    end: int
    stem: str
    is_small: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """The words around a fact: stem → (how many words away, left negative; weight); ``total`` weight."""

    words: dict[str, tuple[int, float]]
    total: float


@dataclass(frozen=True, slots=True)
class Misplaced:
    """In words what surely stands in the place of another fact, and what perhaps does."""

    wrong: tuple[str, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What the sentence names and counts, and the article it is about; its own facts are no rivals."""

    evidence: Evidence
    tokens: frozenset[str]
    figures: tuple[Figure, ...]


def misplaced(sentence: str, evidence: Evidence) -> Misplaced:
    """Return which figures and names of ``sentence`` stand where the article has another one.

    Those that the article does not have at all are left to the checks of figures and of names.
    """
    names, figures = mentions(sentence, evidence.plain), told_figures(sentence)
    known = _Sentence(evidence, frozenset(name_tokens(sentence)), tuple(figures))
    wrong: list[str] = []
    doubts: list[str] = []
    facts: tuple[_Fact, ...] = (*figures, *names)
    for fact in facts:
        holders = [piece for piece in evidence.pieces if holds(piece, fact, evidence)]
        if not holders or not _may_swap(fact, sentence):
            continue
        place = _place(sentence, fact.span, evidence)
        if place.total:
            sure, doubtful = _LEAST[_kind(fact)]
            own = _own(place, fact, holders, evidence)
            likeness, said = _rival(place, fact, own + doubtful, known)
            (wrong if likeness > own + sure else doubts).extend(filter(None, (said,)))
    return Misplaced(tuple(wrong), tuple(doubts))


def _may_swap(fact: _Fact, sentence: str) -> bool:
    """Tell whether the words around ``fact`` tell its place: not those of an age, a score or a code."""
    if isinstance(fact, Mention):
        return True
    before, after = sentence[: fact.span.start][-2:], sentence[fact.span.end :][:1]
    is_age = before == ", " and after == ","
    return not is_age and _kind(fact) in _LEAST and "-" not in (before[-1:], after)


def holds(piece: Piece, fact: _Fact, evidence: Evidence) -> bool:
    """Tell whether ``piece`` says the figure or names the name."""
    if isinstance(fact, Figure):
        return has_figure(piece, fact)
    return is_held(fact, piece.tokens, evidence.initials)


@lru_cache(maxsize=512)
def _words(text: str) -> tuple[_Word, ...]:
    return tuple(
        _Word(found.start(), found.end(), stem(found.group()), found.group().lower() in STOP_WORDS)
        for found in _WORD.finditer(text)
    )


@lru_cache(maxsize=512)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in _words(text))


def _around(text: str, span: Span) -> Iterator[tuple[int, _Word]]:
    """Yield the words of ``text`` outside ``span`` with their distance, in words, left ones negative."""
    words = _words(text)
    left = [word for word in words if word.end <= span.start]
    yield from ((at - len(left), word) for at, word in enumerate(left))
    yield from enumerate((word for word in words if word.start >= span.end), 1)


def _place(sentence: str, span: Span, evidence: Evidence) -> _Place:
    """Return the place of a fact: rare words and near ones weigh most, words not in the article nothing."""
    own = {word.stem for word in _words(sentence) if span.start <= word.start < span.end}
    words: dict[str, tuple[int, float]] = {}
    for away, word in _around(sentence, span):
        weight = (_SMALL if word.is_small else evidence.weight.get(word.stem, 0.0)) * math.exp(
            -abs(away) / _NEAR
        )
        known = words.get(word.stem)
        if weight and word.stem not in own and (known is None or abs(away) < abs(known[0])):
            words[word.stem] = (away, weight)
    return _Place(words, sum(weight for _, weight in words.values()))


def _likeness(place: _Place, text: str, span: Span) -> float:
    """Return in 0..1 how alike ``place`` is to the place of ``span`` in ``text``."""
    found: dict[str, float] = {}
    for away, word in _around(text, span):
        asked = place.words.get(word.stem)
        if asked is None:
            continue
        side = 1.0 if (asked[0] > 0) == (away > 0) else _OTHER_SIDE
        value = asked[1] * side * math.exp(-max(0, abs(asked[0] - away) - 1) / _SHIFT)
        found[word.stem] = max(value, found.get(word.stem, 0.0))
    return sum(found.values()) / place.total


def _most(place: _Place, piece: Piece) -> float:
    """Return the likeness that no place in ``piece`` can exceed: that of all words in common."""
    stems = _stems(piece.english)
    return sum(weight for key, (_, weight) in place.words.items() if key in stems) / place.total


def _own(place: _Place, fact: _Fact, holders: Sequence[Piece], evidence: Evidence) -> float:
    """Return the likeness of ``place`` to the most alike place that ``fact`` has in the article.

    After its segment a name is also where *he*, *it* or *they* stand, two segments on, and the subject.
    """
    best = 0.0
    for piece in sorted(holders, key=lambda one: -_most(place, one)):
        if _most(place, piece) <= best:
            break
        for span in _spans(fact, piece, evidence):
            best = max(best, _likeness(place, piece.english, span))
    if isinstance(fact, Figure):
        return best
    at = {piece.index for piece in holders}
    for piece in evidence.pieces:
        if not any(piece.index - step in at for step in range(1, _REACH + 1)) or _most(place, piece) <= best:
            continue
        best = max(best, _BY_SUBJECT * _likeness(place, piece.english, Span(0, 0)))
        for found in _PRONOUN.finditer(piece.english):
            best = max(best, _BY_PRONOUN * _likeness(place, piece.english, Span(*found.span())))
    return best


def _spans(fact: _Fact, piece: Piece, evidence: Evidence) -> list[Span]:
    if isinstance(fact, Figure):
        return [other.span for other in piece.figures if same(fact, other)]
    return [other.span for other in piece.names if is_held(fact, frozenset(other.tokens), evidence.initials)]


def _rival(place: _Place, fact: _Fact, least: float, known: _Sentence) -> tuple[float, str]:
    """Return the likeness above ``least`` of the place of another fact, and in words which; or ``least``, "".

    A name in a segment that names ``fact`` too must be a good deal more alike: it may be its apposition.
    """
    best, told = least, ""
    for piece in known.evidence.pieces:
        is_shared = isinstance(fact, Mention) and holds(piece, fact, known.evidence)
        extra = _SAME_SEGMENT if is_shared else 0.0
        if _most(place, piece) <= best + extra:
            continue
        for text, span in _others(fact, piece, known):
            likeness = _likeness(place, piece.english, span) - extra
            if likeness > best:
                best, told = likeness, f"{text}, not {fact.text}, stands there in segment {piece.index + 1}"
    return best, told


def _others(fact: _Fact, piece: Piece, known: _Sentence) -> Iterator[tuple[str, Span]]:
    """Yield the figures of the same kind, or the names, of ``piece`` that the sentence does not have."""
    if isinstance(fact, Mention):
        yield from ((name.text, name.span) for name in piece.names if not is_held(name, known.tokens))
        return
    for other in piece.figures:
        is_told = any(same(one, other) for one in known.figures)
        if not other.weak and _kind(other) == _kind(fact) and not is_told:
            yield other.text, other.span


def _kind(fact: _Fact) -> str:
    """Return what another fact must be to stand for ``fact``: a name, a year, a figure of the same kind."""
    if isinstance(fact, Mention):
        return "name"
    return "year" if _YEAR.fullmatch(fact.text) else fact.kind
