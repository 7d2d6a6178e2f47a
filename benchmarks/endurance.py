"""Endurance: many articles with broken ones among them, and kill -9 at random moments.

``python -m benchmarks.endurance --articles 5000 --kills 50``. The identity engine stands in for the
translator (labelled in the result): what is tested is the road, its memory and what it leaves behind.
"""

import argparse
import json
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.articles import write_articles

FLAGS = ("--engine", "identity", "--no-summary", "--spacy", "off", "--no-memory", "--format", "md,csv")
_SAMPLE = 0.5


def main() -> None:
    """Print one JSON object with everything measured; exit code 1 when something was lost or differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--broken", type=float, default=0.01, help="share of unreadable files")
    parser.add_argument("--kill-articles", type=int, default=300)
    parser.add_argument("--kills", type=int, default=50)
    options = parser.parse_args()
    with TemporaryDirectory() as kept:
        folder = Path(kept)
        result: dict[str, object] = {"engine": "identity, standing in"}
        result |= endure(folder, options.articles, round(options.articles * options.broken))
        result |= {
            "kills": options.kills,
            "equal_after_kills": survive(folder, options.kill_articles, options.kills),
        }
    print(json.dumps(result, indent=2))
    sys.exit(0 if result["lost"] == 0 and result["equal_after_kills"] else 1)


def endure(folder: Path, articles: int, broken: int) -> dict[str, object]:
    """One run over all articles: none lost, memory sampled while it runs."""
    write_articles(folder / "many", articles, broken)
    start = time.monotonic()
    child = subprocess.Popen(_command(folder / "many", folder / "out"), stderr=subprocess.DEVNULL)
    samples = []
    while child.poll() is None:
        samples.append(_resident_mib(child.pid))
        time.sleep(_SAMPLE)
    seconds = time.monotonic() - start
    counts = json.loads((folder / "out" / "run.json").read_text())
    middle = samples[len(samples) // 4] if samples else 0.0
    return {
        "articles": articles,
        "done": counts["done"],
        "failed": counts["failed"],
        "lost": articles - counts["done"] - counts["failed"],
        "broken": broken,
        "exit_code": child.returncode,
        "articles_per_second": round(articles / seconds, 1),
        "mib_after_a_quarter": round(middle, 1),
        "mib_at_the_end": round(max(samples[-5:], default=0.0), 1),
        "peak_mib": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, 1),
    }


def survive(folder: Path, articles: int, kills: int, seed: int = 1) -> bool:
    """Whether a run killed again and again ends with the bytes of an undisturbed one."""
    source, chooser = folder / "few", random.Random(seed)
    write_articles(source, articles)
    start = time.monotonic()
    subprocess.run(_command(source, folder / "whole"), stderr=subprocess.DEVNULL, check=True)
    whole = time.monotonic() - start
    for _ in range(kills):
        child = subprocess.Popen(_command(source, folder / "torn"), stderr=subprocess.DEVNULL)
        time.sleep(chooser.uniform(0.1, 0.2 + whole / 5))
        child.send_signal(signal.SIGKILL)
        child.wait()
    subprocess.run(_command(source, folder / "torn"), stderr=subprocess.DEVNULL, check=True)
    return _contents(folder / "whole") == _contents(folder / "torn")


def _command(source: Path, output: Path) -> Sequence[str]:
    return [sys.executable, "-m", "pipeline", "run", str(source), "-o", str(output), *FLAGS]


def _contents(folder: Path) -> dict[str, bytes]:
    """Every file of every article's folder; the report, which tells of the last run only, left out."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.glob("*/*") if path.is_file()}


def _resident_mib(pid: int) -> float:
    """Memory of a process in MiB, from /proc; 0 where there is none."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError, ValueError):
        return 0.0
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    main()
