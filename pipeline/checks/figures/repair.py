"""Repairs of English figures that cannot be wrong: separators left in the French style, scale words."""

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.checks.figures.compare import compare
from pipeline.checks.figures.figure import Figure

_DIGITS = re.compile(r"\d[\d.,'’ \u00a0\u2009\u202f]*\d|\d")
_SPACED = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?:[.,]\d+)?")
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALE_WORD = re.compile(r"\b(thousand|million|milliard|billion|trillion)s?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    text: str
    note: str


def repair(source_fr: str, target_en: str) -> tuple[str, tuple[str, ...]]:
    """Return the English with its figures in English style, and one note per change ("3,5 → 3.5").

    Changed: French separators of a figure that the French confirms, and a scale word that is off by
    a factor of a thousand while the digits are the same (« milliard » left as "million"). Nothing else.
    """
    edits = [*_separator_edits(source_fr, target_en), *_scale_edits(source_fr, target_en)]
    text, notes = target_en, []
    for edit in sorted(edits, key=lambda item: item.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
        notes.append(edit.note)
    return text, tuple(reversed(notes))


def _separator_edits(source: str, target: str) -> list[_Edit]:
    edits = []
    for match in compare(source, target):
        if match.target is None or match.verdict not in ("ok", "ambiguous"):
            continue
        edit = _in_english_style(match.target, match.source, target)
        if edit is not None:
            edits.append(edit)
    return edits


def _in_english_style(figure: Figure, source: Figure | None, text: str) -> _Edit | None:
    """Return the edit that writes the digits of ``figure`` as English does; None if they are well."""
    found = _DIGITS.search(text, figure.span.start, figure.span.end)
    if found is None or source is None or not isinstance(source.value, Decimal):
        return None
    old = found.group()
    if _SPACED.fullmatch(old):
        new = re.sub(r"[ \u00a0\u2009\u202f'’]", ",", old[: _tail(old)]) + old[_tail(old) :].replace(",", ".")
    elif re.fullmatch(r"\d+,(?:\d{1,2}|\d{4,})", old):
        new = old.replace(",", ".")
    elif re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", old) and _reads_grouped(source, figure):
        new = old.replace(".", ",")
    else:
        return None
    start = found.start()
    return _Edit(start, found.end(), new, f"{old} → {new}")


def _tail(digits: str) -> int:
    """Return where the decimals of ``digits`` begin."""
    found = re.search(r"[.,]\d+$", digits)
    return found.start() if found else len(digits)


def _reads_grouped(source: Figure, target: Figure) -> bool:
    """Return whether the French means the reading with groups of three: « 380.000 », "380.000"."""
    return source.value in target.alternatives and source.value != target.value


def _scale_edits(source: str, target: str) -> list[_Edit]:
    """Return the edits of scale words whose digits are right and whose size is off by thousands."""
    edits = []
    for match in compare(source, target):
        left, right = match.source, match.target
        if match.verdict != "changed" or left is None or right is None:
            continue
        if not (isinstance(left.value, Decimal) and isinstance(right.value, Decimal)) or not right.value:
            continue
        found = list(_SCALE_WORD.finditer(right.text))
        factor = left.value / right.value
        if len(found) == 1 and left.unit == right.unit and factor in (1000, Decimal("0.001")):
            edits.extend(_scale_edit(right, found[0], factor))
    return edits


def _scale_edit(figure: Figure, found: re.Match[str], factor: Decimal) -> list[_Edit]:
    word = found.group(1).lower()
    size = Decimal(_SCALES.get(word, 10**9)) * factor
    names = [name for name, value in _SCALES.items() if value == size]
    start = figure.span.start + found.start(1)
    return [_Edit(start, start + len(found.group(1)), name, f"{word} → {name}") for name in names]
