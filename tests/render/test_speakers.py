"""Sheets across a batch: the same quotation found again, its differences named, names joined."""

import csv
import dataclasses
import io
import json
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from openpyxl import load_workbook

from pipeline.records import Brief, Quote, QuoteTarget, Speaker
from pipeline.render.sheets import COLUMNS, SHEET_FORMATS, render_sheets, worksheet_titles
from pipeline.render.speakers import (
    UNKNOWN,
    Saying,
    full_names,
    same_quotations,
    speaker_sheets,
)
from pipeline.render.wordings import containment, normalised_words
from tests.render import factory
from tests.render.strategies import briefs

VOCABULARY = ["le", "port", "de", "Sète", "ne", "ferme", "aucun", "quai", "et", "embauche"]
Case = tuple[str, list[list[str]], list[list[int]], list[str]]
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=12)


def brief_of(article: str, *said: tuple[str | None, str, str]) -> Brief:
    """An article in which each (speaker, French, English) is quoted."""
    base = factory.empty()
    quotes = tuple(
        Quote(
            index=index,
            span=base.segments[0].span,
            content=source,
            kind="direct",
            segment_indexes=(0,),
            speaker=Speaker(speaker, None, None) if speaker else None,
            target=QuoteTarget(target, "unit"),
        )
        for index, (speaker, source, target) in enumerate(said)
    )
    return dataclasses.replace(base, article=dataclasses.replace(base.article, id=article), quotes=quotes)


def saying(source: str, speaker: str | None = None) -> Saying:
    """A quotation of an article that does not matter."""
    return Saying("a", "A", None, 1, speaker, None, "direct", "fr", source, "")


def cases() -> Iterator[Case]:
    """The golden cases: name, lines, groups of line numbers, parts of flags."""
    text = (factory.DATA / "speakers.txt").read_text(encoding="utf-8")
    for block in text.split("\n\n")[1:]:
        lines = block.strip().splitlines()
        expected = next(line for line in lines if line.startswith("=>"))
        flags = next((line.removeprefix("flags:") for line in lines if line.startswith("flags:")), "")
        groups = [[int(number) for number in group.split("+")] for group in expected[2:].split()]
        rows = [line.split(" | ") for line in lines if " | " in line]
        parts = [part.strip() for part in flags.split(";") if part.strip()]
        yield lines[0].removeprefix("name: "), rows, groups, parts


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case[0])
def test_the_same_quotation_is_found_and_its_differences_named(case: Case) -> None:
    """Golden cases in tests/data/render/speakers.txt."""
    name, rows, groups, flags = case
    made = [brief_of(row[0], (None if row[1] == "-" else row[1], row[2], row[3])) for row in rows]
    quotations = {quotation for sheet in speaker_sheets(made) for quotation in sheet.quotations}
    found = {frozenset(one.source for one in quotation.sayings) for quotation in quotations}
    sizes = sorted(len(quotation.sayings) for quotation in quotations)
    assert found == {frozenset(rows[number - 1][2] for number in group) for group in groups}, name
    assert sizes == sorted(map(len, groups))
    written = [flag for quotation in quotations for flag in quotation.flags]
    assert len(written) == len(flags), written
    assert all(any(part in flag for flag in written) for part in flags), written


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Manuel Valls", "M. Valls", "Valls"], {"Manuel Valls"}),
        (["Marine Le Pen", "Mme Le Pen"], {"Marine Le Pen"}),
        (["Jean Martin", "Luc Martin", "M. Martin"], {"Jean Martin", "Luc Martin", "M. Martin"}),
        (["Hélène CAZALIS", "Hélène Cazalis", "Hélène Cazalis"], {"Hélène Cazalis"}),
        (["Anne-Marie Roux", "Anne Marie Roux", "Anne-Marie Roux"], {"Anne-Marie Roux"}),
        (["Mme", "…"], {"Mme", "…"}),
    ],
)
def test_a_bare_surname_joins_its_full_name_when_only_one_fits(names: list[str], expected: set[str]) -> None:
    """Two Martins: M. Martin stays alone, since we would have to guess."""
    assert set(full_names(names).values()) == expected


