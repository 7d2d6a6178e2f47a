"""``quotes.csv``: one row per quote, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

from pipeline.records import Brief
from pipeline.render.base import encodable
from pipeline.render.quote_rows import COLUMNS, Cell, inert, quote_rows


def to_csv(brief: Brief) -> bytes:
    """UTF-8 with a byte order mark, without which Excel takes é for Ã©; CRLF line ends (RFC 4180)."""
    return table_bytes(COLUMNS, quote_rows(brief))


def table_bytes(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Any table as such a file, text cells made inert for spreadsheets.

    NUL is left out: csv readers of old stop at it.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def _cell(cell: Cell) -> Cell:
    return inert(encodable(cell).replace("\0", "")) if isinstance(cell, str) else cell
