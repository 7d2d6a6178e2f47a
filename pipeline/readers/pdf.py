"""PDF files with text in them, by pypdf: lines with their place on the page, then paragraphs."""

import io
import logging
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from pipeline.errors import UnreadableArticle
from pipeline.readers.base import Details, Source, read_bytes, read_text
from pipeline.readers.paragraphs import clean, join_two, starts_item
from pipeline.records import Article

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_EDGE_LINES = 2
_REPEATED_SHARE = 0.6
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s*)?#(?:\s*(?:/|sur|of|de)\s*#)?\W*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…»”\"][)\]\s]*$")
_SAME_SIZE = 0.6
_WIDE_GAP = 1.25
_INDENT = 5.0
# Letters differ in width, so a full line of a PDF may have fewer characters than another.
_FULL_SHARE, _ENDED_SHARE = 0.86, 0.93


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; ``x``, ``y`` (upwards) and ``size`` of its letters are in points."""

    page: int
    x: float
    y: float
    size: float
    text: str


def read(source: Source) -> Iterator[Article]:
    """Yield the article of a PDF; lines are joined to paragraphs, words cut at line ends made whole.

    Page numbers, headers and footers are dropped only when they stand at one place on most pages.
    Raises UnreadableArticle for a file that is damaged, needs a password or has only pictures.
    """
    reader = _open(read_bytes(source), source.origin)
    lines = _without_repeated(_lines(reader, source.origin))
    if not lines:
        raise UnreadableArticle(
            f"{source.origin}: no text on its {len(reader.pages)} page(s), only pictures; run OCR first."
        )
    details = Details(source.stem, byline=_author(reader))
    yield read_text("\n".join(paragraphs(lines)), source.origin, details=details)


def _author(reader: "PdfReader") -> str | None:
    """Return the author property when it is a full name; a user name such as « jcoste » is no byline."""
    try:
        author = reader.metadata.author if reader.metadata is not None else None
    except _errors():  # the text is what counts: it has been read
        return None
    return author if isinstance(author, str) and " " in author.strip() else None


def _errors() -> tuple[type[Exception], ...]:
    """Return what pypdf raises on damaged files: its own errors and those of the code below it."""
    from pypdf.errors import PyPdfError

    below = (ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError, NotImplementedError)
    return (PyPdfError, *below, ArithmeticError, RecursionError, OSError, zlib.error, struct.error)


def _open(data: bytes, origin: str) -> "PdfReader":
    import pypdf
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        # Many files are closed to changes only: the empty password opens them for reading.
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = 0 if locked else len(reader.pages)
    except DependencyError:
        locked, pages = True, 0
    except _errors() as error:
        raise UnreadableArticle(
            f"{origin}: not a PDF file, or a damaged one; save or print it again."
        ) from error
    if locked:
        raise UnreadableArticle(f"{origin}: it is encrypted; save a copy without a password.")
    if not pages:
        raise UnreadableArticle(f"{origin}: the PDF has no pages.")
    return reader


def _lines(reader: "PdfReader", origin: str) -> list[Line]:
    lines: list[Line] = []
    for number, page in enumerate(reader.pages):
        try:
            lines += _page_lines(page, number)
        except _errors() as error:
            raise UnreadableArticle(
                f"{origin}: page {number + 1} is damaged and cannot be read; save or print the file again."
            ) from error
    return lines


def _page_lines(page: "PageObject", number: int) -> list[Line]:
    """Return the lines of a page in the order of its content, each at the place of its first letters."""
    pieces: list[tuple[float, float, float, str]] = []
    lines: list[Line] = []

    def finish() -> None:
        text = " ".join(clean("".join(piece[3] for piece in pieces)))
        inked = [piece for piece in pieces if piece[3].strip()]
        if text and inked:
            x, y, _, _ = inked[0]
            size = max(inked, key=lambda piece: len(piece[3]))[2]
            lines.append(Line(number, x, y, size, text))
        pieces.clear()

    def visit(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        x = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
        y = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
        for part in re.split(r"(\n)", text):
            if part == "\n":
                finish()
            elif part:
                pieces.append((x, y, abs(size * tm[3] * cm[3]), part))

    page.extract_text(visitor_text=visit)
    finish()
    return lines


def _without_repeated(lines: Sequence[Line]) -> list[Line]:
    """Return ``lines`` without what stands at the same height at the edge of most pages (two at least)."""
    pages = {line.page for line in lines}
    edges = {(line.page, _place(line)) for page in pages for line in _edge_lines(lines, page)}
    counts = Counter(place for _, place in edges)
    needed = max(2, _REPEATED_SHARE * len(pages))
    return [line for line in lines if (line.page, _place(line)) not in edges or counts[_place(line)] < needed]


def _edge_lines(lines: Sequence[Line], page: int) -> list[Line]:
    ordered = sorted((line for line in lines if line.page == page), key=lambda line: line.y)
    return ordered[:_EDGE_LINES] + ordered[-_EDGE_LINES:]


def _place(line: Line) -> tuple[str, int]:
    """Return what a header or footer has in common on all pages: its words without figures, its height."""
    masked = re.sub(r"\d+", "#", line.text)
    return ("#" if _PAGE_NUMBER.match(masked) else masked), round(line.y)


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """Return the paragraphs that ``lines`` make up.

    A new one begins where the letters change size, the gap is wider than usual, the line is indented
    or the line before is not full; a paragraph may go on over a column or page. Lines of a heading
    (letters larger than the body's) stay together.
    """
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    body = sizes.most_common(1)[0][0]
    gap = _usual_gap(lines, body)
    width = max(len(line.text) for line in lines if abs(line.size - body) < _SAME_SIZE)
    words = frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(line.text for line in lines).lower()))
    joined = [lines[0].text]
    for before, line in pairwise(lines):
        if _begins(before, line, gap, body, width):
            joined.append(line.text)
        else:
            joined[-1] = join_two(joined[-1], line.text, words)
    return joined


def _usual_gap(lines: Sequence[Line], body: float) -> float:
    gaps = [
        before.y - line.y
        for before, line in pairwise(lines)
        if before.page == line.page and before.y > line.y and abs(before.size - body) < _SAME_SIZE
    ]
    return median(gaps) if gaps else 1.2 * body


def _begins(before: Line, line: Line, gap: float, body: float, width: int) -> bool:
    """Tell whether ``line`` begins a paragraph."""
    if abs(before.size - line.size) >= _SAME_SIZE:
        return True
    moved = before.page != line.page or line.y > before.y + 1
    if line.size > body + _SAME_SIZE:
        return moved or before.y - line.y > 1.6 * line.size
    if before.text.endswith("-") and line.text[0].islower():
        return False
    ended = bool(_SENTENCE_END.search(before.text))
    if starts_item(line.text) and ended:
        return True
    if not moved and (before.y - line.y > _WIDE_GAP * gap or _INDENT < line.x - before.x < 10 * _INDENT):
        return True
    first = line.text.split(maxsplit=1)[0]
    if ended and not line.text[0].islower():
        return moved or len(before.text) < _ENDED_SHARE * width
    return len(before.text) + 1 + len(first) < _FULL_SHARE * width
