"""Where two readings of one sentence disagree, word by word, and which of it an editor must see.

Two decodings of the same French (another beam, engine or checkpoint) tend to agree where the model is
sure; where they differ in a figure, a negation or a name, an editor should look. Most other differences
are two ways of saying one thing: "begin" and "start" both render « commencer ».
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from pipeline.checks.figures.figure import Value
from pipeline.checks.figures.parse import parse
from pipeline.checks.polarity import polarity
from pipeline.checks.renderings import renderings
from pipeline.records import Finding, TranslationUnit
from pipeline.summary.content import content_stems, stem

RULE = "second opinion"
MOST_TOLD = 5
_EDGES = re.compile(r"^\W+|\W+$")
_FRENCH = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"(?<=[^.!?:] )[A-Z][\w-]+|^[A-Z][\w-]+")
# What two decodings may differ in, the gravest first; other wordings are counted only.
_FIGURE, _NEGATION, _NAMED, _MEANING = "in a figure", "in a negation", "in a name", "in meaning"
_ORDER = (_FIGURE, _NEGATION, _NAMED, _MEANING)


def disagreements(unit: TranslationUnit, other: str) -> tuple[Finding, ...]:
    """One finding per place where ``other``, another English, differs from the unit's in content.

    Case, punctuation and function words alone are no disagreement. ``source`` of a finding is the
    French of the unit, ``target`` what the brief says there; the message opens with what differs, and
    the severity is "cosmetic" where both words render the French.
    """
    first, second = unit.target.split(), other.split()
    return tuple(
        Finding(
            rule=RULE,
            severity="check" if kind else "cosmetic",
            message=f"{kind or 'in wording'}: a second decoding says “{there or 'nothing'}”, "
            f"this one “{here or 'nothing'}”",
            segment_index=unit.segment_index,
            source=unit.source,
            target=here,
        )
        for here, there in _differences(first, second)
        if _said(here) != _said(there)
        for kind in (_kind(_inside(here, first), _inside(there, second), unit.source),)
    )


def _said(words: str) -> tuple[list[str], list[tuple[Value, str]], bool]:
    """Return what ``words`` say: content, figures ("12" is "twelve") and whether they say no."""
    figures = parse(words, "en")
    for figure in reversed(figures):
        words = words[: figure.span.start] + words[figure.span.end :]
    values = [(figure.value, figure.unit) for figure in figures if not figure.weak]
    return list(content_stems(words)), values, bool(polarity(words).cues)


def _inside(words: str, sentence: Sequence[str]) -> str:
    """Return ``words``, in small letters when they open the sentence, whose capital makes no name."""
    return words[:1].lower() + words[1:] if words.split()[:1] == list(sentence[:1]) else words


def told(findings: Iterable[Finding], most: int = MOST_TOLD) -> tuple[Finding, ...]:
    """Return the ``most`` disagreements of an article that matter most, in its order, and how many are left.

    Those of one kind keep the order of the article; the count is one cosmetic finding without a segment.
    """
    every = tuple(findings)
    grave = sorted(
        (finding for finding in every if finding.severity == "check"),
        key=lambda finding: _ORDER.index(finding.message.partition(":")[0]),
    )
    chosen = sorted(grave[:most], key=lambda finding: finding.segment_index or 0)
    left = len(every) - len(chosen)
    if not left:
        return tuple(chosen)
    places = "1 other place" if left == 1 else f"{left} other places"
    rest = f"two decodings differ in {places}, {len(grave) - len(chosen)} of them in content"
    return (*chosen, Finding(RULE, "cosmetic", rest))


def _kind(here: str, there: str, source: str) -> str:
    """Return what ``here`` and ``there`` differ in, "" when it is the wording only."""
    (first, figures, denied), (second, others, too) = _said(here), _said(there)
    if figures != others:
        return _FIGURE
    if denied != too:
        return _NEGATION
    if _names(here) != _names(there):
        return _NAMED
    french = {word.lower() for word in _FRENCH.findall(source.replace("’", "'"))}
    meant = {stem(found.word) for word in french for found in renderings(word)}
    return _MEANING if (set(first) ^ set(second)) - meant else ""


def _names(words: str) -> set[str]:
    """Return the stems of the words with a capital that say something."""
    return {stem(word) for word in _NAME.findall(words)} & set(content_stems(words))


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
