"""Who speaks in a quotation inside another one: « Paul Roy me dit tout le temps : 'Reviens' »."""

from pipeline.records import Span

from .attribution import FrameReader
from .coreference import Resolver
from .frames import Frame
from .mention import Mention
from .mentions import find_mentions

# « il me disait tout le temps : »
_FARTHEST = 5
_CLITICS = frozenset({"m'", "me", "t'", "te", "nous", "vous", "lui", "leur", "l'", "n'", "ne"})


def teller(before: Frame, resolver: Resolver) -> tuple[Mention | None, Span] | None:
    """Return who is said to say what follows ``before``, and the characters of the cue; None for nobody else.

    The speaker around says « je »: his own words are no quotation of somebody else. « On m'a dit » names no
    one, but somebody.
    """
    reader = FrameReader(before, find_mentions(before), resolver)
    cue = reader.cues[-1] if reader.cues else None
    if cue is None or cue.voice != "active" or len(before.tokens) - cue.last > _FARTHEST:
        return None
    span = Span(before.tokens[cue.first].start, before.tokens[cue.last - 1].end)
    at = cue.first - 1
    while at > 0 and before.tokens[at].low in _CLITICS:
        at -= 1
    if at >= 0 and before.tokens[at].low == "on":
        return None, span
    mention = reader.subject(cue)
    return None if mention is None else (mention, span)


def told_before(before: Frame, pronoun: Mention) -> Mention | None:
    """« Ma mère m'appelle et elle me dit : 'Rentre' »: whom the pronoun stands for inside the quotation."""
    agreeing = (
        mention
        for mention in reversed(find_mentions(before))
        if mention.last <= pronoun.first
        and mention.kind in {"name", "description"}
        and mention.number == pronoun.number
        and mention.gender in {pronoun.gender, "e"}
    )
    return next(agreeing, None)
