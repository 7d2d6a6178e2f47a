"""PDF files: paragraphs, cut words, page furniture, and what cannot be read."""

import io
from pathlib import Path

import pypdf
import pytest

from pipeline.readers import Unreadable, iter_articles
from pipeline.records import Article
from tests.readers.cases import DATA
from tests.readers.pdf_writer import Placed, page_of, write_pdf

COLUMN = [
    "Trois ans après l'incendie, les ailes du moulin de Sarzac ont repris",
    "leur course dimanche, devant quelque quatre cents personnes venues de",
    "toute la vallée.",
    "« Nous n'avons jamais songé à renoncer », assure Odile Marchenoir, qui",
    "préside l'association depuis 2009. Selon elle, il ne manque plus que la",
    "farine, et un meu-",
    "nier.",
]
FIRST = (
    "Trois ans après l'incendie, les ailes du moulin de Sarzac ont repris leur course dimanche, "
    "devant quelque quatre cents personnes venues de toute la vallée."
)
SECOND = (
    "« Nous n'avons jamais songé à renoncer », assure Odile Marchenoir, qui préside l'association "
    "depuis 2009. Selon elle, il ne manque plus que la farine, et un meunier."
)
TITLE = [
    Placed("Le moulin de Sarzac tourne", 820, size=20),
    Placed("de nouveau", 797, size=20),
]


def read(path: Path, data: bytes) -> Article | Unreadable:
    """Return what the reader makes of ``data``."""
    path.write_bytes(data)
    (article,) = iter_articles([str(path)])
    return article


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A path for the PDF of a test."""
    return tmp_path / "moulin.pdf"


def text_of(path: Path, pages: list[list[Placed]]) -> list[str]:
    """Return the paragraphs that are read from these pages."""
    article = read(path, write_pdf(pages))
    assert isinstance(article, Article), article
    return article.text.split("\n")


def test_lines_are_joined_to_paragraphs_and_cut_words_made_whole(pdf: Path) -> None:
    """A short line ends a paragraph; « meu-/nier » is one word; a large two-line title is one line."""
    article = read(pdf, write_pdf([TITLE + page_of(COLUMN, top=760)]))
    assert isinstance(article, Article)
    assert article.text.split("\n") == ["Le moulin de Sarzac tourne de nouveau", FIRST, SECOND]
    assert article.title == "Le moulin de Sarzac tourne de nouveau"


def test_a_gap_begins_a_paragraph_even_after_a_full_line(pdf: Path) -> None:
    """As when paragraphs are set apart by space."""
    assert text_of(pdf, [page_of([*COLUMN[:2], "", *COLUMN[3:5], "farine, et un meunier."])]) == [
        " ".join(COLUMN[:2]),
        SECOND,
    ]


def test_an_indent_begins_a_paragraph(pdf: Path) -> None:
    """As in books."""
    lines = page_of(COLUMN[:2] + COLUMN[3:])
    lines[2] = Placed(lines[2].text, lines[2].y, x=lines[2].x + 14)
    assert text_of(pdf, [lines]) == [" ".join(COLUMN[:2]), SECOND]


def test_a_heading_in_larger_letters_stays_a_line_of_its_own(pdf: Path) -> None:
    """Even when it stands close to the text and is as long as a line of it."""
    heading = Placed("Une affaire de patience et de farine, disent-ils", 732, size=13)
    lines = [*page_of(COLUMN[:3], top=774), heading, *page_of(COLUMN[3:], top=714)]
    assert text_of(pdf, [lines]) == [FIRST, heading.text, SECOND]


def test_a_paragraph_goes_on_over_the_page_and_furniture_is_dropped(pdf: Path) -> None:
    """Header, footer and page number stand at one place of every page; the body of no page does."""
    pages = []
    for number, part in enumerate((COLUMN[:2], COLUMN[2:5], COLUMN[5:]), start=1):
        header = Placed("L'Écho de la Vallée", 822, size=8)
        footer = Placed(f"Page {number} / 3", 24, size=8)
        pages.append([header, *page_of(part), footer])
    assert text_of(pdf, pages) == [FIRST, SECOND]


def test_bare_page_numbers_are_dropped_too(pdf: Path) -> None:
    """They differ, but stand at one place."""
    pages = [[*page_of(COLUMN[:3]), Placed("12", 24)], [*page_of(COLUMN[3:]), Placed("13", 24)]]
    assert text_of(pdf, pages) == [FIRST, SECOND]


def test_what_is_not_repeated_is_never_dropped(pdf: Path) -> None:
    """A figure or a line at the edge of a single page may be the article's."""
    pages = [[*page_of(COLUMN[:3]), Placed("Page 1 / 2", 24)], page_of(COLUMN[3:])]
    assert "Page 1 / 2" in text_of(pdf, pages)
    assert "1902" in text_of(pdf, [[Placed("1902", 800), *page_of(COLUMN)]])


