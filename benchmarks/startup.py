"""How long a user waits: ``briefs --help``, and from the start to the first brief, warm.

``python -m benchmarks.startup`` runs each of them several times and prints the fastest, the middle and the
slowest as JSON. Warm: the checkpoints are converted and the files are in the memory of the machine.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.articles import SEEDS
from benchmarks.processes import finished, run_command

ARTICLE = SEEDS / "030_greve-de-la-ligne-des-cretes.txt"

# Wall seconds, and processor seconds of the child.
Waited = tuple[float, float]


def main() -> None:
    """Print the waiting times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    repeats = parser.parse_args().repeats
    first_brief(())
    result = {
        "help": spread(lambda: until_end("--help"), repeats),
        "first_brief": spread(lambda: first_brief(()), repeats),
        "first_brief_without_spacy": spread(lambda: first_brief(("--spacy", "off")), repeats),
        "nothing_to_do": nothing_to_do(repeats),
    }
    print(json.dumps(result, indent=2))


def spread(measure: Callable[[], Waited], repeats: int) -> dict[str, float]:
    """The fastest, the middle and the slowest by wall time, and the middle processor time."""
    walls, processors = (sorted(values) for values in zip(*(measure() for _ in range(repeats)), strict=True))
    middle = repeats // 2
    found = {"least": walls[0], "middle": walls[middle], "most": walls[-1], "processor": processors[middle]}
    return {name: round(seconds, 3) for name, seconds in found.items()}


def first_brief(flags: Sequence[str]) -> Waited:
    """From the start of ``briefs run`` over one seed article until its folder is there."""
    with TemporaryDirectory() as kept:
        output = Path(kept) / "out"
        return _until(run_command(ARTICLE, output, ("--no-memory", *flags)), lambda: finished(output) > 0)


def nothing_to_do(repeats: int) -> dict[str, float]:
    """The same command when the brief is there: nothing is loaded."""
    with TemporaryDirectory() as kept:
        command = run_command(ARTICLE, Path(kept) / "out", ("--no-memory",))
        subprocess.run(command, capture_output=True, check=True)
        return spread(lambda: _until(command, lambda: False), repeats)


def until_end(*arguments: str) -> Waited:
    """From the start of ``briefs`` to its end."""
    return _until([sys.executable, "-m", "pipeline", *arguments], lambda: False)


def _until(command: Sequence[str], is_reached: Callable[[], bool]) -> Waited:
    """Wall seconds until a child has reached something or has ended, processor seconds until its end."""
    before = os.times()
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while child.poll() is None and not is_reached():
        time.sleep(0.005)
    wall = time.monotonic() - start
    child.wait()
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, used


if __name__ == "__main__":
    main()
