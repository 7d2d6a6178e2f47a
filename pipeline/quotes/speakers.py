"""The cast of an article: who is named or described in it, under which names, with which titles."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from .frames import Frame
from .mention import Mention
from .names import is_first_name, surname
from .phrases import extent, noun_of
from .wordlists import lemmas, media, person_nouns, word_set

EntityKind = Literal["person", "body", "described"]


@dataclass(frozen=True, slots=True)
class Entity:
    """One person or body: the fullest ``name``, gender m, f or e, number s or p, ``roles`` as written.

    A described one has no name of its own (« un riverain »): the description stands for it. ``guesses``
    are titles that a description gave which may be somebody else's: they are never shown.
    """

    index: int
    name: str
    kind: EntityKind
    gender: str
    number: str
    roles: tuple[str, ...]
    frame: int
    guesses: tuple[str, ...] = ()

    @property
    def surname(self) -> str:
        """Return the name without first names, for a person."""
        return surname(self.name) if self.kind == "person" else self.name


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return ``text`` in lower case without accents, for comparing names."""
    decomposed = unicodedata.normalize("NFD", text.replace("’", "'").lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def folded_words(text: str) -> frozenset[str]:
    """Return the words of ``text``, folded: « J'ai vu Noël » → j, ai, vu, noel."""
    return frozenset(re.findall(r"\w+", fold(text)))


def _key(name: str) -> str:
    """Return what two spellings of one name have in common: Nord-Via and Nord Via."""
    return fold(name).replace("-", " ")


_STOPPED = word_set("speakers.stopped")


def content_words(text: str) -> frozenset[str]:
    """Return the folded content words of a title: « le préfet de la Seine » → prefet, seine."""
    return frozenset(word for word in re.findall(r"\w+", fold(text)) if word not in _STOPPED)


def role_nouns(role: str) -> tuple[str, ...]:
    """Return the nouns for persons in a title: « ancienne maire et députée » → maire, député."""
    found: list[str] = []
    for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", role.lower()):
        noun = lemmas().get(word) or lemmas().get(word.removeprefix("ex-"))
        found.extend(filter(None, [noun] if noun else map(lemmas().get, word.split("-"))))
    return tuple(found)


class Cast:
    """The entities of one article, growing as descriptions are met; names are known from the start."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._entities: list[Entity] = []
        self._by_name: dict[str, int] = {}
        self._merged: dict[int, int] = {}
        named = [mention for mention in mentions if mention.name]
        for mention in sorted(named, key=_fullness):
            self._enter(mention)

    def __iter__(self) -> Iterator[Entity]:
        return (entity for entity in self._entities if entity.index not in self._merged)

    def __getitem__(self, index: int) -> Entity:
        while index in self._merged:
            index = self._merged[index]
        return self._entities[index]

    def __len__(self) -> int:
        return len(self._entities)

    @property
    def merges(self) -> int:
        """Return how many entities were taken for another one so far."""
        return len(self._merged)

    def _enter(self, mention: Mention) -> None:
        found = self.named(mention)
        is_person = mention.kind == "name"
        if found is None:
            kind: EntityKind = "person" if is_person else "body"
            role = (mention.role,) if mention.role else ()
            name = mention.text if not is_person else _display_name(mention)
            if not is_person and mention.governor in {"du", "au", "aux", "des"}:
                name = mention.name
            self._add(
                Entity(len(self._entities), name, kind, mention.gender, mention.number, role, mention.frame)
            )
            key = _key(mention.name)
            self._by_name.setdefault(key, len(self._entities) - 1)
            if is_person:
                self._by_name.setdefault(_key(surname(mention.name)), len(self._entities) - 1)
            return
        self.learn(found.index, mention.gender, mention.role)
        if mention.frame < found.frame:
            self._entities[found.index] = replace(self._entities[found.index], frame=mention.frame)

    def meet(self, mention: Mention) -> Entity | None:
        """Enter a person who is first named inside a quotation: « Nous irons, dit Anne Roy, … »."""
        if mention.kind != "name":
            return None
        self._enter(mention)
        return self.named(mention)

    def _add(self, entity: Entity) -> None:
        self._entities.append(entity)

    def learn(self, index: int, gender: str, role: str | None) -> None:
        """Add a gender (where none was known) and a title to an entity."""
        entity = self[index]
        index = entity.index
        roles = entity.roles if role is None or role in entity.roles else (*entity.roles, role)
        known = entity.gender if entity.gender != "e" else gender
        self._entities[index] = replace(entity, gender=known, roles=roles)

    def guess(self, index: int, role: str) -> None:
        """Remember a title that an entity may have: « la directrice » below may be she again."""
        entity = self[index]
        if role not in entity.guesses:
            self._entities[entity.index] = replace(entity, guesses=(*entity.guesses, role))

    def embody(self, index: int, mention: Mention) -> None:
        """Learn what a body is called besides its name, which is no person's from now on."""
        self.learn(index, mention.gender, mention.text)
        self._entities[self[index].index] = replace(self[index], kind="body")

    def named(self, mention: Mention) -> Entity | None:
        """Return whom a name stands for: in full, by surname, or by first name alone."""
        key = _key(mention.name)
        if key in self._by_name:
            found_one = self[self._by_name[key]]
            if agrees(found_one, mention.gender, "s") or mention.kind != "name":
                return found_one
            # « Mme Goma » is not Alain Goma.
            same = (e for e in self if e.kind == "person" and fold(e.surname) == key)
            return next((e for e in same if agrees(e, mention.gender, "s")), None)
        words = key.split()
        found = None
        if mention.kind == "name" or mention.head == "?":
            found = (
                self._by_name.get(_key(surname(mention.name)))
                if len(words) > 1 and not _has_first(mention)
                else None
            )
            if found is not None and _is_relative(mention.name, self[found].name):
                # « Mikha Roux » is not Paul Roux.
                found = None
            if found is None and len(words) == 1:
                found = next(
                    (e.index for e in self if e.kind == "person" and self._is_called(e, mention)), None
                )
        return None if found is None else self[found]

    @staticmethod
    def _is_called(entity: Entity, mention: Mention) -> bool:
        """« Philippe » stands for Philippe Roy told before, or below in a headline; else for himself."""
        word, names = fold(mention.name), fold(entity.name).split()
        is_first = names[:1] == [word] and is_first_name(entity.name.split()[0])
        return word in names and (not is_first or entity.frame <= mention.frame or mention.frame < 2)

    def describe(self, mention: Mention) -> Entity:
        """Return a new entity that is known by its description only."""
        number = mention.number
        name = mention.text
        if mention.governor in {"du", "au"}:
            # « sous les yeux du préfet de Lyon » speaks of « le préfet de Lyon ».
            name = "le " + name.split(" ", 1)[1]
        role = (mention.role,) if mention.role else ()
        entity = Entity(len(self._entities), name, "described", mention.gender, number, role, mention.frame)
        if mention.kind == "body":
            entity = replace(entity, kind="body")
        self._add(entity)
        return entity

    def stranger(self, mention: Mention) -> Entity:
        """Return the entity for pronouns that nobody before them explains."""
        for entity in self:
            if not entity.name and entity.gender == mention.gender and entity.number == mention.number:
                return entity
        entity = Entity(len(self._entities), "", "person", mention.gender, mention.number, (), mention.frame)
        self._add(entity)
        return entity

    def merge(self, described: int, named: int) -> None:
        """Take a described entity for a named one from now on, its titles included."""
        source, target = self[described], self[named]
        if source.index == target.index:
            return
        for role in source.roles:
            self.learn(target.index, source.gender, role)
        self._merged[source.index] = target.index

    def lengthen(self, index: int, name: str) -> None:
        """Take a longer description as the name of a described entity."""
        if len(name) > len(self._entities[index].name):
            self._entities[index] = replace(self._entities[index], name=name)

    def spell_out(self, name: str) -> None:
        """Take an acronym for the body with these initials: « l'Agence régionale de santé … l'ARS »."""
        short = self._by_name.get(_key(name))
        if short is None:
            return
        is_acronym = name.isupper() and name.isalpha() and 2 <= len(name) <= 6
        for entity in self:
            if entity.kind != "body" or entity.index == self[short].index:
                continue
            # « l'Office des fraudes (Ofra) »
            told = any(called.endswith(f"({name})") for called in (entity.name, *entity.roles))
            if told or (is_acronym and name in _initials(entity.name)):
                self.merge(short, entity.index)
                return

    def body(self, mention: Mention) -> Entity | None:
        """Return the body met before under the same words, article aside."""
        key = content_words(mention.text)
        return next((e for e in self if e.kind == "body" and content_words(e.name) == key), None)


def _initials(name: str) -> frozenset[str]:
    """Return the initials of a name, with and without little words: Journal du soir → JDS, JS."""
    words = re.findall(r"[^\W\d_]+", _DETERMINER.sub("", name.replace("’", "'")))
    long = [word for word in words if len(word) > 2 and word.lower() not in _LITTLE]
    if len(long) < 2:
        return frozenset()
    return frozenset("".join(word[0].upper() for word in found) for found in (words, long))


_LITTLE = frozenset({"des", "les", "une", "aux", "pour"})
_DETERMINER = re.compile(r"^(?:les?|la) |^l'", re.IGNORECASE)


def _is_relative(name: str, other: str) -> bool:
    """Tell whether the first names differ, by more than a slip (« Thierrey ») or an initial (« E. »)."""
    first, second = (fold(one.partition(" ")[0]).rstrip(".") for one in (name, other))
    size = min(len(first), len(second), 3)
    return " " in name and " " in other and first[:size] != second[:size]


def _has_first(mention: Mention) -> bool:
    return is_first_name(mention.name.split()[0])


def _fullness(mention: Mention) -> tuple[bool, bool, int, int]:
    """Sort full names before short ones, sure ones before unsure ones, then by place in the text."""
    return mention.kind != "name", mention.head == "?", -len(mention.name.split()), mention.frame


def _display_name(mention: Mention) -> str:
    """Return « M. Roy » for a person known by a title and a surname only, else the plain name."""
    if len(mention.name.split()) > 1 or mention.role:
        return mention.name
    title = re.match(r"(?:M\.|Mmes?|Mlle|Me|Dr|Pr|Mgr)(?=\s)", mention.text)
    return f"{title.group()} {mention.name}" if title else mention.name


def predicates(frame: Frame, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, str]]:
    """Yield names with the office that a sentence gives them: « Nommé Premier ministre, Jean Roy … »."""
    tokens = frame.tokens
    starts = frozenset(mention.first for mention in mentions if mention.kind == "name")
    for at in range(1, len(tokens)):
        before = tokens[at - 1].low
        if not tokens[at].is_word:
            continue
        taken = before in _BECOMING or (
            before == "de" and at > 1 and tokens[at - 2].low in {"poste", "fonctions"}
        )
        noun = at + 1 if at + 1 < len(tokens) and noun_of(tokens[at].low) is None else at
        if not taken or noun_of(tokens[noun].low) not in person_nouns() or noun in starts:
            continue
        role = " ".join(token.text for token in tokens[at : extent(tokens, noun, starts)]).replace("' ", "'")
        names = [mention for mention in mentions if mention.kind == "name" and not mention.governor]
        earlier = [mention for mention in names if mention.last <= at]
        if names:
            yield (earlier[-1] if earlier else names[0]), role


_BECOMING = word_set("speakers.becoming")


def is_media(entity: Entity) -> bool:
    """Tell whether the entity is a newspaper, a channel or a platform."""
    return entity.kind == "body" and (fold(entity.name) in _folded_media())


@cache
def _folded_media() -> frozenset[str]:
    return frozenset(fold(name) for name in media())


def agrees(entity: Entity, gender: str, number: str) -> bool:
    """Tell whether gender and number do not contradict; an unknown gender (e) agrees with both."""
    same_gender = entity.gender == gender or "e" in (entity.gender, gender)
    return same_gender and (
        entity.number == number or (entity.kind == "body" and number == "s" and entity.name[:1].isupper())
    )


def best_role(entity: Entity) -> str | None:
    """Return the longest title as it is written beside the name."""
    return max(entity.roles, key=len, default=None)


def ordered(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return mentions in the order of the text."""
    return tuple(sorted(mentions, key=lambda mention: mention.start))
