"""Reported content without marks: « selon le maire, le pont est sûr »."""

from collections.abc import Iterator, Mapping, Sequence

from .attribution import Attribution, FrameReader
from .complements import (
    ANNOUNCING,
    announced,
    infinitive_clause,
    is_compared,
    is_time,
    order_start,
)
from .cues import BE, HAVE, Cue
from .frames import Token
from .phrases import PREPOSITIONS, infinitives, is_finite, is_verb_at
from .reported import Reported, content_end, made
from .sources import Source
from .wordlists import body_nouns, person_nouns, word_set

_QUE = frozenset({"que", "qu'"})
_INFINITIVE_HOSTS = word_set("indirect.infinitive_hosts")
_QUE_HOSTS = frozenset({"say", "think"})
_NO_CLAUSE = word_set("indirect.no_clause")
_OPEN_ENDS = word_set("indirect.open_ends")
_CONJUNCTIONS = frozenset({"mais", "car", "où", "et", "or"})
_NO_REPORTERS = frozenset({"on", "je", "j'", "nous", "vous", "tu", "ne", "n'", "rien", "nul"})
_UNFINISHED = HAVE | BE | {"pourrait", "pourraient", "devrait", "devraient", "peut", "doit", "va", "vont"}
_NO_TAG_BEFORE = (
    _OPEN_ENDS | PREPOSITIONS | {"ce", "comme", "ainsi", "qui", "dont", "ne", "n'", "se", "s'", "le"}
)
_SPANS = frozenset({"an", "année", "moi", "jour", "semaine", "heure", "siècle", "minute"})
_ADJUNCTS = frozenset({"afin", "pour", "dans", "dès", "avant", "depuis", "pendant", "jusqu'", "lors"})


def find_reported(reader: FrameReader, openings: Mapping[int, str]) -> Iterator[Reported]:
    """Yield the reported content of one sentence; none that overlaps a quotation or another one.

    ``openings``: the first word of each quotation of the sentence, in lower case.
    """
    taken: list[tuple[int, int]] = []
    for reported in (
        *_by_clause(reader),
        *_by_order(reader),
        *_by_announcement(reader),
        *_by_source(reader),
        *_by_tag(reader),
        *_by_comme(reader),
    ):
        if any(start < reported.end and reported.start < end for start, end in taken):
            continue
        if _is_cut_short(reader, reported, openings):
            continue
        taken.append((reported.start, reported.end))
        yield reported


def _is_cut_short(reader: FrameReader, reported: Reported, openings: Mapping[int, str]) -> bool:
    """« il juge le pont « peu sûr » » goes on in the marks, « le pont ferme « dès lundi » » is whole."""
    behind = [token for token in reader.tokens if token.start >= reported.end][:1]
    if not behind or behind[0].quote < 0:
        return False
    is_adjunct = openings.get(behind[0].quote, "") in _ADJUNCTS
    return not is_adjunct or reported.attribution.route == "source"


def _by_clause(reader: FrameReader) -> Iterator[Reported]:
    for cue in reader.cues:
        is_bare = cue.voice == "infinitive" and cue.last - cue.first == 1
        if cue.strength not in _QUE_HOSTS or cue.voice == "passive" or cue.lemma in _NO_CLAUSE or is_bare:
            continue
        if _closes_quotation(reader.tokens, cue) or _lacks_object(reader, cue):
            continue
        at = _complement(reader, cue)
        if at is None:
            continue
        end = content_end(reader, at)
        opening = [token.text for token in reader.tokens[: cue.first]]
        if (
            opening
            and "," not in opening
            and reader.tokens[0].low
            in {
                "alors",
                "si",
                "s'",
                "comme",
                "quand",
                "lorsque",
                "lorsqu'",
                "tandis",
            }
        ):
            # « Alors qu'il promet que …, un plan prend forme »: the report ends with the subordinate clause.
            end = next((i for i in range(at, end) if reader.tokens[i].text == ","), end)
        if (
            cue.first > 1
            and reader.tokens[cue.first - 1].low == "qui"
            and reader.tokens[cue.first - 2].text == ","
        ):
            # « Le maire, qui nie avoir cédé, a été élu »: the report ends with the relative clause.
            end = next((i for i in range(at, end) if _resumes(reader.tokens, i)), end)
        if not _is_whole(reader, at, end):
            # « qu'il est coupable et qu'il fut « complice » »: the first clause is whole.
            joints = (i for i in range(end - 1, at, -1) if reader.tokens[i].low in _QUE)
            joint = next((i for i in joints if reader.tokens[i - 1].low in {"et", "mais"}), at)
            end = joint - 1 if _is_proposition(reader, at, joint - 1) else at
        if end > at:
            yield from made(reader, at, end, reader.by_cue(cue, "indirect", 0.9) or _nobody(reader, cue), cue)


