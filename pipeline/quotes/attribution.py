"""Who says what: for each quotation of a sentence its cue, its speaker and the words that show it."""

from collections.abc import Sequence

from .cues import HAVE, Cue
from .frames import Token
from .mention import Mention
from .phrases import PREPOSITIONS, is_finite, is_verb_at, noun_of
from .speakers import is_media
from .voices import LIGHT, PARTICIPLES, Attribution, VoiceReader
from .wordlists import texts, word_set, words

__all__ = ["Attribution", "FrameReader", "attribute"]

_TAG_ADVERBS = frozenset(
    {"d'", "emblée", "aussitôt", "aussi", "encore", "ainsi", "alors", "même", "également"}
)


_NOBODY = frozenset({"on", "certains", "d'autres", "beaucoup", "chacun", "tous", "personne"})
_MEDIA = word_set("coreference.media_nouns")
_FAR = 4
_PLACES = frozenset({"à", "au", "aux", "chez", "dans", "de", "d'", "du", "auprès"})
_TAG_CLITICS = frozenset({"l'", "lui", "leur", "nous", "m'", "y"})
_NO_TAGS = word_set("attribution.no_tags")


class FrameReader(VoiceReader):
    """Answers for one frame which cue, source or label speaks for a quotation."""

    def _gerund_subject(self, cue: Cue) -> Mention | None:
        """« …, selon une source, ajoutant que »: the source goes on, unless a cue stands between."""
        before = [source for source in self.sources if source.last <= cue.first]
        if cue.voice == "gerund" and before:
            between = [c for c in self.cues if before[-1].last <= c.first < cue.first and c.voice == "active"]
            if not between:
                return before[-1].mention
        return super()._gerund_subject(cue)

    # -- cues beside a quotation ------------------------------------------------------------------

    def token_of(self, quote: int) -> int:
        """Return the token that stands for a quotation."""
        return next(at for at, token in enumerate(self.tokens) if token.quote == quote)

    def adjacent_tag(self, at: int) -> Cue | None:
        """Return the cue right behind the quotation: « … », a-t-il ajouté."""
        for cue in self.cues:
            if cue.first <= at or cue.voice not in {"active", "infinitive"}:
                continue
            between = self.tokens[at + 1 : cue.first]
            if all(t.text in LIGHT or self.is_light(t) for t in between) and len(between) <= 4:
                return cue if self._tags(cue) else None
            break
        return self._unlisted_tag(at)

    def _unlisted_tag(self, at: int) -> Cue | None:
        """Return a verb that no lexicon has but that stands like a tag: « … », chante ce Rennais."""
        first = at + 1
        while first < len(self.tokens) and self.tokens[first].text == ",":
            first += 1
        opened = first
        while first < len(self.tokens) - 1 and self.tokens[first].low in _TAG_CLITICS:
            first += 1
        verb = first
        if verb < len(self.tokens) and self.tokens[verb].low in HAVE:
            verb += 1
            while verb < len(self.tokens) - 1 and self.tokens[verb].low in _TAG_ADVERBS:
                verb += 1
        if verb + 1 >= len(self.tokens) or opened == at + 1:
            return None
        token = self.tokens[verb]
        follows = verb + 1
        while follows < len(self.tokens) - 1 and self.tokens[follows].low in _TAG_ADVERBS:
            follows += 1
        subject = next((m for m in self.mentions if m.first == follows and not m.governor), None)
        if subject is None or subject.kind == "body" or token.low in _NO_TAGS or not token.text[0].islower():
            return None
        listed = is_finite(token) if verb == first else token.low.endswith(PARTICIPLES)
        looks_so = (
            subject.kind == "name"
            and token.low.endswith(("e", "ent", "it", "t", "a"))
            and _may_be_verb(token)
        )
        return (
            Cue(first, verb + 1, verb, token.low, "incise", "active", -1, "3s")
            if listed or looks_so
            else None
        )

    def _tags(self, cue: Cue) -> bool:
        return self.is_incise(cue) and (cue.pronoun >= 0 or self.after(cue) is not None)

    def far_tag(self, at: int) -> Cue | None:
        """Return a tag further right: « Q1 » et creuser l'écart « Q2 », met en garde X."""
        for cue in self.cues:
            if cue.first > at and cue.voice == "active" and cue.strength != "host" and self._tags(cue):
                return cue
        return None

    def left_cue(self, at: int) -> Cue | None:
        """Return the cue before the quotation that governs it: the nearest, unless it is itself reported.

        « Il assure que la ville se montrera « ferme » »: he said it, not the town.
        """
        nearest = self._nearest_left(at)
        if nearest is None:
            return None
        in_relative = (
            nearest.first > 0 and self.tokens[nearest.first - 1].low == "qui" and at - nearest.last > 3
        )
        if nearest.strength == "say" and not in_relative:
            return nearest
        for cue in reversed(self.cues):
            reports = cue.strength in {"say", "think"} and cue.voice == "active" and cue.last < nearest.first
            between = {token.low for token in self.tokens[cue.last : nearest.first]}
            if reports and between & {"que", "qu'"} and not between & {",", "mais", "et", ";"}:
                return cue
        return nearest

    def _nearest_left(self, at: int) -> Cue | None:
        for cue in reversed(self.cues):
            if cue.last > at or (cue.strength == "incise" and cue.voice != "active"):
                continue
            distance = at - cue.last
            if cue.strength in {"host", "incise"} and distance > 12 and cue.pronoun < 0:
                continue
            if cue.voice == "infinitive" and cue.last - cue.first == 1 and distance > 6:
                continue
            if cue.voice == "passive" and (distance > 4 or self._agent(cue) is None):
                # « déclarant qu'ils devaient être traités « avec douceur » »
                continue
            if any(token.text == ";" for token in self.tokens[cue.last : at]):
                return None
            return cue
        return None

    @staticmethod
    def is_thing(made: Attribution) -> bool:
        """Tell whether the subject is neither a person nor a body of the lexicons."""
        mention = made.mention
        if mention is None or mention.kind != "body" or mention.name or mention.number == "p":
            return False
        return noun_of(mention.head) is None

    def quoted_by(self, made: Attribution, at: int) -> Attribution:
        """« Il assure qu'il « ira » », rapporte Le Matin: the paper tells who spoke, if the sentence does."""
        if not self._is_medium(made):
            return made
        if (seen := self.seen_as(at)) is not None:
            return seen
        left = self.left_cue(at)
        if left is None or left.voice not in {"active", "infinitive"}:
            return made
        if left.pronoun < 0 and self.is_incise(left):
            # « La ville est « prête », affirmait lundi le préfet devant « trois élus », rapporte Le Matin »
            return made
        other = self.by_cue(left, "cue", 0.9)
        return made if other is None or self._is_medium(other) or self.is_thing(other) else other

    def overruling(self, left: Cue, far: Cue | None, at: int) -> Attribution | None:
        """Return the source or the tag that tells what the subject of ``left`` only does.

        « Le pays envisage une « bulle » pour ses îles, a annoncé le ministre »: the minister speaks.
        """
        within = next((s for s in self.sources if left.last <= s.first and s.last <= at), None)
        if within is not None:
            # « La maire dit que, selon eux, le préfet tente de « gagner du temps » »
            span = self._span(within.first, within.trigger)
            made = self.by_mention(within.mention, "source", 0.93, span)
        elif left.voice == "passive" or (left.strength == "think" and self._is_bare(left)):
            return None
        elif left.strength == "think" and left.voice == "active" and at - left.last <= 3:
            # « Des élus ont fustigé « une faute », « un scandale », selon la maire »
            made = None
        elif left.strength != "say" or left.voice == "infinitive":
            made = self.source(at)
            if made is not None and made.mention is not None and made.mention.head in texts():
                made = None
        else:
            made = None
        is_last = far is not None and not any(t.quote >= 0 for t in self.tokens[at + 1 : far.first])
        if made is None and far is not None and is_last:
            made = self.by_cue(far, "tag", 0.9)
        return None if made is None or self._is_medium(made) else made

    @staticmethod
    def _is_bare(cue: Cue) -> bool:
        return cue.voice == "infinitive" and cue.last - cue.first == 1

    def _is_medium(self, made: Attribution) -> bool:
        if made.mention is None or made.resolution is None:
            return False
        return made.mention.head in _MEDIA or is_media(self.resolver.cast[made.resolution.entity])

    def is_nobody(self, cue: Cue) -> bool:
        """« au parti, on fustige « … » »: somebody, but the paper does not say who."""
        return cue.first > 0 and cue.voice == "active" and self.tokens[cue.first - 1].low in _NOBODY

    def by_nobody(self, cue: Cue) -> Attribution:
        """Return the attribution to nobody in particular."""
        span = self._span(cue.first, cue.last)
        return Attribution("cue", 0.3, span, None, None, span)

    def continues(self, cue: Cue) -> bool:
        """« Et de souligner que « … » » and « Avant de conclure : « … » » go on with whoever spoke before."""
        lows = [token.low for token in self.tokens[:3]]
        return lows[:2] in (["et", "de"], ["et", "d'"], ["avant", "de"], ["avant", "d'"]) and cue.last <= 5

    def right_cue(self, at: int) -> Cue | None:
        """Return the first cue after the quotation, whatever its place: « Q1 », voilà ce qu'a dit X."""
        return next((c for c in self.cues if c.first > at and c.strength in {"say", "think"}), None)

    # -- what they make ---------------------------------------------------------------------------

    def by_cue(self, cue: Cue, route: str, confidence: float) -> Attribution | None:
        """Return the attribution that ``cue`` makes; None when it has no subject."""
        if self._says_on(cue):
            host = self._host_of_on(cue.last)
            if host is not None:
                return self.by_mention(host, route, 0.8 * confidence, self._span(cue.first, cue.last))
        if self._is_impersonal(cue):
            return self._document(cue)
        mention = self._host_before(cue) or self.subject(cue)
        if mention is None:
            return None
        return self.by_mention(mention, route, confidence, self._span(cue.first, cue.last))

    def _host_before(self, cue: Cue) -> Mention | None:
        """« …, assure-t-on à la mairie, en se félicitant de « … » »: the town hall, for on."""
        earlier = [c for c in self.cues if c.last <= cue.first and c.voice == "active"]
        is_on = cue.voice == "gerund" and earlier and earlier[-1].pronoun >= 0
        return self._host_of_on(earlier[-1].last) if is_on and self._says_on(earlier[-1]) else None

    def _says_on(self, cue: Cue) -> bool:
        return cue.pronoun >= 0 and self.tokens[cue.pronoun].low.endswith("on")

    def _host_of_on(self, at: int) -> Mention | None:
        """« …, a-t-on répliqué au ministère », « … du côté de la mairie », « … dans l'entourage du juge »."""
        for mention in self.mentions:
            between = self.tokens[at : mention.first]
            if mention.first >= at and (
                len(between) > 6 or any(t.quote >= 0 or t.text == "," for t in between)
            ):
                return None
            if mention.first >= at and mention.governor in _PLACES:
                return mention
        return None

    def _is_impersonal(self, cue: Cue) -> bool:
        """« est-il précisé dans l'arrêté », « peut-on lire sur l'affiche »: nobody is the subject."""
        inside = {token.low for token in self.tokens[cue.first : cue.last]}
        return cue.pronoun >= 0 and bool({"est", "était"} & inside) and not {"s'", "se"} & inside

    def is_subject_of(self, quote: int, entity: int) -> bool:
        """Tell whether ``entity`` stands before the quotation as the subject of the words in it."""
        at = self.token_of(quote)
        for mention in self.mentions:
            near = not mention.governor and mention.kind != "pronoun" and at - 6 < mention.last <= at
            if near and not any(is_verb_at(self.tokens, i) for i in range(mention.last, at)):
                known = self.resolver.of(mention)
                if known is not None and self.resolver.cast[known.entity].index == entity:
                    return not any(t.text in {",", ":", "."} for t in self.tokens[mention.last : at])
        return False


