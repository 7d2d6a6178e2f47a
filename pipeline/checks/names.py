"""People, places and organisations of the French, looked for in the English."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from pipeline.checks.alike import (
    ALIKE,
    COMMON_ENDING,
    distance,
    is_cut,
    is_inside,
    is_transcription,
    is_translated,
)
from pipeline.checks.exonyms import country_nouns, demonym, english_name, lexicon, plain
from pipeline.checks.lexicons import fold, word_set
from pipeline.checks.lexicons import words as words_of
from pipeline.checks.renderings import renderings
from pipeline.records import NameRow, Segment, TranslationUnit

NameVerdict = Literal["ok", "lost", "invented", "mangled"]

_ELISION = r"(?:[LlDdJjNnSsCcMmTt]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Pp]resqu|[Qq]uoiqu|[Ee]ntr)['’]"
_WORD = re.compile(rf"(?:{_ELISION})?((?:[^\W\d_]|\d)+(?:[-‑'’&](?!s\b)(?:[^\W_])+)*)")
_START = frozenset("|.!?:;«»\"“”„(–—-…•*[]'’‘")
_PLURAL = re.compile(r"\b(?:[LlDdCcMmTtSs]es|[Aa]ux) $")
_NEXT = re.compile(r" ([A-ZÀ-Þ][^\W\d_]+)")
_NO_NAME = re.compile(r"[^\w\s.&-]")
_ENGLISH = re.compile(r"(?:[^\W_]|[-‑'’.&](?=[^\W_]))+")
_POSSESSIVES = ("'s", "’s")
_SMALL = 2
_LOWER_PART = re.compile(r"-[^\W\d_A-ZÀ-Þ][^\W\d_]{4,}")
_NUMERAL = re.compile(r"[IVX]+(?:e|er|re|ère|ème|ième)?|\d+(?:e|er|re|ère|ème|h|H)\d*")
_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]")
_ACRONYM_LENGTH = 6
_PREFIX, _LONG_PREFIX = 4, 5


class Name(NamedTuple):
    """A capitalised word or a name of the lexicon, its place, and what makes it one.

    ``is_initial``: it begins a sentence or a quote; ``is_personal``: a neighbour is capitalised too
    or a title (« M. ») comes first; ``is_many``: a plural article does (« les Rothschild »);
    ``next`` is the capitalised word after it.
    """

    text: str
    start: int
    end: int
    is_initial: bool
    is_personal: bool
    is_many: bool = False
    next: str = ""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A French name and what stands for it in the English; ``is_grave`` for people, places and the known."""

    source: str
    target: str
    verdict: NameVerdict
    note: str = ""
    is_grave: bool = False


@lru_cache(maxsize=4096)
def french_names(text: str) -> tuple[Name, ...]:
    """Return the capitalised words of a French text in order, longer names of the lexicon whole."""
    found = list(_WORD.finditer(text))
    lengths, english = lexicon().lengths, lexicon().english
    names: list[Name] = []
    at = 0
    while at < len(found):
        word = found[at].group(1)
        if not word[0].isupper() and not (word[0].isdigit() and any(char.isupper() for char in word)):
            at += 1
            continue
        size = _phrase_length(found, at, text, lengths, english)
        start, end = found[at].start(1), found[at + size - 1].end(1)
        is_personal = _title_before(text, start) or _has_capital_neighbour(found, at, size, text)
        is_initial = _is_initial(text, found[at].start()) and not _capital_follows(found, at + size, text)
        is_initial = is_initial and not (text[start:end].isupper() and text[start:end].isalpha())
        is_initial = is_initial and not _is_place(text[start:end], text[end : end + 2])
        is_many = bool(_PLURAL.search(text, max(0, start - 5), start))
        names.append(Name(text[start:end], start, end, is_initial, is_personal, is_many, _next(text, end)))
        at += size
    return tuple(names)


def _is_place(word: str, after: str = "") -> bool:
    """Return whether a word must be a name, first or not: « Indre-et-Loire », « VAL-D'ORBE (Jura) »."""
    capitals = sum(part[:1].isupper() for part in re.split(r"[-‑'’]", word))
    return capitals > 1 and (not word.isupper() or after == " (")


