"""A stretch of reported content: its words, and whether it stands in the journalist's conditional."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from .attribution import Attribution, FrameReader
from .conjugation import forms
from .cues import Cue
from .extents import trim, whole_before
from .frames import Token
from .phrases import common_verbs

# What follows these verbs did not happen, says the speaker: « il nie avoir signé » is no admission.
_DENIALS = frozenset({"nier", "démentir", "contester", "réfuter", "récuser", "défendre", "douter"})
# « il ne pense pas que le pont tienne » is an opinion, « il n'a pas dit que le pont tient » is none.
_OPINIONS = frozenset(
    {"penser", "croire", "estimer", "juger", "considérer", "souhaiter", "vouloir", "espérer"}
)
_NEGATIONS = frozenset({"pas", "plus", "jamais", "rien", "point", "guère", "nullement", "aucunement"})
# « n'a pas hésité à dire », « ne manque pas de rappeler » say it all the same.
_AFFIRMING = ("hésit", "manqu", "cess", "oubli")
_NOT = frozenset({"ne", "n'"})
_FARTHEST = 10
_PARTICIPLES = ("é", "ée", "és", "ées", "i", "is", "ie", "it", "u", "ue", "us", "ert")


@dataclass(frozen=True, slots=True)
class Claim:
    """Tokens ``first`` to ``last`` (exclusive) are claimed as reported by the rule that found ``cue``.

    ``least``: with fewer tokens it is no claim.
    """

    first: int
    last: int
    attribution: Attribution | None
    cue: Cue | None = None
    least: int = 3


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


def unfolded(reader: FrameReader, openings: Mapping[int, str]) -> FrameReader:
    """Return the reader with marks that hold no speech read as words: « la loi « climat » est votée »."""
    if all(quote in openings for quote in reader.frame.quotes):
        return reader
    tokens = tuple(
        token if token.quote < 0 or token.quote in openings else replace(token, quote=-1)
        for token in reader.tokens
    )
    return FrameReader(replace(reader.frame, tokens=tokens), reader.mentions, reader.resolver)


def settled(reader: FrameReader, claims: Iterable[Claim], openings: Mapping[int, str]) -> Iterator[Reported]:
    """Yield what the claims report, without what overlaps an earlier claim or goes on between marks."""
    taken: list[tuple[int, int]] = []
    for claim in claims:
        found = _made(reader, claim, openings)
        if found is None or any(start < found.end and found.start < end for start, end in taken):
            continue
        taken.append((found.start, found.end))
        yield found


def _made(reader: FrameReader, claim: Claim, openings: Mapping[int, str]) -> Reported | None:
    tokens, last = reader.tokens, claim.last
    if last < len(tokens) and tokens[last].quote >= 0:
        last = whole_before(tokens, claim.first, last, openings.get(tokens[last].quote, ""))
    first, last = trim(tokens, claim.first, last)
    piece = tokens[first:last]
    texts = [token.text for token in piece]
    if any(found.first == first and found.voice == "active" for found in reader.cues):
        return None
    if claim.attribution is None or last - first < claim.least or any(token.quote >= 0 for token in piece):
        return None
    if texts.count("(") != texts.count(")"):
        return None
    if any(cue.last == last and tokens[last : last + 1] and tokens[last].text == ":" for cue in reader.cues):
        # « Selon elle, le maire aurait répondu : « … » »
        return None
    if claim.cue is not None and _is_unsaid(tokens, claim.cue):
        return None
    after_past = claim.cue is not None and _is_after_past(reader, claim.cue)
    conditional = is_conditional(piece, after_past=after_past)
    start = tokens[_denied_from(tokens, claim.cue, first)].start
    return Reported(start, piece[-1].end, claim.attribution, conditional)


def _denied_from(tokens: Sequence[Token], cue: Cue | None, first: int) -> int:
    """Return where « (ne) nie (pas) », « ne pense pas » starts before the content; ``first`` for others."""
    if cue is None or not 0 <= first - cue.last <= _FARTHEST:
        return first
    if cue.lemma not in _DENIALS and not (cue.lemma in _OPINIONS and is_negated(tokens, cue)):
        return first
    if any(token.quote >= 0 for token in tokens[cue.first : first]):
        return first
    return cue.first - (cue.first > 0 and tokens[cue.first - 1].low in _NOT)


def is_negated(tokens: Sequence[Token], cue: Cue) -> bool:
    """« n'a pas dit », « ne pense plus »; not « n'a pas hésité à dire », nor « n'a dit que »."""
    around = [token.low for token in tokens[max(0, cue.first - 2) : cue.last + 2]]
    own = around[: len(around) - 2] if len(tokens) >= cue.last + 2 else around
    if not _NOT & set(own) or any(word.startswith(_AFFIRMING) for word in own):
        return False
    return bool(_NEGATIONS & set(around))


def _is_unsaid(tokens: Sequence[Token], cue: Cue) -> bool:
    """« n'a pas dit que le pont tient », « refuse de dire que le pont tient »: nobody says it."""
    if cue.lemma in _DENIALS:
        return False
    refuses = any(token.low.startswith("refus") for token in tokens[max(0, cue.first - 2) : cue.last - 1])
    return refuses or (cue.lemma not in _OPINIONS and is_negated(tokens, cue))


def _is_after_past(reader: FrameReader, cue: Cue) -> bool:
    """« Elle a cédé, disant qu'il partirait »: gerund and infinitive take their time from the verb before."""
    earlier = [other for other in reader.cues if other.last <= cue.first and other.voice == "active"]
    is_dated = cue.voice in {"active", "passive"} or not earlier
    return _is_past(reader.tokens, cue if is_dated else earlier[-1])


def _is_past(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether the cue is in a past tense: a dit, disait, avait dit."""
    words = [token.low for token in tokens[cue.first : cue.last]]
    return len(words) > 1 or words[0].endswith(("ait", "aient", "èrent", "it", "a"))
