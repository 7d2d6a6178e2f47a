"""Negations of the French looked for in the English, and those that only the English has."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.checks.lexicons import fold, rows, word_set
from pipeline.records import Finding

_FRENCH_WORD = re.compile(r"[^\W_]+")
_ENGLISH_WORD = re.compile(r"n't|[^\W_]+(?:-[^\W_]+)*")
_ELIDED_NE = re.compile(r"(?<!\w)n'")
_KEEP_FROM = re.compile(r"\b(?:keep|keeps|kept|keeping|stop|stops|stopped|save|saved) (?:\w+ ){0,3}from\b")
_NUMBERED = re.compile(r"\b[Nn]o\. ?(?=\d)")
_ENGLISH_ONLY = re.compile(
    r"\b(?:not?|never|n(?:either|one|obody|othing|owhere)|without|cannot)\b|n['’]t\b", re.I
)
_LEFT_SANS = re.compile(r"\bsans\b", re.I)
_SOFT = "xsoft"
_ONLY_LEFT = "ne … plus que"
_LEFT = re.compile(r"\b(?:left|remain\w*|down to|now|all|reduced)\b", re.I)
_MORE_THAN = re.compile(r"\b(?:more than|over|above)\b", re.I)
_AVOID = ("evit", "empech")  # « éviter que ne se répètent pas des crises »: the second « ne » says nothing
_SUBJECTS = ("aucun", "aucune", "personne", "rien", "nul", "nulle", "jamais", _SOFT)
_TWINS = (
    ("rien", "nothing"),
    ("sans", "without"),
    ("jamais", "never"),
    ("personne", "nobody"),
    ("personne", "none"),
)
_SUBJECT_REACH, _VERB_REACH, _ONLY_REACH, _SHARED_REACH = 7, 4, 9, 10
_REACH, _NEAR, _NEAR_WORDS, _IMPLICIT_NEAR = 12, 0.45, 6, 0.25
_EXPLETIVE_REACH = 7
_ROOT = 4
# What « ne … plus … que » restricts to: « qu'à », « qu'aux », « que pour ».
_BESIDE = (["a"], ["au"], ["aux"], ["en"], ["par"], ["pour"], ["dans"])


class Sign(NamedTuple):
    """A word that denies: its text, its place as a share of the sentence and in words, its class."""

    text: str
    share: float
    at: int
    kind: str


@lru_cache(maxsize=32)
def word_class(name: str) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Return the whole words, the beginnings ("fail*") and the endings ("*less") of a class."""
    found = next(words for label, words in rows("negation") if label == name).split()
    whole = frozenset(fold(word) for word in found if "*" not in word)
    begin = tuple(fold(word[:-1]) for word in found if word.endswith("*"))
    return whole, begin, tuple(fold(word[1:]) for word in found if word.startswith("*"))


@lru_cache(maxsize=16384)
def belongs(word: str, name: str) -> bool:
    """Return whether a folded word is of class ``name`` of the lexicon."""
    whole, begin, end = word_class(name)
    if name == "en_implicit" and belongs(word, "en_explicit"):  # "union" denies nothing
        return False
    return word in whole or bool(begin and word.startswith(begin)) or bool(end and word.endswith(end))


@lru_cache(maxsize=4)
def _harmless(language: str) -> re.Pattern[str]:
    phrases = next(phrases for label, phrases in rows("negation") if label == f"{language}_harmless").split(
        "|"
    )
    longest_first = sorted((fold(phrase) for phrase in phrases), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(phrase) for phrase in longest_first) + r")(?!\w)")


def _soften(match: re.Match[str]) -> str:
    """Return as many words as a harmless phrase has, the first of them the mark of a soft sign."""
    return " ".join([_SOFT, *("x" for _ in match.group().split()[1:])])


def french_words(text: str) -> list[str]:
    """Return the folded words of a French text, elided ones apart: « n'est » is ne, est."""
    return _FRENCH_WORD.findall(_ELIDED_NE.sub("ne ", fold(text).replace("’", "'")).replace("'", " "))


