"""JSON Lines: many articles a file, read one line at a time, compressed or not."""

import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from pipeline.errors import UnreadableArticle
from pipeline.places import opened
from pipeline.readers.base import MAX_TEXT_BYTES, Source, Unreadable, describe
from pipeline.readers.encoding import decode
from pipeline.readers.fields import article_of
from pipeline.records import Article

_MAX_LINE_BYTES = 4 * MAX_TEXT_BYTES
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read(source: Source) -> Iterator[Article | Unreadable]:
    """Yield one article a line, with ``FILE:LINE`` as its origin; a broken line is one Unreadable.

    Each line is an object with ``text`` and optional ``id, title, url, published, byline`` (or what
    ``fields.USUAL`` or the user call them); blank lines count but hold nothing. Raises
    UnreadableArticle when the file cannot be opened, breaks off or holds no record.
    """
    empty = True
    for number, line in enumerate(_lines(source), start=1):
        if number == 1 and line.startswith(_UTF16_MARKS):
            raise UnreadableArticle(f"{source.origin}: JSON Lines must be UTF-8, not UTF-16; save it again.")
        if not line.strip():
            continue
        empty = False
        origin = f"{source.origin}:{number}"
        try:
            yield _article(line, origin, source)
        except UnreadableArticle as error:
            yield Unreadable(origin, str(error))
    if empty:
        raise UnreadableArticle(f"{source.origin}: the file is empty.")


def _lines(source: Source) -> Iterator[bytes]:
    if source.data is not None:
        yield from source.data.split(b"\n")
        return
    try:
        with _unpacked(source) as file:
            yield from _bounded(iter(lambda: file.readline(_MAX_LINE_BYTES), b""))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise UnreadableArticle(
            f"{source.origin}: the compressed file is damaged or breaks off; what came before it was read."
        ) from error
    except OSError as error:
        raise UnreadableArticle(f"{source.origin}: {describe(error)}.") from error


@contextmanager
def _unpacked(source: Source) -> Iterator[BinaryIO]:
    assert source.path is not None
    with opened(source.path) as file:
        if source.suffix.endswith(".gz"):
            yield cast(BinaryIO, gzip.GzipFile(fileobj=file))
        elif source.suffix.endswith(".zst"):
            yield cast(BinaryIO, _unzstandard(file, source.origin))
        else:
            yield file


def _unzstandard(file: BinaryIO, origin: str) -> io.BufferedReader:
    try:
        import pyarrow
    except ImportError as error:
        raise UnreadableArticle(
            f"{origin}: .zst needs pyarrow; type: pip install 'bilingual-briefs[parquet]'"
        ) from error
    return io.BufferedReader(pyarrow.CompressedInputStream(file, "zstd"), 1 << 16)


def _bounded(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield whole lines; of a line longer than the limit only its first chunk, which is refused later."""
    continued = False
    for chunk in chunks:
        if not continued:
            yield chunk
        continued = not chunk.endswith(b"\n")


def _article(line: bytes, origin: str, source: Source) -> Article:
    if len(line) >= _MAX_LINE_BYTES:
        raise UnreadableArticle(
            f"{origin}: the line is longer than {_MAX_LINE_BYTES / 1e6:.0f} MB; split the article."
        )
    return article_of(_parse(decode(line, origin), origin), origin, source)


def _parse(line: str, origin: str) -> dict[str, object]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise UnreadableArticle(f"{origin}: not valid JSON ({error.msg} at column {error.colno}).") from error
    except (RecursionError, ValueError) as error:  # nested too deeply, or a number of thousands of digits
        raise UnreadableArticle(f"{origin}: the JSON is not that of an article.") from error
    if not isinstance(record, dict):
        raise UnreadableArticle(f'{origin}: the line is JSON but not an object with a "text".')
    return record
