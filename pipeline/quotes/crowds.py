"""Persons told by a number or a pronoun: « 600 agriculteurs », « l'un d'eux », « deux de ses amies »."""

from collections.abc import Sequence

from .frames import Token
from .phrases import BEFORE_NOUN, PREPOSITIONS, Phrase, extent, governor_at, is_finite, noun_of
from .wordlists import person_nouns, word_set

_CROWDS = word_set("phrases.crowds")
_NUMERALS = word_set("phrases.numerals")
_OWNERS = frozenset({"ses", "leurs", "ces", "nos", "mes", "vos"})
_OF = frozenset({"de", "d'", "des"})
# « un autre souligne », « plusieurs s'en émeuvent »: gender and number.
_OTHERS = {
    "un": ("m", "s"),
    "une": ("f", "s"),
    "d'": ("e", "p"),
    "l'": ("e", "s"),
    "les": ("e", "p"),
}
_ORDINALS = word_set("crowds.ordinals")
_SOME = {
    "beaucoup": ("e", "p"),
    "plusieurs": ("e", "p"),
    "certains": ("m", "p"),
    "certaines": ("f", "p"),
}
# « ont lancé certains devant la mairie », but « une autre des chercheuses »
_COMPLEMENTS = PREPOSITIONS - _OF - {"du"}
_BEFORE_VERB = word_set("crowds.before_verb")


def crowd_at(tokens: Sequence[Token], first: int, starts: frozenset[int]) -> Phrase | None:
    """Return the phrase at ``first`` that tells persons by a number or a pronoun; None when none does."""
    return _one_of(tokens, first, starts) or _counted(tokens, first, starts) or _others(tokens, first)


def _low(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""


def _phrase(tokens: Sequence[Token], span: tuple[int, int, int], noun: str, kind: tuple[str, str]) -> Phrase:
    first, last, head = span
    return Phrase(first, last, head, noun, *kind, "indefinite", True, governor_at(tokens, first))


def _person_at(tokens: Sequence[Token], at: int) -> int | None:
    """Return the token of a noun for persons, behind adjectives from ``at``."""
    while at < len(tokens) and tokens[at].low in BEFORE_NOUN and noun_of(tokens[at].low) is None:
        at += 1
    noun = noun_of(tokens[at].low) if at < len(tokens) else None
    return at if noun is not None and noun in person_nouns() else None


def _one_of(tokens: Sequence[Token], first: int, starts: frozenset[int]) -> Phrase | None:
    """« un de ses collègues », « l'une des porte-parole du mouvement », « l'un d'eux »: out of several."""
    at = first + (_low(tokens, first) == "l'")
    number = "s" if _low(tokens, at) in {"un", "une"} else "p"
    is_some = at == first and (tokens[at].low in _NUMERALS or tokens[at].low in {"la", *_SOME})
    if not (number == "s" or is_some) or _low(tokens, first - 1) in {"seul", "seule"}:
        # « Seul un des deux parents peut venir »: nobody in particular.
        return None
    gender = "f" if tokens[at].low in {"une", "certaines"} else "m"
    if _low(tokens, at + 1) in _CROWDS and _low(tokens, at + 2) in _OF:
        # « une dizaine de policiers »
        head, number = at + 3, "p"
    elif tokens[at].low == "la":
        return None
    elif _low(tokens, at + 1) == "des":
        head = at + 2
    elif _low(tokens, at + 1) == "de" and _low(tokens, at + 2) in _OWNERS:
        head = at + 3
    elif _low(tokens, at + 1) == "d'":
        last = at + 2 + (_low(tokens, at + 2) == "entre")
        is_them = _low(tokens, last) in {"eux", "elles"}
        return _phrase(tokens, (first, last + 1, at), "un", (gender, number)) if is_them else None
    else:
        return None
    found = _person_at(tokens, head)
    if found is None:
        return None
    span = (first, extent(tokens, found, starts), found)
    return _phrase(tokens, span, noun_of(tokens[found].low) or "", (gender, number))


def _counted(tokens: Sequence[Token], first: int, starts: frozenset[int]) -> Phrase | None:
    """« environ 600 agriculteurs », « plus de 23.000 manifestants », « 72 % des lycéens »."""
    at = first
    if tokens[at].low in {"environ", "quelque", "presque"}:
        at += 1
    elif tokens[at].low in {"plus", "moins", "près"} and _low(tokens, at + 1) in {"de", "d'"}:
        at += 2
    if not _low(tokens, at)[:1].isdigit() or (first and tokens[first - 1].text[0].isdigit()):
        return None
    if _low(tokens, at + 1) == "%":
        return _share(tokens, first, at, starts)
    head = _person_at(tokens, at + 1)
    if head is None or not tokens[head].low.endswith(("s", "x")):
        return None
    return _phrase(
        tokens,
        (first, extent(tokens, head, starts), head),
        tokens[head].low,
        (person_nouns().get(tokens[head].low, "e"), "p"),
    )


def _share(tokens: Sequence[Token], first: int, at: int, starts: frozenset[int]) -> Phrase | None:
    """« 72 % des lycéens jugent », « 19 % se disent »: a share of those who were asked."""
    if _low(tokens, at + 2) in {"des", "d'"}:
        head = at + 3
        is_many = head < len(tokens) and (
            _person_at(tokens, head) is not None or tokens[head].is_capitalised or tokens[head].low == "entre"
        )
        last = extent(tokens, head, starts) if is_many else 0
        return _phrase(tokens, (first, last, at), "%", ("e", "p")) if is_many else None
    return _phrase(tokens, (first, at + 2, at), "%", ("e", "p")) if _is_verb(tokens, at + 2) else None


def _is_verb(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a verb goes on at ``at``, little words before it aside: « un autre l'a vu »."""
    while _low(tokens, at) in _BEFORE_VERB:
        at += 1
    low = _low(tokens, at)
    return bool(low) and (is_finite(tokens[at]) or (low.endswith("ant") and noun_of(low) is None))


def _others(tokens: Sequence[Token], first: int) -> Phrase | None:
    """« un autre souligne », « d'autres jugent », « un troisième », « beaucoup ironisent »."""
    low, following = tokens[first].low, _low(tokens, first + 1)
    last = first + 2
    is_ordinal = low in {"un", "une"} and following in _ORDINALS
    if is_ordinal or (low in _OTHERS and following in {"autre", "autres", "uns", "unes"}):
        kind = _OTHERS[low]
    elif low in _SOME:
        kind, last = _SOME[low], first + 1
    else:
        return None
    ends = last >= len(tokens) or not tokens[last].is_word or tokens[last].low in _COMPLEMENTS
    told = first > 0 and (is_finite(tokens[first - 1]) or tokens[first - 1].low.endswith("é"))
    if not _is_verb(tokens, last) and not (ends and told):
        return None
    return _phrase(tokens, (first, last, last - 1), tokens[last - 1].low, kind)
