"""Words that slipped in copying put right from the window that they were copied from.

A small checkpoint copies piece by piece and slips: *Tokyev* for Tokayev, *38,000 tonnes* for 380,000
tonnes, *overseee*. What the window has in the same place, spelt nearly the same, is what was meant.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from pipeline.summary.content import STOP_WORDS

_PART = re.compile(r"\d[\d.,]*\d|\w[\w'-]*\w|\w")
_LEAST_LIKE = 0.6
_LEAST_LIKE_SMALL = 0.75


def mended(wording: str, window: str) -> str:
    """Return ``wording`` with words and figures that ``window`` does not hold spelt as there.

    Only where the window has a word with the same first letter, alike enough, next to the same neighbour. A
    figure must stand before the same word, so that no other thing is counted, and have lost or doubled
    digits: 2018 for 2019 is no slip. All else stays as it was.
    """
    parts = list(_PART.finditer(wording))
    said, there = [part.group() for part in parts], _PART.findall(window)
    known = {word.casefold() for word in there} | STOP_WORDS
    for place in reversed(range(len(parts))):
        word = said[place]
        if word.casefold() in known:
            continue
        right = max(_alike(said, place, there), key=lambda other: _likeness(word, other), default=word)
        if _likeness(word, right) >= (_LEAST_LIKE_SMALL if word.islower() else _LEAST_LIKE):
            wording = wording[: parts[place].start()] + right + wording[parts[place].end() :]
    return wording


def strangers(wording: str, window: str) -> int:
    """Return how many words of ``wording``, small ones left out, ``window`` does not hold."""
    known = {word.casefold() for word in _PART.findall(window)} | STOP_WORDS
    return sum(word.casefold() not in known for word in _PART.findall(wording))


def _alike(said: Sequence[str], place: int, there: Sequence[str]) -> Iterator[str]:
    """Yield the words of the window that stand beside the same word and start as ``said[place]`` does."""
    before, after = said[place - 1] if place else "", said[place + 1] if place + 1 < len(said) else ""
    is_figure = said[place][0].isdigit()
    for at, word in enumerate(there):
        if word[0].casefold() != said[place][0].casefold():
            continue
        follows = at + 1 < len(there) and there[at + 1].casefold() == after.casefold()
        precedes = at > 0 and there[at - 1].casefold() == before.casefold()
        if is_figure and (not _is_slip(said[place], word) or (after and not follows)):
            continue
        if follows or precedes:
            yield word


def _is_slip(one: str, two: str) -> bool:
    """Tell whether one figure is the other with digits left out."""
    short, long = sorted((one, two), key=len)
    rest = iter(long)
    return len(short) < len(long) and all(digit in rest for digit in short if digit.isdigit())


def _likeness(one: str, two: str) -> float:
    return SequenceMatcher(None, one, two, autojunk=False).ratio()
