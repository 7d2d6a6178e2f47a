"""The cues of a sentence: verbs and expressions of speech or opinion, with the words that belong to them.

``a-t-il d'ores et déjà ajouté`` is one cue: auxiliary, inverted pronoun, adverbs, participle. A noun
that looks like a verb (« le juge », « une note ») is none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from .conjugation import Form, forms
from .frames import Token, tokenise
from .wordlists import person_nouns, read_lines, word_set

Strength = Literal["say", "think", "incise", "host", "noun"]
Voice = Literal["active", "passive", "gerund", "infinitive"]


@dataclass(frozen=True, slots=True)
class Cue:
    """Tokens ``first`` to ``last`` (exclusive) report; ``verb`` is the token of the verb itself.

    ``pronoun`` is the token of an inverted pronoun or -1. ``person`` is 3s, 3p or empty;
    ``agreement`` the gender and number of a participle that agrees with the subject, else empty.
    """

    first: int
    last: int
    verb: int
    lemma: str
    strength: Strength
    voice: Voice
    pronoun: int = -1
    person: str = ""
    agreement: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    form: Form
    strength: Strength
    is_reflexive: bool
    with_y: bool
    rest: tuple[str, ...]


HAVE = word_set("cues.have")
BE = word_set("cues.be")
_REFLEXIVE = frozenset({"se", "s'"})
_CLITICS = word_set("cues.clitics")
_ADVERBS = word_set("cues.adverbs")
_MODALS = word_set("cues.modals")
_NOMINAL = word_set("cues.nominal")
_ARTICLES = frozenset({"le", "la", "les", "l'"})
_BEFORE_CLITIC = word_set("cues.before_clitic")
# « n'avait quant à elle pas encore tout à fait dit »
_REACH = 9
# « a, lors d'un point de presse mardi à Lyon, déclaré »
_ASIDE = 12
# « la main sur le cœur »
_ADVERBIAL = 6
_PLAIN_VERBS = word_set("cues.plain_verbs")


@cache
def _table() -> dict[str, tuple[_Entry, ...]]:
    """Return written form → entries, the expressions with most words first."""
    found: dict[str, list[_Entry]] = {}
    for strength in ("say", "think", "incise", "host"):
        for line in read_lines(strength):
            first, *rest = line.replace("'", "' ").split()
            is_reflexive, with_y = first in _REFLEXIVE, first == "y"
            verb, rest = (rest[0], rest[1:]) if is_reflexive or with_y else (first, rest)
            for word, form in forms(verb):
                entry = _Entry(form, strength, is_reflexive, with_y, tuple(rest))
                found.setdefault(word, []).append(entry)
    order = {
        word: sorted(entries, key=lambda e: (-len(e.rest), not (e.is_reflexive or e.with_y)))
        for word, entries in found.items()
    }
    return {word: tuple(entries) for word, entries in order.items()}


@cache
def _modal_forms() -> frozenset[str]:
    return frozenset(word for verb in _MODALS for word, _ in forms(verb.removeprefix("s'")))


def _left_edge(tokens: Sequence[Token], verb: int) -> tuple[int, int, bool, int]:
    """Return first token of the verb group, auxiliary or -1, whether reflexive, inverted pronoun or -1."""
    first, auxiliary, pronoun, at = verb, -1, -1, verb - 1
    is_reflexive, edge = False, verb - _REACH
    while at >= 0 and at >= edge:
        low = tokens[at].low
        if low in HAVE or low in BE:
            auxiliary = first = at
        elif _is_inverted(tokens[at]):
            pronoun = at
        elif low in _REFLEXIVE:
            is_reflexive = True
            first = at
        elif auxiliary >= 0 and low in _CLITICS:
            first = at
        elif low == "," and (skipped := _aside(tokens, at)):
            edge -= at - skipped
            at = skipped
        elif auxiliary < 0 and (length := _adverbial_length(tokens, at)):
            at -= length - 1
        elif not (low in _ADVERBS or low in _CLITICS or low.endswith("ment")) or auxiliary >= 0:
            break
        at -= 1
    return first, auxiliary, is_reflexive, pronoun


def _aside(tokens: Sequence[Token], comma: int) -> int:
    """Return the comma that opens « a, elle, appelé », « a, peu après midi, dit »; 0 when there is none."""
    for at in range(comma - 1, max(0, comma - _ASIDE), -1):
        if tokens[at].low == ",":
            return at if at < comma - 1 and tokens[at - 1].low in HAVE | BE else 0
        if tokens[at].quote >= 0 or tokens[at].text in {":", ";", "."}:
            return 0
    return 0


@cache
def _adverbials() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return last word → the phrases of the lexicon that end with it, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in read_lines("adverbials"):
        phrase = tuple(token.low for token in tokenise(line, 0, len(line)))
        found.setdefault(phrase[-1], []).append(phrase)
    return {last: tuple(sorted(phrases, key=len, reverse=True)) for last, phrases in found.items()}


def _adverbial_length(tokens: Sequence[Token], last: int) -> int:
    """Return how many tokens the adverbial phrase has that ends with token ``last``; 0 when none does."""
    for phrase in _adverbials().get(tokens[last].low, ()):
        first = last + 1 - len(phrase)
        if first >= 0 and tuple(token.low for token in tokens[first : last + 1]) == phrase:
            return len(phrase)
    return 0


def adverbial_from(tokens: Sequence[Token], first: int) -> int:
    """Return how many tokens the adverbial phrase has that starts with token ``first``; 0 when none does."""
    ends = range(min(first + _ADVERBIAL, len(tokens)) - 1, first - 1, -1)
    return next((end + 1 - first for end in ends if _adverbial_length(tokens, end) == end + 1 - first), 0)


def _right_edge(tokens: Sequence[Token], verb: int, rest: tuple[str, ...]) -> tuple[int, int] | None:
    """Return end of the group and inverted pronoun or -1; None when words of the expression are missing."""
    at, pronoun = verb + 1, -1
    if at < len(tokens) and _is_inverted(tokens[at]):
        pronoun, at = at, at + 1
    if rest:
        skipped = at
        while at < len(tokens) and tokens[at].low != rest[0] and at - skipped < 3:
            if not (tokens[at].low in _ADVERBS or tokens[at].low.endswith("ment")):
                return None
            at += 1
        if tuple(token.low for token in tokens[at : at + len(rest)]) != rest:
            return None
        at += len(rest)
    return at, pronoun


def _is_noun(tokens: Sequence[Token], verb: int) -> bool:
    """Tell whether the word is a noun here: « le juge », « une note », « sans appel »."""
    if verb == 0:
        return False
    before = tokens[verb - 1].low
    if before in {"dernier", "dernière"} and verb > 1 and tokens[verb - 2].low in {"ce", "cette"}:
        return False
    if before == "en" and verb > 1 and tokens[verb - 2].low in _REFLEXIVE:
        # « il s'en prend à », « elle s'en félicite »
        return False
    if before in _ARTICLES:
        free = verb < 2 or tokens[verb - 2].low not in _BEFORE_CLITIC
        return free and not _is_plain_verb(tokens[verb].low, before)
    if before == "leur" and verb > 1 and tokens[verb - 2].low in {"il", "elle", "ils", "elles", "on", "qui"}:
        # « elle leur demande « du calme » »
        return False
    return before in _NOMINAL and not (before == "leur" and _is_plain_verb(tokens[verb].low, before))


def _is_plain_verb(word: str, before: str) -> bool:
    """« la mairie les appelle à fuir », « les élus leur demandent de partir »: no noun is written so."""
    return word in _PLAIN_VERBS or (
        before in {"les", "leur", "l'"} and word.endswith(("ent", "ait", "aient"))
    )


def reports(word: str) -> bool:
    """Tell whether a word is a form of a verb of speech or opinion."""
    return any(entry.strength in {"say", "think"} and not entry.rest for entry in _table().get(word, ()))


def _voice(
    tokens: Sequence[Token], entry: _Entry, edges: tuple[int, int, bool, int], verb: int
) -> Voice | None:
    first, auxiliary, is_reflexive, _ = edges
    if entry.form.mood == "participle":
        if auxiliary < 0:
            if verb and tokens[verb - 1].low in {"et", "mais", "puis"} and _goes_on(tokens, verb):
                # « Il a salué la foule et promis que … »
                return "active"
            # « la crue » is no form of croire.
            return "passive" if not entry.is_reflexive and not _is_noun(tokens, verb) else None
        if (
            tokens[auxiliary].low in BE
            and not is_reflexive
            and entry.form.lemma not in {"convenir", "intervenir"}
        ):
            return "passive"
        return "passive" if any(token.low == "été" for token in tokens[first:verb]) else "active"
    if entry.form.mood == "gerund":
        if tokens[verb].low == "maintenant" and (not verb or tokens[verb - 1].low != "en"):
            return None
        # « l'opposant » is a person, « un autre le jugeant » judges.
        article = tokens[verb - 1].low if verb else ""
        is_noun = article in {"un", "une", "des"} or (
            article in _ARTICLES and (tokens[verb].low in person_nouns() or not tokens[verb - 2].is_word)
        )
        return None if is_noun else "gerund"
    if entry.form.mood == "infinitive":
        # « conseiller municipal » is an office.
        return "infinitive" if tokens[verb].low not in person_nouns() else None
    if entry.form.person not in {"3s", "3p"} or auxiliary >= 0:
        return None
    return None if _is_noun(tokens, verb) else "active"


def _goes_on(tokens: Sequence[Token], verb: int) -> bool:
    after = tokens[verb + 1] if verb + 1 < len(tokens) else None
    reports = after is not None and (after.low in {"que", "qu'", ":"} or after.quote >= 0)
    return reports and any(token.low in HAVE for token in tokens[: verb - 1])


def _is_nickname(tokens: Sequence[Token], verb: int) -> bool:
    """« Paul Roy, dit Popol, » says a name, nobody speaks."""
    if tokens[verb].low not in {"dit", "dite"} or verb < 2 or verb + 1 >= len(tokens):
        return False
    return (
        tokens[verb - 1].text == "," and tokens[verb - 2].is_capitalised and tokens[verb + 1].is_capitalised
    )


def _reading(tokens: Sequence[Token], verb: int, entry: _Entry) -> Cue | None:
    if _is_nickname(tokens, verb):
        return None
    edges = _left_edge(tokens, verb)
    first, auxiliary, is_reflexive, inverted = edges
    if entry.is_reflexive != is_reflexive:
        # « s'assurer » checks, « assurer » asserts.
        return None
    if entry.with_y and "y" not in {token.low for token in tokens[max(0, first - 1) : verb]}:
        # « les élus y voient un « piège » », but « les élus voient le pont »
        return None
    right = _right_edge(tokens, verb, entry.rest)
    voice = _voice(tokens, entry, edges, verb)
    if right is None or voice is None:
        return None
    last, pronoun = right
    person, agreement = entry.form.person, ""
    if entry.form.mood == "participle" and auxiliary >= 0:
        helper = tokens[auxiliary].low
        person = "3p" if helper.endswith("nt") and helper != "ayant" else "3s"
        agreement = entry.form.agreement if is_reflexive else ""
        if voice == "active" and helper in {"ayant", "étant"}:
            voice = "gerund"
        if voice == "active" and helper in {"avoir", "être"}:
            voice = "infinitive"
    if voice == "gerund":
        while first and tokens[first - 1].low in {"en", "tout"}:
            first -= 1
    if voice == "infinitive":
        first = _modal_edge(tokens, first)
    pronoun = inverted if inverted >= 0 else pronoun
    return Cue(first, last, verb, entry.form.lemma, entry.strength, voice, pronoun, person, agreement)


def _modal_edge(tokens: Sequence[Token], first: int) -> int:
    """Return the start of ``a tenu à rappeler``, ``vient de déclarer``, ``n'a pas hésité à dénoncer``."""
    at = first - 1
    while at >= 0 and first - at <= 4:
        low = tokens[at].low
        if low in _modal_forms():
            return _left_edge(tokens, at)[0]
        if low not in _ADVERBS and low not in _CLITICS and low not in {"à", "de", "d'"}:
            return first
        at -= 1
    return first


