"""What a mention is: some words of a sentence that stand for a person or a body."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .frames import Token
from .phrases import Definiteness

MentionKind = Literal["name", "pronoun", "description", "body"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens ``first`` to ``last`` (exclusive) of frame ``frame``, characters ``start`` to ``end``.

    ``name`` is the name alone; ``head`` the noun or the pronoun; ``role`` the title beside a name.
    ``governor`` is the preposition before it ("" for a subject or an object).
    """

    frame: int
    first: int
    last: int
    start: int
    end: int
    kind: MentionKind
    text: str
    name: str = ""
    head: str = ""
    gender: str = "e"
    number: str = "s"
    definiteness: Definiteness = ""
    governor: str = ""
    role: str | None = None


def words_of(tokens: Sequence[Token], first: int, last: int) -> str:
    """Return the words as they stand, with single spaces where the text has white space."""
    pieces: list[str] = []
    for at in range(first, last):
        if at > first and tokens[at - 1].end < tokens[at].start:
            pieces.append(" ")
        pieces.append(tokens[at].text)
    return "".join(pieces)
