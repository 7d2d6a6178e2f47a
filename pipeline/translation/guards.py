"""What is never sent to a checkpoint, and what is never believed when it comes back."""

import re
from collections import Counter
from collections.abc import Sequence

_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_STUTTER = re.compile(r"(\w{1,6}?)\1{5,}")

_FIGURE = re.compile(r"\d(?:[\d.,\u00a0\u202f ]*\d)?")
_SEPARATOR = re.compile(r"\D")

BROKEN = "\ufffd"
"""What stands for bytes that are no character; some checkpoints write rare letters and emoji in bytes."""

_LONGEST_GRAM = 8
# How often a run of n words may follow itself: "very very", but not "the city of the city of".
_MOST_RUNS = {1: 2, 2: 2}
_MOST_RUNS_LONG = 1
_GRAM = 3
_LEAST_GRAMS = 18
_LEAST_DISTINCT = 0.5

# Characters of English per character of French lie between 0.6 and 1.3 in 99 of 100 news sentences.
_LONGEST = (2.2, 24)
_SHORTEST = (0.35, 8)


def is_translatable(text: str) -> bool:
    """Whether there is a word to translate: not blank, not only figures, marks, an address or a link."""
    return bool(_LETTER.search(_ADDRESS.sub(" ", text)))


def find_fault(source: str, target: str) -> str | None:
    """What is wrong with a hypothesis, in words for the note of its unit; None when nothing is.

    ``source`` is the text as it was sent: a loop that the French has too is no fault.
    """
    if not target.strip():
        return "an empty output"
    if BROKEN in target:
        return "a broken character"
    if loop := find_loop(target, source):
        return f"a loop ({loop})"
    if len(target) > _LONGEST[0] * len(source) + _LONGEST[1]:
        return f"an output {len(target) / max(1, len(source)):.1f} times as long as the French"
    if len(target) < _SHORTEST[0] * len(source) - _SHORTEST[1]:
        return f"an output of only {len(target)} characters for {len(source)}"
    return None


def find_loop(target: str, source: str = "") -> str | None:
    """The words that follow themselves again and again in ``target`` and not in ``source``, or None.

    "the city of the city of the city" is a loop; "non, non, non et non" makes "no, no, no" none.
    """
    words = [word.lower() for word in _WORD.findall(target)]
    original = [word.lower() for word in _WORD.findall(source)]
    for size in range(1, min(_LONGEST_GRAM, len(words) // 2) + 1):
        runs, place = _longest_run(words, size)
        if runs > max(_MOST_RUNS.get(size, _MOST_RUNS_LONG), _longest_run(original, size)[0]):
            return " ".join(words[place : place + size])
    stutter = _STUTTER.search(target)
    if stutter and not stutter.group(1).isdigit() and not _STUTTER.search(source):
        return stutter.group()[:20]
    return _crowded_gram(words, original)


def _longest_run(words: Sequence[str], size: int) -> tuple[int, int]:
    """How often at most a run of ``size`` words follows itself (1: never), and where it begins."""
    best, place, length = 1, 0, 0
    for index in range(size, len(words)):
        length = length + 1 if words[index] == words[index - size] else 0
        if length // size + 1 > best:
            best, place = length // size + 1, index - length - size + 1
    return best, place


def _crowded_gram(words: Sequence[str], original: Sequence[str]) -> str | None:
    """The commonest three words of a long output in which fewer than half of all threes are distinct."""
    grams = [tuple(words[index : index + _GRAM]) for index in range(len(words) - _GRAM + 1)]
    if len(grams) < _LEAST_GRAMS or len(set(grams)) >= _LEAST_DISTINCT * len(grams):
        return None
    originals = [tuple(original[index : index + _GRAM]) for index in range(len(original) - _GRAM + 1)]
    if originals and len(set(originals)) < _LEAST_DISTINCT * len(originals):
        return None
    return " ".join(Counter(grams).most_common(1)[0][0])


def list_figures(text: str) -> list[str]:
    """The figures of a text in order, their separators left out: ``1 902`` and ``1,902`` are both 1902."""
    return [_SEPARATOR.sub("", match.group()) for match in _FIGURE.finditer(text)]
