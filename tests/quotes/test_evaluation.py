"""The scores of ``briefs evaluate quotes``, on a small file of our own."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.evaluation.quotes import (
    form_of,
    format_text,
    is_development,
    normalise_name,
    overlap,
    run,
    same_speaker,
)
from pipeline.records import Span

TEXT = "Anne Morel est venue. « Le pont tient », a-t-elle dit. Le « roi du pont » est mort."


def annotated(folder: Path) -> Path:
    """Return a file with two articles, one quotation and one term each."""
    content, term = "Le pont tient", "roi du pont"
    start, other = TEXT.index(content), TEXT.index(term)
    quote = {
        "content": content,
        "span": [start, start + len(content)],
        "kind": "direct",
        "speaker": "Anne Morel",
        "speaker_mention": "elle",
    }
    missed = {
        "content": "venue",
        "span": [15, 20],
        "kind": "mixed",
        "speaker": "Anne Morel",
        "speaker_mention": None,
    }
    no_speech = [{"content": term, "span": [other, other + len(term)], "why": "term"}]
    rows = [
        {"id": "own-01", "text": TEXT, "quotes": [quote], "not_quotes": no_speech, "indirect": []},
        {"id": "own-02", "text": TEXT, "quotes": [quote, missed], "not_quotes": no_speech, "indirect": []},
    ]
    path = folder / "articles.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_scores_count_found_missed_and_extra_quotations(tmp_path: Path) -> None:
    """Precision over what was found, recall over what was due."""
    result = run(annotated(tmp_path), None)
    assert result.articles == 2
    assert (result.quoted_80.gold, result.quoted_80.matched) == (3, 2)
    assert result.quoted_80.recall == pytest.approx(2 / 3)
    assert result.inexact == 0
    assert result.false_alarms.total == 2
    assert [error.what for error in result.errors if error.what.startswith("missed")] == ["missed mixed"]


def test_speakers_count_by_the_form_of_their_mention(tmp_path: Path) -> None:
    """A pronoun is resolved or not; the other forms have no quotation here."""
    result = run(annotated(tmp_path), None)
    counts = {share.label: (share.right, share.total) for share in result.forms}
    assert counts == {"name": (0, 0), "pronoun": (2, 2), "description": (0, 0), "inherited": (0, 0)}


def test_the_halves_are_split_by_the_number_of_the_article(tmp_path: Path) -> None:
    """Odd numbers are for development, even ones for validation."""
    path = annotated(tmp_path)
    assert run(path, None, "development").articles == 1
    assert run(path, None, "validation").quoted_80.gold == 2
    assert is_development("orange-07")
    assert not is_development("orange-18")


def test_the_text_shows_scores_and_errors_and_json_keeps_them(tmp_path: Path) -> None:
    """People read a table, machines the same numbers."""
    result = run(annotated(tmp_path), None)
    text = format_text(result)
    assert "direct + mixed, ≥ 0.8" in text
    assert "own-02  missed mixed: 'venue'" in text
    assert json.loads(json.dumps(asdict(result)))["quoted_80"]["matched"] == 2


def test_a_file_that_is_not_annotated_is_refused(tmp_path: Path) -> None:
    """The error names the file and what it should hold."""
    path = tmp_path / "other.jsonl"
    path.write_text('{"title": "x"}', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"other\.jsonl:1: the field 'id' is missing; each line needs id"):
        run(path, None)
    with pytest.raises(SettingsError, match=r"missing\.jsonl: there is no such file"):
        run(tmp_path / "missing.jsonl", None)


@pytest.fixture
def silent(tmp_path: Path) -> Path:
    """An article in which nobody speaks and nothing is annotated."""
    path = tmp_path / "silent.jsonl"
    path.write_text('{"id": "own-03", "text": "Il pleut sur la ville.", "quotes": []}', encoding="utf-8")
    return path


def test_a_share_of_nothing_is_a_dash(silent: Path) -> None:
    """0 of 0 is neither 0 % nor 100 %: « – » in the table, null in JSON."""
    result = run(silent, None)
    text = format_text(result)
    assert "%" not in text
    assert f"{'direct + mixed, ≥ 0.3':<28} {'–':>7} {'–':>7} {'–':>7}  (0 of 0 found, 0 due)" in text
    assert f"{'speaker':<28} {'–':>7}  (0 of 0)" in text
    as_json = json.loads(json.dumps(asdict(result)))
    assert as_json["quoted_80"]["f1"] is as_json["quoted_80"]["recall"] is None
    assert as_json["kinds"]["share"] is as_json["speakers"]["share"] is None
    assert {form["share"] for form in as_json["forms"]} == {None}
    assert as_json["false_alarms"]["share"] is None


def test_finding_none_of_what_is_due_is_zero(tmp_path: Path) -> None:
    """The recall and the F1 of a quotation missed are 0; the precision of nothing found is not known."""
    quote = {"content": "pleut", "span": [3, 8], "kind": "mixed", "speaker": None, "speaker_mention": None}
    row = {"id": "own-04", "text": "Il pleut sur la ville.", "quotes": [quote]}
    path = tmp_path / "missed.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    score = run(path, None).quoted_30
    assert (score.precision, score.recall, score.f1) == (None, 0.0, 0.0)


def test_finding_what_is_not_due_is_zero(tmp_path: Path) -> None:
    """The precision and the F1 of an extra quotation are 0; the recall of nothing due is not known."""
    path = tmp_path / "extra.jsonl"
    path.write_text(json.dumps({"id": "own-05", "text": TEXT, "quotes": []}), encoding="utf-8")
    score = run(path, None).quoted_30
    assert score.found > 0
    assert (score.precision, score.recall, score.f1) == (0.0, None, 0.0)


@pytest.mark.parametrize(
    ("got", "gold", "others", "expected"),
    [
        ("Anne Morel", "anne morel", (), True),
        ("Morel", "Anne Morel", (), True),
        ("Morel", "Anne Morel", ("Paul Morel",), False),
        ("M. Griffiths", "Griffiths", (), True),
        ("le maire", "Le maire", (), True),
        ("un élu de la ville", "un élu de la ville ayant requis l'anonymat", (), True),
        ("un élu", "un élu de la ville", (), False),
        ("Anne Morel", "Paul Roux", (), False),
        (None, None, (), True),
        (None, "Paul Roux", (), False),
    ],
)
def test_two_names_are_one_speaker(
    got: str | None, gold: str | None, others: tuple[str, ...], expected: bool
) -> None:
    """A surname alone counts when no other speaker bears it; a description may be cut short."""
    assert same_speaker(got, gold, others) is expected


@pytest.mark.parametrize(
    ("mention", "form"),
    [
        (None, "inherited"),
        ("Elle", "pronoun"),
        ("sa", "pronoun"),
        ("Mme Morel", "name"),
        ("la maire", "description"),
    ],
)
def test_a_mention_has_one_of_four_forms(mention: str | None, form: str) -> None:
    """Name, pronoun, description, or inherited without any words."""
    assert form_of(mention, "Anne Morel") == form


def test_names_are_compared_without_articles_titles_and_accents() -> None:
    """« L'Élysée » is elysee, « Mme Hélène Roux » is helene roux."""
    assert normalise_name("L'Élysée") == "elysee"
    assert normalise_name("Mme Hélène Roux") == "helene roux"


def test_overlap_is_shared_words_over_all_words() -> None:
    """Three of four words are three quarters."""
    assert overlap("un deux trois quatre", Span(0, 13), Span(0, 20)) == pytest.approx(0.75)
    assert overlap("un deux", Span(0, 2), Span(3, 7)) == 0.0
