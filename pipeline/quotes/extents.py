"""Where reported content ends: before a tag, a source, a second report or a quotation."""

from collections.abc import Sequence

from .attribution import FrameReader
from .complements import infinitive_clause
from .cues import BE, HAVE
from .frames import Token
from .phrases import is_verb_at
from .wordlists import word_set

_OPEN_ENDS = word_set("indirect.open_ends")
_ADJUNCTS = word_set("indirect.adjuncts")
_JOINTS = word_set("indirect.joints")
_SUBORDINATORS = word_set("indirect.subordinators")
_ADVERBS = word_set("cues.adverbs") | word_set("indirect.between") | {"pas", "plus", "jamais", "point"}
_DEMONSTRATIVES = frozenset({"ceux", "celui", "celle", "celles", "ce", "cela"})
_BEFORE_VERB = frozenset({"ne", "n'", "y", "en", "se", "s'", "lui", "leur"})
_LISTING = frozenset(
    {"de", "d'", "des", "comme", "dont", "et", "ou", "notamment", "avec", "mais", "ainsi", "la", "le", "l'"}
)
_TOO = frozenset({"elle", "elles", "lui", "eux", "aussi", ","})
_FARTHEST = 14


def trim(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Return the range without the marks and quotations at its ends."""
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
        if (
            starts_gerund(reader, at)
            and at > first
            and (tokens[at - 1].text == "," or _is_manner(tokens[at]))
        ):
            return at
    return len(tokens)


def _is_manner(token: Token) -> bool:
    """« dit qu'il a cédé en précisant que … », « … tout en affirmant que … »."""
    return token.low in {"en", "tout"}


def infinitive_end(tokens: Sequence[Token], first: int, last: int) -> int:
    """« assure avoir cédé | mais a refusé de partir », « dit l'avoir vu | : il s'agit de … ».

    A finite verb that shares no subject with the infinitive goes on with the journalist's sentence.
    """
    for at in range(first + 2, last - 1):
        if tokens[at].text == ":" or (tokens[at].text == "," and tokens[at + 1].low in {"dont", "comme"}):
            return at
        if tokens[at].low not in {"et", "mais", "puis", ","}:
            continue
        verb = at + 1
        while verb < last - 1 and tokens[verb].low in _BEFORE_VERB:
            verb += 1
        if is_verb_at(tokens, verb) or tokens[verb].low in HAVE | BE:
            return at
    return last


def nominal_end(tokens: Sequence[Token], first: int, last: int) -> int:
    """« annonce sa démission, après un an de combats » ends at the comma; a list goes on."""
    for at in range(first, last - 1):
        if tokens[at].text == ":" or (tokens[at].text == "," and tokens[at + 1].low not in _LISTING):
            return at
    return last


def starts_gerund(reader: FrameReader, at: int) -> bool:
    """Tell whether a second report starts here: « …, ajoutant que »."""
    return any(cue.first == at and cue.voice == "gerund" for cue in reader.cues)


def whole_before(tokens: Sequence[Token], first: int, last: int, opening: str) -> int:
    """Return the end of the last whole clause before the quotation at token ``last``; ``first`` for none.

    « que le pont ferme « dès lundi » » is whole, « qu'il ferme et qu'il est « usé » » up to « et »;
    « que le pont est « usé » » has no clause of its own. ``opening``: the first word of the quotation.
    """
    is_free = opening in _ADJUNCTS or (last > first and tokens[last - 1].text in {",", "("})
    if is_free and is_proposition(tokens, first, last):
        return last
    for at in range(last - 1, max(first + 1, last - _FARTHEST), -1):
        if tokens[at].text not in {",", ":", "("} and tokens[at].low not in _JOINTS:
            continue
        goes_on = tokens[at].low in {"et", "mais", "ou"} and tokens[at + 1].low in {"que", "qu'"}
        if is_proposition(tokens, first, at, may_end_open=goes_on):
            return at
    return first


def is_proposition(tokens: Sequence[Token], first: int, last: int, *, may_end_open: bool = False) -> bool:
    """Tell whether the words could stand alone: a verb of their own, and nothing left open at their end."""
    while last > first and tokens[last - 1].text in {",", "(", ":"}:
        last -= 1
    piece = tokens[first:last]
    if len(piece) < 3 or (_is_open(tokens, last - 1) and not may_end_open):
        return False
    hanging = [at for at in range(len(piece)) if _subordinates(piece, at)]
    if hanging[:1] == [0]:
        return False
    verbs = sum(is_verb_at(piece, at) and piece[at - 1].low not in HAVE | BE for at in range(len(piece)))
    return verbs > len(hanging) or infinitive_clause(piece, 0) == 0


def _subordinates(piece: Sequence[Token], at: int) -> bool:
    """« s'il tient » hangs on another clause, « s'être entretenu » does not."""
    if piece[at].low == "s'":
        return [token.low for token in piece[at + 1 : at + 2]] in (["il"], ["ils"])
    return piece[at].low in _SUBORDINATORS


def _is_open(tokens: Sequence[Token], at: int) -> bool:
    """« le pont est désormais | « usé » », « ceux | qui « partent » »: the quotation completes the words."""
    if tokens[at].low in _OPEN_ENDS | _DEMONSTRATIVES or is_verb_at(tokens, at):
        return True
    # « l'année avait été, elle aussi, | « exceptionnelle » »
    while at > 0 and (tokens[at].low in _ADVERBS | _TOO or tokens[at].low.endswith("ment")):
        at -= 1
    return tokens[at].low in HAVE | BE
