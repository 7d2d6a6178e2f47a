"""The names in an English sentence, and whether other words name the same."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.checks.lexicons import fold, rows
from pipeline.records import Span
from pipeline.summary.content import STOP_WORDS, content_stems, stem

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’-][^\W_]+)*|[.!?:]\s+|[\"“”(]|[,;–—]")
_HYPHENS = re.compile(r"['’-]")
_LINKS = frozenset(
    ("of", "de", "du", "des", "la", "le", "les", "von", "van", "der", "den", "bin", "al", "el")
)
_LEAST_ROOT = 4
_BESIDE = 2
_REACH = 60


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of capitalised words; ``tokens`` folded; ``opens``: it is one word and opens the sentence."""

    text: str
    span: Span
    tokens: tuple[str, ...]
    opens: bool


@cache
def _words(category: str) -> frozenset[str]:
    return frozenset(
        word for row in rows("names_in_english") if row[0] == category for word in row[1].split()
    )


@cache
def _openers() -> frozenset[str]:
    return frozenset(stem(word) for word in _words("opener"))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(_words("ending"))


@cache
def _same() -> tuple[tuple[str, ...], ...]:
    """The beginnings of words that name the same: us, american …"""
    return tuple(tuple(row[1].split("|")) for row in rows("names_in_english") if row[0] == "same")


def name_tokens(text: str) -> tuple[str, ...]:
    """Return the folded tokens of ``text``, words and figures, with hyphened ones also in their parts."""
    found: list[str] = []
    for token in _TOKEN.findall(text):
        if token[0].isalnum():
            plain = _bare(token)
            found.append(plain)
            parts = _HYPHENS.split(plain)
            found += [part for part in parts if part] if len(parts) > 1 else []
    return tuple(found)


@lru_cache(maxsize=4096)
def _bare(token: str) -> str:
    folded = fold(token).replace("’", "'").replace(".", "")
    return folded.removesuffix("'s").removesuffix("'")


def mentions(text: str, plain: frozenset[str] = frozenset()) -> tuple[Mention, ...]:
    """Return the names in ``text`` in order.

    ``plain`` are folded words that the article writes in lower case: they are no names at the start
    of a sentence. Months, weekdays and titles are none anywhere.
    """
    found: list[Mention] = []
    run: list[re.Match[str]] = []
    opening = is_open = True
    for match in _TOKEN.finditer(text):
        token = match.group()
        is_word = token[0].isalnum()
        if is_word and _is_name(token, opening, plain):
            is_open = is_open if run else opening
            run.append(match)
            run = _closed(run, found, is_open) if token.endswith(("'s", "’s")) else run
        else:
            run = _closed(run, found, is_open)
        opening = not is_word and token[0] in '.!?:"“('
    _closed(run, found, is_open)
    return tuple(found)


def _closed(run: list[re.Match[str]], found: list[Mention], is_open: bool) -> list[re.Match[str]]:
    """Add the run, if any, to ``found`` and return an empty one."""
    if run:
        words = [match.group() for match in run]
        text = re.sub(r"['’]s$", "", " ".join(words))
        tokens = tuple(_bare(word) for word in words)
        found.append(Mention(text, Span(run[0].start(), run[-1].end()), tokens, is_open and len(run) == 1))
    return []


def _is_name(token: str, opening: bool, plain: frozenset[str]) -> bool:
    folded = _bare(token)
    is_everyday = folded in _words("everyday") or (folded.partition("'")[0] in STOP_WORDS and "'" in folded)
    if not token[0].isupper() or is_everyday or len(folded) < 2:
        return False
    if not opening:
        return True
    is_common = folded in STOP_WORDS or folded in plain or stem(folded) in _openers()
    return token.isupper() or not (is_common or folded.endswith(_endings()))


def is_held(mention: Mention, tokens: frozenset[str], initials: frozenset[str] = frozenset()) -> bool:
    """Tell whether ``tokens`` name ``mention``: a word of it, a word of its root, or its initials.

    *Kazakh* is held by *Kazakhstan*, *NEU* by *National Education Union*. The first of several words
    does not do, so that another *John* does not hold *John Miller*; nor do *of* and *de*.
    """
    return _are_held(mention.tokens, tokens, initials)


