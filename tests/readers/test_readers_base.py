"""The one way to make an Article: ids, titles, limits."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UnreadableArticle
from pipeline.readers import article_id, read_text, slug
from pipeline.readers.base import Details, Source, describe, read_bytes

TITLE = "Le moulin de Sarzac tourne de nouveau"
BODY = "Les ailes ont repris leur course dimanche.\nPersonne n'y croyait plus."


@given(st.text(), st.text(min_size=1))
def test_an_id_is_safe_as_a_folder_name(stem: str, text: str) -> None:
    """ASCII letters, figures, - and _; at most 40 characters of stem and 8 of hash; no dot, no slash."""
    text = text.encode("utf-8", "replace").decode()
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,39}-[0-9a-f]{8}", article_id(stem, text))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Été à l'œil", "ete-a-l-oeil"),
        ("010_port-de-locmorvan", "010_port-de-locmorvan"),
        ("../../etc/passwd", "etc-passwd"),
        ("日本語", ""),
        ("x" * 60, "x" * 40),
        ("un-deux-" * 8, "un-deux-un-deux-un-deux-un-deux-un-deux"),
    ],
)
def test_a_slug_is_readable(name: str, expected: str) -> None:
    """Accents go, everything else that is not ASCII becomes a hyphen."""
    assert slug(name) == expected


def test_a_name_without_latin_letters_still_gives_an_id() -> None:
    """The word article stands in for a stem of which nothing is left."""
    assert article_id("日本語", "texte").startswith("article-")


def test_the_same_text_has_the_same_id_and_another_text_another() -> None:
    """The id depends on stem and text only, so a second run finds its work again."""
    first = read_text(BODY, "a/moulin.txt")
    assert read_text(BODY, "b/moulin.txt").id == first.id
    assert read_text(BODY + " Ou presque.", "a/moulin.txt").id != first.id
    assert first.id.startswith("moulin-")


def test_a_title_held_apart_becomes_the_first_line() -> None:
    """Headline quotes have offsets into the text too."""
    article = read_text(BODY, "a.txt", TITLE)
    assert article.title == TITLE
    assert article.text == f"{TITLE}\n{BODY}"


@pytest.mark.parametrize(
    "first_lines",
    [
        TITLE,
        TITLE.upper(),
        f"Patrimoine\n{TITLE}",
        TITLE.replace(" ", "\u00a0 "),
    ],
)
def test_a_title_that_is_there_already_is_not_repeated(first_lines: str) -> None:
    """One of the first three lines may be the title, in capitals or other spaces."""
    article = read_text(f"{first_lines}\n{BODY}", "a.txt", TITLE)
    assert article.text.lower().count("sarzac") == 1
    assert article.title == TITLE


@pytest.mark.parametrize("site", [" | L'Écho", " – L'Écho de la Vallée", " - L'Écho"])
def test_the_name_of_the_site_is_cut_from_a_title(site: str) -> None:
    """When the page's heading is in the text, it is the better title."""
    article = read_text(f"{TITLE}\n{BODY}", "a.html", TITLE + site)
    assert article.title == TITLE
    assert article.text.startswith(f"{TITLE}\n")


def test_without_a_title_a_first_line_like_a_heading_is_taken() -> None:
    """« Le moulin de Sarzac tourne de nouveau » has no full stop; a lead paragraph has."""
    assert read_text(f"{TITLE}\n{BODY}", "a.txt").title == TITLE
    assert read_text(BODY, "a.txt").title is None


def test_a_single_line_is_text_and_not_a_title() -> None:
    """There must be something under a title."""
    assert read_text(TITLE, "a.txt").title is None


def test_the_details_are_put_on_one_line() -> None:
    """Metadata with line ends or nothing in it come out as one line or None."""
    article = read_text(BODY, "a.txt", " \n ", Details("x", "2024-10-06\n", " Jean\n Coste ", ""))
    assert (article.published, article.byline, article.url) == ("2024-10-06", "Jean Coste", None)
    assert article.title is None


@given(st.text(), st.none() | st.text())
def test_any_text_gives_an_article_in_nfc_or_a_sentence(text: str, title: str | None) -> None:
    """Every line of an article holds something, whatever is given for its title."""
    try:
        article = read_text(text, "a.txt", title)
    except UnreadableArticle:
        return
    assert unicodedata.is_normalized("NFC", article.text)
    assert all(line.strip() for line in article.text.split("\n"))
    assert article.text.encode()


@pytest.mark.parametrize("text", ["", " \n\t\n", "12 345,6 %\n***", "\u200b\ufeff"])
def test_a_text_without_a_letter_is_refused(text: str) -> None:
    """Blank lines, figures and signs are no article."""
    with pytest.raises(UnreadableArticle, match=r"^a\.txt: there is no text in it\.$"):
        read_text(text, "a.txt", "Titre")


def test_five_megabytes_are_the_limit() -> None:
    """The limit is in bytes of text; the sentence says how many there are and what to do."""
    with pytest.raises(UnreadableArticle, match=r"a\.txt: 7\.0 MB of text is more than the 5 MB .* split it"):
        read_text("é a " * 1_400_000, "a.txt")


def test_a_file_over_its_limit_is_not_loaded(tmp_path: Path) -> None:
    """The size is looked at before the bytes are read."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 2_000_000)
    with pytest.raises(UnreadableArticle, match=r"2 MB is more than the 1 MB"):
        read_bytes(Source("a.txt", "a", ".txt", path), limit=1_000_000)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(), "there is no such file"),
        (PermissionError(), "permission denied"),
        (OSError(5, "Input/output error"), "Input/output error"),
        (OSError(), "OSError"),
    ],
)
def test_the_operating_system_is_put_into_words(error: OSError, words: str) -> None:
    """Never a traceback or an errno."""
    assert words in describe(error)
