"""Draw a run's curve from its table, as SVG.

python -m training.curve training/runs/fr-en-mini.tsv --to training/runs/fr-en-mini.svg
"""

import argparse
from collections.abc import Sequence
from html import escape
from pathlib import Path

_WIDTH, _HEIGHT, _MARGIN = 640, 240, 48
_COLOURS = ("#1b6ca8", "#b5451b", "#2e7d32", "#6a1b9a")


def read_table(path: Path) -> tuple[list[str], list[list[float]]]:
    """Return the names and the rows of a tab-separated table of figures; rows with gaps are left out."""
    names, *rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line)
    return names, [[float(cell) for cell in row] for row in rows if len(row) == len(names) and all(row)]


def panel(name: str, points: Sequence[tuple[float, float]], place: int) -> str:
    """Return one plot of ``points`` with its least and greatest values written at the axes."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    top = place * _HEIGHT

    def spot(x: float, y: float) -> str:
        across = _MARGIN + (x - left) / ((right - left) or 1) * (_WIDTH - 2 * _MARGIN)
        down = top + _HEIGHT - _MARGIN - (y - low) / ((high - low) or 1) * (_HEIGHT - 2 * _MARGIN)
        return f"{across:.1f},{down:.1f}"

    line = " ".join(spot(x, y) for x, y in points)
    labels = [
        (_MARGIN, top + 30, name),
        (4, top + _HEIGHT - _MARGIN, f"{low:.4g}"),
        (4, top + _MARGIN, f"{high:.4g}"),
        (_MARGIN, top + _HEIGHT - 24, f"{left / 1e6:.1f} M tokens"),
        (_WIDTH - 110, top + _HEIGHT - 24, f"{right / 1e6:.1f} M tokens"),
    ]
    texts = "".join(f'<text x="{x}" y="{y}">{escape(text)}</text>' for x, y, text in labels)
    return f'<polyline fill="none" stroke="{_COLOURS[place % 4]}" stroke-width="2" points="{line}"/>{texts}'


def draw(names: Sequence[str], rows: Sequence[Sequence[float]], wanted: Sequence[str]) -> str:
    """Return an SVG of the ``wanted`` columns against the tokens seen."""
    across = names.index("tokens")
    panels = [
        panel(name, [(row[across], row[names.index(name)]) for row in rows], place)
        for place, name in enumerate(wanted)
    ]
    height = _HEIGHT * len(panels)
    style = 'font-family="sans-serif" font-size="11"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" {style}>'
    return head + f'<rect width="{_WIDTH}" height="{height}" fill="white"/>' + "".join(panels) + "</svg>\n"


def main() -> None:
    """Read the command line and draw the loss and the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("--to", type=Path, required=True)
    arguments = parser.parse_args()
    names, rows = read_table(arguments.table)
    wanted = ["loss", *[name for name in names if "bleu" in name or "chrf" in name]]
    arguments.to.write_text(draw(names, rows, wanted), encoding="utf-8")


if __name__ == "__main__":
    main()
