"""``make bench``: all contenders on the same articles, each in a process of its own; json, plot, table.

Results are written after every contender, so that a run that was cut short goes on with ``--resume``. A
contender that fails is reported and does not stop the others.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.articles import write_articles
from benchmarks.checkpoints import KINDS, Prepared
from benchmarks.contenders import CONTENDERS, WHOLE, Job
from benchmarks.plot import write_plot
from pipeline.seq2seq.cores import physical_cores

RESULTS = Path(__file__).parent / "results.json"
GENERATED = 200
# Contender → articles, for each checkpoint. The slow ones take fewer; rates are per word, so they compare.
ARTICLES: Mapping[str, Mapping[str, int]] = {
    "embedded": {
        "transformers-one": 60,
        "transformers-batch": 100,
        "ctranslate2-bare": 200,
        "argos-way": 200,
        "briefs-translation": 200,
        "briefs-whole": 200,
    },
    "opus-size": {
        "transformers-one": 2,
        "transformers-batch": 6,
        "ctranslate2-bare": 30,
        "argos-way": 30,
        "briefs-translation": 30,
        "briefs-whole": 30,
    },
}
TIMEOUT = 1200.0

Row = dict[str, Any]
Results = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be measured: articles by checkpoint and contender, from which folder, below ``work``."""

    articles: Mapping[str, Mapping[str, int]]
    folder: Path
    work: Path
    timeout: float = TIMEOUT


def main() -> None:
    """Run every contender, write results and plot, print the tables; exit code 1 when one failed."""
    options = _parser().parse_args()
    articles = planned(options.checkpoint or KINDS, options.only, options.share)
    with TemporaryDirectory() as kept:
        folder = options.folder or Path(kept) / "articles"
        if options.folder is None:
            write_articles(folder, GENERATED)
        kind = "a folder of the user" if options.folder else f"{GENERATED} generated from the seeds"
        results = _begin(options.results, kind, options.resume)
        run_all(Plan(articles, folder, Path(kept), options.timeout), results, options.results)
    write_plot(results, options.results.with_suffix(".svg"))
    print(as_tables(results))
    sys.exit(1 if any("error" in row for row in _rows(results)) else 0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="articles of your own instead of generated ones")
    parser.add_argument("--checkpoint", action="append", choices=KINDS, help="this one only (repeatable)")
    parser.add_argument("--only", action="append", help="this contender only (repeatable)")
    parser.add_argument(
        "--share",
        action="append",
        default=[],
        metavar="[NAME=]X",
        help="share of the articles for all, or for one contender (repeatable)",
    )
    parser.add_argument("--resume", action="store_true", help="keep the rows that are there")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where the figures go")
    parser.add_argument("--timeout", type=float, default=TIMEOUT, help="seconds for one contender")
    return parser


def planned(
    kinds: Sequence[str], only: Sequence[str] | None, shares: Sequence[str]
) -> dict[str, dict[str, int]]:
    """How many articles each contender takes; at least one."""
    by_name = {name: float(share) for name, _, share in (one.rpartition("=") for one in shares)}
    if unknown := {*by_name, *(only or ())} - {*CONTENDERS, WHOLE, ""}:
        raise SystemExit(f"There is no contender {', '.join(sorted(unknown))}.")
    return {
        kind: {
            name: max(1, round(count * by_name.get(name, by_name.get("", 1.0))))
            for name, count in ARTICLES[kind].items()
            if not only or name in only
        }
        for kind in kinds
    }


def run_all(plan: Plan, results: Results, path: Path) -> None:
    """Fill ``results``, written to ``path`` after every row; rows that are there are kept."""
    for kind, counts in plan.articles.items():
        part = results["checkpoints"].setdefault(kind, {"label": kind, "rows": {}})
        missing = {
            name: count for name, count in counts.items() if not _is_there(part["rows"].get(name), count)
        }
        if not missing:
            continue
        try:
            checkpoint, words = _prepared(kind, plan, max(missing.values()))
        except subprocess.SubprocessError as error:
            part["rows"] |= {name: {"error": _reason(error)} for name in missing}
            _write(results, path)
            continue
        part["label"] = checkpoint.label
        for name, count in missing.items():
            part["rows"][name] = measure(
                Job(name, str(plan.folder), count, 0.0, checkpoint, words), plan.timeout
            )
            _write(results, path)
            print(f"{kind:10} {name:20} {_line(part['rows'][name])}", file=sys.stderr, flush=True)


def measure(job: Job, timeout: float) -> Row:
    """What a contender measured of itself in its own process, or why it did not."""
    load = os.getloadavg()[0]
    fields = asdict(job) | {"since": time.monotonic()}
    try:
        row: Row = _child("benchmarks.contenders", [json.dumps(fields)], timeout)
    except subprocess.SubprocessError as error:
        return {"name": job.name, "error": _reason(error)}
    rates = {
        "words_per_second": row["words"] / row["seconds"],
        "words_per_processor_second": row["words"] / row["processor_seconds"],
        "pieces_per_second": row["pieces"] / row["seconds"],
    }
    rounded = {
        name: round(value, 3) if isinstance(value, float) else value for name, value in (row | rates).items()
    }
    return rounded | {
        "wanted": job.limit,
        "load_before": round(load, 2),
        "when": time.strftime("%Y-%m-%d %H:%M"),
    }


