"""Two printed forms of one quotation compared: the words they share, and those that differ as written.

Compared without case, accents or punctuation; shown as the papers print them: “l’été” / “l’automne”.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

# From here on two forms are the same quotation: one changed word in eight still is, four common words
# by chance are not.
SAME = 0.75
# « … la sécurité passe avant tout » here, « la sécurité passe avant tout ; le reste suivra » there.
_FEWEST_JOINING = 5
# Shorter words (articles, auxiliaries) come and go with what a cut leaves over.
_TELLING = 4
# « Nous devons réduire nos émissions de 40 % / de 50 % »: so many words alike have English alike at first.
_OPENING = 6

_WORD = re.compile(r"[^\W_]+")
# « Nous irons (…) jusqu'au bout », « Nous irons [...] jusqu'au bout »
_LEFT_OUT = re.compile(r"…|\.{3}")

Words = tuple[str, ...]
Changes = list[tuple[str, str]]


class Difference(NamedTuple):
    """What differs between two forms, and the words that do, if single ones can be named."""

    what: str
    words: str


def normalised_words(text: str) -> Words:
    """The words without case, accents or punctuation: « L’État, c’est moi ! » → l etat c est moi."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return tuple(_WORD.findall("".join(letter for letter in folded if not unicodedata.combining(letter))))


def containment(one: Words, other: Words) -> float:
    """Share of the shorter text that stands in the other in runs of two words or more, 0..1."""
    if one == other:
        return 1.0
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    shared = sum(block.size for block in blocks if block.size > 1)
    return shared / max(1, min(len(one), len(other)))


def likeness(one: Words, other: Words) -> float:
    """As ``containment``; at least SAME when one form ends as the other begins, each cut at another end."""
    shared = containment(one, other)
    return max(shared, SAME) if shared < SAME and _joins(one, other) else shared


def wording(first: str, other: str) -> Difference | None:
    """How the French of the second form differs from the first; None when it does not."""
    words, other_words = normalised_words(first), normalised_words(other)
    if words == other_words:
        return None
    if _holds(words, other_words):
        return Difference("cut", "")
    if _holds(other_words, words):
        return Difference("longer", "")
    if _joins(words, other_words):
        return Difference("cut elsewhere", "")
    return Difference("worded differently", difference(first, other))


def translation(sources: tuple[str, str], targets: tuple[str, str]) -> Difference | None:
    """How the English of the same French differs; None when it does not.

    A cut quotation may have a cut translation, and other French must have other English.
    """
    if len(normalised_words(sources[0])) < len(normalised_words(sources[1])):
        changes = [(one, other) for other, one in _translated(sources[::-1], targets[::-1])]
    else:
        changes = _translated(sources, targets)
    return Difference("translated differently", _shown(changes)) if changes else None


def difference(one: str, other: str, *, is_cut: bool = False) -> str:
    """The words that differ as they are written: “l’été” / “l’automne”, with “–” where one has nothing.

    ``is_cut``: what the longer one has before and behind the words of the other is no difference.
    """
    return _shown(_changes(one, other, is_cut=is_cut))


def _translated(sources: tuple[str, str], targets: tuple[str, str]) -> Changes:
    """The English words that differ though the French ones do not; the first form is the longer one."""
    (french, other_french), (english, other_english) = map(_pair, (sources, targets))
    if english == other_english or not (english and other_english):
        return []
    if french == other_french:
        return _changes(*targets)
    if _holds(french, other_french):
        is_same = containment(english, other_english) >= SAME and not _says_more(english, other_english)
        return [] if is_same else _changes(*targets, is_cut=True)
    # « Nous devons partir (…) avant l'été »: English words may be missing, but none be others.
    if _leaves_out(french, sources[1]) and _says_more(english, other_english):
        return [(one, other) for one, other in _changes(*targets) if other]
    opening = _alike_at_first(french, other_french)
    # The order of the words is not the same in English: only the first half is surely that of the French.
    return _changes(*targets, until=opening // 2) if opening >= _OPENING else []


def _changes(one: str, other: str, *, is_cut: bool = False, until: int | None = None) -> Changes:
    """Pairs of differing passages, as written, in the first ``until`` words; "" where a form has nothing."""
    (left, places), (right, other_places) = _placed(one), _placed(other)
    changes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    while is_cut and changes and changes[0][0] == "delete":
        changes = changes[1:]
    while is_cut and changes and changes[-1][0] == "delete":
        changes = changes[:-1]
    return [
        (_written(one, places[a:b]), _written(other, other_places[c:d]))
        for change, a, b, c, d in changes
        if change != "equal" and (until is None or max(b, d) <= until)
    ]


def _shown(changes: Changes) -> str:
    return ", ".join(f"“{one or '–'}” / “{other or '–'}”" for one, other in changes)


def _pair(texts: tuple[str, str]) -> tuple[Words, Words]:
    return normalised_words(texts[0]), normalised_words(texts[1])


def _says_more(longer: Words, shorter: Words) -> bool:
    """“We won't hire” has a word that “…, and we won't give in” has not."""
    return any(len(word) >= _TELLING for word in set(shorter) - set(longer))


def _holds(longer: Words, shorter: Words) -> bool:
    return any(
        longer[start : start + len(shorter)] == shorter for start in range(len(longer) - len(shorter) + 1)
    )


def _alike_at_first(one: Words, other: Words) -> int:
    """How many words the two begin with alike."""
    alike = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in alike)


def _leaves_out(longer: Words, shorter: str) -> bool:
    """Whether the longer form holds, in turn, what stands around the shorter one's marks of omission."""
    parts = [words for words in map(normalised_words, _LEFT_OUT.split(shorter)) if words]
    for part in parts:
        start = next((at for at in range(len(longer)) if longer[at : at + len(part)] == part), None)
        if start is None:
            return False
        longer = longer[start + len(part) :]
    return len(parts) > 1


def _joins(one: Words, other: Words) -> bool:
    """Whether one of them ends with five words or more that the other begins with."""
    sizes = range(_FEWEST_JOINING, min(len(one), len(other)))
    return any(one[-size:] == other[:size] or other[-size:] == one[:size] for size in sizes)


def _placed(text: str) -> tuple[Words, list[tuple[int, int]]]:
    """The normalised words, and where each stands in the text as written."""
    letters = list(_folded(text))
    folded = "".join(letter for letter, _ in letters)
    found = list(_WORD.finditer(folded))
    places = [(letters[match.start()][1], letters[match.end() - 1][1] + 1) for match in found]
    return tuple(match.group() for match in found), places


def _folded(text: str) -> Iterator[tuple[str, int]]:
    for place, letter in enumerate(text):
        for folded in unicodedata.normalize("NFKD", letter.casefold()):
            if not unicodedata.combining(folded):
                yield folded, place


def _written(text: str, places: list[tuple[int, int]]) -> str:
    return text[places[0][0] : places[-1][1]] if places else ""
