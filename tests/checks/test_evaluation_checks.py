"""The evaluation of the checks, run on a small corpus of our own."""

import random
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.evaluation.checks import format_text, measure_recall, run, sample
from pipeline.evaluation.pair_errors import KINDS, inject

_PAIRS = (
    ("Le 12 mars, 380 élus ont voté.", "On March 12, 380 councillors voted."),
    ("Le budget atteint 3 milliards de dollars.", "The budget reaches 3 billion dollars."),
    ("La route mesure 45 km.", "The road is 45 km long."),
    ("Il ne viendra pas à Londres.", "He will not come to London."),
    ("Elle est partie lundi.", "She left on Monday."),
    (
        "Le ministre signe l'accord, malgré l'opposition des syndicats de cheminots, et part.",
        "The minister signs the agreement, despite the opposition of the railway unions, and leaves.",
    ),
)


@pytest.fixture
def corpus(tmp_path: Path) -> tuple[Path, Path]:
    """A French file and an English one, aligned; the English has HTML entities."""
    source, target = tmp_path / "a.fr", tmp_path / "a.en"
    source.write_text("\n".join(pair[0] for pair in _PAIRS) + "\n", encoding="utf-8")
    target.write_text("\n".join(pair[1].replace("'", "&#39;") for pair in _PAIRS) + "\n", encoding="utf-8")
    return source, target


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_error_is_injected_and_caught(kind: str) -> None:
    """Each error has a place in the corpus, changes it, and its rule fires."""
    (row,) = [row for row in measure_recall(_PAIRS, 1, 3) if row.kind == kind]
    assert row.injected > 0
    assert row.found == row.injected, row.misses


def test_injection_is_the_same_for_the_same_seed() -> None:
    """A seeded script: results can be repeated."""
    for kind in KINDS:
        for source, target in _PAIRS:
            first = inject(kind, source, target, random.Random(3))
            assert first == inject(kind, source, target, random.Random(3))
            assert first != target


def test_the_result_counts_findings_recall_and_time(corpus: tuple[Path, Path]) -> None:
    """Faithful pairs have no finding; the text shows all tables."""
    source, target = corpus
    result = run(source, (target,), per_kind=2)
    assert result.lines == len(_PAIRS)
    assert result.fires == ()
    assert all(row.found == row.injected for row in result.recalls)
    assert result.article_ms > 0
    text = format_text(result)
    assert "digit changed" in text
    assert "ms for all checks of an article" in text


def test_findings_can_be_drawn_for_reading(corpus: tuple[Path, Path]) -> None:
    """A sample shows the pair and the finding."""
    source, target = corpus
    target.write_text(target.read_text(encoding="utf-8").replace("45 km", "46 km"), encoding="utf-8")
    (found,) = sample(source, (target,), "figure", 5)
    assert (found.line, found.finding.message) == (3, "45 km became 46 km")
    assert "figure" in format_text(run(source, (target,), per_kind=1))


def test_files_of_different_length_are_refused(corpus: tuple[Path, Path]) -> None:
    """Aligned files only, and files that exist."""
    source, target = corpus
    target.write_text("one line\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="give files that are aligned"):
        run(source, (target,))
    with pytest.raises(SettingsError, match="cannot be read"):
        run(source, (target.with_suffix(".no"),))
