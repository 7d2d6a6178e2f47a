"""The ledger of figures of an article: French, English and brief in three columns."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.checks.figures.compare import compare, is_same_figure
from pipeline.checks.figures.figure import Figure, Match, Value
from pipeline.checks.figures.parse import parse
from pipeline.records import FigureRow, Segment, SummarySentence, TranslationUnit

# What a repair wrote, as its notes say: "380 000 → 380,000", "million → billion".
_REPAIRED = re.compile(r"→ (\S+)")


_COUNTS = frozenset(("number", "measure", "money", "percent", "scale", "fraction"))
_CALENDAR = frozenset(("number", "date", "weekday", "time", "decade", "century"))


def figure_ledger(
    units: Sequence[TranslationUnit],
    segments: Sequence[Segment],
    summary_sentences: Sequence[SummarySentence],
) -> tuple[FigureRow, ...]:
    """Return a row per figure in the order of the segments, then those that only the brief has.

    The brief column holds the form of the brief; a figure of the brief that neither the French nor
    the English of any segment it rests on has is "invented" with no segment.
    """
    languages = {segment.index: segment.language for segment in segments}
    brief = [
        (figure, frozenset(sentence.support))
        for sentence in summary_sentences
        for figure in parse(sentence.text, "en")
    ]
    rows: list[FigureRow] = []
    used: set[int] = set()
    for unit in units:
        language = "fr" if languages.get(unit.segment_index, "fr") == "fr" else "en"
        if unit.status == "kept" or (not unit.target and unit.source):
            continue
        for match in compare(unit.source, unit.target, language, "en"):
            found = _in_brief(match, unit.segment_index, brief)
            used.update(found)
            forms = ", ".join(dict.fromkeys(brief[at][0].text for at in found))
            rows.append(_row(unit.segment_index, match, forms, unit.note))
    rows.extend(
        _invented(figure) for at, (figure, _) in enumerate(brief) if at not in used and not figure.weak
    )
    return tuple(rows)


def _in_brief(match: Match, segment_index: int, brief: Sequence[tuple[Figure, frozenset[int]]]) -> list[int]:
    """Return the indexes of the brief's figures that are ``match``: those of sentences that rest on it.

    « 3 » of a tennis match is not the "3 min" of another paragraph, nor C5+1 the "first" beside it.
    """
    sides = [figure for figure in (match.source, match.target) if figure is not None]
    return [
        at
        for at, (figure, support) in enumerate(brief)
        if segment_index in support
        and any(_is_alike(side, figure) and is_same_figure(side, figure) for side in sides)
    ]


def _is_alike(one: Figure, two: Figure) -> bool:
    return one.kind == two.kind or any({one.kind, two.kind} <= kinds for kinds in (_COUNTS, _CALENDAR))


def _row(segment_index: int, match: Match, brief: str, note: str) -> FigureRow:
    figure = match.source or match.target
    row = FigureRow(
        segment_index=segment_index,
        source=match.source.text if match.source else "",
        target=match.target.text if match.target else "",
        brief=brief,
        value=show(figure.value) if figure else "",
        unit=figure.unit if figure else "",
        verdict=match.verdict,
        note=match.note,
    )
    repaired = [form.strip(".,;") for form in _REPAIRED.findall(note)]
    is_repaired = row.verdict == "ok" and any(form in row.target for form in repaired)
    return replace(row, verdict="repaired", note=note) if is_repaired else row


def _invented(figure: Figure) -> FigureRow:
    note = f"{figure.text} is in no segment of the article"
    return FigureRow(None, "", "", figure.text, show(figure.value), figure.unit, "invented", note)


def show(value: Value) -> str:
    """Return a normalised value in plain form: "1200000000", "2024-03-12", "20:30"."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)
