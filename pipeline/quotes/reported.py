"""A stretch of reported content: where it ends, and whether it stands in the journalist's conditional."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from .attribution import Attribution, FrameReader
from .conjugation import forms
from .cues import Cue
from .frames import Token
from .phrases import common_verbs

# What follows these verbs did not happen, says the speaker: « il nie avoir signé » is no admission.
_DENIALS = frozenset({"nier", "démentir", "contester", "réfuter", "récuser", "défendre"})
_NOT = frozenset({"ne", "n'"})
_FARTHEST = 10
_PARTICIPLES = ("é", "ée", "és", "ées", "i", "is", "ie", "it", "u", "ue", "us", "ert")


@dataclass(frozen=True, slots=True)
class Reported:
    """Characters ``start`` to ``end`` are reported; ``conditional`` marks a claim not endorsed.

    What is denied starts with the verb that denies it: « nie avoir signé », not « avoir signé ».
    """

    start: int
    end: int
    attribution: Attribution
    conditional: bool


@cache
def conditionals() -> frozenset[str]:
    """Return the third persons of the conditional of the common verbs: serait, auraient, pourrait."""
    # « il pourrait », « il devrait » weigh a chance; they do not mark a rumour.
    verbs = set(common_verbs().values()) - {"pouvoir", "devoir", "falloir", "vouloir", "souhaiter", "aimer"}
    found = {
        word
        for verb in verbs
        for word, form in forms(verb)
        if form.mood == "conditional" and form.person[:1] == "3"
    }
    return frozenset(found)


def is_conditional(tokens: Sequence[Token], *, after_past: bool) -> bool:
    """Tell whether a clause stands in the journalist's conditional: « selon X, il serait mort ».

    After a cue in the past the plain conditional is only a future (« il a annoncé qu'il viendrait »),
    so there the past conditional alone counts (« il a affirmé que le chef aurait fui »).
    """
    lows = [token.low for token in tokens]
    if "si" in lows or "s'" in lows[:1]:
        return False
    if not after_past:
        return any(low in conditionals() for low in lows)
    return any(
        low in {"aurait", "auraient"} and any(word.endswith(_PARTICIPLES) for word in lows[at + 1 : at + 4])
        for at, low in enumerate(lows)
    )


def trim(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    while last > first and (tokens[last - 1].text in ".,;:!?…-–—()" or tokens[last - 1].quote >= 0):
        if tokens[last - 1].text == ")" and any(t.text == "(" for t in tokens[first : last - 1]):
            break
        last -= 1
    while first < last and tokens[first].text in ",;:-–—":
        first += 1
    return first, last


def content_end(reader: FrameReader, first: int) -> int:
    """Return where the content from ``first`` ends: before a quotation, a tag or a source."""
    tokens = reader.tokens
    for at in range(first, len(tokens)):
        if tokens[at].quote >= 0 or tokens[at].text == ";":
            return at
        starts_tag = any(cue.first == at and cue.pronoun >= 0 for cue in reader.cues)
        starts_source = any(source.first == at for source in reader.sources)
        if at > first and tokens[at - 1].text == "," and (starts_tag or starts_source):
            return at
        if at > first and tokens[at - 1].text == "," and tokens[at].low in {"étant", "ayant"}:
            # « Il nie l'avoir aidé, étant alors à Dax »: the reason is no part of the report.
            return at
        if starts_gerund(reader, at) and at > first and tokens[at - 1].text == ",":
            return at
    return len(tokens)


def starts_gerund(reader: FrameReader, at: int) -> bool:
    """Tell whether a second report starts here: « …, ajoutant que »."""
    return any(cue.first == at and cue.voice == "gerund" for cue in reader.cues)


def made(
    reader: FrameReader, first: int, last: int, attribution: Attribution | None, cue: Cue | None = None
) -> Iterator[Reported]:
    first, last = trim(reader.tokens, first, last)
    if any(found.first == first and found.voice == "active" for found in reader.cues):
        return
    if attribution is None or last - first < 3 or any(t.quote >= 0 for t in reader.tokens[first:last]):
        return
    piece = reader.tokens[first:last]
    texts = [token.text for token in piece]
    if texts.count("(") != texts.count(")"):
        return
    after_past = cue is not None and _is_past(reader.tokens, cue)
    conditional = is_conditional(piece, after_past=after_past)
    start = reader.tokens[_denied_from(reader.tokens, cue, first)].start
    yield Reported(start, piece[-1].end, attribution, conditional)


def _denied_from(tokens: Sequence[Token], cue: Cue | None, first: int) -> int:
    """Return where « (ne) nie (pas) » starts before the content; ``first`` for any other verb."""
    if cue is None or cue.lemma not in _DENIALS or not 0 <= first - cue.last <= _FARTHEST:
        return first
    if any(token.quote >= 0 for token in tokens[cue.first : first]):
        return first
    return cue.first - (cue.first > 0 and tokens[cue.first - 1].low in _NOT)


def _is_past(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether the cue is in a past tense: a dit, disait, avait dit."""
    words = [token.low for token in tokens[cue.first : cue.last]]
    return len(words) > 1 or words[0].endswith(("ait", "aient", "èrent", "it", "a"))