def english_words(text: str) -> list[str]:
    """Return the folded words of an English text, n't apart: "don't" is do, n't."""
    return _ENGLISH_WORD.findall(fold(text).replace("’", "'").replace("n't", " n't"))


@lru_cache(maxsize=4096)
def french_negations(text: str) -> tuple[Sign, ...]:
    """Return the negations of a French text; an expletive « ne » (« avant qu'il ne parte ») is none.

    ``kind``: "not"; "only" for « ne … que »; "soft" for phrases that English may or may not deny
    with (« ou non », « non seulement », « ni »); "bare" for a « ne » alone (« il n'ose »).
    """
    words = french_words(_harmless("fr").sub(_soften, fold(text).replace("’", "'")))
    signs = list(_in_english(text))
    used: set[int] = set()
    for at, word in enumerate(words):
        if word == "ne":
            sign, taken = _french_pair(words, at, used)
            used.update(taken)
            signs.extend(sign)
    for at, word in enumerate(words):
        # « mesurant leurs pas »: a step, not a negation
        is_step = word == "pas" and at > 0 and words[at - 1] in word_set("before_step")
        if at not in used and not is_step and (word in ("pas", _SOFT) or belongs(word, "fr_alone")):
            signs.append(Sign(word, at / len(words), at, _kind_alone(words, at)))
    return _with_coordinated(words, sorted(signs, key=lambda sign: sign.at))


def _in_english(text: str) -> Iterator[Sign]:
    """Yield the negations of English words in a French text: « "We shall never surrender", a-t-il dit »."""
    if _ENGLISH_ONLY.search(text):
        yield from (sign._replace(kind="soft") for sign in english_negations(text) if sign.text != _SOFT)


def _with_coordinated(words: Sequence[str], signs: Sequence[Sign]) -> tuple[Sign, ...]:
    """Return ``signs``; the second of « n'influence pas et ne dirige pas » is soft, as "and" may share it."""
    found: list[Sign] = []
    for sign in signs:
        before = found[-1] if found else None
        is_close = (
            before is not None and before.text.startswith("ne") and sign.at - before.at <= _SHARED_REACH
        )
        joined = is_close and sign.text.startswith("ne") and {"et", "ou"} & set(words[sign.at - 3 : sign.at])
        is_shared = sign.kind == "not" and (
            bool(joined) or (sign.text == "ni … ne" and any(one.kind == "not" for one in found))
        )
        found.append(sign._replace(kind="soft") if is_shared else sign)
    return tuple(found)


def _kind_alone(words: Sequence[str], at: int) -> str:
    """Return "not" for what denies without « ne », "soft" for « personne », « rien » and after « sans »."""
    before = words[max(0, at - 3) : at]
    if words[at] in ("aucun", "aucune") and before[-1:] in (["sous"], ["en"]) and "pas" in words[:at]:
        return "soft"  # « ne doit pas être baissé, sous aucun prétexte »: under any, under no
    if (
        words[at] in ("personne", "rien", "jamais", "nul", "nulle", _SOFT)
        or "sans" in before
        or _SOFT in before
    ):
        return "soft"
    return "not"


