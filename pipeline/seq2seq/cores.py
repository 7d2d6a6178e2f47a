"""How many threads to use: one per physical core that this process may use."""

import os
from pathlib import Path

_TOPOLOGY = Path("/sys/devices/system/cpu")
_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def thread_count(wanted: int = 0) -> int:
    """``wanted`` when it is positive, else the physical cores this process may use, at least 1."""
    return wanted if wanted > 0 else physical_cores()


def physical_cores(topology: Path = _TOPOLOGY, quota: Path = _QUOTA) -> int:
    """Physical cores within the affinity of this process and the quota of its container, at least 1.

    Two hardware threads of one core share its arithmetic units, so a second one gains nothing for
    matrix products. Where the topology is not told (macOS, Windows) every logical core counts.
    """
    allowed = _allowed_cpus()
    cores = {_siblings(topology, cpu) for cpu in allowed}
    return max(1, min(len(cores), _quota(quota, len(cores))))


def _allowed_cpus() -> set[int]:
    if hasattr(os, "sched_getaffinity"):
        return set(os.sched_getaffinity(0))
    return set(range(os.cpu_count() or 1))


def _siblings(topology: Path, cpu: int) -> str:
    """What names the physical core of a logical one; the logical one itself when not told."""
    try:
        return (topology / f"cpu{cpu}" / "topology" / "thread_siblings_list").read_text().strip()
    except OSError:
        return str(cpu)


def _quota(path: Path, otherwise: int) -> int:
    """Whole cores granted by the container (``cpu.max`` of cgroup v2: microseconds, period)."""
    try:
        granted, period = path.read_text().split()
        return max(1, int(granted) // int(period))
    except (OSError, ValueError):
        return otherwise
