"""Readers: whatever the user names, as articles; what cannot be read, as a sentence that says why."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.errors import UnreadableArticle
from pipeline.readers import docx, html, jsonl, markdown, parquet, pdf, text
from pipeline.readers.base import Details, Reader, Unreadable, article_id, read_text, slug
from pipeline.readers.discover import find
from pipeline.readers.fields import Named
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
    ".jsonl.gz": jsonl.read,
    ".jsonl.zst": jsonl.read,
    ".parquet": parquet.read,
}
"""Suffix → reader."""


def iter_articles(inputs: Iterable[str], named: Named = ()) -> Iterator[Article | Unreadable]:
    """Yield the articles that ``inputs`` name, and an Unreadable for each that cannot be read.

    An input is a file, a folder (searched recursively), a pattern such as ``articles/**/*.html``, each
    of them local or a URL that fsspec knows, or ``-`` for standard input. ``named`` says what
    collections call their fields where that is not one of the usual names. Nothing is read before it is
    asked for; the order is that of ``inputs``, within a folder that of the paths. A file that is named
    twice is read once.
    """
    for source in find(inputs, READERS):
        if isinstance(source, Unreadable):
            yield source
            continue
        try:
            yield from READERS[source.suffix](replace(source, named=named))
        except UnreadableArticle as error:
            yield Unreadable(source.origin, str(error))
