"""Annotated articles: what is due on each of them, read from a JSON Lines file and checked.

A wrong annotation would lower the figures in silence, so a file with one flaw is refused as a whole.
"""

import codecs
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pipeline.errors import SettingsError
from pipeline.readers.base import describe
from pipeline.records import Span

FORM = "id, text and quotes, each quote its span [start, end], content, kind, speaker and speaker_mention"
_KINDS = ("direct", "mixed", "indirect")

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated quotation; ``mention`` are the words beside it that name the speaker."""

    span: Span
    content: str
    kind: str
    speaker: str | None
    mention: str | None


@dataclass(frozen=True, slots=True)
class Annotated:
    """One annotated article."""

    name: str
    text: str
    gold: tuple[Gold, ...]
    no_speech: tuple[Span, ...]


class _Flaw(Exception):
    """What is wrong with a line and what to do, in words; who catches it knows the place."""


def annotated_articles(path: Path) -> Iterator[Annotated]:
    """Yield the annotated articles of a file, one a line, with or without a byte-order mark.

    Raises SettingsError with ``FILE:LINE`` at the first line that is no annotated article, or whose
    id is that of an earlier line.
    """
    line_of: dict[str, int] = {}
    for number, line in _lines(path):
        try:
            article = _article(_parsed(line))
            earlier = line_of.setdefault(article.name, number)
            if earlier != number:
                raise _Flaw(
                    f"the id {_brief(article.name)} is that of line {earlier} too; give each article its own"
                )
        except _Flaw as flaw:
            raise SettingsError(f"{path}:{number}: {flaw}.") from flaw
        yield article


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank with their numbers.

    Bytes, because the lines of a str end at U+2028 and U+0085 too, which JSON allows inside a text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{path}: {describe(error)}.") from error
    for number, line in enumerate(data.splitlines(), start=1):
        line = line.removeprefix(codecs.BOM_UTF8)  # within a file too: two files put together
        if line.strip():
            yield number, line


def _parsed(line: bytes) -> dict[str, object]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _Flaw("the line is not UTF-8; save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        reason = f"{error.msg.removesuffix(' at')} at column {error.colno}"
        raise _Flaw(f"the line is not valid JSON ({reason}); each line needs {FORM}") from error
    except (RecursionError, ValueError) as error:  # nested too deeply, or a number of thousands of digits
        raise _Flaw(f"the JSON is not that of an annotated article; each line needs {FORM}") from error
    return _object(row, "the line")


def _article(row: dict[str, object]) -> Annotated:
    name, text = _string(row, "id"), _string(row, "text")
    _field(row, "quotes")  # a file of articles that nobody has annotated is no gold
    quotes = _listed(row, "quotes", lambda item: _quotation(item, text))
    indirect = _listed(row, "indirect", lambda item: _quotation({"kind": "indirect", **item}, text))
    return Annotated(
        name, text, quotes + indirect, _listed(row, "not_quotes", lambda item: _span(item, text))
    )


def _listed(row: dict[str, object], key: str, read: Callable[[dict[str, object]], Item]) -> tuple[Item, ...]:
    """Return what ``read`` makes of each object of the list; none when the row has no such list."""
    listed = row.get(key, [])
    if not isinstance(listed, list):
        raise _Flaw(f'"{key}" is {_named(listed)}; write a list, [] when there are none')
    items: list[Item] = []
    for number, item in enumerate(listed, start=1):
        try:
            items.append(read(_object(item, "it")))
        except _Flaw as flaw:
            raise _Flaw(f'item {number} of "{key}": {flaw}') from flaw
    return tuple(items)


def _quotation(item: dict[str, object], text: str) -> Gold:
    span, content, kind = _span(item, text), _string(item, "content"), _string(item, "kind")
    if kind not in _KINDS:
        raise _Flaw(f'"kind" is {_brief(kind)}; write one of {", ".join(_KINDS)}')
    _field(item, "speaker")  # null says that nobody is named; a forgotten speaker does not
    return Gold(
        span, content, kind, _string_or_null(item, "speaker"), _string_or_null(item, "speaker_mention")
    )


def _span(item: dict[str, object], text: str) -> Span:
    """Return the span of an item, which lies in ``text`` and holds the item's content where it has one."""
    offsets = _field(item, "span")
    # By type: True is an int, and 10.0 equals 10 but cuts no string.
    if not isinstance(offsets, list) or [type(offset) for offset in offsets] != [int, int]:
        raise _Flaw("the span is not two whole numbers; write [start, end], such as [10, 13]")
    start, end = offsets
    shown = f"the span [{_brief(start)}, {_brief(end)}]"
    if start >= end:
        raise _Flaw(f"{shown} does not end after its start; write [start, end], the end excluded")
    if start < 0 or end > len(text):
        raise _Flaw(f"{shown} is not within the {len(text)} characters of the text; count them from 0")
    held = text[start:end]
    if "content" in item and _string(item, "content") != held:
        advice = "count characters from 0, the end excluded"
        raise _Flaw(f"the content is not what {shown} of the text holds, {_brief(held)}; {advice}")
    return Span(start, end)


def _object(value: object, what: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise _Flaw(f"{what} is {_named(value)}, not an object; each line needs {FORM}")
    return value


def _field(row: dict[str, object], key: str) -> object:
    if key not in row:
        raise _Flaw(f"the field '{key}' is missing; each line needs {FORM}")
    return row[key]


def _string(row: dict[str, object], key: str) -> str:
    """Return a field that has to hold words: a string, not blank, that can be written as UTF-8."""
    value = _field(row, key)
    if not isinstance(value, str):
        raise _Flaw(f'"{key}" is {_named(value)}; write it as a string, between double quotes')
    if not value.strip():
        raise _Flaw(f'"{key}" is blank; fill it in')
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise _Flaw(f'"{key}" holds half a character (a lone surrogate, \\ud800 to \\udfff); write it whole')
    return value


def _string_or_null(row: dict[str, object], key: str) -> str | None:
    """Return a field that may say null, or be left out, when there is nothing to say."""
    value = row.get(key)
    if value == "":
        raise _Flaw(f'"{key}" is empty; write null where there is none')
    return None if value is None else _string(row, key)


def _named(value: object) -> str:
    """Return what a JSON value is: a list, a string, 5, true, NaN."""
    for kind, name in ((dict, "an object"), (list, "a list"), (str, "a string")):
        if isinstance(value, kind):
            return name
    return _brief(value)


def _brief(value: object) -> str:
    """Return a value as it is written in the file, cut after forty characters."""
    shown = json.dumps(value, ensure_ascii=False)
    if len(shown) <= 40:
        return shown
    return shown[:39] + ('…"' if isinstance(value, str) else "…")
