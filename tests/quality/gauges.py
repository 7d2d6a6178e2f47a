"""What is measured on the invented texts of tests/data/quality, and what a pin of it holds.

A gauge is one figure of one part (the BLEU of the translation, say); its pin in floors.json bounds it
from below (a floor) or from above (a ceiling), a stated margin away from what was measured when it was
pinned. ``python -m tests.quality.pin`` makes the pins, test_floors.py keeps them. The texts were written
for this purpose; the persons, firms and events in them are invented.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from pipeline.evaluation import quotes, segments, translation
from pipeline.settings import Settings

DATA = Path(__file__).parent.parent / "data" / "quality"
FLOORS = "floors.json"
COMMAND = "python -m tests.quality.pin"

_DECIMALS = 4
# Decimal arithmetic: 31.41 - 0.5 is 30.91, where floats would give a floor of 30.9099.
_UNIT = Decimal(1).scaleb(-_DECIMALS)

Kind = Literal["floor", "ceiling"]


@dataclass(frozen=True, slots=True)
class Gauge:
    """A figure that is bounded ``margin`` away from its measured value, in the unit of the figure."""

    name: str
    kind: Kind
    margin: float

    def pin(self, measured: float) -> "Pin":
        """The pin for a measured value, rounded away from it to four decimals; no bound is below 0."""
        exact, margin = Decimal(repr(measured)), Decimal(repr(self.margin))
        if self.kind == "floor":
            bound = float((exact - margin).quantize(_UNIT, ROUND_FLOOR))
        else:
            bound = float((exact + margin).quantize(_UNIT, ROUND_CEILING))
        return Pin(self.name, self.kind, round(measured, _DECIMALS), self.margin, max(0.0, bound))


@dataclass(frozen=True, slots=True)
class Pin:
    """A gauge with what was measured when it was pinned and the ``bound`` that is kept since."""

    name: str
    kind: Kind
    measured: float
    margin: float
    bound: float

    def allows(self, value: float) -> bool:
        """Whether a newly measured value keeps the bound; not a number never does."""
        return value >= self.bound if self.kind == "floor" else value <= self.bound

    def is_weaker_than(self, other: "Pin") -> bool:
        """Whether some value that ``other`` refuses passes here."""
        if self.kind != other.kind:
            return True
        return self.bound < other.bound if self.kind == "floor" else self.bound > other.bound


@dataclass(frozen=True, slots=True)
class Measurement:
    """The figures of a part by the names of its gauges, and what they were measured with."""

    values: Mapping[str, float]
    measured_with: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the pipeline: the files that it is measured on, the gauges, and how to measure it."""

    files: tuple[str, ...]
    gauges: tuple[Gauge, ...]
    measure: Callable[[Path], Measurement]


@dataclass(frozen=True, slots=True)
class PinnedPart:
    """The pins of a part with the sha256 of each file that they hold for."""

    data: Mapping[str, str]
    measured_with: str
    pins: tuple[Pin, ...]


def measure_translation(folder: Path) -> Measurement:
    """The embedded checkpoint on the bitext: beam 4, one thread, nothing remembered, nothing left behind."""
    with TemporaryDirectory() as cache:
        settings = Settings(
            profile="embedded", beam_size=4, threads=1, memory=False, cache_dir=Path(cache) / "cache"
        )
        result = translation.run(folder / "invented.fr", folder / "invented.en", settings)
    values = {
        "bleu": result.bleu,
        "chrf": result.chrf,
        "number_mismatch_rate": result.number_mismatch_rate,
        "loops": float(result.loops),
        "empty": float(result.empty),
    }
    return Measurement(values, result.translator_signature)


def measure_segments(folder: Path) -> Measurement:
    """The splitter on the French side of the bitext, 25 lines joined at a time, headlines left out."""
    result = segments.run(folder / "invented.fr", "fr", block=25)
    return Measurement({"f1": result.f1, "recall": result.recall}, f"block:{result.block}")


