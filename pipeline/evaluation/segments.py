"""How well sentences are split: boundary precision, recall and F1 on a file with one sentence a line.

The lines are joined, ``block`` at a time, with a single space, and the blocks are split again. Gold
boundaries are the line ends inside a block; the two ends of a block count for nothing. A boundary
found anywhere else is an error, even where a line really holds two sentences, so that a figure
below 1 may be the best possible one.

A line that does not end in ``. ! ? …``, closing quotes and brackets aside, is a headline: in an
article it stands on a line of its own and nothing in running text tells where it ends. ``f1``,
``precision`` and ``recall`` leave such lines out; ``f1_all_lines`` keeps them.
"""

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.errors import SettingsError
from pipeline.segments import split_sentences

_ENDED = re.compile(r"[.!?…][\"'»”’)\]\s]*$")
_CONTEXT = 60
_SAMPLE = 20
_LEAST_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class BoundaryError:
    """A boundary that is ``missed`` or ``extra``, with the text on both sides of it."""

    kind: Literal["missed", "extra"]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SegmentsResult:
    """Boundary scores in 0..1, counts, speed on one core, and the first errors in order of the text."""

    f1: float
    precision: float
    recall: float
    characters_per_second: float
    errors: tuple[BoundaryError, ...]
    f1_all_lines: float
    lines: int
    headlines: int
    missed: int
    extra: int
    language: str
    block: int


@dataclass(frozen=True, slots=True)
class _Counts:
    hits: int
    missed: int
    extra: int
    errors: tuple[BoundaryError, ...]

    @property
    def precision(self) -> float:
        return self.hits / max(1, self.hits + self.extra)

    @property
    def recall(self) -> float:
        return self.hits / max(1, self.hits + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.hits / max(1, 2 * self.hits + self.missed + self.extra)


def run(path: Path, language: str = "fr", block: int = 25) -> SegmentsResult:
    """Return the scores for the sentences of ``path``, UTF-8, one a line.

    Raises SettingsError when the file cannot be read or leaves fewer than two lines to a block.
    """
    lines = _read(path)
    sentences = [line for line in lines if _ENDED.search(line)]
    if block < 2 or len(sentences) < 2:
        raise SettingsError(f"{path} must hold two sentences or more, one a line, in blocks of two or more.")
    counts = _score(sentences, language, block)
    return SegmentsResult(
        f1=counts.f1,
        precision=counts.precision,
        recall=counts.recall,
        characters_per_second=_speed(sentences, language, block),
        errors=counts.errors[:_SAMPLE],
        f1_all_lines=_score(lines, language, block).f1,
        lines=len(lines),
        headlines=len(lines) - len(sentences),
        missed=counts.missed,
        extra=counts.extra,
        language=language,
        block=block,
    )


def format_text(result: SegmentsResult) -> str:
    """Return the scores and a sample of the errors, ``⏐`` marking the boundary, for people."""
    head = [
        f"Sentences ({result.language}): F1 {result.f1:.4f}, precision {result.precision:.4f}, "
        f"recall {result.recall:.4f}; {result.missed} missed, {result.extra} extra.",
        f"{result.lines - result.headlines} lines in blocks of {result.block}; {result.headlines} headlines "
        f"without a final mark left out (F1 with them {result.f1_all_lines:.4f}).",
        f"Speed: {result.characters_per_second / 1e6:.1f} million characters per second on one core.",
    ]
    sample = [f"  {error.kind:6} …{error.before}⏐{error.after}…" for error in result.errors]
    return "\n".join([*head, *(["Errors, the first ones:"] if sample else []), *sample])


def _read(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read as UTF-8 text ({error}): give another file.") from error
    return [line.strip() for line in text.split("\n") if line.strip()]


def _blocks(lines: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (lines[start : start + size] for start in range(0, len(lines), size))


def _score(lines: Sequence[str], language: str, block: int) -> _Counts:
    hits = missed = extra = 0
    errors: list[BoundaryError] = []
    for part in _blocks(lines, block):
        text = " ".join(part)
        gold = _inner_ends([f"{line} " for line in part])
        found = _inner_ends(split_sentences(text, language))
        hits += len(gold & found)
        missed += len(gold - found)
        extra += len(found - gold)
        errors += (_error(text, at, "missed" if at in gold else "extra") for at in sorted(gold ^ found))
    return _Counts(hits, missed, extra, tuple(errors))


def _inner_ends(pieces: Sequence[str]) -> set[int]:
    """Return the offsets at which all pieces but the last end."""
    ends: set[int] = set()
    position = 0
    for piece in pieces[:-1]:
        position += len(piece)
        ends.add(position)
    return ends


def _error(text: str, at: int, kind: Literal["missed", "extra"]) -> BoundaryError:
    return BoundaryError(kind, text[max(0, at - _CONTEXT) : at], text[at : at + _CONTEXT])


def _speed(lines: Sequence[str], language: str, block: int) -> float:
    """Return characters per second of processor time, measured over whole rounds."""
    texts = [" ".join(part) for part in _blocks(lines, block)]
    characters = 0
    start = time.process_time()
    while time.process_time() - start < _LEAST_SECONDS:
        for text in texts:
            split_sentences(text, language)
            characters += len(text)
    return characters / (time.process_time() - start)
