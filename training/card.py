"""Step 9: write the model card from the config, the counts, the run and the scores.

    python -m training.card CONFIG --work DIR --notes FILE --scores NAME=FILE... --to CHECKPOINT

Figures come from files alone: what was not measured does not appear. ``--notes`` is the part written by hand.
"""

import argparse
import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def data_table(sources: Sequence[Mapping[str, Any]], counts: Mapping[str, Any]) -> str:
    """Return a table of the sources with licence, pairs kept and held-out lines dropped."""
    rows = ["| source | licence as found | kept | dropped as held out |", "|---|---|---:|---:|"]
    for source in sources:
        found = counts.get(source["name"], {})
        kept, dropped = found.get("kept", ""), found.get("held_out", "")
        rows.append(f"| {source['name']} | {source['licence']} | {kept} | {dropped} |")
    return "\n".join(rows)


def recipe_table(config: Mapping[str, Any], last: Mapping[str, Any]) -> str:
    """Return the sizes, the settings of the training and how far the run came."""
    rows = ["| setting | value |", "|---|---|"]
    rows += [
        f"| {name} | {value} |" for part in ("model", "training") for name, value in config[part].items()
    ]
    rows += [
        f"| reached: {name} | {last[name]} |"
        for name in ("steps", "tokens", "seconds", "loss")
        if name in last
    ]
    return "\n".join(rows)


def scores_text(name: str, scores: Mapping[str, Any]) -> str:
    """Return one set's scores as a list; nested ones on one line."""
    lines = [f"**{name}**", ""]
    for key, value in scores.items():
        if isinstance(value, Mapping):
            value = ", ".join(f"{inner} {number}" for inner, number in value.items())
        elif isinstance(value, float):
            value = f"{value:.2f}"
        lines.append(f"- {key}: {value}")
    return "\n".join(lines)


def weights_line(checkpoint: Path) -> str:
    """Return the size and the sha256 of the weights."""
    path = checkpoint / "model.safetensors"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"`model.safetensors`: {path.stat().st_size:,} bytes, sha256 `{digest}`"


def card(config: Mapping[str, Any], work: Path, notes: str, scores: Mapping[str, Any], to: Path) -> str:
    """Return the whole card."""
    prepared, log = work / "prepared.json", work / "log.jsonl"
    counts = json.loads(prepared.read_text(encoding="utf-8")) if prepared.exists() else {}
    last = json.loads(log.read_text(encoding="utf-8").splitlines()[-1]) if log.exists() else {}
    measured = "\n\n".join(scores_text(name, found) for name, found in scores.items())
    parts = [
        f"# {config['name']}",
        notes.strip(),
        "## Scores",
        measured,
        "## Data",
        data_table(config["sources"], counts),
        "## Recipe",
        recipe_table(config, last),
        "## Weights",
        weights_line(to),
    ]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Read the command line and write MODEL_CARD.md beside the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--notes", type=Path, required=True)
    parser.add_argument("--scores", nargs="*", default=[], metavar="NAME=FILE")
    parser.add_argument("--to", type=Path, required=True)
    arguments = parser.parse_args()
    config = tomllib.loads(arguments.config.read_text(encoding="utf-8"))
    scores = {}
    for entry in arguments.scores:
        name, _, path = entry.partition("=")
        scores[name] = json.loads(Path(path).read_text(encoding="utf-8"))
    text = card(config, arguments.work, arguments.notes.read_text(encoding="utf-8"), scores, arguments.to)
    (arguments.to / "MODEL_CARD.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
