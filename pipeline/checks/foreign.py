"""Quotations in another language within a French sentence: « No comment », « Wir schaffen das nicht ».

They are the speaker's own words, so nothing may translate them. English is told by its words: none that
only French has, and enough that French has not. Another language has to be what the detector says, and
its function words or letters, or the lack of any French word, must agree. What is doubtful is French: a
title (« Le Monde »), a name (« Charlie Hebdo »), a borrowed word by itself (« marketing »).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.checks.lexicons import rows, words
from pipeline.checks.renderings import is_listed
from pipeline.language import detector_votes, function_words, own_words
from pipeline.quotes.marks import find_marked
from pipeline.records import Span
from pipeline.tongues import has_name

_WORD = re.compile(r"[^\W\d_]+")
# "You'll", "don't", "it's": the end belongs to the English word before it.
_CONTRACTED = re.compile(r"(?<=[a-z])['’](?:t|s|re|ll|ve|m|d)(?![\w'’])")
_MARK = re.compile('[«»“”„"]')
_HALF = re.compile('[^«»“”„"]+(?=[»”])')
_ACCENTED = re.compile(r"[^\W\d_a-z]")
# Of Spanish, Portuguese, Italian, German, Danish, Polish, Romanian and others.
_OTHER_LETTERS = re.compile("[áíóúñãõßäöåøìòčšžćłąęășț¿¡]")
# Letters side by side that French hardly knows: "refugees welcome", "again", but not « chaos social ».
_ENGLISH_LETTERS = re.compile("[kw]|sh|th|gh|ee|oo|[aeo]y|ea(?!u)|ai[nr]?n$|ing$|[cflmr]y$|ver$|ds$")
_FEWEST_WORDS = 2
_EVIDENCE = 0.25
_EVIDENCE_OF_RARE = 0.5
_MOST_FRENCH = 0.5
_LIKELY, _LIKELY_BY_LETTERS, _NEARLY_CERTAIN = 0.4, 0.3, 0.7
_FEW_FRENCH = 0.34
# How much likelier English has to be than French when no word tells them apart; of French ones at most 4.3.
_TIMES = 8.0
# Too short for the function words, or too short for the word list.
_SHORT_ENGLISH = frozenset(("am", "go", "me", "my", "oh", "ok", "us"))
# What the detector calls a few words of a language that has many dialects.
_DIALECTS = {"an": "es", "ext": "es", "lij": "it", "lmo": "it", "scn": "it", "vec": "it", "nds": "de"}


@dataclass(frozen=True, slots=True)
class Foreign:
    """A quotation that is no French: where its words stand in the text, the marks left out, its language."""

    span: Span
    language: str


@dataclass(frozen=True, slots=True)
class _Word:
    """What the lists say of a word; ``is_telling``: an English one that no French word is spelled like."""

    is_french: bool
    is_english: bool
    is_name: bool
    is_telling: bool = False

    @property
    def is_only_english(self) -> bool:
        return self.is_english and not self.is_french


@lru_cache(maxsize=4096)
def foreign_quotations(text: str) -> tuple[Foreign, ...]:
    """Return the quotations of a French text that are in another language, in order; none overlap.

    A quotation may begin or end in a neighbouring segment: « Nobody knows. | Nobody cares. »
    """
    found: list[Foreign] = []
    for span in _quoted(text) if _MARK.search(text) else ():
        if found and span.start < found[-1].span.end:
            continue
        language = language_of(text[span.start : span.end])
        if language != "fr":
            found.append(Foreign(span, language))
    return tuple(found)


def _quoted(text: str) -> Iterator[Span]:
    """Yield where words between marks stand; first those whose opening mark is in the segment before."""
    half = _HALF.match(text)
    if half and half[0].strip():
        yield Span(len(half[0]) - len(half[0].lstrip()), len(half[0].rstrip()))
    yield from (marked.inner for marked in find_marked(text))


@lru_cache(maxsize=4096)
def language_of(content: str) -> str:
    """Return the language of the words of a quotation: "fr" unless it is surely another."""
    plain = _CONTRACTED.sub(" ", content)
    found = [_word(match[0].lower(), match[0][0].isupper()) for match in _WORD.finditer(plain)]
    french = sum(word.is_french for word in found)
    evidence = sum(word.is_only_english for word in found)
    if (
        len(content.split()) < _FEWEST_WORDS
        or len(found) < _FEWEST_WORDS
        or (french > _MOST_FRENCH * len(found) and not evidence)
    ):
        return "fr"
    scores = function_words(plain)
    is_rivalled = max(scores.values(), default=0.0) > scores.get("en", 0.0)
    if evidence and not is_rivalled and not _ACCENTED.search(plain.lower()) and _is_english(plain, found):
        return "en"
    return "fr" if french > _MOST_FRENCH * len(found) else _other(plain, french / len(found), scores)


def _is_english(content: str, found: Sequence[_Word]) -> bool:
    """Tell whether no word is only French, enough are not French, and one or the detector says English."""
    if any(word.is_french and not word.is_english for word in found):
        return False
    is_known = all(word.is_english or word.is_name for word in found)
    is_told = any(word.is_telling for word in found)
    least = _EVIDENCE if is_known else _EVIDENCE_OF_RARE
    if not (is_told or is_known) or sum(word.is_only_english for word in found) < least * len(found):
        return False  # « syndrome abandonnique »
    if is_told:
        return True
    # Both languages have « chaos », « social », « action »; of "America first" French has nothing.
    votes = detector_votes(content)
    return votes.get("en", 0.0) > _TIMES * votes.get("fr", 0.0)


def _other(content: str, french: float, scores: Mapping[str, float]) -> str:
    """Return the language, neither French nor English, that the detector says and nothing speaks against.

    ``french``: the share of words that French has.
    """
    own = scores.get("fr", 0.0)
    rivals = (score for code, score in scores.items() if code not in {"fr", "en"})
    has_letters = _OTHER_LETTERS.search(content.lower()) is not None
    if french > _FEW_FRENCH and not has_letters and max(rivals, default=0.0) <= own:
        return "fr"  # Without the detector, whose tables take 100 MiB.
    votes: dict[str, float] = {}
    for code, share in detector_votes(content).items():
        votes[_DIALECTS.get(code, code)] = votes.get(_DIALECTS.get(code, code), 0.0) + share
    best = max(votes, key=lambda code: votes[code], default="fr")
    rival = scores.get(best, 0.0)
    if best in {"fr", "en"} or not has_name(best):
        return "fr"
    if has_letters and rival >= own:
        least = _LIKELY_BY_LETTERS
    elif rival > own:
        least = _LIKELY
    else:
        least = _NEARLY_CERTAIN if french <= _FEW_FRENCH else 1.0
    return best if votes[best] >= least else "fr"


@lru_cache(maxsize=8192)
def _word(word: str, is_capitalised: bool) -> _Word:
    english = own_words("en") - _row("english")
    if word in english:
        return _Word(is_french=False, is_english=True, is_name=False, is_telling=True)
    is_french = word in _row("function") or is_listed(word)
    is_english = word in words("words_en") or word in own_words("en") or word in _SHORT_ENGLISH
    is_telling = is_english and not is_french and _ENGLISH_LETTERS.search(word) is not None
    return _Word(is_french, is_english, is_capitalised and not is_french, is_telling)


@lru_cache(maxsize=2)
def _row(name: str) -> frozenset[str]:
    """Return the French function words, or the words that English shares with French."""
    return frozenset(next(found for label, found in rows("left_in_french") if label == name).split())
