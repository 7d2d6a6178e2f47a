"""transformers and torch: slow, and the reference that CTranslate2 is held against."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from pickle import UnpicklingError
from threading import Lock
from typing import TYPE_CHECKING, Any

from pipeline.errors import CheckpointError, EngineError
from pipeline.seq2seq.alignment import align_words, aligned_head
from pipeline.seq2seq.base import Decoding, EngineOptions, Generated
from pipeline.seq2seq.batches import Pending, check_lengths, output_limit, run_batches
from pipeline.seq2seq.cores import thread_count
from pipeline.seq2seq.devices import batch_budget, compute_type, usable_device
from pipeline.seq2seq.quiet import quietly, reason_of

if TYPE_CHECKING:
    import torch


class TransformersEngine:
    """A MarianMTModel or BartForConditionalGeneration run by ``generate``."""

    def __init__(self, directory: Path, options: EngineOptions) -> None:
        with quietly():
            import torch

            self._device = usable_device("marian", options.device)
            self._type = compute_type("marian", options.compute_type, self._device)
            if self._device == "cpu":
                torch.set_num_threads(thread_count(options.threads))
            self._tokenizer, self._model = _load(directory, getattr(torch, self._type))
        self._model.eval().to(self._device)
        self._budget = batch_budget(options.batch_tokens, self._device)
        self._head = aligned_head(self._model.config)
        self.name = f"marian-{self._type}"
        self.max_input_length = int(self._model.config.max_position_embeddings)
        # Its tokenizers refuse two threads at once, and torch uses every core for one.
        self._turn = Lock()

    def count_pieces(self, texts: Sequence[str]) -> list[int]:
        """The number of source pieces of each text, the end mark counted."""
        with self._turn:
            return [len(numbers) for numbers in self._encode(texts)]

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Generated]:
        """One output per text, in the order of the texts (see Seq2Seq)."""
        with self._turn:
            sources = self._encode(texts)
            lengths = [len(source) for source in sources]
            check_lengths(lengths, self.max_input_length)
            return run_batches(lengths, self._budget, partial(self._submit, sources, decoding))

    def _encode(self, texts: Sequence[str]) -> list[list[int]]:
        if not texts:
            return []
        return [list(numbers) for numbers in self._tokenizer(list(texts), truncation=False)["input_ids"]]

    def _submit(self, sources: list[list[int]], decoding: Decoding, batch: list[int]) -> Pending:
        """torch works in the foreground: the batch runs when it is waited for."""
        return partial(self._run, [sources[index] for index in batch], decoding)

    def _run(self, rows: list[list[int]], decoding: Decoding) -> list[Generated]:
        import torch

        try:
            with torch.inference_mode(), quietly():
                inputs = self._tokenizer.pad({"input_ids": rows}, return_tensors="pt").to(self._device)
                outputs = self._search(inputs, decoding, len(rows[0]))
                best = outputs[:: 1 + decoding.alternatives]
                scores, attention = self._score(inputs, best, decoding)
        except (RuntimeError, ValueError, IndexError) as error:
            raise EngineError(
                f"transformers failed on a batch of {len(rows)} texts ({reason_of(error)})."
            ) from error
        count = 1 + decoding.alternatives
        groups = [outputs[start : start + count] for start in range(0, len(outputs), count)]
        return [
            self._read(row, group, score, table)
            for row, group, score, table in zip(rows, groups, scores, attention, strict=True)
        ]

    def _search(self, inputs: Any, decoding: Decoding, longest: int) -> "torch.Tensor":
        """Piece numbers of the outputs, shape (texts times hypotheses, length), padded at the end."""
        limit = output_limit(decoding, longest, self.max_input_length - 1)
        outputs: torch.Tensor = self._model.generate(
            **inputs,
            do_sample=False,
            num_beams=decoding.beam_size,
            num_return_sequences=1 + decoding.alternatives,
            length_penalty=decoding.length_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram_size,
            repetition_penalty=decoding.repetition_penalty,
            min_new_tokens=decoding.min_length or None,
            max_new_tokens=limit + 1,  # the end mark counts here
            min_length=0,
            max_length=None,
            suppress_tokens=[self._tokenizer.unk_token_id],
            renormalize_logits=False,
        )
        return outputs

    def _score(
        self, inputs: Any, outputs: "torch.Tensor", decoding: Decoding
    ) -> tuple[list[float], list[Any]]:
        """Scores and attention tables (one row per output piece) from one forced pass over the outputs."""
        import torch

        result = self._model(
            **inputs, decoder_input_ids=outputs[:, :-1], output_attentions=decoding.alignment
        )
        targets = outputs[:, 1:]
        kept = targets != self._tokenizer.pad_token_id
        logits = result.logits.float()
        logits[..., self._tokenizer.pad_token_id] = float("-inf")  # never decoded, so it takes no share
        chosen = torch.log_softmax(logits, dim=-1).gather(2, targets[:, :, None])[:, :, 0]
        lengths = kept.sum(dim=1).clamp(min=1)
        scores = (chosen.masked_fill(~kept, 0.0).sum(dim=1) / lengths**decoding.length_penalty).tolist()
        if not decoding.alignment:
            return scores, [None] * len(outputs)
        return scores, list(result.cross_attentions[-1][:, self._head].float().cpu().numpy())

    def _read(self, row: list[int], group: "torch.Tensor", score: float, table: Any) -> Generated:
        """One result as text, score and word pairs; ``table`` holds a row per output piece."""
        special = set(self._tokenizer.all_special_ids)
        # The first number is the decoder's start; a forced start mark after it is special as well.
        numbers = group[0][1:].tolist()
        kept = [place for place, number in enumerate(numbers) if number not in special]
        pieces = self._tokenizer.convert_ids_to_tokens([numbers[place] for place in kept])
        source = self._tokenizer.convert_ids_to_tokens(row)[:-1]
        texts = [
            self._tokenizer.decode(one, skip_special_tokens=True, clean_up_tokenization_spaces=False)
            .replace("\ufffd", "")  # a letter of which only some bytes were written
            .strip()
            for one in group
        ]
        pairs = () if table is None else align_words(table[kept], source, pieces)
        return Generated(texts[0], float(score), pairs, tuple(texts[1:]), tuple(pieces))


def load(directory: Path, options: EngineOptions) -> TransformersEngine:
    """The engine with the checkpoint of ``directory`` loaded; raises CheckpointError."""
    return TransformersEngine(directory, options)


def _load(directory: Path, dtype: "torch.dtype") -> tuple[Any, Any]:
    """Tokenizer and model, from disk only, with no code but that of transformers.

    Attention is computed the plain way: the fused kernels do not give its weights.
    """
    from safetensors import SafetensorError
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    here = {"local_files_only": True, "trust_remote_code": False}
    try:
        tokenizer = AutoTokenizer.from_pretrained(str(directory), **here)
        model = AutoModelForSeq2SeqLM.from_pretrained(
            str(directory),
            dtype=dtype,
            attn_implementation="eager",
            use_safetensors=(directory / "model.safetensors").is_file(),
            weights_only=True,
            **here,
        )
    except (OSError, ValueError, KeyError, RuntimeError, SafetensorError, UnpicklingError) as error:
        raise CheckpointError(
            f"transformers cannot load the checkpoint in {directory} ({reason_of(error)}); fetch it again."
        ) from error
    return tokenizer, model
