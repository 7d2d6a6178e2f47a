"""How well a description fits somebody: the same office, the same complement, or none told so far."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from .mention import Mention
from .offices import is_equivalent, offices
from .speakers import Entity, content_words, fold, is_media, role_nouns
from .wordlists import anaphora, fields, lemmas, synonyms, texts, word_set

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
_GENERAL = word_set("coreference.general")
_CORPORATE_NOUNS = word_set("coreference.corporate_nouns")
_BODY_SYNONYMS = {"justice": ("tribunal", "cour"), "juridiction": ("tribunal", "cour")}
_CAPITAL = re.compile(r"\b[A-ZÀ-Ý]")
_ISSUED = word_set("coreference.issued")
_COUNTS = frozenset({"deux", "trois", "quatre", "cinq", "six", "meme", "memes"})
_PAIRS = frozenset({"couple", "duo", "trio", "binôme"})
_PARTIES = word_set("coreference.parties")
_OFFICIALS = word_set("coreference.officials")
_PUBLIC = word_set("coreference.public_bodies")
_FIRM_NOUNS = word_set("coreference.corporate_nouns") - {"organisme", "institution", "agence"}
_DETERMINER = re.compile(r"^(?:les?|la|une?|des|ce|cette|cet|ces) |^l['’]", re.IGNORECASE)


def extra_words(mention: Mention) -> frozenset[str]:
    """Return what a description says beyond its noun: « le ministre de la Santé » → santé."""
    return content_words(_AGE.sub("", mention.text)) - content_words(mention.head) - _COUNTS


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
    if mention.definiteness == "possessive":
        found["new, somebody's"] = 1.0
    return found


def person_fit(mention: Mention, entity: Entity) -> Mapping[str, float]:
    """Return the features of a description of a person beside what is known of ``entity``."""
    noun = lemmas().get(mention.head, mention.head)
    titles = known_titles(entity)
    # « son successeur, Paul Roux » tells no office: he may be « le député du Nord » all the same.
    nouns = {found for role in titles for found in role_nouns(role)} - _RELATIONS
    found = dict.fromkeys(_noun_fit(mention, noun, titles, nouns), 1.0)
    words = extra_words(mention)
    known = {word for role in titles for word in content_words(role)} | content_words(entity.name)
    if words and nouns:
        share = len(words & known) / len(words)
        is_loose = bool(_FORMER.search(mention.text)) or not _COMPLEMENT.search(mention.text)
        if "other noun" in found:
            # « la procureure de Lens » is not Anne Roy, maire de Lens.
            found["other noun, complement shared"] = share
        else:
            found["complement shared"] = share
        if not share:
            found["no word shared, no complement" if is_loose else "other complement"] = 1.0
    if points_back(mention):
        found["pointing back"] = 1.0
    if nouns and mention.head in _CHILDREN:
        # « Cette petite fille a tout vu, dit l'avocate »
        found["a child with an office"] = 1.0
    return found


def _noun_fit(mention: Mention, noun: str, titles: Sequence[str], nouns: Set[str]) -> Iterator[str]:
    """Yield how the noun of a description suits the nouns of somebody's titles."""
    if mention.role and is_equivalent(mention.role, titles):
        yield "same office"
    elif noun in nouns or any(fold(noun) in content_words(role) for role in titles):
        yield "same noun"
        if _is_title(mention, titles):
            yield "same title"
    elif not nouns - _GENERAL:
        yield "no title told"
        if noun in _INTRODUCED:
            yield "no title told, often without a name"
    elif any(noun in synonyms().get(other, frozenset()) for other in nouns):
        yield "related noun"
    elif noun in _GENERAL:
        yield "general noun"
    elif _FORMER.search(mention.text):
        yield "formerly"
    else:
        field = fields().get(noun, frozenset())
        others = [fields()[other] for other in nouns if other in fields()]
        if field and others:
            yield "same walk of life" if any(field & other for other in others) else "another walk of life"
        yield "other noun"


def _is_title(mention: Mention, titles: Sequence[str]) -> bool:
    """Tell whether the whole description stands in a title: « le maire de Lens », « maire PS de Lens »."""
    words = content_words(_AGE.sub("", mention.text))
    return bool(extra_words(mention)) and any(words <= content_words(title) for title in titles)


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


def is_other_name(mention: Mention, entity: Entity) -> bool:
    """« l'Agence régionale de santé » has a name: it is no body that is called otherwise."""
    name = _DETERMINER.sub("", mention.text)
    if not name[:1].isupper() or not extra_words(mention) or not _CAPITAL.search(entity.name):
        return False
    return not begins(mention.text, entity.name) and not content_words(mention.head) & content_words(
        " ".join((entity.name, *entity.roles))
    )


def body_fit(mention: Mention, entity: Entity) -> Mapping[str, float]:
    """Return the features of « le groupe », « l'institut » beside a body met before."""
    nouns = _first_nouns(entity)
    words = extra_words(mention)
    own = content_words(" ".join((entity.name, *entity.roles)))
    found: dict[str, float] = {}
    if begins(mention.text, entity.name):
        found["a name begun"] = 1.0
    if content_words(mention.text) == content_words(entity.name):
        found["same words"] = 1.0
    elif nouns & {mention.head, *_BODY_SYNONYMS.get(mention.head, ())}:
        found["same noun, no complement" if not words else "same noun"] = 1.0
        if words and not words & own:
            found["other complement"] = 1.0
        if words and words <= own:
            # « la brigade financière » is « la brigade financière de Lens ».
            found["all words shared"] = 1.0
    else:
        found[_other_body(mention.head, entity, nouns)] = 1.0
    if words and not words & own and "a medium" not in found:
        # « le journal satirique » may be any paper, « la préfecture du Nord » is not that of Lens.
        found["has a complement" if _COMPLEMENT.search(mention.text) else "has an adjective"] = 1.0
    if mention.head in _ISSUED:
        found["an issued text" if noun_is_text(next(iter(nouns), "")) else "an issuer"] = 1.0
    return found


def _first_nouns(entity: Entity) -> frozenset[str]:
    """Return the first word of each name of a body: « la Ligue des droits », « l'association » → two."""
    called = (_DETERMINER.sub("", name.lower()).split()[:1] for name in (entity.name, *entity.roles))
    return frozenset(noun for nouns in called for noun in nouns)


def _other_body(noun: str, entity: Entity, nouns: frozenset[str]) -> str:
    """Return what another noun would make of a body: a text of a ministry, a firm of a court."""
    is_medium = is_media(entity) or bool(nouns & _MEDIA_NOUNS)
    if noun_is_text(noun):
        if any(noun_is_text(own) for own in nouns):
            # « Une enquête de … montre …, précise l'étude »
            return "another text"
        # « selon le texte »: a text, hardly the ministry that wrote it.
        return "a text for a body"
    if noun in _MEDIA_NOUNS:
        return "a medium" if is_medium else "no medium"
    if is_medium:
        return "a medium for something else"
    if not _CAPITAL.search(entity.name):
        return "other noun"
    if noun in _FIRM_NOUNS and nouns & _PUBLIC:
        return "a firm for a public body"
    return "a name for a firm" if noun in _CORPORATE_NOUNS else "a name for something else"
