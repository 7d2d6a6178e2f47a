"""What only the whole article tells: « l'association » above is the one that is named below."""

import re

from .fitting import known_titles
from .memory import Memory
from .speakers import Cast, Entity, agrees, content_words, fold, is_media, role_nouns
from .wordlists import lemmas, word_set

_CORPORATE = word_set("coreference.corporate_nouns")
_PUBLIC = word_set("coreference.public_bodies")
_MEDIA = word_set("coreference.media_nouns")
_ARTICLES = frozenset({"le", "la", "l"})
_SEVERAL = frozenset({"les", "leurs", "ses", "des", "ces"})
_LATE = 10_000


class Hindsight:
    """Takes described ones for named ones once the whole article is read: :meth:`name_all`."""

    def __init__(self, cast: Cast, memory: Memory) -> None:
        self.cast = cast
        self.memory = memory

    def name_all(self) -> None:
        """Name strangers, described persons and bodies, in this order."""
        self.name_strangers()
        self.name_described()
        self.name_groups()
        self.name_alone()
        self.complete_bodies()
        self.name_bodies()
        self.name_media()

    def name_strangers(self) -> None:
        """Give pronouns that came before any name the first agreeing person named after them.

        Whoever is quoted comes before those who are only talked about.
        """
        quoted = self.memory.speakers()
        for stranger in [entity for entity in self.cast if not entity.name]:
            agreeing = (e for e in self.cast if e.kind == "person" and e.name)
            candidates = [e for e in agreeing if agrees(e, stranger.gender, stranger.number)]
            if candidates:
                first = min(
                    candidates, key=lambda e: (self.cast[e.index].index not in quoted, self._first_frame(e))
                )
                self.cast.merge(stranger.index, first.index)

    def name_described(self) -> None:
        """Take « leur avocate » for the only lawyer named anywhere: « a expliqué Me Anne Roy »."""
        for described in [entity for entity in self.cast if entity.kind == "described"]:
            noun = role_nouns(described.name)[:1]
            spoke = described.index in self.memory.speakers()
            if not noun or described.number != "s" or not spoke or described.name.lower().startswith("un"):
                continue
            named = [
                entity
                for entity in self.cast
                if entity.kind == "person" and entity.name and agrees(entity, described.gender, "s")
            ]
            same = [e for e in named if any(noun[0] in role_nouns(role) for role in known_titles(e))]
            if len(same) == 1 and self._may_be_one(described, same[0]):
                self.cast.merge(described.index, same[0].index)

    @staticmethod
    def _may_be_one(described: Entity, named: Entity) -> bool:
        """« le maire de Lens » is not Paul Roy, maire de Lyon; « leur avocate » may be any lawyer."""
        noun = role_nouns(described.name)[0]
        words = {word for word in content_words(described.name) if lemmas().get(word) != noun} - {fold(noun)}
        known = {word for role in named.roles for word in content_words(role)}
        return not words or bool(words & known)

    def name_groups(self) -> None:
        """Take « les avocats », above or below, for « Mes Anne Roux et Paul Petit », the only pair."""
        joint = [entity for entity in self.cast if entity.number == "p" and _is_joint(entity)]
        if len(joint) != 1:
            return
        nouns = self._nouns_of(joint[0])
        for group in [e for e in self.cast if e.number == "p" and e.index in self.memory.speakers()]:
            told = set(role_nouns(group.name))
            is_bare = len(_words(group)) <= 3 and _words(group)[0] in _SEVERAL
            is_same = bool(told & nouns) if nouns else bool(told) or "deux" in _words(group)
            if group is not joint[0] and is_bare and is_same:
                self.cast.merge(group.index, joint[0].index)

    def _nouns_of(self, joint: Entity) -> frozenset[str]:
        """Return the nouns in the titles of those whom « Anne Roux et Paul Petit » joins."""
        members = [e for e in self.cast if e.kind == "person" and e.name and e.name in joint.name]
        return frozenset(noun for e in (joint, *members) for role in e.roles for noun in role_nouns(role))

    def _first_frame(self, entity: Entity) -> int:
        track = self.memory[entity.index]
        return _LATE if track is None else track.first

    def name_alone(self) -> None:
        """« …, dit la déléguée. … Anne Roux ajoute … »: the only woman named, or who speaks, untitled."""
        speakers = self.memory.speakers()
        for described in [entity for entity in self.cast if entity.kind == "described"]:
            is_told = described.index in speakers and _words(described)[0] in _ARTICLES
            named = [
                entity
                for entity in self.cast
                if entity.kind == "person" and entity.name and entity.gender == described.gender
            ]
            named = [entity for entity in named if entity.index in speakers] or named
            if not is_told or described.number != "s" or len(named) != 1 or known_titles(named[0]):
                continue
            if self._first_frame(named[0]) > self._first_frame(described):
                self.cast.merge(described.index, named[0].index)

    def complete_bodies(self) -> None:
        """Take « le ministère » for « le ministère de la Santé », the only one with a complement anywhere."""
        bodies = [entity for entity in self.cast if entity.kind == "body" and _words(entity)[0] in _ARTICLES]
        for short in [entity for entity in bodies if entity.index in self.memory.speakers()]:
            noun = _words(short)[1:]
            longer = [entity for entity in bodies if _words(entity)[1:2] == noun and len(_words(entity)) > 2]
            track = self.memory[longer[0].index] if len(longer) == 1 else None
            if track is None or noun == ["gouvernement"]:
                # « le gouvernement » is that of the country the paper appears in.
                continue
            if track.quotes or track.place != "governed":
                self.cast.merge(short.index, longer[0].index)

    def name_bodies(self) -> None:
        """« affirme l'association » is the only body with a name of its own that the article quotes."""
        speakers = self.memory.speakers()
        for described in [e for e in self.cast if e.kind == "body" and e.index in speakers]:
            if not _is_generic(described):
                continue
            named = [e for e in self.cast if e.index in speakers and e is not described and _has_name(e)]
            if len(named) == 1:
                self.cast.merge(described.index, named[0].index)

    def name_media(self) -> None:
        """Take « le quotidien » above for the only medium that the article quotes by name."""
        speakers = self.memory.speakers()
        quoted = [entity for entity in self.cast if entity.index in speakers and entity.kind == "body"]
        named = [entity for entity in quoted if is_media(entity)]
        for told in quoted:
            words = _words(told)
            is_bare = len(words) in {2, 3} and words[0] in _ARTICLES and words[1] in _MEDIA
            if is_bare and len(named) == 1:
                self.cast.merge(told.index, named[0].index)


def _is_joint(entity: Entity) -> bool:
    """« Anne Roux et Paul Petit », « Nordvia et Sudvia »: names alone, no « mairie et préfecture »."""
    members = re.split(r", | et ", entity.name)
    return len(members) > 1 and all(member[:1].isupper() for member in members)


def _words(entity: Entity) -> list[str]:
    """Return the words of a name in lower case, the article by itself."""
    return entity.name.replace("’", "'").replace("'", " ").lower().split() or [""]


def _is_generic(entity: Entity) -> bool:
    """« l'association », « l'organisation non gouvernementale », but not « l'association des maires »."""
    words = _words(entity)
    is_told = len(words) > 1 and words[0] in _ARTICLES and words[1] in _CORPORATE
    return is_told and not {"de", "des", "du", "d"} & set(words)


def _has_name(entity: Entity) -> bool:
    """« la Ligue », « Nordvia » have a name of their own; a court or a newspaper is no association."""
    words = entity.name.replace("’", "'").replace("'", " ").split()
    own = words[1:] if words and words[0].lower() in _ARTICLES else words
    if entity.kind != "body" or not own or is_media(entity):
        return False
    return own[0][0].isupper() and own[0].lower() not in _PUBLIC
