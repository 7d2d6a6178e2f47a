"""The speaker sheets of a batch as files: csv, json, html, xlsx."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from pipeline.records import Brief
from pipeline.render.as_csv import table_bytes
from pipeline.render.as_html import page
from pipeline.render.as_json import dump, encode_record
from pipeline.render.as_xlsx import workbook_bytes
from pipeline.render.quote_rows import Cell
from pipeline.render.speakers import SpeakerSheet, speaker_sheets

SHEETS_FORMAT = "bilingual-briefs-speakers/1"

COLUMNS = (
    "speaker",
    "role",
    "quotation",
    "form",
    "french",
    "english",
    "kind",
    "article",
    "headline",
    "published",
    "quote",
    "differences",
    "signature",
)

Sheets = Sequence[SpeakerSheet]


class SheetRenderer(NamedTuple):
    """A file name, and the function from the sheets and the signature to what goes into it."""

    file_name: str
    render: Callable[[Sheets, str], str | bytes]


def render_sheets(briefs: Iterable[Brief], form: str) -> str | bytes:
    """The speaker sheets of these briefs in one form: csv, json, html or xlsx.

    The signature is that of the briefs, every distinct one when they differ.
    """
    known = tuple(briefs)
    signature = " + ".join(dict.fromkeys(brief.signature for brief in known)) or "none"
    return SHEET_FORMATS[form].render(speaker_sheets(known), signature)


def sheets_json(sheets: Sheets, signature: str) -> str:
    """The sheets as JSON, one object per record."""
    return dump(
        {"format": SHEETS_FORMAT, "signature": signature, "speakers": [encode_record(one) for one in sheets]}
    )


def sheets_csv(sheets: Sheets, signature: str) -> bytes:
    """One row per printed form of a quotation, safe for spreadsheets."""
    return table_bytes(COLUMNS, _rows(sheets, signature))


def sheets_xlsx(sheets: Sheets, signature: str) -> bytes:
    """The same rows as a workbook."""
    return workbook_bytes([("Speakers", COLUMNS, _rows(sheets, signature))])


def sheets_html(sheets: Sheets, signature: str) -> str:
    """A self-contained page with one section per speaker."""
    return page("speakers.html.j2", sheets=sheets, signature=signature)


def _rows(sheets: Sheets, signature: str) -> tuple[tuple[Cell, ...], ...]:
    """Rows in the order of COLUMNS; quotations and their forms counted from 1; "none" without any."""
    rows: list[tuple[Cell, ...]] = [
        (
            sheet.speaker,
            saying.role or "",
            number,
            form,
            saying.source,
            saying.target,
            saying.kind,
            saying.article,
            saying.headline,
            saying.published or "",
            saying.quote,
            "; ".join(quotation.flags) if form == 1 else "",
            signature,
        )
        for sheet in sheets
        for number, quotation in enumerate(sheet.quotations, 1)
        for form, saying in enumerate(quotation.sayings, 1)
    ]
    return tuple(rows) or (("none", *[""] * (len(COLUMNS) - 2), signature),)


SHEET_FORMATS: dict[str, SheetRenderer] = {
    "csv": SheetRenderer("speakers.csv", sheets_csv),
    "json": SheetRenderer("speakers.json", sheets_json),
    "html": SheetRenderer("speakers.html", sheets_html),
    "xlsx": SheetRenderer("speakers.xlsx", sheets_xlsx),
}
