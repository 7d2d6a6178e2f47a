"""Reported content beside a source or a tag: « selon le maire, le pont est sûr », « …, assure le maire »."""

from collections.abc import Iterator, Sequence

from pipeline.records import Span

from .attribution import Attribution, FrameReader
from .cues import BE, HAVE, Cue
from .extents import content_end, is_proposition, whole_before
from .frames import Token
from .phrases import PREPOSITIONS, is_finite, is_verb_at
from .reported import Claim
from .sources import Source
from .wordlists import word_set

_OPEN_ENDS = word_set("indirect.open_ends")
_CONJUNCTIONS = frozenset({"mais", "car", "où", "et", "or", "puisque", "que", "ainsi"})
_WHICH = frozenset({"lequel", "laquelle", "lesquels", "lesquelles"})
_UNFINISHED = HAVE | BE | {"pourrait", "pourraient", "devrait", "devraient", "peut", "doit", "va", "vont"}
_NO_TAG_BEFORE = (
    _OPEN_ENDS | PREPOSITIONS | {"ce", "comme", "ainsi", "qui", "dont", "ne", "n'", "se", "s'", "le"}
)
_AUXILIARIES = (HAVE | BE | {"été"}) - {"être", "avoir"}
_OPENING = frozenset({"qui", "que", "qu'", "où", "et"})
_INSIDE = frozenset({"un", "une", "le", "la", "les", "l'", "des", "au", "plutôt", "que", "qu'", "par"})
_SPANS = frozenset({"an", "année", "moi", "jour", "semaine", "heure", "siècle", "minute"})


def by_source(reader: FrameReader) -> Iterator[Claim]:
    """« Selon le maire, le pont est sûr », « le pont est sûr, selon lui », « M. Roy, selon qui … »."""
    for source in reader.sources:
        if reader.tokens[source.last - 1].low in _WHICH:
            # « le principe selon lequel … » is nobody's word.
            continue
        attribution = reader.source(source.first)
        if _opens(reader, source):
            first = _after_source(reader, source)
            last = content_end(reader, first + 1)
        else:
            first, last = _before(reader, source)
            if first and reader.tokens[first - 1].quote >= 0 and reader.tokens[first].text != ",":
                # « Une « enquête » a été ouverte, selon la juge »
                continue
        if _tells(reader.tokens[first:last]) or (reader.frame.is_heading and last - first > 3):
            yield Claim(first, last, attribution)
        quoted = reader.frame.quotes and reader.tokens[source.first - 1].text in {",", "«»"}
        if quoted and (head := _head(reader, source.first)) is not None:
            yield Claim(*head, attribution)


def _opens(reader: FrameReader, source: Source) -> bool:
    """« … mais selon le maire, il tient », « Et pour cause, selon le maire, … »: what is said follows."""
    if not source.first:
        return True
    tokens = reader.tokens
    before = tokens[source.first - 1]
    if tokens[source.last - 1].low == "qui" or before.low in {".", ":", ";"} | _CONJUNCTIONS:
        # « M. Roy, selon qui le pont est usé »
        return True
    opening = tokens[: source.first]
    return before.text == "," and len(opening) < 6 and not _tells(opening) and opening[0].quote < 0


def _head(reader: FrameReader, tag: int) -> tuple[int, int] | None:
    """« Le pont ferme et « rien » ne presse, dit-il »: the clause joined to the marks, if no cue is in it."""
    tokens = reader.tokens
    quote = next((at for at in range(tag) if tokens[at].quote >= 0), 0)
    reports = [cue for cue in reader.cues if cue.first < quote and cue.voice == "active"]
    if quote < 4 or any(cue.strength in {"say", "think"} for cue in reports):
        return None
    first = next((at + 1 for at in range(quote) if tokens[at].text in {":", ";"}), 0)
    last = whole_before(tokens, first, quote, "")
    is_joint = tokens[last].low in {"et", "mais", "puis", "ou", ","} and tokens[last - 1].text != ","
    return (first, last) if is_joint and last > first else None


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
    if tokens[source.first - 1].text == "," and tokens[source.first - 2].low in _AUXILIARIES:
        # « Les clients ont été, selon elle, prévenus »
        return source.first, source.first
    if tokens[source.first - 1].text == "," and tokens[source.first - 2].low in _OPEN_ENDS:
        return source.last, content_end(reader, source.last + 1)
    if _is_inside(tokens, source):
        return _clause_start(tokens, first, source.first), content_end(reader, source.last + 1)
    return first, source.first


