"""What holds for whole articles whose quotations are known: order, company and typography change nothing."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.quotes import extract
from pipeline.readers import iter_articles
from pipeline.records import Article

from .articles import (
    ARTICLES,
    CLAUSES,
    PARAGRAPHS,
    PEOPLE,
    SHAPES,
    UNRELATED,
    Paragraph,
    Person,
    Said,
    Shape,
    found_in,
    quotes_of,
    said_in,
    text_of,
)

FEW = settings(max_examples=60, deadline=None)
SOME = settings(max_examples=120, deadline=None)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__.strip("_"))
@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.surname)
def test_every_shape_yields_what_it_says_for_everybody(shape: Shape, person: Person) -> None:
    """Each way of quoting, each person, each sentence: kind, exact content and full name."""
    for clause in CLAUSES:
        for verb in ("assure", "a déclaré"):
            paragraph = shape(person, clause, verb)
            assert found_in(paragraph.text) == list(paragraph.said), paragraph.text


@SOME
@given(ARTICLES)
def test_an_article_yields_what_its_paragraphs_yield(paragraphs: tuple[Paragraph, ...]) -> None:
    """Every paragraph names its speaker, so no other paragraph may change who speaks."""
    assert found_in(text_of(paragraphs)) == said_in(paragraphs)


@SOME
@given(ARTICLES, st.lists(st.sampled_from(UNRELATED), min_size=1, max_size=4))
def test_unrelated_paragraphs_before_change_no_speaker(
    paragraphs: tuple[Paragraph, ...], unrelated: list[str]
) -> None:
    """Weather and prices before the article: the same quotations of the same people."""
    before = "\n\n".join(unrelated)
    assert found_in(f"{before}\n\n{text_of(paragraphs)}") == said_in(paragraphs)


@FEW
@given(ARTICLES, st.sampled_from(UNRELATED), st.data())
def test_an_unrelated_paragraph_between_changes_no_speaker(
    paragraphs: tuple[Paragraph, ...], unrelated: str, data: st.DataObject
) -> None:
    """Wherever the paragraph stands, each quotation keeps its speaker."""
    at = data.draw(st.integers(0, len(paragraphs)))
    mixed = (*paragraphs[:at], Paragraph(unrelated, ()), *paragraphs[at:])
    assert found_in(text_of(mixed)) == said_in(paragraphs)


@FEW
@given(ARTICLES)
def test_a_paragraph_without_quotations_behind_changes_nothing(paragraphs: tuple[Paragraph, ...]) -> None:
    """What follows the last quotation is not read back into it."""
    text = text_of(paragraphs)
    assert found_in(f"{text}\n\n{UNRELATED[1]}") == found_in(text)


@FEW
@given(ARTICLES, st.sampled_from(["", " ", "\n", "\n\n\n", " \t \n", "\u00a0", "\u202f\n"]))
def test_white_space_at_the_end_changes_nothing(paragraphs: tuple[Paragraph, ...], tail: str) -> None:
    """Trailing blanks are no text: even the spans stay."""
    text = text_of(paragraphs)
    assert quotes_of(text + tail) == quotes_of(text)


@FEW
@given(ARTICLES, st.integers(1, 4))
def test_blank_lines_before_shift_the_spans_and_nothing_else(
    paragraphs: tuple[Paragraph, ...], count: int
) -> None:
    """The same quotations, each as many characters further on."""
    text = text_of(paragraphs)
    shifted = quotes_of("\n" * count + text)
    expected = [(quote.span.start + count, quote.span.end + count) for quote in quotes_of(text)]
    assert [(quote.span.start, quote.span.end) for quote in shifted] == expected
    assert [quote.rank for quote in shifted] == [quote.rank for quote in quotes_of(text)]
    assert found_in("\n" * count + text) == said_in(paragraphs)


@FEW
@given(ARTICLES, st.sampled_from(["\n", "\n\n", "\n\n\n", "\n \n"]))
def test_the_width_of_the_gap_between_paragraphs_does_not_count(
    paragraphs: tuple[Paragraph, ...], gap: str
) -> None:
    """One line end or many: a paragraph is a paragraph."""
    assert found_in(gap.join(paragraph.text for paragraph in paragraphs)) == said_in(paragraphs)


@FEW
@given(
    ARTICLES,
    st.sampled_from([("“", "”"), ('"', '"'), ("«\u00a0", "\u00a0»"), ("«\u202f", "\u202f»"), ("«", "»")]),
)
def test_every_style_of_marks_says_the_same(
    paragraphs: tuple[Paragraph, ...], marks: tuple[str, str]
) -> None:
    """« », “ ”, " " and their narrow spaces are one and the same to the reader."""
    text = text_of(paragraphs).replace("« ", marks[0]).replace(" »", marks[1])
    assert found_in(text) == said_in(paragraphs)


@FEW
@given(ARTICLES)
def test_curly_apostrophes_change_the_letters_alone(paragraphs: tuple[Paragraph, ...]) -> None:
    """« l’hiver » is « l'hiver »; the content keeps the apostrophe that was written."""
    found = found_in(text_of(paragraphs).replace("'", "’"))
    assert found == [
        Said(said.kind, said.content.replace("'", "’"), said.speaker) for said in said_in(paragraphs)
    ]


