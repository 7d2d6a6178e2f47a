"""What the formats share: headline, doubts, order."""

import dataclasses

import pytest

from pipeline.records import Brief, Finding, QuoteKind, QuoteTarget
from pipeline.render import FORMATS, view
from tests.render import factory


def with_title(title: str | None) -> Brief:
    """The hand-made Brief under another title."""
    brief = factory.brief()
    return dataclasses.replace(brief, article=dataclasses.replace(brief.article, title=title))


@pytest.mark.parametrize(
    ("title", "source", "target"),
    [
        ("Le port de Sète veut doubler son fret d’ici à 2030", "Le port de Sète veut", "The port of Sète"),
        (None, "Le port de Sète veut", "The port of Sète"),
        ("Un titre qui n'est pas dans le texte", "Un titre qui", ""),
    ],
)
def test_the_headline_is_the_title_or_the_first_heading(title: str | None, source: str, target: str) -> None:
    """Its English is there only when a segment translates it."""
    found = view.headline(with_title(title))
    assert found.source.startswith(source)
    assert found.target.startswith(target)
    assert bool(found.target) == bool(target)


def test_an_article_without_any_heading_goes_by_its_name() -> None:
    """A heading further down is not the headline."""
    brief = with_title(None)
    segments = tuple(
        dataclasses.replace(segment, kind="heading" if segment.index == 5 else "sentence")
        for segment in brief.segments
    )
    assert view.headline(dataclasses.replace(brief, segments=segments)) == view.Headline(brief.article.id, "")


def test_doubts_come_gravest_first_and_once() -> None:
    """A finding that stands on a quote and on the brief is shown with its quote only."""
    brief = factory.brief()
    twice = dataclasses.replace(
        brief, findings=(*brief.findings, *brief.quotes[3].findings, brief.findings[0])
    )
    assert view.doubts(twice) == view.doubts(brief)
    severities = [doubt.finding.severity for doubt in view.doubts(brief)]
    assert severities == ["critical", "check", "check", "cosmetic"]
    assert [doubt.quote_index for doubt in view.doubts(brief)] == [None, 3, None, None]


def test_a_doubt_about_the_whole_brief_comes_before_those_about_segments() -> None:
    """It has no place, and matters everywhere."""
    brief = factory.brief()
    whole = Finding("coverage", "check", "the summary rests on a fifth of the article")
    found = view.doubts(dataclasses.replace(brief, findings=(*brief.findings, whole)))
    assert [doubt.finding.rule for doubt in found] == [
        "figure",
        "coverage",
        "idiom",
        "untranslated",
        "typography",
    ]


def test_rows_to_check_come_first_in_their_order() -> None:
    """Sorting is stable: the rest keeps the order of the article."""
    rows = view.to_check_first(factory.brief().figures)
    assert [row.source for row in rows][:3] == ["1,2 milliard d’euros", "380.000 euros", "1er juin"]
    names = view.to_check_first(factory.brief().names)
    assert [row.source for row in names] == ["Marc Oustalet", "Sète", "Hélène Cazalis"]


def test_people_count_segments_from_one() -> None:
    """The records count from 0; nobody says "the zeroth sentence"."""
    assert view.segment_list([0, 4]) == "[1] [5]"
    assert view.segment_list([]) == "no segment"


def test_a_language_we_have_no_name_for_is_called_by_its_code() -> None:
    """A brief from German would still render."""
    assert [view.language_name(code) for code in ("fr", "en", "de")] == ["French", "English", "de"]


def test_paragraphs_of_the_translation_are_those_of_the_article() -> None:
    """One blank line between two; a kept sentence says that it is not English."""
    text = FORMATS["txt"].render(factory.brief())
    assert isinstance(text, str)
    body = text.split("\n\n")[1:-1]
    assert len(body) == len(factory.lines())
    assert "[not translated] Le préfet" in body[-1]


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("English in the original.", "English in the original"),
        ("", "the speaker's own words, not translated"),
    ],
)
def test_a_quote_in_its_own_words_tells_the_language(reason: str, told: str) -> None:
    """Once, and only where the article is in another; what was kept for no known reason says that it was."""
    brief = factory.brief()
    target = QuoteTarget("No comment", "source", None, reason)
    quote = dataclasses.replace(brief.quotes[2], target=target)
    assert view.quote_facts(brief, quote) == ("mixed", told)
    translation = dataclasses.replace(brief.translation, source_language="en")
    english = dataclasses.replace(brief, translation=translation)
    assert "the speaker's own words, not translated" in view.quote_facts(english, quote)


def test_a_quote_tells_how_sure_its_attribution_is() -> None:
    """With the words of the article that attribute it, and the quote it stands in when nested."""
    brief = factory.brief()
    nested = dataclasses.replace(brief.quotes[1], nested_in=0)
    facts = view.quote_facts(brief, nested)
    assert facts[:4] == (
        "indirect, reported in the conditional",
        "attributed by «\u00a0Selon elle\u00a0»",
        "80% sure of the speaker",
        "inside Q1",
    )
    assert view.quote_facts(brief, brief.quotes[2]) == ("mixed", "translated by itself")


@pytest.mark.parametrize(
    ("message", "source", "target", "shown"),
    [
        ("a figure changed", "12", "13", ("12", "13")),
        ("the negation « ne … plus » is gone", "ne … plus", "", ("", "")),
        ("left in French", "criée", "criée", ("criée", "")),
        ("12 became 13", "12", "13", ("", "")),
    ],
)
def test_words_of_a_finding_are_not_said_twice(
    message: str, source: str, target: str, shown: tuple[str, str]
) -> None:
    """The message of a rule often names them; a line read in a second has no room for repetition."""
    assert view.finding_words(Finding("rule", "check", message, None, source, target)) == shown


def test_coverage_of_a_missing_summary_is_not_a_number() -> None:
    """A share of 0% would blame a summary that nobody asked for."""
    assert view.coverage_line(factory.empty()).startswith("There is no summary.")
    assert "rests on 62% of the article" in view.coverage_line(factory.brief())


@pytest.mark.parametrize(
    ("kind", "cue", "label"),
    [
        ("indirect", "nie", "indirect, with a verb of denial (nie)"),
        ("mixed", "a contesté", "mixed, with a verb of denial (a contesté)"),
        ("indirect", "se défend", "indirect, with a verb of denial (se défend)"),
        ("indirect", "ironise", "indirect"),
        ("direct", "dément", "direct"),
        ("indirect", None, "indirect"),
    ],
)
def test_words_beside_a_denial_say_so(kind: QuoteKind, cue: str | None, label: str) -> None:
    """« nie avoir « volé » » is no admission; « « C'est faux », dément-il » is his own words."""
    quote = dataclasses.replace(factory.brief().quotes[0], kind=kind, cue=cue, conditional=False)
    assert view.kind_label(quote) == label
