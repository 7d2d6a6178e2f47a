"""Where the complement of a reporting verb starts: infinitive, order, description or announcement."""

from collections.abc import Sequence

from .cues import Cue
from .frames import Token
from .phrases import infinitives, is_verb_at, noun_of
from .wordlists import word_set

ANNOUNCING = frozenset({"annoncer", "prévenir", "anticiper", "prédire", "pronostiquer"})
_TIME_WORDS = word_set("subjects.time")
_ORDERS = word_set("indirect.orders")
_DESCRIPTIONS = frozenset({"décrire"})
_ROUGHLY = frozenset({"plus", "moins", "près", "environ", "quelque"})
_VERDICTS = frozenset({"juger", "estimer", "considérer", "trouver"})
_ARTICLES = frozenset({"le", "la", "les", "l'", "son", "sa", "ses", "ce", "cette", "ces"})
_NO_DESCRIPTION = frozenset(
    {"que", "qu'", "à", "de", "d'", "des", "beaucoup", "tout", "pourtant", "aussi", "également"}
)
_JUDGING = (
    *("able", "ables", "ible", "ibles", "ale", "ales", "aux", "eux", "euse", "euses", "if", "ive", "ifs"),
    *("ives", "aire", "aires", "ée", "ées", "ant", "ante", "ants", "antes", "ent", "ente", "ique", "iques"),
)
_NOMINAL_STARTS = word_set("indirect.announced")
_BETWEEN = word_set("indirect.between")
BEFORE_INFINITIVE = word_set("indirect.before_infinitive")
_BEFORE_QUE = word_set("indirect.before_que")
_NO_INFINITIVES = word_set("indirect.no_infinitives")


def announced(tokens: Sequence[Token], cue: Cue) -> int | None:
    """Return where the noun starts that « annonce lundi des rafales », « prévient d'un risque » tell."""
    state = cue.lemma == "faire" and tokens[cue.last - 1].low == "état"
    if cue.lemma not in ANNOUNCING and not state:
        return None
    first = cue.last
    while first < len(tokens) - 2 and (
        tokens[first].low in _TIME_WORDS | _BETWEEN
        or (first > cue.last and tokens[first].text[0].isdigit())
        or _dates(tokens, first)
    ):
        first += 1
    is_governed = state or cue.lemma == "prévenir"
    first += is_governed
    if first >= len(tokens) - 1 or (is_governed and tokens[first - 1].low not in {"de", "d'"}):
        return None
    is_figure = tokens[first].text[0].isdigit() or tokens[first].low in _ROUGHLY
    return first if is_figure or (tokens[first].low in _NOMINAL_STARTS and not state) else None


def verdict(tokens: Sequence[Token], cue: Cue) -> int | None:
    """Return where « trop cher le pont », « le pont trop cher », « victime d'un vol » starts."""
    if cue.voice not in {"active", "gerund"} or cue.last >= len(tokens) - 1:
        return None
    after = tokens[cue.last]
    if cue.lemma == "dire" and any(token.low in {"se", "s'"} for token in tokens[cue.first : cue.verb]):
        # « il se dit prêt à partir », but « il se dit que … », « il se dit « prêt » »
        return cue.last if after.is_word and not after.is_capitalised and _may_describe(tokens, cue) else None
    if cue.lemma not in _VERDICTS or any(t.low in {"que", "qu'"} or t.quote >= 0 for t in tokens[cue.last :]):
        return None
    last = next(
        (at for at in range(cue.last, len(tokens)) if tokens[at].text in {",", ".", ";", ":"}), len(tokens)
    )
    describes = any(_is_adjective(tokens[at]) for at in range(cue.last, last))
    starts = after.low in _ARTICLES or _is_adjective(after)
    return cue.last if starts and describes and last - cue.last > 2 else None


def _may_describe(tokens: Sequence[Token], cue: Cue) -> bool:
    return tokens[cue.last].low not in _NO_DESCRIPTION and not is_infinitive(tokens[cue.last])