def _closes_quotation(tokens: Sequence[Token], cue: Cue) -> bool:
    """« … », écrit-elle dans une lettre que nous avons lue: her words stand before the tag."""
    before = tokens[max(0, cue.first - 2) : cue.first]
    return cue.pronoun >= 0 and any(token.quote >= 0 for token in before)


def _lacks_object(reader: FrameReader, cue: Cue) -> bool:
    """« L'usine, que la ville avait promis de garder, fermera »: the object stands before « que »."""
    subject = reader.subject(cue)
    opening = reader.tokens[max(0, subject.first - 2) : subject.first] if subject is not None else ()
    return [token.low for token in opening[:1]] == [","] and opening[-1].low in _QUE


def _resumes(tokens: Sequence[Token], comma: int) -> bool:
    """« …, a été élu »: behind the comma a verb goes on with the sentence."""
    following = tokens[comma + 1 : comma + 2]
    return tokens[comma].text == "," and any(is_finite(t) or t.low in HAVE | BE for t in following)


def _nobody(reader: FrameReader, cue: Cue) -> Attribution | None:
    """« Tous affirment que le pont tient » reports, though no rule tells who they are."""
    before = {token.low for token in reader.tokens[max(0, cue.first - 2) : cue.first]}
    if cue.voice != "active" or cue.strength != "say" or not cue.first or before & _NO_REPORTERS:
        return None
    return reader.by_nobody(cue)


def _by_order(reader: FrameReader) -> Iterator[Reported]:
    """« Elle a appelé les parties à s'entendre », « il l'a décrit comme un succès »."""
    tokens = reader.tokens
    for cue in reader.cues:
        first = order_start(tokens, cue)
        if first is None:
            continue
        last = content_end(reader, first)
        while last > first and tokens[last - 1].low in _OPEN_ENDS | {"afin", ","}:
            last -= 1
        yield from made(reader, first, last, reader.by_cue(cue, "indirect", 0.85), cue)


def _by_announcement(reader: FrameReader) -> Iterator[Reported]:
    """« Météo-Sud annonce des rafales », « la mairie a prévenu d'un risque »: a noun for a clause."""
    tokens = reader.tokens
    for cue in reader.cues:
        if cue.voice != "active" or cue.lemma not in ANNOUNCING or reader.is_incise(cue):
            continue
        first = announced(tokens, cue)
        if first is None or _is_inverted(tokens, cue, first):
            continue
        voice = reader.by_cue(cue, "indirect", 0.8)
        if voice is not None and voice.mention is not None and voice.mention.start < tokens[cue.first].start:
            yield from made(reader, first, content_end(reader, first), voice, cue)


def _is_inverted(tokens: Sequence[Token], cue: Cue, first: int) -> bool:
    """« Le pont ne rouvrira pas, a annoncé lundi soir le maire »: behind the tag stands who speaks."""
    speakers = person_nouns().keys() | body_nouns().keys()
    is_tag = cue.first > 0 and tokens[cue.first - 1].text == ","
    return is_tag and any(token.low in speakers for token in tokens[first : first + 2])


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
    if infinitive_clause(piece, 0) is not None and (piece[-1].text in {",", ":"} or len(piece) > 5):
        return True
    return any(is_verb_at(piece, at) for at in range(1, len(piece) - 1))


def _complement(reader: FrameReader, cue: Cue) -> int | None:
    """Return the token after « que », or of the infinitive, that the cue governs; None when it has none."""
    tokens = reader.tokens
    at = infinitive_clause(tokens, cue.last)
    if at is not None and (cue.lemma in _INFINITIVE_HOSTS or _is_perfect(tokens, at, cue)):
        return at
    for at in range(cue.last, min(cue.last + 12, len(tokens))):
        token = tokens[at]
        if at > cue.last and _starts_perfect(tokens, at, cue):
            return at
        if token.low in _QUE:
            # « confie celui que l'on surnomme Popol »
            is_relative = tokens[at - 1].low in {"celui", "celle", "ceux", "celles", "ce"}
            if {token.low for token in tokens[cue.last : at]} & {"sur", "contre"}:
                # « a alerté sur les fissures que montre le pont »
                is_relative = True
            return at + 1 if not is_relative and not is_compared(tokens, at) else None
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
        is_title = token.text == "." and tokens[at - 1].low in {"m", "mm", "mme", "dr", "pr", "me"}
        if (
            token.quote >= 0
            or (token.text in ".;:" and not is_title)
            or (at > cue.last and is_verb_at(tokens, at))
        ):
            return None
    if cue.lemma in _INFINITIVE_HOSTS and cue.last < len(tokens):
        # « a assuré au Parisien vouloir partir »: the one spoken to stands between.
        at = next(
            (m.last for m in reader.mentions if m.first in {cue.last, cue.last + 1} and m.governor), cue.last
        )
        return infinitive_clause(tokens, at)
    return None


def _starts_perfect(tokens: Sequence[Token], at: int, cue: Cue) -> bool:
    """« a indiqué dans un courrier avoir cédé », « a annoncé jeudi sur la deux vouloir partir »."""
    is_free = tokens[at - 1].low not in PREPOSITIONS and cue.strength == "say"
    return is_free and tokens[at].low in {"avoir", "être", "vouloir"}


