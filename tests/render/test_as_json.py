"""``brief.json``: lossless, valid against its schema, and honest about what it cannot read."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from pipeline.errors import CheckError
from pipeline.records import Brief
from pipeline.render import FORMATS, from_json
from pipeline.render.as_json import dump, to_json
from pipeline.render.schema import brief_schema, schema_text
from tests.render import factory
from tests.render.strategies import briefs

VALIDATOR = Draft202012Validator(json.loads(schema_text()))


def changed(**changes: Any) -> str:
    """The JSON of the hand-made Brief with some top fields changed."""
    return json.dumps({**json.loads(to_json(factory.brief())), **changes})


@settings(max_examples=150, deadline=None)
@given(brief=briefs())
def test_any_brief_comes_back_as_it_was(brief: Brief) -> None:
    """Lossless for any Unicode, through UTF-8 bytes and back."""
    data = to_json(brief).encode("utf-8")
    assert from_json(data.decode("utf-8")) == brief


@settings(max_examples=60, deadline=None)
@given(brief=briefs())
def test_any_brief_is_valid_against_the_schema(brief: Brief) -> None:
    """The published schema describes every file that we write."""
    VALIDATOR.validate(json.loads(to_json(brief)))


def test_the_shipped_schema_is_the_one_of_the_records() -> None:
    """Whoever changes a record runs ``python -m pipeline.render.schema > brief.schema.json``."""
    Draft202012Validator.check_schema(json.loads(schema_text()))
    assert schema_text() == dump(brief_schema())


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "bilingual-brief/9"},
        {"surplus": 1},
        {"signature": None},
        {"figures": [{"source": "12"}]},
        {"detection": {"language": "fr", "confidence": "high", "runner_up": None}},
    ],
)
def test_the_schema_refuses_what_is_no_brief(changes: dict[str, Any]) -> None:
    """Another format, a surplus field, a wrong type or a missing field is not valid."""
    assert not VALIDATOR.is_valid(json.loads(changed(**changes)))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is not JSON"),
        ("[]", "is not of the form"),
        (changed(format="other/1"), "is not of the form 'bilingual-brief/1'"),
        (changed(surplus=1), "has a field 'surplus'"),
        (changed(detection={"language": "fr"}), "brief.detection lacks the field 'confidence'"),
        (changed(detection=7), "brief.detection is not an object"),
        (changed(signature=None), "brief.signature is not a value of type str"),
        (changed(quotes={}), "brief.quotes is not a list"),
        (
            changed(summary={**json.loads(to_json(factory.empty()))["summary"], "dropped": [["a"]]}),
            "a list of 2",
        ),
        (changed(names=[{"segment_index": True}]), "lacks the field"),
    ],
)
def test_a_damaged_file_is_refused_with_the_place_and_the_fault(text: str, message: str) -> None:
    """The store takes such a record for absent; the sentence says which field is wrong."""
    with pytest.raises(CheckError, match=message.replace("[", r"\[")):
        from_json(text)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("alignment", "0-0 x", "an alignment"),
        ("status", "guessed", "one of translated"),
        ("score", "1", "float"),
    ],
)
def test_a_damaged_unit_is_refused(field: str, value: str, message: str) -> None:
    """Alignments, fixed words and numbers are checked one by one."""
    data = json.loads(to_json(factory.brief()))
    data["translation"]["units"][2][field] = value
    with pytest.raises(CheckError, match=rf"units\[2\]\.{field} is not .*{message}"):
        from_json(json.dumps(data))


def test_a_number_that_json_cannot_hold_is_refused() -> None:
    """NaN is not JSON; other programs would choke on it much later."""
    brief = factory.brief()
    units = (replace(brief.translation.units[0], score=float("nan")), *brief.translation.units[1:])
    with pytest.raises(CheckError, match="not finite"):
        to_json(replace(brief, translation=replace(brief.translation, units=units)))


def test_a_lone_surrogate_can_be_written_and_read() -> None:
    """JSON Lines may bring one in as an escape; the file must not fail on it."""
    brief = replace(factory.brief(), signature="a\ud800b")
    assert from_json(to_json(brief).encode("utf-8").decode("utf-8")) == brief


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"json"}))
def test_a_lone_surrogate_stops_no_other_format(name: str) -> None:
    """It becomes a replacement character or is left out."""
    content = FORMATS[name].render(replace(factory.brief(), signature="a\ud800b"))
    assert isinstance(content, bytes) or content.encode("utf-8")


def test_letters_are_written_as_they_are() -> None:
    """« é » is not \\u00e9: people read this file as well."""
    assert "Hélène Cazalis" in to_json(factory.brief())
    assert to_json(factory.brief()).endswith("}\n")


def test_alignments_are_in_pharaoh_form() -> None:
    """A thousand words fit on a page."""
    assert '"alignment": "0-0 1-3 2-1 2-2 3-3' in to_json(factory.brief())


def test_a_whole_number_is_a_fine_score() -> None:
    """Another program may write 1 for 1.0."""
    text = changed(detection={"language": "fr", "confidence": 1, "runner_up": None})
    assert type(from_json(text).detection.confidence) is float
