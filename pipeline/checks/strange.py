"""Words of the English that are no words: « lithium » as "bedhium", « minéraux » as "mirrrals".

A small checkpoint spells a rare word out of pieces and may put them together wrong. A list of common words
with English endings and prefixes tells such words from rare ones; what the French has too is left alone.
"""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache

from pipeline.checks.exonyms import lexicon, plain, skeleton
from pipeline.checks.lexicons import fold, rows, word_set, words
from pipeline.checks.renderings import is_listed, renderings
from pipeline.records import Finding

_SMALL = "a-zà-öø-ÿœ"
_WORD = re.compile(rf"(?<![\w'’&-])[{_SMALL}]{{3,}}(?:-[{_SMALL}]+)*(?![\w'’-])")
# What begins a sentence, a quote or a title has a capital, name or not: "Incendry in the hills".
_OPENER = re.compile(
    rf"(?:^|[.!?:]\s+|[“\"«]\s?|[)\s][-–—]\s)([A-ZÀ-Þ][{_SMALL}]{{4,}})(?![\w'’-])(?! [A-ZÀ-Þ])"
)
_FRENCH = re.compile(r"[^\W\d_]+")
_SHORTEST, _STEM, _DEEPEST, _LONG_ROOT = 3, 3, 2, 6
_ALIKE = 0.7
_BROKEN = "\ufffd"
# « mycologue » makes "mycologist" a word: both are "mycolog" with an ending.
_SCIENCE = re.compile(r"[a-z]{2,}olog")
# The roots are listed: "eanographer" is none.
_GRAPHER = re.compile(
    r"(?:bi|ge|cart|chore|phot|hydr|ocean|dem|top|typ|crypt|ethn|bibli|calli|lith|radi|ech|seism|lexic|histori|"
    r"icon|disc|cinemat|scen|vide|petr|selen|mamm|angi|chromat)o?graph(?:y|ies|ic|ical|ers?)"
)
# What is left of a word or ran together: "is ly" for « mentent », "Mr.-sme" for « s'enthousiasme ».
_SHARD = re.compile(r"(?<![\w'’.-])(?:ly|ed|ty|ry|ng|(?:Mr|Mrs|Ms|Dr)\.-[a-z]+)(?![\w'’-])")
# Letters that no English ending follows as they stand: "occupyed", "zooy", "penaltys", "boxs".
_MISJOINED = re.compile(r".*(?:[^aeiou]y(?:e[drs]{1,2}|s)|[aeiou]y|(?:[sxz]|[cs]h)s)")


def check_strange(source: str, target: str) -> tuple[Finding, ...]:
    """Return one finding with the words of ``target`` that look like none, in order; none without any."""
    found = strange_words(target, source)
    if _BROKEN in target and _BROKEN not in source:
        found = (*found, _BROKEN)
    if not found:
        return ()
    said = " and ".join((", ".join(f"“{word}”" for word in found[:-1]), f"“{found[-1]}”")[len(found) == 1 :])
    message = f"{said} may be no English {'word' if len(found) == 1 else 'words'}"
    return (Finding("no word", "check", message, target=" ".join(found)),)


def strange_words(text: str, source: str = "") -> tuple[str, ...]:
    """Return the words of ``text``, each once, that are no English words and none of ``source``.

    With a source those that begin a sentence or a quote are looked at too, unless they may be its names.
    """
    found = [(match.start(), match.group()) for match in _WORD.finditer(text)]
    if source:
        found += [(match.start(1), match.group(1)) for match in _OPENER.finditer(text)]
    parts = (part for _, word in sorted(found) for part in word.split("-") if len(part) >= _SHORTEST)
    written = _FRENCH.findall(source)
    echoes = {_bare(fold(word)): word for word in written}
    doubtful = [part for part in parts if not _is_word(fold(part)) or _is_echo(fold(part), echoes)]
    shards = [shard for shard in _SHARD.findall(text) if shard not in written]
    if not doubtful and not shards:
        return ()
    french = {bare for bare, word in echoes.items() if not _is_otherwise(word)}
    sciences = {stem for word in french for stem in _SCIENCE.findall(word)}
    right = {fold(one.word) for word in written for one in renderings(word.lower())}
    # « dans », « déjà » left as they are: another rule says so.
    told = {word for word in written if not word.isascii() or word in _function_words()}
    strange = (
        part
        for part in doubtful
        if _bare(fold(part)) not in french
        and fold(part) not in right
        and part not in told
        and sciences.isdisjoint(_SCIENCE.findall(part))
        and (part.islower() or not _is_name(fold(part), written))
    )
    return tuple(dict.fromkeys((*strange, *shards)))


