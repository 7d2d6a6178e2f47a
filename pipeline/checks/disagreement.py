"""Where two readings of one sentence disagree, word by word.

Two decodings of the same French (another beam, engine or checkpoint) tend to agree where the model is
sure; where they differ in a content word, an editor should look.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from pipeline.records import Finding, TranslationUnit
from pipeline.summary.content import content_stems

RULE = "second opinion"
_EDGES = re.compile(r"^\W+|\W+$")


def disagreements(unit: TranslationUnit, other: str) -> tuple[Finding, ...]:
    """One finding per place where ``other``, another English, differs from the unit's in content.

    Case, punctuation and function words alone are no disagreement. ``source`` of a finding is the
    French of the unit, ``target`` what the brief says there.
    """
    first, second = unit.target.split(), other.split()
    return tuple(
        Finding(
            rule=RULE,
            severity="check",
            message=f"a second decoding says “{there or 'nothing'}”, this one “{here or 'nothing'}”",
            segment_index=unit.segment_index,
            source=unit.source,
            target=here,
        )
        for here, there in _differences(first, second)
        if content_stems(here) != content_stems(there)
    )


def _differences(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Runs of words that differ, as pairs (first, second); one of the two may be empty."""
    matcher = SequenceMatcher(
        None, [_key(word) for word in first], [_key(word) for word in second], autojunk=False
    )
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag != "equal":
            yield " ".join(first[start:end]), " ".join(second[other_start:other_end])


def _key(word: str) -> str:
    return _EDGES.sub("", word).casefold()
