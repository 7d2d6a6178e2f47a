"""The results as a picture: bars as SVG, written by hand, readable on white and on black.

``python -m benchmarks.plot results.json`` draws it again.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

NAMES = {
    "transformers-one": "transformers, sentence by sentence",
    "transformers-batch": "transformers, length-sorted batches",
    "ctranslate2-bare": "CTranslate2 bare, all at once",
    "argos-way": "CTranslate2, article by article",
    "briefs-translation": "briefs, translation",
    "briefs-whole": "briefs, everything",
}
_WIDTH, _LEFT, _BAR, _STEP = 800, 262, 300, 26
_TOP = 34
# Greys and blues with enough contrast on both grounds.
_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #57606a }
.title { font-weight: 600; font-size: 14px }
.theirs { fill: #8c959f }
.ours { fill: #2f81f7 }
@media (prefers-color-scheme: dark) { text { fill: #9da7b3 } }
"""


def write_plot(results: Mapping[str, Any], path: Path) -> None:
    """Write the picture of the results to ``path``."""
    path.write_text(as_svg(results), encoding="utf-8")


def as_svg(results: Mapping[str, Any]) -> str:
    """One panel of bars for each checkpoint: source words a second, each panel on its own scale."""
    machine = results["machine"]
    lines: list[str] = []
    place = 0
    for part in results["checkpoints"].values():
        lines += _panel(part, place)
        place += _TOP + _STEP * len(part["rows"]) + 12
    note = (
        f"Source words a second of wall time (peak memory), beam {results['beam']}, {machine['cores']} "
        f"core{'s' if machine['cores'] != 1 else ''}; each panel has its own scale. Longer is better."
    )
    lines.append(_text(8, place + 14, note))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{place + 26}" '
        f'viewBox="0 0 {_WIDTH} {place + 26}" role="img" aria-label="{escape(note)}">'
    )
    return "\n".join([head, f"<style>{_STYLE}</style>", *lines, "</svg>"]) + "\n"


def _panel(part: Mapping[str, Any], place: int) -> Iterator[str]:
    yield _text(8, place + 20, part["label"], "title")
    rates = [row["words_per_second"] for row in part["rows"].values() if "error" not in row]
    most = max(rates, default=1.0)
    for number, (name, row) in enumerate(part["rows"].items()):
        top = place + _TOP + number * _STEP
        yield _text(_LEFT - 8, top + 14, NAMES.get(name, name), anchor="end")
        if "error" in row:
            yield _text(_LEFT, top + 14, "failed")
            continue
        width = max(1.0, _BAR * row["words_per_second"] / most)
        kind = "ours" if name.startswith("briefs") else "theirs"
        yield f'<rect class="{kind}" x="{_LEFT}" y="{top}" width="{width:.1f}" height="{_STEP - 8}" rx="2"/>'
        count = f"{row['articles']} article{'s' if row['articles'] != 1 else ''}"
        told = f"{row['words_per_second']:,.0f} ({row['peak_mib']:.0f} MiB, {count})"
        yield _text(_LEFT + width + 6, top + 14, told)


def _text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    style = f' class="{kind}"' if kind else ""
    return f'<text{style} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


if __name__ == "__main__":
    source = Path(sys.argv[1])
    write_plot(json.loads(source.read_text(encoding="utf-8")), source.with_suffix(".svg"))
