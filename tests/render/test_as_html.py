"""``brief.html`` without a browser: evidence, links, languages, policy and colours."""

import base64
import dataclasses
import hashlib
import re
from importlib.resources import files

import pytest
from lxml import etree, html

from pipeline.records import Brief
from pipeline.render import FORMATS
from tests.render import factory

PAIRS = [
    *((ink, ground) for ink in ("ink", "soft", "link", "good", "warn", "bad") for ground in ("page", "card")),
    ("mark-ink", "mark"),
]


def page(brief: Brief | None = None) -> etree._Element:
    """The page as a tree."""
    return html.document_fromstring(FORMATS["html"].render(brief or factory.brief()))


def words(element: etree._Element) -> str:
    """Its text with white space folded."""
    return " ".join(element.text_content().split())


def test_a_sentence_opens_the_segments_it_rests_on_in_both_languages() -> None:
    """One key on the sentence shows French, English, the verdict and its reason."""
    second = page().findall(".//details[@class]/summary/..")[1]
    assert "◐ partly supported" in words(second.find("summary"))
    assert "Work worth 1.2 billion euros" in words(second.find("summary"))
    evidence = second.find("div")
    assert "the English of segment 2 says million" in words(evidence)
    assert "Work worth 1.2 million euros begins in July." in words(evidence)
    texts = [(text.get("lang"), words(text)) for text in evidence.iterfind(".//p[@lang]")]
    assert [language for language, _ in texts] == ["fr", "en", "fr", "en"]
    assert texts[2][1].startswith("Les travaux commenceront")


def test_a_sentence_without_support_says_so() -> None:
    """No evidence is an answer as well."""
    third = page().findall(".//details[@class]/summary/..")[2]
    assert "No segment of the article supports this sentence." in words(third)


def test_every_link_inside_the_page_leads_somewhere() -> None:
    """From findings, quotes and evidence to segments and back to quotes."""
    document = page()
    ids = {element.get("id") for element in document.iter(etree.Element)}
    targets = {link.get("href") for link in document.iter("a")}
    assert {target[1:] for target in targets if target.startswith("#")} <= ids
    assert {"#s4", "#q1", "#check"} <= targets


def test_ids_are_unique() -> None:
    """A link to a segment may not land on another one."""
    ids = [element.get("id") for element in page().iter(etree.Element) if element.get("id")]
    assert len(ids) == len(set(ids))


def test_every_segment_is_there_in_both_languages_with_its_number() -> None:
    """A passed English segment stands once, marked as English; a kept one as French on both sides."""
    rows = page().xpath("//section[@id='text']//div[starts-with(@id, 's')]")
    assert [row.get("id") for row in rows] == [f"s{number}" for number in range(1, 11)]
    languages = [tuple(text.get("lang") for text in row.iterfind(".//p[@lang]")) for row in rows]
    assert languages == [("fr", "en")] * 7 + [("en",), ("fr", "en"), ("fr", "fr")]
    assert "NOT TRANSLATED" in words(rows[9])
    assert "translated in parts" in words(rows[2])
    assert "Q1" in words(rows[3])


def test_quote_cards_carry_alignment_speaker_and_checks() -> None:
    """The pairs are data for the script; severity is a sign and a word, never colour alone."""
    first, unknown = (page().get_element_by_id(name) for name in ("q1", "q3"))
    assert first.find(".//div[@data-alignment]").get("data-alignment").startswith("0-0 1-3")
    assert "Hélène Cazalis, présidente du port" in words(first.find("h3"))
    assert "We shall close no quay" in words(first)
    assert "▲ speaker not known (perhaps le syndicat des dockers)" in words(unknown.find("h3"))
    assert "▲ check" in words(page().get_element_by_id("q4"))


def test_indirect_speech_stands_without_quotation_marks() -> None:
    """Nobody said these very words."""
    pair = page().get_element_by_id("q2").find(".//div[@class='pair']")
    assert not set("«»“”") & set(words(pair))


def test_figures_to_check_stand_open_and_the_others_fold() -> None:
    """An editor sees what is wrong first, in the three columns French, English and brief."""
    tables = page().get_element_by_id("figures").findall(".//table")
    assert [words(cell) for cell in tables[0].iterfind(".//td")][:3] == [
        "1,2 milliard d’euros",
        "1.2 million euros",
        "1.2 billion euros",
    ]
    assert "▲ changed" in words(tables[0])
    assert len(tables[1].findall(".//tbody/tr")) == 4
    assert "≈ ambiguous" in words(tables[1])


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "✗ 1 critical, 2 to check"),
        ({"critical": 0}, "▲ 0 critical, 2 to check"),
        ({"critical": 0, "check": 0}, "▲ summary not fully supported"),
        ({"critical": 0, "check": 0, "summary_supported": 3}, "✓ nothing to check"),
    ],
)
def test_the_trust_line_begins_with_the_state(changes: dict[str, int], state: str) -> None:
    """The state follows the counts of the trust line, the same as in run.json."""
    brief = factory.brief()
    changed = dataclasses.replace(brief, trust=dataclasses.replace(brief.trust, **changes))
    bar = page(changed).find(".//div[@class='trust']")
    assert words(bar) == f"{state} {factory.TRUST_LINE}"


def test_the_policy_admits_only_our_style_and_script() -> None:
    """By hash: no text of an article can load or run anything, whatever it contains."""
    document = page()
    policy = document.find(".//meta[@http-equiv]").get("content")
    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(document.find(f".//{tag}").text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_nothing_is_loaded() -> None:
    """No address but links, anchors and the empty icon."""
    document = page()
    assert not document.xpath("//@src | //@srcset | //@style | //@action")
    assert document.xpath("//link/@href") == ["data:,"]
    style = files("pipeline.render").joinpath("templates", "brief.css").read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import|@font-face", style)


def themes() -> list[dict[str, str]]:
    """The colours of the light and of the dark theme, by name."""
    style = files("pipeline.render").joinpath("templates", "brief.css").read_text(encoding="utf-8")
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in style.split("}")[:2])
    return [light, dark]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours as WCAG 2.2 defines it, 1..21."""
    low, high = sorted(luminance(colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2), 0..1."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_has_contrast(theme: int, ink: str, ground: str) -> None:
    """WCAG AA asks 4.5 for text; both themes name every colour."""
    colours = themes()[theme]
    assert contrast(colours[ink], colours[ground]) >= 4.5
