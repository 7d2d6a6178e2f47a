"""The measure itself: boundaries counted by hand on small files."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.evaluation.segments import format_text, run


def write(folder: Path, *lines: str) -> Path:
    """A file with one sentence a line."""
    path = folder / "sentences.fr"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_faultless_split_scores_one(tmp_path: Path) -> None:
    """Four sentences make three boundaries, all found."""
    result = run(write(tmp_path, "Un est là.", "Deux aussi.", "« Trois ? »", "Non !"))
    assert (result.f1, result.precision, result.recall) == (1, 1, 1)
    assert (result.missed, result.extra, result.errors) == (0, 0, ())


def test_two_sentences_on_a_line_count_as_an_extra_boundary(tmp_path: Path) -> None:
    """Gold is the line end and nothing else: one hit, one extra."""
    result = run(write(tmp_path, "Un est là. Deux aussi.", "Trois suit."))
    assert (result.precision, result.recall, result.extra) == (0.5, 1, 1)
    assert result.f1 == pytest.approx(2 / 3)
    assert result.errors[0].kind == "extra"
    assert result.errors[0].before == "Un est là. "


def test_a_boundary_that_is_not_found_counts_as_missed(tmp_path: Path) -> None:
    """A title at the end of a line hides the boundary."""
    result = run(write(tmp_path, "Un est là.", "Je salue ce M.", "Trois suit."))
    assert (result.precision, result.recall, result.missed) == (1, 0.5, 1)
    assert [(error.kind, error.after) for error in result.errors] == [("missed", "Trois suit.")]


def test_headlines_are_left_out_of_the_scores_and_kept_in_the_other_one(tmp_path: Path) -> None:
    """Where a headline ends cannot be seen on one line."""
    result = run(write(tmp_path, "Le port ferme", "Un est là.", "Deux suit."))
    assert (result.lines, result.headlines, result.f1) == (3, 1, 1)
    assert result.f1_all_lines == pytest.approx(2 / 3)


def test_block_ends_are_not_boundaries(tmp_path: Path) -> None:
    """In blocks of two, four lines have two boundaries."""
    path = write(tmp_path, "Un est là.", "Deux M.", "Trois suit.", "Quatre aussi.")
    assert run(path, block=2).missed == 0
    assert run(path, block=4).missed == 1


def test_english_is_measured_with_english_rules(tmp_path: Path) -> None:
    """*Supt.* is a title in English; in French it is a word like any other."""
    path = write(tmp_path, "Supt. Brown left.", "He saw Supt. Hill.")
    assert run(path, "en").f1 == 1
    assert run(path, "fr").extra == 2


def test_the_report_names_scores_speed_and_errors(tmp_path: Path) -> None:
    """People read the same numbers as machines."""
    text = format_text(run(write(tmp_path, "Un est là. Deux aussi.", "Trois suit.")))
    assert "F1 0.6667, precision 0.5000, recall 1.0000; 0 missed, 1 extra" in text
    assert "million characters per second" in text
    assert "extra  …Un est là. ⏐Deux aussi." in text


def test_speed_is_well_above_two_million_characters_a_second_halved_for_slow_machines(tmp_path: Path) -> None:
    """A floor far below the measured figure, so that only a real regression trips it."""
    result = run(write(tmp_path, *["Le port de Brevan a fermé lundi matin, selon M. Roux, son maire."] * 200))
    assert result.characters_per_second > 1e6


def test_blank_lines_indentation_and_a_byte_order_mark_do_not_count(tmp_path: Path) -> None:
    """Only the sentences matter."""
    path = tmp_path / "marked.fr"
    path.write_bytes("\ufeff  Un est là.\r\n\r\n Deux suit.\n\n".encode())
    result = run(path)
    assert (result.lines, result.f1) == (2, 1)


def test_the_sample_of_errors_is_short_and_in_order_of_the_text(tmp_path: Path) -> None:
    """Twenty errors at most, the first ones; the counts stay complete."""
    result = run(write(tmp_path, *[f"Voici {number}. Et voilà." for number in range(30)]))
    assert (result.extra, len(result.errors)) == (30, 20)
    assert [error.before.split()[-1] for error in result.errors] == [f"{number}." for number in range(20)]


def test_the_result_is_plain_data(tmp_path: Path) -> None:
    """``briefs evaluate --json`` prints it as it is."""
    result = run(write(tmp_path, "Un est là. Deux aussi.", "Trois suit."))
    data = json.loads(json.dumps(asdict(result)))
    assert data["language"] == "fr"
    assert data["errors"][0] == {"kind": "extra", "before": "Un est là. ", "after": "Deux aussi. Trois suit."}


def test_a_block_of_one_line_is_refused(tmp_path: Path) -> None:
    """It has no boundary inside."""
    with pytest.raises(SettingsError, match="blocks of two or more"):
        run(write(tmp_path, "Un est là.", "Deux suit."), block=1)


@pytest.mark.parametrize("content", ["", "Une seule phrase.\n", "Titre\nAutre titre\n"])
def test_a_file_without_two_sentences_is_refused(tmp_path: Path, content: str) -> None:
    """There is no boundary to measure."""
    path = tmp_path / "short.fr"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match="two sentences or more"):
        run(path)


def test_a_missing_or_undecodable_file_is_refused(tmp_path: Path) -> None:
    """The message names the file."""
    with pytest.raises(SettingsError, match=r"absent\.fr cannot be read"):
        run(tmp_path / "absent.fr")
    path = tmp_path / "latin.fr"
    path.write_bytes("Été.\nÀ.\n".encode("latin-1"))
    with pytest.raises(SettingsError, match=r"latin\.fr cannot be read"):
        run(path)