def _is_inside(tokens: Sequence[Token], source: Source) -> bool:
    """« un pont qui coûte selon elle trois millions », « qui coûte, selon elle, trois millions »."""
    if source.last >= len(tokens):
        return False
    following = tokens[source.last]
    if tokens[source.first - 1].text == ",":
        return following.text == "," and is_verb_at(tokens, source.first - 2)
    return following.low in _INSIDE or following.text[0].isdigit()


def _clause_start(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return where the clause of the verb before token ``last`` starts: behind its comma or relative."""
    for at in range(last - 1, first, -1):
        piece = tokens[at:last]
        # « le pont, usé, coûte selon elle … »: right behind a comma the verb has its subject before it.
        opens = (tokens[at - 1].text == "," and at < last - 1) or tokens[at - 1].low in _OPENING
        if opens and (any(is_verb_at(tokens, i) for i in range(at, last)) or piece[0].low.endswith("ant")):
            return at
    return first


def by_tag(reader: FrameReader) -> Iterator[Claim]:
    """« Le pont est sûr, assure le maire »: a tag behind words without marks."""
    for cue in reader.cues:
        if cue.voice != "active" or cue.strength not in {"say", "think"} or cue.first < 4:
            continue
        if not (_is_tag(reader, cue) or _is_bare_tag(reader, cue)):
            continue
        if cue.pronoun < 0 and reader.after(cue) is None:
            continue
        voice = _tag_voice(reader, cue)
        last = cue.first - (reader.tokens[cue.first - 1].text == ",")
        first = next((i + 1 for i in range(last - 1, -1, -1) if reader.tokens[i].quote >= 0), 0)
        if first:
            if (head := _head(reader, cue.first)) is not None:
                yield Claim(*head, voice)
            if reader.tokens[first].text != "," or not _goes_on(reader.tokens, first + 1, last):
                continue
        yield from _tagged(reader, cue, (first, last), voice)


def _tagged(
    reader: FrameReader, cue: Cue, piece: tuple[int, int], voice: Attribution | None
) -> Iterator[Claim]:
    first, last = piece
    tokens = reader.tokens
    first = next((i + 1 for i in range(last - 1, first, -1) if tokens[i].text == ";"), first)
    if _hangs(tokens[first:last], is_first=first == 0):
        subject = reader.after(cue)
        behind = subject.last if subject is not None else cue.last
        if tokens[behind : behind + 1] and tokens[behind].text == ",":
            yield Claim(behind, content_end(reader, behind + 1), voice)
            return
        # « Si le pont vieillit, celui-ci tient, assure le maire »: the main clause alone.
        first = next((i + 1 for i in range(first, last) if tokens[i].text == ","), first)
    if tokens[last - 1].low not in _UNFINISHED and _tells(tokens[first:last]):
        # « Le pont pourrait, dit-elle, céder » stays out.
        yield Claim(first, last, voice)


def _goes_on(tokens: Sequence[Token], first: int, last: int) -> bool:
    """« « Oui », c'est ce que répond la ville, dit-elle »: a clause of its own behind the marks."""
    return is_proposition(tokens, first, last) and tokens[first].low not in HAVE | BE


def _is_tag(reader: FrameReader, cue: Cue) -> bool:
    """« …, assurent ainsi plusieurs élus »: a comma before, right behind it whoever speaks."""
    if reader.tokens[cue.first - 1].text != ",":
        return False
    if reader.is_incise(cue):
        return True
    subject = reader.after(cue) if not reader.follows_relative(cue) else None
    near = subject is not None and subject.first - cue.last < 3 and not subject.governor
    return near and _tells(reader.tokens[: cue.first])


def _tag_voice(reader: FrameReader, cue: Cue) -> Attribution | None:
    subject = reader.after(cue) if cue.pronoun < 0 else None
    if subject is None or reader.is_incise(cue):
        return reader.by_cue(cue, "indirect", 0.88)
    return reader.by_mention(subject, "indirect", 0.88, _span(reader.tokens, cue.first, cue.last))


def by_learnt(reader: FrameReader) -> Iterator[Claim]:
    """« Le pont a été fermé, a-t-on appris auprès de la mairie »: who told the agency."""
    tokens = reader.tokens
    for at in range(4, len(tokens) - 1):
        if [token.low for token in tokens[at - 1 : at + 2]] != ["a", "-t-on", "appris"]:
            continue
        told = (m for m in reader.mentions if at < m.first < at + 14 and m.governor in {"de", "d'", "du"})
        source = next(told, None)
        if source is not None:
            span = _span(tokens, at - 1, at + 2)
            yield Claim(0, at - 1, reader.by_mention(source, "indirect", 0.85, span))


def by_comme(reader: FrameReader) -> Iterator[Claim]:
    """« Comme l'a noté Anne Roy, venue lundi, le pont est fermé », « …, comme le note Anne Roy »."""
    tokens = reader.tokens
    for cue in reader.cues:
        comme = next((at for at in range(max(0, cue.first - 5), cue.first) if tokens[at].low == "comme"), -1)
        if cue.strength != "say" or comme < 0 or (comme and tokens[comme - 1].text != ","):
            continue
        subject = next((m for m in reader.mentions if m.first == comme + 1), None) or reader.after(cue)
        if subject is None:
            continue
        voice = reader.by_mention(subject, "indirect", 0.85, _span(tokens, cue.first, cue.last))
        if comme > 3:
            if _tells(tokens[:comme]) and subject.first >= cue.last:
                yield Claim(0, comme, voice)
            continue
        behind = range(max(subject.last, cue.last), min(max(subject.last, cue.last) + 9, len(tokens)))
        comma = next((at for at in behind if tokens[at].text == ","), -1)
        if comma > 0:
            first = _behind_apposition(tokens, comma + 1)
            yield Claim(first, content_end(reader, first + 1), voice)


def _span(tokens: Sequence[Token], first: int, last: int) -> Span:
    return Span(tokens[first].start, tokens[last - 1].end)


def _is_bare_tag(reader: FrameReader, cue: Cue) -> bool:
    """« Le pont est sûr annonce la mairie », « … précise-t-on au port »: the comma has been forgotten."""
    before, subject = reader.tokens[cue.first - 1], reader.subject(cue)
    is_clause = any(is_verb_at(reader.tokens, at) for at in range(1, cue.first))
    may_end = before.is_word and not before.is_capitalised and before.low not in _NO_TAG_BEFORE
    return is_clause and may_end and subject is not None and (cue.pronoun >= 0 or subject.first >= cue.last)


def _hangs(tokens: Sequence[Token], *, is_first: bool) -> bool:
    """« Si rien ne change, alertent les élus, le pont fermera », « il y a un an, rappelle-t-elle, … »."""
    lows = [token.low for token in tokens]
    is_when = lows[:3] == ["il", "y", "a"] and len(lows) < 8 and lows[-1].rstrip("s") in _SPANS
    is_adverbial = is_first and not _tells(tokens)
    return is_when or is_adverbial or lows[:1] in (["si"], ["s'"])


def _tells(tokens: Sequence[Token]) -> bool:
    """Tell whether a verb stands among the words; a rare one shows by its « ne »: « ne rouvrira »."""
    return any(is_finite(token) or token.low in {"ne", "n'"} for token in tokens)
