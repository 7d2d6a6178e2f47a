"""Length-sorted batches and their second chance."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import EngineError
from pipeline.seq2seq import Decoding, Generated
from pipeline.seq2seq.batches import Pending, check_lengths, output_limit, plan_batches, run_batches

LENGTHS = st.lists(st.integers(min_value=1, max_value=60), max_size=40)


class Worker:
    """Answers each text with its index; fails on batches that hold a poisonous one."""

    def __init__(self, poison: Sequence[int] = (), is_transient: bool = False) -> None:
        self.poison = set(poison)
        self.is_transient = is_transient
        self.batches: list[list[int]] = []

    def submit(self, batch: list[int]) -> Pending:
        """Start a batch; it fails when it is waited for."""
        self.batches.append(batch)
        return lambda: self._run(batch)

    def _run(self, batch: list[int]) -> list[Generated]:
        bad = self.poison & set(batch)
        if bad:
            if self.is_transient:
                self.poison.clear()
            raise EngineError(f"out of memory on {sorted(bad)}.")
        return [Generated(str(index), 0.0) for index in batch]


@given(LENGTHS, st.integers(min_value=1, max_value=200))
def test_every_text_is_in_one_batch_and_batches_fit(lengths: list[int], budget: int) -> None:
    """Longest first; the padded size stays within the budget unless one text alone is longer."""
    batches = plan_batches(lengths, budget)
    assert sorted(index for batch in batches for index in batch) == list(range(len(lengths)))
    for batch in batches:
        assert len(batch) == 1 or len(batch) * max(lengths[index] for index in batch) <= budget
    order = [lengths[index] for batch in batches for index in batch]
    assert order == sorted(order, reverse=True)


@given(LENGTHS, st.integers(min_value=1, max_value=200))
def test_results_come_in_the_order_of_the_texts(lengths: list[int], budget: int) -> None:
    """Sorting by length is nobody's business outside."""
    outputs = run_batches(lengths, budget, Worker().submit)
    assert [output.text for output in outputs] == [str(index) for index in range(len(lengths))]


def test_a_batch_that_fails_once_is_run_again_in_halves() -> None:
    """Out of memory for a moment: nothing is lost."""
    worker = Worker([2], is_transient=True)
    outputs = run_batches([5, 5, 5, 5], 100, worker.submit)
    assert [output.text for output in outputs] == ["0", "1", "2", "3"]
    assert worker.batches == [[0, 1, 2, 3], [0, 1], [2, 3]]


def test_a_half_that_fails_again_costs_only_itself() -> None:
    """The texts of the other half and of other batches are translated."""
    outputs = run_batches([5, 5, 5, 5, 2], 20, Worker([3]).submit)
    assert [output.text for output in outputs] == ["0", "1", "", "", "4"]
    assert [bool(output.failure) for output in outputs] == [False, False, True, True, False]


def test_an_engine_that_fails_on_all_raises() -> None:
    """Then it is broken, and says so."""
    with pytest.raises(EngineError, match="out of memory"):
        run_batches([5, 5], 20, Worker([0, 1]).submit)


def test_nothing_in_nothing_out() -> None:
    """No batch is made of no text."""
    worker = Worker()
    assert run_batches([], 20, worker.submit) == []
    assert worker.batches == []


@pytest.mark.parametrize(
    ("decoding", "source", "positions", "limit"),
    [
        (Decoding(max_length=50), 10, 512, 50),
        (Decoding(max_length=900), 10, 512, 512),
        (Decoding(max_length=500, max_ratio=2.0), 10, 512, 44),
        (Decoding(max_length=500, max_ratio=2.0), 400, 512, 500),
        (Decoding(max_length=0), 10, 512, 1),
    ],
)
def test_an_output_is_bounded(decoding: Decoding, source: int, positions: int, limit: int) -> None:
    """By the decoding, by the checkpoint's positions, by the length of the source."""
    assert output_limit(decoding, source, positions) == limit


def test_an_over_long_text_is_refused() -> None:
    """Engines cut it in silence; we do not."""
    check_lengths([1, 2, 512], 512)
    check_lengths([], 512)
    with pytest.raises(EngineError, match="513 pieces was sent to a checkpoint that takes 512"):
        check_lengths([1, 513], 512)
