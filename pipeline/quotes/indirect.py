"""Reported content without marks: « selon le maire, le pont est sûr »."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.records import Span

from .attribution import Attribution, FrameReader
from .complements import (
    BEFORE_INFINITIVE,
    announced,
    infinitive_clause,
    is_compared,
    is_infinitive,
    is_time,
    order_start,
    verdict,
)
from .cues import BE, HAVE, Cue
from .extents import content_end, infinitive_end, nominal_end
from .frames import Token
from .phrases import PREPOSITIONS, is_finite, is_verb_at
from .reported import Claim, Reported, settled, unfolded
from .tagged import by_comme, by_learnt, by_source, by_tag
from .wordlists import body_nouns, person_nouns, word_set

_QUE = frozenset({"que", "qu'"})
_INFINITIVE_HOSTS = word_set("indirect.infinitive_hosts")
_QUE_HOSTS = frozenset({"say", "think"})
_NO_CLAUSE = word_set("indirect.no_clause")
_OPEN_ENDS = word_set("indirect.open_ends")
_QUE_LEMMAS = frozenset({"demander"})
_INTERROGATIVE = frozenset(
    (verb, word) for verb in ("raconter", "expliquer") for word in ("comment", "pourquoi")
)
# « prévenir son mari que », « informer la ville que »: who is told is the object.
_TOLD = frozenset({"prévenir", "informer", "avertir", "alerter", "rassurer", "assurer"})
_CLAUSE_NOUNS = word_set("indirect.clause_nouns")
_OBJECTS = frozenset({"le", "la", "les", "l'", "un", "une", "des", "son", "sa", "ses", "ce", "cette", "ces"})
_SUBORDINATING = frozenset({"alors", "si", "s'", "comme", "quand", "lorsque", "lorsqu'", "tandis", "après"})
# « appelle à rester unis », « annonce sa démission »
_SHORT = 2
_NO_REPORTERS = frozenset({"on", "je", "j'", "nous", "vous", "tu", "ne", "n'", "rien", "nul"})


def find_reported(reader: FrameReader, openings: Mapping[int, str]) -> Iterator[Reported]:
    """Yield the reported content of one sentence; none that overlaps a quotation or another one.

    Of two that overlap the one beside a source or a tag is kept: « Elle dit qu'il ment, selon la radio ».

    ``openings``: the first word of each quotation of the sentence, in lower case; a marked span that is
    not listed holds no speech.
    """
    reader = unfolded(reader, openings)
    claims = (
        *by_source(reader),
        *by_tag(reader),
        *_by_clause(reader),
        *_by_order(reader),
        *_by_announcement(reader),
        *_by_verdict(reader),
        *by_learnt(reader),
        *by_comme(reader),
    )
    return settled(reader, claims, openings)


def _by_clause(reader: FrameReader) -> Iterator[Claim]:
    """« Elle affirme que le pont tient », « il dit l'avoir vu », « elle se demande si le pont tient »."""
    for cue in reader.cues:
        is_bare = cue.voice == "infinitive" and cue.last - cue.first == 1
        hosts = cue.strength in _QUE_HOSTS or cue.lemma in _QUE_LEMMAS
        if not hosts or cue.lemma in _NO_CLAUSE or (is_bare and not _is_before(reader.tokens, cue)):
            continue
        if _closes_quotation(reader.tokens, cue) or _lacks_object(reader, cue):
            continue
        at = _impersonal(reader, cue) if cue.voice == "passive" else _complement(reader, cue)
        if at is None:
            continue
        end = _clause_end(reader, cue, at)
        if end > at:
            voice = _hosted(reader, cue) or reader.by_cue(cue, "indirect", 0.9) or _nobody(reader, cue)
            yield Claim(at, end, voice, cue)
            yield from (Claim(first, last, voice, cue) for first, last in _resumed(reader, end))


def _clause_end(reader: FrameReader, cue: Cue, at: int) -> int:
    """Return where the clause or infinitive from ``at`` ends."""
    tokens = reader.tokens
    end = content_end(reader, at)
    opening = [token.text for token in tokens[: cue.first]]
    if opening and "," not in opening and tokens[0].low in _SUBORDINATING:
        # « Alors qu'il promet que …, un plan prend forme »: the report ends with the subordinate clause.
        return next((i for i in range(at, end) if tokens[i].text == ","), end)
    if cue.first > 1 and tokens[cue.first - 1].low == "qui" and tokens[cue.first - 2].text == ",":
        # « Le maire, qui nie avoir cédé, a été élu »: the report ends with the relative clause.
        return next((i for i in range(at, end) if _resumes(tokens, i)), end)
    return infinitive_end(tokens, at, end) if tokens[at - 1].low not in _QUE else end


