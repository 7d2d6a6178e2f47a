"""Which sentences of an article weigh most: by what they share, where they stand, what they hold."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.records import Confidence, Quote, Segment, TranslationUnit
from pipeline.summary.content import content_stems
from pipeline.summary.windows import is_readable

# Chosen on articles held out from the training: at equal length as good as the first sentences, or better.
_FIRST = 3.0
_FADES = 4
_TRUSTED: dict[Confidence, float] = {"": 1.0, "high": 1.0, "middle": 0.85, "low": 0.6}
_DIGIT = re.compile(r"\d")
_DANGLING = re.compile(
    r"(?:he|she|it|they|this|that|these|those|his|her|its|their|but|and|or|so|yet|also|here|there|such|another|however|"
    r"moreover|then|in addition|for example|for instance|instead|meanwhile|thus|therefore|indeed)\b",
    re.IGNORECASE,
)


def salience(
    units: Sequence[TranslationUnit], segments: Sequence[Segment], quotes: Sequence[Quote] = ()
) -> dict[int, float]:
    """Return a weight (about 0..5) for each readable sentence, by segment index; headings have none.

    Centrality (0..1), 3 for the first sentence, fading over the first fifteen as news does, 0.2 for a
    figure, 0.2 for a key quote, and 0.6 times the probability that the translator gives a piece of it (1 for
    what was English already). What the translator was not sure of, or unsure of, counts for less, so that
    a sentence translated badly seldom stands for the article.
    """
    kinds = {segment.index: segment.kind for segment in segments}
    body = [unit for unit in units if is_readable(unit) and kinds.get(unit.segment_index) != "heading"]
    central = centrality(body)
    key = {index for quote in quotes if quote.rank is not None for index in quote.segment_indexes}
    return {
        unit.segment_index: _TRUSTED[unit.confidence]
        * (
            central[unit.segment_index]
            + _FIRST * math.exp(-position / _FADES)
            + 0.2 * bool(_DIGIT.search(unit.target))
            + 0.2 * (unit.segment_index in key)
            + 0.6 * math.exp(min(unit.score, 0.0))
        )
        for position, unit in enumerate(body)
    }


def centrality(units: Sequence[TranslationUnit]) -> dict[int, float]:
    """Return for each readable unit how much of the others it touches, 0..1, by segment index.

    The number of other units that share each of its content words, summed, and damped by its length
    so that length alone does not win.
    """
    stems = {unit.segment_index: set(content_stems(unit.target)) for unit in units if is_readable(unit)}
    shared = Counter(stem for found in stems.values() for stem in found)
    raw = {
        index: sum(shared[stem] - 1 for stem in found) / math.sqrt(len(found) + 4)
        for index, found in stems.items()
    }
    highest = max(raw.values(), default=0.0) or 1.0
    return {index: found / highest for index, found in raw.items()}


def is_dangling(sentence: str) -> bool:
    """Tell whether ``sentence`` leans on the one before it: it starts with *He*, *But*, *This* …"""
    return _DANGLING.match(sentence.lstrip("\"“'( ")) is not None


def value(support: Sequence[int], weight: Mapping[int, float]) -> float:
    """Return the weight of a summary sentence: its heaviest segment, and a little of the others."""
    found = sorted((weight.get(index, 0.0) for index in support), reverse=True)
    return found[0] + 0.2 * sum(found[1:3]) if found else 0.0