def find_cues(tokens: Sequence[Token]) -> tuple[Cue, ...]:
    """Return the cues among ``tokens`` from left to right; of overlapping ones the longest reading."""
    listed = list(_cues(tokens))
    others = [cue for cue in _inverted(tokens) if not any(c.first <= cue.verb < c.last for c in listed)]
    return tuple(sorted([*listed, *others], key=lambda cue: (cue.first, cue.last)))


def _inverted(tokens: Sequence[Token]) -> Iterator[Cue]:
    """Any verb with an inverted pronoun behind a quotation reports: « … », chante-t-elle."""
    for at, token in enumerate(tokens):
        if not token.low.endswith(("il", "elle", "ils", "elles")) or not _is_inverted(token) or at == 0:
            continue
        verb = at - 1
        back = verb - 1
        while back > 0 and tokens[back].low in _CLITICS - _REFLEXIVE - {"pas"}:
            back -= 1
        before = tokens[back] if back >= 0 else None
        behind = before is not None and (before.quote >= 0 or before.text in {",", "!", "?", "…"})
        reflexive = before is not None and before.low in _REFLEXIVE and back > 0
        if not behind and not reflexive:
            continue
        last = at + 1
        if tokens[at - 1].low in HAVE | BE:
            while last < len(tokens) and (tokens[last].low in _ADVERBS or tokens[last].low.endswith("ment")):
                last += 1
            if last >= len(tokens) or not tokens[last].low.endswith(
                ("é", "ée", "i", "ie", "u", "ue", "is", "it")
            ):
                continue
            verb, last = last, last + 1
        first = back if reflexive else at - 1
        person = "3p" if token.low.endswith("s") else "3s"
        yield Cue(first, last, verb, tokens[verb].low, "incise", "active", at, person)


def _is_inverted(token: Token) -> bool:
    return token.low.startswith(("-", "t-")) and len(token.low) > 2


def _cues(tokens: Sequence[Token]) -> Iterator[Cue]:
    table = _table()
    for at, token in enumerate(tokens):
        word = token.low
        if word not in table and token.text.startswith("E"):
            # Capitals often go without their accent: « Evoquant une crise « grave », le maire … »
            word = "é" + word[1:]
        if token.quote >= 0 or word not in table or (at and word == "twitter" and token.is_capitalised):
            continue
        readings = [cue for entry in table[word] if (cue := _reading(tokens, at, entry)) is not None]
        if readings:
            yield max(readings, key=lambda cue: (cue.last, cue.voice == "active", _WEIGHT[cue.strength]))


_WEIGHT: dict[str, int] = {"say": 4, "think": 3, "incise": 2, "host": 1, "noun": 0}
