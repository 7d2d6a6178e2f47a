"""Which sentences of an article the summariser is given: the heaviest that say different things.

A small checkpoint makes one sentence shorter far better than it finds the gist of six. So every sentence
of the article is weighed, and the heaviest become windows of their own; what no summary sentence rests
on is listed by the coverage check.
"""

from collections.abc import Mapping, Sequence, Set

from pipeline.records import TranslationUnit
from pipeline.summary.base import Window, WindowSize
from pipeline.summary.content import words
from pipeline.summary.ranking import is_dangling
from pipeline.summary.sentences import repeated
from pipeline.summary.windows import as_sentence

_LEAST_WORDS = 6
_LEANS = 0.4
_QUOTES = 0.4
_MARKS = '"“”«»'


def focused(
    units: Sequence[TranslationUnit], weight: Mapping[int, float], size: WindowSize
) -> tuple[Window, ...]:
    """Return up to ``size.wanted`` windows of one sentence each, in reading order.

    ``weight`` of every readable sentence by segment index. A sentence that leans on the one before it counts
    for less when that is not there, and so does one that is somebody's words; questions, scraps and what is
    too long for a window are left out, and so is what repeats a heavier sentence.
    """
    free = [unit for unit in units if unit.segment_index in weight and _is_fit(unit.target)]
    chosen: list[Window] = []
    while free and len(chosen) < size.wanted:
        there = {index for window in chosen for index in window.indexes}
        unit = max(free, key=lambda unit: _value(unit, weight, there))
        free.remove(unit)
        text = as_sentence(unit.target)
        pieces = size.count(text)
        if pieces <= size.limit and repeated(text, tuple(window.text for window in chosen)) is None:
            chosen.append(Window((unit.segment_index,), text, pieces))
    return tuple(sorted(chosen, key=lambda window: window.indexes))


def _value(unit: TranslationUnit, weight: Mapping[int, float], there: Set[int]) -> float:
    leans = unit.segment_index - 1 not in there and is_dangling(unit.target)
    said = any(mark in unit.target for mark in _MARKS)
    return weight[unit.segment_index] - _LEANS * leans - _QUOTES * said


def _is_fit(text: str) -> bool:
    return len(words(text)) >= _LEAST_WORDS and not text.rstrip().endswith("?")
