"""A translator on top of an engine: what to send, what to believe, and what to do otherwise."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import EngineError
from pipeline.records import Hypothesis, UnitStatus
from pipeline.seq2seq.base import Decoding, Generated, Seq2Seq
from pipeline.translation.base import identity_alignment
from pipeline.translation.confidence import Bounds
from pipeline.translation.guards import BROKEN, find_fault, is_translatable
from pipeline.translation.quotation import english_marks
from pipeline.translation.splitting import join_parts, same_end, split_long
from pipeline.translation.words import Pairs, carry_source, carry_target
from pipeline.typography import is_caps, normalise, truecase

# Raised whenever the rules of this package change what comes out for the same checkpoint.
GUARD_VERSION = 2

# Pieces of a source segment, the end mark counted, beyond which it is translated in parts: the embedded
# checkpoint saw few longer ones and drops words of them. Another checkpoint may say otherwise in its
# config.json (``longest_source``).
LONGEST_SOURCE = 80

# Characters of a text beyond which the second way is to translate it in halves.
_HALVED = 120

_PLACES = 3


def longest_source(directory: Path) -> int:
    """The longest segment a checkpoint likes, in pieces: ``longest_source`` of its config.json."""
    config = json.loads((directory / "config.json").read_text(encoding="utf-8"))
    return int(config.get("longest_source", LONGEST_SOURCE))


@dataclass(frozen=True, slots=True)
class _Job:
    """A text as it is written, as it is sent (normalised, never in capitals) and in parts; none: not sent."""

    text: str
    sent: str
    parts: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came back for a part: the output believed, or None; and the fault of the first output."""

    output: Generated | None
    fault: str | None


class GuardedTranslator:
    """Translates with any engine and its checkpoint; see the protocol Translator."""

    def __init__(
        self,
        engine: Seq2Seq,
        signature: str,
        beam_size: int = 4,
        longest: int = LONGEST_SOURCE,
        bounds: Bounds | None = None,
    ) -> None:
        self._engine = engine
        self._signature = signature
        self._bounds = bounds
        self._decoding = Decoding(beam_size=beam_size, max_ratio=2.0, alignment=True)
        self._longest = min(longest, engine.max_input_length)

    @property
    def signature(self) -> str:
        """Everything that decides a word of the output."""
        return self._signature

    @property
    def bounds(self) -> Bounds | None:
        """What the scores of the checkpoint mean."""
        return self._bounds

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        """One hypothesis per text, in order; identical texts are translated once."""
        jobs = {text: self._plan(text) for text in dict.fromkeys(texts)}
        parts = tuple(dict.fromkeys(part for job in jobs.values() for part in job.parts))
        answers = self._answer(parts)
        finished = {text: _finish(job, [answers[part] for part in job.parts]) for text, job in jobs.items()}
        return [finished[text] for text in texts]

    def _plan(self, text: str) -> _Job:
        if not is_translatable(text):
            return _Job(text, "", ())
        sent = truecase(normalise(text))
        parts = split_long(sent, self._fits)
        if parts is None:
            return _Job(text, sent, (), f"a word of more than {self._longest} pieces cannot be sent")
        return _Job(text, sent, tuple(parts))

    def _fits(self, text: str) -> bool:
        """Whether a text is short enough; a piece has at least one byte, so most need not be counted."""
        if len(text.encode()) + 2 <= self._longest:
            return True
        return self._engine.count_pieces([text])[0] <= self._longest

    def _answer(self, parts: Sequence[str]) -> dict[str, _Answer]:
        """What is believed of each part; what is not is decoded once more in another way."""
        outputs = dict(zip(parts, self._engine.generate(parts, self._decoding), strict=True))
        faults = {part: output.failure or find_fault(part, output.text) for part, output in outputs.items()}
        again = [part for part in parts if faults[part]]
        outputs.update(zip(again, map(_mended, self._retry(again)), strict=True))
        return {part: _judge(part, outputs[part], faults[part]) for part in parts}

    def _retry(self, parts: Sequence[str]) -> list[Generated]:
        """The outputs of a second, different search; parts that fail again have a ``failure``.

        A long part is cut in halves as well: what loops or loses words over two clauses seldom does over one.
        """
        halves = [_halve(part) for part in parts]
        texts = [text for half in halves for text in half]
        try:
            outputs = iter(self._engine.generate(texts, _another_way(self._decoding)))
        except EngineError as error:
            return [Generated("", float("-inf"), failure=str(error)) for _ in parts]
        return [_join(half, [next(outputs) for _ in half]) for half in halves]