def _french_pair(words: Sequence[str], at: int, used: set[int]) -> tuple[list[Sign], list[int]]:
    """Return the sign of the « ne » at ``at`` with the indexes of its other words; none if expletive."""
    share = at / len(words)
    subject = next(
        (to for to in range(at - 1, max(-1, at - _SUBJECT_REACH), -1) if _is_subject(words, to, used)), None
    )
    reach = range(at + 1, min(len(words), at + _REACH))
    end = next((to for to in reach if words[to] == "ne" or _opens_clause(words, at, to)), len(words))
    seconds = [to for to in reach if to < end and _is_second(words, at, to)]
    # « je n'ai peur de personne », but « il n'a pas vu de personne âgée »
    seconds = seconds or [to for to in reach if to < end and words[to - 1 : to + 1] == ["de", "personne"]]
    if subject is not None and not any(words[to] == "pas" and to <= at + _VERB_REACH for to in seconds):
        close = [
            to for to in seconds if to <= at + _VERB_REACH and words[to] not in ("aucun", "aucune", "nul")
        ]
        close = [to for to in close if not word_set("parting").intersection(words[at:to])]
        # « sans que nul ne le voie »: the « sans » denies it already
        kind = "soft" if words[max(0, subject - 2) : subject] == ["sans", "que"] else "not"
        return [Sign(f"{_shown(words[subject])} … ne", share, at, kind)], [subject, *close]
    only = next((to for to in reach if words[to] in ("que", "qu") and to < end), None)
    is_only = only is not None and only <= at + _ONLY_REACH and not any(to < only for to in seconds)
    if only is not None and seconds and words[seconds[0]] == "plus" and words[only + 1 : only + 2] in _BESIDE:
        # « n'est plus ouvert qu'aux riverains »: only to them, not "no longer"
        return [Sign(_ONLY_LEFT, share, at, "only")], _taken(words, seconds)
    if only is not None and is_only and words[only - 1] == "plus" and only - at <= _VERB_REACH:
        return [Sign(_ONLY_LEFT, share, at, "only")], []  # « ne compte plus que huit »: eight are left
    if seconds and not is_only:
        is_avoided = any(word.startswith(_AVOID) for word in words[max(0, at - _VERB_REACH) : at])
        is_ever = words[seconds[0]] == "jamais" and (
            _after_superlative(words, at) or "il" in words[at : at + 4]
        )
        return [
            Sign(f"ne … {_shown(words[seconds[0]])}", share, at, "soft" if is_ever or is_avoided else "not")
        ], _taken(words, seconds)
    if any(belongs(word, "expletive") for word in words[max(0, at - _EXPLETIVE_REACH) : at]):
        return [], []
    return [Sign("ne … que" if is_only else "ne", share, at, "only" if is_only else "bare")], []


def _taken(words: Sequence[str], seconds: Sequence[int]) -> list[int]:
    """Return the first second word and one more of another kind close by: « ne … plus rien »."""
    first = seconds[0]
    return [first] + [
        to
        for to in seconds[1:2]
        if words[to] != "pas"
        and to <= first + _VERB_REACH
        and not word_set("parting").intersection(words[first:to])
    ]


def _shown(word: str) -> str:
    return "ni" if word == _SOFT else word


def _after_superlative(words: Sequence[str], at: int) -> bool:
    """Return whether « le plus … que je n'ai jamais vu » makes the « jamais » an "ever"."""
    before = words[max(0, at - _REACH) : at]
    return (
        any(word in before for word in ("plus", "moins", "meilleur", "pire", "seul")) and "que" in before[-4:]
    )


def _opens_clause(words: Sequence[str], at: int, to: int) -> bool:
    """Return whether « aucun » at ``to`` begins another clause: « aucun barrage n'est en état »."""
    return words[to] in _SUBJECTS and to > at + _VERB_REACH and "ne" in words[to + 1 : to + _SUBJECT_REACH]


def _is_subject(words: Sequence[str], at: int, used: set[int]) -> bool:
    """Return whether « aucun » or « personne » at ``at`` may be the subject of the « ne » after it."""
    is_noun = words[at] == "personne" and at > 0 and words[at - 1] in word_set("before_noun")
    return words[at] in _SUBJECTS and at not in used and not is_noun


def _is_second(words: Sequence[str], at: int, to: int) -> bool:
    """Return whether the word at ``to`` completes the « ne »; « plus » does only beside the verb."""
    word = words[to]
    if word == "plus":
        return to <= at + _VERB_REACH and not (
            to + 1 < len(words) and words[to + 1] in ("tard", "tot", "que")
        )
    if word == "personne":
        return words[to - 1] not in word_set("before_noun")
    return belongs(word, "fr_second") or word == _SOFT


