"""Figures of a sentence that have lost what they count: "380,000." for "380,000 tonnes"."""

import re
from collections.abc import Iterator, Sequence

from pipeline.checks.evidence import Piece
from pipeline.checks.figures.figure import Figure
from pipeline.checks.figuring import same, told_figures
from pipeline.checks.lexicons import word_set
from pipeline.summary.content import content_stems, stem
from pipeline.summary.counted import counted, stands_alone

# "1,200 were hurt", "it killed 300": that these are people goes without saying.
_PEOPLE = frozenset(("persons", "residents", "inhabitants", "deaths", "others", "victims", "troops", "lives"))
_WORDS = re.compile(r"[a-z-]+")
_COUNTS = ("number", "measure")


def uncounted(sentence: str, pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Return in words which figures of ``sentence`` stand without the unit or noun that ``pieces`` give them.

    A noun that the sentence has elsewhere will do ("Visitors numbered 4,200."), and so will a figure that
    stands alone in the article too. Ages, years and words ("the three") count nothing.
    """
    stems = frozenset(content_stems(sentence))
    alone = [figure for figure in told_figures(sentence) if _stands_alone(figure, sentence)]
    return tuple(
        f"{figure.text} stands without what it counts ({noun} in segment {piece.index + 1})"
        for figure in alone
        for noun, piece in _counted(figure, pieces, stems)
    )


def _stands_alone(figure: Figure, sentence: str) -> bool:
    is_age = sentence[: figure.span.start].endswith((", ", "-")) or "-" in sentence[figure.span.end :][:1]
    is_count = figure.kind in _COUNTS and not figure.unit and not figure.spelled
    return is_count and not is_age and stands_alone(sentence, figure.span.end)


def _counted(figure: Figure, pieces: Sequence[Piece], stems: frozenset[str]) -> Iterator[tuple[str, Piece]]:
    """Yield what the article counts with ``figure``, once, if it always counts what the sentence lacks."""
    held = [(piece, other) for piece in pieces for other in piece.figures if same(figure, other)]
    nouns = [_noun(other, piece.english) for piece, other in held]
    if held and all(noun and not _is_said(noun, stems) for noun in nouns):
        yield nouns[0], held[0][0]


def _noun(figure: Figure, text: str) -> str:
    """Return the figure with the unit or plural behind it, "" when it counts nothing; years go unsaid."""
    if figure.unit:
        return "" if figure.unit in word_set("soft_units") else figure.text
    noun = counted(text, figure.span.end)
    return f"{figure.text} {noun}" if noun and not _PEOPLE.intersection(noun.split()) else ""


def _is_said(noun: str, stems: frozenset[str]) -> bool:
    return any(stem(word) in stems for word in _WORDS.findall(noun))