def test_a_description_is_not_one_person_across_articles() -> None:
    """« un docker » of Monday and « un docker » of Tuesday need not have met."""
    made = [
        brief_of(day, ("un docker", f"On travaille beaucoup le {day} au port", ""))
        for day in ("lundi", "mardi")
    ]
    assert [sheet.speaker for sheet in speaker_sheets(made)] == ["un docker (lundi)", "un docker (mardi)"]


def test_sheets_are_ordered_by_number_of_quotations_with_the_unknown_last() -> None:
    """Who speaks most comes first; the unknown speaker cannot be asked."""
    made = brief_of(
        "lundi",
        (None, "Personne ne le sait vraiment", ""),
        (None, "Tout le monde en parle ici", ""),
        ("Ana Ruiz", "Je ne dirai rien de plus", ""),
        ("Marc Oustalet", "Une enquête est possible", ""),
        ("Marc Oustalet", "Elle sera longue et publique", ""),
    )
    assert [sheet.speaker for sheet in speaker_sheets([made])] == ["Marc Oustalet", "Ana Ruiz", UNKNOWN]


def test_roles_and_articles_are_those_of_the_speaker_alone() -> None:
    """On a shared quotation the other speaker's role does not rub off."""
    brief = factory.brief()
    sheet = next(one for one in speaker_sheets([brief]) if one.speaker == "Hélène Cazalis")
    assert (sheet.roles, sheet.articles, len(sheet.quotations)) == (("présidente du port",), 1, 2)


def test_words_are_compared_without_case_accents_or_punctuation() -> None:
    """« L’État, c’est moi ! » and « l'état c'est moi »."""
    assert normalised_words("« L’État, c’est MOI ! »") == ("l", "etat", "c", "est", "moi")
    assert normalised_words("l'état c'est moi") == normalised_words("« L’État, c’est MOI ! »")


