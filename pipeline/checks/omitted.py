"""Clauses of the French that have no counterpart in the English: nothing may be lost in silence.

Every French word speaks for or against: one whose usual English is there says that its clause was
translated, one whose English is not there says that it was not, the louder the surer the table of
renderings is of it. The run of words that says so most, as a sum of log-odds, is a dropped clause when
the English has few words left over that may paraphrase it and is not longer than the French; these
weights were fitted by logistic regression to 600 references with a clause cut out and 2,500 whole ones.
Where the translator's alignment is known, a French word that no English word looked at speaks louder.
"""

import math
import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.checks.exonyms import lexicon
from pipeline.checks.lexicons import fold
from pipeline.checks.renderings import renderings
from pipeline.records import Finding
from pipeline.summary.content import STOP_WORDS
from pipeline.translation.words import Pairs

_WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"\S+")
_SHORT, _MIDDLE = 4, 7
_SHORTEST_CONTENT = 3
_LEAST = 0.25
_LONGEST_SHOWN = 110
# P(a word's English is there | translated) is 0.12 + 0.75 x the share that the table knows, at most 0.85;
# P(it is there | left out), by chance or from elsewhere: 0.12.
_BY_CHANCE, _SLOPE, _MOST = 0.12, 0.75, 0.85


class _Weights(NamedTuple):
    """How much spare English words and a word more of English count, what is enough, of how many words."""

    spare: float
    longer: float
    enough: float
    fewest: int


_TEXT, _LOOKED = _Weights(0.45, 0.3, 4.5, 3), _Weights(0.1, 0.15, 3.5, 2)
# What a word gains that nothing looked at, and loses that something did; a small word gains this.
_UNSEEN, _SEEN, _SMALL = 2.0, 0.5, 0.2
_FEWEST_UNSEEN = 2


class _Sign(NamedTuple):
    """What a French word says of its clause: log-odds of "left out" when its English is absent, or there."""

    absent: float
    there: float
    keys: frozenset[str]


class _Run(NamedTuple):
    """A stretch of the French, how much says that it was left out, and how many words say so."""

    start: int
    end: int
    odds: float
    absent: int


def check_omitted(source: str, target: str) -> tuple[Finding, ...]:
    """Return a finding with the French words that have no counterpart in ``target``, none without any."""
    return _finding(omitted(source, target))


def check_unseen(source: str, target: str, alignment: Pairs) -> tuple[Finding, ...]:
    """Return what ``check_omitted`` does not find but the alignment shows: nothing looked at these words."""
    return () if omitted(source, target) else _finding(unseen(source, target, alignment))


def _finding(left: str) -> tuple[Finding, ...]:
    if not left:
        return ()
    shown = left if len(left) <= _LONGEST_SHOWN else f"{left[:_LONGEST_SHOWN].rpartition(' ')[0]} …"
    return (Finding("omission", "check", f"« {shown} » may not be in the English", source=left),)


@lru_cache(maxsize=1024)
def omitted(source: str, target: str) -> str:
    """Return the stretch of ``source`` that ``target`` seems to leave out by its words alone, or ""."""
    words = [*_WORD.finditer(source)]
    signs = [sign_of(word.group()) for word in words]
    run = _dropped(signs, _WORD.findall(target), _TEXT)
    return source[words[run.start].start() : words[run.end - 1].end()] if run else ""


def unseen(source: str, target: str, alignment: Pairs) -> str:
    """Return the stretch of ``source`` that ``target`` leaves out and few of its words looked at, or "".

    Without an alignment nothing is known of looking, so nothing is found.
    """
    if not alignment:
        return ""
    looked = {at for at, _ in alignment}
    words, signs, blind = [], [], []
    for at, token in enumerate(_TOKEN.finditer(source)):
        for word in _WORD.finditer(source, *token.span()):
            words.append(word)
            signs.append(_looked_at(sign_of(word.group()), at in looked))
            blind.append(at not in looked)
    run = _dropped(signs, _WORD.findall(target), _LOOKED)
    if run is None or sum(blind[run.start : run.end]) < _FEWEST_UNSEEN:
        return ""
    return source[words[run.start].start() : words[run.end - 1].end()]


def _looked_at(sign: _Sign, is_seen: bool) -> _Sign:
    """Return a sign changed by whether the translator looked at its word."""
    if not sign.absent:
        return sign if is_seen or not sign.keys else sign._replace(absent=_SMALL)
    if is_seen:
        return sign._replace(absent=max(_LEAST, sign.absent - _SEEN))
    return sign._replace(absent=sign.absent + _UNSEEN, there=sign.there + _UNSEEN / 3)


def _dropped(signs: list[_Sign], there: list[str], weights: _Weights) -> _Run | None:
    """Return the run of words that the English words ``there`` leave out, None when they say enough."""
    run = _loudest(signs, frozenset(map(_key, there)))
    odds = run.odds - weights.longer * (len(there) - len(signs))
    if run.absent < weights.fewest or odds < weights.enough:
        return None
    known = frozenset[str]().union(*(sign.keys for sign in signs))
    spare = sum(_is_content(word) and _key(word) not in known for word in there)
    if odds - weights.spare * spare < weights.enough:
        return None
    content = [at for at in range(run.start, run.end) if signs[at].absent > _SMALL]
    return run._replace(start=content[0], end=content[-1] + 1)


def _loudest(signs: list[_Sign], there: frozenset[str]) -> _Run:
    """Return the run of words whose sum is highest (Kadane's algorithm)."""
    best = run = _Run(0, 0, 0.0, 0)
    for at, sign in enumerate(signs):
        if not sign.absent:
            continue
        is_absent = sign.keys.isdisjoint(there)
        if run.odds <= 0:
            run = _Run(at, at, 0.0, 0)
        odds = run.odds + (sign.absent if is_absent else sign.there)
        run = _Run(run.start, at + 1, odds, run.absent + (is_absent and sign.absent > _SMALL))
        best = max(best, run, key=lambda one: one.odds)
    return best


@lru_cache(maxsize=4096)
def sign_of(word: str) -> _Sign:
    """Return what a French word says; small words, and those of unsure English, say nothing or little."""
    small, keys = word.lower(), frozenset((_key(word),))
    if word.isdigit():
        return _Sign(1.5, -2.0, keys) if len(word) > 1 else _Sign(0.0, 0.0, keys)
    if len(word) < _SHORTEST_CONTENT:
        return _Sign(0.0, 0.0, frozenset())
    found = renderings(small)
    if not found:
        names = lexicon().english.get(fold(word), ()) if word[0].isupper() else ()
        keys |= {_key(part) for name in names for part in name.split()}
        return _Sign(1.0 if word[0].isupper() else 0.3, -2.0, keys)
    if all(one.word.lower() in STOP_WORDS for one in found):
        return _Sign(0.0, 0.0, keys)
    likely = min(_MOST, _BY_CHANCE + _SLOPE * sum(one.share for one in found) / 100)
    absent, there = math.log((1 - _BY_CHANCE) / (1 - likely)), math.log(_BY_CHANCE / likely)
    return _Sign(absent, there, keys | {_key(one.word) for one in found})


@lru_cache(maxsize=4096)
def _key(word: str) -> str:
    """Return the beginning of a word, folded, that its forms share: "minerals", "mineral", « minéraux »."""
    plain = fold(word)
    return plain if len(plain) < _SHORT else plain[: _SHORT + (len(plain) >= _MIDDLE)]


@lru_cache(maxsize=4096)
def _is_content(word: str) -> bool:
    return len(word) >= _SHORTEST_CONTENT and word.lower() not in STOP_WORDS
