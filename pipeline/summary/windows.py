"""Sentence-aligned windows over the English of an article: every translated segment in exactly one.

Nothing is ever cut off in silence: a text too long for one window gets more windows, and a single
sentence too long for a window is spread over several at its clauses, under the same index.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.records import Segment, TranslationUnit
from pipeline.summary.base import Window, WindowSize
from pipeline.tongues import NOT_TRANSLATED
from pipeline.typography import truecase

_CLAUSE = re.compile(r"(?<=[;:,])\s+")
_END = re.compile(r"[.!?…]['\"”’)\]]*$")


@dataclass(frozen=True, slots=True)
class _Group:
    """Texts that must stay together: a heading and what it heads."""

    indexes: tuple[int, ...]
    text: str
    pieces: int
    paragraph: int


def is_readable(unit: TranslationUnit) -> bool:
    """Tell whether the English of ``unit`` may be summarised: it is English, and has a letter in it."""
    is_english = unit.status != "kept" and not unit.note.startswith(NOT_TRANSLATED)
    return is_english and any(character.isalpha() for character in unit.target)


def windows(
    units: Sequence[TranslationUnit], segments: Sequence[Segment], size: WindowSize
) -> tuple[Window, ...]:
    """Return windows in reading order which hold every readable unit once, as even as sentences allow.

    At least ``size.wanted`` windows when there are as many sentences, more when the text does not
    fit into them. A heading joins the window of the sentence after it (the last one joins what is
    before). Units kept in French, of another language or without a letter are in
    no window.
    """
    groups = _groups(units, segments, size)
    if not groups:
        return ()
    total = sum(group.pieces for group in groups)
    number = max(math.ceil(total / size.limit), min(size.wanted, len(groups)), 1)
    return tuple(_window(part, size) for part in _partition(groups, number, size.limit))


def _groups(units: Sequence[TranslationUnit], segments: Sequence[Segment], size: WindowSize) -> list[_Group]:
    """Return what must stay together, in order; no group is over the limit."""
    by_index = {segment.index: segment for segment in segments}
    groups: list[_Group] = []
    headings: list[tuple[int, str]] = []
    for unit in units:
        segment = by_index[unit.segment_index]
        if not is_readable(unit):
            continue
        text = as_sentence(unit.target)
        if segment.kind == "heading":
            headings.append((segment.index, text))
            continue
        groups += _glue([*headings, (segment.index, text)], segment.paragraph, size)
        headings = []
    if headings:
        groups += _glue(headings, by_index[headings[0][0]].paragraph, size)
    return groups


def as_sentence(text: str) -> str:
    """Return ``text`` on one line, not in capitals, with an end mark: what models take for a sentence."""
    text = truecase(" ".join(text.split()))
    return text if _END.search(text) else text.rstrip(" ,;:-–") + "."


def _glue(texts: list[tuple[int, str]], paragraph: int, size: WindowSize) -> list[_Group]:
    """Return one group of all ``texts`` or, when that is over the limit, one of each, clauses apart."""
    joined = " ".join(text for _, text in texts)
    pieces = size.count(joined)
    if pieces <= size.limit:
        return [_Group(tuple(index for index, _ in texts), joined, pieces, paragraph)]
    return [
        _Group((index,), part, size.count(part), paragraph)
        for index, text in texts
        for part in _parts(text, size)
    ]


def _parts(text: str, size: WindowSize) -> Iterator[str]:
    """Yield ``text`` in parts that fit, cut at clauses if possible, else at words, else at characters."""
    pending = [text]
    while pending:
        part = pending.pop(0)
        if size.count(part) <= size.limit or len(part) < 2:
            yield part
            continue
        pending[:0] = _halves(part)


def _halves(text: str) -> tuple[str, str]:
    """Return ``text`` cut in two at the clause nearest its middle, else at the word, else right there."""
    middle = len(text) // 2
    ends = [match.end() for match in _CLAUSE.finditer(text)]
    ends = ends or [match.end() for match in re.finditer(r"\s+", text)]
    cut = min(ends, key=lambda end: abs(end - middle)) if ends else middle
    cut = cut if 0 < cut < len(text) else middle
    return text[:cut].strip(), text[cut:].strip()


def _partition(groups: Sequence[_Group], number: int, limit: int) -> list[list[_Group]]:
    """Return ``groups`` in about ``number`` runs of like size; a run ends with a paragraph if it is near."""
    parts: list[list[_Group]] = [[]]
    left = sum(group.pieces for group in groups)
    for position, group in enumerate(groups):
        held = sum(item.pieces for item in parts[-1])
        windows_left = number - len(parts)
        target = (held + left) / (windows_left + 1) if windows_left > 0 else math.inf
        must = windows_left >= len(groups) - position
        if parts[-1] and (must or _is_full(parts[-1][-1], group, held, target, limit)):
            parts.append([])
        parts[-1].append(group)
        left -= group.pieces
    return parts


def _is_full(last: _Group, following: _Group, held: int, target: float, limit: int) -> bool:
    """Tell whether a window of ``held`` pieces that ends with ``last`` is closed before ``following``."""
    if held + following.pieces > limit or held + following.pieces / 2 > target:
        return True
    return last.paragraph != following.paragraph and held >= 0.8 * target


def _window(groups: Sequence[_Group], size: WindowSize) -> Window:
    text = " ".join(group.text for group in groups)
    indexes = dict.fromkeys(index for group in groups for index in group.indexes)
    return Window(tuple(indexes), text, size.count(text))
