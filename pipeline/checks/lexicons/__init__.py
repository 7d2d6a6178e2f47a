"""Readers of the lexicon files of the checks, which are package data in plain text."""

import unicodedata
from functools import lru_cache
from importlib.resources import files

_LETTERS = {
    ord(a): b for a, b in (("œ", "oe"), ("Œ", "OE"), ("æ", "ae"), ("Æ", "AE"), ("’", "'"), ("ß", "ss"))
}
_PLAIN = {ord(a): b for a, b in (("ø", "o"), ("Ø", "O"), ("ł", "l"), ("Ł", "L"), ("đ", "d"), ("ı", "i"))}
_MARKS = frozenset(chr(code) for code in range(0x300, 0x370))
# Accented letters of Western Europe to their bare ones, which is all that most texts need.
_WESTERN = {
    code: unicodedata.normalize("NFD", chr(code))[0]
    for code in range(0xC0, 0x180)
    if all(mark in _MARKS for mark in unicodedata.normalize("NFD", chr(code))[1:])
} | {**_PLAIN, **_LETTERS}


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return ``text`` in lower case without accents: "Œuvré" gives "oeuvre"."""
    if text.isascii():
        return text.lower()
    plain = text.translate(_WESTERN).lower()
    if plain.isascii():
        return plain
    text = unicodedata.normalize("NFD", text.translate(_LETTERS).translate(_PLAIN).lower())
    return "".join(char for char in text if char not in _MARKS)


@lru_cache(maxsize=32)
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the tab-separated fields of each line of lexicon ``name``; # starts a comment line."""
    text = (files(__package__) / f"{name}.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return tuple(tuple(field.strip() for field in line.split("\t")) for line in lines)


@lru_cache(maxsize=32)
def words(name: str) -> frozenset[str]:
    """Return the folded words of lexicon ``name``, where white space separates them."""
    return frozenset(fold(word) for row in rows(name) for field in row for word in field.split())


@lru_cache(maxsize=64)
def word_set(name: str) -> frozenset[str]:
    """Return the words of the row ``name`` of the lexicon of small word sets, folded."""
    return frozenset(
        fold(word) for label, found in rows("word_sets") if label == name for word in found.split()
    )
