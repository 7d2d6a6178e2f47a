"""``briefs evaluate``: every part is measured on files of the user's, as text and as JSON."""

import json
from pathlib import Path

import pytest

from tests.conftest import ROOT, Command

QUALITY = ROOT / "tests" / "data" / "quality"
FRENCH, ENGLISH = QUALITY / "invented.fr", QUALITY / "invented.en"


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    """Two invented English articles with their summaries."""
    school = (
        "The mayor of Orly, Jean Roux, opened a new school on Monday. It cost 12 million euros. "
        "Four hundred children will not have to take the bus any more. "
        "Parents had asked for it since 2015. The old school closed in June after a fire."
    )
    rain = (
        "Heavy rain flooded the centre of Lyon on Friday night. Fire crews answered 230 calls. "
        "No one was hurt, the prefecture said. The metro was closed until noon. "
        "Forecasters expect 40 millimetres more on Sunday."
    )
    rows = [
        {"document": school, "summary": "Jean Roux opened a new school in Orly that cost 12 million euros."},
        {"document": rain, "summary": "Heavy rain flooded Lyon on Friday and fire crews answered 230 calls."},
    ]
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_segments_are_measured(command: Command) -> None:
    """F1 as text, and the same as JSON."""
    assert "F1" in command("evaluate", "segments", FRENCH).out
    assert json.loads(command("evaluate", "segments", FRENCH, "--json").out)["f1"] > 0.98


def test_translation_is_measured(command: Command) -> None:
    """BLEU and chrF of the embedded checkpoint on the first lines."""
    result = json.loads(command("evaluate", "translation", FRENCH, ENGLISH, "--limit", "10", "--json").out)
    assert result["bleu"] > 0
    assert result["chrf"] > 0


def test_what_is_put_right_is_measured_when_asked(command: Command) -> None:
    """« lithium » and figures that the checkpoint garbled count as the brief prints them."""
    bare, restored = (
        json.loads(command("evaluate", "translation", FRENCH, ENGLISH, "--json", *more).out)
        for more in ((), ("--restored",))
    )
    assert restored["chrf"] >= bare["chrf"]
    assert restored["number_mismatch_rate"] <= bare["number_mismatch_rate"]


def test_the_confidence_of_the_translator_is_measured(command: Command) -> None:
    """How score and chrF go together; a checkpoint is written to only when that is asked for."""
    result = json.loads(command("evaluate", "confidence", FRENCH, ENGLISH, "--json").out)
    assert -1 <= result["correlation"] <= 1
    assert result["written"] == ""
    shares = [cut["share"] for cut in result["cuts"]]
    assert shares == sorted(shares)


def test_summaries_are_measured(command: Command, pairs: Path) -> None:
    """ROUGE of the embedded checkpoint beside lead and LexRank."""
    ran = command("evaluate", "summary", pairs)
    assert ran.code == 0, ran.err
    assert "ROUGE-1" in ran.out


def test_quotes_are_measured(command: Command) -> None:
    """Precision, recall and speakers against a gold file."""
    ran = command("evaluate", "quotes", QUALITY / "quotes.jsonl", "--spacy", "off")
    assert "F1" in ran.out


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", "has no annotated article"),
        ('{"id": "a", "text": "Oui", "quotes": [{"content": "Oui"}]}', "the field 'span' is missing"),
    ],
)
def test_a_file_without_annotations_says_what_each_line_needs(
    command: Command, tmp_path: Path, line: str, reason: str
) -> None:
    """Exit code 2 and the fields, not a table of zeros."""
    file = tmp_path / "gold.jsonl"
    file.write_text(line, encoding="utf-8")
    ran = command("evaluate", "quotes", file, "--spacy", "off")
    assert ran.code == 2
    assert reason in ran.err
    assert "span [start, end]" in ran.err


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "[" * 100_000,
        '{"id": "a", "text": 5, "quotes": []}',
        '{"id": "a", "text": "Oui", "quotes": NaN}',
    ],
    ids=["a list", "nested without end", "a number for a text", "not a number for quotes"],
)
def test_gold_of_a_wrong_type_is_wrong_usage_and_no_bug(command: Command, tmp_path: Path, line: str) -> None:
    """Exit code 2 and one sentence with file and line, on the standard error alone."""
    file = tmp_path / "gold.jsonl"
    file.write_text(f"\n{line}\n", encoding="utf-8")
    ran = command("evaluate", "quotes", file, "--spacy", "off")
    assert ran.code == 2
    assert ran.err.startswith(f"Error: {file}:2: ")
    assert ran.err.count("\n") == 1
    assert ran.out == ""


def test_a_share_of_nothing_is_null_in_json(command: Command, tmp_path: Path) -> None:
    """No quotation, no figure."""
    file = tmp_path / "gold.jsonl"
    file.write_text('{"id": "a", "text": "Il pleut.", "quotes": []}', encoding="utf-8")
    result = json.loads(command("evaluate", "quotes", file, "--spacy", "off", "--json").out)
    assert result["quoted_30"]["f1"] is None
    assert "–  (0 of 0)" in command("evaluate", "quotes", file, "--spacy", "off").out


def test_checks_are_measured_and_shown_for_reading(command: Command) -> None:
    """Fire rates, recall of injected errors, and firings one by one."""
    assert "figure" in command("evaluate", "checks", FRENCH, ENGLISH).out
    ran = command("evaluate", "checks", FRENCH, ENGLISH, "--read", "figure", "--count", "3")
    assert ran.code == 0


def test_the_guard_is_measured(command: Command, pairs: Path) -> None:
    """Injected facts and how many are stopped."""
    ran = command("evaluate", "guard", pairs, "--count", "4")
    assert ran.code == 0, ran.err
    assert "injected" in ran.out


def test_a_missing_file_is_a_usage_error(command: Command) -> None:
    """click names the file; exit code 2."""
    ran = command("evaluate", "segments", "no-such-file")
    assert ran.code == 2
    assert "no-such-file" in ran.err
