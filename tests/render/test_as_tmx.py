"""``bitext.tmx``: valid TMX 1.4 that gives every translated segment back."""

import dataclasses

from hypothesis import given, settings
from lxml import etree

from pipeline.records import Brief
from pipeline.render.as_tmx import to_tmx
from pipeline.render.base import without_forbidden
from tests.render import factory
from tests.render.strategies import briefs

DTD = etree.DTD(str(factory.DATA / "tmx14-subset.dtd"))
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
TRANSLATED = {"translated", "split", "retried"}


def parsed(brief: Brief) -> etree._Element:
    """The file as a parser reads it from disk."""
    return etree.fromstring(to_tmx(brief).encode("utf-8"))


@settings(max_examples=100, deadline=None)
@given(brief=briefs())
def test_any_brief_gives_valid_tmx_with_the_very_texts(brief: Brief) -> None:
    """Lossless but for the characters that XML forbids."""
    tree = parsed(brief)
    DTD.assertValid(tree)
    texts = [segment.text or "" for segment in tree.iter("seg")]
    units = [unit for unit in brief.translation.units if unit.status in TRANSLATED]
    assert texts == [without_forbidden(text) for unit in units for text in (unit.source, unit.target)]


def test_only_what_was_translated_is_in_the_bitext() -> None:
    """A passed, copied or kept segment would teach a translation memory French as English."""
    tree = parsed(factory.brief())
    assert [unit.get("tuid") for unit in tree.iter("tu")] == ["1", "2", "3", "4", "5", "6", "7"]
    assert tree.findtext("header/note") == "7 of 10 segments translated"


def test_languages_are_named() -> None:
    """The source language in the header, both on the variants, French first."""
    tree = parsed(factory.brief())
    assert tree.find("header").get("srclang") == "fr"
    assert {tuple(variant.get(LANGUAGE) for variant in unit.iter("tuv")) for unit in tree.iter("tu")} == {
        ("fr", "en")
    }


def test_what_the_guard_did_is_a_note() -> None:
    """A translator sees which segments were split or decoded twice."""
    notes = [note.text for note in parsed(factory.brief()).iterfind("body/tu/note")]
    assert notes[0] == "translated in parts"
    assert "the first try repeated « on nous »" in notes


def test_a_removed_control_character_is_noted() -> None:
    """Nothing is repaired in silence."""
    brief = factory.brief()
    unit = dataclasses.replace(brief.translation.units[0], target="The\x07 port")
    units = (unit, *brief.translation.units[1:])
    tree = parsed(dataclasses.replace(brief, translation=dataclasses.replace(brief.translation, units=units)))
    first = next(tree.iter("tu"))
    assert first.findtext("note") == "characters that XML forbids were left out"
    assert [segment.text for segment in first.iter("seg")][1] == "The port"


def test_an_article_without_translation_gives_an_empty_body_that_says_none() -> None:
    """An English article has no bitext; the header says so."""
    brief = factory.empty()
    unit = dataclasses.replace(brief.translation.units[0], status="passed")
    tree = parsed(
        dataclasses.replace(brief, translation=dataclasses.replace(brief.translation, units=(unit,)))
    )
    DTD.assertValid(tree)
    assert tree.findtext("header/note") == "none of 1 segments translated"
    assert len(tree.find("body")) == 0
