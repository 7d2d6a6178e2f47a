"""Sheets across a batch: the same quotation found again, its differences named, names joined."""

import csv
import dataclasses
import io
import itertools
import json
import time
from collections.abc import Iterator
from typing import NamedTuple

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
    batch_sayings,
    full_names,
    others_line,
    same_quotations,
    speaker_sheets,
)
from pipeline.render.wordings import containment, normalised_words
from tests.render import factory
from tests.render.strategies import briefs

VOCABULARY = ["le", "port", "de", "Sète", "ne", "ferme", "aucun", "quai", "et", "embauche"]
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=12)


class Case(NamedTuple):
    """A golden case; sayings are told by their line, a sheet by speaker, sayings in order, others."""

    name: str
    rows: list[list[str]]
    groups: list[list[int]]
    flags: list[str]
    sheets: list[list[str]]

    def briefs(self) -> list[Brief]:
        """One brief per article, its rows one behind the other."""
        rows = itertools.groupby(self.rows, key=lambda row: row[0])
        return [brief_of(article, *[_said(*row[1:]) for row in part]) for article, part in rows]

    def numbered(self) -> dict[tuple[str, int], int]:
        """Article and number of the quotation in it → line."""
        seen: dict[str, int] = {}
        lines = {}
        for line, (article, *_) in enumerate(self.rows, 1):
            seen[article] = seen.get(article, 0) + 1
            lines[article, seen[article]] = line
        return lines


def _said(
    speaker: str, source: str, target: str, inside: str = ""
) -> tuple[str | None, str, str, int | None]:
    return None if speaker == "-" else speaker, source, target, int(inside[4:]) - 1 if inside else None


def brief_of(
    article: str, *said: tuple[str | None, str, str] | tuple[str | None, str, str, int | None]
) -> Brief:
    """An article in which each (speaker, French, English, index of the quotation around it) is quoted."""
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
            nested_in=inside[0] if inside else None,
        )
        for index, (speaker, source, target, *inside) in enumerate(said)
    )
    return dataclasses.replace(base, article=dataclasses.replace(base.article, id=article), quotes=quotes)


def saying(source: str, speaker: str | None = None) -> Saying:
    """A quotation of an article that does not matter."""
    return Saying("a", "A", None, 1, speaker, speaker, None, "direct", "fr", source, "")


def cases() -> Iterator[Case]:
    """The golden cases of the file."""
    text = (factory.DATA / "speakers.txt").read_text(encoding="utf-8")
    for block in text.split("\n\n")[1:]:
        lines = block.strip().splitlines()
        expected = next(line for line in lines if line.startswith("=>"))
        flags = next((line.removeprefix("flags:") for line in lines if line.startswith("flags:")), "")
        sheets = [line.removeprefix("sheet:").split("|") for line in lines if line.startswith("sheet:")]
        yield Case(
            lines[0].removeprefix("name: "),
            [line.split(" | ") for line in lines if " | " in line and not line.startswith("sheet:")],
            [[int(number) for number in group.split("+")] for group in expected[2:].split()],
            [part.strip() for part in flags.split(";") if part.strip()],
            [[part.strip() for part in sheet] for sheet in sheets],
        )


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_the_same_quotation_is_found_and_its_differences_named(case: Case) -> None:
    """Golden cases in tests/data/render/speakers.txt."""
    lines = case.numbered()
    groups = same_quotations(batch_sayings(case.briefs()))
    found = [sorted(lines[one.article, one.quote] for one in group) for group in groups]
    assert sorted(found) == sorted(map(sorted, case.groups))
    sheets = speaker_sheets(case.briefs())
    written = [flag for sheet in sheets for quotation in sheet.quotations for flag in quotation.flags]
    assert len(written) == len(case.flags), written
    assert all(any(part in flag for flag in written) for part in case.flags), written


