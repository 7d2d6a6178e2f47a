"""HTML, Word, Markdown and plain text: the article, its title and what is known about it."""

import io
import json
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.readers import Unreadable, iter_articles
from pipeline.records import Article
from tests.readers.cases import DATA, Case, load_cases

LONG = (
    "Les ailes du moulin ont repris leur course dimanche, devant quatre cents personnes venues de loin. " * 3
)


def read(path: Path) -> Article:
    """Return the only article of ``path``."""
    (article,) = iter_articles([str(path)])
    assert isinstance(article, Article), article
    return article


def refuse(path: Path) -> str:
    """Return why ``path`` cannot be read."""
    (unreadable,) = iter_articles([str(path)])
    assert isinstance(unreadable, Unreadable), unreadable
    assert unreadable.origin == str(path)
    return unreadable.error.removeprefix(f"{path}: ")


def write(path: Path, content: str | bytes) -> Path:
    """Write ``content`` to ``path`` and return it."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# Plain text


def test_a_wrapped_windows_file_is_read_as_paragraphs(tmp_path: Path) -> None:
    """cp1252, CRLF and hard wraps at once, as an old mail program leaves them."""
    case = next(case for case in load_cases("wrapped-with*.case") if "« Une" in case.source)
    path = write(tmp_path / "moulin.txt", case.source.replace("\n", "\r\n").encode("cp1252"))
    article = read(path)
    assert article.text == case.expected
    assert article.title == "Le vieux moulin de Sarzac tourne de nouveau"
    assert article.origin == str(path)


# Markdown


@pytest.mark.parametrize("case", load_cases("markdown-*.case"), ids=lambda case: case.name)
def test_markdown_is_read_as_its_rule_says(case: Case, tmp_path: Path) -> None:
    """Marks go, words stay."""
    assert read(write(tmp_path / "a.md", case.source)).text == case.expected, case.rule


@pytest.mark.parametrize(
    "front",
    [
        '---\ntitle: "Le moulin"\ndate: 2024-10-06\nauthor: Jean Coste\nurl: https://moulin.example\n---',
        "---\r\nTitre: 'Le moulin'\r\ndate: 2024-10-06\r\nAuteur: Jean Coste\r\nlien: https://moulin.example\r\n---",
        '+++\ntitle = "Le moulin"\ndate = 2024-10-06\nauthor = "Jean Coste"\nurl = "https://moulin.example"\n+++',
    ],
)
def test_front_matter_gives_title_date_and_author(front: str, tmp_path: Path) -> None:
    """YAML-like or TOML, in English or French."""
    article = read(write(tmp_path / "a.md", f"{front}\n\nLes ailes tournent, *enfin*.\n"))
    assert (article.title, article.published, article.byline) == ("Le moulin", "2024-10-06", "Jean Coste")
    assert article.url == "https://moulin.example"
    assert article.text == "Le moulin\nLes ailes tournent, enfin."


def test_several_authors_are_joined(tmp_path: Path) -> None:
    """A list in brackets becomes its items."""
    article = read(write(tmp_path / "a.md", '---\nauthors: ["Jean Coste", Léa Ruiz]\n---\nTexte.\n'))
    assert article.byline == "Jean Coste, Léa Ruiz"


@pytest.mark.parametrize("text", ["---\nLe moulin tourne.\n---\nFin.", "+++\n= rien\n+++\nFin."])
def test_what_only_looks_like_front_matter_is_text(text: str, tmp_path: Path) -> None:
    """A rule above the first paragraph does not swallow it."""
    assert "Fin." in read(write(tmp_path / "a.md", text)).text


def test_the_first_heading_is_the_title(tmp_path: Path) -> None:
    """Of a Markdown file without front matter."""
    assert read(write(tmp_path / "a.md", "# Le moulin\n\nIl tourne.\n")).title == "Le moulin"
    assert read(write(tmp_path / "b.md", "Il tourne.\n\n# Le moulin\n\nFin.")).title is None


# HTML


def test_a_page_gives_its_article_and_metadata_only() -> None:
    """No navigation, cookie notice, footer; title without the site; no-break spaces kept."""
    article = read(DATA / "page-with-everything-around.html")
    assert article.text == (DATA / "page-with-everything-around.txt").read_text(encoding="utf-8").strip()
    assert article.title == "Le moulin de Sarzac tourne de nouveau"
    assert article.byline == "Jean Coste"
    assert article.published == "2024-10-06"
    assert article.url == "https://echo-vallee.example/moulin"


@pytest.mark.parametrize("suffix", [".htm", ".HTML"])
def test_an_old_page_in_latin1_comes_out_right(suffix: str, tmp_path: Path) -> None:
    """The page declares iso-8859-1, an XML declaration stands before it, and it means cp1252."""
    page = (
        '<?xml version="1.0" encoding="iso-8859-1"?>\n<html><head><meta http-equiv="Content-Type" '
        'content="text/html; charset=iso-8859-1"><title>L’œuf</title></head><body>'
        f"<p>« À 3 € », {LONG}</p></body></html>"
    )
    article = read(write(tmp_path / f"a{suffix}", page.encode("cp1252")))
    assert article.text.startswith("L’œuf\n« À 3 € », Les ailes")


def test_a_date_is_never_guessed(tmp_path: Path) -> None:
    """A copyright year or a date in the text is not the date of the article."""
    page = (
        f"<html><body><article><p>Le 3 mars 2021, {LONG}</p></article><footer>© 2019</footer></body></html>"
    )
    assert read(write(tmp_path / "a.html", page)).published is None


@pytest.mark.parametrize(
    "page", ["<html><body></body></html>", "<!DOCTYPE html><html><body><script>x()</script></body></html>"]
)
def test_a_page_without_an_article_is_refused(page: str, tmp_path: Path) -> None:
    """For instance one that a script builds in the browser."""
    assert "no article text" in refuse(write(tmp_path / "a.html", page))


@pytest.mark.parametrize(
    "page",
    [
        "<p>{}</p>",
        "<p>{}</p>\n<p>Il tourne.</p>",
        '<div class="texte"><p>{}</p></div>',
        "<!DOCTYPE html><html><head><title>Le moulin</title></head><body><p>{}</p></body></html>",
        "<!-- un --> <!-- deux --><article><p>{}</p></article>",
    ],
)
def test_a_page_is_read_alike_whatever_its_name(page: str, tmp_path: Path) -> None:
    """Called .txt it has no tags either, and a piece of a page without a body is a page too."""
    page = page.format("Les ailes du moulin ont repris leur course dimanche.")
    named, misnamed = (read(write(tmp_path / name, page)) for name in ("a.html", "a.txt"))
    assert "Les ailes du moulin ont repris leur course dimanche." in named.text.split("\n")
    assert (misnamed.id, misnamed.text, misnamed.title) == (named.id, named.text, named.title)


@pytest.mark.parametrize(
    "text", ["<3 le moulin tourne.", "< p > tourne.", "Le <p> du moulin.", "<moulin> Il tourne."]
)
def test_a_sign_that_begins_no_page_stays_text(text: str, tmp_path: Path) -> None:
    """Only the tags that pages begin with count, at the very beginning."""
    assert read(write(tmp_path / "a.txt", text)).text == text


def test_many_comments_before_a_text_cost_no_time(tmp_path: Path) -> None:
    """Whether it is a page is decided in one pass."""
    text = "<!-- un --> " * 40 + "Il tourne."
    assert read(write(tmp_path / "a.txt", text)).text == text


# Word


def test_a_word_document_gives_its_paragraphs_lists_and_tables(tmp_path: Path) -> None:
    """In their order; the paragraph of style Title is the title; a merged cell counts once."""
    document = docx.Document()
    document.add_paragraph("Le moulin", style="Title")
    document.add_paragraph("Il tourne,\tenfin.")
    document.add_paragraph("Ce qui reste", style="Heading 1")
    document.add_paragraph("la vanne ;", style="List Bullet")
    document.add_paragraph("   ")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Sacs de farine"
    table.cell(1, 0).text, table.cell(1, 1).text = "2024", "380 sacs"
    document.add_paragraph("Fin.").add_run().add_break()
    document.core_properties.author = "Camille Besançon"
    document.save(str(tmp_path / "a.docx"))
    article = read(tmp_path / "a.docx")
    assert article.text.split("\n") == [
        "Le moulin", "Il tourne, enfin.", "Ce qui reste", "- la vanne ;",
        "Sacs de farine", "2024", "380 sacs", "Fin.",
    ]  # fmt: skip
    assert (article.title, article.byline) == ("Le moulin", "Camille Besançon")


def test_the_title_property_is_used_when_no_paragraph_is_a_title(tmp_path: Path) -> None:
    """But not what programs put there by themselves; nor is their user name a byline."""
    document = docx.Document()
    document.add_paragraph("Il tourne, enfin.")
    document.core_properties.title = "Le moulin"
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx").text == "Le moulin\nIl tourne, enfin."
    document.core_properties.title = "Document1"
    document.core_properties.author = "python-docx"
    document.save(str(tmp_path / "b.docx"))
    assert read(tmp_path / "b.docx").text == "Il tourne, enfin."
    assert read(tmp_path / "b.docx").byline is None


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    """What was inserted counts, what was deleted does not; links and soft breaks are text."""
    document = docx.Document()
    paragraph = document.add_paragraph("Il ")._p
    for xml in (
        "<w:ins {ns}><w:r><w:t>tourne</w:t></w:r></w:ins>",
        "<w:del {ns}><w:r><w:delText>tombe</w:delText></w:r></w:del>",
        "<w:moveFrom {ns}><w:r><w:t>ailleurs</w:t></w:r></w:moveFrom>",
        '<w:hyperlink {ns}><w:r><w:t xml:space="preserve"> enfin</w:t><w:br/><w:t>vice</w:t>'
        "<w:noBreakHyphen/><w:t>maire</w:t></w:r></w:hyperlink>",
    ):
        paragraph.append(parse_xml(xml.format(ns=nsdecls("w"))))
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx").text == "Il tourne enfin\nvice\u2011maire"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "it has a password or is in the old .doc format"),
        (b"PK\x03\x04 no archive", "not a Word document, or a damaged one"),
        (b"Bonjour le monde", "not a Word document, or a damaged one"),
        (b"", "the file is empty"),
    ],
)
def test_a_word_file_that_is_none_is_refused(content: bytes, reason: str, tmp_path: Path) -> None:
    """Protected, old, damaged or empty."""
    assert reason in refuse(write(tmp_path / "a.docx", content))


def test_another_office_file_under_the_name_of_a_word_file_is_refused(tmp_path: Path) -> None:
    """A ZIP archive alone makes no Word document; a half of one neither."""
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    assert "damaged" in refuse(write(tmp_path / "a.docx", buffer.getvalue()[:3000]))
    document = docx.Document()
    document.save(str(tmp_path / "b.docx"))
    assert refuse(tmp_path / "b.docx") == "there is no text in it."


# JSON Lines


def lines(*records: object) -> str:
    """Return one JSON value a line."""
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records)


def test_json_lines_give_an_article_a_line(tmp_path: Path) -> None:
    """With what they say of themselves; the origin is FILE:LINE."""
    path = write(
        tmp_path / "a.jsonl",
        lines(
            {
                "text": "Il tourne.",
                "id": 17,
                "title": "Le moulin",
                "url": "https://m.example",
                "published": "2024-10-06",
            },
            {"text": "Le pont est fermé.\r\nTout l'été.", "byline": "Jean Coste", "rank": [1, 2]},
        ),
    )
    first, second = iter_articles([str(path)])
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.id.startswith("17-")
    assert (first.text, first.title) == ("Le moulin\nIl tourne.", "Le moulin")
    assert (first.url, first.published, first.origin) == ("https://m.example", "2024-10-06", f"{path}:1")
    assert (second.text, second.byline) == ("Le pont est fermé.\nTout l'été.", "Jean Coste")
    assert second.id.startswith("a-")


def test_a_broken_line_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    """Each broken line is one Unreadable with its number; blank lines count but say nothing."""
    broken = [
        '{"text": ',
        "[1]",
        '{"title": "x"}',
        '{"text": 3}',
        '{"text": "a", "url": [1]}',
        '{"text": "…"}',
    ]
    broken += ['{"text": "a", "id": true}', "9" * 5000, "[" * 3000, '{"text": "\\u00e9t\\u00e9"}']
    path = write(tmp_path / "a.jsonl", "\n\n".join(broken))
    *bad, good = iter_articles([str(path)])
    assert isinstance(good, Article)
    assert good.text == "été"
    for number, record in enumerate(bad):
        assert isinstance(record, Unreadable)
        assert record.origin == f"{path}:{2 * number + 1}"
        assert record.error.startswith(record.origin)
        assert record.error.endswith(".")


def test_json_lines_with_a_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    """UTF-8 with a byte-order mark; half of an emoji becomes the replacement character."""
    path = write(tmp_path / "a.jsonl", b'\xef\xbb\xbf{"text": "Il tourne \\ud83d."}\r\n\r\n')
    assert read(path).text == "Il tourne \ufffd."


@pytest.mark.parametrize(
    ("content", "reason"),
    [("", "the file is empty"), ("\n \n", "the file is empty"), ("été".encode("utf-16"), "must be UTF-8")],
)
def test_json_lines_without_a_line_are_refused(content: str | bytes, reason: str, tmp_path: Path) -> None:
    """One sentence for the whole file."""
    assert reason in refuse(write(tmp_path / "a.jsonl", content))


def test_a_line_beyond_all_bounds_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    """Twenty megabytes without a line end do not fill the memory."""
    path = write(tmp_path / "a.jsonl", b'{"text": "' + b"a" * 20_500_000 + b'"}\n{"text": "Fin."}\n')
    first, second = iter_articles([str(path)])
    assert isinstance(first, Unreadable)
    assert "longer than 20 MB" in first.error
    assert isinstance(second, Article)
    assert second.origin == f"{path}:2"
