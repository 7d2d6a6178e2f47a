"""The article as the support check sees it: each segment's words, figures, names and negations.

Made once for an article; every judgement then costs well under a millisecond.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.checks.confidence import doubted
from pipeline.checks.figures.figure import Figure
from pipeline.checks.figures.parse import parse
from pipeline.checks.naming import Mention, initials_of, mentions, name_tokens
from pipeline.checks.polarity import Polarity, polarity
from pipeline.records import TranslationUnit
from pipeline.summary.content import content_stems, weights, words
from pipeline.summary.windows import is_readable


@dataclass(frozen=True, slots=True)
class Piece:
    """One readable unit. ``french`` is "" when the segment was English already, so nothing to compare.

    ``doubt`` says in words that the translator was unsure of it.
    """

    index: int
    english: str
    french: str
    stems: frozenset[str]
    figures: tuple[Figure, ...]
    tokens: frozenset[str]
    names: tuple[Mention, ...]
    polarity: Polarity
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All pieces in order of the article, and what they have together.

    ``plain`` are the folded words that stand in lower case somewhere; ``initials`` those of the names.
    """

    pieces: tuple[Piece, ...]
    weight: dict[str, float]
    tokens: frozenset[str]
    plain: frozenset[str]
    initials: frozenset[str]

    def at(self, indexes: Sequence[int]) -> tuple[Piece, ...]:
        """The pieces of these segment indexes, in order of the article."""
        wanted = set(indexes)
        return tuple(piece for piece in self.pieces if piece.index in wanted)


def gather(units: Sequence[TranslationUnit]) -> Evidence:
    """Return the evidence in ``units``; those kept in French and those without a letter hold none."""
    readable = [unit for unit in units if is_readable(unit)]
    texts = [unit.target for unit in readable]
    plain = frozenset(word for text in texts for word in words(text) if word.islower())
    pieces = tuple(_piece(unit, plain) for unit in readable)
    return Evidence(
        pieces=pieces,
        weight=weights(texts),
        tokens=frozenset().union(*(piece.tokens for piece in pieces)),
        plain=plain,
        initials=initials_of(texts),
    )


def _piece(unit: TranslationUnit, plain: frozenset[str]) -> Piece:
    french = "" if unit.status in {"passed", "copied"} or unit.source == unit.target else unit.source
    return Piece(
        index=unit.segment_index,
        english=unit.target,
        french=french,
        stems=frozenset(content_stems(unit.target)),
        figures=parse(unit.target, "en"),
        tokens=frozenset(name_tokens(unit.target)),
        names=mentions(unit.target, plain),
        polarity=polarity(unit.target),
        doubt=doubted(unit),
    )
