"""How sure a translator was of a sentence, in one word, from its own score.

The mean log-probability of the pieces that were written is the oldest estimate of quality without a
reference (Fomicheva et al. 2020, *Unsupervised Quality Estimation for NMT*). Its scale is that of the
checkpoint, so the bounds lie beside the weights; `briefs evaluate confidence` measures them.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from pipeline.records import DECODED, Confidence, Hypothesis

KEY = "confidence_bounds"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Scores below ``low`` stand for poor translations, those of ``high`` and above for good ones."""

    low: float
    high: float


def read_bounds(directory: Path) -> Bounds | None:
    """Return the bounds in the config.json of a checkpoint, None when nobody measured it."""
    config = json.loads((directory / "config.json").read_text(encoding="utf-8"))
    found = config.get(KEY)
    return None if found is None else Bounds(float(found["low"]), float(found["high"]))


def write_bounds(directory: Path, bounds: Bounds) -> None:
    """Put ``bounds`` into the config.json of a checkpoint; the rest of it stays as it is."""
    path = directory / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config[KEY] = {"low": bounds.low, "high": bounds.high}
    path.write_text(json.dumps(config, indent=2, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def graded(hypothesis: Hypothesis, bounds: Bounds | None) -> Confidence:
    """Return how sure the translator was; "" without bounds and for what was not translated.

    What had to be decoded again was searched for in another way, so a high score means less there.
    """
    if bounds is None or hypothesis.status not in DECODED:
        return ""
    if hypothesis.score < bounds.low:
        return "low"
    return "high" if hypothesis.score >= bounds.high and hypothesis.status != "retried" else "middle"
