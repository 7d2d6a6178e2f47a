"""Plain text: one article a file."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.readers import html
from pipeline.readers.base import MAX_TEXT_BYTES, Details, Source, read_bytes, read_text
from pipeline.readers.encoding import decode
from pipeline.readers.paragraphs import join_wrapped
from pipeline.records import Article

MAX_ENCODED_BYTES = 4 * MAX_TEXT_BYTES
"""No encoding takes more than four bytes where UTF-8 takes one."""


def read(source: Source) -> Iterator[Article]:
    """Yield the article of a plain text file; the first line is its title when it looks like a heading.

    A web page that is called .txt is read as the page it is.
    """
    data = read_bytes(source, MAX_ENCODED_BYTES)
    text = decode(data, source.origin)
    if html.is_html(text):
        yield from html.read(replace(source, path=None, data=data))
        return
    yield read_text(join_wrapped(text), source.origin, details=Details(stem=source.stem))
