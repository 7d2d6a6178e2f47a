"""What a translator promises."""

from collections.abc import Sequence
from typing import Protocol

from pipeline.records import Hypothesis
from pipeline.translation.confidence import Bounds


class Translator(Protocol):
    """Texts of one language in, their English out, whatever is in them."""

    @property
    def signature(self) -> str:
        """Everything that decides a word of the output, in sacreBLEU form."""

    @property
    def bounds(self) -> Bounds | None:
        """What the scores of its checkpoint mean; None when nobody measured that."""

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        """One hypothesis per text, in the order of the texts; empty in, empty out.

        Texts come as they stand in the article: a sentence, a heading, a list item. Alignments count
        words of ``text.split()`` and of ``hypothesis.text.split()``. Raises EngineError only when the
        engine fails on everything; a single text that fails comes back with status "kept".
        """


def identity_alignment(text: str) -> tuple[tuple[int, int], ...]:
    """Every word paired with itself."""
    return tuple((index, index) for index in range(len(text.split())))
