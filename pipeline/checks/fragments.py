"""Did a wording lose whom it speaks of, or what became of it? A sentence cut shorter in the wrong place.

"Guilty of theft, 58, was sentenced" says of nobody what it says; "The removal of 1,250 jobs in Europe." says
nothing of the removal, "The group announced on Thursday." not what.
"""

import re
from collections.abc import Sequence

from pipeline.checks.evidence import Piece
from pipeline.checks.lexicons import word_set
from pipeline.summary.content import words
from pipeline.summary.lexicon import lexicon

# What follows the comma is no name: an age, or the verb itself.
_NAMELESS = re.compile(r"([\w'’-]+), (?=(?:aged )?\d{1,3},|(?:is|are|was|were|has|had|will)\b)")
# Behind a relative clause and its comma the verb of the sentence stands, and no year alone.
_BARE_YEAR = re.compile(r", (?:that|which|who)\b(?:[^,]|,\d)+, (?P<year>\d{4})\W*$")
_SAID = re.compile(r"\b(announced|revealed|confirmed|promised|declared|said)\b(?P<when>[^,;]*)$")
# "…, the mayor announced on Monday", "the plan that the mayor announced on Monday" leave nothing out.
_ASIDE = re.compile(r"[,:\"“”]|\b(?:that|which|what|who)\b", re.IGNORECASE)
_SMALL = re.compile(r"[a-z]+")
_WHEN = frozenset(("on", "at", "to", "in", "the", "of", "this", "last", "a", "p", "m"))
_WHEN |= {"morning", "afternoon", "evening", "night"}
_VERBS = frozenset(lexicon("verbs"))
_OPENING = 2


def fragmentary(sentence: str, pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Return in words what ``sentence`` lost of ``pieces`` without which it is none, () for nothing."""
    found = (_nameless(sentence, pieces), _verbless(sentence, pieces), _objectless(sentence))
    bare = _BARE_YEAR.search(sentence)
    lost = f"it leaves out the verb before {bare['year']}" if bare else ""
    return tuple(filter(None, (*found, lost)))


def _nameless(sentence: str, pieces: Sequence[Piece]) -> str:
    """Return in words which name of a piece ``sentence`` lost from between a comma and an age or a verb."""
    for found in _NAMELESS.finditer(sentence):
        whose = re.compile(rf"\b{re.escape(found[1])}, ((?:[A-ZÀ-Þ][\w'’-]+ ?)+)")
        names = [match[1].strip() for piece in pieces if (match := whose.search(piece.english))]
        if names and names[0].split()[-1] not in sentence:
            return f"it leaves out of whom it speaks: {names[0]}"
    return ""


def _verbless(sentence: str, pieces: Sequence[Piece]) -> str:
    """Return in words which verb of a piece ``sentence`` left out when it begins behind it and has none."""
    own = words(sentence)
    if any(map(_is_verb, own)):
        return ""
    opening = re.compile(r"\W+".join(map(re.escape, own[:_OPENING])), re.IGNORECASE)
    for piece in pieces:
        found = opening.search(piece.english)
        verbs = [word for word in words(piece.english[: found.start()]) if _is_verb(word)] if found else []
        if verbs:
            return f"it leaves out the verb “{verbs[-1]}” of segment {piece.index + 1}"
    return ""


def _objectless(sentence: str) -> str:
    """Return in words what was announced, but is not said: nothing but a time comes behind the only verb."""
    found = _SAID.search(sentence.rstrip(".!"))
    if found is None or not found["when"].strip() or _ASIDE.search(sentence, 0, found.start()):
        return ""
    if any(map(_is_verb, words(sentence[: found.start()]))):
        return ""
    known = _WHEN | word_set("calendar_en")
    told = _SMALL.findall(found["when"].lower())
    return f"it leaves out what was {found[1]}" if all(word in known for word in told) else ""


def _is_verb(word: str) -> bool:
    return word in _VERBS or (word.islower() and word.endswith("ed"))