def _phrase_length(
    found: Sequence[re.Match[str]],
    at: int,
    text: str,
    lengths: dict[str, int],
    english: dict[str, frozenset[str]],
) -> int:
    """Return how many words of the text from ``at`` are one name of the lexicon, 1 if none is longer."""
    first = plain(found[at].group(1)).split()
    longest = lengths.get(first[0], 1) if first else 1
    for size in range(min(longest, len(found) - at), 1, -1):
        span = text[found[at].start(1) : found[at + size - 1].end(1)]
        if plain(span) in english:
            return size
    return 1


def _title_before(text: str, start: int) -> bool:
    return bool(re.search(r"\b(?:M|Mme|Mlle|MM|Dr|Me|Mgr|Pr|Sir|Lord)\.? $", text[max(0, start - 6) : start]))


def _has_capital_neighbour(found: Sequence[re.Match[str]], at: int, size: int, text: str) -> bool:
    before = found[at - 1] if at else None
    is_after_capital = (
        before is not None
        and before.group(1)[0].isupper()
        and fold(before.group(1)) not in words_of("openers_fr")
    )
    gap = text[before.end() : found[at].start()] if before else ""
    return (is_after_capital and gap in (" ", ". ")) or _capital_follows(found, at + size, text)


def _capital_follows(found: Sequence[re.Match[str]], at: int, text: str) -> bool:
    """Return whether word ``at`` comes after one space with a capital: « Barack Obama »."""
    if at >= len(found) or at == 0:
        return False
    word = found[at].group(1)
    gap = text[found[at - 1].end() : found[at].start()]
    return word[0].isupper() and gap == " " and not (word.isupper() and len(word) > 1)


def _next(text: str, end: int) -> str:
    found = _NEXT.match(text, end)
    return found[1] if found else ""


def _is_initial(text: str, start: int) -> bool:
    """Return whether a word at ``start`` begins the text, a sentence, a quote or a bracket."""
    before = text[:start].rstrip()
    return not before or (before[-1] in _START and not _is_abbreviation(before))


def _is_abbreviation(before: str) -> bool:
    return bool(re.search(r"(?:^|[\s(«\"'’])(?:M|MM|Mme|Mlle|Dr|Me|Mgr|Pr|St|[A-ZÉ])\.$", before))


class English(NamedTuple):
    """The English as it is searched: its folded words, those with a capital, and the whole text folded."""

    words: frozenset[str]
    capitals: tuple[str, ...]
    text: str


@lru_cache(maxsize=4096)
def read_english(text: str) -> English:
    """Return the words of an English text, a possessive 's cut off."""
    raw = [word[:-2] if word.endswith(_POSSESSIVES) else word for word in _ENGLISH.findall(text)]
    words = {part for word in raw for part in (*plain(word).split(), plain(word).replace(" ", ""))}
    words |= {part for word in raw if "." in word for part in plain(word.replace(".", " ")).split()[:1]}
    capitals = tuple(dict.fromkeys(word for word in raw if word[:1].isupper() or word[1:2].isupper()))
    return English(frozenset(words), capitals, searchable(text))


def searchable(text: str) -> str:
    """Return the folded words of ``text`` between single spaces, for finding whole phrases in."""
    return f" {plain(_NO_NAME.sub(' ', text))} "


def _has(english: English, form: str) -> bool:
    is_plural = not form.endswith("s") and f" {form}s " in english.text
    return f" {form} " in english.text or is_plural


@lru_cache(maxsize=4096)
def match_names(source: str, target: str, seen: frozenset[str] = frozenset()) -> tuple[NameMatch, ...]:
    """Return the names of the French in order with what stands for them, then those only the English has.

    ``seen`` are folded names known from elsewhere in the article; a word that begins a sentence
    counts as a name when it is one of them, is in the lexicon, or a capital follows it.
    """
    english = read_english(target)
    names = [
        name._replace(is_initial=name.is_initial and plain(name.text) not in seen)
        for name in french_names(source)
        if not _is_shouted(name.text, source)
    ]
    matches = [match for name in names if (match := _match(name, english)) is not None]
    return (*matches, *_invented(source, english))


def _is_shouted(word: str, text: str) -> bool:
    """Return whether a word in capitals is a common one: « LES SALARIÉS VOTENT », « tout est PERDU »."""
    if not word.isupper() or (len(word) <= _PREFIX and not text.isupper()):
        return False
    return plain(word) not in lexicon().english and bool(renderings(word.lower()))


