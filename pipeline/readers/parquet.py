"""Parquet: many articles a file, one a row, read a few rows at a time."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from pipeline.errors import UnreadableArticle
from pipeline.places import opened
from pipeline.readers.base import Source, Unreadable, describe
from pipeline.readers.fields import article_of, choose, missing_text
from pipeline.records import Article

if TYPE_CHECKING:
    from types import ModuleType

# A row may hold 5 MB of text, and writers put a million rows into one row group: only a few rows are
# decoded at once, and of a column only this many bytes are fetched at once.
_ROWS = 64
_BUFFER_BYTES = 1 << 20


def read(source: Source) -> Iterator[Article | Unreadable]:
    """Yield one article a row, with ``FILE:ROW`` (from 1) as its origin; a bad row is one Unreadable.

    Columns as in JSON Lines; of the others nothing is read. Raises UnreadableArticle when the file is
    no Parquet, damaged, without rows or without a column of text (then it names those there are).
    """
    pyarrow = _import_pyarrow(source.origin)
    try:
        with _open(source) as file:
            yield from _articles(file, source)
    except (pyarrow.ArrowException, EOFError) as error:
        reason = str(error).splitlines()[0].rstrip(".")
        raise UnreadableArticle(
            f"{source.origin}: not a Parquet file, or a damaged one ({reason})."
        ) from error
    except OSError as error:
        raise UnreadableArticle(f"{source.origin}: {describe(error)}.") from error


def _articles(file: BinaryIO, source: Source) -> Iterator[Article | Unreadable]:
    from pyarrow.parquet import ParquetFile

    table = ParquetFile(file, buffer_size=_BUFFER_BYTES, pre_buffer=False)
    names = table.schema_arrow.names
    columns = choose(names, source.named)
    if "text" not in columns:
        raise UnreadableArticle(f"{source.origin}: {missing_text(names, source.named)}.")
    if not table.metadata.num_rows:
        raise UnreadableArticle(f"{source.origin}: the file is empty.")
    for number, record in enumerate(_records(table, list(columns.values())), start=1):
        origin = f"{source.origin}:{number}"
        try:
            yield article_of(record, origin, source)
        except UnreadableArticle as error:
            yield Unreadable(origin, str(error))


def _records(table: Any, columns: list[str]) -> Iterator[dict[str, object]]:
    for batch in table.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False):
        yield from batch.to_pylist()


@contextmanager
def _open(source: Source) -> Iterator[BinaryIO]:
    if source.data is not None:
        yield io.BytesIO(source.data)
        return
    assert source.path is not None
    with opened(source.path, in_order=False) as file:
        yield file


def _import_pyarrow(origin: str) -> "ModuleType":
    try:
        import pyarrow
    except ImportError as error:
        raise UnreadableArticle(
            f"{origin}: Parquet needs pyarrow; type: pip install 'bilingual-briefs[parquet]'"
        ) from error
    module: ModuleType = pyarrow.lib
    return module