def english_negations(text: str) -> tuple[Sign, ...]:
    """Return the negations of an English text: not, n't, no, never, without… ("not only" is none)."""
    text = _NUMBERED.sub("number ", text)
    plain = _KEEP_FROM.sub(_soften, fold(text).replace("’", "'"))
    words = english_words(_harmless("en").sub(_soften, plain))
    size = max(1, len(words))
    return tuple(
        Sign(word, at / size, at, "soft" if word == _SOFT else "not")
        for at, word in enumerate(words)
        if word == _SOFT or belongs(word, "en_strong")
    )


def _implicit(words: Sequence[str], name: str) -> list[Sign]:
    size = max(1, len(words))
    return [Sign(word, at / size, at, "implicit") for at, word in enumerate(words) if belongs(word, name)]


def _pair_off(left: Sequence[Sign], right: Sequence[Sign], near: float) -> tuple[list[Sign], list[Sign]]:
    """Return the signs of both sides that find no partner near the same place, most pairs being made.

    Pairs keep the order of the sentence, as a longest common subsequence does.
    """
    best = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for a in range(len(left) - 1, -1, -1):
        for b in range(len(right) - 1, -1, -1):
            paired = 1 + best[a + 1][b + 1] if _are_near(left[a], right[b], near) else 0
            best[a][b] = max(paired, best[a + 1][b], best[a][b + 1])
    return _unpaired(left, right, best, near)


_Sides = tuple[list[Sign], list[Sign]]


def _without_twins(hard: _Sides, soft: _Sides) -> tuple[_Sides, _Sides]:
    """Return the signs without those that are each other's words: « pour rien », "for nothing"."""
    for french, english in _TWINS:
        left = next((sign for sign in (*hard[0], *soft[0]) if french in sign.text.split()), None)
        right = next((sign for sign in hard[1] if sign.text == english), None)
        if left is not None and right is not None and _are_near(left, right, _NEAR):
            hard = (
                [sign for sign in hard[0] if sign is not left],
                [sign for sign in hard[1] if sign is not right],
            )
            soft = [sign for sign in soft[0] if sign is not left], soft[1]
    return hard, soft


def _are_near(one: Sign, other: Sign, near: float) -> bool:
    return abs(one.share - other.share) <= near or abs(one.at - other.at) <= _NEAR_WORDS


def _unpaired(
    left: Sequence[Sign], right: Sequence[Sign], best: Sequence[Sequence[int]], near: float
) -> tuple[list[Sign], list[Sign]]:
    """Return what the table of :func:`_pair_off` leaves over on both sides."""
    only_left: list[Sign] = []
    only_right: list[Sign] = []
    a = b = 0
    while a < len(left) and b < len(right):
        if best[a][b] == 1 + best[a + 1][b + 1] and _are_near(left[a], right[b], near):
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            only_left.append(left[a])
            a += 1
        else:
            only_right.append(right[b])
            b += 1
    return [*only_left, *left[a:]], [*only_right, *right[b:]]


