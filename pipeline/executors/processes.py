"""A pool of processes on this machine, each with its own models."""

import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from pipeline.errors import EngineError
from pipeline.executors.base import Load, Work
from pipeline.records import Article, Outcome

_AHEAD = 2
_RETRIES = 2

_work: Work | None = None


class ProcessExecutor:
    """``workers`` processes started afresh (spawn: forking a process that holds threads can hang).

    A killed worker breaks the pool; the pool is then built again and the chunks that were lost are
    run once more. A chunk that kills its worker twice raises EngineError naming its articles.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def run(self, load: Load, chunks: Iterable[Sequence[Article]]) -> Iterator[list[Outcome]]:
        """The outcomes of every chunk, in order; at most two chunks a worker are under way."""
        source = iter(chunks)
        pending: deque[_Task] = deque()
        pool = self._start(load)
        try:
            while True:
                while len(pending) < self.workers * _AHEAD and (chunk := next(source, None)) is not None:
                    pending.append(_Task(chunk, self._submit(pool, chunk)))
                if not pending:
                    return
                try:
                    outcomes = pending[0].future.result()
                except BrokenProcessPool:
                    pool = self._restart(pool, load, pending)
                    continue
                pending.popleft()
                yield outcomes
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _start(self, load: Load) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self.workers, mp_context=get_context("spawn"), initializer=_initialise, initargs=(load,)
        )

    @staticmethod
    def _submit(pool: ProcessPoolExecutor, chunk: Sequence[Article]) -> "Future[list[Outcome]]":
        try:
            return pool.submit(_run_chunk, chunk)
        except BrokenProcessPool as error:
            # The pool broke between two chunks: the caller sees it when it asks for the result.
            future: Future[list[Outcome]] = Future()
            future.set_exception(error)
            return future

    def _restart(self, pool: ProcessPoolExecutor, load: Load, pending: "deque[_Task]") -> ProcessPoolExecutor:
        pool.shutdown(wait=False, cancel_futures=True)
        pending[0].deaths += 1
        if pending[0].deaths >= _RETRIES:
            names = ", ".join(article.id for article in pending[0].chunk)
            raise EngineError(f"A worker was killed twice on {names}; use fewer workers or leave these out.")
        fresh = self._start(load)
        for task in pending:
            if not task.future.done() or task.future.exception() is not None:
                task.future = self._submit(fresh, task.chunk)
        return fresh


class _Task:
    """A chunk under way and how often its worker died."""

    def __init__(self, chunk: Sequence[Article], future: "Future[list[Outcome]]") -> None:
        self.chunk = chunk
        self.future = future
        self.deaths = 0


def _initialise(load: Load) -> None:
    global _work  # noqa: PLW0603 - the models of a worker process live as long as the process
    # Ctrl-C reaches the whole group; the parent says what is to be said and ends the workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _work = load()


def _run_chunk(chunk: Sequence[Article]) -> list[Outcome]:
    if _work is None:
        raise EngineError("The worker has no models; this is a bug of the executor.")
    return _work(chunk)
