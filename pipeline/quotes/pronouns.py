"""What the sentence around a pronoun tells of whom it stands for: « ajoute-t-il », « Il … », « s'il … »."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from .conjugation import forms
from .cues import find_cues
from .frames import Frame, Token
from .memory import Track
from .mention import Mention
from .phrases import is_finite
from .speakers import Entity, fold
from .wordlists import word_set

_CLITICS = word_set("cues.clitics")
_ADVERBS = word_set("cues.adverbs")
_AGAIN = word_set("pronouns.again")
_I = frozenset({"je", "j", "moi", "mon", "ma", "mes"})

Mode = Literal["incise", "latter", "opening", "inside"]


@dataclass(frozen=True, slots=True)
class Asking:
    """A pronoun as it stands: « …, dit-il », « Ce dernier … », « Il … » (``mode``), « …, ajoute-t-il ».

    ``said`` are the folded words between the marks of its sentence; ``told`` is where, before
    an incise, somebody is last said to speak, -1 for nowhere.
    """

    frame: int
    mode: Mode
    goes_on: bool
    opens_paragraph: bool
    said: frozenset[str]
    told: int = -1

    def seen(self, track: Track, before: Track | None) -> Track:
        """Return how somebody is remembered here; ``before`` is the track from before the sentence.

        « « Il faut agir », Paul Roux « a tort », a-t-elle lancé »: what an incise reports, names nobody
        for it to stand for; « Paul Roux répond : « … », dit-il » does.
        """
        if self.mode != "incise" or before is None or track.start <= self.told:
            return track
        return before


def asking(frames: Sequence[Frame], mention: Mention, said: frozenset[str]) -> Asking:
    """Return how ``mention``, a pronoun, stands in its sentence."""
    frame = frames[mention.frame]
    opens = mention.frame == 0 or frames[mention.frame - 1].paragraph != frame.paragraph
    tokens = frame.tokens
    if mention.first >= len(tokens) or tokens[mention.first].start != mention.start:
        # « Nous irons, dit-il, quand il fera beau »: an incise between the marks.
        return Asking(mention.frame, "incise", False, opens, said)
    mode = _mode(tokens, mention)
    told = _told_until(tokens, mention.first) if mode == "incise" else -1
    return Asking(mention.frame, mode, _goes_on(tokens, mention), opens, said, told)


def _told_until(tokens: Sequence[Token], before: int) -> int:
    """Return where it is last told, before an incise, who speaks (« Le maire répond : »), -1 for nowhere."""
    colons = [token.start for token in tokens[:before] if token.text == ":"]
    cues = [
        cue for cue in find_cues(tokens) if cue.last <= before and cue.voice == "active" and cue.pronoun < 0
    ]
    said = [tokens[cue.last].start for cue in cues if cue.strength in {"say", "think"}]
    return max((*colons, *said), default=-1)


def _mode(tokens: Sequence[Token], mention: Mention) -> Mode:
    if tokens[mention.first].low.startswith(("-", "t-", "t'")):
        return "incise"
    if mention.last - mention.first > 1:
        return "latter"
    return "opening" if mention.first == 0 or tokens[mention.first - 1].quote >= 0 else "inside"


def _goes_on(tokens: Sequence[Token], mention: Mention) -> bool:
    """« ajoute-t-il », « a-t-elle encore dit », « il poursuit »: whoever spoke goes on."""
    around = (*tokens[max(0, mention.first - 1) : mention.first], *tokens[mention.last : mention.last + 6])
    return any(token.low in _AGAIN or token.low in _going_on() for token in around)


@cache
def _going_on() -> frozenset[str]:
    listed = (pair for verb in word_set("pronouns.going_on") for pair in forms(verb))
    return frozenset(word for word, form in listed if form.mood != "infinitive")


def is_agent(tokens: Sequence[Token], mention: Mention) -> bool:
    """Tell whether a verb follows: « Mika avait déjà chanté », « le maire n'ira pas »."""
    at = mention.last
    while at < len(tokens) and (tokens[at].low in _CLITICS or tokens[at].low in _ADVERBS):
        at += 1
    return not mention.governor and at < len(tokens) and is_finite(tokens[at])


def may_be_somebody(entity: Entity, track: Track) -> bool:
    """« Lyon », « Les Républicains » are no « il »; « Mika avait déjà chanté » may be one."""
    if entity.kind != "body" or entity.gender != "e" or track.quotes:
        return True
    return track.is_agent and " " not in entity.name and entity.name.istitle()


def told_by(asked: Asking, entity: Entity, track: Track, *, is_new: bool) -> dict[str, float]:
    """Return what the sentence of a pronoun tells for or against ``entity``; ``is_new`` in this sentence."""
    return {f"pronoun: {name}": 1.0 for name in _told(asked, entity, track, is_new=is_new)}


def _told(asked: Asking, entity: Entity, track: Track, *, is_new: bool) -> Iterator[str]:
    if track.frame == asked.frame:
        told = "told" if track.start <= asked.told else asked.mode
        yield f"{told}, same sentence, {track.place}"
        if is_new and track.place == "subject":
            yield "new subject"
    if asked.mode == "latter":
        yield f"latter, {track.place}"
        yield f"latter, {entity.kind}"
    if track.is_last_speaker:
        yield f"{asked.mode}, spoke last"
        if asked.goes_on:
            yield "going on, spoke last"
        if asked.opens_paragraph:
            yield "new paragraph, spoke last"
    if track.is_last_quoted and asked.goes_on:
        yield "going on, quoted last"
    surname = frozenset(fold(entity.surname).split())
    if surname and surname <= asked.said:
        yield "named in the words"
    if entity.kind == "body" and asked.said & _I:
        yield "body, I"
    if entity.kind == "body" and entity.gender == "e":
        yield "bare name"