def _resumed(reader: FrameReader, end: int) -> Iterator[tuple[int, int]]:
    """« … que le pont est « usé », mais que la ville le sait »: the second clause behind the marks."""
    tokens = reader.tokens
    for at in range(end, len(tokens) - 1):
        if tokens[at].text in ";:" or any(cue.first == at for cue in reader.cues):
            return
        if tokens[at].low in {"et", "mais", "ou"} and tokens[at + 1].low in _QUE:
            yield at + 2, content_end(reader, at + 2)


def _impersonal(reader: FrameReader, cue: Cue) -> int | None:
    """« Dans la loi, il est écrit que le pont est classé »: the token behind « que »."""
    tokens = reader.tokens
    if not cue.first or tokens[cue.first - 1].low != "il":
        return None
    at = _complement(reader, cue)
    return at if at is not None and tokens[at - 1].low in _QUE else None


def _is_before(tokens: Sequence[Token], cue: Cue) -> bool:
    """« …, avant de reconnaître avoir cédé » reports, « il veut reconnaître » does not."""
    opening = [token.low for token in tokens[max(0, cue.first - 2) : cue.first]]
    return opening in (["avant", "de"], ["avant", "d'"])


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


def _hosted(reader: FrameReader, cue: Cue) -> Attribution | None:
    """« Au ministère, on explique avoir choisi »: the house speaks."""
    tokens = reader.tokens
    if not cue.first or tokens[cue.first - 1].low != "on" or cue.pronoun >= 0:
        return None
    hosts = (m for m in reader.mentions if m.kind == "body" and m.first < 2 and m.last <= cue.first)
    host = next((m for m in hosts if m.governor in {"au", "à", "chez", "dans"}), None)
    span = Span(tokens[cue.first].start, tokens[cue.last - 1].end)
    return reader.by_mention(host, "indirect", 0.8, span) if host is not None else None


def _nobody(reader: FrameReader, cue: Cue) -> Attribution | None:
    """« Tous affirment que le pont tient » reports, though no rule tells who they are."""
    before = {token.low for token in reader.tokens[max(0, cue.first - 2) : cue.first]}
    is_impersonal = cue.voice == "passive" and "il" in before
    is_somebody = cue.voice == "active" and bool(before) and not before & _NO_REPORTERS
    return reader.by_nobody(cue) if cue.strength == "say" and (is_somebody or is_impersonal) else None


def _by_order(reader: FrameReader) -> Iterator[Claim]:
    """« Elle a appelé les parties à s'entendre », « il l'a décrit comme un succès »."""
    tokens = reader.tokens
    for cue in reader.cues:
        first = order_start(tokens, cue)
        if first is None:
            continue
        last = infinitive_end(tokens, first, content_end(reader, first))
        agent = next((m for m in reader.mentions if m.first == cue.last + 1 and m.governor == "par"), None)
        if agent is not None:
            # « un régime décrit par les historiens comme cruel »
            voice = reader.by_mention(
                agent, "indirect", 0.85, Span(tokens[cue.first].start, tokens[cue.last - 1].end)
            )
        else:
            voice = reader.by_cue(cue, "indirect", 0.85)
        yield Claim(first, last, voice, cue, _SHORT)


def _by_announcement(reader: FrameReader) -> Iterator[Claim]:
    """« Météo-Sud annonce des rafales », « la mairie a prévenu d'un risque »: a noun for a clause."""
    tokens = reader.tokens
    for cue in reader.cues:
        if cue.voice != "active" or reader.is_incise(cue):
            continue
        first = announced(tokens, cue)
        if first is None or _is_inverted(tokens, cue, first):
            continue
        voice = reader.by_cue(cue, "indirect", 0.8)
        if voice is not None and voice.mention is not None and voice.mention.start < tokens[cue.first].start:
            last = nominal_end(tokens, first, content_end(reader, first))
            yield Claim(first, last, voice, cue, _SHORT)


