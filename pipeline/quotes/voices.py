"""Whose words they are where no verb tells: sources, labels, signatures, owners, whoever a passive names."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.records import Span

from .coreference import Resolution, Resolver
from .cues import BE, HAVE, Cue, reports
from .frames import Frame, Token
from .mention import Mention
from .mentions import any_subject_at
from .phrases import is_finite
from .sources import find_sources
from .subjects import SubjectFinder
from .wordlists import word_set, words


@dataclass(frozen=True, slots=True)
class Attribution:
    """The cue (characters of the text), the mention and what it resolves to; ``route`` names the rule."""

    route: str
    confidence: float
    cue: Span | None = None
    mention: Mention | None = None
    resolution: Resolution | None = None
    evidence: Span | None = None


# « exigé par la Ligue », « émis par elle »
PARTICIPLES = ("é", "ée", "és", "i", "ie", "u", "ue", "is", "it")
LIGHT = word_set("attribution.light")
_SAID = word_set("attribution.said")
_ADVERBS = word_set("cues.adverbs") | {"se", "s'", "n'", "ne", "l'", "y", "pas"}
_NEAR = 2
# « Anne Roy est restée très calme : « … » »
_SHORT = 4
_DENIALS = frozenset({"récuser", "réfuter", "rejeter", "contester", "nier", "balayer", "démentir"})
_PREDICATES = frozenset(
    {"ne", "n'", "est", "a", "veut", "va", "doit", "peut", "se", "s'", "sont", "ont", "vont"}
)


class VoiceReader(SubjectFinder):
    """Answers for one frame which source, label or owner speaks for a quotation."""

    def __init__(self, frame: Frame, mentions: Sequence[Mention], resolver: Resolver) -> None:
        super().__init__(frame, mentions, resolver)
        self.sources = tuple(find_sources(frame, mentions))

    def _document(self, cue: Cue) -> Attribution:
        """Return the text that an impersonal cue points at; nobody when it points at none."""
        span = self._span(cue.first, cue.last)
        for at in range(cue.last, min(cue.last + 3, len(self.tokens) - 1)):
            if self.tokens[at].low in {"dans", "sur", "par"}:
                mention = next((m for m in self.mentions if m.first == at + 1), None)
                mention = mention or any_subject_at(self.frame, at + 1, self.mentions, governed=True)
                if mention is not None and (made := self.by_mention(mention, "tag", 0.8, span)) is not None:
                    return made
        return Attribution("impersonal", 0.3, span, None, None, span)

    def by_mention(
        self, mention: Mention, route: str, confidence: float, cue: Span | None
    ) -> Attribution | None:
        """Return the attribution to ``mention``; unresolved pronouns give none."""
        resolution = self.resolver.of(mention) or self.resolver.met(mention)
        if resolution is None:
            return None
        own = Span(mention.start, mention.end)
        evidence = own if cue is None else Span(min(cue.start, own.start), max(cue.end, own.end))
        sure = round(confidence * resolution.confidence, 3)
        return Attribution(route, sure, cue, mention, resolution, evidence)

    def _span(self, first: int, last: int) -> Span:
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def source(self, at: int) -> Attribution | None:
        """Return the attribution to « selon X », beside the quotation or for the whole sentence."""
        for source in sorted(self.sources, key=lambda s: abs(s.first - at)):
            span = self._span(source.first, source.trigger)
            made = self.by_mention(source.mention, "source", 0.93, span)
            if made is not None:
                return made
        return None

    def source_beside(self, at: int) -> Attribution | None:
        """Return the attribution to « … », selon X, right behind the quotation."""
        for source in self.sources:
            between = self.tokens[at + 1 : source.first]
            if source.first > at and all(token.text in LIGHT for token in between):
                return self.by_mention(
                    source.mention, "source", 0.95, self._span(source.first, source.trigger)
                )
        return None

    def label(self, at: int) -> Attribution | None:
        """« Anne Roy : « … » » and « - Chauffeur : « … » »: the name before the colon speaks."""
        if at < 2 or self.tokens[at - 1].text != ":":
            return None
        ends = {at - 1}
        if self.tokens[at - 2].text == ")":
            # « Anne Roy (PS) : « … » »
            ends.add(next((i for i in range(at - 2, 0, -1) if self.tokens[i].text == "("), at - 1))
        mention = next(
            (m for m in self.mentions if m.last in ends and not m.governor and m.head != "?"), None
        )
        opens = mention is not None and (
            mention.first == 0
            or self.tokens[mention.first - 1].text in {"-", "–", "—", "."}
            or self.tokens[mention.first - 1].quote >= 0
        )
        return self.by_mention(mention, "label", 0.93, None) if mention is not None and opens else None

    def cited(self, at: int) -> Attribution | None:
        """« a-t-il dit, citant l'écrivain Paul Roy : « … » »: the words are Paul Roy's."""
        if at < 3 or self.tokens[at - 1].text not in {":", ","}:
            return None
        mention = next((m for m in reversed(self.mentions) if m.last == at - 1), None)
        if mention is None or mention.kind not in {"name", "description"} or not mention.first:
            return None
        near = self.tokens[max(0, mention.first - 3) : mention.first]
        verb = next((t for t in near if t.low in {"citant", "cite", "citait", "cité", "paraphrasant"}), None)
        return None if verb is None else self.by_mention(mention, "label", 0.8, Span(verb.start, verb.end))

    def legend(self, at: int) -> Attribution | None:
        """« … », peut-on lire dans la pétition; « … », lit-on sur l'affiche: a text speaks, or nobody."""
        lows = [token.low for token in self.tokens[at + 1 : at + 5] if token.text != ","]
        if lows[:1] != ["lit"] and lows[:3:2] not in (["peut", "lire"], ["pouvait", "lire"]):
            return None
        first = next(i for i in range(at + 1, len(self.tokens)) if self.tokens[i].text != ",")
        last = first + (2 if lows[0] == "lit" else 3)
        return self._document(Cue(first, min(last, len(self.tokens)), first, "lire", "incise", "active"))

    def signature(self, at: int) -> Attribution | None:
        """Headline of an agency: « « … » (Macron) »."""
        tokens = self.tokens
        if at == 0 and len(tokens) > 3 and tokens[1].text == ":":
            # « « Gabegie » : Anne Roy revient sur ses propos »
            opened = next((m for m in self.mentions if m.first == 2 and not m.governor), None)
            named = opened is not None and opened.kind == "name"
            return self.by_mention(opened, "label", 0.7, None) if opened is not None and named else None
        if not self.frame.is_heading or len(tokens) < 4 or tokens[-1].text != ")" or at >= len(tokens) - 3:
            return None
        mention = next((m for m in self.mentions if m.last == len(tokens) - 1 and m.governor == "("), None)
        return self.by_mention(mention, "label", 0.9, None) if mention is not None else None

    def announced(self, at: int) -> Attribution | None:
        """« Anne Roy est sévère : « … » », « Anne Roy, furieuse : « … » »: no verb of speech, but a colon."""
        if at < 2 or self.tokens[at - 1].text != ":":
            return None
        first = next((m for m in self.mentions if m.last < at and not m.governor), None)
        if first is None or first.kind == "body" or at - 1 - first.last > _SHORT:
            return None
        # « Le futur chef des Verts a été clair : « … » » opens with words that no mention holds.
        opens = first.first == 0 or self.tokens[first.first - 1].text == ","
        quoted = any(token.quote >= 0 for token in self.tokens[:at])
        return self.by_mention(first, "announced", 0.8, None) if opens and not quoted else None

    def predicate(self, at: int, inside: Sequence[Token]) -> Attribution | None:
        """« Paul Roy « n'a rien à dire » »: what is told of him in marks is mostly his word."""
        if inside and reports(inside[0].low) and (made := self._divided(at)) is not None:
            return made
        opens = bool(inside) and (inside[0].low in _PREDICATES or is_finite(inside[0]))
        mention = next((m for m in self.mentions if m.last == at and not m.governor), None)
        if mention is None or not opens or mention.kind == "body":
            return None
        return self.by_mention(mention, "subject", 0.62, None)

    def _divided(self, at: int) -> Attribution | None:
        """« La Ligue a « dénoncé la hausse » »: the verb of speech stands within the marks."""
        first = at
        while first and (
            self.tokens[first - 1].low in HAVE | BE | _ADVERBS or self.is_light(self.tokens[first - 1])
        ):
            first -= 1
        if first and self.tokens[first - 1].low == "qui":
            # « à la Ligue, qui a « salué » cette décision »
            ends = {first - 1, first - 2}
            mention = next((m for m in reversed(self.mentions) if m.last in ends), None)
        else:
            mention = next((m for m in self.mentions if m.last == first and not m.governor), None)
            if mention is not None and self._is_object(mention):
                # « Le policier qui a blessé Anne Roy « pense » avoir bien fait »
                free = (m for m in self.mentions if m.last <= mention.first and not m.governor)
                mention = next((m for m in free if not self._is_object(m)), mention)
        return None if mention is None else self.by_mention(mention, "cue", 0.85, None)

    def agent(self, at: int) -> Attribution | None:
        """« … » sont les termes employés par le maire: who comes after a participle and *par*."""
        for mention in self.mentions:
            near = at < mention.first <= at + 8 and mention.governor == "par"
            if not near or any(token.text in {",", ";"} for token in self.tokens[at + 1 : mention.first]):
                continue
            for verb in range(at + 1, mention.first):
                if self.tokens[verb].low.endswith(("é", "ée", "és", "ées", "u", "ue", "is", "ise")):
                    return self.by_mention(mention, "agent", 0.85, self._span(verb, verb + 1))
        return None

    def seen_as(self, at: int) -> Attribution | None:
        """« Il est perçu par un médecin, Paul Roy, comme « un danger » »: whoever sees him so."""
        like = next((i for i in range(at - 1, max(0, at - 4), -1) if self.tokens[i].low == "comme"), 0)
        for mention in self.mentions if like else ():
            gap = self.tokens[mention.last : like]
            verb = mention.first - 1
            while verb > 0 and self.tokens[verb].low != "par":
                verb -= 1
            is_near = mention.governor == "par" and mention.last <= like and len(gap) <= 6
            if is_near and verb and self.tokens[verb - 1].low.endswith((*PARTICIPLES, "ées")):
                if any(token.quote >= 0 or is_finite(token) for token in gap):
                    continue
                return self.by_mention(mention, "agent", 0.9, self._span(verb - 1, verb))
        return None

    def for_whom(self, at: int) -> Attribution | None:
        """« Une situation « grave » pour Anne Roy. »: who finds it so."""
        if at + 2 >= len(self.tokens) or self.tokens[at + 1].low != "pour":
            return None
        mention = next((m for m in self.mentions if m.first == at + 2 and m.number == "s"), None)
        if mention is None or mention.kind not in {"name", "description"}:
            return None
        ends = mention.last >= len(self.tokens) or self.tokens[mention.last].text in {",", "."}
        return self.by_mention(mention, "source", 0.8, self._span(at + 1, at + 2)) if ends else None

    def agent_beside(self, at: int, left: Cue | None) -> Attribution | None:
        """« un délai « raisonnable » exigé par la Ligue »: right behind the marks, it is the Ligue's word.

        Unless a verb stands right before them: « a regretté « un débat pourri » dénoncé par Luc Petit ».
        """
        is_near = left is not None and at - left.last <= _NEAR
        if is_near and left is not None and left.lemma not in _DENIALS:
            return None
        ahead = self.tokens[at + 1 : at + 3]
        is_passive = len(ahead) == 2 and ahead[0].low.endswith(PARTICIPLES) and ahead[1].low == "par"
        return self.agent(at) if is_passive and ahead[0].low in _SAID else None

    def owner(self, at: int) -> Attribution | None:
        """« Sa ligne est claire : « … » », « les mots du maire »: whose words they are."""
        tokens = self.tokens
        for noun in range(at - 1, -1, -1):
            if tokens[noun].low not in words("nouns") and tokens[noun].low.rstrip("s") not in words("nouns"):
                continue
            if noun and tokens[noun - 1].low in {"sa", "son", "ses"}:
                return self._possessor(noun)
            following = next(
                (m for m in self.mentions if m.first in {noun + 1, noun + 2} and m.governor), None
            )
            if following is not None and following.governor in {"de", "d'", "du", "des"}:
                return self.by_mention(following, "owner", 0.8, self._span(noun, noun + 1))
        return None

    def _possessor(self, noun: int) -> Attribution | None:
        before = [m for m in self.mentions if m.last <= noun - 1 and not m.governor]
        span = self._span(noun - 1, noun + 1)
        if before:
            return self.by_mention(before[-1], "owner", 0.75, span)
        entity = self.resolver.subject(self.frame.index - 1)
        if entity is None:
            return None
        return Attribution("owner", 0.6, span, None, Resolution(entity, 0.7, "pronoun"), span)
