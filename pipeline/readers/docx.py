"""Word documents (.docx), by python-docx."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import UnreadableArticle
from pipeline.readers.base import Details, Source, read_bytes, read_text
from pipeline.records import Article

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_MAX_UNPACKED = 300_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHARACTERS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
# Deleted and moved-away text, and text boxes (which Word stores twice), are not part of the paragraph.
_LEFT_OUT = frozenset(
    {f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_W}pPr", f"{_W}rPr", f"{_W}instrText"}
)
_TITLE_STYLES = frozenset({"title", "titre", "titel"})
_LIST_STYLE = re.compile(r"^(list|liste)\b", re.IGNORECASE)
# What programs write into the core properties when nobody has.
_NO_TITLE = re.compile(r"^(word document|document ?\d*|sans titre|untitled|microsoft word.*)$", re.IGNORECASE)
_NO_AUTHOR = re.compile(r"python-docx|utilisateur|user|admin|microsoft|unknown|inconnu", re.IGNORECASE)
# What python-docx, the archive and the XML below it raise on damaged files.
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, SyntaxError, LookupError, ValueError, TypeError),
    *(AttributeError, NotImplementedError, RecursionError),
)


@dataclass(frozen=True, slots=True)
class _Content:
    """Paragraphs with their style, and the title and author properties, of a document."""

    paragraphs: tuple[tuple[str, str], ...]
    title: str
    author: str


def read(source: Source) -> Iterator[Article]:
    """Yield the article of a Word document: its paragraphs and the cells of its tables, in their order.

    The title is the paragraph of style Title, else the title property of the file. Items of Word's
    lists get ``- ``. Tracked insertions count as text, deletions do not; text boxes, notes, headers
    and footers are left out. Raises UnreadableArticle for old, protected or damaged files.
    """
    data = read_bytes(source)
    if data.startswith(_OLD_OFFICE):
        raise UnreadableArticle(
            f"{source.origin}: it has a password or is in the old .doc format; save it as a plain .docx."
        )
    content = _load(data, source.origin)
    title = next(
        (text for text, style in content.paragraphs if style in _TITLE_STYLES and text.strip()), None
    )
    if title is None and content.title and not _NO_TITLE.match(content.title.strip()):
        title = content.title
    author = content.author if content.author and not _NO_AUTHOR.search(content.author) else None
    yield read_text(_lines(content.paragraphs), source.origin, title, Details(source.stem, byline=author))


def _load(data: bytes, origin: str) -> _Content:
    """Return what is in a document, all of it read here, for a damaged one may break at any point."""
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > _MAX_UNPACKED:
            raise UnreadableArticle(
                f"{origin}: it unpacks to {unpacked / 1e6:.0f} MB, too much for an article."
            )
        document = docx.Document(io.BytesIO(data))
        paragraphs = tuple((_text(paragraph), _style(paragraph)) for paragraph in _walk(document))
        return _Content(paragraphs, document.core_properties.title, document.core_properties.author)
    except _DAMAGED as error:
        raise UnreadableArticle(
            f"{origin}: not a Word document, or a damaged one; save it again as .docx."
        ) from error


def _walk(document: "Document") -> "Iterator[Paragraph]":
    """Yield the paragraphs of the body; those of a table row by row, a merged cell once."""
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _cells(block)
        else:
            yield block


def _cells(table: "Table") -> "Iterator[Paragraph]":
    seen: set[int] = set()
    for row in table.rows:
        for cell in row.cells:
            if id(cell._tc) not in seen:
                seen.add(id(cell._tc))
                yield from cell.paragraphs


def _style(paragraph: "Paragraph") -> str:
    style = paragraph.style
    return (style.name or "").lower() if style is not None else ""


def _text(paragraph: "Paragraph") -> str:
    """Return the text of a paragraph as a reader of the document sees it."""
    return "".join(_pieces(paragraph._p))


def _pieces(element: "BaseOxmlElement") -> Iterator[str]:
    for child in element:
        tag = str(child.tag)
        if tag == f"{_W}t":
            yield child.text or ""
        elif tag in _CHARACTERS:
            yield _CHARACTERS[tag]
        elif tag not in _LEFT_OUT:
            yield from _pieces(child)


def _lines(paragraphs: Iterable[tuple[str, str]]) -> str:
    return "\n".join(
        f"- {text}" if _LIST_STYLE.match(style) and not style.startswith("list paragraph") else text
        for text, style in paragraphs
        if text.strip()
    )