def _by_verdict(reader: FrameReader) -> Iterator[Claim]:
    """« La juge estime illégale la taxe », « il juge le pont inutile », « elle se dit victime d'un vol »."""
    for cue in reader.cues:
        first = verdict(reader.tokens, cue)
        if first is not None:
            last = nominal_end(reader.tokens, first, content_end(reader, first))
            yield Claim(first, last, reader.by_cue(cue, "indirect", 0.8), cue)


def _is_inverted(tokens: Sequence[Token], cue: Cue, first: int) -> bool:
    """« Le pont ne rouvrira pas, a annoncé lundi soir le maire »: behind the tag stands who speaks."""
    speakers = person_nouns().keys() | body_nouns().keys()
    is_tag = cue.first > 0 and tokens[cue.first - 1].text == ","
    return is_tag and any(token.low in speakers for token in tokens[first : first + 2])


def _complement(reader: FrameReader, cue: Cue) -> int | None:
    """Return the token after « que », or of the infinitive, that the cue governs; None when it has none."""
    tokens = reader.tokens
    at = infinitive_clause(tokens, cue.last)
    hosts = at is not None and (cue.lemma in _INFINITIVE_HOSTS or _is_perfect(tokens, at, cue))
    if at is not None and hosts and tokens[at - 1].low != "à":
        return at
    for at in range(cue.last, min(cue.last + 12, len(tokens))):
        token = tokens[at]
        if at > cue.last and _starts_infinitive(tokens, at, cue):
            return at
        if token.low in _QUE or (at <= cue.last + 1 and (cue.lemma, token.low) in _INTERROGATIVE):
            return at + 1 if _opens_clause(tokens, at, cue) else None
        if _starts_object(tokens, at, cue):
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


def _opens_clause(tokens: Sequence[Token], at: int, cue: Cue) -> bool:
    """Tell whether the « que » at token ``at`` opens the reported clause, not a relative one."""
    if tokens[at - 1].low in {"celui", "celle", "ceux", "celles", "ce"}:
        # « confie celui que l'on surnomme Popol »
        return False
    over = (i for i in range(cue.last, at - 1) if tokens[i].low in {"sur", "contre"})
    if tokens[at - 1].low not in _CLAUSE_NOUNS and any(tokens[i + 1].low in _OBJECTS for i in over):
        # « a alerté sur les fissures que montre le pont », but « a dit sur Canal Sept que »
        return False
    return not is_compared(tokens, at, cue.last)


def _starts_object(tokens: Sequence[Token], at: int, cue: Cue) -> bool:
    """« dénonçant le régime que … » has its object; the « que » behind it is a relative."""
    is_object = tokens[at].low in _OBJECTS or (at == cue.last and tokens[at].low in {"du", "des"})
    if not is_object or tokens[at - 1].low in PREPOSITIONS or is_time(tokens, at):
        return False
    following = [token.low for token in tokens[at + 1 : at + 3]]
    if following[:1] and following[0] in _CLAUSE_NOUNS and following[1:] and following[1] in _QUE:
        # « réitère son souhait que », « insiste sur le fait que »
        return False
    return cue.lemma not in _TOLD


def _starts_infinitive(tokens: Sequence[Token], at: int, cue: Cue) -> bool:
    """« a indiqué dans un courrier avoir cédé », « a annoncé jeudi sur la deux vouloir partir »."""
    if tokens[at - 1].low in PREPOSITIONS or cue.strength != "say":
        return False
    if tokens[at - 1].low in BEFORE_INFINITIVE and at - 1 != cue.last:
        # « recommande aux élus de ne pas | partir » would lose its negation, « ne nie pas | avoir vu » not.
        return False
    if tokens[at].low in {"avoir", "être", "vouloir"}:
        return True
    return cue.lemma in _INFINITIVE_HOSTS and is_infinitive(tokens[at]) and not tokens[at].is_capitalised


def _is_perfect(tokens: Sequence[Token], at: int, cue: Cue) -> bool:
    """« raconte avoir vu le pont »: whoever says so reports, whatever the verb."""
    verb = next((i for i in range(at, min(at + 5, len(tokens))) if is_infinitive(tokens[i])), at)
    return (
        cue.strength == "say" and tokens[verb].low in {"avoir", "être"} and tokens[at].low not in {"à", "de"}
    )
