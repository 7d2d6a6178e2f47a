"""Nationalities and acronyms: « sociétés américaines » as "UU companies" loses one and invents the other.

A French adjective of a country in small letters asks for the country, its adjective or its people in the
English; capitalised ones (« les Américains ») are names and are looked at with the names.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.checks.exonyms import lexicon, plain
from pipeline.checks.lexicons import fold, rows, word_set
from pipeline.checks.names import read_english, searchable
from pipeline.checks.naming import initials_of
from pipeline.records import Finding

_FRENCH = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ACRONYM = re.compile(r"(?<![\w.'’&-])[A-Z]{2,6}(?![\w'’&-])(?!\.\w)")
_WRITTEN = re.compile(r"[\w.]+")
_NUMERAL = re.compile(r"[IVXLC]+")
# "around Kazakh." and "in Chinese," but not "of Chinese steel", "a French" or "the Swiss"
_ALONE = re.compile(
    r"\b(?:in|around|to|from|of|with|for|by|at|through|across|between|and) ([A-Z][a-z]+)(?=[.,;:!?”\"]|$)"
)
_ROOT = 4
# « montagnes russes » are a roller coaster, « une filature à l'anglaise » is no English one.
_IDIOM = re.compile(
    r"\b(?:montagnes russes|poup[ée]es? russes?|roulette russe|chinoiseries?|(?:à|A) l['’]\w+aise"
    r"|t[êe]te de turc|t[ée]l[ée]phone arabe|casse-t[êe]te chinois|vol à la roumaine)\b"
)


def check_demonyms(source: str, target: str) -> tuple[Finding, ...]:
    """Return a finding per nationality that the English lost and per acronym that only the English has."""
    return (*_lost(source, target), *_cut(source, target), *_invented(source, target))


def _lost(source: str, target: str) -> Iterator[Finding]:
    """Yield what the French says of a country in small letters and the English in no form."""
    adjectives = lexicon().adjectives
    words = [
        word
        for word in _FRENCH.findall(source)
        if word[:_ROOT] in _beginnings() and word.islower() and plain(word) in adjectives
    ]
    if not words:
        return
    for word in dict.fromkeys(_FRENCH.findall(_IDIOM.sub(" ", source))):
        forms = adjectives.get(plain(word)) if word in words else None
        if forms and plain(word) not in word_set("no demonym") and not _is_told(forms, target):
            message = f"“{word}” is not in the English (expected {_english()[forms]})"
            yield Finding("name", "check", message, source=word)


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    """Return the first letters of the French adjectives, as written: a cheap look before a word is folded."""
    return frozenset(word[:_ROOT] for row in rows("countries") for word in row[2].split("|"))


@lru_cache(maxsize=1)
def _english() -> dict[frozenset[str], str]:
    """Return how English writes the adjective of each country, by all the forms that will do for it."""
    first = {plain(found.split("|")[0]): found.split("|")[0] for *_, found in rows("countries")}
    return {
        forms: next((first[form] for form in sorted(forms) if form in first), min(forms))
        for forms in lexicon().adjectives.values()
    }


def _cut(source: str, target: str) -> Iterator[Finding]:
    """Yield the adjectives that stand where the French names the country: "around Kazakh." for its name."""
    for match in _ALONE.finditer(target):
        adjective = match.group(1)
        french = _countries().get(plain(adjective), frozenset())
        country = next((name for name in french if f" {name} " in searchable(source)), "")
        said = searchable(target)
        if country and not any(f" {form} " in said for form in _nouns(country)):
            parts = {country, *country.split()}
            shown = next(word for word in _FRENCH.findall(source) if plain(word) in parts)
            message = f"“{adjective}” is the adjective, the French names the country ({shown})"
            yield Finding("name", "check", message, source=shown, target=adjective)


@lru_cache(maxsize=1)
def _countries() -> dict[str, frozenset[str]]:
    """Return the French names, folded, of the country of each English adjective that names none itself."""
    found: dict[str, frozenset[str]] = {}
    for names, nouns, _, adjectives in rows("countries"):
        for form in adjectives.split("|"):
            if form not in nouns.split("|"):
                found[plain(form)] = found.get(plain(form), frozenset()) | {*map(plain, names.split("|"))}
    return found


@lru_cache(maxsize=512)
def _nouns(country: str) -> tuple[str, ...]:
    """Return the English names, folded, of a country by its French one."""
    table = rows("countries")
    lines = (row for row in table if country in map(plain, row[0].split("|")))
    return tuple(plain(form) for row in lines for form in row[1].split("|"))


def _is_told(forms: frozenset[str], target: str) -> bool:
    """Return whether the English has one of ``forms`` or a word that begins like it: *Chinese-made*."""
    text = read_english(target).text
    return any(f" {form[:_ROOT] if len(form) > _ROOT else form + ' '}" in text for form in forms)


def _invented(source: str, target: str) -> Iterator[Finding]:
    """Yield the acronyms of the English that no French word spells and no English name stands for.

    « OEA » may be *OAS* where the English says *Organization of American States*.
    """
    found = [word for word in _ACRONYM.findall(target) if not _NUMERAL.fullmatch(word)]
    if not found or target.isupper() or source.isupper():
        return
    letters = {_letters(word) for word in _WRITTEN.findall(source)} | {
        _letters(word) for word in initials_of((target, source))
    }
    for acronym in dict.fromkeys(found):
        form = acronym.lower()
        is_known = form in lexicon().french or form in word_set("acronyms_en")
        if not is_known and _letters(form) not in letters and f" {form}" not in searchable(source):
            yield Finding("name", "check", f"“{acronym}” is not in the French", target=acronym)


def _letters(word: str) -> str:
    """Return the letters of a word in the order of the alphabet: « OTAN » has those of NATO."""
    return "".join(sorted(fold(word).replace(".", "")))
