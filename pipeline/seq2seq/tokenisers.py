"""Texts to pieces and back, without transformers: a warm start takes a tenth of a second, not three.

The tests hold both kinds against the tokenizers of transformers, piece by piece.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from pipeline.errors import CheckpointError

END = "</s>"
START = "<s>"
# Stands for the bytes of a letter of which the checkpoint wrote a part: they say nothing, and are left out.
_BROKEN = "\ufffd"


class Tokeniser(Protocol):
    """Pieces of one checkpoint."""

    @property
    def prefix(self) -> tuple[str, ...]:
        """Pieces that every output begins with; they are no part of its text."""

    def encode(self, text: str) -> list[str]:
        """The source pieces of a text, ending with the end mark."""

    def decode(self, pieces: Sequence[str]) -> str:
        """The text of target pieces."""


class SentencePieceTokeniser:
    """Pieces of a Marian checkpoint: ``source.spm`` and ``target.spm``."""

    prefix: tuple[str, ...] = ()

    def __init__(self, directory: Path) -> None:
        from sentencepiece import SentencePieceProcessor

        self._source = SentencePieceProcessor(model_file=str(directory / "source.spm"))
        self._target = SentencePieceProcessor(model_file=str(directory / "target.spm"))

    def encode(self, text: str) -> list[str]:
        """The source pieces of a text, ending with ``</s>``."""
        return [*self._source.encode(text, out_type=str), END]

    def decode(self, pieces: Sequence[str]) -> str:
        """The text of target pieces; unknown pieces stay readable."""
        text: str = self._target.decode_pieces(list(pieces))
        return text.replace("▁", " ").replace(_BROKEN, "").strip()


class ByteLevelTokeniser:
    """Pieces of a BART checkpoint: ``tokenizer.json``, or ``vocab.json`` and ``merges.txt``.

    BART's first piece is the start mark; a config with a ``forced_bos_token_id`` wants it in the
    output as well.
    """

    def __init__(self, directory: Path) -> None:
        self._tokenizer = _read_byte_level(directory)
        config = _read_json(directory / "config.json")
        generation = _read_json(directory / "generation_config.json")
        forced = generation.get("forced_bos_token_id", config.get("forced_bos_token_id"))
        self.prefix: tuple[str, ...] = () if forced is None else (self._tokenizer.id_to_token(forced),)

    def encode(self, text: str) -> list[str]:
        """The source pieces of a text between ``<s>`` and ``</s>``."""
        return [START, *self._tokenizer.encode(text, add_special_tokens=False).tokens, END]

    def decode(self, pieces: Sequence[str]) -> str:
        """The text of target pieces, special ones left out."""
        numbers = (self._tokenizer.token_to_id(piece) for piece in pieces)
        text: str = self._tokenizer.decode([number for number in numbers if number is not None])
        return text.replace(_BROKEN, "").strip()


def load_tokeniser(directory: Path) -> Tokeniser:
    """The tokeniser of a checkpoint folder; raises CheckpointError when it has neither kind of files."""
    try:
        if (directory / "source.spm").is_file():
            return SentencePieceTokeniser(directory)
        return ByteLevelTokeniser(directory)
    except (OSError, ValueError, RuntimeError) as error:
        raise CheckpointError(
            f"The tokeniser files in {directory} cannot be read ({error}); fetch the checkpoint again."
        ) from error


def _read_byte_level(directory: Path):  # type: ignore[no-untyped-def]  # tokenizers ships no types
    """A tokenizers.Tokenizer; files are read here, nothing is looked up anywhere else."""
    from tokenizers import Tokenizer, decoders, pre_tokenizers
    from tokenizers.models import BPE

    # The library tells a broken file by a bare Exception; so the files are looked at first.
    whole = _read_json(directory / "tokenizer.json")
    if "model" in whole:
        return Tokenizer.from_file(str(directory / "tokenizer.json"))
    if not _read_json(directory / "vocab.json") or not (directory / "merges.txt").is_file():
        raise ValueError("neither source.spm nor tokenizer.json nor vocab.json with merges.txt")
    tokenizer = Tokenizer(BPE.from_file(str(directory / "vocab.json"), str(directory / "merges.txt")))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([START, "<pad>", END, "<unk>", "<mask>"])
    return tokenizer


def _read_json(path: Path) -> dict[str, object]:
    """The object in a JSON file; empty when there is no file."""
    if not path.is_file():
        return {}
    content = json.loads(path.read_text(encoding="utf-8"))
    return content if isinstance(content, dict) else {}
