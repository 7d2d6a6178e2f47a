"""What the summary stage is made of: windows, candidates, the judge and the summariser."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.records import Quote, Segment, TranslationUnit, Verdict

MOST_SENTENCES = 5
LEAST_SENTENCES = 3
GIVEN_UP = "first wording given up: "


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive segments that the summariser reads at once; ``pieces`` as its tokeniser counts them."""

    indexes: tuple[int, ...]
    text: str
    pieces: int


@dataclass(frozen=True, slots=True)
class WindowSize:
    """How large windows may be: ``limit`` pieces at most, ``wanted`` of them at least, if there is text."""

    limit: int
    wanted: int
    count: Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a judge says of one sentence: the segments it rests on, the verdict, the reason in words.

    ``is_faithful``: the wording says what the English of its segments says. Then what makes it no more than
    partly supported is that English itself, and no other wording can help it.
    """

    verdict: Verdict
    reason: str
    support: tuple[int, ...]
    is_faithful: bool = False


Judge = Callable[[str, tuple[int, ...]], Judgement]
"""Sentence and the segments its window held → judgement. Injected, so that checks/ stays above."""

Splitter = Callable[[str], Sequence[str]]
"""English text → its sentences. Injected, because segments/ is a sibling."""


@dataclass(frozen=True, slots=True)
class Story:
    """One article as the summary stage needs it; ``quotes`` is the ledger with its English."""

    segments: tuple[Segment, ...]
    units: tuple[TranslationUnit, ...]
    judge: Judge
    quotes: tuple[Quote, ...] = ()


class Summariser(Protocol):
    """A checkpoint that turns a window of English sentences into one or a few sentences."""

    @property
    def signature(self) -> str:
        """Checkpoint, engine and decoding, in signature form."""

    @property
    def window_pieces(self) -> int:
        """Most pieces of one window that the checkpoint reads without cutting."""

    @property
    def sentences_per_window(self) -> int:
        """Sentences that the checkpoint writes for one window."""

    def count(self, text: str) -> int:
        """Return how many pieces ``text`` has, end mark included."""

    def generate(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        """Return what the checkpoint writes for each text, best first; same length, same order.

        The tuple is empty when the engine failed on that text.
        """
