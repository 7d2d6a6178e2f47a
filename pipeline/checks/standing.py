"""Do the figures and names of a sentence stand together in the article?

Each of them may be there, and the sentence still be wrong: Karim Belhadj in one paragraph and 3 December
in another do not make "Karim Belhadj is scheduled on 3 December". Two facts stand together when a
segment, or two that are near each other, have them: what comes between is bridged by *he* or *the firm*.
"""

from itertools import combinations

from pipeline.checks.evidence import Evidence
from pipeline.checks.figures.figure import Figure
from pipeline.checks.figuring import told_figures
from pipeline.checks.naming import Mention, mentions
from pipeline.checks.placing import holds

_REACH = 2


def apart(sentence: str, evidence: Evidence) -> str:
    """Return in words which two facts of ``sentence`` stand farther apart than two segments, or ""."""
    found = _facts(sentence, evidence)
    pairs = [(_nearest(one, two), one[0], two[0]) for one, two in combinations(found, 2)]
    gap, first, second = max(
        ((abs(i - j), f"{a} (segment {i + 1})", f"{b} (segment {j + 1})") for (i, j), a, b in pairs),
        default=(0, "", ""),
    )
    return f"{first} and {second} never stand together" if gap > _REACH else ""


def _facts(sentence: str, evidence: Evidence) -> list[tuple[str, tuple[int, ...]]]:
    """Return each figure and name of ``sentence`` that the article has, with the segments that have it."""
    facts: tuple[Figure | Mention, ...] = (*told_figures(sentence), *mentions(sentence, evidence.plain))
    held = [
        (fact.text, tuple(piece.index for piece in evidence.pieces if holds(piece, fact, evidence)))
        for fact in facts
    ]
    return [(text, holders) for text, holders in held if holders]


def _nearest(one: tuple[str, tuple[int, ...]], two: tuple[str, tuple[int, ...]]) -> tuple[int, int]:
    """Return the two holders, one of each fact, that are nearest to each other."""
    return min(((i, j) for i in one[1] for j in two[1]), key=lambda pair: abs(pair[0] - pair[1]))