@pytest.mark.parametrize("case", [case for case in cases() if case.sheets], ids=lambda case: case.name)
def test_a_sheet_holds_the_words_of_its_speaker_and_names_the_others(case: Case) -> None:
    """The lines "sheet:" of the same file."""
    lines = case.numbered()
    found = {}
    for sheet in speaker_sheets(case.briefs()):
        (quotation,) = sheet.quotations
        numbers = "+".join(str(lines[one.article, one.quote]) for one in quotation.sayings)
        found[sheet.speaker] = [numbers, others_line(quotation)]
    assert found == {speaker: rest for speaker, *rest in case.sheets}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_row_says_to_whom_its_article_gives_the_words(form: str) -> None:
    """« Mme Cazalis » on the sheet of Hélène Cazalis; nobody's words under another's name."""
    words = "Personne ne nous a demandé notre avis"
    made = [
        brief_of("lundi", ("Hélène Cazalis", words, "")),
        brief_of("mardi", ("Mme Cazalis", words, "")),
        brief_of("jeudi", ("Marc Oustalet", words, "")),
        brief_of("samedi", (None, words, "")),
    ]
    rows = rows_of(render_sheets(made, form))
    assert [(row["speaker"], row["given_to"], row["article"]) for row in rows] == [
        ("Hélène Cazalis", "Hélène Cazalis", "lundi"),
        ("Hélène Cazalis", "Mme Cazalis", "mardi"),
        ("Hélène Cazalis", "nobody", "samedi"),
        ("Marc Oustalet", "Marc Oustalet", "jeudi"),
    ]
    assert [row["also_given_to"] for row in rows] == [
        "Marc Oustalet (jeudi Q1)",
        "",
        "",
        "Hélène Cazalis (2 times, lundi Q1), nobody (samedi Q1)",
    ]


def rows_of(content: str | bytes) -> list[dict[str, str]]:
    """The rows of a csv or of the first worksheet by the names of the columns."""
    assert isinstance(content, bytes)
    if not content.startswith(b"PK"):
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    head, *rows = load_workbook(io.BytesIO(content))["Speakers"].iter_rows(values_only=True)
    return [dict(zip(map(str, head), [str(cell or "") for cell in row], strict=True)) for row in rows]


@pytest.mark.parametrize("speakers", [1, 20])
def test_a_refrain_is_listed_once_and_its_differences_in_short(speakers: int) -> None:
    """300 times the same words, by one or twenty speakers: 300 rows, not 300 on each sheet."""
    said = [
        (f"Ana Ruiz{place % speakers}", "Nous irons jusqu’au bout ensemble", f"We go to the end {place % 2}")
        for place in range(300)
    ]
    content = render_sheets([brief_of("lundi", *said)], "csv")
    rows = rows_of(content)
    assert sorted(int(row["quote"]) for row in rows) == list(range(1, 301))
    assert max(len(row["differences"]) + len(row["also_given_to"]) for row in rows) < 500


def test_a_nested_quotation_whose_outer_one_is_left_out_keeps_its_sheet() -> None:
    """``--key`` lists some of the quotations only."""
    whole = brief_of(
        "lundi", ("Ana Ruiz", "Il a dit : “Non, jamais de la vie”", ""), ("Luc Roy", "Non, jamais", "", 0)
    )
    (sheet,) = speaker_sheets([dataclasses.replace(whole, quotes=whole.quotes[1:])])
    assert (sheet.speaker, sheet.quotations[0].sayings[0].inside) == ("Luc Roy", ())
    assert speaker_sheets([whole])[1].quotations[0].sayings[0].inside == (1,)


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


def test_the_page_names_who_else_is_given_the_words() -> None:
    """And the speaker as the article gives it where that is another name than the sheet's."""
    words = "Nous irons jusqu’au bout ensemble"
    made = [brief_of(day, (name, words, "")) for day, name in (("lundi", "Ana Ruiz"), ("mardi", "Luc Roy"))]
    made.append(brief_of("jeudi", ("Mme Ruiz", words, ""), ("un docker", "Oui", ""), (None, "Non", "")))
    page = html.document_fromstring(render_sheets(made, "html"))
    ruiz, roy = (page.get_element_by_id(f"speaker-{number}").text_content() for number in (1, 2))
    assert "jeudi Q1 · given to Mme Ruiz" in ruiz
    assert "also given to Luc Roy (mardi Q1)" in ruiz
    assert "also given to Ana Ruiz (2 times, lundi Q1)" in roy
    assert "Mme Ruiz" not in roy
    assert page.text_content().count("· given to") == 1


@settings(max_examples=30, deadline=None)
@given(many=st.lists(briefs(), max_size=3))
def test_every_quotation_stands_on_one_sheet(many: list[Brief]) -> None:
    """Nothing is lost and nothing repeated; whoever has a sheet speaks on it."""
    sheets = speaker_sheets(many)
    sayings = [one for sheet in sheets for quotation in sheet.quotations for one in quotation.sayings]
    assert len(sayings) == sum(len(brief.quotes) for brief in many)
    for sheet in sheets:
        assert all(quotation.sayings[0].speaker in {sheet.speaker, None} for quotation in sheet.quotations)


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