def _may_be_verb(token: Token) -> bool:
    """Tell whether an unknown word could be a verb: no function word and no noun of the lexicons."""
    return token.low not in words("function") and noun_of(token.low) is None and token.low not in PREPOSITIONS


def attribute(reader: FrameReader, quote: int, inside: Sequence[Token]) -> Attribution | None:
    """Return the best attribution that the sentence itself gives to a quotation; None when it gives none.

    ``inside`` are the tokens between the marks.
    """
    at = reader.token_of(quote)
    tag = reader.adjacent_tag(at)
    if tag is not None and (made := reader.by_cue(tag, "tag", 1.0)) is not None:
        return reader.quoted_by(made, at)
    made = reader.legend(at)
    if made is not None:
        return made
    beside = reader.source_beside(at) or reader.cited(at) or reader.label(at) or reader.signature(at)
    if beside is not None:
        return reader.quoted_by(beside, at)
    left, far = reader.left_cue(at), reader.far_tag(at)
    beside = reader.agent_beside(at, left) or reader.seen_as(at)
    if beside is not None:
        return beside
    if left is None or at - left.last > _FAR:
        # « Des menaces « graves » pour Anne Roy. »
        beside = reader.for_whom(at)
    if beside is not None:
        return beside
    if left is not None and left.strength == "host" and left.pronoun < 0:
        # « Le dossier de Paul Roux illustre « … », selon Anne Petit »: who is named as the source speaks.
        made = reader.source(at)
        if made is not None:
            return reader.quoted_by(made, at)
    if left is not None and left.voice == "infinitive" and reader.continues(left):
        return None
    if left is not None and far is not None and reader.is_incise(left) and left.pronoun < 0:
        left = None
    if left is not None and left.pronoun < 0 and (made := reader.overruling(left, far, at)) is not None:
        return made
    for cue, route, confidence in ((left, "cue", 0.96), (far, "tag", 0.9)):
        if cue is not None and (made := reader.by_cue(cue, route, confidence)) is not None:
            if not reader.is_thing(made):
                return made
            # « Le dossier illustre « un mal ancien », selon la juge »: things do not speak.
            spoke = reader.resolver.last_speaker(reader.frame.index, 2)
            return reader.source(at) or (made if spoke is None or route == "tag" else None)
    made = reader.source(at) or reader.agent(at) or reader.owner(at) or reader.predicate(at, inside)
    if made is not None:
        return made
    if left is not None and reader.is_nobody(left):
        return reader.by_nobody(left)
    made = reader.announced(at)
    if made is not None:
        return made
    right = reader.right_cue(at)
    return reader.by_cue(right, "right", 0.6) if right is not None else None
