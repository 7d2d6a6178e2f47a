"""What every sequence-to-sequence engine promises; the translator and the summariser stand on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How an engine is loaded; only ``compute_type`` can change a word of what it says.

    ``compute_type`` "default" is int8 for CTranslate2 on a CPU, float16 on a GPU and float32 for
    transformers. ``threads`` 0 means one per physical core this process may use. ``batch_tokens``
    bounds the pieces of one batch, padding included. ``fingerprint``, the sha256 of the weights, names
    the converted model in ``cache_dir`` (None: the cache folder of the user); it is computed when empty.
    """

    device: str = "cpu"
    compute_type: str = "default"
    threads: int = 0
    batch_tokens: int = 384
    fingerprint: str = ""
    cache_dir: Path | None = None


@dataclass(frozen=True, slots=True)
class Decoding:
    """How the output is searched for; lengths count target pieces, the end mark left out.

    ``max_length`` bounds the output and, with ``max_ratio``, so does the length of the input:
    at most ``max_ratio`` times the source pieces plus 24; 0 switches that off. ``alternatives`` asks
    for that many further hypotheses (beam search only). ``alignment`` asks for word pairs.
    """

    beam_size: int = 4
    length_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    repetition_penalty: float = 1.0
    min_length: int = 0
    max_length: int = 512
    max_ratio: float = 0.0
    alternatives: int = 0
    alignment: bool = False


@dataclass(frozen=True, slots=True)
class Generated:
    """One output. ``score`` is the log-probability over the output length to the power of the penalty.

    ``alignment`` counts words of ``str.split()`` of the text sent and of ``text``; empty when not asked
    for. ``pieces`` are those of ``text``, special ones left out. ``failure`` is not empty when the engine
    failed twice on the batch of this text: then ``text`` is empty.
    """

    text: str
    score: float
    alignment: Pairs = ()
    alternatives: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    failure: str = ""


class Seq2Seq(Protocol):
    """An engine with its checkpoint loaded."""

    @property
    def name(self) -> str:
        """Engine and arithmetic as they appear in a signature: ``ctranslate2-int8``."""

    @property
    def max_input_length(self) -> int:
        """The most source pieces the checkpoint takes, the end mark counted."""

    def count_pieces(self, texts: Sequence[str]) -> list[int]:
        """The number of source pieces of each text, the end mark counted."""

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Generated]:
        """One output per text, in the order of the texts; empty in, empty out.

        Texts are sent as they are: normalising is the caller's part. Raises EngineError for a text
        that is longer than ``max_input_length`` and when the engine fails on every text.
        """