def _mended(output: Generated) -> Generated:
    """An output without broken characters: a letter less is better than a sentence left in French."""
    if BROKEN not in output.text:
        return output
    text = " ".join(output.text.replace(BROKEN, "").split())
    return replace(output, text=text, alignment=carry_target(output.alignment, output.text, text))


def _halve(part: str) -> list[str]:
    """A text in two at its best mark when it is long, else as it is."""
    if len(part) < _HALVED:
        return [part]
    return split_long(part, lambda text: len(text) < 0.85 * len(part)) or [part]


def _join(parts: Sequence[str], outputs: Sequence[Generated]) -> Generated:
    """One output from those of halves; a failure of either is a failure of both."""
    if len(outputs) == 1:
        return outputs[0]
    failure = next((output.failure for output in outputs if output.failure), "")
    return Generated(
        text="" if failure else join_parts(parts, [output.text for output in outputs]),
        score=_mean_score(outputs),
        alignment=_join_pairs(parts, outputs),
        pieces=tuple(piece for output in outputs for piece in output.pieces),
        failure=failure,
    )


def _another_way(decoding: Decoding) -> Decoding:
    """A search that cannot loop: no three pieces twice, repetition made dear, a wider beam."""
    return replace(
        decoding,
        beam_size=decoding.beam_size + 2,
        no_repeat_ngram_size=3,
        repetition_penalty=1.2,
        length_penalty=1.2,
    )


def _judge(part: str, output: Generated, fault: str | None) -> _Answer:
    if fault is None:
        return _Answer(output, None)
    is_worse = output.failure or find_fault(part, output.text)
    return _Answer(None if is_worse else output, fault)


def _finish(job: _Job, answers: Sequence[_Answer]) -> Hypothesis:
    """The hypothesis of a text from the answers to its parts."""
    if not answers:
        return _unsent(job)
    outputs = [answer.output for answer in answers if answer.output is not None]
    fault = next((answer.fault for answer in answers if answer.fault), None)
    if len(outputs) < len(answers):
        return _kept(job, f"Not translated: decoding gave {fault}, and so did another way.")
    target = join_parts(job.parts, [output.text for output in outputs])
    target = english_marks(same_end(target, job.sent), job.text)
    if is_caps(job.text):
        target = target.upper()
    status: UnitStatus = "translated"
    note = ""
    if len(outputs) > 1:
        status, note = "split", f"Too long for the checkpoint: translated in {len(outputs)} parts."
    if fault:
        status, note = "retried", f"The first decoding gave {fault}; decoded again. {note}".rstrip()
    pairs = carry_source(_join_pairs(job.parts, outputs), job.sent, job.text)
    # Rounding in the last places depends on the batch; a brief does not.
    return Hypothesis(target, round(_mean_score(outputs), _PLACES), pairs, status, note)


def _unsent(job: _Job) -> Hypothesis:
    """The hypothesis of a text that was not sent: nothing to translate, or nothing that could be cut."""
    if job.note:
        return _kept(job, f"Not translated: {job.note}.")
    return Hypothesis(job.text, 0.0, identity_alignment(job.text), "copied", "")


def _kept(job: _Job, note: str) -> Hypothesis:
    return Hypothesis(job.text, 0.0, identity_alignment(job.text), "kept", note)


def _join_pairs(parts: Sequence[str], outputs: Sequence[Generated]) -> Pairs:
    """The pairs of all parts, counted over the joined texts."""
    pairs: list[tuple[int, int]] = []
    source_start = target_start = 0
    for part, output in zip(parts, outputs, strict=True):
        source_count, target_count = len(part.split()), len(output.text.split())
        pairs += [
            (source_start + source, target_start + target)
            for source, target in output.alignment
            if source < source_count and target < target_count
        ]
        source_start += source_count
        target_start += target_count
    return tuple(pairs)


def _mean_score(outputs: Sequence[Generated]) -> float:
    """The scores of the parts, weighted by their length in pieces."""
    weights = [max(1, len(output.pieces)) for output in outputs]
    total = sum(weight * output.score for weight, output in zip(weights, outputs, strict=True))
    return total / sum(weights)
