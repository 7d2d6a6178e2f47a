"""The written forms of a French verb, from its infinitive, for the tenses that the press uses.

Only what recognition needs: which word is a form of which verb, of which mood, and whether its
subject is singular or plural. Regular verbs are built by rule, the others from ``irregular.txt``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from .wordlists import read_lines

Mood = Literal["finite", "conditional", "subjunctive", "participle", "gerund", "infinitive"]


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a word: ``person`` is 1s 2s 3s 1p 2p 3p or empty, ``agreement`` ms fs mp fp or empty."""

    lemma: str
    mood: Mood
    person: str = ""
    agreement: str = ""


_IMPERFECT = (("1s", "ais"), ("3s", "ait"), ("1p", "ions"), ("2p", "iez"), ("3p", "aient"))
_FUTURE = (("1s", "ai"), ("2s", "as"), ("3s", "a"), ("1p", "ons"), ("2p", "ez"), ("3p", "ont"))
_DOUBLING = (
    "appeler", "rappeler", "jeter", "rejeter", "projeter", "renouveler", "interpeller", "interjeter",
    "trompeter", "étiqueter", "épeler", "morceler", "niveler", "ruisseler", "chanceler", "étinceler",
    "ensorceler", "atteler",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Stems:
    """Principal parts; present 1s 3s 1p 2p 3p, past 3s 3p, participle ms fs mp fp."""

    present: tuple[str, str, str, str, str]
    imperfect: str
    past: tuple[str, str]
    future: str
    participle: tuple[str, str, str, str]


def _agreeing(masculine: str) -> tuple[str, str, str, str]:
    plural = masculine if masculine.endswith("s") else masculine + "s"
    return masculine, masculine + "e", plural, masculine + "es"


def _er_stems(infinitive: str) -> _Stems:
    """``répéter`` → répète, ``annoncer`` → annonça, ``juger`` → jugeait, ``appuyer`` → appuie."""
    stem = infinitive[:-2]
    weak = stem[:-1] + "ç" if stem.endswith("c") else stem + "e" if stem.endswith("g") else stem
    strong, future = stem, infinitive
    if infinitive in _DOUBLING:
        strong = stem if stem.endswith("ll") else stem + stem[-1]
        future = strong + "er"
    elif match := re.search(r"[eé]([bcdfglmnprstvz]|[bcgpt]r|gn|qu|ch)$", stem):
        strong = stem[: match.start()] + "è" + match.group(1)
        future = infinitive if stem[match.start()] == "é" else strong + "er"
    elif stem.endswith(("uy", "oy")):
        strong = stem[:-1] + "i"
        future = strong + "er"
    return _Stems(
        (strong + "e", strong + "e", weak + "ons", stem + "ez", strong + "ent"),
        weak,
        (weak + "a", stem + "èrent"),
        future,
        _agreeing(stem + "é"),
    )


def _ir_stems(infinitive: str) -> _Stems:
    stem = infinitive[:-1]
    return _Stems(
        (stem + "s", stem + "t", stem + "ssons", stem + "ssez", stem + "ssent"),
        stem + "ss",
        (stem + "t", stem + "rent"),
        infinitive,
        _agreeing(stem),
    )


def _re_stems(infinitive: str) -> _Stems:
    stem = infinitive[:-2]
    third = stem if stem.endswith(("d", "t")) else stem + "t"
    return _Stems(
        (stem + "s", third, stem + "ons", stem + "ez", stem + "ent"),
        stem,
        (stem + "it", stem + "irent"),
        infinitive[:-1],
        _agreeing(stem + "u"),
    )


@cache
def _irregular() -> tuple[tuple[str, _Stems], ...]:
    """Bases in the order of the file, longest first, so that ``prédire`` finds ``dire``."""
    found = []
    for line in read_lines("irregular"):
        base, *parts = line.split()
        one, third, first_plural, second_plural, plural, imperfect, past, pasts, future, participle = parts
        present = (one, third, first_plural, second_plural, plural)
        found.append((base, _Stems(present, imperfect, (past, pasts), future, _agreeing(participle))))
    return tuple(sorted(found, key=lambda item: -len(item[0])))


def _prefixed(prefix: str, stems: _Stems) -> _Stems:
    p = prefix
    one, third, first_plural, second_plural, plural = stems.present
    ms, fs, mp, fp = stems.participle
    return _Stems(
        (p + one, p + third, p + first_plural, p + second_plural, p + plural),
        p + stems.imperfect,
        (p + stems.past[0], p + stems.past[1]),
        p + stems.future,
        (p + ms, p + fs, p + mp, p + fp),
    )


def _stems(infinitive: str) -> _Stems:
    for base, stems in _irregular():
        if infinitive == base or (
            infinitive.endswith(base) and len(base) > 4 and not infinitive.endswith("er")
        ):
            return _prefixed(infinitive[: -len(base)], stems)
    if infinitive.endswith("er"):
        return _er_stems(infinitive)
    return _ir_stems(infinitive) if infinitive.endswith("ir") else _re_stems(infinitive)


def _forms(infinitive: str) -> Iterator[tuple[str, Form]]:
    stems = _stems(infinitive)
    for person, word in zip(("1s", "3s", "1p", "2p", "3p"), stems.present, strict=True):
        yield word, Form(infinitive, "finite", person)
    for person, ending in _IMPERFECT:
        joined = stems.imperfect + ending
        softened = joined.replace("çi", "ci").replace("gei", "gi")
        yield softened, Form(infinitive, "finite", person)
        yield stems.future + ending, Form(infinitive, "conditional", person)
    for person, ending in _FUTURE:
        yield stems.future + ending, Form(infinitive, "finite", person)
    for person, word in zip(("3s", "3p"), stems.past, strict=True):
        yield word, Form(infinitive, "finite", person)
    for agreement, word in zip(("ms", "fs", "mp", "fp"), stems.participle, strict=True):
        yield word, Form(infinitive, "participle", "", agreement)
    if stems.present[4].endswith("ent"):
        # « avant qu'il ne surenchérisse »; the plural is that of the indicative.
        yield stems.present[4][:-2], Form(infinitive, "subjunctive", "3s")
    if infinitive.endswith("ayer") and len(infinitive) > len("étayer"):
        # « il balaie » beside « il balaye »; « ils étaient » is no form of étayer.
        light = infinitive[:-3] + "i"
        yield light + "e", Form(infinitive, "finite", "3s")
        yield light + "ent", Form(infinitive, "finite", "3p")
        yield light + "era", Form(infinitive, "finite", "3s")
        yield light + "erait", Form(infinitive, "conditional", "3s")
    gerund = {"avoir": "ayant", "savoir": "sachant"}.get(infinitive, stems.imperfect + "ant")
    yield gerund, Form(infinitive, "gerund")
    yield infinitive, Form(infinitive, "infinitive")


def forms(infinitive: str) -> tuple[tuple[str, Form], ...]:
    """All written forms of ``infinitive`` with their readings, third persons after first ones."""
    return tuple(variant for form in _forms(infinitive) for variant in _spellings(*form))


def _spellings(word: str, form: Form) -> Iterator[tuple[str, Form]]:
    """« reconnaît » is written « reconnait » too since 1990."""
    yield word, form
    if "aît" in word:
        yield word.replace("aît", "ait"), form
