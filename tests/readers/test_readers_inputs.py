"""What may be named on the command line: files, folders, patterns, standard input."""

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from pipeline.readers import READERS, Unreadable, iter_articles
from pipeline.records import Article
from tests.readers.pdf_writer import page_of, write_pdf

TEXT = "Les ailes du moulin tournent depuis dimanche."


def origins(*inputs: str) -> list[str]:
    """Return the origins of everything that ``inputs`` give."""
    return [article.origin for article in iter_articles(inputs)]


def errors(*inputs: str) -> list[str]:
    """Return the sentences about what could not be read."""
    return [article.error for article in iter_articles(inputs) if isinstance(article, Unreadable)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of articles, which is the working directory."""
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.md", "sub/c.TXT", "sub/deep/d.htm", "sub/photo.jpg", "notes.csv"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<html><body><p>{TEXT}</p></body></html>" if name.endswith("htm") else TEXT)
    return tmp_path


class _Standard:
    """Standard input with these bytes."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def _give(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", _Standard(data))


@pytest.mark.usefixtures("folder")
def test_a_folder_gives_its_articles_sorted_and_only_known_suffixes() -> None:
    """Recursively, upper-case suffixes too; pictures and tables are passed over."""
    assert origins(".") == ["a.md", "b.txt", "sub/c.TXT", "sub/deep/d.htm"]
    assert origins("sub", "b.txt") == ["sub/c.TXT", "sub/deep/d.htm", "b.txt"]


@pytest.mark.usefixtures("folder")
def test_nothing_is_read_before_it_is_asked_for() -> None:
    """The first article is there before the second file is opened."""
    articles = iter_articles(["a.md", "b.txt"])
    assert isinstance(articles, Iterator)
    assert next(articles).origin == "a.md"
    Path("b.txt").unlink()
    second = next(articles)
    assert isinstance(second, Unreadable)


@pytest.mark.usefixtures("folder")
def test_a_file_named_twice_is_read_once() -> None:
    """By itself, in its folder and by a pattern."""
    assert origins("b.txt", "./b.txt", ".", "*.txt", "b.txt") == [
        "b.txt",
        "a.md",
        "sub/c.TXT",
        "sub/deep/d.htm",
    ]


@pytest.mark.usefixtures("folder")
def test_patterns_are_expanded() -> None:
    """For shells that do not, and for ``**``."""
    assert origins("*.txt") == ["b.txt"]
    assert origins("**/*.htm") == ["sub/deep/d.htm"]
    assert origins("su?") == ["sub/c.TXT", "sub/deep/d.htm"]
    assert errors("*.docx") == ["*.docx: no file matches this pattern; check the path."]


def test_a_file_whose_name_looks_like_a_pattern_is_found(folder: Path) -> None:
    """« [une] moulin.txt » is a file before it is a pattern."""
    (folder / "[une] moulin.txt").write_text(TEXT)
    assert origins("[une] moulin.txt") == ["[une] moulin.txt"]


def test_hidden_files_and_what_a_run_has_written_are_passed_over(folder: Path) -> None:
    """A brief is no article, and neither are lock files and version control."""
    written = ("REPORT.md", "run.json", "x/brief.md", "x/brief.json", "y/brief.md", "y/manifest.json")
    for name in (".hidden.txt", ".git/x.txt", "~$a.docx", *(f"outputs/{name}" for name in written)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT)
    assert origins(".") == ["a.md", "b.txt", "sub/c.TXT", "sub/deep/d.htm"]
    (folder / "sub/brief.json").write_text("{}")
    assert origins(".") == ["a.md", "b.txt"]


@pytest.mark.parametrize("report", ["run.json", "run-2-of-8.json"])
def test_a_folder_that_is_input_and_output_is_read_again(folder: Path, report: str) -> None:
    """``briefs run . -o .`` twice: only the report of the run is left out, and not where no run was."""
    (folder / report).write_text("{}")
    for name in ("REPORT.md", "sub/REPORT.md"):
        (folder / name).write_text(TEXT)
    assert origins(".") == ["a.md", "b.txt", "sub/REPORT.md", "sub/c.TXT", "sub/deep/d.htm"]


