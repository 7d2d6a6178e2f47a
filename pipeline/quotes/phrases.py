"""Where a French noun phrase for a person or a body begins and ends: « le président de la région Sud »."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from .conjugation import forms
from .cues import HAVE
from .frames import Token
from .wordlists import body_nouns, media, person_nouns, read_lines, word_set

Definiteness = Literal["definite", "indefinite", "demonstrative", "possessive", ""]

_DETERMINERS: dict[str, tuple[str, str, Definiteness]] = {
    "le": ("m", "s", "definite"),
    "la": ("f", "s", "definite"),
    "l'": ("e", "s", "definite"),
    "les": ("e", "p", "definite"),
    "du": ("m", "s", "definite"),
    "au": ("m", "s", "definite"),
    "aux": ("e", "p", "definite"),
    "un": ("m", "s", "indefinite"),
    "une": ("f", "s", "indefinite"),
    "des": ("e", "p", "indefinite"),
    "de": ("e", "p", "indefinite"),
    "plusieurs": ("e", "p", "indefinite"),
    "certains": ("m", "p", "indefinite"),
    "certaines": ("f", "p", "indefinite"),
    "quelques": ("e", "p", "indefinite"),
    **dict.fromkeys(word_set("phrases.numerals"), ("e", "p", "indefinite")),
    "ce": ("m", "s", "demonstrative"),
    "cet": ("m", "s", "demonstrative"),
    "cette": ("f", "s", "demonstrative"),
    "ces": ("e", "p", "demonstrative"),
    "mon": ("e", "s", "possessive"),
    "ma": ("f", "s", "possessive"),
    "mes": ("e", "p", "possessive"),
    "son": ("e", "s", "possessive"),
    "sa": ("f", "s", "possessive"),
    "ses": ("e", "p", "possessive"),
    "nos": ("e", "p", "possessive"),
    "notre": ("e", "s", "possessive"),
    "leur": ("e", "s", "possessive"),
    "leurs": ("e", "p", "possessive"),
}
PREPOSITIONS = word_set("phrases.prepositions")
_STOPS = word_set("phrases.stops")
_JOINING = frozenset({"de", "d'", "du", "des"})
_NAMED_PLACES = word_set("phrases.named_places")
BEFORE_NOUN = word_set("phrases.before_noun")
_NO_VERBS = word_set("phrases.no_verbs")
_OBJECTS = frozenset(
    {"le", "la", "l'", "les", "un", "une", "des", "que", "qu'", "à", "son", "sa", "ses", "ce", "cette"}
)
_DETERMINERS_ONLY = word_set("phrases.determiners_only")
_SKIPPED_ADJECTIVES = frozenset(
    {"jeune", "jeunes", "premier", "première", "principal", "principale", "proche"}
)
_POINTING = frozenset({"ce", "cet", "cette", "ces"})
_ARTICLES = frozenset({"le", "la", "les", "l'"})
_AFTER_EN = frozenset({"chef", "charge", "titre", "exercice", "continu", "ligne", "marche"})
_NOMINAL = word_set("phrases.nominal")
_SUBJECTS = word_set("phrases.subjects")
# « une médecin interrogée par la radio »: how the paper came by the words is no part of the person.
_QUESTIONED = word_set("phrases.questioned")
_MAX_TOKENS = 22


TIMES = word_set("phrases.times")


@cache
def common_verbs() -> dict[str, str]:
    """Return finite form → infinitive for the common verbs and those of the cue files."""
    lines = [line for name in ("verbs", "say", "think", "host") for line in read_lines(name)]
    verbs = [line.replace("s'", "s' ").removeprefix("se ").removeprefix("s' ").split()[0] for line in lines]
    pairs = ((word, form, verb) for verb in reversed(verbs) for word, form in forms(verb))
    return {word: verb for word, form, verb in pairs if form.mood in {"finite", "conditional"}}


@cache
def infinitives() -> frozenset[str]:
    """Return the infinitives of the lexicons."""
    return frozenset(verb for verb in common_verbs().values() if verb.endswith(("er", "ir", "re", "oir")))


@cache
def _infinitives() -> frozenset[str]:
    return infinitives() - {"être", "devenir", "pouvoir", "savoir", "dîner", "rire"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens ``first`` to ``last`` (exclusive), ``head`` the token of its noun."""

    first: int
    last: int
    head: int
    noun: str
    gender: str
    number: str
    definiteness: Definiteness
    is_person: bool
    governor: str


