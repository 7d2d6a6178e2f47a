"""Readers: whatever the user names, as articles; what cannot be read, as a sentence that says why."""

from collections.abc import Iterable, Iterator

from pipeline.errors import UnreadableArticle
from pipeline.readers import docx, html, jsonl, markdown, pdf, text
from pipeline.readers.base import Details, Reader, Unreadable, article_id, read_text, slug
from pipeline.readers.discover import find
from pipeline.records import Article

__all__ = ["READERS", "Details", "Unreadable", "article_id", "iter_articles", "read_text", "slug"]

READERS: dict[str, Reader] = {
    ".txt": text.read,
    ".md": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".docx": docx.read,
    ".pdf": pdf.read,
    ".jsonl": jsonl.read,
}
"""Suffix → reader."""


def iter_articles(inputs: Iterable[str]) -> Iterator[Article | Unreadable]:
    """Yield the articles that ``inputs`` name, and an Unreadable for each that cannot be read.

    An input is a file, a folder (searched recursively), a pattern such as ``articles/**/*.html``, or
    ``-`` for standard input. Nothing is read before it is asked for; the order is that of ``inputs``,
    within a folder that of the paths. A file that is named twice is read once.
    """
    for source in find(inputs, READERS):
        if isinstance(source, Unreadable):
            yield source
            continue
        try:
            yield from READERS[source.suffix](source)
        except UnreadableArticle as error:
            yield Unreadable(source.origin, str(error))
