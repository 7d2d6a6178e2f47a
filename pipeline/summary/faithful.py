"""What a wording says that its window does not, by words alone: cheap, before any judge is asked.

Figures and names that the window does not hold, a figure that lost what it counts ("380,000." where
the window has *380,000 tonnes*), an end in the middle of a clause. The same tests choose among the
hypotheses of the checkpoint, refuse in the guard, and keep untrue targets out of the training.
"""

import re

from pipeline.summary.counted import counted, stands_alone
from pipeline.summary.lexicon import lexicon

_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_NAMED = re.compile(r"(?<=[a-z,;:'\"] )[A-Z][\w'-]+|\d[\d.,]*\d|\d")
_TOKEN = re.compile(r"[\w'-]+")
_LAST_WORDS = re.compile(r"([\w'-]+)\W+([\w'.-]*[\w'-])[^\w]*$")
_FIRST_WORDS = re.compile(r"([\w'-]+)\W+([\w'-]+)")
_SAYING = frozenset(lexicon("saying"))
_NO_START = frozenset(lexicon("no start")) | _SAYING
_CLEAN_CUTS = frozenset(lexicon("clean cuts"))
_VERBS = frozenset(lexicon("verbs"))
_ADVERB = re.compile(r"\w{3,}(?:ly|ing)$")


def named(text: str) -> list[str]:
    """Return the figures and the capitalised words inside ``text``, in order; a first word is no name."""
    return _NAMED.findall(text)


def invented(wording: str, window: str) -> tuple[str, ...]:
    """Return the figures and mid-sentence capitalised words of ``wording`` that ``window`` does not hold.

    Figures are compared whole: 1 is not in "1.5 million". A part of a compound counts as held, and so
    does a name under a possessive or between single quotation marks.
    """
    figures = set(_FIGURE.findall(window))
    words = {_bare(word) for word in _TOKEN.findall(window)}
    words |= {_bare(part) for word in words for part in word.split("-")}
    return tuple(
        name
        for name in named(wording)
        if (name not in figures if name[0].isdigit() else _bare(name) not in words)
    )


def _bare(word: str) -> str:
    """Return ``word`` without single quotation marks and possessive."""
    return word.strip("'-").removesuffix("'s").rstrip("'")


def torn(wording: str, window: str) -> str:
    """Return in words where ``wording`` was cut out of ``window`` in the wrong place, or "".

    *It has been three years since the founder of Reddit.* for "… since the founder of Reddit learnt …";
    *The country produced 380,000.* for "380,000 tonnes". Told only when the end stands in the window.
    """
    for figure in _FIGURE.finditer(wording):
        lost = _unit_lost(wording, figure, window)
        if lost:
            return f"“{figure.group()}” stands without “{lost}”"
    return _broken_end(wording, window) or _broken_start(wording, window)


def _unit_lost(wording: str, figure: re.Match[str], window: str) -> str:
    """Return what follows ``figure`` everywhere in ``window`` when the wording stops right after it."""
    if not stands_alone(wording, figure.end()):
        return ""
    units = [
        counted(window, match.end()) for match in _FIGURE.finditer(window) if match.group() == figure.group()
    ]
    return units[0] if len(set(units)) == 1 else ""


def _broken_end(wording: str, window: str) -> str:
    end = _LAST_WORDS.search(wording)
    if end is None or _is_end(wording[end.start() : end.end(2)], window):
        return ""
    one, two = map(re.escape, end.groups())
    there = re.compile(rf"\b(?={one}\W+{two}\b(.?\s?)((?:\w[\w'-]*)?))", re.IGNORECASE)
    found = [match.groups() for match in there.finditer(window)]
    is_torn = bool(found) and all(between == " " and _continues(end[2], word) for between, word in found)
    return f"it breaks off after “{end[2]}”" if is_torn else ""


def _broken_start(wording: str, window: str) -> str:
    start = _FIRST_WORDS.match(wording)
    if start is None or _is_start(start, window):
        return ""
    one, two = map(re.escape, start.groups())
    there = re.compile(rf"(?:([\w']+) |(?<![\w ])|^)(?={one}\W+{two}\b)", re.IGNORECASE)
    before = [match[1] for match in there.finditer(window)]
    # "…," said Anne Leroux → Anne Leroux said: "…" is turned round, not torn.
    said = {word.lower() for word in _TOKEN.findall(wording)} & _SAYING
    is_torn = bool(before) and not said and all(word and word.lower() in _NO_START for word in before)
    return f"it starts in the middle, after “{before[0]}”" if is_torn else ""


def _is_end(words: str, window: str) -> bool:
    """Tell for sure that ``words`` end a sentence of ``window``; cheaper than looking at all places."""
    return words[0].isalnum() and words[-1].isalnum() and f" {words}." in window


def _is_start(start: re.Match[str], window: str) -> bool:
    """Tell for sure that the first words of a wording, found once in ``window``, open a sentence there."""
    words, small = start.group(), window.lower()
    is_once = any(small.count(word.lower()) == 1 for word in start.groups())
    return is_once and words[0].isalnum() and (window.startswith(words) or f". {words}" in window)


def _continues(last: str, word: str) -> bool:
    """Tell whether a clause that stops after ``last`` is torn, where the window goes on with ``word``.

    Before *that* it depends: "flights | that will begin" may be cut, "experts say | that" not.
    """
    if word == "that":
        return last.lower() in _VERBS or last.endswith("ed")
    return bool(word) and word.lower() not in _CLEAN_CUTS and _ADVERB.match(word) is None


def faults(wording: str, window: str) -> int:
    """Return how much speaks against ``wording``: one for each invention, one for a torn place."""
    return len(invented(wording, window)) + bool(torn(wording, window))
