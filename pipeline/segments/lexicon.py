"""Word lists of one language, read from the files shipped beside this module, one entry a line.

Entries are written without their final full stop (``M``, ``J.-C``, ``art``), in the case in which
they are used. A line that starts with ``#`` is a comment.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words that decide whether a mark ends a sentence.

    ``titles`` never end one (*M. Dupont*); ``before_figures`` do not before a figure (*art. 3*);
    ``may_end`` do only when the next words begin a sentence (*av. J.-C. Le roi*); ``abbreviations``
    are these three together. ``exclaimed`` are names with a mark of their own (*Yahoo!*),
    ``glued_names`` the capitalised endings of domains and file names (*Booking.Com*). ``opening``
    matches the beginning of a sentence, ``small_opening`` the same in any case.
    """

    titles: frozenset[str]
    before_figures: frozenset[str]
    may_end: frozenset[str]
    abbreviations: frozenset[str]
    exclaimed: frozenset[str]
    glued_names: frozenset[str]
    opening: re.Pattern[str]
    small_opening: re.Pattern[str]


def load_lexicon(language: str) -> Lexicon:
    """Return the word lists for a BCP 47 code; English serves for every language but French."""
    return _load("fr" if language.lower().split("-")[0] == "fr" else "en")


@lru_cache(maxsize=2)
def _load(code: str) -> Lexicon:
    titles, before_figures, may_end = (
        read_words(code, name) for name in ("titles", "before_figures", "may_end")
    )
    opening = _opening(read_words(code, "starters"), read_words(code, "name_particles"))
    return Lexicon(
        titles=titles,
        before_figures=before_figures,
        may_end=may_end,
        abbreviations=titles | before_figures | may_end,
        exclaimed=read_words(code, "exclaimed"),
        glued_names=read_words(code, "glued_names"),
        opening=re.compile(opening),
        small_opening=re.compile(opening, re.IGNORECASE),
    )


def read_words(code: str, name: str) -> frozenset[str]:
    """Return the entries of one list; comments and blank lines left out."""
    source = files(__package__).joinpath("lexicons", code, f"{name}.txt")
    lines = (line.strip() for line in source.read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _opening(starters: frozenset[str], particles: frozenset[str]) -> str:
    """Return an expression for what begins a sentence: a function word with a capital.

    Articles are part of many names (*J. Le Goff*), so a small letter or a figure must follow them;
    the same holds for elided words (*L'Oréal*).
    """
    plain = "|".join(sorted(starters - particles))
    named = "|".join(sorted(particles))
    elided = r"(?:[LDCJNSMT]|Qu|Lorsqu|Puisqu|Jusqu|Quoiqu|Aujourd)['’]"
    return rf"(?:{plain})(?:['’,\s]|-[a-zà-ÿ])|(?:{named})\s+[a-zà-ÿ0-9]|{elided}[a-zà-ÿ]"
