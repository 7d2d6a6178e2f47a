"""Serial, processes and Ray do the same, in the same order, and survive a killed worker."""

import os
import signal
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from threading import Barrier

import pytest

from pipeline.errors import EngineError, SettingsError
from pipeline.executors import EXECUTORS, Load, ProcessExecutor, RayExecutor, Work
from pipeline.records import Article, Outcome

CHUNKS = [[Article(f"a{number}-{part}", "Texte.", None, "x") for part in range(3)] for number in range(7)]


def _load_echo() -> Work:
    def work(chunk: Sequence[Article]) -> list[Outcome]:
        return [Outcome(article.id, article.origin, "done", 0.0) for article in chunk]

    return work


def _load_deadly(marker: Path, victim: str) -> Work:
    """A worker that is killed by the victim: always, or once when it can leave a marker behind."""
    echo = _load_echo()

    def work(chunk: Sequence[Article]) -> list[Outcome]:
        if any(article.id == victim for article in chunk) and not marker.exists():
            if marker.parent.exists():
                marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return echo(chunk)

    return work


@pytest.fixture(scope="module")
def ray_cluster() -> Iterator[None]:
    """A real local cluster with two workers, shared by the tests of this file."""
    ray = pytest.importorskip("ray")
    ray.init("local", num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    yield
    ray.shutdown()


def _ids(batches: Iterator[list[Outcome]]) -> list[str]:
    return [outcome.article_id for batch in batches for outcome in batch]


EXPECTED = [article.id for chunk in CHUNKS for article in chunk]


def test_an_unreachable_cluster_is_a_settings_error() -> None:
    """A wrong --address gives one sentence, not a traceback."""
    pytest.importorskip("ray")
    with pytest.raises(SettingsError, match="No Ray cluster at"):
        list(RayExecutor(1, "no-such-cluster:1").run(_load_echo, CHUNKS))


@pytest.mark.parametrize("name", ["serial", "processes"])
def test_outcomes_come_in_the_order_of_the_articles(name: str) -> None:
    """Whoever finishes first, the caller sees the order in which it asked."""
    assert _ids(EXECUTORS[name](2, None).run(_load_echo, CHUNKS)) == EXPECTED


@pytest.mark.usefixtures("ray_cluster")
def test_ray_actors_give_the_same_outcomes_in_the_same_order() -> None:
    """Two actors on a real local cluster equal the serial run."""
    assert _ids(RayExecutor(2).run(_load_echo, CHUNKS)) == EXPECTED


def test_nothing_to_do_loads_no_worker() -> None:
    """The serial executor loads at the first chunk only."""

    def load() -> Work:
        raise AssertionError("loaded for nothing")

    assert list(EXECUTORS["serial"](1, None).run(load, [])) == []


def test_three_chunks_are_under_way_in_one_process() -> None:
    """While one is in the engine, two are worked on: each waits here for the others to have begun."""
    all_three = Barrier(3, timeout=20)
    echo = _load_echo()

    def work(chunk: Sequence[Article]) -> list[Outcome]:
        all_three.wait()
        return echo(chunk)

    assert _ids(EXECUTORS["serial"](1, None).run(lambda: work, CHUNKS[:3])) == EXPECTED[:9]


def test_a_serial_run_reads_two_chunks_ahead_and_no_more() -> None:
    """Memory does not grow with the number of articles."""
    taken: list[int] = []

    def chunks() -> Iterator[list[Article]]:
        for number, chunk in enumerate(CHUNKS):
            taken.append(number)
            yield chunk

    outcomes = EXECUTORS["serial"](1, None).run(_load_echo, chunks())
    for done, _ in enumerate(outcomes):
        assert len(taken) <= done + 3


def test_what_breaks_a_serial_worker_reaches_the_caller() -> None:
    """A bug is not swallowed by the thread in which it happened."""

    def work(chunk: Sequence[Article]) -> list[Outcome]:
        raise ZeroDivisionError(chunk[0].id)

    with pytest.raises(ZeroDivisionError, match="a0-0"):
        list(EXECUTORS["serial"](1, None).run(lambda: work, CHUNKS))


def test_a_killed_process_has_its_chunk_run_again(tmp_path: Path) -> None:
    """kill -9 of a worker loses no article."""
    load: Load = partial(_load_deadly, tmp_path / "killed", "a3-1")
    assert _ids(ProcessExecutor(2).run(load, CHUNKS)) == EXPECTED
    assert (tmp_path / "killed").exists()


@pytest.mark.usefixtures("ray_cluster")
def test_a_killed_ray_actor_has_its_chunk_run_again(tmp_path: Path) -> None:
    """kill -9 of an actor loses no article."""
    load: Load = partial(_load_deadly, tmp_path / "killed", "a3-1")
    assert _ids(RayExecutor(2).run(load, CHUNKS)) == EXPECTED
    assert (tmp_path / "killed").exists()


def test_a_chunk_that_kills_its_worker_twice_is_named(tmp_path: Path) -> None:
    """The error says which articles to leave out."""
    load: Load = partial(_load_deadly, tmp_path / "no folder" / "marker", "a0-1")
    with pytest.raises(EngineError, match="a0-0, a0-1, a0-2"):
        list(ProcessExecutor(1).run(load, CHUNKS[:1]))
