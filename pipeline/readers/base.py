"""What every reader shares: the records, the limits, and the one way to make an Article.

A reader is a function ``Source -> Iterator[Article | Unreadable]``. It raises UnreadableArticle when
the whole source cannot be read; ``iter_articles`` turns that into an Unreadable and goes on. Only a
source of many articles (JSON Lines, Parquet) yields Unreadable itself, one for each broken record.

Two files with the same stem and the same text in different folders get the same article id: the id
says what the text is, not where it lay. ``origin`` tells them apart; the batch, which owns the output
folders, sees the id come back and reports the second one as a duplicate of the first.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pipeline.errors import UnreadableArticle
from pipeline.places import Place, size_of
from pipeline.readers.paragraphs import clean, is_heading
from pipeline.records import Article

MAX_TEXT_BYTES = 5_000_000
"""Most text of one article, in bytes of UTF-8."""
MAX_FILE_BYTES = 100_000_000
"""Most bytes of a file that holds one article (pictures, fonts and styles included)."""

_SLUG_LENGTH = 40
_HASH_LENGTH = 8
_LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l"}
)
# « Le port rouvre – La Gazette »: what follows the dash is the name of the site.
_SITE_NAME = re.compile(r"\s+[|–—·-]\s+|\s*\|\s*")
_TITLE_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What could not be read and why, in one sentence; ``origin`` as for an Article."""

    origin: str
    error: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file, here or remote, or the bytes of standard input, that holds one or more articles.

    ``origin`` is the name as the user gave it, ``stem`` what ids are made from, ``suffix`` the key of
    the reader. Exactly one of ``path`` and ``data`` is set. ``named`` are the pairs (field, name) by which
    the user calls the fields of a collection.
    """

    origin: str
    stem: str
    suffix: str
    path: Place | None = None
    data: bytes | None = None
    named: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Details:
    """What a source says about an article beside its title and text."""

    stem: str = ""
    published: str | None = None
    byline: str | None = None
    url: str | None = None


class Reader(Protocol):
    """Articles of one source, in its order."""

    def __call__(self, source: Source, /) -> Iterator[Article | Unreadable]: ...


def read_bytes(source: Source, limit: int = MAX_FILE_BYTES) -> bytes:
    """Return the bytes of ``source``; UnreadableArticle when missing, closed, empty or too big."""
    data = source.data
    if data is None:
        assert source.path is not None
        try:
            size = size_of(source.path)
            data = source.path.read_bytes() if size <= limit else b""
        except OSError as error:
            raise UnreadableArticle(f"{source.origin}: {describe(error)}.") from error
    else:
        size = len(data)
    if size > limit:
        raise UnreadableArticle(
            f"{source.origin}: {size / 1e6:.0f} MB is more than the {limit / 1e6:.0f} MB that one article "
            "may have; split the file, or use JSON Lines for a collection."
        )
    if not data.strip():
        raise UnreadableArticle(f"{source.origin}: the file is empty.")
    return data


def describe(error: OSError) -> str:
    """Return in words why the operating system gave no data, with what to do where that is known."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder; check the path"
    if isinstance(error, PermissionError):
        return "permission denied; make it readable for this user"
    return f"cannot be read ({error.strerror or type(error).__name__})"


def read_text(text: str, origin: str, title: str | None = None, details: Details | None = None) -> Article:
    """Return the Article of a text that has one paragraph a line.

    The text is cleaned (NFC, LF, no blank line, no invisible character). A ``title`` that the source
    holds apart becomes the first line unless one of the first three lines is that title already; when
    there is none, the first line is the title if it looks like a heading. Raises UnreadableArticle
    when no word is left or the text has more than MAX_TEXT_BYTES.
    """
    details = details or Details()
    _check_size(text, origin)
    lines = clean(text)
    if not any(character.isalpha() for line in lines for character in line):
        raise UnreadableArticle(f"{origin}: there is no text in it.")
    found, lines = _place_title(_one_line(title), lines)
    body = "\n".join(lines)
    return Article(
        id=article_id(details.stem or Path(origin).stem, body),
        text=body,
        title=found,
        origin=origin,
        published=_one_line(details.published),
        byline=_one_line(details.byline),
        url=_one_line(details.url),
    )


def article_id(stem: str, text: str) -> str:
    """Return a file-system-safe id: slug of ``stem`` (40 characters at most) and 8 hex of the text's hash."""
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return f"{slug(stem) or 'article'}-{digest[:_HASH_LENGTH]}"


def slug(name: str) -> str:
    """Return ``name`` in lower-case ASCII letters, digits, ``-`` and ``_``: "Été à 5 h" → "ete-a-5-h"."""
    folded = unicodedata.normalize("NFKD", name.translate(_LIGATURES))
    ascii_only = "".join(character for character in folded if not unicodedata.combining(character))
    words = re.sub(r"[^a-z0-9_]+", "-", ascii_only.lower())
    return words.strip("-_")[:_SLUG_LENGTH].rstrip("-_")


def _check_size(text: str, origin: str) -> None:
    size = len(text.encode("utf-8", "replace"))
    if size > MAX_TEXT_BYTES:
        raise UnreadableArticle(
            f"{origin}: {size / 1e6:.1f} MB of text is more than the {MAX_TEXT_BYTES / 1e6:.0f} MB that one "
            "article may have; split it, or use JSON Lines for a collection."
        )


def _one_line(value: str | None) -> str | None:
    return " ".join(clean(value)) or None if value else None


def _place_title(title: str | None, lines: Sequence[str]) -> tuple[str | None, tuple[str, ...]]:
    """Return the title and the lines that hold it."""
    if title is None:
        return (lines[0] if len(lines) > 1 and is_heading(lines[0]) else None), tuple(lines)
    for line in lines[:_TITLE_DEPTH]:
        if _key(line) == _key(title):
            return title, tuple(lines)
        if any(_key(part) == _key(line) for part in _leading_parts(title)):
            return line, tuple(lines)
    return title, (title, *lines)


def _leading_parts(title: str) -> list[str]:
    return [title[: match.start()] for match in _SITE_NAME.finditer(title)]


def _key(line: str) -> str:
    """Return what two spellings of one title share: its letters and digits without case."""
    return "".join(character for character in line.casefold() if character.isalnum())
