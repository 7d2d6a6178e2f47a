"""Disk full, output folder read-only, two runs on one folder at once: clear errors, nothing corrupt.

``python -m benchmarks.faults`` prints one JSON object and exits with 1 when something is corrupt or a later
run does not mend it. The disk is a small tmpfs where this process may mount one; where it may not, every
file is limited to a few kilobytes instead (labelled). The identity engine stands in for the translator.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import processes
from benchmarks.articles import write_articles

PARAGRAPHS = 2
_FILE_LIMIT = 8 * 1024
# root may write where it must not; without these rights it is like everybody else.
_AS_USER = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")


@dataclass(frozen=True, slots=True)
class Fault:
    """How a run ended that met a fault, what it said last, and what was left behind.

    ``done`` are the articles with a folder; ``corrupt`` the complaints of ``briefs verify``; ``unequal``
    the files that differ from an undisturbed run's once the fault is gone and the command was run again.
    """

    name: str
    exit_codes: tuple[int, ...]
    message: str
    done: int
    corrupt: int
    unequal: int


def main() -> None:
    """Print what every fault did; exit code 1 when one did harm."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--disk", default="2m", help="size of the small disk")
    options = parser.parse_args()
    with TemporaryDirectory() as kept:
        folder = Path(kept)
        write_articles(folder / "in", options.articles, paragraphs=PARAGRAPHS)
        processes.watch(processes.run_command(folder / "in", folder / "whole"), folder / "log")
        faults = [disk_full(folder, options.disk), read_only(folder), two_at_once(folder)]
    print(json.dumps({"engine": processes.ROAD_LABEL, "faults": [asdict(one) for one in faults]}, indent=2))
    sys.exit(1 if any(one.corrupt or one.unequal for one in faults) else 0)


def disk_full(folder: Path, size: str) -> Fault:
    """A run onto a disk that is too small, and the same once there is room."""
    with small_disk(folder / "disk", size) as (enlarge, prefix):
        output, name = folder / "disk" / "out", "a full disk"
        command = processes.run_command(folder / "in", output)
        run = processes.watch([*prefix, *command], folder / "log")
        if prefix:
            name = f"files limited to {_FILE_LIMIT} bytes, standing in for a full disk"
        return _settled(name, folder, output, (run,), enlarge)


def read_only(folder: Path) -> Fault:
    """A run into a folder that may be read but not written, and the same once it may."""
    output = folder / "locked"
    shutil.copytree(folder / "whole", output)
    shutil.rmtree(next(path for path in output.iterdir() if path.is_dir()))
    output.chmod(0o555)
    prefix = _AS_USER if os.geteuid() == 0 else ()
    run = processes.watch([*prefix, *processes.run_command(folder / "in", output)], folder / "log")
    return _settled("a read-only folder", folder, output, (run,), partial(output.chmod, 0o755))


def two_at_once(folder: Path) -> Fault:
    """Two runs over the same articles into the same folder at the same time."""
    output = folder / "shared"
    command = processes.run_command(folder / "in", output)
    with (folder / "other-log").open("wb") as stream:
        other = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=stream)
        run = processes.watch(command, folder / "log")
        other.wait()
    fault = _settled("two runs at once", folder, output, (run,), lambda: None)
    return Fault(**{**asdict(fault), "exit_codes": (run.exit_code, other.returncode)})


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[tuple[Callable[[], object], Sequence[str]]]:
    """A small file system at ``place``: what makes it larger, and what a command must begin with.

    Where none may be mounted, the command begins with a limit on the size of every file.
    """
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    is_mounted = (
        shutil.which("mount") and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    )
    if not is_mounted:
        limit = f"import os,resource,sys; resource.setrlimit({resource.RLIMIT_FSIZE}, ({_FILE_LIMIT},) * 2); "
        yield (lambda: None), (sys.executable, "-c", limit + "os.execv(sys.argv[1], sys.argv[1:])")
        return
    enlarge = ["mount", "-o", "remount,size=1g", str(place)]
    try:
        yield partial(subprocess.run, enlarge, check=True), ()
    finally:
        subprocess.run(["umount", str(place)], check=True)


def _settled(
    name: str, folder: Path, output: Path, runs: Sequence[processes.Watched], mend: Callable[[], object]
) -> Fault:
    """What was left behind, then the fault removed, the command run again and its outputs compared."""
    done = processes.finished(output)
    corrupt = processes.corrupt(output) if done else 0
    mend()
    again = processes.watch(processes.run_command(folder / "in", output), folder / "again-log")
    whole, mended = processes.contents(folder / "whole"), processes.contents(output)
    unequal = len(dict(whole.items() ^ mended.items())) + processes.unfinished(output)
    codes = (*(run.exit_code for run in runs), again.exit_code)
    return Fault(name, codes, runs[0].message, done, corrupt, unequal)


if __name__ == "__main__":
    main()
