"""Reported content without marks: « selon le maire, le pont est sûr »."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from .attribution import Attribution, FrameReader
from .complements import (
    ANNOUNCING,
    announced,
    infinitive_clause,
    is_compared,
    is_time,
    order_start,
)
from .conjugation import forms
from .cues import BE, HAVE, Cue
from .frames import Token
from .phrases import PREPOSITIONS, common_verbs, is_finite, is_verb_at
from .sources import Source
from .wordlists import word_set

_PARTICIPLES = ("é", "ée", "és", "ées", "i", "is", "ie", "it", "u", "ue", "us", "ert")
_QUE = frozenset({"que", "qu'"})
_INFINITIVE_HOSTS = word_set("indirect.infinitive_hosts")
_QUE_HOSTS = frozenset({"say", "think"})
_NO_CLAUSE = word_set("indirect.no_clause")
_OPEN_ENDS = word_set("indirect.open_ends")


@dataclass(frozen=True, slots=True)
class Reported:
    """Characters ``start`` to ``end`` are reported; ``conditional`` marks a claim not endorsed."""

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


def find_reported(reader: FrameReader) -> Iterator[Reported]:
    """Yield the reported content of one sentence; none that overlaps a quotation or another one."""
    taken: list[tuple[int, int]] = []
    for reported in (
        *_by_clause(reader),
        *_by_order(reader),
        *_by_announcement(reader),
        *_by_source(reader),
        *_by_tag(reader),
    ):
        if any(start < reported.end and reported.start < end for start, end in taken):
            continue
        taken.append((reported.start, reported.end))
        yield reported


def _trim(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    while last > first and (tokens[last - 1].text in ".,;:!?…-–—()" or tokens[last - 1].quote >= 0):
        if tokens[last - 1].text == ")" and any(t.text == "(" for t in tokens[first : last - 1]):
            break
        last -= 1
    while first < last and tokens[first].text in ",;:-–—":
        first += 1
    return first, last


def _content_end(reader: FrameReader, first: int) -> int:
    """Return where the content from ``first`` ends: before a quotation, a tag or a source."""
    tokens = reader.tokens
    for at in range(first, len(tokens)):
        if tokens[at].quote >= 0 or tokens[at].text == ";":
            return at
        starts_tag = any(cue.first == at and cue.pronoun >= 0 for cue in reader.cues)
        starts_source = any(source.first == at for source in reader.sources)
        if at > first and tokens[at - 1].text == "," and (starts_tag or starts_source):
            return at
        if starts_gerund(reader, at) and at > first and tokens[at - 1].text == ",":
            return at
    return len(tokens)


def starts_gerund(reader: FrameReader, at: int) -> bool:
    """Tell whether a second report starts here: « …, ajoutant que »."""
    return any(cue.first == at and cue.voice == "gerund" for cue in reader.cues)


def _made(
    reader: FrameReader, first: int, last: int, attribution: Attribution | None, cue: Cue | None = None
) -> Iterator[Reported]:
    first, last = _trim(reader.tokens, first, last)
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
    yield Reported(piece[0].start, piece[-1].end, attribution, conditional)


def _is_past(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether the cue is in a past tense: a dit, disait, avait dit."""
    words = [token.low for token in tokens[cue.first : cue.last]]
    return len(words) > 1 or words[0].endswith(("ait", "aient", "èrent", "it", "a"))


def _by_clause(reader: FrameReader) -> Iterator[Reported]:
    for cue in reader.cues:
        is_bare = cue.voice == "infinitive" and cue.last - cue.first == 1
        if cue.strength not in _QUE_HOSTS or cue.voice == "passive" or cue.lemma in _NO_CLAUSE or is_bare:
            continue
        at = _complement(reader, cue)
        if at is None:
            continue
        end = _content_end(reader, at)
        if cue.first and reader.tokens[0].low in {
            "alors",
            "si",
            "s'",
            "comme",
            "quand",
            "lorsque",
            "lorsqu'",
            "tandis",
        }:
            # « Alors qu'il promet que …, un plan prend forme »: the report ends with the subordinate clause.
            end = next((i for i in range(at, end) if reader.tokens[i].text == ","), end)
        if not _is_whole(reader, at, end):
            # « qu'il est coupable et qu'il fut « complice » »: the first clause is whole.
            joints = (i for i in range(end - 1, at, -1) if reader.tokens[i].low in _QUE)
            joint = next((i for i in joints if reader.tokens[i - 1].low in {"et", "mais"}), at)
            end = joint - 1 if _is_proposition(reader, at, joint - 1) else at
        if end > at:
            yield from _made(reader, at, end, reader.by_cue(cue, "indirect", 0.9), cue)


