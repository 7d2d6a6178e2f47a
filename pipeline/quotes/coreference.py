"""Whom a mention stands for: names by spelling, the rest by the weights of ``antecedents``.

Gender and number must agree: « a-t-elle dit » never goes to a man, « ils » never to one person.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from .antecedents import NOBODY, Candidate, Ranker, compared, salience, spoken_by
from .descriptions import candidates as described_as
from .descriptions import times_named
from .fitting import begins, body_fit, extra_words, is_other_name, new_person, noun_is_text
from .frames import Frame
from .memory import Memory, Track
from .mention import Mention
from .names import is_first_name
from .phrases import is_verb_at
from .pronouns import asking, is_agent, may_be_somebody, told_by
from .speakers import Cast, Entity, agrees, content_words, fold, role_nouns
from .wordlists import body_nouns, word_set

Form = Literal["name", "pronoun", "description", "inherited"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """An entity, how sure (0..1), and the form of the mention that led to it."""

    entity: int
    confidence: float
    form: Form


_REACH = 10
_NEW = 0.8
_KNOWN_SOMEHOW = 0.6
_TOPIC = 2.7
# « … », a dit une porte-parole. « … », selon la même source.
_SAME_SOURCE = re.compile(r"\bmême source$")
_CLAUSE = 1.8
_SUBORDINATE = word_set("coreference.subordinate")
_IMPERSONAL = word_set("coreference.impersonal")
_ACRONYM = re.compile(r"\(\w{2,12}\)$")
_CLOSING = frozenset({",", ".", ";", ")", ":"})


class Resolver:
    """Resolves the mentions of an article in reading order; it remembers who was met and who spoke."""

    def __init__(
        self,
        cast: Cast,
        frames: Sequence[Frame],
        mentions: Sequence[Sequence[Mention]],
        ranker: Ranker | None = None,
        said: Sequence[frozenset[str]] = (),
    ) -> None:
        self.cast = cast
        self.frames = frames
        self.mentions = mentions
        self.ranker = ranker or Ranker()
        self.memory = Memory(cast)
        self.said = said or tuple(frozenset[str]() for _ in frames)
        self.asked: dict[tuple[int, int], tuple[Candidate, ...]] = {}
        self._subjects: dict[int, tuple[float, int, int]] = {}
        self._known: dict[tuple[int, int], Resolution | None] = {}
        self._times: Mapping[int, int] = {}

    def read(self, frame: Frame) -> None:
        """Resolve all mentions of ``frame`` and remember them."""
        has_subject = has_clause = False
        self._learn_appositions(frame)
        for mention in self.mentions[frame.index]:
            if self._is_impersonal(frame, mention):
                continue
            resolution = self.resolve(mention)
            self._known[frame.index, mention.first] = resolution
            if resolution is None:
                continue
            acts = is_agent(frame.tokens, mention)
            # « Alors qu'il aidait Paul Roux, Anne Morel est venue »: she is the subject, not Paul Roux.
            weight = self._weight(frame, mention, has_subject or (has_clause and not acts))
            has_clause = has_clause or _in_clause(frame, mention)
            has_subject = has_subject or (weight >= 3 and not _in_clause(frame, mention))
            topical = weight < _TOPIC and bool(mention.name) and self._is_topic(frame, mention)
            if mention.role and mention.name and self.memory[resolution.entity] is None:
                # « Le vote n'a pas échappé à Paul Roux, maire de Lens. » brings somebody in to speak.
                topical = True
            track = Track(
                frame.index,
                weight,
                is_topic=topical,
                is_heading=frame.is_heading,
                is_named=mention.kind != "pronoun",
                is_agent=acts and weight > _CLAUSE,
                start=mention.start,
            )
            self._met(mention.start, resolution.entity, track)

    def _learn_appositions(self, frame: Frame) -> None:
        """« Nordvia, la Fédération des commerces, »: the Fédération below is Nordvia."""
        mentions = self.mentions[frame.index]
        for name, title in pairwise(mentions):
            gap = frame.tokens[name.last : title.first]
            is_pair = {name.kind, title.kind} == {"body"} and len(gap) == 1 and gap[0].text == ","
            noun = title.head if not title.name else title.name.split()[0].lower()
            # « Sur Twitter, la mairie évoque … » is no apposition: a comma or stop closes one.
            is_closed = title.last >= len(frame.tokens) or frame.tokens[title.last].text in _CLOSING
            if (
                not (is_pair and is_closed)
                or name.text != name.name
                or noun not in body_nouns()
                or not title.text.startswith(("l", "L"))
            ):
                continue
            named = self.cast.named(name)
            if named is None or noun_is_text(noun):
                continue
            self.cast.learn(named.index, title.gender, title.text)
            for other in [e for e in self.cast if e.kind == "body" and content_words(e.name) == {fold(noun)}]:
                self.cast.merge(other.index, named.index)

    def _met(self, start: int, entity: int, track: Track) -> None:
        entity = self.cast[entity].index
        self.memory.meet(entity, track)
        if track.weight >= 2:
            self._subjects[track.frame] = max(
                self._subjects.get(track.frame, (0.0, 0, 0)), (track.weight, -start, entity)
            )

    @staticmethod
    def _is_impersonal(frame: Frame, mention: Mention) -> bool:
        """« il faut », « il s'agit », « il y a », « reste-t-il » speak of nobody."""
        if mention.kind != "pronoun" or mention.head != "il":
            return False
        after = [token.low for token in frame.tokens[mention.last : mention.last + 3]]
        before = frame.tokens[mention.first - 1].low if mention.first else ""
        while after and after[0] in {"ne", "n'", "en", "lui", "leur", "me", "m'", "nous", "vous"}:
            after.pop(0)
        if after[:2] in (["s'", "agit"], ["s'", "agissait"], ["y", "a"], ["y", "avait"], ["y", "aura"]):
            return True
        return (after[:1] != [] and after[0] in _IMPERSONAL) or (
            mention.text.lower() == "il" and before in _IMPERSONAL and frame.tokens[mention.first].low != "il"
        )

    def of(self, mention: Mention) -> Resolution | None:
        """Return what ``mention`` was resolved to; its frame must have been read."""
        return self._known.get((mention.frame, mention.first))

    def met(self, mention: Mention) -> Resolution | None:
        """Return what a mention that :meth:`read` did not list stands for; asked again, the same."""
        key = (mention.frame, -mention.start - 1)
        if key not in self._known:
            self._known[key] = self.resolve(mention)
        return self._known[key]

    def spoke(self, frame: int, entity: int, *, is_tag: bool = True, is_marked: bool = True) -> None:
        """Remember that ``entity`` is quoted in ``frame``.

        ``is_tag`` is false for « « … » dénoncé par le maire »: the sentence is about somebody else.
        ``is_marked`` is false for « Le maire a dit que … », words without marks.
        """
        self.memory.speak(frame, entity, is_tag=is_tag, is_marked=is_marked)

    def last_speaker(self, before: int, reach: int = 3) -> int | None:
        """Return who was quoted last before frame ``before``, at most ``reach`` frames back."""
        for frame in range(before - 1, max(-1, before - 1 - reach), -1):
            found = self.memory.speaker_of(frame)
            if found is not None:
                return found
        return None

    def subject(self, frame: int) -> int | None:
        """Return the entity that is the subject of ``frame``; None when there is none."""
        found = self._subjects.get(frame)
        return None if found is None else self.cast[found[2]].index

    def inherited(
        self, key: tuple[int, int], context: Mapping[str, float], said: frozenset[str]
    ) -> Resolution | None:
        """Return whom a quotation without a tag belongs to; None when most likely nobody known.

        ``key`` is its frame and place; ``context`` what the quotation looks like, by feature; ``said``
        are its words, folded.
        """
        frame = key[0]
        candidates = [Candidate(NOBODY, {f"inherited: nobody, {name}": n for name, n in context.items()})]
        own, before = self.subject(frame), self.subject(frame - 1)
        for index, track in self.memory.items():
            entity = self.cast[index]
            if frame - track.frame > _REACH or not entity.name:
                continue
            found = salience("inherited", entity, track, frame) | spoken_by("inherited", entity, said)
            for name, number in context.items():
                if index == own:
                    found[f"inherited: subject here, {name}"] = number
                if track.is_last_speaker:
                    found[f"inherited: spoke last, {name}"] = number
                if index == before:
                    found[f"inherited: subject before, {name}"] = number
            candidates.append(Candidate(index, found))
        candidates = compared("inherited", candidates, dict(self.memory.items()))
        self.asked[key] = tuple(candidates)
        choice = self.ranker.choose(key, candidates)
        return None if choice.entity == NOBODY else Resolution(choice.entity, choice.share, "inherited")

    @staticmethod
    def _weight(frame: Frame, mention: Mention, has_subject: bool) -> float:
        voiced = {token.low for token in frame.tokens[max(0, mention.first - 3) : mention.first]}
        if mention.governor and voiced & {"voix", "bouche", "intermédiaire"}:
            # « Par la voix de leur patron Paul Roy, les jeunes se défendent : « … », explique-t-il »
            return 3.0
        if mention.governor:
            return {"par": 2.2, "selon": 2.2, "d'après": 2.2}.get(mention.governor, 1.0)
        if mention.kind == "pronoun":
            # « Alors qu'il aide un blessé, il assure … »: whoever is « il » stays so.
            return 3.0
        if _in_clause(frame, mention):
            return _CLAUSE
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

    def resolve(self, mention: Mention) -> Resolution | None:
        """Return what ``mention`` stands for, given what was read so far; None when that is nobody."""
        if mention.kind == "pronoun":
            return self._pronoun(mention)
        if mention.name:
            if mention.kind == "body":
                self.cast.spell_out(mention.name)
                self._complete(mention)
            found = self.cast.named(mention) or self.cast.meet(mention)
            if found is not None and mention.role:
                self.cast.learn(found.index, mention.gender, mention.role)
            return None if found is None else Resolution(found.index, 0.97, "name")
        if mention.kind == "body":
            return self._body(mention)
        return self._description(mention)

    def _complete(self, mention: Mention) -> None:
        """Take « l'Académie » for « l'Académie de médecine », told before."""
        short = self.cast.named(mention)
        if short is None or short.name != mention.text or mention.text == mention.name:
            return
        if short.gender not in {"e", mention.gender}:
            return
        longer = [e for e in self.cast if e.kind == "body" and begins(mention.text, e.name)]
        if len(longer) == 1 and self.memory[longer[0].index] is not None:
            self.cast.merge(short.index, longer[0].index)

    # -- bodies -----------------------------------------------------------------------------------

    def _body(self, mention: Mention) -> Resolution:
        """« le tribunal », « cette source », « le groupe »: a body met before, or a new one."""
        found = self._generic_body(mention)
        if _ACRONYM.search(mention.text):
            # « l'Agence du médicament (ADM) » of an agency met without: « l'ADM » is hers.
            self.cast.learn(found.entity, mention.gender, mention.text)
        return found

    def _generic_body(self, mention: Mention) -> Resolution:
        same = self.cast.body(mention)
        last = self.last_speaker(mention.frame, _REACH) if _SAME_SOURCE.search(mention.text) else None
        if last is not None:
            return Resolution(last, 0.85, "description")
        if mention.definiteness not in {"definite", "demonstrative"} or mention.name:
            entity = same or self.cast.describe(mention)
            return Resolution(entity.index, 0.85, "name")
        form: Form = "description" if mention.definiteness == "demonstrative" else "name"
        candidates = [Candidate(NOBODY, {f"body: {name}": n for name, n in new_person(mention).items()})]
        for index, track in self.memory.items():
            entity = self.cast[index]
            # « le communiqué » may be that of several bodies.
            agrees_in_number = entity.number == mention.number or noun_is_text(mention.head)
            if not self._may_be_body(entity) or not agrees_in_number or is_other_name(mention, entity):
                continue
            found = salience("body", entity, track, mention.frame)
            found |= {f"body: {name}": number for name, number in body_fit(mention, entity).items()}
            if track.is_last_speaker and found.get("body: a name for a firm"):
                found["body: a name for a firm, spoke last"] = 1.0
            if track.is_last_speaker and found.get("body: an issuer"):
                # « … », annonce la préfecture. « … », ajoute le communiqué.
                found["body: an issuer, spoke last"] = 1.0
            candidates.append(Candidate(index, found))
        choice = self.ranker.choose((mention.frame, mention.start), candidates)
        if choice.entity == NOBODY:
            entity = same or self.cast.describe(mention)
            return Resolution(entity.index, max(0.5, choice.share), form)
        if choice.share > 0.7 and self.cast[choice.entity].name[:1].isupper():
            # « Météo Sud … l'institut … l'institut de Lens »: called so once, it may be again.
            self.cast.embody(choice.entity, mention)
        return Resolution(choice.entity, choice.share, "description")

    @staticmethod
    def _may_be_body(entity: Entity) -> bool:
        """« Aigue Marine a annoncé … la compagnie »: a name of two words that no list has may be a firm's."""
        words = entity.name.split()
        unlisted = entity.kind == "person" and entity.gender == "e" and not entity.roles and len(words) == 2
        return bool(words) and (entity.kind == "body" or (unlisted and not is_first_name(words[0])))

    # -- pronouns ---------------------------------------------------------------------------------

    def other(self, mention: Mention, excluded: int) -> Resolution | None:
        """Return whom a pronoun stands for when it is not ``excluded``, who is named in what is said."""
        found = self._pronoun(mention, excluded)
        return None if found is None or not self.cast[found.entity].name else found

    def _pronoun(self, mention: Mention, excluded: int = -1) -> Resolution | None:
        asked = asking(self.frames, mention, self.said[mention.frame])
        tracks: dict[int, Track] = {}
        candidates = []
        for index, track in self.memory.items():
            entity = self.cast[index]
            if (
                index == excluded
                or mention.frame - track.frame > _REACH
                or not may_be_somebody(entity, track)
            ):
                continue
            if agrees(entity, mention.gender, mention.number):
                before = self.memory.before(index, mention.frame)
                tracks[index] = asked.seen(track, before)
                found = salience("pronoun", entity, tracks[index], mention.frame)
                found |= told_by(asked, entity, track, is_new=before is None)
                candidates.append(Candidate(index, found))
        if not any(
            self.cast[one.entity].kind != "body" or tracks[one.entity].quotes for one in candidates
        ) and any(
            entity.kind == "person" and agrees(entity, mention.gender, mention.number) for entity in self.cast
        ):
            # « Le conseil s'inquiète. « … », a-t-il dit »: somebody named below, hardly the council.
            return Resolution(self.cast.stranger(mention).index, 0.6, "pronoun")
        if not candidates:
            return Resolution(self.cast.stranger(mention).index, 0.6, "pronoun")
        candidates = compared("pronoun", candidates, tracks)
        choice = self.ranker.choose((mention.frame, mention.start), candidates)
        return Resolution(choice.entity, choice.share, "pronoun")

    # -- descriptions -----------------------------------------------------------------------------

    def _description(self, mention: Mention) -> Resolution:
        if mention.definiteness == "indefinite" or mention.number == "p":
            return self._new(mention)
        if not self._times:
            self._times = times_named(self.cast, self.mentions)
        candidates = described_as(mention, self.cast, self.memory, self._times, self.subject(0))
        choice = self.ranker.choose((mention.frame, mention.start), candidates)
        if choice.entity == NOBODY:
            return self._new(mention)
        entity = self.cast[choice.entity]
        if entity.kind == "person" and mention.role and extra_words(mention) and choice.share > 0.7:
            if _is_told(entity, mention):
                self.cast.learn(entity.index, mention.gender, mention.role)
            else:
                self.cast.guess(entity.index, mention.role)
        return Resolution(entity.index, choice.share, "description")

    def _new(self, mention: Mention) -> Resolution:
        same = [
            e
            for e in self.cast
            if e.kind == "described" and content_words(e.name) == content_words(mention.text)
        ]
        # « Léa Simon et Marc Faure » have their names already.
        is_known_somehow = mention.definiteness != "indefinite" and " et " not in mention.text
        entity = same[-1] if same and is_known_somehow else self.cast.describe(mention)
        # In articles that nobody had read « un voisin » was nobody else in 29 cases of 36, « le voisin »
        # in 38 of 68: the article often names him elsewhere.
        sure = _KNOWN_SOMEHOW if is_known_somehow else _NEW
        return Resolution(entity.index, sure, "description" if entity in same else "name")


def _in_clause(frame: Frame, mention: Mention) -> bool:
    """Tell whether a conjunction stands before: « parce que le maire … », « alors qu'il … »."""
    return mention.first > 0 and frame.tokens[mention.first - 1].low in _SUBORDINATE


def _is_told(entity: Entity, mention: Mention) -> bool:
    """« le maire de Lens » of a mayor tells more of him; « l'expert désigné » makes no mayor an expert."""
    nouns = {noun for role in entity.roles for noun in role_nouns(role)}
    return bool(nouns & set(role_nouns(mention.role or "")))
