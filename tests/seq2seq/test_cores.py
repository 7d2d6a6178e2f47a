"""How many threads."""

import os
from pathlib import Path

import pytest

from pipeline.seq2seq.cores import physical_cores, thread_count

NOWHERE = Path("/nonexistent")


def topology(folder: Path, siblings: dict[int, str]) -> Path:
    """A folder like Linux's with the siblings of each logical core."""
    for cpu, names in siblings.items():
        (folder / f"cpu{cpu}" / "topology").mkdir(parents=True)
        (folder / f"cpu{cpu}" / "topology" / "thread_siblings_list").write_text(names + "\n")
    return folder


def test_a_wish_is_a_wish() -> None:
    """``--threads 3`` means three."""
    assert thread_count(3) == 3
    assert thread_count(0) == physical_cores() >= 1


def test_two_hardware_threads_are_one_core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They share their arithmetic units."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3}, raising=False)
    folder = topology(tmp_path, {0: "0-1", 1: "0-1", 2: "2-3", 3: "2-3"})
    assert physical_cores(folder, NOWHERE) == 2
    assert physical_cores(NOWHERE, NOWHERE) == 4


@pytest.mark.parametrize(
    ("quota", "cores"), [("200000 100000", 2), ("max 100000", 4), ("50000 100000", 1), ("", 4)]
)
def test_a_container_has_the_cores_it_was_granted(
    quota: str, cores: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More threads than that only wait for one another."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3}, raising=False)
    (tmp_path / "cpu.max").write_text(quota)
    assert physical_cores(NOWHERE, tmp_path / "cpu.max") == cores
