"""The seed articles: six to try the pipeline on, one of them given, five invented for this repository.

``000_…`` is the given one. ``010`` is a page saved from an invented newspaper (HTML, with navigation,
cookie notice and footer), ``020`` a Word document (style Title, headings, a bulleted list, no-break
spaces, author in its properties), ``030`` plain text wrapped at 72 columns with straight quotation
marks and headings in capitals, ``040`` Markdown with front matter, ``050`` an English article. The
persons and places of 010 to 050 do not exist.
"""

import hashlib
import re
from pathlib import Path

import pytest

from pipeline.language import detect_article, paragraph_languages
from pipeline.readers import iter_articles
from pipeline.records import Article

SEEDS = Path(__file__).parent.parent / "seeds"
GIVEN = "000_40e66b0babd73fbc.txt"
GIVEN_SHA256 = "d7b4b72450a341b8bf3711511a6d0d1c5145ba2e250e15e2ea5c45e2e457ff52"


def load() -> dict[str, Article]:
    """Return the seed articles by the first three characters of their names."""
    articles = list(iter_articles([str(SEEDS)]))
    assert all(isinstance(article, Article) for article in articles)
    return {article.id[:3]: article for article in articles if isinstance(article, Article)}


ARTICLES = load()
FRENCH = {key: article for key, article in ARTICLES.items() if key != "050"}
INVENTED = {key: article for key, article in ARTICLES.items() if key != "000"}


def test_the_folder_holds_six_articles_of_four_formats() -> None:
    """As the README promises."""
    assert list(ARTICLES) == ["000", "010", "020", "030", "040", "050"]
    assert {Path(article.origin).suffix for article in ARTICLES.values()} == {".txt", ".html", ".docx", ".md"}


def test_the_given_article_is_byte_identical() -> None:
    """Nobody, no editor and no version control, may touch its line ends."""
    data = (SEEDS / GIVEN).read_bytes()
    assert hashlib.sha256(data).hexdigest() == GIVEN_SHA256
    assert ARTICLES["000"].text == data.decode("utf-8").strip()


def test_the_lead_of_the_given_article_is_not_its_title() -> None:
    """Its first line is a paragraph, its second a heading."""
    assert ARTICLES["000"].title is None


@pytest.mark.parametrize("key", sorted(ARTICLES))
def test_the_language_of_every_seed_is_found(key: str) -> None:
    """And that of each of its paragraphs, headings and list items included."""
    expected = "en" if key == "050" else "fr"
    detection = detect_article(ARTICLES[key], None)
    assert (detection.language, detection.confidence > 0.99) == (expected, True)
    assert set(paragraph_languages(ARTICLES[key].text, expected)) == {expected}


@pytest.mark.parametrize("key", sorted(INVENTED))
def test_an_invented_article_has_a_title_and_250_to_500_words(key: str) -> None:
    """The length of a newspaper article."""
    article = INVENTED[key]
    assert article.title is not None
    assert article.text.startswith(article.title + "\n")
    assert 250 <= len(article.text.split()) <= 500


def test_the_page_gives_its_metadata_and_nothing_of_what_surrounds_it() -> None:
    """Navigation, cookie notice, links and footer are gone."""
    page = ARTICLES["010"]
    assert (page.byline, page.published) == ("Maëlle Kerdoncuf", "2025-03-03")
    assert page.url is not None
    for word in ("cookie", "S’abonner", "À lire aussi", "Mentions légales", "Tout accepter"):
        assert word not in page.text


def test_the_word_document_and_the_markdown_give_their_metadata() -> None:
    """From the properties of the one and the front matter of the other."""
    assert ARTICLES["020"].byline == "Camille Besançon"
    assert (ARTICLES["040"].byline, ARTICLES["040"].published) == ("Baptiste Lacombe", "2025-05-22")
    assert not re.search(r"[*#<>\[\]]", ARTICLES["040"].text)


def test_the_wrapped_text_has_one_line_a_paragraph() -> None:
    """Ten paragraphs and headings, no line cut at 72 columns."""
    lines = ARTICLES["030"].text.split("\n")
    assert len(lines) == 10
    assert all(line[-1] in '."' or line.isupper() for line in lines)


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("guillemets", "«[ \u00a0][^»]+[ \u00a0]»"),
        ("English quotation marks", "“[^”]+”"),
        ("quotation marks inside quotation marks", "«[^»]*“[^”]+”[^»]*»"),
        ("straight quotation marks", '"[^"]+"'),
        (
            "a quote with an incise",
            "«[^»]*, (?:prévient|avertit|s’enthousiasme|a)-t-elle|«[^»]*, poursuit-il",
        ),
        ("a quote whose speaker is a pronoun", "(?:dit|demande|prévient|regrette)-(?:t-)?(?:il|elle)"),
        ("selon", r"\bSelon \w+"),
        ("d'après", r"D['’]après \w+"),
        ("a heading in capitals", r"(?m)^[A-ZÉÊ' ]{20,}$"),
        ("a heading that is a quote", r"(?m)^«[^»]+»$"),
        ("a figure with a point", r"\b380\.000\b"),
        ("a figure with a space", "1[ \u00a0\u202f]902"),
        ("a percentage", "3,5[ \u00a0]%"),
        ("a milliard", "1,2[ \u00a0]milliard d['’]euros"),
        ("a time", "20[ \u00a0]h[ \u00a0]30"),
        ("a date with 1er", "1er (?:mars|juillet|septembre)"),
        ("a dateline", r"(?m)^[A-ZÉ]+, 14 novembre"),
        ("list items", r"(?m)^- aucun"),
        ("negations", r"\bn['’]\w+ (?:pas|ni|jamais|été)\b"),
        ("the conditional of hearsay", "aurait appartenu"),
        ("M. and Mme", r"\bM\. \w+.*\bMme \w+|\bMme \w+"),
    ],
)
def test_the_french_seeds_show_what_is_hard(what: str, pattern: str) -> None:
    """Together they hold everything that readers, quotes, figures and translation must get right."""
    assert any(re.search(pattern, article.text) for article in FRENCH.values()), what