def _by_order(reader: FrameReader) -> Iterator[Reported]:
    """« Elle a appelé les parties à s'entendre », « il l'a décrit comme un succès »."""
    tokens = reader.tokens
    for cue in reader.cues:
        first = order_start(tokens, cue)
        if first is None:
            continue
        last = _content_end(reader, first)
        while last > first and tokens[last - 1].low in _OPEN_ENDS | {"afin", ","}:
            last -= 1
        yield from _made(reader, first, last, reader.by_cue(cue, "indirect", 0.85), cue)


def _by_announcement(reader: FrameReader) -> Iterator[Reported]:
    """« Météo-Sud annonce des rafales », « la mairie a prévenu d'un risque »: a noun for a clause."""
    tokens = reader.tokens
    for cue in reader.cues:
        if cue.voice != "active" or cue.lemma not in ANNOUNCING or reader.is_incise(cue):
            continue
        first = announced(tokens, cue)
        if first is None:
            continue
        made = reader.by_cue(cue, "indirect", 0.8)
        if made is not None and made.mention is not None and made.mention.start < tokens[cue.first].start:
            yield from _made(reader, first, _content_end(reader, first), made, cue)


def _is_whole(reader: FrameReader, first: int, last: int) -> bool:
    """Tell whether the words make a clause of their own when a quotation follows them directly."""
    return last >= len(reader.tokens) or reader.tokens[last].quote < 0 or _is_proposition(reader, first, last)


def _is_proposition(reader: FrameReader, first: int, last: int) -> bool:
    """Before a quoted fragment only a whole clause counts: « que les parties avaient accepté « de … » »."""
    piece = reader.tokens[first:last]
    if piece and piece[0].low in {"lorsque", "lorsqu'", "si", "s'", "quand", "comme"}:
        return False
    if len(piece) < 4 or reader.tokens[last - 1].low in _OPEN_ENDS:
        return False
    if piece[-1].text == "," and infinitive_clause(piece, 0) is not None:
        return True
    return any(is_verb_at(piece, at) for at in range(1, len(piece) - 1))


def _complement(reader: FrameReader, cue: Cue) -> int | None:
    """Return the token after « que », or of the infinitive, that the cue governs; None when it has none."""
    tokens = reader.tokens
    if cue.lemma in _INFINITIVE_HOSTS and (at := infinitive_clause(tokens, cue.last)) is not None:
        return at
    for at in range(cue.last, min(cue.last + 12, len(tokens))):
        token = tokens[at]
        if token.low in _QUE:
            return at + 1 if not is_compared(tokens, at) else None
        is_object = token.low in {
            "le",
            "la",
            "les",
            "l'",
            "un",
            "une",
            "des",
            "son",
            "sa",
            "ses",
            "ce",
            "cette",
            "ces",
        }
        is_object = is_object or (at == cue.last and token.low in {"du", "des"})
        if is_object and tokens[at - 1].low not in PREPOSITIONS and not is_time(tokens, at):
            # « dénonçant le régime que … » has its object; the « que » behind it is a relative.
            break
        if any(other.first == at and other.first >= cue.last for other in reader.cues):
            break
        if token.quote >= 0 or token.text in ".;:" or (at > cue.last and is_verb_at(tokens, at)):
            return None
    if cue.lemma in _INFINITIVE_HOSTS and cue.last < len(tokens):
        # « a assuré au Parisien vouloir partir »: the one spoken to stands between.
        at = next(
            (m.last for m in reader.mentions if m.first in {cue.last, cue.last + 1} and m.governor), cue.last
        )
        return infinitive_clause(tokens, at)
    return None


