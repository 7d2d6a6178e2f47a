"""Whether an English word is a French name in other letters: longer, cut, transcribed or translated.

A name without an English form of its own stands letter for letter, accents apart; what may differ is told
here: « Sénat » is "Senate", « Andromède » "Andromeda", « Terechkova » "Tereshkova"; « Quimper » is never
"Quimperation", « Villerouge » no "Villerous" and « Teyssier » no "Teysier".
"""

import re
from functools import lru_cache
from itertools import takewhile

from pipeline.checks.exonyms import lexicon
from pipeline.checks.lexicons import rows, words
from pipeline.checks.renderings import cognates, is_listed

_LONGER, _SMALL = 4, 2
_ROOT, _LEAST_SHARE = 3, 0.57
ALIKE, TYPO = 0.34, 0.13
# Endings of the common words of French titles: « Propriété Intellectuelle ».
COMMON_ENDING = re.compile(
    r"(?:[ts]ion|ment|ite|aire|elle?|ique|iques|ale?|ance|ence|ure|oire|isme|eurs?|aux|euse|ie|aine|ienne)s?$"
)
# French endings of places, peoples and figures of old, and their English ones; "-" is none.
_NAME_ENDINGS = (
    (("iennes", "ienne", "iens", "ien", "ains", "ain"), "ian ians an ans"),
    (("istes", "iste"), "ist ists ite ites"),
    (("iques", "ique"), "ic ics ica ique"),
    (("oises", "oise", "ois", "aises", "aise", "ais"), "- ese ish er ers"),
    (("ees", "ee"), "ea eus aea ae ey eia a ius"),
    (("ies", "ie"), "ia y ies"),
    (("eis", "ei"), "eii"),
    (("e",), "- a us is um an o"),
    (("ades",), "ads ades"),
    (("es",), "es as"),
    (("aires", "aire"), "ar ary arius"),
)
# French transcription of Russian and Arabic names and how English spells the same sounds.
_SOUNDS = (
    ("tch", "tch|ch"), ("chtch", "shch"), ("ch", "ch|sh"), ("ou", "ou|u|oo|w"), ("dj", "dj|j"),
    ("kh", "kh|h"), ("bourg", "bourg|burg"), ("gue", "gue|ge|g"), ("gui", "gui|gi"), ("aie", "aie|aye"),
    ("ss", "ss|s"), ("ie", "ie|ye|e|iye"), ("ia", "ia|ya|iya"), ("ai", "ai|ay|ae"), ("ii", "ii|y|i"),
    ("i", "i|y|iy"), ("y", "y|i"), ("j", "j|zh"), ("e", "e|ye|yo"), ("g", "g|gh"),
)  # fmt: skip
_SOUND = re.compile("|".join(sorted((old for old, _ in _SOUNDS), key=len, reverse=True)))
_ARTICLES = frozenset(("al", "el", "ibn", "bin", "ben", "mac", "mc", "van", "von", "de", "di", "du", "la"))
_FOREIGN = re.compile(
    r"tch|dj|kh|zh|chk|aiev|oiev|[aeo]ev$|ov$|eva$|ova$|ovski|sky?$|skaya|chvili|dze$|enko|[aeiou]ine$"
    r"|tchina|bourg$|ou(?:m|d|ma|f|k)(?:a|ed|e)?$|^ou|^you"
)


def is_inside(form: str, words_of_english: frozenset[str], *, is_personal: bool) -> bool:
    """Return whether an English word holds the name and is a word of its own or its people.

    « Sénat » is in "Senate", « Baradei » in "ElBaradei", « Nicaragua » in "Nicaraguan".
    """
    if len(form) > _LONGER:
        return any(_holds(word, form, is_personal=is_personal) for word in words_of_english if form in word)
    return (
        len(form) == _LONGER - 1
        and not is_personal
        and any(word.startswith(form) for word in words_of_english)
    )


