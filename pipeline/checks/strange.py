"""Words of the English that are no words: « lithium » as "bedhium", « minéraux » as "mirrrals".

A small checkpoint spells a rare word out of pieces and may put them together wrong. A list of common words
with English endings and prefixes tells such words from rare ones; what the French has too is left alone.
"""

import re
from functools import lru_cache

from pipeline.checks.exonyms import lexicon, plain, skeleton
from pipeline.checks.lexicons import fold, word_set, words
from pipeline.checks.renderings import renderings
from pipeline.records import Finding

_SMALL = "a-zà-öø-ÿœ"
_WORD = re.compile(rf"(?<![\w'’&-])[{_SMALL}]{{3,}}(?:-[{_SMALL}]+)*(?![\w'’-])")
# What begins a sentence, a quote or a title has a capital, name or not: "Incendry in the hills".
_OPENER = re.compile(rf"(?:^|[.!?:]\s+|[“\"«]\s?)([A-ZÀ-Þ][{_SMALL}]{{4,}})(?![\w'’-])(?! [A-ZÀ-Þ])")
_FRENCH = re.compile(r"[^\W\d_]+")
_SHORTEST, _STEM, _DEEPEST, _LONG_ROOT = 3, 3, 2, 6
_BROKEN = "\ufffd"
# « mycologue » makes "mycologist" a word: both are "mycolog" with an ending.
_SCIENCE = re.compile(r"[a-z]{2,}olog")
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
    doubtful = [part for part in parts if not _is_word(fold(part))]
    if not doubtful:
        return ()
    written = _FRENCH.findall(source)
    french = {_bare(fold(word)) for word in written}
    sciences = {stem for word in french for stem in _SCIENCE.findall(word)}
    return tuple(
        dict.fromkeys(
            part
            for part in doubtful
            if _bare(fold(part)) not in french
            and sciences.isdisjoint(_SCIENCE.findall(part))
            and (part.islower() or not _is_name(fold(part), written))
        )
    )


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
    if word in known or len(word) < _STEM or word in word_set("calendar_en"):
        return True
    if any(_is_formed(word, ending) for ending in word_set("endings_en")):
        return True
    prefixes = [prefix for prefix in word_set("prefixes_en") if word.startswith(prefix)]
    roots = [(prefix, word.removeprefix(prefix)) for prefix in prefixes]
    # "overrender" is "surrender" put together wrong; "overreact" is in the list.
    roots = [(prefix, root) for prefix, root in roots if len(root) > _STEM and prefix[-1] != root[0]]
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