def _is_adjective(token: Token) -> bool:
    """Tell adjectives that judge by their endings: illégale, inappropriée, responsable, nécessaire."""
    return token.is_word and token.text[0].islower() and len(token.low) > 5 and token.low.endswith(_JUDGING)


def _dates(tokens: Sequence[Token], at: int) -> bool:
    """« ce vendredi », « cette semaine », « 24 juillet »."""
    if tokens[at].low in {"ce", "cette"}:
        return tokens[at + 1].low in _TIME_WORDS | _TIMES
    before = tokens[at - 1]
    return (before.text[0].isdigit() and tokens[at].low in _MONTHS) or (
        before.low in {"ce", "cette"} and tokens[at].low in _TIMES
    )


def order_start(tokens: Sequence[Token], cue: Cue) -> int | None:
    """Return where the order or the description starts, at most fourteen words behind the cue."""
    if cue.voice == "passive" or cue.lemma not in _ORDERS | _DESCRIPTIONS:
        return None
    for at in range(cue.last, min(cue.last + 14, len(tokens) - 1)):
        if tokens[at].quote >= 0 or tokens[at].text in ",;:." or is_verb_at(tokens, at):
            return None
        first = _ordered(tokens, at) if cue.lemma in _ORDERS else _described(tokens, at)
        if first is not None:
            return first
    return None


def _ordered(tokens: Sequence[Token], at: int) -> int | None:
    """Return the token after « à », « de » when an infinitive follows, its reflexive pronoun included."""
    if tokens[at].low not in {"à", "de", "d'"}:
        return None
    return at + 1 if _verb_from(tokens, at + 1) is not None else None


def _described(tokens: Sequence[Token], at: int) -> int | None:
    """Return the token after « comme » or « comme étant »."""
    if tokens[at].low != "comme":
        return None
    return at + 2 if tokens[at + 1].low == "étant" else at + 1


def infinitive_clause(tokens: Sequence[Token], at: int) -> int | None:
    """Return where « (par contre) ne pas l'avoir vu » starts; None when no infinitive follows."""
    if at < len(tokens) and tokens[at].low in {"pas", "plus", "jamais"}:
        # « ne souhaite pas les commenter »
        return None
    while at < len(tokens) - 1 and (tokens[at].low in _BETWEEN or tokens[at].low.endswith("ment")):
        if _verb_from(tokens, at) is not None:
            # « reconnaît en avoir », « dit lui en vouloir », but « reconnaît en effet avoir cédé »
            break
        at += 1
    at += 1 if at < len(tokens) and tokens[at].low in {"de", "d'", "à"} else 0
    return at if _verb_from(tokens, at) is not None else None


def _verb_from(tokens: Sequence[Token], at: int) -> int | None:
    """Return the infinitive that its negation and pronouns lead to from token ``at``."""
    verb = at
    while verb < min(at + 5, len(tokens) - 1) and tokens[verb].low in BEFORE_INFINITIVE:
        verb += 1
    return verb if verb < len(tokens) and is_infinitive(tokens[verb]) else None


def is_infinitive(token: Token) -> bool:
    """Tell whether the word is an infinitive, a listed one or by its ending: « disposer », not « hier »."""
    if not token.text[0].islower() or token.low in infinitives():
        # « sur Twitter »
        return token.text[0].islower()
    looks_so = token.low.endswith(("er", "ir")) and len(token.low) > 4
    return looks_so and token.low not in _NO_INFINITIVES and noun_of(token.low) is None


_MONTHS = frozenset(
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ]
)


def is_time(tokens: Sequence[Token], at: int) -> bool:
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is not None and (after.text[0].isdigit() or after.low in _TIMES | _TIME_WORDS)


_TIMES = word_set("phrases.times") | {"même", "dernière", "été", "hiver", "automne", "printemps"}


def is_compared(tokens: Sequence[Token], at: int, last: int) -> bool:
    """« a dit plus que son rival » compares, « révèle même que », « explique ainsi que » report.

    ``last``: where the cue ends.
    """
    if at == last + 1 and tokens[last].low in {"même", "ainsi", "bien"}:
        return False
    return at > 0 and tokens[at - 1].low in _BEFORE_QUE
