"""Serial, process pool and Ray: one Protocol, equal bytes."""

from collections.abc import Callable

from pipeline.executors.base import Executor, Load, Work
from pipeline.executors.processes import ProcessExecutor
from pipeline.executors.ray_cluster import RayExecutor
from pipeline.executors.serial import SerialExecutor

# name → executor, made from the number of workers and the address of a cluster
EXECUTORS: dict[str, Callable[[int, str | None], Executor]] = {
    "serial": lambda _workers, _address: SerialExecutor(),
    "processes": lambda workers, _address: ProcessExecutor(workers),
    "ray": RayExecutor,
}

__all__ = ["EXECUTORS", "Executor", "Load", "ProcessExecutor", "RayExecutor", "SerialExecutor", "Work"]
