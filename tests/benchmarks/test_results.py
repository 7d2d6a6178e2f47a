"""What becomes of the figures: rows, tables, the picture, and a million articles."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from benchmarks import capacity
from benchmarks.checkpoints import KINDS, Prepared
from benchmarks.contenders import CONTENDERS, WHOLE, Job
from benchmarks.plot import NAMES, as_svg, write_plot
from benchmarks.translation import (
    ARTICLES,
    Plan,
    as_tables,
    machine,
    measure,
    planned,
    ratios,
    run_all,
)

SVG = "{http://www.w3.org/2000/svg}"
TIMEOUT = 300.0


def row(name: str, rate: float, processor: float = 2.0) -> dict[str, Any]:
    """A row as the bench writes it: ten articles of a hundred words."""
    return {
        "name": name,
        "articles": 10,
        "wanted": 10,
        "words": 1000,
        "pieces": 1500,
        "seconds": 1000 / rate,
        "processor_seconds": processor,
        "start_up": 0.5,
        "peak_mib": 200.0,
        "disk_bytes": 10 * 2048,
        "words_per_second": rate,
        "words_per_processor_second": 1000 / processor,
        "pieces_per_second": 1.5 * rate,
    }


def results() -> dict[str, Any]:
    """Two contenders that ran and one that failed, on two cores."""
    rows = {
        "transformers-one": row("transformers-one", 100.0),
        "argos-way": {"name": "argos-way", "error": "MemoryError & more"},
        "briefs-translation": row("briefs-translation", 1000.0, 1.5),
        WHOLE: row(WHOLE, 500.0, 2.0),
    }
    return {
        "machine": {"cores": 2, "processor": "an <abacus>"},
        "beam": 4,
        "checkpoints": {"embedded": {"label": "tiny & embedded", "rows": rows}},
    }


def test_every_contender_is_planned_for_every_checkpoint() -> None:
    """And has a name in the picture."""
    assert set(ARTICLES) == set(KINDS)
    for counts in ARTICLES.values():
        assert set(counts) == {*CONTENDERS, WHOLE} == set(NAMES)


def test_shares_are_for_all_or_for_one() -> None:
    """At least one article each; the slow ones may take fewer."""
    plan = planned(["embedded"], None, ["0.1", "transformers-one=0.001"])["embedded"]
    assert plan["ctranslate2-bare"] == 20
    assert plan["transformers-one"] == 1
    assert list(planned(KINDS, [WHOLE], [])["opus-size"]) == [WHOLE]


@pytest.mark.parametrize(("only", "shares"), [(["abacus"], []), (None, ["abacus=0.5"])])
def test_an_unknown_contender_is_refused(only: list[str] | None, shares: list[str]) -> None:
    """By its name."""
    with pytest.raises(SystemExit, match="abacus"):
        planned(KINDS, only, shares)


def test_a_contender_that_fails_is_a_row_like_others(few: Path) -> None:
    """With what its process said last; here there is no such checkpoint."""
    nowhere = Prepared("embedded", "none", str(few / "no"), str(few / "no"))
    found = measure(Job("ctranslate2-bare", str(few), 1, 0.0, nowhere), TIMEOUT)
    assert found["name"] == "ctranslate2-bare"
    assert "no" in found["error"]


def test_a_contender_that_takes_too_long_is_stopped(few: Path, embedded: Prepared) -> None:
    """The others still get their turn."""
    found = measure(Job("ctranslate2-bare", str(few), 1, 0.0, embedded), 0.01)
    assert "timed out" in found["error"]


def test_a_run_fills_what_is_missing_and_keeps_what_is_there(few: Path, tmp_path: Path) -> None:
    """Each row is on the disk as soon as it is measured; a second run measures nothing again."""
    path, found = tmp_path / "results.json", {"machine": machine(), "beam": 4, "checkpoints": {}}
    plan = Plan({"embedded": {"ctranslate2-bare": 1}}, few, tmp_path, TIMEOUT)
    run_all(plan, found, path)
    first = path.read_text(encoding="utf-8")
    (measured,) = json.loads(first)["checkpoints"]["embedded"]["rows"].values()
    assert measured.get("articles") == 1, measured
    assert measured["words_per_second"] == pytest.approx(measured["words"] / measured["seconds"], rel=0.01)
    run_all(plan, json.loads(first), path)
    assert path.read_text(encoding="utf-8") == first
    assert "ctranslate2-bare" in as_tables(found)


def test_a_table_gives_ratios_and_failures() -> None:
    """The first row that ran is 1.0."""
    table = as_tables(results())
    assert "| briefs-translation | 10 | 1,000 | 10.0 |" in table
    assert "| argos-way | failed: MemoryError & more |" in table
    assert {line.count("|") for line in table.splitlines() if line.startswith("|")} == {9}


def test_ratios_tell_what_is_asked_of_us() -> None:
    """Ten times as fast, and everything else doubles the time; a row that failed is left out."""
    rows = results()["checkpoints"]["embedded"]["rows"]
    lines = ratios(rows)
    assert lines == [
        "- translation against transformers-one: 10.00 x by wall, 1.33 x by processor time",
        "- everything costs 100% on top by wall, 33% by processor time",
    ]
    assert ratios({WHOLE: rows[WHOLE]}) == []
    assert len(ratios(rows | {WHOLE: {"error": "no"}})) == 1


def test_a_picture_has_a_bar_for_each_row_that_ran(tmp_path: Path) -> None:
    """As long as its rate; well-formed, with every name and figure readable as text."""
    write_plot(results(), tmp_path / "speed.svg")
    root = ElementTree.parse(tmp_path / "speed.svg").getroot()
    widths = [float(bar.attrib["width"]) for bar in root.iter(f"{SVG}rect")]
    assert widths == [pytest.approx(30.0), pytest.approx(300.0), pytest.approx(150.0)]
    words = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert "tiny & embedded" in words
    assert "1,000 (200 MiB, 10 articles)" in words
    assert "failed" in words
    assert NAMES[WHOLE] in words


def test_a_picture_of_nothing_is_still_one() -> None:
    """A bench in which all failed."""
    empty = results() | {"checkpoints": {"embedded": {"label": "none", "rows": {}}}}
    assert ElementTree.fromstring(as_svg(empty)).tag == f"{SVG}svg"


def test_a_million_articles_are_a_million_times_one() -> None:
    """Two cores for 1000/500 seconds and ten articles: .4 core seconds each."""
    (one,) = capacity.capacities(results())
    assert one.words == 100
    assert one.wall_core_seconds == pytest.approx(0.4)
    assert one.core_hours() == pytest.approx(1e6 * 0.4 / 3600)
    assert one.disk_bytes == 2048
    assert one.translation_share == pytest.approx(0.75)
    assert one.gpu_hours() + one.other_core_hours() < one.core_hours()


def test_a_checkpoint_that_was_not_measured_has_no_capacity() -> None:
    """Rather than a guess."""
    found = results()
    found["checkpoints"]["embedded"]["rows"][WHOLE] = {"error": "no"}
    assert capacity.capacities(found) == []


def test_the_document_gets_its_figures_between_the_marks() -> None:
    """Everything around them stays; without marks nothing is written."""
    document = f"before\n{capacity.BEGIN}\nold\n{capacity.END}\nafter\n"
    found = capacity.replaced(document, "new")
    assert found == f"before\n{capacity.BEGIN}\n\nnew\n\n{capacity.END}\nafter\n"
    assert capacity.replaced(found, "new") == found
    with pytest.raises(ValueError, match="put them back"):
        capacity.replaced("nothing", "new")


def test_the_document_is_up_to_date_with_its_marks() -> None:
    """So that ``--write`` works when new figures come."""
    text = capacity.DOCUMENT.read_text(encoding="utf-8")
    assert capacity.BEGIN in text
    assert capacity.END in text


def test_the_command_prints_tables(tmp_path: Path) -> None:
    """``python -m benchmarks.capacity FILE --price 0.1``: 111 core hours cost 11."""
    path = tmp_path / "results.json"
    path.write_text(json.dumps(results()), encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.capacity", str(path), "--price", "0.1"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "| tiny & embedded | 111 | 11 |" in answer.stdout
    assert "Estimate, not measured" in answer.stdout
