"""The rows of the quote tables, the same in ``quotes.csv`` and ``quotes.xlsx``."""

from pipeline.records import Brief, Finding, Quote
from pipeline.render.view import (
    SEVERITY_LABELS,
    attribution,
    headline,
    key_quotes,
    kind_label,
    other_quotes,
    segment_number,
)

COLUMNS = (
    "article",
    "headline",
    "rank",
    "quote",
    "french",
    "english",
    "speaker",
    "role",
    "candidate",
    "confidence",
    "kind",
    "cue",
    "attribution",
    "segments",
    "start",
    "end",
    "checks",
    "trust",
    "signature",
)

Cell = str | int | float

# A spreadsheet runs a cell that begins like this; the full-width forms count as well.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def quote_rows(brief: Brief) -> tuple[tuple[Cell, ...], ...]:
    """One row per quote in the order of COLUMNS, key quotes first; without quotes one row says "none"."""
    quotes = key_quotes(brief) + other_quotes(brief)
    return tuple(_row(brief, quote) for quote in quotes) or (_no_quote(brief),)


def inert(text: str) -> str:
    """The text with an apostrophe before it when a spreadsheet would take it for a formula.

    "=1+1" and " -2" become "'=1+1" and "' -2": some programs skip white space before they look.
    """
    starts = text.startswith(_FORMULA_STARTS) or text.lstrip().startswith(_FORMULA_STARTS)
    return f"'{text}" if starts else text


def _row(brief: Brief, quote: Quote) -> tuple[Cell, ...]:
    speaker, candidate = quote.speaker, quote.candidate
    return (
        brief.article.id,
        headline(brief).source,
        "" if quote.rank is None else quote.rank,
        quote.index + 1,
        quote.content,
        quote.target.text if quote.target else "",
        speaker.name if speaker else "",
        (speaker.role or "") if speaker else "",
        candidate.name if candidate else "",
        round(quote.confidence, 3),
        kind_label(quote),
        quote.cue or "",
        attribution(brief, quote),
        " ".join(str(segment_number(index)) for index in quote.segment_indexes),
        quote.span.start,
        quote.span.end,
        "; ".join(_check(finding) for finding in quote.findings),
        brief.trust.line,
        brief.signature,
    )


def _no_quote(brief: Brief) -> tuple[Cell, ...]:
    known: dict[str, Cell] = {
        "article": brief.article.id,
        "headline": headline(brief).source,
        "french": "none",
        "english": "none",
        "trust": brief.trust.line,
        "signature": brief.signature,
    }
    return tuple(known.get(column, "") for column in COLUMNS)


def _check(finding: Finding) -> str:
    return f"{SEVERITY_LABELS[finding.severity]}: {finding.message}"