def _match(name: Name, english: English) -> NameMatch | None:
    form = plain(name.text)
    if len(form) < _SMALL or form.isdigit() or _NUMERAL.fullmatch(name.text):
        return None
    if form in words_of("openers_fr") or form in word_set("particles"):
        return None
    if all(part in english.words for part in form.split()) or form.replace(" ", "") in english.words:
        return _as_written(name, form, english)
    if name.is_many and f"{form}s" in english.words and not form.endswith("s"):
        return NameMatch(name.text, f"{name.text}s", "ok")
    if is_inside(form, english.words, is_personal=name.is_personal):
        return NameMatch(name.text, "", "ok", "part of a longer word")
    known = _known(form)
    found = next((word for word in sorted(known) if _has(english, word)), None)
    if found is not None:
        shown = _shown(found, english)
        if found in country_nouns() and demonym(form) and f" {found} {plain(name.next)} " in english.text:
            note = f"{name.text} became the country ({shown} for {demonym(form)})"
            return NameMatch(name.text, shown, "mangled", note)
        return NameMatch(name.text, shown, "ok", "known under this name in English")
    known_parts = all(part in lexicon().english for part in form.split())  # « L'Autriche-Hongrie »
    if name.is_initial and not known_parts and form not in lexicon().english:
        return None
    if " " in form and all(_part_is_there(part, english) for part in form.split()):
        return NameMatch(name.text, "", "ok", "its parts are in the English")
    match = _look_alike(name, form, english)
    if match is None and _is_common(name, form):
        return None
    return match or _lost(name, known)


def _shown(form: str, english: English) -> str:
    """Return a folded form as the English has it, "UN" or "U.N.", or as the lexicon writes it."""
    word = next((word for word in english.capitals if plain(word) == form), "")
    word = word or lexicon().written.get(form, form)
    return f"{word}." if _INITIALS.fullmatch(word) else word


def _as_written(name: Name, form: str, english: English) -> NameMatch:
    """Return the match of a name that the English has as it is; « Anvers » is left in French."""
    people = lexicon().adjectives.get(form, frozenset())
    forms = lexicon().english.get(form, frozenset()) or people
    is_country = bool(people) or not forms.isdisjoint(country_nouns())
    is_alike = not is_country and any(word[:_PREFIX] == form[:_PREFIX] for word in forms)
    is_person = name.is_personal and not (people and name.next)
    if name.text in english.capitals and not name.text.isascii() and plain(demonym(form)) == form:
        # « un Kényan » as "a Kényan": but for the accent it would be right.
        return NameMatch(name.text, name.text, "mangled", f"left in French: English says {demonym(form)}")
    if not forms or is_alike or is_person or any(_has(english, word) for word in forms):
        garbled = _garbled_capitals(name.text, english)
        if garbled:
            return NameMatch(name.text, garbled, "mangled", f"{name.text} became {garbled}")
        written = (word for word in english.capitals if plain(word) == form)
        return NameMatch(name.text, next(written, name.text), "ok")
    shown = english_name(form) or demonym(form)
    shown = shown or lexicon().written.get(min(forms, key=len), min(forms, key=len))
    return NameMatch(name.text, name.text, "mangled", f"left in French: English says {shown}")


def _garbled_capitals(name: str, english: English) -> str:
    """Return what became of a compound in capitals whose small letters are right: "VAL-DURBE, Val-d'Orbe"."""
    if not name.isupper() or not _is_place(name, " ("):
        return ""
    shouted = [word for word in english.capitals if word.isupper() and len(word) > _ACRONYM_LENGTH]
    shares = {word: distance(plain(name), plain(word)) for word in shouted}
    best = min(shares, key=lambda word: shares[word], default="")
    return best if best and 0 < shares[best] <= ALIKE else ""


def _is_common(name: Name, form: str) -> bool:
    """Return whether a capitalised word is no name: « l'Administration Obama », « Anti-contrefaçon »."""
    words = lexicon()
    if form in words.english:
        return False
    parts = form.split()
    ordinary = all(
        part in words.common
        or part.removesuffix("s") in words.common
        or part in words_of("openers_fr")
        or part in word_set("particles")
        for part in parts
    )
    is_compound = len(parts) > 1 and bool(_LOWER_PART.search(name.text))
    is_plain = not name.is_personal and not _is_place(name.text)
    return ordinary or is_compound or (is_plain and bool(COMMON_ENDING.search(form)))


