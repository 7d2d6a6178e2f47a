"""Endurance: many articles with broken ones among them, and kill -9 at random moments.

``python -m benchmarks.endurance --articles 5000 --kills 50`` prints one JSON object and exits with 1 when
something was lost, differs or was reported wrongly. The identity engine stands in for the translator
(labelled in the result): what is tested is the road, its memory and what it leaves behind.
"""

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import processes
from benchmarks.articles import write_articles

# Short articles: the road is the same, and there is more of it in an hour.
PARAGRAPHS = 2
# Of five kills one falls anywhere in the first seconds (start-up, skipping what is done), and one while
# a folder is being written.
_TURNS = 5
_EARLY_SECONDS = 2.0
_LATE_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """One run over all articles. ``lost``: neither a folder nor a failure; ``misreported``: failures that
    are not the broken files, or broken files that are no failures."""

    articles: int
    done: int
    failed: int
    lost: int
    misreported: int
    exit_code: int
    seconds: float
    mib_after_a_quarter: float
    mib_at_the_end: float
    peak_mib: float


@dataclass(frozen=True, slots=True)
class Killed:
    """A run killed again and again. ``in_the_act``: kills that left a temporary folder behind."""

    kills: int
    in_the_act: int
    ended_before: int
    done_at_kills: tuple[int, ...]
    differing: int
    misreported: int
    leftovers: int


def main() -> None:
    """Print everything measured; exit code 1 when anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--broken", type=float, default=0.01, help="share of unreadable files")
    parser.add_argument("--kills", type=int, default=50)
    options = parser.parse_args()
    with TemporaryDirectory() as kept:
        folder = Path(kept)
        broken = write_articles(
            folder / "in", options.articles, round(options.articles * options.broken), PARAGRAPHS
        )
        names = {path.name for path in broken}
        whole = endure(folder, options.articles, names)
        torn = survive(folder, options.kills, names)
    result = {"engine": processes.ROAD_LABEL, "undisturbed": asdict(whole), "killed": asdict(torn)}
    print(json.dumps(result, indent=2))
    sys.exit(0 if is_sound(whole, torn) else 1)


def is_sound(whole: Undisturbed, torn: Killed) -> bool:
    """Whether nothing was lost, nothing differs and the reports tell the truth."""
    faults = (whole.lost, whole.misreported, torn.differing, torn.misreported, torn.leftovers)
    return not any(faults) and torn.kills > 0


def endure(folder: Path, articles: int, broken: set[str]) -> Undisturbed:
    """An undisturbed run from ``folder/in`` to ``folder/whole``, memory sampled while it runs."""
    output = folder / "whole"
    run = processes.watch(processes.run_command(folder / "in", output), folder / "log")
    failed = processes.failures(output)
    done = processes.finished(output)
    return Undisturbed(
        articles=articles,
        done=done,
        failed=len(failed),
        lost=articles - done - len(failed),
        misreported=_misreported(failed, broken),
        exit_code=run.exit_code,
        seconds=round(run.seconds, 1),
        mib_after_a_quarter=round(run.mib_at(0.25), 1),
        mib_at_the_end=round(run.samples[-1], 1),
        peak_mib=round(run.peak_mib, 1),
    )


def survive(folder: Path, kills: int, broken: set[str], seed: int = 1) -> Killed:
    """The same articles into ``folder/torn``, killed at random moments and then left to finish.

    Moments are drawn by progress, so that all 50 fall into the run however fast the machine is, and
    some by time alone.
    """
    chooser, output = random.Random(seed), folder / "torn"
    command = processes.run_command(folder / "in", output)
    total = processes.finished(folder / "whole")
    moments, in_the_act, ended_before = [], 0, 0
    for number in range(kills):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        done = processes.finished(output)
        goal = done + chooser.uniform(0, 2 * (total - done) / (kills - number + 1))
        if number % _TURNS == 0:
            time.sleep(chooser.uniform(0, _EARLY_SECONDS))
        else:
            _wait_for(child, partial(_has_reached, output, goal), 0.05)
            time.sleep(chooser.uniform(0, _LATE_SECONDS))
        if number % _TURNS == 1:
            _wait_for(child, lambda: processes.unfinished(output) > 0, 0.0)
        ended_before += child.poll() is not None
        child.kill()
        child.wait()
        in_the_act += processes.unfinished(output) > 0
        moments.append(processes.finished(output))
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return Killed(
        kills=kills - ended_before,
        in_the_act=in_the_act,
        ended_before=ended_before,
        done_at_kills=tuple(moments),
        differing=_differing(processes.contents(folder / "whole"), processes.contents(output)),
        misreported=_misreported(processes.failures(output), broken),
        leftovers=processes.unfinished(output),
    )


def _has_reached(output: Path, goal: float) -> bool:
    return processes.finished(output) >= goal


def _wait_for(child: "subprocess.Popen[bytes]", is_time: Callable[[], bool], pause: float) -> None:
    """Return when it is time, or the run has ended."""
    while child.poll() is None and not is_time():
        time.sleep(pause)


def _differing(one: Mapping[str, str], other: Mapping[str, str]) -> int:
    """Files that only one side has, or that differ."""
    return len(dict(one.items() ^ other.items()))


def _misreported(failed: Mapping[str, str], broken: set[str]) -> int:
    """Failures and broken files that do not match, and failures without a reason."""
    return len(failed.keys() ^ broken) + sum(not reason for reason in failed.values())


if __name__ == "__main__":
    main()
