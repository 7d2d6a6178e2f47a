"""CTranslate2: int8 on a CPU, float16 on a GPU; the engine that runs are made with."""

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.errors import CheckpointError, EngineError
from pipeline.seq2seq.alignment import align_words
from pipeline.seq2seq.base import Decoding, EngineOptions, Generated, Pairs
from pipeline.seq2seq.batches import Pending, check_lengths, output_limit, run_batches
from pipeline.seq2seq.convert import converted, discard
from pipeline.seq2seq.cores import thread_count
from pipeline.seq2seq.devices import batch_budget, compute_type, usable_device
from pipeline.seq2seq.quiet import reason_of
from pipeline.seq2seq.tokenisers import Tokeniser, load_tokeniser

if TYPE_CHECKING:
    import ctranslate2  # type: ignore[import-untyped]


# Below this a batch is too small to keep the arithmetic units busy.
_LEAST_BATCH = 192
_DEFAULT_POSITIONS = 512


class CTranslate2Engine:
    """A checkpoint converted once and run by CTranslate2."""

    def __init__(self, directory: Path, options: EngineOptions) -> None:
        self._device = usable_device("ctranslate2", options.device)
        self._type = compute_type("ctranslate2", options.compute_type, self._device)
        self._threads = thread_count(options.threads) if self._device == "cpu" else 1
        self._budget = batch_budget(options.batch_tokens, self._device)
        self._tokeniser: Tokeniser = load_tokeniser(directory)
        self.name = f"ctranslate2-{self._type}"
        self.max_input_length = _positions(directory)
        self._translator = self._open(directory, options)

    def count_pieces(self, texts: Sequence[str]) -> list[int]:
        """The number of source pieces of each text, the end mark counted."""
        return [len(self._tokeniser.encode(text)) for text in texts]

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Generated]:
        """One output per text, in the order of the texts (see Seq2Seq)."""
        sources = [self._tokeniser.encode(text) for text in texts]
        lengths = [len(source) for source in sources]
        check_lengths(lengths, self.max_input_length)
        # Several threads want several batches, even when there is only one article.
        share = -(-sum(lengths) // self._threads)
        budget = max(min(self._budget, share), min(_LEAST_BATCH, self._budget))
        return run_batches(lengths, budget, partial(self._submit, sources, decoding))

    def _open(self, directory: Path, options: EngineOptions) -> "ctranslate2.Translator":
        """The translator; a conversion that does not load (a full disk, a killed copy) is made once more."""
        folder = converted(directory, self._type, options.fingerprint, options.cache_dir)
        try:
            return self._translator_in(folder)
        except RuntimeError:
            discard(folder)
        folder = converted(directory, self._type, options.fingerprint, options.cache_dir)
        try:
            return self._translator_in(folder)
        except RuntimeError as error:
            raise CheckpointError(
                f"CTranslate2 cannot load the checkpoint in {directory} ({reason_of(error)}); "
                "run with --engine marian."
            ) from error

    def _translator_in(self, folder: Path) -> "ctranslate2.Translator":
        import ctranslate2

        # One thread for each of several batches beats several threads for one batch.
        return ctranslate2.Translator(
            str(folder),
            device=self._device,
            compute_type=self._type,
            inter_threads=self._threads,
            intra_threads=1,
            max_queued_batches=-1,
        )

    def _submit(self, sources: list[list[str]], decoding: Decoding, batch: list[int]) -> Pending:
        """Start a batch; the function returned waits for it."""
        rows = [sources[index] for index in batch]
        prefix = list(self._tokeniser.prefix)
        try:
            started = self._translator.translate_batch(
                rows,
                target_prefix=[prefix] * len(rows) if prefix else None,
                asynchronous=True,
                beam_size=decoding.beam_size,
                num_hypotheses=1 + decoding.alternatives,
                length_penalty=decoding.length_penalty,
                repetition_penalty=decoding.repetition_penalty,
                no_repeat_ngram_size=decoding.no_repeat_ngram_size,
                min_decoding_length=max(1, decoding.min_length),
                max_decoding_length=output_limit(decoding, len(rows[0]), self.max_input_length - 1),
                max_input_length=0,
                disable_unk=True,
                return_scores=True,
                return_attention=decoding.alignment,
            )
        except (RuntimeError, ValueError) as error:
            return partial(_fail, reason_of(error))
        return partial(self._wait, rows, started, self._loses_first_row(decoding))

    def _wait(self, rows: list[list[str]], started: list[Any], is_first_lost: bool) -> list[Generated]:
        try:
            results = [pending.result() for pending in started]
        except (RuntimeError, ValueError) as error:
            raise EngineError(
                f"CTranslate2 failed on a batch of {len(rows)} texts ({reason_of(error)})."
            ) from error
        return [self._read(row, result, is_first_lost) for row, result in zip(rows, results, strict=True)]

    def _read(
        self, row: list[str], result: "ctranslate2.TranslationResult", is_first_lost: bool
    ) -> Generated:
        """One result as text, score and word pairs; the last source piece is the end mark."""
        start = len(self._tokeniser.prefix)
        outputs = [pieces[start:] for pieces in result.hypotheses]
        pairs: Pairs = ()
        if result.attention and outputs[0]:
            table = np.array(result.attention[0], dtype=np.float32)
            if is_first_lost:
                table[0] = np.eye(1, table.shape[1], dtype=np.float32)
            pairs = align_words(table[start:], row[:-1], outputs[0])
        return Generated(
            text=self._tokeniser.decode(outputs[0]),
            score=float(result.scores[0]),
            alignment=pairs,
            alternatives=tuple(self._tokeniser.decode(pieces) for pieces in outputs[1:]),
            pieces=tuple(outputs[0]),
        )

    def _loses_first_row(self, decoding: Decoding) -> bool:
        """Whether the attention of the first output piece may be that of another text of the batch.

        In the first step of a beam search on a CPU, CTranslate2 (4.8) gathers it before the batch is
        expanded. The first piece is then taken to look at the first source piece, as it does in 97 of
        100 sentences (whatever the batch: results do not depend on it); all other rows are right. A
        forced second pass would be exact and cost a quarter of the time.
        """
        return decoding.beam_size > 1 and self._device == "cpu"


def load(directory: Path, options: EngineOptions) -> CTranslate2Engine:
    """The engine with the checkpoint of ``directory`` loaded; raises CheckpointError."""
    return CTranslate2Engine(directory, options)


def _fail(reason: str) -> list[Generated]:
    raise EngineError(f"CTranslate2 refused a batch ({reason}).")


def _positions(directory: Path) -> int:
    """The most pieces a side may have, from config.json."""
    try:
        config = json.loads((directory / "config.json").read_text(encoding="utf-8"))
        return int(config.get("max_position_embeddings", _DEFAULT_POSITIONS))
    except (OSError, ValueError, AttributeError) as error:
        raise CheckpointError(
            f"config.json in {directory} cannot be read ({error}); fetch the checkpoint again."
        ) from error
