"""A batch: one outcome each, resumable, the same bytes whoever does the work.

The identity engine stands in for the translator here: what is tested is the road, not the English.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline import batch
from pipeline.batch import BatchOptions, in_shard, run_batch
from pipeline.errors import PipelineError
from pipeline.records import Outcome
from pipeline.settings import Settings
from tests.conftest import ROOT

IDENTITY = Settings(engine="identity", summary=False, spacy="off", memory=False)
SENTENCE = (
    "Le maire de la commune numéro {} a présenté mardi le projet de la nouvelle école aux habitants réunis."
)


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """Seven readable articles and three that are not."""
    folder = tmp_path / "wire"
    folder.mkdir()
    for number in range(7):
        text = f"{SENTENCE.format(number)} « Nous sommes {number + 2} à le vouloir », a-t-il dit."
        (folder / f"article-{number}.txt").write_text(text, encoding="utf-8")
    (folder / "empty.txt").write_text("")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 torn")
    (folder / "deutsch.txt").write_text(
        "Der Bürgermeister hat am Dienstag die neue Schule der Stadt vorgestellt. " * 4
    )
    return folder


def _run(wire: Path, output: Path, **changes: object) -> Sequence[Outcome]:
    options = BatchOptions(output, ("md", "csv"), **changes)  # type: ignore[arg-type]
    return run_batch([str(wire)], options, IDENTITY, lambda _outcome: None)


def _bytes(output: Path) -> dict[str, bytes]:
    return {str(path.relative_to(output)): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def test_every_article_has_one_outcome_in_the_order_of_reading(wire: Path, tmp_path: Path) -> None:
    """Bad files stand among the good ones, each with its reason."""
    told: list[Outcome] = []
    options = BatchOptions(tmp_path / "out", ("md",), chunk=2)
    outcomes = run_batch([str(wire)], options, IDENTITY, told.append)
    assert [Path(one.origin).name for one in outcomes] == sorted(path.name for path in wire.iterdir())
    assert [one.status for one in outcomes].count("done") == 7
    reasons = {Path(one.origin).name: one.error for one in outcomes if one.status == "failed"}
    assert set(reasons) == {"empty.txt", "broken.pdf", "deutsch.txt"}
    assert "de" in str(reasons["deutsch.txt"])
    assert sorted(told, key=lambda one: one.origin) == outcomes


def test_a_second_run_skips_everything_and_changes_no_byte(wire: Path, tmp_path: Path) -> None:
    """Resume by content hash and signature."""
    _run(wire, tmp_path / "out")
    before = _bytes(tmp_path / "out")
    outcomes = _run(wire, tmp_path / "out")
    assert {one.status for one in outcomes} == {"skipped", "failed"}
    assert _bytes(tmp_path / "out") == before


def test_force_briefs_again(wire: Path, tmp_path: Path) -> None:
    """--force ignores what is there."""
    _run(wire, tmp_path / "out")
    assert [one.status for one in _run(wire, tmp_path / "out", force=True)].count("done") == 7


def test_a_changed_article_gets_a_folder_of_its_own(wire: Path, tmp_path: Path) -> None:
    """The id holds the hash of the text, so that the old brief is not lost."""
    _run(wire, tmp_path / "out")
    (wire / "article-3.txt").write_text(SENTENCE.format(33), encoding="utf-8")
    outcomes = _run(wire, tmp_path / "out")
    assert [Path(one.origin).name for one in outcomes if one.status == "done"] == ["article-3.txt"]
    assert len(list((tmp_path / "out").glob("article-3-*"))) == 2


def test_a_new_format_is_added_without_briefing_again(wire: Path, tmp_path: Path) -> None:
    """The outcome is "skipped", the file is there."""
    _run(wire, tmp_path / "out")
    options = BatchOptions(tmp_path / "out", ("tmx",))
    outcomes = run_batch([str(wire)], options, IDENTITY, lambda _outcome: None)
    assert "done" not in {one.status for one in outcomes}
    assert len(list((tmp_path / "out").rglob("bitext.tmx"))) == 7


def test_the_same_article_twice_is_reported_once_more(wire: Path, tmp_path: Path) -> None:
    """A copy in another folder is skipped with the name of the first."""
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "article-0.txt").write_bytes((wire / "article-0.txt").read_bytes())
    options = BatchOptions(tmp_path / "out", ())
    outcomes = run_batch([str(wire), str(copy)], options, IDENTITY, lambda _outcome: None)
    assert outcomes[-1].status == "skipped"
    assert "The same article as" in str(outcomes[-1].error)


def test_no_second_counts_for_two_chunks(wire: Path, tmp_path: Path) -> None:
    """Chunks overlap in one process; their seconds add up to no more than went by."""
    start = time.perf_counter()
    outcomes = _run(wire, tmp_path / "out", chunk=1)
    assert 0 < sum(one.seconds for one in outcomes) <= time.perf_counter() - start


def test_the_clock_shares_out_what_went_by() -> None:
    """The second chunk began while the first one was under way: only what came after it is new."""
    clock = batch._Clock()
    start = time.perf_counter()
    first = clock.spent(start)
    second = clock.spent(start)
    third = clock.spent(time.perf_counter())
    assert first + second + third <= time.perf_counter() - start
    assert min(first, second, third) >= 0


def test_the_limit_counts_articles(wire: Path, tmp_path: Path) -> None:
    """--limit 3 reads three and no more."""
    assert len(_run(wire, tmp_path / "out", limit=3)) == 3


@pytest.mark.parametrize(("executor", "workers"), [("processes", 2), ("ray", 2)])
def test_all_executors_give_the_same_bytes(wire: Path, tmp_path: Path, executor: str, workers: int) -> None:
    """Whoever did the work, and whatever was in the same chunk."""
    if executor == "ray":
        pytest.importorskip("ray")
    _run(wire, tmp_path / "serial", chunk=8)
    outcomes = _run(wire, tmp_path / executor, executor=executor, workers=workers, chunk=2)
    assert [one.status for one in outcomes].count("done") == 7
    assert _bytes(tmp_path / executor) == _bytes(tmp_path / "serial")


def test_shards_cover_every_article_once(wire: Path, tmp_path: Path) -> None:
    """Three shards into one folder equal one run."""
    _run(wire, tmp_path / "whole")
    done = [
        one.article_id
        for index in (1, 2, 3)
        for one in _run(wire, tmp_path / "parts", shard=(index, 3))
        if one.status == "done"
    ]
    assert len(done) == len(set(done)) == 7
    assert _bytes(tmp_path / "parts") == _bytes(tmp_path / "whole")


def test_shards_are_of_like_size() -> None:
    """The hash of the id spreads articles evenly, whatever their names look like."""
    names = [f"article-{number:04}" for number in range(4000)]
    sizes = [sum(in_shard(name, (index, 16)) for name in names) for index in range(1, 17)]
    assert sum(sizes) == 4000
    assert min(sizes) > 190


def test_an_output_that_is_a_file_stops_the_run_before_any_work(wire: Path, tmp_path: Path) -> None:
    """Told at once, not after the models were loaded."""
    (tmp_path / "out").write_text("a file where the folder should be")
    with pytest.raises(PipelineError, match="Nothing can be written to"):
        _run(wire, tmp_path / "out")


def test_an_article_whose_folder_is_a_file_fails_with_a_reason(wire: Path, tmp_path: Path) -> None:
    """Nothing is called done that is not there, and the others are."""
    done = _run(wire, tmp_path / "first")
    victim = next(one.article_id for one in done if one.status == "done")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / victim).write_text("a file where the folder should be")
    outcomes = {one.article_id: one for one in _run(wire, tmp_path / "out")}
    assert "Cannot write the brief to" in str(outcomes[victim].error)
    assert sum(one.status == "done" for one in outcomes.values()) == 6


def test_a_killed_run_goes_on_and_ends_with_the_same_bytes(wire: Path, tmp_path: Path) -> None:
    """kill -9 at four moments, then a run to the end: equal to an undisturbed one."""
    _run(wire, tmp_path / "undisturbed")
    arguments = [sys.executable, "-m", "pipeline", "run", str(wire), "-o", str(tmp_path / "out")]
    arguments += ["--engine", "identity", "--no-summary", "--spacy", "off", "--no-memory"]
    arguments += ["--format", "md,csv", "--chunk", "1"]
    for moment in (0.4, 0.8, 1.0, 1.2):
        child = subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moment)
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    assert subprocess.run(arguments, cwd=ROOT, capture_output=True, check=False).returncode == 1
    found = {name: data for name, data in _bytes(tmp_path / "out").items() if "/" in name}
    assert found == _bytes(tmp_path / "undisturbed")
