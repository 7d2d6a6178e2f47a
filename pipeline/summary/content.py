"""Content words of English sentences: what a sentence is about, as stems with weights.

Shared by the windows, the ranking and the repetition test of this package and by the support and
coverage checks, so that "the same word" means the same thing everywhere. Standard library only.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from pipeline.summary.lexicon import lexicon

_ACRONYM = re.compile(r"\b(?:[A-Z]\.){2,}")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")

STOP_WORDS = frozenset(lexicon("stop words"))

_IRREGULAR = dict(pair.split(":") for pair in lexicon("irregular forms"))
_LEAST_BEFORE_SUFFIX = 3
_LEAST_BEFORE_AGENT = 4
_SUFFIXES = tuple(
    (suffix, replacement) for line in lexicon("suffixes") for suffix, _, replacement in [line.partition(":")]
)


def words(text: str) -> list[str]:
    """Return the words and figures of ``text`` in order, as written; U.S. becomes US."""
    return list(_words(text))


@lru_cache(maxsize=2048)
def _words(text: str) -> tuple[str, ...]:
    text = _ACRONYM.sub(lambda match: match.group().replace(".", ""), text)
    return tuple(_WORD.findall(text))


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return the stem of an English word, lower case: *announced*, *announcement* give ``announc``.

    A light suffix stripper with a table of irregular forms; meant for comparing, not for reading.
    """
    word = word.lower().replace("’", "'")
    word = word.removesuffix("'s").removesuffix("'")
    if word in _IRREGULAR:
        word = _IRREGULAR[word]
    if len(word) <= 3 or word[0].isdigit() or word.endswith("ss"):
        return word
    for suffix, replacement in _SUFFIXES:
        least = _LEAST_BEFORE_AGENT if suffix.rstrip("s") in ("er", "or") else _LEAST_BEFORE_SUFFIX
        if word.endswith(suffix) and len(word) - len(suffix) >= least:
            word = word[: -len(suffix)] + replacement
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeious":
        word = word[:-1]
    word = word.removesuffix("e") if len(word) > 3 else word
    return word[:-1] + "i" if len(word) > 2 and word.endswith("y") else word


@lru_cache(maxsize=2048)
def content_stems(text: str) -> tuple[str, ...]:
    """Return the stems of the content words of ``text`` in order, figures left out, repeats kept."""
    return tuple(
        stem(word) for word in words(text) if not word[0].isdigit() and len(word) > 1 and not _is_small(word)
    )


@lru_cache(maxsize=16384)
def _is_small(word: str) -> bool:
    """Tell whether ``word`` is a stop word, also with *n't*, *'s*, *'ve* behind it."""
    word = word.lower().replace("’", "'")
    return word.partition("'")[0] in STOP_WORDS or word.removesuffix("n't") in STOP_WORDS or word == "won't"


def weights(texts: Iterable[str]) -> dict[str, float]:
    """Return the weight of every content stem over ``texts``: log(1 + n / document frequency)."""
    sets = [set(content_stems(text)) for text in texts]
    frequency = Counter(stem_ for stems in sets for stem_ in stems)
    return {key: math.log(1 + len(sets) / count) for key, count in frequency.items()}


def weigh(stems: Iterable[str], weight: Mapping[str, float]) -> float:
    """Return the summed weight of ``stems``; a stem not in ``weight`` counts as the rarest known."""
    rarest = max(weight.values(), default=1.0)
    return sum(weight.get(key, rarest) for key in stems)


def overlap(first: str, second: str) -> float:
    """Return the share (0..1) of the shorter sentence's content stems that the other one has too."""
    one, two = set(content_stems(first)), set(content_stems(second))
    return len(one & two) / min(len(one), len(two)) if one and two else 0.0


def shared_ngrams(first: str, second: str, n: int = 3) -> float:
    """Return the share (0..1) of the shorter sentence's word ``n``-grams that the other one has too."""
    one, two = _ngrams(words(first.lower()), n), _ngrams(words(second.lower()), n)
    return len(one & two) / min(len(one), len(two)) if one and two else 0.0


def _ngrams(tokens: Sequence[str], n: int) -> set[tuple[str, ...]]:
    return {tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1)}
