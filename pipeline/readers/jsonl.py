"""JSON Lines: many articles a file, read one line at a time."""

import json
from collections.abc import Iterable, Iterator

from pipeline.errors import UnreadableArticle
from pipeline.readers.base import MAX_TEXT_BYTES, Details, Source, Unreadable, describe, read_text
from pipeline.readers.encoding import decode
from pipeline.readers.paragraphs import join_wrapped
from pipeline.records import Article

_MAX_LINE_BYTES = 4 * MAX_TEXT_BYTES
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_KEYS = ("id", "title", "url", "published", "byline")


def read(source: Source) -> Iterator[Article | Unreadable]:
    """Yield one article a line, with ``FILE:LINE`` as its origin; a broken line is one Unreadable.

    Each line is an object with ``text`` and optional ``id, title, url, published, byline``; blank lines
    count but hold nothing. Raises UnreadableArticle when the file cannot be opened or holds no record.
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
            yield _article(line, origin, source.stem)
        except UnreadableArticle as error:
            yield Unreadable(origin, str(error))
    if empty:
        raise UnreadableArticle(f"{source.origin}: the file is empty.")


def _lines(source: Source) -> Iterator[bytes]:
    if source.data is not None:
        yield from source.data.split(b"\n")
        return
    assert source.path is not None
    try:
        with source.path.open("rb") as file:
            yield from _bounded(iter(lambda: file.readline(_MAX_LINE_BYTES), b""))
    except OSError as error:
        raise UnreadableArticle(f"{source.origin}: {describe(error)}.") from error


def _bounded(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield whole lines; of a line longer than the limit only its first chunk, which is refused later."""
    continued = False
    for chunk in chunks:
        if not continued:
            yield chunk
        continued = not chunk.endswith(b"\n")


def _article(line: bytes, origin: str, stem: str) -> Article:
    if len(line) >= _MAX_LINE_BYTES:
        raise UnreadableArticle(
            f"{origin}: the line is longer than {_MAX_LINE_BYTES / 1e6:.0f} MB; split the article."
        )
    record = _parse(decode(line, origin), origin)
    text = record.get("text")
    if not isinstance(text, str):
        raise UnreadableArticle(
            f'{origin}: "text" is missing or not a string; each line needs {{"text": "…"}}.'
        )
    fields = {key: _field(record, key, origin) for key in _KEYS}
    details = Details(fields["id"] or stem, fields["published"], fields["byline"], fields["url"])
    return read_text(join_wrapped(text), origin, fields["title"], details)


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


def _field(record: dict[str, object], key: str, origin: str) -> str | None:
    """Return an optional field; a number is taken as its digits, an empty string as absent."""
    value = record.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | None):
        raise UnreadableArticle(f'{origin}: "{key}" is {type(value).__name__}, not a string.')
    return str(value).strip() or None if value is not None else None
