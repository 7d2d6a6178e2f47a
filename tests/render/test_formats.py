"""What holds for every format: golden files, signature, determinism, "none", and inert markup."""

import dataclasses
import io
import zipfile
from html import unescape
from typing import Any, Literal, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from markdown_it import MarkdownIt

from pipeline.records import Brief, QuoteTarget
from pipeline.render import FORMATS
from pipeline.render.as_json import ALIGNMENT, field_types
from tests.render import factory
from tests.render.strategies import briefs
from tests.render.write_expected import EXPECTED, as_bytes, expected_files

SCRIPT = '<script>alert("x")</script><img src=x onerror=alert(1)>'
ELEMENTS = frozenset(
    (factory.DATA / "elements.txt").read_text(encoding="utf-8").split(),
)


def rendered(name: str, brief: Brief) -> bytes:
    """The bytes of one format, unpacked when it is a workbook."""
    content = as_bytes(FORMATS[name].render(brief))
    if name != "xlsx":
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = (book.read(part).decode("utf-8") for part in book.namelist())
        return unescape("\n".join(parts)).encode("utf-8")


def poisoned(record: Any, text: str) -> Any:
    """The record with every free text in it replaced; what a Literal or an index fixes stays."""
    values = {
        name: _poisoned_value(getattr(record, name), kind, text)
        for name, kind in field_types(type(record)).items()
    }
    return dataclasses.replace(record, **values)


def _poisoned_value(value: Any, kind: Any, text: str) -> Any:
    if dataclasses.is_dataclass(value):
        return poisoned(value, text)
    if isinstance(value, tuple) and kind != ALIGNMENT:
        return tuple(_poisoned_value(element, None, text) for element in value)
    return text if isinstance(value, str) and get_origin(kind) is not Literal else value


@pytest.mark.parametrize("name", sorted(expected_files()))
def test_a_rendered_file_is_the_golden_one(name: str) -> None:
    """Golden files change only on purpose: write_expected.py, then read the diff."""
    assert expected_files()[name].decode("utf-8") == (EXPECTED / name).read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_every_file_carries_signature_and_trust_line(name: str) -> None:
    """A file that was mailed away still says what made it and how far to trust it."""
    text = html.fromstring(rendered(name, factory.brief())).text_content() if name == "html" else None
    text = text or rendered(name, factory.brief()).decode("utf-8")
    assert factory.SIGNATURE in text
    assert factory.TRUST_LINE in text


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_brief_gives_the_same_bytes(name: str) -> None:
    """No clock, path or machine name comes into a file."""
    first, second = (as_bytes(FORMATS[name].render(factory.brief())) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", ["md", "html", "csv", "xlsx"])
def test_a_brief_without_anything_says_none(name: str) -> None:
    """An empty list says "none"; an empty table would look like a fault."""
    content = rendered(name, factory.empty()).decode("utf-8")
    assert "none" in content
    assert "<tbody>\n</tbody>" not in content
    assert "| --- |\n\n" not in content


def test_file_names_are_those_the_readme_promises() -> None:
    """One name per format, none twice."""
    assert [renderer.file_name for renderer in FORMATS.values()] == [
        "brief.json",
        "brief.md",
        "brief.html",
        "article.en.txt",
        "quotes.csv",
        "bitext.tmx",
        "quotes.xlsx",
    ]


@settings(max_examples=60, deadline=None)
@given(brief=briefs(), name=st.sampled_from(sorted(FORMATS)))
def test_any_brief_renders_and_can_be_written(brief: Brief, name: str) -> None:
    """Whatever Unicode an article holds, every format can be written as UTF-8."""
    assert rendered(name, brief)


@settings(max_examples=60, deadline=None)
@given(brief=briefs())
def test_html_has_no_element_that_the_template_does_not_have(brief: Brief) -> None:
    """No text of an article becomes markup."""
    document = html.document_fromstring(FORMATS["html"].render(brief))
    assert {element.tag for element in document.iter(etree.Element)} <= ELEMENTS
    assert len(document.findall(".//script")) == 1


def test_a_script_in_every_field_stays_text_in_html() -> None:
    """Every record, every field: the only script is ours, and no handler or odd address comes in."""
    brief = poisoned(factory.brief(), SCRIPT)
    document = html.document_fromstring(FORMATS["html"].render(brief))
    assert {element.tag for element in document.iter(etree.Element)} <= ELEMENTS
    assert len(document.findall(".//script")) == 1
    names = {name for element in document.iter(etree.Element) for name in element.attrib}
    assert not {name for name in names if name.startswith("on")}
    addresses = {element.get("href") for element in document.iter("a")}
    assert {address[0] for address in addresses if address} == {"#"}
    assert SCRIPT in document.text_content()


def test_a_script_in_every_field_stays_text_in_markdown() -> None:
    """Rendered by CommonMark with raw HTML allowed, nothing of it is an element."""
    text = FORMATS["md"].render(poisoned(factory.brief(), SCRIPT))
    assert isinstance(text, str)
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    tags = {element.tag for element in html.fromstring(page).iter(etree.Element)}
    assert not tags & {"script", "img"}


def test_a_script_in_every_field_stays_text_in_tmx() -> None:
    """XML parses, and the segment holds the very text."""
    tree = etree.fromstring(rendered("tmx", poisoned(factory.brief(), SCRIPT)))
    assert {segment.text for segment in tree.iter("seg")} == {SCRIPT}


def test_a_web_address_is_linked_and_a_script_address_is_not() -> None:
    """An article that says its address is javascript:… must not get a link."""
    brief = factory.brief()
    bad = dataclasses.replace(brief, article=dataclasses.replace(brief.article, url="javascript:alert(1)"))
    for one, linked in ((brief, True), (bad, False)):
        document = html.document_fromstring(FORMATS["html"].render(one))
        assert (one.article.url in {link.get("href") for link in document.iter("a")}) is linked


def test_an_untranslated_quote_is_called_that() -> None:
    """A quote without a target is not an empty cell."""
    brief = factory.brief()
    quotes = tuple(dataclasses.replace(quote, target=None) for quote in brief.quotes)
    bare = dataclasses.replace(brief, quotes=quotes)
    for name in ("md", "html"):
        assert b"not translated" in rendered(name, bare)


def test_an_english_article_is_shown_once() -> None:
    """Two equal columns would say nothing; its quotes stand between “ ”, its lines without a note."""
    brief = factory.brief()
    english = dataclasses.replace(brief.translation, source_language="en")
    quote = dataclasses.replace(brief.quotes[0], target=QuoteTarget("We will close no quay", "source"))
    english_brief = dataclasses.replace(brief, translation=english, quotes=(quote,))
    text = FORMATS["md"].render(english_brief)
    assert isinstance(text, str)
    assert text.count("> EN: “Nous ne fermerons aucun quai") == 1
    assert "We will close no quay”" not in text
    assert text.count("Our partners in Genoa welcome the plan.") == 1
    assert "already English" not in text
    card = html.document_fromstring(FORMATS["html"].render(english_brief)).get_element_by_id("q1")
    assert len(card.findall(".//div[@class='pair']/p")) == 1
    assert "data-alignment" not in etree.tostring(card, encoding="unicode")
