"""The JSON Schema (draft 2020-12) of ``brief.json``, derived from the records.

``python -m pipeline.render.schema`` prints it; ``brief.schema.json`` beside this file is that text,
and a test compares the two.
"""

import dataclasses
from importlib.resources import files
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pipeline.records import Brief
from pipeline.render.as_json import ALIGNMENT, FORMAT, JsonValue, dump, field_types

_PLAIN: dict[type, dict[str, JsonValue]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    float: {"type": "number"},
    int: {"type": "integer"},
}
_PHARAOH: dict[str, JsonValue] = {
    "type": "string",
    "description": "Pairs of word numbers, source-target, counted from 0 over the words of both texts.",
    "pattern": r"^(\d+-\d+( \d+-\d+)*)?$",
}


def brief_schema() -> dict[str, JsonValue]:
    """The schema as a JSON object; every record is a definition named after it."""
    definitions: dict[str, JsonValue] = {}
    _define(Brief, definitions)
    root = definitions.pop("Brief")
    assert isinstance(root, dict)
    properties, required = root["properties"], root["required"]
    assert isinstance(properties, dict)
    assert isinstance(required, list)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{FORMAT.replace('/', ':')}",
        "title": "Bilingual brief",
        **root,
        "properties": {"format": {"const": FORMAT}, **properties},
        "required": ["format", *required],
        "$defs": dict(sorted(definitions.items())),
    }


def schema_text() -> str:
    """The schema as it is shipped beside this module."""
    return files(__package__).joinpath("brief.schema.json").read_text(encoding="utf-8")


def _define(record: type, definitions: dict[str, JsonValue]) -> None:
    """Add the definition of the record, and of every record it holds, to ``definitions``."""
    if record.__name__ in definitions:
        return
    definitions[record.__name__] = None
    kinds = field_types(record)
    definitions[record.__name__] = {
        "type": "object",
        "description": " ".join((record.__doc__ or "").replace("``", "'").split()),
        "properties": {name: _schema(kind, definitions) for name, kind in kinds.items()},
        "required": list(kinds),
        "additionalProperties": False,
    }


def _schema(kind: Any, definitions: dict[str, JsonValue]) -> dict[str, JsonValue]:
    if kind == ALIGNMENT:
        return dict(_PHARAOH)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        _define(kind, definitions)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    if get_origin(kind) is Literal:
        return {"enum": list(get_args(kind))}
    if get_origin(kind) in {Union, UnionType}:
        inner = [argument for argument in get_args(kind) if argument is not NoneType]
        return {"anyOf": [*(_schema(argument, definitions) for argument in inner), {"type": "null"}]}
    if get_origin(kind) is tuple:
        return _tuple_schema(get_args(kind), definitions)
    return dict(_PLAIN[kind])


def _tuple_schema(arguments: tuple[Any, ...], definitions: dict[str, JsonValue]) -> dict[str, JsonValue]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        return {"type": "array", "items": _schema(arguments[0], definitions)}
    return {
        "type": "array",
        "prefixItems": [_schema(argument, definitions) for argument in arguments],
        "minItems": len(arguments),
        "maxItems": len(arguments),
    }


if __name__ == "__main__":
    print(dump(brief_schema()), end="")