def _by_source(reader: FrameReader) -> Iterator[Reported]:
    for source in reader.sources:
        attribution = reader.source(source.first)
        if source.first == 0 or reader.tokens[source.first - 1].text in {".", ":"}:
            first = _after_source(reader, source)
            last = _content_end(reader, first + 1)
        else:
            first, last = _before(reader, source)
            if first and reader.tokens[first - 1].quote >= 0 and reader.tokens[first].text != ",":
                # « Une « enquête » a été ouverte, selon la juge »
                continue
        if any(is_finite(token) for token in reader.tokens[first:last]) and _is_whole(reader, first, last):
            yield from _made(reader, first, last, attribution)


def _after_source(reader: FrameReader, source: Source) -> int:
    """Return where the clause starts: behind the comma of « Selon une étude menée par l'Insee en mai, … »."""
    tokens = reader.tokens
    if source.last < len(tokens) and tokens[source.last].low in {"qui", "que", "dont"}:
        return _behind_apposition(tokens, source.last)
    for at in range(source.last, min(source.last + 20, len(tokens))):
        if tokens[at].text == ",":
            return _behind_apposition(tokens, at + 1)
        if tokens[at].quote >= 0 or is_verb_at(tokens, at):
            break
    return source.last


def _behind_apposition(tokens: Sequence[Token], first: int) -> int:
    """« Selon le médecin, formé à Lyon, il faudrait … »: the words between the commas are not reported."""
    if tokens[first : first + 1] and tokens[first].low in {"qui", "que", "dont", "où", "à"}:
        commas = (at for at in range(first, min(first + 25, len(tokens))) if tokens[at].text == ",")
        return next(commas, first - 1) + 1
    for at in range(first, min(first + 12, len(tokens))):
        if tokens[at].text == ",":
            return (
                at + 1
                if tokens[first].low.endswith(("é", "ée", "és", "ées", "u", "ue", "i", "ie"))
                else first
            )
        if tokens[at].quote >= 0 or is_verb_at(tokens, at):
            break
    return first


def _before(reader: FrameReader, source: Source) -> tuple[int, int]:
    """« Le pont est sûr, selon le maire »: the sentence up to the source, else what follows it."""
    tokens = reader.tokens
    first = 0
    for at in range(source.first - 1, -1, -1):
        if tokens[at].quote >= 0 or tokens[at].text in ";:":
            first = at + 1
            break
    if tokens[source.first - 1].text == "," and tokens[source.first - 2].low in HAVE | BE | {"été"}:
        # « Les clients ont été, selon elle, prévenus »
        return source.first, source.first
    if tokens[source.first - 1].text == "," and tokens[source.first - 2].low in _OPEN_ENDS:
        return source.last, _content_end(reader, source.last + 1)
    return first, source.first


def _by_tag(reader: FrameReader) -> Iterator[Reported]:
    """« Le pont est sûr, assure le maire »: a tag behind words without marks."""
    for cue in reader.cues:
        if cue.voice != "active" or cue.strength not in {"say", "think"} or cue.first < 4:
            continue
        if reader.tokens[cue.first - 1].text != "," or not reader.is_incise(cue):
            continue
        if cue.pronoun < 0 and reader.after(cue) is None:
            continue
        first = 0
        for at in range(cue.first - 2, -1, -1):
            if reader.tokens[at].quote >= 0 or reader.tokens[at].text == ";":
                first = at + 1
                break
        if reader.tokens[first].low in {"si", "s'"}:
            # « Si rien ne change, alertent les élus, le pont fermera »: the report is behind the tag.
            subject = reader.after(cue)
            first = subject.last if subject is not None else cue.last
            yield from _made(
                reader, first, _content_end(reader, first + 1), reader.by_cue(cue, "indirect", 0.85)
            )
            continue
        if first == 0 and any(is_finite(token) for token in reader.tokens[first : cue.first]):
            yield from _made(reader, first, cue.first - 1, reader.by_cue(cue, "indirect", 0.88))