def noun_of(word: str) -> str | None:
    """Return the noun of the lexicons that ``word`` is, its prefix aside: ``ex-ministre`` → ministre."""
    if word in person_nouns() or word in body_nouns():
        return word
    prefix, _, rest = word.partition("-")
    if prefix in {"ex", "vice", "co", "néo"} and rest in person_nouns():
        return rest
    if prefix in person_nouns() and rest in person_nouns():
        # « le député-maire »
        return prefix
    return None


def _head(tokens: Sequence[Token], at: int) -> int | None:
    """Return the token of the noun, within three words after the determiner; None when there is none."""
    for position in range(at, min(at + 4, len(tokens))):
        token = tokens[position]
        if not token.is_word or token.low in _STOPS or token.low in PREPOSITIONS:
            return None
        if noun_of(token.low) is None:
            if token.low not in BEFORE_NOUN:
                return None
            continue
        if token.is_capitalised and position > at and token.text[1:] != token.low[1:]:
            return None
        following = tokens[position + 1].low if position + 1 < len(tokens) else ""
        if token.low == "numéro" and not (following.isdigit() or following in {"un", "deux", "trois"}):
            return None
        if token.low in _SKIPPED_ADJECTIVES and noun_of(following):
            continue
        return position
    return None


def _stops(tokens: Sequence[Token], at: int) -> bool:
    """« un élu qui … » ends there, « les avocats de ce riverain », « les personnes interrogées » do not."""
    low, before = tokens[at].low, tokens[at - 1].low
    if low in _QUESTIONED:
        return before not in {"personne", "personnes"}
    return low in _STOPS and low != "pour" and not (low in _POINTING and before in _JOINING)


def _goes_on(tokens: Sequence[Token], at: int, name_starts: frozenset[int]) -> int:
    """Return how many tokens from ``at`` belong to the phrase: 0 ends it."""
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.quote >= 0 and tokens[at - 1].low in _JOINING:
        # « le chef du « Parti du peuple » a dit »
        return 1
    if token.low == "avec" and tokens[at - 1].low == "relations" and "chargé" in tokens[at - 3].low:
        # « la ministre chargée des relations avec le Parlement »
        return 2
    is_owned = tokens[at - 1].low == "la" and tokens[at - 2].low == "de"
    # « le conseiller de la Maison Blanche | Paul Roy »
    starts_name = at in name_starts and tokens[at - 1].low not in _JOINING and not is_owned
    if token.is_capitalised and tokens[at - 1].low in {
        "communiqué",
        "texte",
        "tweet",
        "entretien",
        "courrier",
    }:
        # « s'inquiète dans un communiqué Nordvia »
        return 0
    if starts_name or token.quote >= 0 or _stops(tokens, at) or token.low.startswith("-"):
        return 0
    if token.low in _JOINING:
        # « la volonté des élus | de partir »
        if following is None or not (following.is_word or following.text[0].isdigit()):
            return 0
        return 0 if following.low in _infinitives() and noun_of(following.low) is None else 1
    if token.low == "et":
        return _and_goes_on(tokens, at)
    if token.low == "pour":
        return (
            2
            if [item.low for item in tokens[at + 1 : at + 2]] in (["le"], ["la"], ["l'"], ["les"])
            and (at + 2 < len(tokens) and tokens[at + 2].is_capitalised)
            else 0
        )
    if token.low in _NAMED_PLACES:
        return _place_goes_on(tokens, at)
    if token.low == "en":
        return 1 if following is not None and following.low in _AFTER_EN else 0
    if token.text in "()":
        return _parenthesis(tokens, at)
    if token.text[0].isdigit():
        return 1
    if not token.is_word:
        return 1 if token.text == "&" else 0
    before = tokens[at - 1].low
    if token.low in _infinitives() and noun_of(token.low) is None and before not in _JOINING | _NAMED_PLACES:
        # « a dit aux élus vouloir partir »
        return 0
    if token.low.endswith("ant") and following is not None and following.low in _OBJECTS:
        # « un élu jetant le règlement »
        return 0
    if token.low in _DETERMINERS_ONLY and not token.is_capitalised:
        return 1 if before in _JOINING | {"à", "pour", "et"} else 0
    return 0 if is_finite(token) and before not in _JOINING | {"l'", "la", "le", "les"} else 1


