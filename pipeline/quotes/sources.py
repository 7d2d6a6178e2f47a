"""Phrases that name a source: selon X, d'après X, pour X, aux yeux de X."""

from collections.abc import Sequence
from dataclasses import dataclass

from .frames import Frame, Token
from .mention import Mention
from .mentions import any_subject_at
from .phrases import is_verb_at
from .wordlists import word_set


@dataclass(frozen=True, slots=True)
class Source:
    """« Selon le maire »: token where the phrase starts, token where it ends, and whom it names."""

    first: int
    last: int
    mention: Mention
    trigger: int


_MANNER = word_set("sources.manner")
_OWNERS = frozenset({"ses", "leurs", "son", "leur"})
_OWN_WORDS = frozenset({"mots", "termes", "dires", "expression", "formule", "propos"})
_TRADES = ("eur", "euse", "iste", "ien", "ienne", "ier", "ière", "ais", "aise", "ois", "oise")
_SOURCE_WORDS = (
    ("selon",),
    ("d'", "après"),
    ("suivant",),
    ("dixit",),
    ("aux", "yeux"),
    ("aux", "dires"),
    ("de", "l'", "avis"),
    ("à", "en", "croire"),
    ("de", "l'", "aveu"),
    ("aux", "termes"),
)


def _trigger(tokens: Sequence[Token], at: int) -> tuple[str, ...] | None:
    """Return the first of the phrases that stands at token ``at``."""
    own = tokens[at].low
    return next(
        (w for w in _SOURCE_WORDS if w[0] == own and tuple(t.low for t in tokens[at : at + len(w)]) == w),
        None,
    )


def find_sources(frame: Frame, mentions: Sequence[Mention]) -> list[Source]:
    """Return the phrases that name a source: selon X, d'après X, pour X, aux yeux de X."""
    found = []
    tokens = frame.tokens
    for at in range(len(tokens)):
        trigger = _trigger(tokens, at)
        if trigger is None:
            if tokens[at].low == "pour" and (
                at == 0 or tokens[at - 1].low in {",", ":", "—", "-", "mais", "et"}
            ):
                found.extend(_pour(frame, at, mentions))
            continue
        after = at + len(trigger)
        if after < len(tokens) and tokens[after].low in {
            "lesquels",
            "lesquelles",
            "lequel",
            "laquelle",
            "qui",
        }:
            before = [m for m in mentions if m.last <= at]
            found.extend(Source(at, after + 1, m, after) for m in before[-1:])
            continue
        own = [token.low for token in tokens[after : after + 3]]
        if own[:1] and own[0] in _OWNERS and not _OWN_WORDS.isdisjoint(own):
            # « selon ses propres termes », « selon leurs dires »: those of whoever speaks anyhow
            continue
        # « De l'avis de Paul Roux »: « l'avis » itself names nobody.
        near = (m for m in mentions if after <= m.first <= after + 5)
        mention = next((m for m in near if not _is_apart(tokens[after : m.first])), None)
        mention = mention or _unlisted(frame, after, mentions)
        if mention is not None:
            found.append(Source(at, mention.last, mention, after))
    return found


def _is_apart(between: Sequence[Token]) -> bool:
    """« Selon les prévisions, le maire cédera »: behind the comma nobody is the source."""
    return any(token.text == "," or token.quote >= 0 for token in between)


def _unlisted(frame: Frame, at: int, mentions: Sequence[Mention]) -> Mention | None:
    """« D'après son antenne régionale, … »: a body that no lexicon has."""
    if at >= len(frame.tokens) or any(
        token.low.rstrip("s") in _MANNER for token in frame.tokens[at : at + 3]
    ):
        # « selon la taille des lieux » tells how, not who.
        return None
    return any_subject_at(frame, at, mentions, governed=True)


def _are_people(noun: str) -> bool:
    """« Pour les navetteurs, … » tells what they think, « pour les lignes de bus, … » does not."""
    return noun == "parties" or noun.rstrip("s").endswith(_TRADES)


def _pour(frame: Frame, at: int, mentions: Sequence[Mention]) -> list[Source]:
    """« Pour Anne Roy, « … » » names a source, « pour le ministère de demain » does not."""
    tokens = frame.tokens
    mention = next((m for m in mentions if m.first == at + 1), None)
    if mention is None:
        # « Pour les parties civiles, … »: a plural that no lexicon has.
        some = at + 2 < len(tokens) and tokens[at + 1].low == "les" and _are_people(tokens[at + 2].low)
        mention = any_subject_at(frame, at + 1, mentions, governed=True) if some else None
    if mention is None:
        return []
    last = mention.last
    while last < min(len(tokens), mention.last + 16) and tokens[last].text != "," and tokens[last].quote < 0:
        if is_verb_at(tokens, last):
            return []
        last += 1
    if last >= len(tokens) or (tokens[last].text != "," and tokens[last].quote < 0):
        return []
    # « Pour le chef de file des élus Les Verts (LV) Paul Roy, … » names Paul Roy.
    named = next((m for m in mentions if m.first < last <= m.last and m.kind == "name"), None)
    mention = named or mention
    return [Source(at, mention.last, mention, at + 1)]
