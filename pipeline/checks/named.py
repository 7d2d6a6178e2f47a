"""The names of a sentence against those of the segments that it rests on.

A name must stand in the support, or a pronoun there must be able to mean it. A name where the source
has another one (*Siemens announced* for *Roy announced*) is wrong or in doubt even if the article has it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.checks.evidence import Evidence, Piece
from pipeline.checks.names import match_names
from pipeline.checks.naming import Mention, beside, is_held, mentions, name_tokens, strangers
from pipeline.checks.wording import segments_in_words
from pipeline.summary.content import content_stems, stem

_REACH = 2
_LEAST_SHARED = 2
_SURE = 2
_APPOSITION = 40
_PRONOUNS = frozenset(("he", "she", "they", "his", "her", "their", "him", "them", "it", "its", "who"))


@dataclass(frozen=True, slots=True)
class NameProblems:
    """What is wrong with the names of a sentence, what is doubtful, and the support with their segments.

    ``rivalled``: names that the support lacks where it has another one beside the same words.
    """

    wrong: tuple[str, ...]
    doubts: tuple[str, ...]
    support: tuple[int, ...]
    rivalled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Rival:
    """A name of the source and how many content words it has beside it in common, on the same sides."""

    text: str
    likeness: int


def name_problems(sentence: str, evidence: Evidence, indexes: tuple[int, ...]) -> NameProblems:
    """Return the problems of the names of ``sentence``, whose support is ``indexes``."""
    wrong: list[str] = []
    rivalled: list[str] = []
    doubts: list[str] = []
    own = frozenset(content_stems(sentence))
    for mention in mentions(sentence, evidence.plain):
        indexes = _with_namer(mention, evidence, indexes, own)
        grave, rival, light = _problem(sentence, mention, evidence, evidence.at(indexes))
        wrong += [grave] if grave else []
        rivalled += [rival] if rival else []
        doubts += [light] if light else []
    return NameProblems(tuple(wrong), tuple(doubts), indexes, tuple(rivalled))


def _with_namer(
    mention: Mention, evidence: Evidence, indexes: tuple[int, ...], own: frozenset[str]
) -> tuple[int, ...]:
    """Return the support with a segment that names ``mention``, if there is none in it yet and one to add.

    That is one with two more content words of the sentence, or one that a pronoun of the support may
    point to, up to two segments before it.
    """
    namers = [piece for piece in evidence.pieces if is_held(mention, piece.tokens, evidence.initials)]
    if any(piece.index in indexes for piece in namers):
        return indexes
    rest = own - {stem(word) for word in mention.text.split()}
    best = max(namers, key=lambda piece: len(piece.stems & rest), default=None)
    if best is not None and len(best.stems & rest) >= _LEAST_SHARED:
        return tuple(sorted({*indexes, best.index}))
    pointing = [piece.index for piece in evidence.at(indexes) if _PRONOUNS & piece.tokens]
    meant = [piece.index for piece in namers if any(0 < at - piece.index <= _REACH for at in pointing)]
    return tuple(sorted({*indexes, *meant[-1:]}))


def _problem(
    sentence: str, mention: Mention, evidence: Evidence, pieces: Sequence[Piece]
) -> tuple[str, str, str]:
    """Return what is wrong with a name, which rival it has, and what is doubtful about it, "" for nothing."""
    strange = strangers(mention, evidence.tokens, evidence.initials)
    if strange:
        return f"{' '.join(strange)} is not in the source", "", ""
    holders = [piece for piece in pieces if is_held(mention, piece.tokens, evidence.initials)]
    rival = _rival(sentence, mention, pieces)
    if any(_is_french(mention, piece) for piece in holders):
        is_misplaced = rival.likeness >= _SURE and not _stands_alike(sentence, mention, holders)
        return "", "", f"{rival.text}, not {mention.text}, stands there in the source" if is_misplaced else ""
    where = segments_in_words([piece.index for piece in holders or pieces])
    if holders:
        return f"{mention.text} is not in the French of {where}", "", ""
    told = f"{mention.text} is not named in {where}"
    told = f"{told}, {rival.text} is" if rival.text else told
    return ("", told, "") if rival.likeness >= _SURE else ("", "", told)


def _stands_alike(sentence: str, mention: Mention, holders: Sequence[Piece]) -> bool:
    """Tell whether a holder has one of the content words beside ``mention`` beside its own naming of it."""
    left, right = beside(sentence, mention.span)
    for piece in holders:
        for other in piece.names:
            if is_held(mention, frozenset(other.tokens)):
                before, after = beside(piece.english, other.span)
                if (left | right) & (before | after):
                    return True
    return False


def _rival(sentence: str, mention: Mention, pieces: Sequence[Piece]) -> _Rival:
    """Return the name that best stands in ``pieces`` where ``mention`` stands in the sentence."""
    left, right = beside(sentence, mention.span)
    own = frozenset(name_tokens(sentence))
    found = _Rival("", 0)
    for piece in pieces:
        for other in piece.names:
            before, after = beside(piece.english, other.span)
            likeness = len(left & before) + len(right & after)
            if likeness > found.likeness and not is_held(other, own) and not _belongs(other, mention, piece):
                found = _Rival(other.text, likeness)
    return found


def _belongs(other: Mention, mention: Mention, piece: Piece) -> bool:
    """Tell whether ``other`` follows the name so closely that it belongs to it: *Leroux, mayor of Brevan*."""
    named = [one.span.end for one in piece.names if is_held(mention, frozenset(one.tokens))]
    return any(0 <= other.span.start - end <= _APPOSITION for end in named)


def _is_french(mention: Mention, piece: Piece) -> bool:
    """Tell whether the name is not one that only the English of ``piece`` has."""
    if not piece.french:
        return True
    matches = match_names(piece.french, piece.english)
    invented = " ".join(match.target for match in matches if match.verdict == "invented")
    return not frozenset(mention.tokens) & frozenset(name_tokens(invented))
