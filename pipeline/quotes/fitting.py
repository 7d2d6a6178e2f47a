"""How well a description fits somebody: the same office, the same complement, or none told so far."""

import re
from collections.abc import Mapping

from .mention import Mention
from .offices import is_equivalent, offices
from .speakers import Entity, content_words, fold, is_media, role_nouns
from .wordlists import anaphora, lemmas, synonyms, texts, word_set

# Who is often introduced by office alone, without a name: « a indiqué le procureur de Lille ».
_INTRODUCED = word_set("coreference.introduced")
_COMPLEMENT = re.compile(
    r"\b(?:de|du|des|d['’]|au|aux|à|(?:chargé|désigné|mandaté|nommé|missionné|saisi)e?)\b", re.IGNORECASE
)
_AGE = re.compile(r"\bde \d+ ans\b")
_FORMER = re.compile(r"\b(?:ancien|ancienne|ex)\b", re.IGNORECASE)
_CHILDREN = frozenset(
    {"fille", "fillette", "garçon", "enfant", "bébé", "adolescent", "adolescente", "écolier"}
)
_MEDIA_NOUNS = word_set("coreference.media_nouns")
_RELATIONS = word_set("coreference.relations")
_CORPORATE_NOUNS = word_set("coreference.corporate_nouns")
_BODY_SYNONYMS = {"justice": ("tribunal", "cour"), "juridiction": ("tribunal", "cour")}
_CAPITAL = re.compile(r"\b[A-ZÀ-Ý]")
_PAIRS = frozenset({"couple", "duo", "trio", "binôme"})
_PARTIES = word_set("coreference.parties")
_OFFICIALS = word_set("coreference.officials")
_PUBLIC = word_set("coreference.public_bodies")
_FIRM_NOUNS = word_set("coreference.corporate_nouns") - {"organisme", "institution", "agence"}
_DETERMINER = re.compile(r"^(?:les?|la|une?|des|ce|cette|cet|ces) |^l['’]", re.IGNORECASE)


def extra_words(mention: Mention) -> frozenset[str]:
    """Return what a description says beyond its noun: « le ministre de la Santé » → santé."""
    return content_words(_AGE.sub("", mention.text)) - content_words(mention.head)


def points_back(mention: Mention) -> bool:
    """Tell whether the words take somebody up again: « l'intéressée », « ce policier », « le Breton »."""
    noun = re.split(r"[ '’]", mention.text)[-1]
    is_native = mention.definiteness == "definite" and noun.lower() == mention.head and noun[:1].isupper()
    return mention.head in anaphora() or mention.definiteness == "demonstrative" or is_native


def new_person(mention: Mention) -> Mapping[str, float]:
    """Return the features of the candidate that is nobody met so far."""
    found = {"new": 1.0}
    if extra_words(mention):
        found["new, with a complement"] = 1.0
    if mention.head in _INTRODUCED:
        found["new, often without a name"] = 1.0
    if points_back(mention):
        found["new, pointing back"] = 1.0
    return found


def person_fit(mention: Mention, entity: Entity) -> Mapping[str, float]:
    """Return the features of a description of a person beside what is known of ``entity``."""
    noun = lemmas().get(mention.head, mention.head)
    titles = known_titles(entity)
    # « son successeur, Paul Roux » tells no office: he may be « le député du Nord » all the same.
    nouns = {found for role in titles for found in role_nouns(role)} - _RELATIONS
    found: dict[str, float] = {}
    if mention.role and is_equivalent(mention.role, titles):
        found["same office"] = 1.0
    elif not nouns:
        found["no title told"] = 1.0
        if noun in _INTRODUCED:
            found["no title told, often without a name"] = 1.0
    elif noun in nouns:
        found["same noun"] = 1.0
    elif any(noun in synonyms().get(other, frozenset()) for other in nouns):
        found["related noun"] = 1.0
    elif not _FORMER.search(mention.text):
        found["other noun"] = 1.0
    words = extra_words(mention)
    known = {word for role in titles for word in content_words(role)} | content_words(entity.name)
    if words and nouns:
        share = len(words & known) / len(words)
        is_loose = bool(_FORMER.search(mention.text)) or not _COMPLEMENT.search(mention.text)
        found["complement shared"] = share
        if not share:
            found["no word shared, no complement" if is_loose else "other complement"] = 1.0
    if points_back(mention):
        found["pointing back"] = 1.0
    if nouns and mention.head in _CHILDREN:
        # « Cette petite fille a tout vu, dit l'avocate »
        found["a child with an office"] = 1.0
    return found


def contradicts(mention: Mention, entity: Entity) -> bool:
    """« l'accusé », « la victime » are nobody of whom the paper tells an office in the case."""
    if mention.head in _PAIRS and entity.kind == "person":
        # « selon le couple » is nobody alone
        return True
    if mention.head not in _PARTIES:
        return False
    nouns = {noun for role in known_titles(entity) for noun in role_nouns(role)}
    return bool(nouns & _OFFICIALS) and not nouns & _PARTIES


def known_titles(entity: Entity) -> tuple[str, ...]:
    """Return the titles told of an entity, its own description and what the press takes for known."""
    own = (entity.name,) if entity.kind == "described" else ()
    return (*entity.roles, *entity.guesses, *own, *offices().get(fold(entity.name), ()))


def noun_is_text(noun: str) -> bool:
    """Tell whether the noun names a text: rapport, communiqué; a newspaper is a body instead."""
    return noun in texts() - _MEDIA_NOUNS


def begins(short: str, name: str) -> bool:
    """« l'Académie » begins « l'Académie de médecine »; a small letter may begin anything."""
    begun = _DETERMINER.sub("", short)
    return begun[:1].isupper() and fold(_DETERMINER.sub("", name)).startswith(fold(begun) + " ")


def body_fit(mention: Mention, entity: Entity) -> Mapping[str, float]:
    """Return the features of « le groupe », « l'institut » beside a body met before."""
    heads = {mention.head, *_BODY_SYNONYMS.get(mention.head, ())}
    called = [_DETERMINER.sub("", name.lower()).split()[:1] for name in (entity.name, *entity.roles)]
    found: dict[str, float] = {}
    words = extra_words(mention)
    own = content_words(" ".join((entity.name, *entity.roles)))
    is_text = noun_is_text(mention.head)
    if begins(mention.text, entity.name):
        found["a name begun"] = 1.0
    if content_words(mention.text) == content_words(entity.name):
        found["same words"] = 1.0
    elif any(nouns and nouns[0] in heads for nouns in called):
        found["same noun, no complement" if not words else "same noun"] = 1.0
        if words and not words & own:
            found["other complement"] = 1.0
    elif is_text:
        # « selon le texte »: a text, hardly the ministry that wrote it.
        found["a text for a body"] = 1.0
    elif mention.head in _MEDIA_NOUNS:
        found["a medium" if is_media(entity) else "no medium"] = 1.0
    elif is_media(entity):
        found["a medium for something else"] = 1.0
    elif not _CAPITAL.search(entity.name):
        found["other noun"] = 1.0
    elif mention.head in _FIRM_NOUNS and any(nouns and nouns[0] in _PUBLIC for nouns in called):
        found["a firm for a public body"] = 1.0
    elif mention.head in _CORPORATE_NOUNS:
        found["a name for a firm"] = 1.0
    else:
        found["a name for something else"] = 1.0
    if words and not words & own:
        found["has a complement" if _COMPLEMENT.search(mention.text) else "has an adjective"] = 1.0
    return found