@lru_cache(maxsize=16384)
def _are_held(words: tuple[str, ...], tokens: frozenset[str], initials: frozenset[str]) -> bool:
    first = 1 if len(words) > 1 else 0
    asked = [token for token in words[first:] if token not in _LINKS and len(token) > 2]
    if _has_other_name(" ".join(words), tokens):
        return True
    return any(is_known(token, tokens) or token in initials for token in asked or words)


@lru_cache(maxsize=2048)
def is_known(token: str, known: frozenset[str]) -> bool:
    """Tell whether ``known`` has ``token``, all its hyphened parts, or a word of the same root."""
    if token in known or token.removesuffix("s") in known or _has_other_name(token, known):
        return True
    parts = [part for part in re.split(r"['-]", token) if part]
    if len(parts) > 1 and all(part in known for part in parts):
        return True
    root = token[:_LEAST_ROOT]
    return any(other.startswith(root) and _is_inflected(token, other) for other in known)


def _is_inflected(one: str, two: str) -> bool:
    """Tell whether two words differ in an ending of names only: *Kazakh*, *Kazakhstan*; not *Kazakhsstan*."""
    if one[:_LEAST_ROOT] != two[:_LEAST_ROOT] or len(one) < _LEAST_ROOT:
        return False
    shared = next(
        (at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two))
    )
    return all(not rest or rest in _words("inflection") for rest in (one[shared:], two[shared:]))


def _has_other_name(token: str, known: frozenset[str]) -> bool:
    """Tell whether ``known`` has the same party under another name: *UK* for *British*."""
    whole, beginnings = _other_names(token)
    return not whole.isdisjoint(known) or (bool(beginnings) and any(map(_starts(beginnings), known)))


@lru_cache(maxsize=8192)
def _other_names(token: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the names under which the party of ``token`` goes, short ones whole, others as beginnings.

    Both are empty for most words.
    """
    groups = [group for group in _same() if any(_begins(token, form) for form in group)]
    forms = [form for group in groups for form in group]
    long = tuple(form for form in forms if len(form) >= _LEAST_ROOT)
    return frozenset(form for form in forms if len(form) < _LEAST_ROOT), long


def _starts(beginnings: tuple[str, ...]) -> Callable[[str], bool]:
    return lambda word: word.startswith(beginnings)


def _begins(word: str, form: str) -> bool:
    return word == form if len(form) < _LEAST_ROOT else word.startswith(form)


def strangers(mention: Mention, tokens: frozenset[str], initials: frozenset[str]) -> tuple[str, ...]:
    """Return the words of ``mention`` that the whole article does not have."""
    return tuple(
        word
        for word, token in zip(mention.text.split(), mention.tokens, strict=True)
        if token not in _LINKS and not is_known(_capitals(word, token), tokens) and token not in initials
    )


def _capitals(word: str, token: str) -> str:
    """Return the parts of a hyphened word that have capitals: *Qaeda-linked* is ``qaeda``."""
    parts = word.split("-")
    named = [_bare(part) for part in parts if part[:1].isupper()]
    return "-".join(named) if 0 < len(named) < len(parts) else token


@lru_cache(maxsize=8192)
def beside(text: str, span: Span) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of the two content words before ``span`` and of the two after it."""
    left = content_stems(text[max(span.start - _REACH, 0) : span.start])[-_BESIDE:]
    right = content_stems(text[span.end : span.end + _REACH])[:_BESIDE]
    return frozenset(left), frozenset(right)


def initials_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the initials, folded, of the runs of two to six capitalised words in ``texts``."""
    found: set[str] = set()
    for text in texts:
        for run in re.findall(r"(?:[A-ZÀ-Ý][\w’'-]+(?:\s+(?:of|for|and|the|de|des|du|la)\b)*\s*){2,6}", text):
            letters = [word[0].lower() for word in run.split() if word[0].isupper()]
            found |= {"".join(letters[i : i + n]) for n in range(2, 7) for i in range(len(letters) - n + 1)}
    return frozenset(found)
