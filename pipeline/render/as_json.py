"""``brief.json``: the whole Brief, and the way back from it.

One object per record, keys in the order of the records, word alignments in Pharaoh form
(``"0-0 1-2"``), which keeps a file of a thousand words readable. ``schema.py`` derives the JSON
Schema from the same records, so neither can fall behind.
"""

import dataclasses
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

from pipeline.errors import CheckError
from pipeline.records import Brief
from pipeline.render.view import shown_alignment

FORMAT = "bilingual-brief/1"
ALIGNMENT = tuple[tuple[int, int], ...]

JsonValue: TypeAlias = "bool | int | float | str | Sequence[JsonValue] | Mapping[str, JsonValue] | None"
Record = TypeVar("Record")

_SURROGATE = re.compile("[\ud800-\udfff]")
_PHARAOH = re.compile(r"(?:\d+-\d+(?: \d+-\d+)*)?", re.ASCII)


def to_json(brief: Brief) -> str:
    """The Brief as indented JSON with a last line end; CheckError when a number is not finite.

    A lone surrogate is written as an escape: UTF-8 has no other way to carry it.
    """
    return dump({"format": FORMAT, **encode_record(brief)})


def from_json(text: str) -> Brief:
    """The Brief that :func:`to_json` wrote; CheckError when the text is anything else."""
    try:
        value = json.loads(text)
    except ValueError as error:
        raise CheckError(f"brief.json is not JSON ({error})") from error
    if not isinstance(value, dict) or value.pop("format", None) != FORMAT:
        raise CheckError(f"brief.json is not of the form {FORMAT!r}")
    return decode_record(Brief, value, "brief")


def dump(value: Mapping[str, JsonValue]) -> str:
    """JSON text for people and machines: indented, not escaped beyond need, one last line end."""
    try:
        text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    except ValueError as error:
        raise CheckError(f"a number of the brief is not finite, JSON cannot hold it ({error})") from error
    try:
        text.encode()
    except UnicodeEncodeError:
        text = _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return text + "\n"


def field_types(record: object) -> dict[str, Any]:
    """Field name → type with every annotation resolved, in the order of the record."""
    return _field_types(record)


@cache
def _field_types(record: Any) -> dict[str, Any]:
    return get_type_hints(record)


def encode_record(record: Any) -> dict[str, JsonValue]:
    """A record as an object with the same keys in the same order."""
    return {name: _encode(getattr(record, name), kind) for name, kind in field_types(type(record)).items()}


def _encode(value: Any, kind: Any) -> JsonValue:
    if kind == ALIGNMENT:
        return shown_alignment(value)
    if dataclasses.is_dataclass(value):
        return encode_record(value)
    if isinstance(value, tuple):
        kinds = _element_types(kind, len(value))
        return [_encode(element, inner) for element, inner in zip(value, kinds, strict=True)]
    plain: JsonValue = value
    return plain


def _element_types(kind: Any, length: int) -> tuple[Any, ...]:
    """One type per element: ``tuple[X, ...]`` and ``tuple[X, Y]`` alike."""
    arguments = get_args(kind)
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        return (arguments[0],) * length
    return arguments


def decode_record(record: type[Record], value: object, where: str) -> Record:
    """The record from its object; CheckError names the first field that is missing, new or ill-typed."""
    if not isinstance(value, dict):
        raise _wrong(where, "an object")
    kinds = field_types(record)
    if unknown := sorted(set(value) - set(kinds)):
        raise CheckError(f"{where} has a field {unknown[0]!r} that this version does not know")
    if missing := [name for name in kinds if name not in value]:
        raise CheckError(f"{where} lacks the field {missing[0]!r}")
    return record(**{name: _decode(value[name], kind, f"{where}.{name}") for name, kind in kinds.items()})


def _decode(value: object, kind: Any, where: str) -> object:
    if kind == ALIGNMENT:
        return _decode_alignment(value, where)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return decode_record(kind, value, where)
    if get_origin(kind) in {Union, UnionType}:
        return _decode_optional(value, kind, where)
    if get_origin(kind) is tuple:
        return _decode_tuple(value, kind, where)
    return _decode_plain(value, kind, where)


def _decode_alignment(value: object, where: str) -> ALIGNMENT:
    if not isinstance(value, str) or not _PHARAOH.fullmatch(value):
        raise _wrong(where, "an alignment such as '0-0 1-2'")
    pairs = (pair.split("-") for pair in value.split())
    return tuple((int(source), int(target)) for source, target in pairs)


def _decode_optional(value: object, kind: Any, where: str) -> object:
    if value is None:
        return None
    (inner,) = (argument for argument in get_args(kind) if argument is not NoneType)
    return _decode(value, inner, where)


def _decode_tuple(value: object, kind: Any, where: str) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise _wrong(where, "a list")
    kinds = _element_types(kind, len(value))
    if len(kinds) != len(value):
        raise _wrong(where, f"a list of {len(kinds)}")
    return tuple(
        _decode(element, inner, f"{where}[{place}]")
        for place, (element, inner) in enumerate(zip(value, kinds, strict=True))
    )


def _decode_plain(value: object, kind: Any, where: str) -> object:
    if get_origin(kind) is Literal:
        if value not in get_args(kind):
            raise _wrong(where, f"one of {', '.join(get_args(kind))}")
        return value
    # bool is a subclass of int, and a whole number is a fine float.
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise _wrong(where, f"a value of type {kind.__name__}")
    return value


def _wrong(where: str, expected: str) -> CheckError:
    return CheckError(f"{where} is not {expected}")