@FEW
@given(ARTICLES)
def test_contents_are_cuts_of_the_text_that_do_not_overlap(paragraphs: tuple[Paragraph, ...]) -> None:
    """Byte for byte, in order, apart from one another."""
    text = text_of(paragraphs)
    end = 0
    for quote in quotes_of(text):
        assert quote.content == text[quote.span.start : quote.span.end]
        assert quote.span.start >= end
        end = quote.span.end


@FEW
@given(ARTICLES)
def test_reading_twice_finds_the_same(paragraphs: tuple[Paragraph, ...]) -> None:
    """Nothing is kept from one article to the next."""
    text = text_of(paragraphs)
    first = quotes_of(text)
    quotes_of("« Rien », dit Louis Garnier. Il est parti.")
    assert quotes_of(text) == first


@FEW
@given(PARAGRAPHS, st.permutations(PEOPLE))
def test_another_name_of_the_same_gender_speaks_in_its_place(
    paragraph: Paragraph, people: list[Person]
) -> None:
    """No name is special: whoever is put in gets the words."""
    said = next(person for person in PEOPLE if person.name == paragraph.said[0].speaker)
    other = next(p for p in people if p.pronoun == said.pronoun)
    text = paragraph.text.replace(said.surname, other.surname)
    text = text.replace(said.name.split()[0], other.name.split()[0])
    expected = [Said(one.kind, one.content, other.name) for one in paragraph.said]
    assert found_in(text) == expected


@FEW
@given(ARTICLES, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-15"]))
def test_no_encoding_changes_a_speaker(paragraphs: tuple[Paragraph, ...], encoding: str) -> None:
    """The article as a real file in any encoding that a newsroom sends."""
    text = text_of(paragraphs).replace("œ", "oe")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_bytes(text.encode(encoding))
        (article,) = iter_articles([str(path)])
    assert isinstance(article, Article)
    found = [
        Said(quote.kind, quote.content, quote.speaker.name if quote.speaker else "-")
        for quote in extract(article, (), None)
    ]
    assert found == said_in(paragraphs)


@FEW
@given(ARTICLES, st.sampled_from(["\r\n", "\r", "\n"]))
def test_no_line_end_changes_a_speaker(paragraphs: tuple[Paragraph, ...], end: str) -> None:
    """Windows, old Macintosh, Unix: the same quotations through the real reader."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_bytes(text_of(paragraphs).replace("\n", end).encode("utf-8"))
        (article,) = iter_articles([str(path)])
    assert isinstance(article, Article)
    assert [quote.content for quote in extract(article, (), None)] == [
        said.content for said in said_in(paragraphs)
    ]
