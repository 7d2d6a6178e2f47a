"""Whom a mention stands for: names by spelling, pronouns by agreement and nearness, descriptions by title.

Gender and number must agree: « a-t-elle dit » never goes to a man, « ils » never to one person.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .frames import Frame
from .mention import Mention
from .offices import is_equivalent, offices
from .phrases import is_verb_at
from .speakers import Cast, Entity, agrees, content_words, fold, is_media, role_nouns
from .wordlists import anaphora, lemmas, synonyms, word_set

Form = Literal["name", "pronoun", "description", "inherited"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """An entity, how sure (0..1), and the form of the mention that led to it."""

    entity: int
    confidence: float
    form: Form


@dataclass(frozen=True, slots=True)
class _Event:
    """An entity met in a frame; ``weight`` 3 for a subject, 2 for another, 1 behind a preposition."""

    frame: int
    position: int
    entity: int
    weight: float
    topical: bool = False


# Who is often introduced by office alone, without a name: « a indiqué le procureur de Lille ».
_INTRODUCED = word_set("coreference.introduced")
_COMPLEMENT = re.compile(r"\b(?:de|du|des|d['’]|au|aux|à|chargée?)\b", re.IGNORECASE)
_FORMER = re.compile(r"\b(?:ancien|ancienne|ex)\b", re.IGNORECASE)
_CELEBRITIES = word_set("coreference.celebrities")
_REACH = 8
_DISTANCE = 1.35
# Who speaks often in an article goes on speaking.
_OFTEN, _OFTEN_MOST = 0.1, 0.5
_SPOKE = 0.7
_BODY = -1.5
_TOPIC = 2.7
_SUBORDINATE = word_set("coreference.subordinate")
_MEDIA_NOUNS = word_set("coreference.media_nouns")
_RELATIONS = word_set("coreference.relations")
_CORPORATE_NOUNS = word_set("coreference.corporate_nouns")
_BODY_SYNONYMS = {"justice": ("tribunal", "cour"), "juridiction": ("tribunal", "cour")}


class Resolver:
    """Resolves the mentions of an article in reading order; it remembers who was met and who spoke."""

    def __init__(self, cast: Cast, frames: Sequence[Frame], mentions: Sequence[Sequence[Mention]]) -> None:
        self.cast = cast
        self.frames = frames
        self.mentions = mentions
        self._events: list[_Event] = []
        self._spoke: dict[int, int] = {}
        self._denounced: set[int] = set()
        self._known: dict[tuple[int, int], Resolution | None] = {}

    def read(self, frame: Frame) -> None:
        """Resolve all mentions of ``frame`` and remember them."""
        has_subject = False
        for mention in self.mentions[frame.index]:
            resolution = self.resolve(mention)
            self._known[frame.index, mention.first] = resolution
            if resolution is None:
                continue
            weight = self._weight(frame, mention, has_subject)
            has_subject = has_subject or weight >= 3
            topical = weight < _TOPIC and bool(mention.name) and self._is_topic(frame, mention)
            if mention.role and resolution.entity not in {event.entity for event in self._events}:
                # « Le vote n'a pas échappé à Paul Roux, maire de Lens. » brings somebody in to speak.
                topical = True
            self._events.append(_Event(frame.index, mention.start, resolution.entity, weight, topical))

    def of(self, mention: Mention) -> Resolution | None:
        """Return what ``mention`` was resolved to; its frame must have been read."""
        return self._known.get((mention.frame, mention.first))

    def met(self, mention: Mention) -> Resolution | None:
        """Return what a mention that :meth:`read` did not list stands for; asked again, the same."""
        key = (mention.frame, -mention.start - 1)
        if key not in self._known:
            self._known[key] = self.resolve(mention)
        return self._known[key]

    def spoke(self, frame: int, entity: int, *, is_tag: bool = True) -> None:
        """Remember that ``entity`` is quoted in ``frame``.

        ``is_tag`` is false for « « … » dénoncé par le maire »: the sentence is about somebody else.
        """
        self._spoke[frame] = entity
        if not any(event.frame == frame and event.entity == entity for event in self._events[-12:]):
            # « « Oui, a écrit Paul Roux. Et vite. » »: named inside the marks, or not at all.
            self._events.append(_Event(frame, 0, entity, 2.5))
        if is_tag:
            self._denounced.discard(frame)
        else:
            self._denounced.add(frame)

    def last_speaker(self, before: int, reach: int = 3) -> int | None:
        """Return who was quoted last before frame ``before``, at most ``reach`` frames back."""
        for frame in range(before - 1, max(-1, before - 1 - reach), -1):
            if frame in self._spoke:
                return self._spoke[frame]
        return None

    def subject(self, frame: int) -> int | None:
        """Return the entity that is the subject of ``frame``; None when there is none."""
        events = [event for event in self._events if event.frame == frame and event.weight >= 2]
        return max(events, key=lambda e: (e.weight, -e.position)).entity if events else None

    @staticmethod
    def _weight(frame: Frame, mention: Mention, has_subject: bool) -> float:
        voiced = {token.low for token in frame.tokens[max(0, mention.first - 3) : mention.first]}
        if mention.governor and voiced & {"voix", "bouche", "intermédiaire"}:
            # « Par la voix de leur patron Paul Roy, les jeunes se défendent : « … », explique-t-il »
            return 3.0
        if mention.governor:
            return {"par": 2.2, "selon": 2.2, "d'après": 2.2}.get(mention.governor, 1.0)
        before = frame.tokens[mention.first - 1].low if mention.first else ""
        if before in _SUBORDINATE:
            return 1.8
        return 2.0 if has_subject else 3.0

    def _is_topic(self, frame: Frame, mention: Mention) -> bool:
        """« La position de Paul Roy est connue. » is about him, as is « Ce que dit aussi Paul Roy. »."""
        if mention.governor in {"de", "d'"} and not any(
            is_verb_at(frame.tokens, at) or frame.tokens[at].text in {",", ":"} for at in range(mention.first)
        ):
            return True
        named = {one.name for one in self.mentions[frame.index] if one.name and one.kind == "name"}
        others = [
            one
            for one in self.mentions[frame.index]
            if one.kind != "body" and not one.name and one.number == mention.number
        ]
        return named == {mention.name} and not others and not frame.quotes

    def name_strangers(self) -> None:
        """Give pronouns that came before any name the first agreeing person named after them.

        Whoever is quoted comes before those who are only talked about.
        """
        quoted = set(self._spoke.values())
        for stranger in [entity for entity in self.cast if not entity.name]:
            agreeing = (e for e in self.cast if e.kind == "person" and e.name)
            candidates = [e for e in agreeing if agrees(e, stranger.gender, stranger.number)]
            if candidates:
                first = min(
                    candidates, key=lambda e: (self.cast[e.index].index not in quoted, self._first_frame(e))
                )
                self.cast.merge(stranger.index, first.index)

    def name_celebrities(self) -> None:
        """Take « la chanteuse » for the only woman that the article names, when it tells no office of her."""
        for described in [entity for entity in self.cast if entity.kind == "described"]:
            words = described.name.lower().replace("l'", "la ").split()
            if len(words) != 2 or words[0] not in {"le", "la"} or words[1] not in _CELEBRITIES:
                continue
            named = [e for e in self.cast if e.kind == "person" and e.name and e.gender == described.gender]
            if len(named) == 1 and not named[0].roles:
                self.cast.merge(described.index, named[0].index)

    def _first_frame(self, entity: Entity) -> int:
        return min((event.frame for event in self._events if event.entity == entity.index), default=10_000)

    def resolve(self, mention: Mention) -> Resolution | None:
        """Return what ``mention`` stands for, given what was read so far; None when that is nobody."""
        if mention.kind == "pronoun":
            return self._pronoun(mention)
        if mention.name:
            if mention.kind == "body":
                self.cast.spell_out(mention.name)
            found = self.cast.named(mention) or self.cast.meet(mention)
            if found is not None and mention.role:
                self.cast.learn(found.index, mention.gender, mention.role)
            return None if found is None else Resolution(found.index, 0.97, "name")
        if mention.kind == "body":
            return self._body(mention)
        return self._description(mention)

    def _body(self, mention: Mention) -> Resolution:
        found = self._body_before(mention) or self.cast.body(mention)
        entity = found if found is not None else self.cast.describe(mention)
        return Resolution(
            entity.index, 0.85, "name" if mention.definiteness != "demonstrative" else "description"
        )

    def _body_before(self, mention: Mention) -> Entity | None:
        """« le tribunal », « cette source »: the last one met that has a longer name of that sort.

        « le quotidien », « la chaîne » stand for the last paper or channel met.
        """
        more = content_words(mention.text) - content_words(mention.head)
        is_bare = not more
        is_firm = mention.head in _CORPORATE_NOUNS and len(more) < 2 and not _COMPLEMENT.search(mention.text)
        if not (is_bare or is_firm) or mention.definiteness not in {"definite", "demonstrative"}:
            return None
        heads = {mention.head, *_BODY_SYNONYMS.get(mention.head, ())}
        met = [self.cast[event.entity] for event in reversed(self._events)]
        if is_firm:
            # A name comes before « l'entreprise de Lens », told of since.
            met.sort(key=lambda entity: not entity.name[:1].isupper())
        for entity in met:
            if entity.kind != "body" or not entity.name or entity.number != mention.number:
                continue
            words = re.sub(r"^(?:les?|la|une?|des|ce|cette|cet) |^l['’]", "", entity.name.lower()).split()
            if (
                is_firm
                and not is_media(entity)
                and entity.name[:1].isupper()
                and entity.index in self._spoke.values()
            ):
                # « Aerolux assure … . La compagnie ajoute … »
                return entity
            if not is_bare:
                continue
            longer = words[0] in heads and (len(words) > 1 or mention.definiteness == "demonstrative")
            if longer or (mention.head in _MEDIA_NOUNS and is_media(entity)):
                return entity
        return None

    # -- pronouns ---------------------------------------------------------------------------------

    def other(self, mention: Mention, excluded: int) -> Resolution | None:
        """Return whom a pronoun stands for when it is not ``excluded``, who is named in what is said."""
        found = self._pronoun(mention, excluded)
        return None if found is None or not self.cast[found.entity].name else found

    def _pronoun(self, mention: Mention, excluded: int = -1) -> Resolution | None:
        scores: dict[int, float] = {}
        bodies: list[int] = []
        for event in reversed(self._events):
            distance = mention.frame - event.frame
            if distance > _REACH:
                break
            entity = self.cast[event.entity]
            if not agrees(entity, mention.gender, mention.number) or entity.index == excluded:
                continue
            if entity.kind == "body" and entity.index not in self._spoke.values():
                # « Le conseil s'inquiète. « … », a-t-il dit »: somebody, hardly the council.
                bodies.append(event.entity)
                continue
            weight = max(event.weight, _TOPIC) if event.topical else event.weight
            score = weight + self._salience(entity, event) - _DISTANCE * distance
            if distance == 0 and event.position > mention.start:
                continue
            if entity.gender == "e" and entity.kind == "person":
                score -= 0.5
            scores[event.entity] = max(scores.get(event.entity, -99.0), score)
        if not scores and bodies and not any(e.kind == "person" for e in self.cast):
            return Resolution(bodies[0], 0.5, "pronoun")
        if not scores:
            return Resolution(self.cast.stranger(mention).index, 0.6, "pronoun")
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        margin = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else 3.0
        return Resolution(ranked[0][0], min(0.9, 0.62 + 0.1 * margin), "pronoun")

    def _salience(self, entity: Entity, event: _Event) -> float:
        score = {"person": 1.5, "described": 0.8, "body": _BODY}[entity.kind]
        score += min(_OFTEN_MOST, _OFTEN * sum(one == entity.index for one in self._spoke.values()))
        if is_media(entity):
            score -= 2.0
        if entity.kind == "described" and self.frames[entity.frame].is_heading:
            score -= 1.0
        if self._spoke.get(event.frame) == entity.index and event.frame not in self._denounced:
            score += _SPOKE
        return score

    # -- descriptions -----------------------------------------------------------------------------

    def _description(self, mention: Mention) -> Resolution:
        if mention.definiteness in {"indefinite", "possessive"} or mention.number == "p":
            return self._new(mention)
        scored = [
            (score, entity)
            for entity in self.cast
            if entity.kind != "body" and agrees(entity, mention.gender, mention.number)
            if (score := self._match(mention, entity)) > -9
        ]
        scored.sort(key=lambda item: -item[0])
        points_back = self._points_back(mention)
        bare = not (content_words(mention.text) - content_words(mention.head))
        needed = 0.5 if points_back else 1.4 if not bare else 1.0 if mention.head in _INTRODUCED else -0.5
        if scored and scored[0][0] >= needed:
            best, entity = scored[0]
            margin = best - scored[1][0] if len(scored) > 1 else 3.0
            if entity.kind == "described" and lemmas().get(mention.head) in role_nouns(entity.name):
                if mention.definiteness != "demonstrative" and best >= 4:
                    self.cast.lengthen(
                        entity.index, mention.text if mention.definiteness == "indefinite" else ""
                    )
            elif mention.role and entity.kind == "person":
                told = mention.role if best >= 2 and not bare and not points_back else None
                self.cast.learn(entity.index, mention.gender, told)
            sure = min(0.92, 0.6 + 0.06 * best + 0.04 * min(margin, 3))
            if not entity.roles and entity.kind == "person" and not bare and not points_back:
                # Nothing in the article says that this person holds the office.
                sure = min(sure, 0.6)
            return Resolution(entity.index, sure, "description")
        return self._new(mention)

    def _new(self, mention: Mention) -> Resolution:
        same = [
            e
            for e in self.cast
            if e.kind == "described" and content_words(e.name) == content_words(mention.text)
        ]
        if same and mention.definiteness != "indefinite":
            return Resolution(same[-1].index, 0.85, "description")
        return Resolution(self.cast.describe(mention).index, 0.8, "name")

    def _match(self, mention: Mention, entity: Entity) -> float:
        """Score how well a description fits an entity: same office, same complement, nearness."""
        noun = lemmas().get(mention.head, mention.head)
        if entity.kind == "described" and self.frames[entity.frame].is_heading:
            # « Le jeune jardinier sermonné » of the headline is told by name below.
            return -1.0 if noun not in role_nouns(entity.name) else 1.5
        titles = (*entity.roles, *self._own(entity), *offices().get(fold(entity.name), ()))
        # « son successeur, Paul Roux » tells no office: he may be « le député du Nord » all the same.
        nouns = {found for role in titles for found in role_nouns(role)} - _RELATIONS
        score = self._nearness(mention, entity)
        if mention.role and is_equivalent(mention.role, titles):
            return score + 6.0
        if not nouns:
            return score + self._without_title(mention, entity, noun)
        if noun in nouns:
            score += 4.0
        elif any(noun in synonyms().get(other, frozenset()) for other in nouns):
            score += 2.5
        elif self._points_back(mention):
            score += 0.5
        elif not _FORMER.search(mention.text):
            score -= 1.5
        words = content_words(mention.text) - content_words(mention.head)
        known = {word for role in titles for word in content_words(role)} | content_words(entity.name)
        if words:
            share = len(words & known) / len(words)
            is_loose = _FORMER.search(mention.text) or not _COMPLEMENT.search(mention.text)
            score += 3.0 * share if share else -0.5 if is_loose else -2.5
        if self._points_back(mention):
            score += 1.0 if entity.kind == "person" or mention.definiteness == "demonstrative" else -0.5
        return score

    def _without_title(self, mention: Mention, entity: Entity, noun: str) -> float:
        """A named person whose office the article has not told may be « l'envoyé de l'ONU »."""
        if entity.kind != "person":
            return -3.0
        if not any(event.entity == entity.index and event.weight >= 1.8 for event in self._events):
            return -3.0
        if noun in _INTRODUCED and not self._points_back(mention):
            return -1.5
        return 1.5 + (1.0 if self._is_only(entity) else 0.0)

    def _is_only(self, entity: Entity) -> bool:
        """Tell whether no other named person of that gender lacks a title."""
        acting = {event.entity for event in self._events if event.weight >= 1.8}
        rivals = (
            e for e in self.cast if e.kind == "person" and not e.roles and e.index in acting - {entity.index}
        )
        rivals = (e for e in rivals if fold(e.name) not in offices())
        return not any(agrees(rival, entity.gender, "s") for rival in rivals)

    @staticmethod
    def _points_back(mention: Mention) -> bool:
        return mention.head in anaphora() or mention.definiteness == "demonstrative"

    @staticmethod
    def _own(entity: Entity) -> tuple[str, ...]:
        return (entity.name,) if entity.kind == "described" else ()

    def _nearness(self, mention: Mention, entity: Entity) -> float:
        frames = [event.frame for event in self._events if event.entity == entity.index]
        if not frames:
            return -1.5 if entity.kind == "person" else -3.0
        distance = mention.frame - frames[-1]
        score = 1.0 - 0.3 * min(distance, 6)
        if self.last_speaker(mention.frame + 1, 2) == entity.index:
            score += 3.0
        subjects = [
            event for event in self._events if event.frame == frames[-1] and event.entity == entity.index
        ]
        return score + (0.5 if max(event.weight for event in subjects) >= 3 else 0.0)
