"""A fragment's English cut out of its sentence by the word alignment, and how good the cut is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.quotes.parts import Part, words_of
from pipeline.records import Hypothesis, TranslationUnit

Pairs = tuple[tuple[int, int], ...]

_LEAST_COVERAGE = 0.8
_LEAST_PURITY = 0.8
_LEAST_OF_ALONE = 0.7
_LENGTHS = (0.5, 1.9)
_SPARE = 12
_PAIR = 2
_WORD = re.compile(r"\S+")
_FIGURE = re.compile(r"\d(?:[\d.,\u00a0\u202f ]*\d)?")
_SEPARATORS = re.compile(r"\D")
_MARKED = re.compile(r"“[^“”]*”|^[^“”]*”|“[^“”]*$")
_APOSTROPHE = re.compile(r"\w’\w")
_SINGLE = str.maketrans({"“": "‘", "”": "’", "«": "‘", "»": "’"})
_OUTER = '“”"«» \u00a0\u202f'
# Who speaks of whom: « Nos soldats » is "our soldiers", never "no soldiers".
_PERSONS = tuple(
    (
        re.compile(rf"\b(?:{french})(?:\b|(?<=['’]))", re.IGNORECASE),
        re.compile(rf"\b(?:{english})\b", re.IGNORECASE),
    )
    for french, english in (
        ("je|j['’]", "i|me|my|mine"),
        ("nous", "we|us|our|ours|ourselves|let['’]s"),
        ("mon|ma|mes", "my|mine|me|i"),
        ("notre|nos|nôtres?", "our|ours|we|us"),
        ("votre|vos|vôtres?", "your|yours|you"),
    )
)
# Words that open a clause; alone a fragment comes back with a capital that its French does not have.
_OPENER = re.compile(
    r"(?:A|An|After|All|And|As|At|Because|Before|But|By|For|From|He|Her|His|If|In|It|Its|More|Not|Of|On|Our|She|"
    r"Since|So|That|The|Their|There|They|This|To|Very|We|What|When|Which|While|Who|With|Without|You|Your)\b"
)


@dataclass(frozen=True, slots=True)
class Cut:
    """English words for a part.

    ``pairs`` count words of the quotation's content and of ``text``. ``coverage``: share of the part's
    words with a partner in the cut; ``purity``: share of the cut's aligned words that belong to the part.
    """

    text: str
    pairs: Pairs
    coverage: float = 1.0
    purity: float = 1.0
    by_marks: bool = False

    @staticmethod
    def between(part: Part, unit: TranslationUnit, start: int, end: int) -> "Cut":
        """The words of a unit from ``start`` to ``end``, its pairs carried over."""
        contents = dict(zip(part.segment_words, part.content_words, strict=True))
        return _cut(unit.target, start, end, [(contents.get(s), t) for s, t in unit.alignment])

    @staticmethod
    def of_fragment(part: Part, alone: Hypothesis, start: int, end: int) -> "Cut":
        """The words of a fragment's own translation, its pairs carried over."""
        contents = part.content_words
        pairs = [(contents[s] if s < len(contents) else None, t) for s, t in alone.alignment]
        cut = _cut(alone.text, start, end, pairs)
        return Cut(_lower_opener(cut.text, part.text), cut.pairs)


def best_cut(part: Part, unit: TranslationUnit) -> Cut | None:
    """The cut with the best coverage and purity, marks before words; None without an alignment."""
    wanted = frozenset(part.segment_words)
    linked = {target for source, target in unit.alignment if source in wanted}
    if not linked:
        return None
    cuts = [_measured(part, unit, bounds, True) for bounds in _between_marks(unit.target)]
    cuts += [_measured(part, unit, bounds, False) for bounds in _trimmed(unit.target, _stretch(unit, wanted))]
    return max(cuts, key=lambda cut: (round(min(cut.coverage, cut.purity), 2), cut.by_marks))


def choose(part: Part, cut: Cut, alone: Hypothesis) -> tuple[bool, str]:
    """Whether the cut is taken rather than the fragment's own translation, and why."""
    words = len(part.segment_words)
    held = round(cut.coverage * words)
    where = "between the English quotation marks" if cut.by_marks else "by its alignment"
    if cut.coverage < _LEAST_COVERAGE:
        return False, f"Translated by itself: its sentence holds only {held} of {words} words together."
    if cut.purity < _LEAST_PURITY:
        share = round(100 * (1 - cut.purity))
        return False, f"Translated by itself: in its sentence {share} % of the words belong to others."
    if cut.text.count("‘") != cut.text.count("’") and not _APOSTROPHE.search(cut.text):
        return False, "Translated by itself: the cut out of its sentence crosses a quotation mark."
    if len(cut.text) < _LEAST_OF_ALONE * len(alone.text):
        return False, "Translated by itself: its sentence says it in far fewer words."
    if not _has_fair_length(part.text, cut.text):
        return False, "Translated by itself: the cut out of its sentence has a wild length."
    if figures(part.text) != figures(cut.text) and figures(part.text) == figures(alone.text):
        return False, "Translated by itself: the cut out of its sentence has other figures."
    lost = _lost_person(part.text, cut.text)
    if lost and not _lost_person(part.text, alone.text):
        return False, f"Translated by itself: the cut out of its sentence has lost « {lost} »."
    return True, f"Cut out of its sentence {where}: {held} of {words} words found."