def test_a_manifest_of_somebody_else_hides_no_article(folder: Path) -> None:
    """A saved web page may bring its own manifest.json."""
    (folder / "sub/manifest.json").write_text("{}")
    assert "sub/c.TXT" in origins(".")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("missing.txt", "missing.txt: there is no such file or folder; check the path."),
        ("notes.csv", "notes.csv: .csv is not a suffix of an article; use one of .docx, .htm, .html"),
        ("sub/photo.jpg", "sub/photo.jpg: .jpg is not a suffix of an article"),
        ("LISEZMOI", "LISEZMOI: it has no suffix of an article"),
        ("vieux.doc", "vieux.doc: .doc files are not read; save it as .docx."),
        ("a.json", "a.json: .json files are not read; use JSON Lines (.jsonl), one article a line."),
        ("https://gazette.example/a.html", "nothing is downloaded, so save the page as .html first."),
        ("vide", "vide: no article in this folder (looked for .docx, .htm, .html, .jsonl, .jsonl.gz,"),
        ("", "an empty name was given"),
        ("a\0b.txt", "not a path"),
        ("/dev/null", "neither a file nor a folder"),
        ("x" * 5000 + ".txt", "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_named_with_advice(folder: Path, name: str, sentence: str) -> None:
    """One sentence each: what, where, what to do."""
    for extra in ("LISEZMOI", "vieux.doc", "a.json"):
        (folder / extra).write_text(TEXT)
    (folder / "vide").mkdir()
    (error,) = errors(name)
    assert sentence in error
    assert error.endswith(".") or "use one of" in error


@pytest.mark.usefixtures("folder")
def test_a_bad_file_does_not_stop_the_others() -> None:
    """The order is kept, the bad one among them."""
    Path("a0.txt").write_bytes(b"")
    Path("a1.txt").symlink_to("nowhere")
    assert origins(".") == ["a.md", "a0.txt", "a1.txt", "b.txt", "sub/c.TXT", "sub/deep/d.htm"]
    assert errors(".") == [
        "a0.txt: the file is empty.",
        "a1.txt: there is no such file or folder; check the path.",
    ]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything"
)
@pytest.mark.usefixtures("folder")
def test_a_file_without_permission_is_named() -> None:
    """And a folder too."""
    Path("b.txt").chmod(0)
    Path("sub").chmod(0)
    assert errors("b.txt") == ["b.txt: permission denied; make it readable for this user."]
    assert "permission denied" in errors(".")[0]
    Path("sub").chmod(0o755)


def test_a_file_name_that_is_no_unicode_can_be_shown(folder: Path) -> None:
    """Old disks have latin-1 names; the origin is printable and the file is read."""
    os.rename(folder / "b.txt", os.fsencode(str(folder)) + b"/\xe9t\xe9.txt")
    (article,) = iter_articles(["*.txt"])
    assert isinstance(article, Article)
    assert article.origin.encode() == "\ufffdt\ufffd.txt".encode()
    assert article.id.startswith("t-")


def test_standard_input_is_text_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """``briefs run - < article.txt``; given twice it is read once."""
    _give(monkeypatch, "Le moulin\n\nIl tourne.".encode("cp1252"))
    (article,) = iter_articles(["-", "-"])
    assert isinstance(article, Article)
    assert article.id.startswith("stdin-")
    assert (article.text, article.origin) == ("Le moulin\nIl tourne.", "standard input")


def _word() -> bytes:
    buffer = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(TEXT)
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (f'{{"text": "{TEXT}"}}\n{{"text": "Fin."}}\n'.encode(), 2),
        (f"<!DOCTYPE html>\n<html><body><p>{TEXT}</p></body></html>".encode(), 1),
        (f"<!-- x --><html><body><p>{TEXT}</p></body></html>".encode(), 1),
        (f"<p>{TEXT}</p>".encode(), 1),
        (f"\ufeff<html><body><p>{TEXT}</p></body></html>".encode("utf-16-le"), 1),
        (write_pdf([page_of([TEXT])]), 1),
        (_word(), 1),
    ],
)
def test_the_format_of_standard_input_is_recognised(
    monkeypatch: pytest.MonkeyPatch, data: bytes, count: int
) -> None:
    """By its first bytes, so that ``curl … | briefs run -`` works."""
    _give(monkeypatch, data)
    articles = list(iter_articles(["-"]))
    assert len(articles) == count
    assert isinstance(articles[0], Article)
    assert articles[0].text == TEXT


@pytest.mark.parametrize(("data", "reason"), [(b"", "the file is empty"), (b"\x00\x01\x02", "binary")])
def test_standard_input_without_text_is_refused(
    monkeypatch: pytest.MonkeyPatch, data: bytes, reason: str
) -> None:
    """Like a file without text."""
    _give(monkeypatch, data)
    (sentence,) = errors("-")
    assert sentence.startswith("standard input: ")
    assert reason in sentence


def test_every_suffix_has_its_reader() -> None:
    """The table is what the help and the messages list."""
    packed = {".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet"}
    assert set(READERS) == {".txt", ".md", ".html", ".htm", ".docx", ".pdf", *packed}