def test_list_items_stay_lines_of_their_own(pdf: Path) -> None:
    """After the end of a sentence or item."""
    lines = ["Ce qui reste à faire :", "- réparer la vanne ;", "- trouver un meunier.", *COLUMN[:3]]
    assert text_of(pdf, [page_of(lines)])[:3] == ["Ce qui reste à faire :", *lines[1:3]]


def test_the_author_property_is_the_byline_when_it_is_a_full_name(pdf: Path) -> None:
    """A user name such as « jcoste » is no byline."""
    article = read(pdf, write_pdf([page_of(COLUMN)], "/Author (Jean Coste)"))
    assert isinstance(article, Article)
    assert article.byline == "Jean Coste"
    article = read(pdf, write_pdf([page_of(COLUMN)], "/Author (jcoste)"))
    assert isinstance(article, Article)
    assert article.byline is None


def test_a_typeset_file_is_read_like_its_text() -> None:
    """Justified text, centred title, running foot, two pages, made by a typesetting library."""
    (article,) = iter_articles([str(DATA / "typeset.pdf")])
    assert isinstance(article, Article)
    assert article.text == (DATA / "typeset.txt").read_text(encoding="utf-8").strip()


def _encrypted(password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(write_pdf([page_of(COLUMN)]))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_an_encrypted_file_is_refused_but_one_closed_to_changes_is_read(pdf: Path) -> None:
    """The empty password is tried, no other."""
    refused = read(pdf, _encrypted("secret"))
    assert refused == Unreadable(str(pdf), f"{pdf}: it is encrypted; save a copy without a password.")
    opened = read(pdf, _encrypted(""))
    assert isinstance(opened, Article)
    assert opened.text.startswith(FIRST)


def test_a_scan_is_refused_with_advice(pdf: Path) -> None:
    """Pages without any text are pictures."""
    refused = read(pdf, write_pdf([[], []]))
    assert refused == Unreadable(str(pdf), f"{pdf}: no text on its 2 page(s), only pictures; run OCR first.")


@pytest.mark.parametrize("length", [0, 5, 60, 400])
def test_a_damaged_file_is_refused(pdf: Path, length: int) -> None:
    """Cut off anywhere: a sentence, never a traceback."""
    refused = read(pdf, write_pdf([page_of(COLUMN)])[:length])
    assert isinstance(refused, Unreadable)
    assert refused.error.startswith(f"{pdf}: ")


def test_a_file_that_is_no_pdf_is_refused(pdf: Path) -> None:
    """Whatever its name says."""
    refused = read(pdf, b"Bonjour le monde, ceci n'est pas un PDF.")
    assert isinstance(refused, Unreadable)
    assert "not a PDF file" in refused.error


def test_a_file_without_pages_is_refused(pdf: Path) -> None:
    """An empty page tree."""
    refused = read(pdf, write_pdf([]))
    assert isinstance(refused, Unreadable)
    assert "no pages" in refused.error