def measure_quotes(folder: Path) -> Measurement:
    """The quotations of the annotated articles by rules alone, so that no parser need be installed."""
    result = quotes.run(folder / "quotes.jsonl", parser=None)
    values = {
        "quoted_f1": result.quoted_80.f1 or 0.0,
        "indirect_f1": result.indirect_30.f1 or 0.0,
        "kinds": result.kinds.share or 0.0,
        "speakers": result.speakers.share or 0.0,
        "inexact": float(result.inexact),
    }
    return Measurement(values, result.parser)


# The margins of the translation leave room for the int8 arithmetic of another processor, and no more; the
# rules of the other two come out the same everywhere, and one miss or one extra shows.
PARTS: Mapping[str, Part] = {
    "translation": Part(
        ("invented.fr", "invented.en"),
        (
            Gauge("bleu", "floor", 0.5),
            Gauge("chrf", "floor", 0.5),
            Gauge("number_mismatch_rate", "ceiling", 0.03),
            Gauge("loops", "ceiling", 0),
            Gauge("empty", "ceiling", 0),
        ),
        measure_translation,
    ),
    "segments": Part(
        ("invented.fr",),
        (Gauge("f1", "floor", 0.001), Gauge("recall", "floor", 0.001)),
        measure_segments,
    ),
    "quotes": Part(
        ("quotes.jsonl",),
        (
            Gauge("quoted_f1", "floor", 0.01),
            Gauge("indirect_f1", "floor", 0.01),
            Gauge("kinds", "floor", 0.01),
            Gauge("speakers", "floor", 0.01),
            Gauge("inexact", "ceiling", 0),
        ),
        measure_quotes,
    ),
}


def pinned(name: str, folder: Path) -> PinnedPart:
    """The part measured now, on the files as they are now, with its pins."""
    part = PARTS[name]
    found = part.measure(folder)
    pins = tuple(gauge.pin(found.values[gauge.name]) for gauge in part.gauges)
    return PinnedPart({file: digest(folder / file) for file in part.files}, found.measured_with, pins)


def digest(path: Path) -> str:
    """The sha256 of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def changed_files(part: PinnedPart, folder: Path) -> tuple[str, ...]:
    """The files of ``folder`` that are not those that the part was pinned on; missing ones count."""
    return tuple(
        file
        for file, wanted in part.data.items()
        if not (folder / file).is_file() or digest(folder / file) != wanted
    )


def lowered(old: PinnedPart, new: PinnedPart) -> tuple[str, ...]:
    """The names of the pins of ``old`` that ``new`` has weaker or no longer has, in the order of ``old``."""
    by_name = {pin.name: pin for pin in new.pins}
    return tuple(
        pin.name for pin in old.pins if pin.name not in by_name or by_name[pin.name].is_weaker_than(pin)
    )


def read_floors(folder: Path) -> dict[str, PinnedPart]:
    """The pinned parts of ``folder``/floors.json by name; none when there is no such file."""
    path = folder / FLOORS
    if not path.is_file():
        return {}
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {
        name: PinnedPart(row["data"], row["measured_with"], tuple(Pin(**pin) for pin in row["pins"]))
        for name, row in rows.items()
    }


def write_floors(folder: Path, parts: Mapping[str, PinnedPart]) -> None:
    """Write ``folder``/floors.json: the parts in the order of PARTS, the same bytes for the same pins."""
    rows = {name: asdict(parts[name]) for name in PARTS if name in parts}
    text = json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    (folder / FLOORS).write_text(text, encoding="utf-8", newline="\n")


def read_pairs(folder: Path) -> Sequence[tuple[str, str]]:
    """The lines of the bitext: French, English."""
    french, english = (
        (folder / name).read_text(encoding="utf-8").removesuffix("\n").split("\n")
        for name in ("invented.fr", "invented.en")
    )
    return list(zip(french, english, strict=True))
