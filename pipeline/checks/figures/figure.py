"""The records of the figure checks."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.records import Span

Kind = Literal[
    "number", "percent", "money", "measure", "ordinal", "century", "decade",
    "fraction", "date", "weekday", "time", "scale", "code",
]  # fmt: skip
HalfOfDay = Literal["", "am", "pm", "impossible"]
MatchVerdict = Literal["ok", "ambiguous", "lost", "changed", "invented"]


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is written: "le 12 mars" has no year, "en mars 2024" no day."""

    year: int | None
    month: int
    day: int | None

    def __str__(self) -> str:
        """Return the ISO 8601 form, ``-`` standing for what is not written."""
        year = f"{self.year:04d}" if self.year else "-"
        return f"{year}-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; ``is_sure`` when no other half of the day can be meant ("20 h 30", "8 pm").

    ``half`` is what is written of it ("8 pm", « 8 h du soir »); "15 a.m." is impossible.
    """

    hour: int
    minute: int
    is_sure: bool = True
    half: HalfOfDay = ""

    def __str__(self) -> str:
        """Return ``HH:MM``."""
        return f"{self.hour:02d}:{self.minute:02d}"


Value = Decimal | Day | Clock | str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a text.

    ``span`` counts code points of the text parsed. ``value`` is the first reading, ``alternatives``
    are others that the form allows (French "1.500" may be 1.5). ``unit`` is the canonical unit or
    currency, "" for none. A ``weak`` figure may answer one of the other language and is never
    missed ("both" for « les deux », "double"). ``spelled``: written in words. ``lasting``: hours that
    last and are no time of day (« en 2 h 14 »). Below zero (« -18 °C ») the value is negative.
    """

    span: Span
    text: str
    value: Value
    unit: str
    kind: Kind
    approximate: bool = False
    alternatives: tuple[Decimal, ...] = ()
    weak: bool = False
    spelled: bool = False
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A French figure and its English; ``source`` is None when invented, ``target`` when lost."""

    source: Figure | None
    target: Figure | None
    verdict: MatchVerdict
    note: str = ""
