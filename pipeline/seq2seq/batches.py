"""Length-sorted token batches, and what happens when an engine fails on one."""

from collections.abc import Callable, Sequence

from pipeline.errors import EngineError
from pipeline.seq2seq.base import Decoding, Generated

Pending = Callable[[], list[Generated]]
Submit = Callable[[list[int]], Pending]

# Outputs shorter than this are never a runaway, however short the source.
_SPARE_PIECES = 24


def plan_batches(lengths: Sequence[int], budget: int) -> list[list[int]]:
    """Indexes of texts in batches, longest text first; every index is in exactly one batch.

    The padded size of a batch (texts times longest length) stays within ``budget`` pieces; a text
    longer than that makes a batch of its own.
    """
    order = sorted(range(len(lengths)), key=lambda index: (-lengths[index], index))
    batches: list[list[int]] = []
    for index in order:
        if batches and (len(batches[-1]) + 1) * lengths[batches[-1][0]] <= budget:
            batches[-1].append(index)
        else:
            batches.append([index])
    return batches


def run_batches(lengths: Sequence[int], budget: int, submit: Submit) -> list[Generated]:
    """One output per text, in the order of the texts.

    ``submit`` starts a batch and returns a function that waits for its outputs. A batch that fails
    is run once more in halves; the texts of a half that fails again get a Generated with a
    ``failure``. Raises EngineError when every text failed: then the engine is broken, not a text.
    """
    results: dict[int, Generated] = {}
    pending = [(batch, submit(batch)) for batch in plan_batches(lengths, budget)]
    for batch, wait in pending:
        results.update(zip(batch, _collect(batch, wait, submit), strict=True))
    outputs = [results[index] for index in range(len(lengths))]
    failures = [output.failure for output in outputs if output.failure]
    if failures and len(failures) == len(outputs):
        raise EngineError(failures[0])
    return outputs


def output_limit(decoding: Decoding, longest_source: int, positions: int) -> int:
    """The most pieces an output may have in a batch whose longest source has ``longest_source`` pieces."""
    limit = min(decoding.max_length, positions)
    if decoding.max_ratio > 0:
        limit = min(limit, int(decoding.max_ratio * longest_source) + _SPARE_PIECES)
    return max(1, limit)


def check_lengths(lengths: Sequence[int], longest: int) -> None:
    """Raise EngineError when a text is longer than the checkpoint takes: nothing is ever cut in silence."""
    worst = max(lengths, default=0)
    if worst > longest:
        raise EngineError(
            f"A text of {worst} pieces was sent to a checkpoint that takes {longest}; split it first."
        )


def _collect(batch: list[int], wait: Pending, submit: Submit) -> list[Generated]:
    """The outputs of a batch, run again in halves when it failed."""
    try:
        return wait()
    except EngineError:
        middle = (len(batch) + 1) // 2
        halves = [half for half in (batch[:middle], batch[middle:]) if half]
        return [output for half in halves for output in _last_try(half, submit)]


def _last_try(batch: list[int], submit: Submit) -> list[Generated]:
    """The outputs of a half, or one failure for each of its texts."""
    try:
        return submit(batch)()
    except EngineError as error:
        return [Generated("", float("-inf"), failure=str(error)) for _ in batch]
