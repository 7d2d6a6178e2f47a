"""Figures of a sentence that have lost what they count: "380,000." for "380,000 tonnes"."""

import re
from collections.abc import Iterator, Sequence

from pipeline.checks.evidence import Piece
from pipeline.checks.figures.figure import Figure
from pipeline.checks.figuring import same, told_figures
from pipeline.checks.lexicons import word_set
from pipeline.summary.content import STOP_WORDS, content_stems, stem

# A figure stands alone when nothing that it may count comes behind it: "380,000.", "300 on Tuesday".
_ALONE = re.compile(
    r"[.!?;:\"”]+(?:$|\s)|$|,\s|\s+(?:in|on|at|by|for|from|since|during|after|before|and|but)\b"
)
_COUNTED = re.compile(r" ((?:[a-z-]+ )?[a-z-]+s)\b")
# "1,200 were hurt", "it killed 300": that these are people goes without saying.
_PEOPLE = frozenset(("persons", "residents", "inhabitants", "deaths", "others", "victims", "troops", "lives"))
_WORDS = re.compile(r"[a-z-]+")
_COUNTS = ("number", "measure")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def uncounted(sentence: str, pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Return in words which figures of ``sentence`` stand without the unit or noun that ``pieces`` give them.

    A noun that the sentence has elsewhere will do ("Visitors numbered 4,200."), and so will a figure that
    stands alone in the article too. Ages, years and words ("the three") count nothing.
    """
    stems = frozenset(content_stems(sentence))
    alone = [figure for figure in told_figures(sentence) if _stands_alone(figure, sentence)]
    return tuple(
        f"{figure.text} stands without what it counts ({counted} in segment {piece.index + 1})"
        for figure in alone
        for counted, piece in _counted(figure, pieces, stems)
    )


def _stands_alone(figure: Figure, sentence: str) -> bool:
    is_age = sentence[: figure.span.start].endswith((", ", "-")) or "-" in sentence[figure.span.end :][:1]
    is_count = figure.kind in _COUNTS and not figure.unit and not figure.spelled
    is_plain = is_count and not _YEAR.fullmatch(figure.text)
    return is_plain and not is_age and _ALONE.match(sentence, figure.span.end) is not None


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
    found = _COUNTED.match(text, figure.span.end)
    is_noun = found is not None and not (STOP_WORDS | _PEOPLE).intersection(found.group(1).split())
    return f"{figure.text}{found.group()}" if found is not None and is_noun else ""


def _is_said(noun: str, stems: frozenset[str]) -> bool:
    return any(stem(word) in stems for word in _WORDS.findall(noun))