def figures(text: str) -> tuple[str, ...]:
    """The figures of a text without their separators, sorted: 1 902, 1.902 and 1,902 are the same."""
    return tuple(sorted(_SEPARATORS.sub("", match.group()) for match in _FIGURE.finditer(text)))


def _lost_person(source: str, target: str) -> str:
    """The first word for a speaker or listener that has no counterpart at all; "" when none is lost."""
    found = ((french.search(source), english) for french, english in _PERSONS)
    return next((match.group() for match, english in found if match and not english.search(target)), "")


def tidy(text: str, start: int, end: int, source: str) -> tuple[int, int]:
    """The range without outer quotation marks, and without a final mark that the French does not have.

    « Nous irons », dit-il: English sets its comma inside the marks (“We will go,” he said); the comma is the
    journalist's.
    """
    is_final = source.rstrip(_OUTER)[-1:] in (".", "!", "?", "…")
    before = (-1, -1)
    while start < end and before != (start, end):
        before = (start, end)
        inside = text[start:end]
        end -= _is_loose(inside[-1], is_final) or _is_outer(inside, -1)
        start += start < end and _is_outer(inside, 0)
    return start, end


def _is_loose(character: str, is_final: bool) -> bool:
    return character in ",;:" or (character == "." and not is_final)


def _is_outer(text: str, place: int) -> bool:
    """Whether the first (0) or last (-1) character is a space, or a mark whose partner is not inside."""
    character = text[place]
    if character.isspace() or character in "«»":
        return True
    if character == '"':
        return text.count('"') <= _PAIR
    return character in "“”" and _partner(text, place % len(text)) in (None, 0, len(text) - 1)


def _partner(text: str, place: int) -> int | None:
    """Where the mark that belongs to the one at ``place`` is; None when it has none."""
    opened: list[int] = []
    for index, character in enumerate(text):
        if character == "“":
            opened.append(index)
        elif character == "”":
            start = opened.pop() if opened else None
            if place in (start, index):
                return start if place == index else index
    return None


def _cut(text: str, start: int, end: int, pairs: Sequence[tuple[int | None, int]]) -> Cut:
    """``text[start:end]`` with single marks; pairs whose target lies in it, counted anew."""
    places = {word: place for place, word in enumerate(words_of(text, start, end))}
    kept = {(source, places[target]) for source, target in pairs if source is not None and target in places}
    return Cut(text[start:end].translate(_SINGLE).strip(), tuple(sorted(kept)))


def _between_marks(target: str) -> list[tuple[int, int]]:
    """The ranges between quotation marks, the marks left out; a mark may stand in a neighbouring segment."""
    return [
        (match.start() + match.group().startswith("“"), match.end() - match.group().endswith("”"))
        for match in _MARKED.finditer(target)
    ]


def _stretch(unit: TranslationUnit, wanted: frozenset[int]) -> tuple[int, int]:
    """The range of the target that holds most words linked to the wanted ones for the fewest that are not."""
    words = [match.span() for match in _WORD.finditer(unit.target)]
    gains = [0.0] * len(words)
    for index in range(len(words)):
        sources = [source for source, target in unit.alignment if target == index]
        if sources:
            share = sum(source in wanted for source in sources) / len(sources)
            gains[index] = 2 * share - 1
    first, last = _best_run(gains)
    return words[first][0], words[last][1]


def _trimmed(target: str, bounds: tuple[int, int]) -> list[tuple[int, int]]:
    """The range, and the sides of a quotation mark in it that has no partner there."""
    start, end = bounds
    text = target[start:end]
    loose = [index for index, mark in enumerate(text) if mark in "“”" and _partner(text, index) is None]
    sides = [side for index in loose for side in ((start, start + index), (start + index + 1, end))]
    return [bounds, *[side for side in sides if target[slice(*side)].strip()]]


def _best_run(gains: Sequence[float]) -> tuple[int, int]:
    """First and last index of the run with the highest sum (Kadane), unaligned words at its ends left out."""
    best, total, first = (float("-inf"), 0, 0), 0.0, 0
    for index, gain in enumerate(gains):
        if total <= 0:
            total, first = 0.0, index
        total += gain
        if total > best[0]:
            best = (total, first, index)
    return best[1], best[2]


def _measured(part: Part, unit: TranslationUnit, bounds: tuple[int, int], by_marks: bool) -> Cut:
    """The cut at those bounds, tidied, with its coverage and purity."""
    start, end = tidy(unit.target, *bounds, part.text)
    inside = frozenset(words_of(unit.target, start, end))
    wanted = frozenset(part.segment_words)
    linked = {source for source, _ in unit.alignment} & wanted
    found = {source for source, target in unit.alignment if source in wanted and target in inside}
    own = {target for source, target in unit.alignment if source in wanted and target in inside}
    foreign = {target for source, target in unit.alignment if source not in wanted and target in inside} - own
    cut = Cut.between(part, unit, start, end)
    coverage = len(found) / len(linked) if len(linked) >= len(wanted) / 2 else len(found) / len(wanted)
    purity = len(own) / (len(own) + len(foreign)) if own else 0.0
    return Cut(cut.text, cut.pairs, coverage, purity, by_marks)


def _has_fair_length(source: str, target: str) -> bool:
    low, high = (share * len(source) for share in _LENGTHS)
    return low - _SPARE <= len(target) <= high + _SPARE


def _lower_opener(text: str, source: str) -> str:
    """``text`` without the capital that its French does not have; names and "I" keep theirs."""
    if source[:1].islower() and _OPENER.match(text):
        return text[:1].lower() + text[1:]
    return text