def _is_otherwise(word: str) -> bool:
    """Return whether English has another word for a French one: « arbitres » is no excuse for "arbitrs".

    « clerc » is no "clerc" either, however like "clerk" it is: that is listed by hand.
    """
    if word in _trades():
        return True
    found = renderings(word) if is_listed(word) else ()
    alike = (SequenceMatcher(None, fold(word), fold(one.word), autojunk=False).ratio() for one in found)
    return bool(found) and max(alike) < _ALIKE


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    return frozenset(next(found for label, found in rows("left_in_french") if label == "function").split())


@lru_cache(maxsize=1)
def _trades() -> frozenset[str]:
    return frozenset(row[0] for row in rows("trades"))


def _is_echo(word: str, echoes: Mapping[str, str]) -> bool:
    """Return whether only an ending makes a French word English: « garagiste » as "garagist"."""
    french = echoes.get(_bare(word), "")
    return word not in words("words_en") and bool(french) and _is_otherwise(french)


def _is_name(word: str, french: list[str]) -> bool:
    """Return whether a word is a name of the lexicon or begins like one of the French: "Pushkin"."""
    names = (plain(name) for name in french if name[0].isupper() and not renderings(name.lower()))
    beginnings = {skeleton(name)[:2] for name in names}
    known = lexicon().written
    return word in known or word.removesuffix("s") in known or skeleton(word)[:2] in beginnings


def _bare(word: str) -> str:
    """Return a word without the ending that differs: « cosmonautes », "cosmonauts"."""
    return word.rstrip("s").rstrip("e")


@lru_cache(maxsize=8192)
def _is_word(word: str, depth: int = 0) -> bool:
    """Return whether ``word`` is in the list, or a prefix, an ending or a second word makes it of one."""
    known = words("words_en")
    if word in known or len(word) < _STEM or word in word_set("calendar_en") or _GRAPHER.fullmatch(word):
        return True
    if any(_is_formed(word, ending) for ending in word_set("endings_en")):
        return True
    prefixes = [prefix for prefix in word_set("prefixes_en") if word.startswith(prefix)]
    roots = [(prefix, word.removeprefix(prefix)) for prefix in prefixes]
    # "overrender" is "surrender" put together wrong; "overreact" is in the list.
    roots = [(prefix, root) for prefix, root in roots if len(root) > _STEM and prefix[-1] != root[0]]
    if word.startswith("self"):  # English joins it with a hyphen; "selfcars" is nothing
        return False
    if depth < _DEEPEST and any(_is_word(root, depth + 1) for _, root in roots):
        return True
    cuts = range(_STEM + 1, len(word) - _STEM)
    halves = [(word[:cut], word[cut:]) for cut in cuts if word[:cut] not in word_set("prefixes_en")]
    return any(one in known and two in known for one, two in halves)


def _is_formed(word: str, ending: str) -> bool:
    """Return whether ``word`` is an English word with ``ending``, joined as English joins them."""
    root = word.removesuffix(ending)
    if root == word or len(root) < _STEM or _MISJOINED.fullmatch(word):
        return False
    if ending == "ity" and len(root) < _LONG_ROOT:
        return False
    if ending in {"or", "ors"} and root[-1] not in "st":  # "capor" for « caprice »
        return False
    known = words("words_en")
    is_noun_of = ending.startswith(("iz", "is", "ic")) and f"{root}y" in known
    return is_noun_of or _is_root(root)


def _is_root(root: str) -> bool:
    """Return whether ``root`` is a word as it stands before an ending: *mak*, *happi*, *stopp*."""
    known = words("words_en")
    if len(root) < _STEM:
        return False
    doubled = len(root) > _STEM and root[-1] == root[-2] and root[:-1] in known
    return root in known or f"{root}e" in known or doubled or (root[-1] == "i" and f"{root[:-1]}y" in known)