def _is_perfect(tokens: Sequence[Token], at: int, cue: Cue) -> bool:
    """« raconte avoir vu le pont »: whoever says so reports, whatever the verb."""
    verb = next((i for i in range(at, min(at + 5, len(tokens))) if tokens[i].low in infinitives()), at)
    return (
        cue.strength == "say" and tokens[verb].low in {"avoir", "être"} and tokens[at].low not in {"à", "de"}
    )


def _by_source(reader: FrameReader) -> Iterator[Reported]:
    for source in reader.sources:
        attribution = reader.source(source.first)
        before = reader.tokens[source.first - 1].low if source.first else ""
        if before in {"", ".", ":"} | _CONJUNCTIONS:
            # « Le pont est fermé mais selon le maire, il tient »
            first = _after_source(reader, source)
            last = content_end(reader, first + 1)
        else:
            first, last = _before(reader, source)
            if first and reader.tokens[first - 1].quote >= 0 and reader.tokens[first].text != ",":
                # « Une « enquête » a été ouverte, selon la juge »
                continue
        if any(is_finite(token) for token in reader.tokens[first:last]) and _is_whole(reader, first, last):
            yield from made(reader, first, last, attribution)


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
        return source.last, content_end(reader, source.last + 1)
    return first, source.first


def _by_tag(reader: FrameReader) -> Iterator[Reported]:
    """« Le pont est sûr, assure le maire »: a tag behind words without marks."""
    for cue in reader.cues:
        if cue.voice != "active" or cue.strength not in {"say", "think"} or cue.first < 4:
            continue
        is_tag = reader.tokens[cue.first - 1].text == "," and reader.is_incise(cue)
        if not (is_tag or _is_bare_tag(reader, cue)) or (cue.pronoun < 0 and reader.after(cue) is None):
            continue
        first = 0
        for at in range(cue.first - 2, -1, -1):
            if reader.tokens[at].quote >= 0 or reader.tokens[at].text == ";":
                first = at + 1
                break
        last = cue.first - (reader.tokens[cue.first - 1].text == ",")
        said = first > 0
        if _hangs(reader.tokens[first:last], is_first=not said):
            subject = reader.after(cue)
            behind = subject.last if subject is not None else cue.last
            if reader.tokens[behind : behind + 1] and reader.tokens[behind].text == ",":
                voice = reader.by_cue(cue, "indirect", 0.85)
                yield from made(reader, behind, content_end(reader, behind + 1), voice)
                continue
            # « Si le pont vieillit, celui-ci tient, assure le maire »: the main clause alone.
            first = next((i + 1 for i in range(first, last) if reader.tokens[i].text == ","), first)
        if reader.tokens[last - 1].low in _UNFINISHED:
            # « Le pont pourrait, dit-elle, céder »
            continue
        if not said and _tells(reader.tokens[first:last]):
            yield from made(reader, first, last, reader.by_cue(cue, "indirect", 0.88))


def _by_comme(reader: FrameReader) -> Iterator[Reported]:
    """« Comme l'a noté Anne Roy, venue lundi, le pont est fermé »."""
    for cue in reader.cues[:1]:
        subject = reader.after(cue)
        if reader.tokens[0].low != "comme" or cue.first > 2 or subject is None:
            continue
        comma = subject.last
        if comma < len(reader.tokens) and reader.tokens[comma].text == ",":
            first = _behind_apposition(reader.tokens, comma + 1)
            yield from made(
                reader, first, content_end(reader, first + 1), reader.by_cue(cue, "indirect", 0.85)
            )


def _is_bare_tag(reader: FrameReader, cue: Cue) -> bool:
    """« Le pont est sûr annonce la mairie », « … précise-t-on au port »: the comma has been forgotten."""
    before, subject = reader.tokens[cue.first - 1], reader.subject(cue)
    is_clause = any(is_verb_at(reader.tokens, at) for at in range(1, cue.first))
    may_end = before.is_word and not before.is_capitalised and before.low not in _NO_TAG_BEFORE
    return is_clause and may_end and subject is not None and subject.first >= cue.last


def _hangs(tokens: Sequence[Token], *, is_first: bool) -> bool:
    """« Si rien ne change, alertent les élus, le pont fermera », « il y a un an, rappelle-t-elle, … »."""
    lows = [token.low for token in tokens]
    is_when = lows[:3] == ["il", "y", "a"] and len(lows) < 8 and lows[-1].rstrip("s") in _SPANS
    is_adverbial = is_first and not _tells(tokens)
    return is_when or is_adverbial or lows[:1] in (["si"], ["s'"])


def _tells(tokens: Sequence[Token]) -> bool:
    """Tell whether a verb stands among the words; a rare one shows by its « ne »: « ne rouvrira »."""
    return any(is_finite(token) or token.low in {"ne", "n'"} for token in tokens)