@given(one=WORDS.map(tuple), other=WORDS.map(tuple))
def test_containment_is_a_share(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    """1 for the same words, never more, never less than 0."""
    assert containment(one, one) == 1.0
    assert 0.0 <= containment(one, other) <= 1.0


@settings(max_examples=60)
@given(sources=st.lists(WORDS.map(" ".join), max_size=8))
def test_every_saying_is_in_exactly_one_group(sources: list[str]) -> None:
    """Nothing is lost and nothing counted twice; the longest form leads."""
    sayings = [dataclasses.replace(saying(text, "X"), quote=place) for place, text in enumerate(sources)]
    groups = same_quotations(sayings)
    assert sorted(one.quote for group in groups for one in group) == list(range(len(sources)))
    for group in groups:
        lengths = [len(normalised_words(one.source)) for one in group]
        assert lengths[0] == max(lengths)


def test_three_thousand_quotations_take_seconds() -> None:
    """Only quotations that share three words in a row are compared at all."""
    sayings = [
        saying(f"le quai {place} ferme mardi, le quai {place * 7} rouvre vendredi") for place in range(3000)
    ]
    start = time.perf_counter()
    same_quotations(sayings)
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize("form", SHEET_FORMATS)
def test_every_form_is_deterministic_signed_and_says_none(form: str) -> None:
    """As for the formats of one brief."""
    briefs = [factory.brief(), factory.empty()]
    assert render_sheets(briefs, form) == render_sheets(briefs, form)
    content = render_sheets(briefs, form)
    if form != "xlsx":
        text = content if isinstance(content, str) else content.decode("utf-8")
        assert factory.SIGNATURE in text
        empty = render_sheets([], form)
        assert ("none" if form != "json" else '"speakers": []') in (
            empty if isinstance(empty, str) else empty.decode("utf-8")
        )


def test_csv_and_workbook_hold_the_same_rows() -> None:
    """One row per printed form, formulas inert in both."""
    made = [brief_of("lundi", ("Ana Ruiz", "=1+1 font deux, dit le port", "=1+1 are two")), factory.brief()]
    data = render_sheets(made, "csv")
    assert isinstance(data, bytes)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    book = render_sheets(made, "xlsx")
    assert isinstance(book, bytes)
    sheet = load_workbook(io.BytesIO(book))["Speakers"]
    cells = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert tuple(rows[0]) == COLUMNS
    assert [[cell.removeprefix("'") for cell in row] for row in rows] == cells
    assert any(row[COLUMNS.index("french")] == "'=1+1 font deux, dit le port" for row in rows)


def test_the_workbook_has_a_worksheet_for_each_speaker() -> None:
    """Behind the one with all rows, those with the most quotations first."""
    made = [
        brief_of("lundi", ("Ana Ruiz", "Oui", "Yes"), ("Ana Ruiz", "Non", "No"), ("Luc Roy/Rey", "Si", "If"))
    ]
    data = render_sheets(made, "xlsx")
    assert isinstance(data, bytes)
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Speakers", "Ana Ruiz", "Luc Roy Rey"]
    french = COLUMNS.index("french")
    assert [row[french] for row in book["Ana Ruiz"].iter_rows(min_row=2, values_only=True)] == ["Oui", "Non"]
    assert [row[french] for row in book["Luc Roy Rey"].iter_rows(min_row=2, values_only=True)] == ["Si"]


@pytest.mark.parametrize(
    ("names", "titles"),
    [
        (["Ana", "ANA", "Speakers"], ("Ana", "ANA 2", "Speakers 2")),
        (["le directeur de l’agence régionale de santé"], ("le directeur de l’agence région",)),
        (["x" * 40, "X" * 40], ("x" * 31, "X" * 29 + " 2")),
        (["[…]:*?/", "'Popol'", "  ", "?"], ("…", "Popol", "–", "– 2")),
    ],
)
def test_worksheets_have_titles_that_a_spreadsheet_accepts(names: list[str], titles: tuple[str, ...]) -> None:
    """Short, without the forbidden characters, each once."""
    assert worksheet_titles(names) == titles


@given(names=st.lists(st.text(max_size=40), max_size=8))
def test_worksheet_titles_are_short_and_differ(names: list[str]) -> None:
    """Whatever Unicode names hold."""
    titles = worksheet_titles(names)
    assert len({title.casefold() for title in titles}) == len(names) == len(titles)
    assert all(0 < len(title) <= 31 and not set(title) & set("[]:*?/\\") for title in titles)


def test_the_page_shows_each_speaker_with_both_languages() -> None:
    """Self-contained like brief.html, differing forms flagged with a sign and a word."""
    made = [
        brief_of(
            "lundi", ("Ana Ruiz", "Nous irons jusqu’au bout ensemble", "We will go to the end together")
        ),
        brief_of("mardi", ("Ana Ruiz", "Nous irons jusqu’au bout ensemble", "We shall finish it together")),
    ]
    document = html.document_fromstring(render_sheets(made, "html"))
    section = document.get_element_by_id("speaker-1")
    assert "1 quotation in 2 articles" in section.find("h2").text_content()
    assert [text.get("lang") for text in section.iterfind(".//div/p")] == ["fr", "en", "fr", "en"]
    assert "▲ differs" in section.text_content()


@settings(max_examples=30, deadline=None)
@given(many=st.lists(briefs(), max_size=3), form=st.sampled_from(sorted(SHEET_FORMATS)))
def test_any_batch_has_sheets_without_foreign_markup(many: list[Brief], form: str) -> None:
    """Whatever Unicode the articles hold."""
    content = render_sheets(many, form)
    if form == "html":
        document = html.document_fromstring(content)
        assert len(document.findall(".//script")) == 1
        allowed = (factory.DATA / "elements.txt").read_text(encoding="utf-8").split()
        assert {element.tag for element in document.iter(etree.Element)} <= set(allowed)
    elif form == "json":
        assert isinstance(content, str)
        said = [one for sheet in json.loads(content)["speakers"] for one in sheet["quotations"]]
        assert bool(said) == any(brief.quotes for brief in many)