def check_negation(source: str, target: str) -> tuple[Finding, ...]:
    """Return a finding per negation that is lost or added; critical when none is left on one side."""
    french, english = french_negations(source), english_negations(target)
    if not french and not english:
        return ()
    left = [sign for sign in french if sign.text == "sans" and _LEFT_SANS.search(target)]
    french = tuple(sign for sign in french if sign not in left)
    hard = [sign for sign in french if sign.kind != "soft"], [sign for sign in english if sign.kind != "soft"]
    soft = [sign for sign in french if sign.kind == "soft"], [sign for sign in english if sign.kind == "soft"]
    hard, soft = _without_twins(hard, soft)
    only = [sign for sign in hard[0] if sign.kind == "only"]
    lost, added = _pair_off([sign for sign in hard[0] if sign.kind != "only"], hard[1], _NEAR)
    restricted, added = _pair_off(only, added, _NEAR)
    lost = sorted((*lost, *restricted), key=lambda sign: sign.at)
    lost, _ = _pair_off(lost, soft[1], _NEAR)
    _, added = _pair_off(soft[0], added, _NEAR)
    if lost:
        denying = _implicit(french_words(source), "fr_denying")
        _, implicit = _pair_off(denying, _implicit(english_words(target), "en_implicit"), _IMPLICIT_NEAR)
        strict = [sign for sign in lost if sign.kind != "only"]
        strict, _ = _pair_off(strict, implicit, _IMPLICIT_NEAR)
        only = _not_only([sign for sign in lost if sign.kind == "only"], target)
        lost = [sign for sign in (*strict, *only) if sign.kind in ("not", "only")]
    if added:
        added, _ = _pair_off(added, _implicit(french_words(source), "fr_implicit"), _IMPLICIT_NEAR)
        added = added if not lost else []
    added = [sign for sign in added if not _is_said_twice(sign, target)]
    findings = [_turned(sign, target) or _lost(sign, has_other=bool(english)) for sign in [*left, *lost]]
    findings += [_added(sign, has_other=bool(french)) for sign in added]
    findings += _more_than_one(source, target)
    return tuple(findings)


def _not_only(signs: Sequence[Sign], target: str) -> list[Sign]:
    """Return the restrictions that no word of the English says; "more" says none of « ne … plus que »."""
    words = _implicit(english_words(target), "en_only")
    if any(sign.text == _ONLY_LEFT for sign in signs):
        words = [word for word in words if word.text not in ("more", "than")]
        words = words or ([signs[0]] if _LEFT.search(target) else [])
    return _pair_off(signs, words, 1.0)[0]


def _is_said_twice(sign: Sign, target: str) -> bool:
    """Return whether ``sign`` denies what another one denies: "I don't complain, I'm not complaining"."""
    words = english_words(_harmless("en").sub(_soften, fold(target).replace("’", "'")))
    following = words[sign.at + 1 : sign.at + 2]
    return any(
        words[at] in (sign.text, "not", "n't", "no")
        and at != sign.at
        and (
            abs(at - sign.at) == 1
            or (following and len(following[0]) > _ROOT and word[:_ROOT] == following[0][:_ROOT])
        )
        for at, word in enumerate(words[1:])
    )


def _turned(sign: Sign, target: str) -> Finding | None:
    """Return that « ne compte plus que huit », only eight, became "more than eight"."""
    found = _MORE_THAN.search(target) if sign.text == _ONLY_LEFT else None
    if found is None:
        return None
    message = f"« {sign.text} » (only … left) became “{found.group()}”"
    return Finding("negation", "critical", message, source=sign.text, target=found.group())


_NOT_ONE = re.compile(r"\b(?:pas|plus) une? seule?\b", re.IGNORECASE)
_NOT_JUST = re.compile(r"\b(?:not|n['’]t) (?:just|only|merely) (?:one|a single)\b", re.IGNORECASE)


def _more_than_one(source: str, target: str) -> Iterator[Finding]:
    """Yield a finding for « pas un seul » that became "not just one": none is no more than one."""
    french, english = _NOT_ONE.search(source), _NOT_JUST.search(target)
    if french and english:
        message = f"« {french.group()} » became “{english.group()}”"
        yield Finding("negation", "critical", message, source=french.group(), target=english.group())


def _lost(sign: Sign, *, has_other: bool) -> Finding:
    what = "restriction" if sign.kind == "only" else "negation"
    is_phrase = sign.kind == "only" or sign.text == "sans"  # « sans problème »: smoothly
    severity = "check" if has_other or is_phrase else "critical"
    message = f"the {what} « {sign.text} » has no counterpart in the English"
    return Finding("negation", severity, message, source=sign.text)  # type: ignore[arg-type]


def _added(sign: Sign, *, has_other: bool) -> Finding:
    message = f'"{sign.text}" denies what the French does not'
    return Finding("negation", "check" if has_other else "critical", message, target=sign.text)
