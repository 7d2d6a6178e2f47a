"""``quotes.csv`` and ``quotes.xlsx``: one row per quote, and no text ever runs as a formula."""

import csv
import io
import sys

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from pipeline.errors import SettingsError
from pipeline.records import Brief
from pipeline.render.as_csv import table_bytes, to_csv
from pipeline.render.as_xlsx import to_xlsx, workbook_bytes
from pipeline.render.quote_rows import COLUMNS, inert, quote_rows
from tests.render import factory
from tests.render.strategies import TEXTS, briefs

DANGEROUS = ["=1+1", "+33 6", "-2 %", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", '=HYPERLINK("x")']
HARMLESS = ["« =1 »", "Oui – non", "1-2", "", "a=b", "– Non", "'=1"]


def read(data: bytes) -> list[list[str]]:
    """The cells as a csv reader sees them."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_formula_is_made_inert(text: str) -> None:
    """A spreadsheet shows an apostrophe and the text, and computes nothing."""
    assert inert(text) == f"'{text}"
    assert read(table_bytes(["a"], [[text]]))[1] == [f"'{text}"]


@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_stays_as_it_is(text: str) -> None:
    """A dash in the middle and an en dash in front are French, not formulas."""
    assert inert(text) == text


@settings(max_examples=200)
@given(text=TEXTS)
def test_any_cell_comes_back_and_none_begins_a_formula(text: str) -> None:
    """Quotation marks, commas and line ends survive; NUL, which old readers stop at, is left out."""
    ((cell,),) = read(table_bytes(["a"], [[text]]))[1:] or [[""]]
    assert cell.removeprefix("'") == text.replace("\0", "").removeprefix("'")
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


def test_excel_is_told_that_the_file_is_utf8() -> None:
    """Without the mark Excel shows Ã© for é; lines end as RFC 4180 says."""
    data = to_csv(factory.brief())
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 1 + len(factory.brief().quotes)


def test_a_row_gives_the_place_of_the_quote_to_the_letter() -> None:
    """start and end count code points of the article's text."""
    brief = factory.brief()
    for row in read(to_csv(brief))[1:]:
        cells = dict(zip(COLUMNS, row, strict=True))
        assert brief.article.text[int(cells["start"]) : int(cells["end"])] == cells["french"]


def test_key_quotes_come_first_by_rank() -> None:
    """Then those without a rank, in the order of the text."""
    place = COLUMNS.index("rank")
    assert [row[place] for row in quote_rows(factory.brief())] == [1, 2, 3, ""]


def test_a_workbook_holds_the_same_rows() -> None:
    """Text as text, numbers as numbers, the heading frozen."""
    sheet = load_workbook(io.BytesIO(to_xlsx(factory.brief())))["Quotes"]
    rows = [tuple("" if cell is None else cell for cell in row) for row in sheet.iter_rows(values_only=True)]
    assert rows == [COLUMNS, *quote_rows(factory.brief())]
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_workbook_is_a_formula(text: str) -> None:
    """The text is stored as text and marked as such, so that editing it does not start it either."""
    sheet = load_workbook(io.BytesIO(workbook_bytes([("a", ["b"], [[text]])])))["a"]
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].quotePrefix


def test_a_text_too_long_for_a_cell_says_that_it_was_cut() -> None:
    """A cell holds 32,767 characters; a silent cut would be a lie."""
    sheet = load_workbook(io.BytesIO(workbook_bytes([("a", ["b"], [["x" * 40_000]])])))["a"]
    assert len(sheet["A2"].value) == 32_767
    assert sheet["A2"].value.endswith("the whole text is in brief.json]")


def test_without_openpyxl_the_command_to_type_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """xlsx is an extra; whoever asks for it without gets one sentence."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(SettingsError, match=r"pip install 'bilingual-briefs\[xlsx\]'"):
        to_xlsx(factory.brief())


@settings(max_examples=25, deadline=None)
@given(brief=briefs())
def test_any_brief_gives_as_many_rows_as_quotes(brief: Brief) -> None:
    """Or the one row that says "none"."""
    assert len(read(to_csv(brief))) == 1 + max(1, len(brief.quotes))