def _part_is_there(part: str, english: English) -> bool:
    """Return whether a part of « Nord-Ouest » is in the English, "northwest" included."""
    if part in english.words or part in word_set("particles"):
        return True
    forms = _known(part)
    return any(_has(english, form) or any(form in word for word in english.words) for form in forms)


def _known(form: str) -> frozenset[str]:
    """Return the English forms that the lexicons give for a French name."""
    words = lexicon()
    return (
        words.english.get(form, frozenset())
        | words.adjectives.get(form, frozenset())
        | words.common.get(form, frozenset())
        | words.common.get(form.removesuffix("s"), frozenset())
    )


def _lost(name: Name, known: frozenset[str]) -> NameMatch:
    note = f"{name.text} is not in the English"
    form = plain(name.text)
    shortest = min(known, key=lambda one: (len(one), one), default="")
    shown = english_name(form) or demonym(form) or lexicon().written.get(shortest)
    text = f"{note} (expected {shown})" if shown and plain(shown) != form else note
    return NameMatch(name.text, "", "lost", text, name.is_personal or form in lexicon().english)


def _look_alike(name: Name, form: str, english: English) -> NameMatch | None:
    """Return the match with an English word spelled alike: transliterated, a cognate, or mangled."""
    if name.text.isupper() and len(form) <= _ACRONYM_LENGTH:
        letters = sorted(form)
        same = [word for word in english.capitals if sorted(fold(word).replace(".", "")) == letters]
        return NameMatch(name.text, same[0], "ok", "the same letters") if same else None
    others = [(plain(word), word) for word in english.capitals]
    for other, word in others:
        if is_transcription(form, other):
            return NameMatch(name.text, word, "ok", "another transcription")
    is_personal = name.is_personal and not COMMON_ENDING.search(form)
    if form not in lexicon().english and is_translated(form, english.words, is_personal=is_personal):
        return NameMatch(name.text, "", "ok", "translated")
    share, word = min(((distance(form, other), word) for other, word in others), default=(1.0, ""))
    word = next((grown for other, grown in others if len(form) > _PREFIX and other.startswith(form)), word)
    if share > ALIKE and not is_cut(form, plain(word)) and not plain(word).startswith(form):
        return None
    return NameMatch(name.text, word, "mangled", f"{name.text} became {word}", is_personal)


def _invented(source: str, english: English) -> list[NameMatch]:
    """Return the places and organisations of the lexicon that the English names and the French does not."""
    words = lexicon()
    french = searchable(source)
    matches = []
    for word in english.capitals:
        form = plain(word)
        names = words.french.get(form)
        if not names or f" {form} " in french or len(form) <= _PREFIX - 1:
            continue
        if any(f" {name} " in french for name in names) or _is_echoed(form, french):
            continue
        matches.append(NameMatch("", word, "invented", f"{word} is not in the French", True))
    return matches


def _is_echoed(form: str, french: str) -> bool:
    """Return whether a French word begins like ``form`` or is an adjective of the place."""
    words = lexicon()
    return any(
        (len(part) >= _PREFIX and (part[:_PREFIX] == form[:_PREFIX] or form[:_LONG_PREFIX] in part))
        or form in words.adjectives.get(part, ())
        or form in words.common.get(part, ())
        or form in words.common.get(part.removesuffix("s"), ())
        for part in french.split()
    )


def name_ledger(units: Sequence[TranslationUnit], segments: Sequence[Segment]) -> tuple[NameRow, ...]:
    """Return a row per name of each French segment, in order, and per name that only its English has."""
    french = {segment.index for segment in segments if segment.language == "fr"}
    names = [name for unit in units if unit.segment_index in french for name in french_names(unit.source)]
    seen = frozenset(plain(name.text) for name in names if not name.is_initial)
    found: list[NameRow] = []
    for unit in units:
        if unit.segment_index not in french or unit.status in ("kept", "passed", "copied"):
            continue
        found.extend(
            NameRow(unit.segment_index, match.source, match.target, match.verdict, match.note)
            for match in match_names(unit.source, unit.target, seen)
        )
    return tuple(found)
