"""The speaker sheets of a batch as files: csv, json, html, xlsx."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from pipeline.records import Brief
from pipeline.render.as_csv import table_bytes
from pipeline.render.as_html import page
from pipeline.render.as_json import dump, encode_record
from pipeline.render.as_xlsx import workbook_bytes
from pipeline.render.base import without_forbidden
from pipeline.render.quote_rows import Cell
from pipeline.render.speakers import SpeakerSheet, given_otherwise, others_line, speaker_sheets

SHEETS_FORMAT = "bilingual-briefs-speakers/2"

COLUMNS = (
    "speaker",
    "role",
    "quotation",
    "form",
    "given_to",
    "french",
    "english",
    "kind",
    "article",
    "headline",
    "published",
    "quote",
    "differences",
    "also_given_to",
    "signature",
)

Sheets = Sequence[SpeakerSheet]

_MOST_WORKSHEETS = 100
_LONGEST_TITLE = 31
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\\s\x00-\x1f]+")


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
    """One row per printed form of a quotation, safe for spreadsheets.

    ``given_to`` is the speaker as the article gives it; ``also_given_to`` names the others who are said
    to have spoken the same words.
    """
    return table_bytes(COLUMNS, _rows(sheets, signature))


def sheets_xlsx(sheets: Sheets, signature: str) -> bytes:
    """The same rows as a workbook, then a worksheet for each speaker, at most 100, those who say most."""
    own = sheets[:_MOST_WORKSHEETS]
    titles = worksheet_titles([sheet.speaker for sheet in own])
    every = ("Speakers", COLUMNS, _rows(sheets, signature))
    return workbook_bytes(
        [every, *((title, COLUMNS, _rows([one], signature)) for title, one in zip(titles, own, strict=True))]
    )


def worksheet_titles(names: Sequence[str]) -> tuple[str, ...]:
    """A title per name that a spreadsheet accepts: 31 characters, none of []:*?/\\, each once in any case.

    "Speakers" and "History" are taken.
    """
    taken = {"speakers", "history"}
    titles = []
    for name in names:
        plain = (
            _NOT_IN_TITLES.sub(" ", without_forbidden(name)).strip(" '")[:_LONGEST_TITLE].strip(" '") or "–"
        )
        title = plain
        for number in range(2, len(names) + 3):
            if title.casefold() not in taken:
                break
            title = f"{plain[: _LONGEST_TITLE - len(str(number)) - 1]} {number}"
        taken.add(title.casefold())
        titles.append(title)
    return tuple(titles)


def sheets_html(sheets: Sheets, signature: str) -> str:
    """A self-contained page with one section per speaker."""
    told = {"others_line": others_line, "given_otherwise": given_otherwise}
    return page("speakers.html.j2", sheets=sheets, signature=signature, **told)


def _rows(sheets: Sheets, signature: str) -> tuple[tuple[Cell, ...], ...]:
    """Rows in the order of COLUMNS; quotations and their forms counted from 1; "none" without any."""
    rows: list[tuple[Cell, ...]] = [
        (
            sheet.speaker,
            saying.role or "",
            number,
            form,
            saying.given_to or "nobody",
            saying.source,
            saying.target,
            saying.kind,
            saying.article,
            saying.headline,
            saying.published or "",
            saying.quote,
            "; ".join(quotation.flags) if form == 1 else "",
            others_line(quotation) if form == 1 else "",
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
