"""Word alignments carried from one spelling of a text to another.

The engine sees normalised text (``« Oui »`` is sent as ``"Oui"``: one word instead of three), the
reader sees the article. Both are matched character by character, so no pair points to a wrong word.
"""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache

from pipeline.typography import normalise

Pairs = tuple[tuple[int, int], ...]


def carry_source(pairs: Iterable[tuple[int, int]], sent: str, written: str) -> Pairs:
    """Pairs whose source side counts words of ``written.split()`` instead of ``sent.split()``."""
    words = match_words(sent.split(), written.split())
    return tuple(
        sorted({(new, target) for source, target in pairs if source < len(words) for new in words[source]})
    )


def carry_target(pairs: Iterable[tuple[int, int]], sent: str, written: str) -> Pairs:
    """Pairs whose target side counts words of ``written.split()`` instead of ``sent.split()``."""
    turned = carry_source([(target, source) for source, target in pairs], sent, written)
    return tuple(sorted((source, target) for target, source in turned))


def match_words(words: Sequence[str], others: Sequence[str]) -> list[tuple[int, ...]]:
    """For each word the indexes of the words of ``others`` that share a character with it."""
    if list(words) == list(others):
        return [(index,) for index in range(len(words))]
    characters, owners = _flatten(words)
    other_characters, other_owners = _flatten(others)
    found: list[dict[int, None]] = [{} for _ in words]
    for start, other_start, size in _runs(characters, other_characters):
        for step in range(size):
            found[owners[start + step]].setdefault(other_owners[other_start + step])
    return [tuple(sorted(indexes)) for indexes in found]


def _runs(one: str, other: str) -> list[tuple[int, int, int]]:
    """Stretches that are equal: start in the one, start in the other, length."""
    if one == other:
        return [(0, 0, len(one))]
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return [(block.a, block.b, block.size) for block in matcher.get_matching_blocks()]


def _flatten(words: Sequence[str]) -> tuple[str, list[int]]:
    """The characters of all words, plain and in lower case, and for each the index of its word."""
    characters: list[str] = []
    owners: list[int] = []
    for index, word in enumerate(words):
        plain = "".join(map(_plain, word))
        characters.append(plain)
        owners.extend([index] * len(plain))
    return "".join(characters), owners


@cache
def _plain(character: str) -> str:
    return normalise(character).casefold().replace(" ", "")