def _prepared(kind: str, plan: Plan, articles: int) -> tuple[Prepared, str]:
    """The checkpoint, made in a process of its own, and the file of the words that stand in for noise.

    One untimed run of our translator: the first start converts the checkpoint, the measured ones do not.
    """
    checkpoint = Prepared(**_child("benchmarks.checkpoints", [kind, str(plan.work)], plan.timeout))
    words = ""
    if checkpoint.fixed_length:
        words = str(plan.work / "words.json")
        _child("benchmarks.standin", [str(plan.folder), str(articles), words], plan.timeout)
    measure(Job("briefs-translation", str(plan.folder), 1, 0.0, checkpoint, words), plan.timeout)
    return checkpoint, words


def _child(module: str, arguments: Sequence[str], timeout: float) -> dict[str, Any]:
    """The last line that a module of this package prints, as JSON."""
    command = [sys.executable, "-m", module, *arguments]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=timeout)
    found: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return found


def _reason(error: subprocess.SubprocessError) -> str:
    """What a child said last, or how it ended."""
    said = error.stderr if isinstance(error, subprocess.CalledProcessError) else ""
    lines = (said or "").strip().splitlines()
    return lines[-1] if lines else str(error).split("' ")[-1]


def _is_there(row: Row | None, count: int) -> bool:
    """Whether a row was measured, with as many articles as are wanted now."""
    return row is not None and "error" not in row and row["wanted"] == count


def _begin(path: Path, articles: str, is_resumed: bool) -> Results:
    """The results to go on with, or empty ones with what is known of the machine."""
    if is_resumed and path.is_file():
        found: Results = json.loads(path.read_text(encoding="utf-8"))
        return found
    return {"machine": machine(), "articles": articles, "beam": 4, "checkpoints": {}}


def machine() -> dict[str, Any]:
    """The processor, the cores this process may use, and the libraries."""
    libraries = {name: version(name) for name in ("ctranslate2", "torch", "transformers")}
    return {
        "processor": _processor(),
        "cores": physical_cores(),
        "system": platform.system(),
        "python": platform.python_version(),
        **libraries,
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def _write(results: Results, path: Path) -> None:
    temporary = path.with_suffix(".part")
    temporary.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    temporary.replace(path)


def _rows(results: Results) -> list[Row]:
    return [row for part in results["checkpoints"].values() for row in part["rows"].values()]


def _line(row: Row) -> str:
    if "error" in row:
        return f"failed: {row['error']}"
    return f"{row['words_per_second']:8,.0f} words/s over {row['articles']} articles"


def as_tables(results: Results) -> str:
    """Markdown: a table for each checkpoint, each row with its ratio to the first, and our ratios."""
    return "\n\n".join(
        "\n\n".join((part["label"], _table(part["rows"]), "\n".join(ratios(part["rows"]))))
        for part in results["checkpoints"].values()
    )


def ratios(rows: Mapping[str, Row]) -> list[str]:
    """Our translation against the others by wall and processor time, and what the rest costs on top."""
    ours, whole = rows.get("briefs-translation"), rows.get(WHOLE)
    if ours is None or "error" in ours:
        return []
    measures = ("words_per_second", "words_per_processor_second")
    lines = [
        f"- translation against {name}: {ours[measures[0]] / row[measures[0]]:.2f} x by wall, "
        f"{ours[measures[1]] / row[measures[1]]:.2f} x by processor time"
        for name, row in rows.items()
        if not name.startswith("briefs") and "error" not in row
    ]
    if whole is None or "error" in whole:
        return lines
    wall, processor = (ours[name] / whole[name] - 1 for name in measures)
    return [*lines, f"- everything costs {wall:.0%} on top by wall, {processor:.0%} by processor time"]


def _table(rows: Mapping[str, Row]) -> str:
    first = next((row["words_per_second"] for row in rows.values() if "error" not in row), 1.0)
    header = (
        "| contender | articles | words/s | ratio | words per CPU second | pieces/s | start-up s | peak MiB |"
    )
    lines = [
        f"| {name} | failed: {row['error']} |||||||"
        if "error" in row
        else f"| {name} | {row['articles']} | {row['words_per_second']:,.0f} "
        f"| {row['words_per_second'] / first:.1f} | {row['words_per_processor_second']:,.0f} "
        f"| {row['pieces_per_second']:,.0f} | {row['start_up']:.1f} | {row['peak_mib']:.0f} |"
        for name, row in rows.items()
    ]
    return "\n".join([header, "|" + "---|" * 8, *lines])


if __name__ == "__main__":
    main()
