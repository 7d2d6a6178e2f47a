"""``quotes.xlsx``: the quotes as a workbook; needs openpyxl (the extra ``xlsx``)."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence

from pipeline.errors import SettingsError
from pipeline.records import Brief
from pipeline.render.base import without_forbidden
from pipeline.render.quote_rows import COLUMNS, Cell, quote_rows

Sheet = tuple[str, Sequence[str], Iterable[Sequence[Cell]]]

# The longest text a cell can hold; openpyxl would cut it without a word.
_LONGEST = 32_767
_CUT = " … [cut: the whole text is in brief.json]"
_WIDE = {
    "french": 60,
    "english": 60,
    "attribution": 40,
    "checks": 50,
    "headline": 40,
    "differences": 50,
    "also_given_to": 40,
}
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MOMENT = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")


def to_xlsx(brief: Brief) -> bytes:
    """A workbook with one sheet of quotes; the same brief gives the same bytes."""
    return workbook_bytes([("Quotes", COLUMNS, quote_rows(brief))])


def workbook_bytes(sheets: Iterable[Sheet]) -> bytes:
    """Any sheets (title, columns, rows) as a workbook, every text cell kept from being a formula.

    SettingsError when openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise SettingsError(
            "the format xlsx needs openpyxl, which is not installed; "
            "type: pip install 'bilingual-briefs[xlsx]'"
        ) from error
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    del book["Sheet"]
    for title, columns, rows in sheets:
        sheet = book.create_sheet(title)
        for line, row in enumerate([columns, *rows], 1):
            for column, cell in enumerate(row, 1):
                target = sheet.cell(line, column, _fit(cell) if isinstance(cell, str) else cell)
                if isinstance(cell, str):
                    # A text stays a text: "=1+1" is shown, not computed, even after editing.
                    target.data_type, target.quotePrefix = "s", True
                target.alignment = Alignment(wrap_text=True, vertical="top")
                target.font = Font(bold=line == 1)
        for column, name in enumerate(columns, 1):
            sheet.column_dimensions[get_column_letter(column)].width = _WIDE.get(name, 16)
        sheet.freeze_panes = "A2"
    buffer = io.BytesIO()
    book.save(buffer)
    return _without_moments(buffer.getvalue())


def _fit(text: str) -> str:
    clean = without_forbidden(text)
    return clean if len(clean) <= _LONGEST else clean[: _LONGEST - len(_CUT)] + _CUT


def _without_moments(data: bytes) -> bytes:
    """The same workbook with every moment of its making set to one constant."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _MOMENT.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", content)
            new.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
