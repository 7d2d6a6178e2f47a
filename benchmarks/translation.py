"""``make bench``: all contenders on the same articles, each in a process of its own; json and a table."""

import argparse
import json
import platform
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.articles import write_articles
from benchmarks.contenders import Measured
from pipeline.models import load_models, resolve, select

RESULTS = Path(__file__).parent / "results.json"
# The slow ones are measured on fewer articles; rates are per word, so they compare.
ARTICLES = {
    "transformers-one": 2,
    "transformers-batch": 12,
    "ctranslate2-bare": 200,
    "argos-way": 200,
    "briefs-translation": 200,
    "briefs-whole": 200,
}


def main() -> None:
    """Run every contender, write results.json, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="articles of your own instead of generated ones")
    parser.add_argument("--share", type=float, default=1.0, help="share of the articles, for a quick look")
    options = parser.parse_args()
    with TemporaryDirectory() as kept:
        folder = options.folder or Path(kept)
        if options.folder is None:
            write_articles(folder, max(ARTICLES.values()))
        measured = {
            name: run(name, folder, max(1, round(count * options.share))) for name, count in ARTICLES.items()
        }
    table = {name: {**one, "words_per_second": round(rate(one), 1)} for name, one in measured.items()}
    RESULTS.write_text(
        json.dumps({"machine": platform.processor() or platform.machine(), **table}, indent=2) + "\n"
    )
    print(as_table(measured))


def run(name: str, folder: Path, articles: int) -> dict[str, float]:
    """What one contender measured of itself in its own process."""
    model = resolve(select(load_models(), "embedded", "translation"))
    command = [sys.executable, "-m", "benchmarks.contenders", name, str(folder), str(articles), str(model)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return found


def rate(one: Mapping[str, float]) -> float:
    """Source words a second."""
    return one["words"] / one["seconds"]


def as_table(measured: Mapping[str, Mapping[str, float]]) -> str:
    """A Markdown table, each row with its ratio to the first."""
    first = rate(next(iter(measured.values())))
    header = "| contender | words/s | ratio | CPU s per 1,000 words | start-up s | peak MiB |"
    rule = "|---|---|---|---|---|---|"
    rows = [
        f"| {name} | {rate(one):,.0f} | {rate(one) / first:.1f} "
        f"| {1000 * one['processor_seconds'] / one['words']:.2f} "
        f"| {one['start_up']:.1f} | {one['peak_mib']:.0f} |"
        for name, one in measured.items()
    ]
    return "\n".join([header, rule, *rows])


__all__ = ["Measured", "as_table", "main", "rate", "run"]

if __name__ == "__main__":
    main()
