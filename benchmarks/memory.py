"""Whether memory is flat: the peak of runs over more and more articles.

``python -m benchmarks.memory`` runs the whole pipeline with the embedded checkpoints over 100, 500 and 2,000
generated articles; ``--road`` leaves the models out (labelled), ``--paragraphs 1`` makes short articles.
"""

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import processes
from benchmarks.articles import PARAGRAPHS, write_articles

COUNTS = (100, 500, 2000)
REAL = ("--no-memory",)
REAL_LABEL = "embedded checkpoints, everything on but the translation memory"


@dataclass(frozen=True, slots=True)
class Memory:
    """Resident MiB of one run when a quarter of its time had passed, at its end, and at its peak."""

    articles: int
    exit_code: int
    seconds: float
    mib_after_a_quarter: float
    mib_at_the_end: float
    peak_mib: float


def main() -> None:
    """Print a line of JSON for every count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=COUNTS)
    parser.add_argument("--paragraphs", type=int, default=PARAGRAPHS, help="paragraphs of an article")
    parser.add_argument("--road", action="store_true", help="the identity engine instead of the models")
    options = parser.parse_args()
    label = processes.ROAD_LABEL if options.road else REAL_LABEL
    print(json.dumps({"engine": label, "paragraphs": options.paragraphs}), flush=True)
    for count in options.counts:
        flags = processes.ROAD if options.road else REAL
        print(json.dumps(asdict(measure(count, options.paragraphs, flags))), flush=True)


def measure(articles: int, paragraphs: int, flags: tuple[str, ...]) -> Memory:
    """One run over generated articles, watched from outside."""
    with TemporaryDirectory() as kept:
        folder = Path(kept)
        write_articles(folder / "in", articles, paragraphs=paragraphs)
        run = processes.watch(processes.run_command(folder / "in", folder / "out", flags), folder / "log")
    return Memory(
        articles,
        run.exit_code,
        round(run.seconds, 1),
        round(run.mib_at(0.25), 1),
        round(run.samples[-1], 1),
        round(run.peak_mib, 1),
    )


if __name__ == "__main__":
    main()
