"""What a million articles cost, extrapolated from the figures of the benchmark.

``python -m benchmarks.capacity [results.json]`` prints the tables of docs/CAPACITY.md; with ``--write`` it
puts them there, between the two marks.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.contenders import WHOLE
from benchmarks.translation import RESULTS

DOCUMENT = Path(__file__).parent.parent / "docs" / "CAPACITY.md"
BEGIN, END = "<!-- figures: python -m benchmarks.capacity --write -->", "<!-- end of figures -->"
ARTICLES = 1_000_000
CORES = (1, 4, 16, 64, 256)
# What one GPU translates, counted in cores of the same kind. CTranslate2's own comparison (version 1.2,
# a Transformer of base size, beam 4, batches of 32): 3,917 pieces a second on a V100, 448 on four cores.
GPU_CORES = 35
_TRANSLATION = "briefs-translation"
_HOUR = 3600.0
_DAY = 24.0


@dataclass(frozen=True, slots=True)
class Capacity:
    """What one article takes of one kind of checkpoint, measured.

    ``wall_core_seconds`` are wall seconds times cores, so that idle cores count; ``translation_share`` is
    the part of the processor time that a GPU would take over.
    """

    label: str
    words: float
    wall_core_seconds: float
    processor_seconds: float
    translation_share: float
    peak_mib: float
    disk_bytes: float

    def core_hours(self, articles: int = ARTICLES) -> float:
        """Hours of one core for so many articles."""
        return articles * self.wall_core_seconds / _HOUR

    def gpu_hours(self, articles: int = ARTICLES) -> float:
        """Hours of one GPU for the translation alone: an estimate."""
        return self.core_hours(articles) * self.translation_share / GPU_CORES

    def other_core_hours(self, articles: int = ARTICLES) -> float:
        """Hours of one core for everything but translation."""
        return self.core_hours(articles) * (1 - self.translation_share)


def main() -> None:
    """Print the tables or put them into the document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("results", type=Path, nargs="?", default=RESULTS)
    parser.add_argument("--price", type=float, default=0.04, help="of an hour of one core")
    parser.add_argument("--gpu-price", type=float, default=1.0, help="of an hour of one GPU")
    parser.add_argument("--write", action="store_true", help=f"update {DOCUMENT.name}")
    options = parser.parse_args()
    results = json.loads(options.results.read_text(encoding="utf-8"))
    text = as_markdown(capacities(results), results["machine"], options.price, options.gpu_price)
    if options.write:
        DOCUMENT.write_text(replaced(DOCUMENT.read_text(encoding="utf-8"), text), encoding="utf-8")
    print(text)


def capacities(results: Mapping[str, Any]) -> list[Capacity]:
    """One for each checkpoint whose whole pipeline and translation were measured."""
    cores = results["machine"]["cores"]
    found = []
    for part in results["checkpoints"].values():
        whole, translation = (part["rows"].get(name) for name in (WHOLE, _TRANSLATION))
        if not whole or not translation or "error" in whole or "error" in translation:
            continue
        count = whole["articles"]
        translating = translation["processor_seconds"] / translation["words"]
        found.append(
            Capacity(
                part["label"],
                whole["words"] / count,
                cores * whole["seconds"] / count,
                whole["processor_seconds"] / count,
                min(1.0, translating / (whole["processor_seconds"] / whole["words"])),
                whole["peak_mib"],
                whole["disk_bytes"] / count,
            )
        )
    return found


def as_markdown(found: Sequence[Capacity], machine: Mapping[str, Any], price: float, gpu_price: float) -> str:
    """Tables: what was measured, what a million articles take on cores, and an estimate with a GPU."""
    measured = [
        f"| {one.label} | {one.words:.0f} | {one.processor_seconds:.3f} | {one.wall_core_seconds:.3f} "
        f"| {one.words / one.wall_core_seconds:,.0f} | {one.translation_share:.0%} | {one.peak_mib:.0f} "
        f"| {one.disk_bytes / 1024:.0f} |"
        for one in found
    ]
    million = [
        f"| {one.label} | {one.core_hours():,.0f} | {one.core_hours() * price:,.0f} | "
        + " | ".join(_time(one.core_hours() / cores) for cores in CORES)
        + f" | {ARTICLES * one.disk_bytes / 2**30:,.0f} |"
        for one in found
    ]
    with_gpu = [
        f"| {one.label} | {one.gpu_hours():,.0f} | {one.other_core_hours():,.0f} "
        f"| {one.gpu_hours() * gpu_price + one.other_core_hours() * price:,.0f} "
        f"| {_time(max(one.gpu_hours(), one.other_core_hours() / 16))} |"
        for one in found
    ]
    return "\n\n".join(
        (
            f"Measured on {_cores(machine['cores'])} of “{machine['processor']}”, the whole pipeline:",
            "\n".join([_header(_MEASURED), *measured]),
            f"{ARTICLES:,} articles, at {price:g} an hour of one core:",
            "\n".join(
                [
                    _header((*_MILLION, *map(_cores, CORES), "GiB on disk")),
                    *million,
                ]
            ),
            f"**Estimate, not measured**: with a GPU that translates like {GPU_CORES} of these cores, at "
            f"{gpu_price:g} an hour:",
            "\n".join([_header(_WITH_GPU), *with_gpu]),
        )
    )


_MEASURED = (
    "checkpoint",
    "words an article",
    "CPU s an article",
    "core s an article (wall × cores)",
    "words/s a core",
    "of it translation",
    "peak MiB a worker",
    "KiB on disk an article",
)
_MILLION = ("checkpoint", "core hours", "cost")
_WITH_GPU = ("checkpoint", "GPU hours", "core hours", "cost", "time, 1 GPU and 16 cores")


def replaced(document: str, text: str) -> str:
    """The document with other figures between the marks; raises ValueError when they are missing."""
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"The document has no lines {BEGIN} and {END}; put them back.")
    return f"{before}{BEGIN}\n\n{text}\n\n{END}{after}"


def _header(names: Sequence[str]) -> str:
    return f"| {' | '.join(names)} |\n{'|---' * len(names)}|"


def _cores(count: int) -> str:
    return f"{count} core{'s' if count != 1 else ''}"


def _time(hours: float) -> str:
    """Hours as people say them: days from two on."""
    if hours < 1:
        return f"{60 * hours:.0f} min"
    return f"{hours:.0f} h" if hours < 2 * _DAY else f"{hours / _DAY:.0f} days"


if __name__ == "__main__":
    main()