def _holds(word: str, form: str, *, is_personal: bool) -> bool:
    if word in words("words_en") or " " in form or word.endswith(form):
        return word in words("words_en") or " " in form or word.removesuffix(form) in _ARTICLES
    rest = word.removeprefix(form)
    is_people = not is_personal and rest in _inflection() and word != form + form[-1]
    return is_people and (form in lexicon().english or rest not in ("s", "es", "n", "c", "ce"))


@lru_cache(maxsize=1)
def _inflection() -> frozenset[str]:
    return frozenset(
        ending for row in rows("names_in_english") if row[0] == "inflection" for ending in row[1].split()
    )


def is_translated(form: str, words_of_english: frozenset[str], *, is_personal: bool) -> bool:
    """Return whether English words stand for each part of a French title or of a name of old.

    Beside another capital only what spelling alone tells will do: « les Pilotes Réunis », "pilots".
    """
    parts = [part for part in form.split() if len(part) > _SMALL]
    if is_personal:
        return bool(parts) and all(not words_of_english.isdisjoint(_spelled(part)) for part in parts)
    return bool(parts) and all(
        any(_is_rendering(part, word) for word in words_of_english if word[:_ROOT] == part[:_ROOT])
        for part in parts
    )


def _spelled(part: str) -> frozenset[str]:
    """Return the English words that a French one becomes by its ending; "falcon" is no « Falcone »."""
    return frozenset(
        word for word in cognates(part) if part not in (f"{word}e", f"{word}es") or is_listed(part)
    )


def _is_rendering(part: str, word: str) -> bool:
    """Return whether ``word`` is a word of English like ``part``, or its stem with an English ending."""
    if len(part) <= _LONGER or len(word) < _LONGER:
        return False
    if word in words("words_en") and len(word) > _LONGER:
        shared = sum(1 for _ in takewhile(lambda two: two[0] == two[1], zip(part, word, strict=False)))
        return word in cognates(part) or shared >= _LEAST_SHARE * max(len(part), len(word))
    return any(
        part.endswith(french) and word in _formed(part.removesuffix(french), english)
        for endings, english in _NAME_ENDINGS
        for french in endings
    )


def _formed(stem: str, endings: str) -> tuple[str, ...]:
    return tuple(stem + ending.replace("-", "") for ending in endings.split()) if len(stem) > _ROOT else ()


def is_transcription(form: str, other: str) -> bool:
    """Return whether a name came from another alphabet and English spells the same sounds: « Tchekhov ».

    One that the lexicon knows has the English forms that stand there, and a French one has its own: Perrin
    is no Perin.
    """
    if form in lexicon().english or not _FOREIGN.search(form):
        return False
    return _transcribed(form).fullmatch(other) is not None


@lru_cache(maxsize=4096)
def _transcribed(form: str) -> re.Pattern[str]:
    """Return the pattern of the English spellings of ``form``; « -ine » loses its e: "Pushkin"."""
    stem = form.removesuffix("e") if re.search(r"[kthlrnd]ine$", form) else form
    sounds = dict(_SOUNDS)
    at, found = 0, ""
    for match in _SOUND.finditer(stem):
        found += re.escape(stem[at : match.start()]) + f"(?:{sounds[match.group()]})"
        at = match.end()
    return re.compile(found + re.escape(stem[at:]) + ("e?" if stem != form else ""))


def is_cut(form: str, other: str) -> bool:
    """Return whether ``other`` is a name that lost its end: « Kostanaï », "kostana"; not "pentagon"."""
    rest = form.removeprefix(other)
    return 0 < len(rest) <= _SMALL and rest.rstrip("es") != ""


def distance(left: str, right: str) -> float:
    """Return the edit distance of two words over the length of the longer one."""
    longest = max(len(left), len(right))
    if abs(len(left) - len(right)) > longest * ALIKE:
        return 1.0
    row = list(range(len(right) + 1))
    for at, char in enumerate(left, 1):
        previous, row[0] = row[0], at
        for to, other in enumerate(right, 1):
            previous, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, previous + (char != other))
    return row[-1] / longest
