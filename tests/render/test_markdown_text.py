"""Markdown escaping: what CommonMark makes of our text is the text itself."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from pipeline.render.base import one_line
from pipeline.render.markdown_text import at_line_start, bullets, code, inline, table

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
MARKUP = st.text(st.sampled_from("*_`[]()<>!&#-+=.|\\~\"' 1a\n;xé"), max_size=14)
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=14)


def shown(markdown: str) -> str:
    """The text that a reader of the rendered page sees, white space folded as a browser does."""
    page = html.fromstring(f"<div>{MARKDOWN.render(markdown)}</div>")
    return " ".join(page.text_content().split())


def folded(text: str) -> str:
    """The same folding for the text before."""
    return " ".join(one_line(text).split())


@settings(max_examples=400, deadline=None)
@example("<b>*x*</b> &amp; R&D [a](b) ![c](d) `e` ~~f~~ _g_ h_i")
@example("12. mars")
@example("- Non !")
@example("1) un")
@example("# titre")
@example("&eacute;")
@example("http://x.example/?a=1&copy=2")
@given(text=MARKUP | ANY)
def test_a_line_shows_exactly_the_text(text: str) -> None:
    """Neither at the start of a line nor inside one does a character turn into markup."""
    assert shown(at_line_start(text)) == folded(text)
    assert shown(f"x {inline(text)} x") == folded(f"x {one_line(text)} x")


@settings(max_examples=200, deadline=None)
@given(text=MARKUP)
def test_a_cell_shows_exactly_the_text(text: str) -> None:
    """A bar in a quotation does not open a column."""
    page = html.fromstring(MARKDOWN.render(table(("a", "b"), [(inline(text), "end")])))
    cells = [" ".join(cell.text_content().split()) for cell in page.iter("td")]
    assert cells == [folded(text), "end"]


@settings(max_examples=200, deadline=None)
@given(text=MARKUP.filter(lambda text: text.strip()))
def test_a_code_span_shows_exactly_the_text(text: str) -> None:
    """Backticks in a file name do not end the span."""
    page = html.fromstring(MARKDOWN.render(f"- {code(text)}"))
    (span,) = page.iter("code")
    assert " ".join(span.text_content().split()) == folded(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("R&D, 3,5 % et data_set", "R&D, 3,5 % et data_set"),
        ("« Oui » – a-t-il dit (hier).", "« Oui » – a-t-il dit (hier)."),
        ("a\n  b", "a b"),
        ("fin&nbsp;", r"fin\&nbsp;"),
        ("_gras_", r"\_gras\_"),
    ],
)
def test_plain_text_stays_readable(text: str, expected: str) -> None:
    """Only what would be read as markup gets a backslash."""
    assert inline(text) == expected


def test_empty_lists_and_tables_say_none() -> None:
    """An empty table would look like a fault."""
    assert bullets([]) == "none"
    assert table(("a",), []) == "none"
