"""Words of the English that are no words: « lithium » as "bedhium", « minéraux » as "mirrrals".

A small checkpoint spells a rare word out of pieces and may put them together wrong. A list of common words
with English endings and prefixes tells such words from rare ones; what the French has too is left alone.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.checks.lexicons import fold, word_set, words
from pipeline.records import Finding

_WORD = re.compile(r"(?<![\w'’-])[a-z]{5,}(?:-[a-z]+)*(?![\w'’-])")
_FRENCH = re.compile(r"[^\W\d_]+")
_SHORTEST, _STEM, _DEEPEST = 5, 3, 2


def check_strange(source: str, target: str) -> tuple[Finding, ...]:
    """Return one finding with the words of ``target`` that look like none, in order; none without any."""
    found = strange_words(target, source)
    if not found:
        return ()
    said = " and ".join((", ".join(f"“{word}”" for word in found[:-1]), f"“{found[-1]}”")[len(found) == 1 :])
    message = f"{said} may be no English {'word' if len(found) == 1 else 'words'}"
    return (Finding("no word", "check", message, target=" ".join(found)),)


def strange_words(text: str, source: str = "") -> tuple[str, ...]:
    """Return the words of ``text``, each once, that are no English words and none of ``source``."""
    french = {_bare(fold(word)) for word in _FRENCH.findall(source)}
    return tuple(
        dict.fromkeys(part for part in _parts(text) if not _is_word(part) and _bare(part) not in french)
    )


def _parts(text: str) -> Iterator[str]:
    """Yield the words in small letters, compounds part by part, short ones left out."""
    for match in _WORD.finditer(text):
        yield from (part for part in match.group().split("-") if len(part) >= _SHORTEST)


def _bare(word: str) -> str:
    """Return a word without the ending that differs: « cosmonautes », "cosmonauts"."""
    return word.rstrip("s").rstrip("e")


@lru_cache(maxsize=8192)
def _is_word(word: str, depth: int = 0) -> bool:
    """Return whether ``word`` is in the list, or a prefix, an ending or a second word makes it of one."""
    known = words("words_en")
    if word in known or len(word) < _STEM:
        return True
    if any(_is_root(word.removesuffix(ending)) for ending in word_set("endings_en") if word.endswith(ending)):
        return True
    roots = (word.removeprefix(prefix) for prefix in word_set("prefixes_en") if word.startswith(prefix))
    if depth < _DEEPEST and any(len(root) > _STEM and _is_word(root, depth + 1) for root in roots):
        return True
    cuts = range(_STEM + 1, len(word) - _STEM)
    return any(word[:cut] in known and word[cut:] in known for cut in cuts)


def _is_root(root: str) -> bool:
    """Return whether ``root`` is a word as it stands before an ending: *mak*, *happi*, *stopp*."""
    known = words("words_en")
    if len(root) < _STEM:
        return False
    doubled = len(root) > _STEM and root[-1] == root[-2] and root[:-1] in known
    return root in known or f"{root}e" in known or doubled or (root[-1] == "i" and f"{root[:-1]}y" in known)