def _and_goes_on(tokens: Sequence[Token], at: int) -> int:
    """« le ministre du Budget et des Comptes », « le maire et président de l'agglomération » go on."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is not None and following.low in _DETERMINERS_ONLY:
        goes = at + 2 < len(tokens) and tokens[at + 2].is_capitalised and tokens[at - 1].is_capitalised
        return 2 if goes else 0
    joins = _JOINING | {"à", "aux", "au"}
    return 1 if following is not None and (following.low in joins or following.low in person_nouns()) else 0


def is_verb_at(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether token ``at`` is a finite verb here; « la marche » and « le président » are nouns."""
    if not is_finite(tokens[at]):
        return False
    before = tokens[at - 1].low if at else ""
    if tokens[at].low in PREPOSITIONS and before not in _SUBJECTS:
        # « entre mardi et jeudi », but « il entre »
        return False
    if before in _ARTICLES or before == "en":
        # « il le dit », « nous en tirerons »
        return at >= 2 and tokens[at - 2].low in _SUBJECTS
    return before not in _NOMINAL


def is_finite(token: Token) -> bool:
    """Tell whether the word looks like a finite verb: a listed one, or an imperfect (``distribuait``)."""
    if token.is_capitalised or not token.is_word:
        return False
    by_ending = token.low.endswith(("aient", "ait", "èrent")) and len(token.low) > 5
    return token.low in common_verbs() or (by_ending and token.low not in _NO_VERBS)


def _place_goes_on(tokens: Sequence[Token], at: int) -> int:
    """« ministre déléguée à la Santé » goes on, « un policier au Parisien » and « à l'AFP » do not."""
    rest = [token.text for token in tokens[at + 1 : at + 4]]
    if not rest or not rest[0][0].isalpha():
        return 0
    name = rest[1] if rest[0].lower() in {"l'", "la", "le", "les"} and len(rest) > 1 else rest[0]
    of_body = tokens[at - 1].low == "source" and rest[0].islower() and name.islower()
    if (
        (name.lower() in body_nouns() and not of_body)
        or name.lower() in media()
        or f"le {name}".lower() in media()
        or name.lower() in {"micro", "téléphone", "terme", "lendemain", "sujet", "cours"}
        or (name.isupper() and len(name) > 1)
    ):
        return 0
    before = tokens[at - 1].low
    attached = before.endswith(
        ("adjoint", "adjointe", "délégué", "déléguée", "état", "candidat", "candidate")
    )
    attached = attached or before in {
        "serveur",
        "serveuse",
        "professeur",
        "professeure",
        "maître",
        "juge",
        "femme",
        "source",
    }
    return 2 if attached or (name[0].isupper() and tokens[at].low != "à") or tokens[at].low == "au" else 0


def _parenthesis(tokens: Sequence[Token], at: int) -> int:
    if tokens[at].text != "(":
        return 0
    for ahead in range(at + 1, min(at + 5, len(tokens))):
        if tokens[ahead].text == ")":
            return ahead + 1 - at
    return 0


def _anonymity(tokens: Sequence[Token], at: int) -> int:
    """Return the end of « … ayant requis l'anonymat » when it follows, else ``at``."""
    start = at + 1 if at < len(tokens) and tokens[at].text == "," else at
    if start < len(tokens) and tokens[start].low in {"ayant", "requérant", "souhaitant", "préférant", "sous"}:
        for ahead in range(start + 1, min(start + 6, len(tokens))):
            if tokens[ahead].low in {"anonymat", "anonyme"}:
                return ahead + 1
    return at


