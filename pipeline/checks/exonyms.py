"""Names under which English knows French countries, towns, people, organisations and inhabitants."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from pipeline.checks.lexicons import fold, rows

_MARKS = str.maketrans(dict.fromkeys("-‑'’&/", " ") | {".": None})
_SOUNDS = (
    ("tch", "c"), ("tsch", "c"), ("sch", "c"), ("sh", "c"), ("ch", "c"), ("kh", "k"), ("ph", "f"),
    ("th", "t"), ("ou", "u"), ("oo", "u"), ("w", "v"), ("ck", "k"), ("q", "k"), ("j", "i"),
    ("y", "i"), ("gu", "g"), ("z", "s"), ("dj", "j"), ("x", "ks"), ("ei", "i"), ("ai", "i"),
    ("ie", "i"), ("ii", "i"), ("ee", "i"), ("h", ""),
)  # fmt: skip


class Lexicon(NamedTuple):
    """Folded French form → folded English forms; ``lengths``: first word → longest form in words."""

    english: dict[str, frozenset[str]]
    french: dict[str, frozenset[str]]
    lengths: dict[str, int]
    adjectives: dict[str, frozenset[str]]
    common: dict[str, frozenset[str]]
    written: dict[str, str]


def _forms(field: str) -> list[str]:
    return [plain(form) for form in field.split("|") if form.strip()]


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return ``text`` folded, hyphens and apostrophes as spaces, full stops gone: "St.-Malo" is "st malo"."""
    return " ".join(fold(text).translate(_MARKS).split())


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the exonyms, the inhabitants and the words of institutions, read once."""
    english: dict[str, set[str]] = {}
    adjectives: dict[str, set[str]] = {}
    common: dict[str, set[str]] = {}
    for names, forms, inhabitants, demonyms in rows("countries"):
        both = {*_forms(forms), *_forms(demonyms)}
        for name in _forms(names):
            english.setdefault(name, set()).update(both)
        for inhabitant in _forms(inhabitants):
            for form in _inflected(inhabitant):
                adjectives.setdefault(form, set()).update(both)
    for names, forms in rows("exonyms"):
        for name in _forms(names):
            english.setdefault(name, set()).update(_forms(forms))
    for names, forms in rows("institutions"):
        for name in _forms(names):
            common.setdefault(name, set()).update(_forms(forms))
    french: dict[str, set[str]] = {}
    for name, forms_of_name in english.items():
        for form in forms_of_name:
            french.setdefault(form, set()).add(name)
    written = {
        plain(form): form
        for fields in rows("countries")
        for field in fields[1::2]
        for form in field.split("|")
    }
    written |= {plain(form): form for _, field in rows("exonyms") for form in field.split("|")}
    lengths: dict[str, int] = {}
    for name in english:
        parts = name.split()
        lengths[parts[0]] = max(lengths.get(parts[0], 1), len(parts))
    return Lexicon(_frozen(english), _frozen(french), lengths, _frozen(adjectives), _frozen(common), written)


def english_name(form: str) -> str:
    """Return what English calls the folded name of a place, a person or a body; "" for none known.

    Never its inhabitants.
    """
    return _first_forms().get(form, "")


def demonym(form: str) -> str:
    """Return what English calls people by a folded French word: "Moroccans", "Lebanese"; "" if unknown."""
    return _demonyms().get(form, "")


@lru_cache(maxsize=1)
def _demonyms() -> dict[str, str]:
    found: dict[str, str] = {}
    for *_, inhabitants, demonyms in rows("countries"):
        one = demonyms.split("|")[0]
        many = one if one.endswith(("s", "sh", "ch", "ese")) else f"{one}s"
        for masculine, masculines, feminine, feminines in map(_inflected, _forms(inhabitants)):
            found |= {masculines: many, feminines: many}
            found |= {masculine: one, feminine: one}
    return found


@lru_cache(maxsize=1)
def country_nouns() -> frozenset[str]:
    """Return the folded English names of countries that are no adjectives: "lebanon", not "swiss"."""
    adjectives = {form for row in rows("countries") for form in _forms(row[3])}
    return frozenset(form for row in rows("countries") for form in _forms(row[1])) - adjectives


@lru_cache(maxsize=1)
def _first_forms() -> dict[str, str]:
    """Return the first English form of each folded French name."""
    known = ((fields[0], fields[1]) for name in ("exonyms", "countries") for fields in rows(name))
    return {plain(french): forms.split("|")[0] for names, forms in known for french in names.split("|")}


def _frozen(table: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in table.items()}


def _inflected(masculine: str) -> Iterable[str]:
    """Yield the four forms of a French adjective: chinois, chinoise(s); américain, américaine(s)…"""
    feminine = masculine if masculine.endswith("e") else masculine + "e"
    if masculine.endswith(("ien", "een", "on")):
        feminine = masculine + "ne"
    yield from (masculine, masculine + "s", feminine, feminine + "s")


@lru_cache(maxsize=8192)
def skeleton(form: str) -> str:
    """Return the sound of a folded name roughly, equal for its French and English transcriptions.

    "Khodorkovski", "Khodorkovsky"; "Tchoubaïs", "Chubais"; "Medvedev".
    """
    for old, new in _SOUNDS:
        form = form.replace(old, new)
    form = form.replace("c", "k") if "c" in form else form
    form = re.sub(r"(.)\1", r"\1", form.replace(" ", ""))
    return form.rstrip("e") or form
