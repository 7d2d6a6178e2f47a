"""The summariser of the product: any encoder–decoder checkpoint, told by its config how to be used.

What the checkpoint can do is read from its own files, never from its name: ``brief`` in
config.json, else ``task_specific_params.summarization`` there, else generation_config.json, else
what the architecture allows.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import CheckpointError
from pipeline.seq2seq.base import Decoding
from pipeline.summary.faithful import faults
from pipeline.summary.mending import mended, strangers
from pipeline.summary.sentences import tidy
from pipeline.typography import normalise

if TYPE_CHECKING:
    from pipeline.models import Checkpoint
    from pipeline.seq2seq.base import Seq2Seq
    from pipeline.settings import Settings

_PIECES_PER_SENTENCE = 40
_ALTERNATIVES = 3
# Windows are long and their outputs short: half of this, best for sentences, costs 7 % more.
_BATCH_TOKENS = 768


@dataclass(frozen=True, slots=True)
class Habits:
    """How a checkpoint wants to be used.

    ``window``: most pieces it reads well (0: as many as the architecture takes). ``sentences``: how
    many it writes for a window. ``prefix``: what goes before every text (a length token).
    ``is_normalised``: it was trained on text that went through ``typography.normalise``.
    """

    window: int = 0
    sentences: int = 1
    prefix: str = ""
    is_normalised: bool = False
    decoding: Decoding = field(default_factory=Decoding)


class CheckpointSummariser:
    """A summariser on top of a sequence-to-sequence engine; see the protocol ``Summariser``."""

    def __init__(self, engine: "Seq2Seq", habits: Habits, name: str) -> None:
        self._engine = engine
        self._habits = habits
        self._name = name
        self._count = lru_cache(maxsize=8192)(self._count_pieces)

    @property
    def signature(self) -> str:
        """The checkpoint as ``name@revision``; engine and beam are in the signature of the brief."""
        return self._name

    @property
    def window_pieces(self) -> int:
        """Most pieces of a window, the prefix already taken off."""
        most = self._engine.max_input_length
        size = min(self._habits.window or most, most)
        return size - self._engine.count_pieces([self._habits.prefix])[0] if self._habits.prefix else size

    @property
    def sentences_per_window(self) -> int:
        """Sentences that the checkpoint writes for one window."""
        return self._habits.sentences

    def count(self, text: str) -> int:
        """Return how many pieces ``text`` has, end mark included, prefix not."""
        return self._count(text)

    def _count_pieces(self, text: str) -> int:
        return self._engine.count_pieces([self._prepare(text)])[0]

    def _prepare(self, text: str) -> str:
        return normalise(text) if self._habits.is_normalised else text

    def generate(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        """Return the n best outputs of each text, without repeats; empty when it failed.

        Each ends as a sentence, and words that slipped in copying are put right. Best first, but what names
        or counts something that is not in the text, or was cut in the wrong place, comes after what does
        not, and strange words after those of the text.
        """
        sent = [self._habits.prefix + self._prepare(text) for text in texts]
        results = self._engine.generate(sent, self._habits.decoding)
        return [
            () if result.failure else _faithful_first((result.text, *result.alternatives), text)
            for result, text in zip(results, texts, strict=True)
        ]


def _faithful_first(outputs: Sequence[str], text: str) -> tuple[str, ...]:
    spelt = dict.fromkeys(mended(_ended(output), text) for output in outputs)
    return tuple(sorted(spelt, key=lambda output: (faults(output, text), strangers(output, text))))


def _ended(output: str) -> str:
    """Return ``output`` with a capital first, a stop last and no lone quotation mark."""
    output = tidy(output)
    return output if output.count('"') % 2 == 0 else tidy(output.replace('"', ""))


def load_summariser(settings: "Settings", checkpoint: "Checkpoint") -> CheckpointSummariser:
    """Return the summariser of ``checkpoint`` on the engine that ``settings`` name.

    Raises CheckpointError when the checkpoint is missing, altered or without a readable config.
    """
    from pipeline.models import UNKNOWN, resolve
    from pipeline.seq2seq import load_engine
    from pipeline.seq2seq.base import EngineOptions

    directory = resolve(checkpoint, settings.cache_dir)
    habits = read_habits(directory, settings.beam_size)
    options = EngineOptions(
        device=settings.device,
        threads=settings.threads,
        batch_tokens=_BATCH_TOKENS,
        fingerprint="" if checkpoint.sha256 == UNKNOWN else checkpoint.sha256,
        cache_dir=settings.cache_dir,
    )
    pinned = checkpoint.sha256 if checkpoint.revision == UNKNOWN else checkpoint.revision
    engine = load_engine(settings.engine, directory, options)
    return CheckpointSummariser(engine, habits, f"{checkpoint.name}@{pinned[:12]}")


def read_habits(directory: Path, beam_size: int = 4) -> Habits:
    """Return how the checkpoint in ``directory`` wants to be used, from its config.json.

    ``"brief": {"window": 200, "sentences": 1, "prefix": "", "normalised": true, "max_length": 90}``
    is ours; every key may be absent. Without it, a checkpoint made for summaries of some length
    (min_length 56, max_length 142, as distilbart-cnn says) writes as many sentences as that holds.
    """
    config = _read_json(directory / "config.json")
    generation = _read_json(directory / "generation_config.json", needed=False)
    generation = {**generation, **_section(_section(config, "task_specific_params"), "summarization")}
    brief = _section(config, "brief")
    longest = _number(brief, "max_length", _number(generation, "max_length", 0)) or 90
    decoding = Decoding(
        beam_size=max(beam_size, 2),
        length_penalty=_float(generation, "length_penalty", 1.0),
        no_repeat_ngram_size=_number(generation, "no_repeat_ngram_size", 3) or 3,
        min_length=0 if brief else _number(generation, "min_length", 0),
        max_length=longest,
        alternatives=min(_ALTERNATIVES, max(beam_size, 2) - 1),
    )
    if brief:
        return Habits(
            window=_number(brief, "window", 0),
            sentences=max(_number(brief, "sentences", 1), 1),
            prefix=_text(brief, "prefix"),
            is_normalised=brief.get("normalised", True) is not False,
            decoding=decoding,
        )
    shortest = _number(generation, "min_length", 0)
    written = max(1, min(round(longest / _PIECES_PER_SENTENCE), 5)) if shortest else 1
    is_marian = config.get("model_type") == "marian"
    return Habits(sentences=written, is_normalised=is_marian, decoding=_bounded(decoding, written))


def _bounded(decoding: Decoding, sentences: int) -> Decoding:
    """Return ``decoding`` with room for that many sentences and no more."""
    return replace(decoding, max_length=min(decoding.max_length, 60 * sentences + 30))


def _read_json(path: Path, needed: bool = True) -> Mapping[str, object]:
    """Return the object in ``path``; {} when it is absent and not ``needed``."""
    if not needed and not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        message = f"{path} cannot be read as JSON: fetch the checkpoint again with `briefs models fetch`."
        raise CheckpointError(message) from error
    return found if isinstance(found, dict) else {}


def _section(config: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = config.get(key)
    return found if isinstance(found, dict) else {}


def _number(config: Mapping[str, object], key: str, default: int) -> int:
    found = config.get(key)
    return found if isinstance(found, int) and not isinstance(found, bool) else default


def _float(config: Mapping[str, object], key: str, default: float) -> float:
    found = config.get(key)
    return float(found) if isinstance(found, int | float) else default


def _text(config: Mapping[str, object], key: str) -> str:
    found = config.get(key)
    return found if isinstance(found, str) else ""
