"""The command in processes of its own, watched from outside: its memory, its messages, its files."""

import hashlib
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import store

# What is tested is the road, not the model: text is passed through, and three small files are written.
ROAD = ("--engine", "identity", "--no-summary", "--spacy", "off", "--no-memory", "--format", "md,csv")
ROAD_LABEL = "identity engine standing in for the translator, no summary, no spaCy"

_PAUSE = 0.25


@dataclass(frozen=True, slots=True)
class Watched:
    """A process that ended: its exit code, wall seconds, resident MiB over time, peak, last message."""

    exit_code: int
    seconds: float
    samples: tuple[float, ...]
    peak_mib: float
    message: str

    def mib_at(self, share: float) -> float:
        """Resident memory when that share of the time had passed."""
        return self.samples[min(len(self.samples) - 1, int(share * len(self.samples)))]


def run_command(source: Path, output: Path, flags: Sequence[str] = ROAD) -> list[str]:
    """``briefs run`` over a folder."""
    return [sys.executable, "-m", "pipeline", "run", str(source), "-o", str(output), *flags]


def watch(command: Sequence[str], log: Path) -> Watched:
    """Run a command to its end; what it says goes to the file ``log``."""
    start = time.monotonic()
    samples: list[float] = []
    peak = 0.0
    with log.open("wb") as stream:
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=stream)
        while child.poll() is None:
            samples.append(_resident_mib(child.pid))
            peak = max(peak, _peak_mib(child.pid))
            time.sleep(_PAUSE)
    seconds = time.monotonic() - start
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    kept = tuple(one for one in samples if one) or (0.0,)
    return Watched(child.returncode, seconds, kept, peak, lines[-1] if lines else "")


def contents(folder: Path) -> dict[str, str]:
    """The sha256 of every file of every article's folder.

    The report, which tells of the last run only, is left out; temporary folders are not.
    """
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.glob("*/*")
        if path.is_file()
    }


def finished(output: Path) -> int:
    """How many articles have their folder."""
    try:
        return sum(1 for entry in os.scandir(output) if entry.is_dir() and not entry.name.startswith("."))
    except FileNotFoundError:
        return 0


def unfinished(output: Path) -> int:
    """How many temporary folders lie there."""
    return sum(1 for name in os.listdir(output) if name.startswith(".")) if output.is_dir() else 0


def failures(output: Path) -> dict[str, str]:
    """What the report calls failed: file name → reason."""
    outcomes = json.loads((output / "run.json").read_text(encoding="utf-8"))["outcomes"]
    return {Path(one["origin"]).name: one["error"] for one in outcomes if one["status"] == "failed"}


def corrupt(output: Path) -> int:
    """How many complaints ``briefs verify`` has about the articles' folders; the report is another matter."""
    return sum(len(store.verify_folder(folder)) for folder in store.brief_folders(output))


def _resident_mib(pid: int) -> float:
    """Memory of a process, from /proc; 0 where there is none."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError, ValueError):
        return 0.0
    return pages * resource.getpagesize() / 2**20


def _peak_mib(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)
