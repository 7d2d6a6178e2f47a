"""Ray actors, on this machine or on a cluster, each with its own models."""

import socket
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle
from typing import TYPE_CHECKING, Any

from pipeline.errors import EngineError, SettingsError
from pipeline.executors.base import Load
from pipeline.records import Article, Outcome

if TYPE_CHECKING:
    from types import ModuleType

_AHEAD = 2
_DEATHS = 2
_PATIENCE = 5.0  # seconds


class RayExecutor:
    """``workers`` actors on the cluster at ``address`` (None: a local one, started and stopped here).

    An actor that dies is started again and its chunks are run once more, on whatever node has room. A
    chunk that kills its actor twice raises EngineError. Outputs must be on storage every node sees.
    """

    def __init__(self, workers: int, address: str | None = None) -> None:
        self.workers = workers
        self.address = address

    def run(self, load: Load, chunks: Iterable[Sequence[Article]]) -> Iterator[list[Outcome]]:
        """The outcomes of every chunk, in order; at most two chunks an actor are under way."""
        ray = _import_ray()
        started = self._connect(ray)
        try:
            actor = ray.remote(max_restarts=_DEATHS, max_task_retries=_DEATHS, num_cpus=1)(_Actor)
            actors = cycle([actor.remote(load) for _ in range(self.workers)])
            pending: deque[tuple[Sequence[Article], Any]] = deque()
            for chunk in chunks:
                if len(pending) == self.workers * _AHEAD:
                    yield _result(ray, *pending.popleft())
                pending.append((chunk, next(actors).work.remote(chunk)))
            while pending:
                yield _result(ray, *pending.popleft())
        finally:
            if started:
                ray.shutdown()

    def _connect(self, ray: "ModuleType") -> bool:
        """Join the cluster or start a local one; whether it is ours to stop."""
        if ray.is_initialized():
            return False
        quiet = {"log_to_driver": False, "logging_level": "ERROR"}
        try:
            if self.address is None:
                # "local": one of our own, even where another cluster is running.
                ray.init("local", num_cpus=self.workers, include_dashboard=False, **quiet)
            else:
                _knock(self.address)
                ray.init(address=self.address, **quiet)
        except (OSError, RuntimeError, ValueError) as error:
            where = self.address or "this machine"
            raise SettingsError(
                f"No Ray cluster at {where} ({error}); check --address, and RAY_AUTH_TOKEN if it wants one."
            ) from error
        return True


class _Actor:
    """A worker with its models."""

    def __init__(self, load: Load) -> None:
        self._work = load()

    def work(self, chunk: Sequence[Article]) -> list[Outcome]:
        """The outcomes of a chunk."""
        return self._work(chunk)


def _result(ray: "ModuleType", chunk: Sequence[Article], reference: Any) -> list[Outcome]:
    try:
        outcomes: list[Outcome] = ray.get(reference)
    except ray.exceptions.RayActorError as error:
        names = ", ".join(article.id for article in chunk)
        raise EngineError(
            f"Workers kept dying on {names}; leave these out or give a worker more memory."
        ) from error
    return outcomes


def _knock(address: str) -> None:
    """Raise OSError when nothing listens there: Ray itself would go on trying for many minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if port.isdigit():
        socket.create_connection((host, int(port)), timeout=_PATIENCE).close()


def _import_ray() -> "ModuleType":
    try:
        import ray
    except ImportError as error:
        raise SettingsError("--executor ray needs Ray; type: pip install 'bilingual-briefs[ray]'") from error
    module: ModuleType = ray
    return module
