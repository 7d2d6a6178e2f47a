"""Draw a run's curve from its table, as PNG: the loss, BLEU and chrF against the tokens seen.

python -m training.curve training/runs/fr-en-mini.tsv --to training/runs/fr-en-mini.png
"""

import argparse
from collections.abc import Sequence
from pathlib import Path


def read_table(path: Path) -> tuple[list[str], list[list[float]]]:
    """Return the names and the rows of a tab-separated table of figures; rows with gaps are left out."""
    names, *rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line)
    return names, [[float(cell) for cell in row] for row in rows if len(row) == len(names) and all(row)]


def draw(names: Sequence[str], rows: Sequence[Sequence[float]], wanted: Sequence[str], path: Path) -> None:
    """Write a picture of the ``wanted`` columns, a panel each, against millions of tokens seen."""
    from matplotlib.figure import Figure

    across = [row[names.index("tokens")] / 1e6 for row in rows]
    figure = Figure(figsize=(7, 2.2 * len(wanted)), layout="constrained")
    panels = figure.subplots(len(wanted), sharex=True, squeeze=False)[:, 0]
    for axes, name in zip(panels, wanted, strict=True):
        axes.plot(across, [row[names.index(name)] for row in rows], marker=".")
        axes.set_ylabel(name.replace("_", " "), fontsize=8)
        axes.grid(alpha=0.3)
    panels[-1].set_xlabel("million tokens seen (source and target)")
    figure.savefig(path, dpi=90)


def main() -> None:
    """Read the command line and draw the loss and the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("--to", type=Path, required=True)
    arguments = parser.parse_args()
    names, rows = read_table(arguments.table)
    wanted = ["loss", *[name for name in names if "bleu" in name or "chrf" in name]]
    draw(names, rows, wanted, arguments.to)


if __name__ == "__main__":
    main()
