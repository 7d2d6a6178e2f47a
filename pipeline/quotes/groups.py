"""Two or more who speak with one voice: « Anne Roux et Paul Petit affirment »."""

from collections.abc import Sequence
from dataclasses import replace

from .cues import HAVE
from .frames import Frame, Token
from .mention import Mention, words_of
from .phrases import is_finite
from .wordlists import person_nouns, word_set

_BEFORE_VERB = word_set("crowds.before_verb")
_TITLES = frozenset({"mes", "mm", "mm.", "mmes", "les", "leurs", "ses", "deux", "trois"})
_MANNER = 7
_KINDS = frozenset({"name", "body", "description"})


def grouped(frame: Frame, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions of a sentence, with one more for those that share a verb in the plural."""
    found: list[Mention] = []
    at = 0
    while at < len(mentions):
        last = _group_end(frame.tokens, mentions, at)
        if last > at and _shares_verb(frame.tokens, mentions[at], mentions[last]):
            # The members are known as well, but the verb is not theirs alone.
            members = [replace(mention, governor="et") for mention in mentions[at : last + 1]]
            found.extend((members[0], _group(frame.tokens, mentions[at : last + 1]), *members[1:]))
            at = last + 1
        else:
            found.append(mentions[at])
            at += 1
    return tuple(found)


def _group_end(tokens: Sequence[Token], mentions: Sequence[Mention], first: int) -> int:
    """Return the last mention of a list that « et » closes: « la mairie, la préfecture et la région »."""
    for at in range(first, len(mentions) - 1):
        gap = [token.low for token in tokens[mentions[at].last : mentions[at + 1].first]]
        kinds = {mentions[at].kind, mentions[at + 1].kind}
        if not kinds <= _KINDS or mentions[first].governor or mentions[at + 1].governor:
            return first
        if gap in (["et"], [",", "et"]):
            return at + 1
        if gap != [","]:
            return first
    return first


def _is_plural_verb(token: Token) -> bool:
    return is_finite(token) and token.low.endswith("nt")


def _is_title(token: Token) -> bool:
    """« Mes », « MM. », « les députés », « leurs avocats » before several names."""
    return token.low in _TITLES or (token.low.endswith(("s", "x")) and token.low in person_nouns())


def _shares_verb(tokens: Sequence[Token], first: Mention, last: Mention) -> bool:
    """« …, ont indiqué Anne Roux et Paul Petit », « Anne Roux et Paul Petit se disent prêts »."""
    opens = first.first
    while opens and _is_title(tokens[opens - 1]):
        opens -= 1
    before = tokens[max(0, opens - 3) : opens]
    if before and (
        _is_plural_verb(before[-1])
        or (before[-1].low.endswith(("é", "i", "u", "t", "s")) and any(t.low in HAVE for t in before[:-1]))
    ):
        return any(token.low.endswith("nt") for token in before)
    if _speaks_before(tokens, opens):
        return True
    at = last.last
    while at < len(tokens) and tokens[at].low in _BEFORE_VERB:
        at += 1
    return at < len(tokens) and _is_plural_verb(tokens[at])


def _speaks_before(tokens: Sequence[Token], opens: int) -> bool:
    """« …, ont répondu d'une seule voix Anne Roux et Paul Petit »: a verb of several, then how they spoke."""
    at = opens - 1
    while at > 0 and opens - at <= _MANNER and tokens[at].is_word and tokens[at].low not in HAVE:
        at -= 1
    behind = tokens[at - 1] if at else tokens[at]
    return (
        tokens[at].low in HAVE and tokens[at].low.endswith("nt") and (behind.text == "," or behind.quote >= 0)
    )


def _group(tokens: Sequence[Token], members: Sequence[Mention]) -> Mention:
    first, last = members[0], members[-1]
    is_body = {member.kind for member in members} == {"body"}
    gender = "f" if {member.gender for member in members} == {"f"} else "m"
    return replace(
        first,
        last=last.last,
        end=last.end,
        kind="body" if is_body else "description",
        text=words_of(tokens, first.first, last.last),
        name="",
        head="et",
        gender=gender,
        number="p",
        definiteness="indefinite" if is_body else "definite",
        role=_shared_title(tokens, first.first),
    )


def _shared_title(tokens: Sequence[Token], first: int) -> str | None:
    """« écrivent Mes Anne Roux et Paul Petit » → avocats, « les députés Anne Roux et … » → députés."""
    before = tokens[first - 1].low if first and _is_title(tokens[first - 1]) else ""
    return "avocats" if before == "mes" else before if before in person_nouns() else None