def extent(tokens: Sequence[Token], head: int, name_starts: frozenset[int]) -> int:
    """Return the end (exclusive) of the phrase whose noun is token ``head``."""
    at = head + 1
    while at < len(tokens) and at - head < _MAX_TOKENS:
        step = _goes_on(tokens, at, name_starts)
        if not step:
            break
        at += step
    at = min(at, len(tokens))
    while at > head + 1 and (tokens[at - 1].low in PREPOSITIONS or tokens[at - 1].low in _DETERMINERS):
        at -= 1
    return _anonymity(tokens, at)


def _gender(tokens: Sequence[Token], first: int, head: int, listed: str) -> str:
    if listed == "m" and tokens[first].low in {"la", "une", "cette"}:
        # « la chef », « la maire »
        return "f"
    if listed != "e":
        return listed
    gender = _DETERMINERS.get(tokens[first].low, ("e", "s", ""))[0]
    around = {token.low for token in tokens[first:head]}
    if gender == "e" and around & {"ancienne", "première", "nouvelle", "actuelle", "future", "ex-première"}:
        return "f"
    if gender == "e" and around & {"ancien", "premier", "nouveau", "nouvel", "actuel", "futur"}:
        return "m"
    return gender


def _ends_compound(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and tokens[at].low.endswith(("é", "i", "u", "t", "s")) and tokens[at - 1].low in HAVE


def governor_at(tokens: Sequence[Token], first: int) -> str:
    """Return the preposition before the phrase at ``first``, « du » and « des » included; "" for none."""
    own = tokens[first].low
    before = tokens[first - 1].low if first else ""
    if own in {"du", "au", "aux"}:
        return own
    if own == "des":
        # « les élus des villes », but « ont indiqué des élus »
        is_object = before in common_verbs() or before in _STOPS or _ends_compound(tokens, first - 1)
        is_noun = first and tokens[first - 1].is_word and not is_object
        return "des" if is_noun else ""
    return before if before in PREPOSITIONS and before not in {"que", "qu'", "et", "dont"} else ""


def any_phrase_at(tokens: Sequence[Token], first: int, name_starts: frozenset[int]) -> Phrase | None:
    """Return the phrase at ``first`` whatever its noun: « explique une laborantine », « le Normand »."""
    listed = phrase_at(tokens, first, name_starts)
    determiner = _DETERMINERS.get(tokens[first].low)
    if listed is not None or determiner is None or tokens[first].low in {"de", "du", "au", "aux"}:
        return listed
    head = first + 1
    while head < len(tokens) and tokens[head].low in BEFORE_NOUN:
        head += 1
    if head < len(tokens) and head > first + 1 and tokens[head - 1].low == "autre":
        # « a écrit un autre »
        head -= 0 if tokens[head].is_word and tokens[head].low not in _STOPS | PREPOSITIONS else 1
    if head >= len(tokens) or not tokens[head].is_word or tokens[head].low in _STOPS | PREPOSITIONS | TIMES:
        return None
    gender, number, definiteness = determiner
    last = extent(tokens, head, name_starts)
    return Phrase(
        first, last, head, tokens[head].low, gender, number, definiteness, True, governor_at(tokens, first)
    )


def phrase_at(tokens: Sequence[Token], first: int, name_starts: frozenset[int]) -> Phrase | None:
    """Return the phrase that starts with the determiner at ``first``; None when none does."""
    determiner = _DETERMINERS.get(tokens[first].low)
    is_many = first + 1 < len(tokens) and tokens[first + 1].low in {"nombreux", "nombreuses"}
    if determiner is None or (
        tokens[first].low == "de" and first and tokens[first - 1].is_word and not is_many
    ):
        return None
    head = _head(tokens, first + 1)
    if head is None or head in name_starts:
        return None
    noun = noun_of(tokens[head].low) or ""
    is_person = noun in person_nouns()
    listed = person_nouns().get(noun) or body_nouns().get(noun, "e")
    _, number, definiteness = determiner
    last = extent(tokens, head, name_starts)
    gender = _gender(tokens, first, head, listed)
    return Phrase(
        first, last, head, noun, gender, number, definiteness, is_person, governor_at(tokens, first)
    )
