"""HTML pages: the article without navigation, cookie notices and footers, by trafilatura."""

import logging
import re
from collections.abc import Iterator
from typing import Protocol

from pipeline.errors import UnreadableArticle
from pipeline.readers.base import Details, Source, read_bytes, read_text
from pipeline.readers.encoding import decode
from pipeline.records import Article

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_HEAD_BYTES = 4096
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# trafilatura turns every no-break space into a plain one; these signs stand in for them on the way through.
_STAND_INS = {"\u00a0": "\u237d", "\u202f": "\u23b5"}
_NO_BREAK = re.compile(r"&nbsp;|&#160;|&#x0*a0;|\u00a0", re.IGNORECASE)
_NARROW_NO_BREAK = re.compile(r"&#8239;|&#x0*202f;|\u202f", re.IGNORECASE)
_BODY = re.compile(r"<body\b", re.IGNORECASE)
# What a page, or a piece of one (``<p>…</p>``), begins with.
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?>.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body|meta|title|main|article"
    r"|section|header|nav|div|span|p|h[1-6]|ul|ol|table|figure|blockquote)\b[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_TABLE_ROW = re.compile(r"^\|(.*)\|\s*$")


class _Page(Protocol):
    """The fields of trafilatura's Document that are used here."""

    title: str | None
    author: str | None
    date: str | None
    url: str | None
    text: str | None


def is_html(text: str) -> bool:
    """Tell whether ``text`` begins as a page or a piece of one does, whatever the file is called."""
    return _PAGE.match(text) is not None


def read(source: Source) -> Iterator[Article]:
    """Yield the article of a page, with its title, author, date (YYYY-MM-DD) and canonical address.

    Nothing is fetched. No-break spaces are kept. The date is only what the page states, never a guess.
    Raises UnreadableArticle when the page has no article text.
    """
    data = read_bytes(source)
    declared = _CHARSET.search(data[:_HEAD_BYTES])
    page = decode(data, source.origin, declared.group(1).decode("ascii") if declared else None)
    page = _XML_DECLARATION.sub("", page)
    document = _extract(page)
    if document is None and not _BODY.search(page):
        document = _extract(f"<html><body>{page}</body></html>")
    text = _paragraphs(document.text or "") if document is not None else ""
    if document is None or not text.strip():
        raise UnreadableArticle(
            f"{source.origin}: no article text found in the page; if a script builds it, save it as text."
        )
    details = Details(source.stem, document.date, _restore(document.author), document.url)
    yield read_text(text, source.origin, _restore(document.title), details)


def _extract(page: str) -> _Page | None:
    """Return what trafilatura finds, first as it is tuned, then with a preference for finding more."""
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan", "readability"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    page = _NARROW_NO_BREAK.sub(_STAND_INS["\u202f"], _NO_BREAK.sub(_STAND_INS["\u00a0"], page))
    for recall in (False, True):
        document = trafilatura.bare_extraction(
            page,
            include_comments=False,
            with_metadata=True,
            favor_recall=recall,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
        if document is not None and not isinstance(document, dict) and document.text:
            return document
    return None


def _paragraphs(text: str) -> str:
    """Return the lines of the article with the cells of tables as lines of their own."""
    lines: list[str] = []
    for line in (_restore(text) or "").split("\n"):
        row = _TABLE_ROW.match(line)
        lines += [cell for cell in row.group(1).split("|") if set(cell) - set("-: ")] if row else [line]
    return "\n".join(lines)


def _restore(text: str | None) -> str | None:
    if text is None:
        return None
    for space, stand_in in _STAND_INS.items():
        text = text.replace(stand_in, space)
    return text
