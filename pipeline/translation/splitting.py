"""Over-long segments in parts that a checkpoint takes, and the parts' English put together."""

import re
from collections.abc import Callable, Sequence

# Strongest first; a cut falls after the mark. The last resort is any space.
_CUTS = tuple(
    map(re.compile, (r"; ", r" ?: ", r" - ", r", ", r" (?=(?:et|mais|ou|car|qui|que|dont|où) )", r" "))
)
_MIDDLE = (0.2, 0.8)
_FINAL = ".!?"
# Words that only the start of a sentence capitalises; a name keeps its capital.
_SMALL_WORD = re.compile(
    r"(?:A|An|And|As|At|But|By|For|From|He|Her|His|If|In|It|Its|No|Not|Of|On|Or|Our|She|So|That|The|Their|Then|"
    r"There|These|They|This|Those|To|We|Which|While|Who|With)\b"
)


def split_long(text: str, fits: Callable[[str], bool]) -> list[str] | None:
    """``text`` in parts that fit, joined by single spaces the text again; None when it cannot be cut.

    ``text`` is normalised (no space but single ones). Cuts fall near the middle, at a semicolon, else a
    colon, a dash, a comma, a conjunction, a space.
    """
    if fits(text):
        return [text]
    cut = _best_cut(text)
    if cut is None:
        return None
    halves = [split_long(text[:cut].rstrip(), fits), split_long(text[cut:].lstrip(), fits)]
    if halves[0] is None or halves[1] is None:
        return None
    return halves[0] + halves[1]


def join_parts(sources: Sequence[str], targets: Sequence[str]) -> str:
    """The English of parts as one sentence; the number of words of each part stays what it was.

    A part that ends on a comma in French ends on one in English, not on the full stop that a
    checkpoint likes to write; a small word gets its capital only where the French has one.
    """
    joined: list[str] = []
    for index, (source, target) in enumerate(zip(sources, targets, strict=True)):
        if index > 0:
            target = _uncapitalise(target, source)
        if index + 1 < len(sources):
            target = _continue(target, source)
        joined.append(target)
    return " ".join(joined)


def same_end(target: str, source: str) -> str:
    """``target`` without a full stop that its source, a heading or a list item, does not have.

    An abbreviation keeps its own: "in the U.S." ends as it is.
    """
    last = target.rsplit(" ", 1)[-1]
    if source.rstrip('"')[-1:].isalnum() and len(last) > 1 and last.endswith(".") and "." not in last[:-1]:
        return target[:-1]
    return target


def _best_cut(text: str) -> int | None:
    """Where to cut: the strongest mark in the middle, the one nearest the centre."""
    low, high = (share * len(text) for share in _MIDDLE)
    for pattern in _CUTS:
        places = [match.end() for match in pattern.finditer(text) if low <= match.end() <= high]
        if places:
            return min(places, key=lambda place: abs(place - len(text) / 2))
    # A very long word at one side: any space at all is better than none.
    places = [match.end() for match in _CUTS[-1].finditer(text)]
    return min(places, key=lambda place: abs(place - len(text) / 2), default=None)


def _continue(target: str, source: str) -> str:
    """``target`` ending as a part in the middle of a sentence does."""
    mark = source[-1:] if source[-1:] in ",;:" else ""
    last = target.rsplit(" ", 1)[-1]
    if source[-1:] in _FINAL or not last.strip(_FINAL + ",;:"):
        return target
    return target.rstrip(_FINAL + ",;:") + mark if target[-1] in _FINAL + ",;:" else target + mark


def _uncapitalise(target: str, source: str) -> str:
    """``target`` without the capital of a new sentence, when the French part has none."""
    if source[:1].islower() and _SMALL_WORD.match(target):
        return target[:1].lower() + target[1:]
    return target
