"""What English calls a French word: counted in bitext, or told by the spelling both languages share.

The table (``lexicons/fr_en.tsv``, made by ``training/lexicon.py``, and the trades it is without) is read
when a word is first asked for; a line of it when its word is.
"""

from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from pipeline.checks.lexicons import fold, words

_SHORTEST_COGNATE = 5
COGNATE_SHARE = 60
# French ending, English ones, folded; "-" is none: « télescope », « urologie », « périnatale ».
_ENDINGS = (
    ("ologues", "ologists"), ("ologue", "ologist"), ("iennes", "ian"), ("ienne", "ian"),
    ("iens", "ians ian"), ("ien", "ian"), ("ismes", "isms"), ("isme", "ism"), ("istes", "ists"),
    ("iste", "ist"), ("iques", "ic ical ics"), ("ique", "ic ical"), ("aires", "ary ar"), ("aire", "ary ar"),
    ("euses", "ous"), ("euse", "ous"), ("eux", "ous"), ("ives", "ive"), ("ifs", "ive"), ("if", "ive"),
    ("aux", "al"), ("ales", "al"), ("ale", "al"), ("elles", "al"), ("elle", "al"), ("els", "al"),
    ("el", "al"), ("ites", "ities"), ("ite", "ity ite"), ("eurs", "ors ers"), ("eur", "or er"),
    ("ules", "les"), ("ule", "le"), ("oide", "oid"), ("oides", "oids"), ("ies", "ies"), ("ie", "y ia"),
    ("isees", "ized ised"), ("isee", "ized ised"), ("ises", "ized ised"), ("ise", "ized ised"),
    ("es", "s es"), ("e", "- e"),
)  # fmt: skip


class Rendering(NamedTuple):
    """An English word as it is mostly written and its share of the French word's renderings in per cent."""

    word: str
    share: int


@lru_cache(maxsize=8192)
def renderings(word: str) -> tuple[Rendering, ...]:
    """Return the English words of a French one in small letters, the likeliest first; none when unknown."""
    fields = _table().get(word, "").split()
    if not fields:
        return tuple(Rendering(found, COGNATE_SHARE) for found in cognates(word)[:1])
    return tuple(Rendering(found, int(share)) for found, share in zip(fields[::2], fields[1::2], strict=True))


def is_listed(word: str) -> bool:
    """Return whether the table has a French word in small letters."""
    return word in _table()


@lru_cache(maxsize=8192)
def cognates(word: str) -> tuple[str, ...]:
    """Return the English words that ``word`` becomes by its ending alone: « urologie », "urology"."""
    plain, known = fold(word), words("words_en")
    if len(plain) < _SHORTEST_COGNATE:
        return ()
    spelled = [plain] + [
        plain.removesuffix(french) + ending
        for french, endings in _ENDINGS
        if plain.endswith(french)
        for ending in endings.replace("-", " ").split(" ")
    ]
    return tuple(dict.fromkeys(found for found in spelled if found in known))


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    """Return the unread fields of each French word."""
    found: dict[str, str] = {}
    for name in ("trades", "fr_en"):  # what was counted goes before what was written by hand
        text = (files("pipeline.checks.lexicons") / f"{name}.tsv").read_text(encoding="utf-8")
        lines = text.split("\n", 1)[1].splitlines()
        found |= dict(line.split("\t", 1) for line in lines)
    return found
