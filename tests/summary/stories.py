"""Small stories and a scripted summariser for the tests of the summary and its checks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.checks.support import judge_for
from pipeline.records import (
    Quote,
    QuoteTarget,
    Segment,
    SegmentKind,
    Span,
    Speaker,
    TranslationUnit,
    UnitStatus,
)
from pipeline.segments import split_sentences
from pipeline.summary import Story


def split(text: str) -> list[str]:
    """The English splitter of the pipeline, as the summary stage gets it."""
    return split_sentences(text, "en")


def unit(index: int, english: str, french: str = "", status: UnitStatus | None = None) -> TranslationUnit:
    """A unit; without French it was English already."""
    status = status or ("translated" if french else "passed")
    return TranslationUnit(index, french or english, english, 0.0, (), status, "")


def segment(index: int, text: str, kind: SegmentKind = "sentence", language: str = "en") -> Segment:
    """A segment in a paragraph of its own pair of sentences."""
    return Segment(index, index // 2, Span(0, len(text)), text, kind, language)


def quote(text: str, name: str | None, index: int = 0) -> Quote:
    """A ledger quote with this English and this speaker."""
    speaker = Speaker(name, None, None) if name else None
    return Quote(0, Span(0, 1), "…", "direct", (index,), speaker=speaker, target=QuoteTarget(text, "unit"))


def story(sentences: Sequence[str], quotes: Sequence[Quote] = ()) -> Story:
    """An English article of these sentences; one that begins with # is a heading."""
    kinds: list[SegmentKind] = ["heading" if text.startswith("#") else "sentence" for text in sentences]
    texts = [text.lstrip("# ") for text in sentences]
    units = tuple(unit(index, text) for index, text in enumerate(texts))
    segments = tuple(
        segment(index, text, kind) for index, (text, kind) in enumerate(zip(texts, kinds, strict=True))
    )
    return Story(segments, units, judge_for(units, tuple(quotes)), tuple(quotes))


@dataclass
class Scripted:
    """A summariser that writes what it is told: ``script`` maps a word of the window to its n best."""

    script: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    otherwise: Callable[[str], tuple[str, ...]] = lambda text: (text,)
    window_pieces: int = 60
    sentences_per_window: int = 1
    signature: str = "scripted@1"
    calls: list[tuple[str, ...]] = field(default_factory=list)

    def count(self, text: str) -> int:
        """One piece a word, and the end mark."""
        return len(text.split()) + 1

    def generate(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        """What the script says for the first of its words that is in the text."""
        self.calls.append(tuple(texts))
        return [self._written(text) for text in texts]

    def _written(self, text: str) -> tuple[str, ...]:
        return next((found for word, found in self.script.items() if word in text), self.otherwise(text))
