"""Negations: where a sentence says no, what word it turns round, and whether two sentences agree.

Rules over words, without a parser: a negation governs the first two words of weight after it, up to
the end of the clause. « Il n'a pas démissionné » against *He resigned* is what this is for.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.checks.lexicons import rows
from pipeline.summary.content import stem

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[,;:.!?()\"“”–—]")
_ACRONYM = re.compile(r"\b(?:[A-Z]\.){2,}")
_NOT = re.compile(r"\b(\w+?)n['’]t\b", re.IGNORECASE)
_GOVERNED = 2
_HEAD = -1
_AROUND = 3
_ABOUT = 0.5
_NEARLY = 0.75
_PUNCTUATION = frozenset(',;:.!?()"“”–—')


@dataclass(frozen=True, slots=True)
class Word:
    """A content word of a sentence, its stem, its sign, and the stems of the three before and after it.

    ``sign``: 1 affirmed, -1 the head of what a negation governs, -2 the next word under it, 0 not to be
    told (under a word like *failed to*).
    """

    text: str
    stem: str
    sign: int
    around: frozenset[str]


@dataclass(frozen=True, slots=True)
class Polarity:
    """The polarity of an English sentence: its negations as written, its content words with their signs.

    ``weak``: it holds a word that says no in its meaning.
    """

    cues: tuple[str, ...]
    words: tuple[Word, ...]
    weak: bool

    @property
    def says_no(self) -> bool:
        """It holds a negation or a word that says no in its meaning."""
        return bool(self.cues) or self.weak


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(word for row in rows("polarity_en") if row[0] == name for word in row[1].split())


@cache
def _harmless() -> re.Pattern[str]:
    phrases = [phrase for row in rows("polarity_en") if row[0] == "harmless" for phrase in row[1].split("|")]
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b|\b[Nn]o\.?\s*(?=\d)", re.IGNORECASE)


def polarity(sentence: str) -> Polarity:
    """Return the negations of an English sentence and the signs of its content words."""
    text = _ACRONYM.sub(lambda match: match.group().replace(".", ""), sentence)
    text = _NOT.sub(lambda match: f"{_whole(match.group(1))} not", text)
    text = _harmless().sub(" ", re.sub(r"\bcannot\b", "can not", text, flags=re.IGNORECASE))
    tokens = [token.lower().replace("’", "'") for token in _TOKEN.findall(text)]
    signs: dict[int, int] = {}
    cues: list[str] = []
    weak = False
    for place, token in enumerate(tokens):
        is_cue = token in _list("strong")
        if not is_cue and not _is_weak(token):
            continue
        governed = _governed(tokens, place)
        for rank, under in enumerate(governed):
            signs[under] = -1 - rank if is_cue else min(signs.get(under, 0), 0)
        cues += [token] if is_cue else []
        weak = weak or not is_cue
    return Polarity(tuple(cues), _words_of(tokens, signs), weak)


def _words_of(tokens: list[str], signs: Mapping[int, int]) -> tuple[Word, ...]:
    places = [place for place, token in enumerate(tokens) if _has_content(token)]
    stems = [stem(tokens[place]) for place in places]
    found: list[Word] = []
    for at, (place, own) in enumerate(zip(places, stems, strict=True)):
        around = frozenset(stems[max(at - _AROUND, 0) : at] + stems[at + 1 : at + 1 + _AROUND])
        found.append(Word(tokens[place], own, signs.get(place, 1), around))
    return tuple(found)


def _has_content(token: str) -> bool:
    return token[0].isalpha() and token not in _small()


@cache
def _small() -> frozenset[str]:
    return _list("strong") | _list("passed") | _list("boundary")


def _whole(word: str) -> str:
    """Return the auxiliary without its *n't*: ca(n't) is can, wo(n't) is will."""
    return {"ca": "can", "wo": "will", "sha": "shall"}.get(word.lower(), word)


@cache
def _weak() -> frozenset[str]:
    return frozenset(stem(word) for word in _list("weak")) | _list("weak")


def _is_manner(token: str) -> bool:
    """Tell whether ``token`` is an adverb like *officially*, which a negation passes over."""
    return token.endswith("ly") and len(token) > 6 and token not in _list("no adverb")


@lru_cache(maxsize=8192)
def _is_weak(token: str) -> bool:
    return token[0].isalpha() and (stem(token) in _weak() or token in _weak())


def _governed(tokens: list[str], place: int) -> tuple[int, ...]:
    """Return the places that the negation at ``place`` turns round: two at most, none beyond the clause."""
    found: list[int] = []
    for at in range(place + 1, len(tokens)):
        token = tokens[at]
        if token in _PUNCTUATION or token in _list("strong") or (found and token in _list("boundary")):
            break
        if _has_content(token) and not _is_manner(token):
            found.append(at)
            if len(found) == _GOVERNED:
                break
    return tuple(found)


def flip(sentence: Polarity, support: Iterable[Polarity]) -> str:
    """Return in words how ``sentence`` turns the support round, or "" when it does not.

    The same word is looked for in the same surroundings. A negation is *added* when that word is
    affirmed there, or when nothing there says no; *removed* when that word is denied there.
    """
    known = tuple(support)
    return (_added(sentence, known) or _removed(sentence, known)) if known else ""


def _added(sentence: Polarity, support: tuple[Polarity, ...]) -> str:
    cue = sentence.cues[0] if sentence.cues else ""
    for word in sentence.words:
        if word.sign != _HEAD:
            continue
        likeness, sign = _most_alike(word, support)
        if sign > 0 and (likeness or _is_only(1, word.stem, sentence, support)):
            return f"“{cue}” turns round what the source affirms (“{word.text}”)"
    if cue and not any(item.says_no for item in _nearest(sentence, support)):
        return f"“{cue}” is not in the source"
    return ""


def _nearest(sentence: Polarity, support: tuple[Polarity, ...]) -> list[Polarity]:
    """Return the parts of the support with most words of the sentence, and those with nearly as many."""
    own = {word.stem for word in sentence.words}
    shared = [len(own & {word.stem for word in item.words}) for item in support]
    return [item for item, count in zip(support, shared, strict=True) if count >= _NEARLY * max(shared)]


def _removed(sentence: Polarity, support: tuple[Polarity, ...]) -> str:
    """Return what the support denies and the sentence affirms; "gave no date" is "did not give a date"."""
    heads = {word.stem for item in support for word in item.words if word.sign == _HEAD}
    denied = frozenset(word.stem for word in sentence.words if word.sign == _HEAD) - heads
    for word in sentence.words:
        if word.sign <= 0 or denied & word.around:
            continue
        likeness, sign = _most_alike(word, support)
        if sign == _HEAD and (likeness or _is_only(_HEAD, word.stem, sentence, support)):
            return f"the source denies “{word.text}”"
    return ""


def _is_only(sign: int, stem_: str, sentence: Polarity, support: tuple[Polarity, ...]) -> bool:
    """Tell whether the support has ``stem_`` with this sign only, and in a text about the sentence."""
    found = [item for item in support if any(word.stem == stem_ for word in item.words)]
    if any(word.stem == stem_ and word.sign != sign for item in found for word in item.words):
        return False
    own = {word.stem for word in sentence.words}
    shared = [len(own & {word.stem for word in item.words}) for item in found]
    return max(shared, default=0) >= _ABOUT * len(own)


def _most_alike(word: Word, support: tuple[Polarity, ...]) -> tuple[int, int]:
    """Return likeness and sign of the support's word in the most similar surroundings; (0, 0) for none.

    Among equals the sign of ``word`` itself wins: doubt is in favour of the sentence.
    """
    alike = [
        (len(word.around & other.around), other.sign == word.sign, other.sign)
        for item in support
        for other in item.words
        if other.stem == word.stem
    ]
    best = max(alike, default=(0, False, 0))
    return best[0], best[2]
