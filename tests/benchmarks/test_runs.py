"""Endurance, faults, memory and waiting, each for real and small."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import endurance, faults, memory, processes, startup
from benchmarks.articles import variations, write_articles
from benchmarks.capacity import DOCUMENT


def test_a_killed_run_loses_nothing_and_reports_the_truth(tmp_path: Path) -> None:
    """Fourteen articles, two of them broken; killed three times; then equal to the last byte."""
    broken = {path.name for path in write_articles(tmp_path / "in", 14, 2, paragraphs=1)}
    whole = endurance.endure(tmp_path, 14, broken)
    assert (whole.done, whole.failed, whole.lost, whole.misreported) == (12, 2, 0, 0)
    assert whole.exit_code == 1
    torn = endurance.survive(tmp_path, 3, broken)
    assert torn.kills + torn.ended_before == 3
    assert (torn.differing, torn.misreported, torn.leftovers) == (0, 0, 0)
    assert list(torn.done_at_kills) == sorted(torn.done_at_kills)


def test_a_difference_is_seen(tmp_path: Path) -> None:
    """One byte, one file more, a report that names another file: none goes unnoticed."""
    for name, text in (("a/one.txt", "1"), ("a/two.txt", "2"), ("b/one.txt", "1"), ("b/two.txt", "3")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "b" / "three.txt").write_text("", encoding="utf-8")
    sides = [
        {name.removeprefix(side): digest for name, digest in processes.contents(tmp_path).items()
         if name.startswith(side)}
        for side in ("a/", "b/")
    ]  # fmt: skip
    assert endurance._differing(*sides) == 2
    assert endurance._misreported({"x.pdf": "torn"}, {"y.pdf"}) == 2
    assert endurance._misreported({"x.pdf": ""}, {"x.pdf"}) == 1


def test_a_sound_run_is_told_from_another() -> None:
    """What the exit code rests on."""
    whole = endurance.Undisturbed(5, 4, 1, 0, 0, 1, 1.0, 1.0, 1.0, 1.0)
    torn = endurance.Killed(2, 1, 0, (1, 2), 0, 0, 0)
    assert endurance.is_sound(whole, torn)
    assert not endurance.is_sound(whole, endurance.Killed(2, 1, 0, (1, 2), 1, 0, 0))
    assert not endurance.is_sound(endurance.Undisturbed(5, 3, 1, 1, 0, 1, 1.0, 1.0, 1.0, 1.0), torn)


def test_faults_leave_nothing_corrupt(tmp_path: Path) -> None:
    """A full disk, a locked folder and two runs at once: one sentence, and later all is as it should be."""
    write_articles(tmp_path / "in", 12, paragraphs=faults.PARAGRAPHS)
    processes.watch(processes.run_command(tmp_path / "in", tmp_path / "whole"), tmp_path / "log")
    full = faults.disk_full(tmp_path, "200k")
    locked = faults.read_only(tmp_path)
    both = faults.two_at_once(tmp_path)
    for fault in (full, locked, both):
        assert (fault.corrupt, fault.unequal) == (0, 0), fault
    assert full.exit_codes == locked.exit_codes == (1, 0)
    assert both.exit_codes == (0, 0)
    assert full.done < 12
    # The report may just fit on the disk, which then names the failed; else one sentence says why not.
    assert full.message.startswith("Error: ") or " failed; see " in full.message
    assert locked.message.startswith("Error: Nothing can be written to ")


def test_memory_is_watched_from_outside(tmp_path: Path) -> None:
    """Three short articles without models; a peak is at least what was seen."""
    found = memory.measure(3, 1, processes.ROAD)
    assert (found.articles, found.exit_code) == (3, 0)
    assert 20 < found.mib_after_a_quarter <= found.peak_mib < 2000
    log = tmp_path / "log"
    run = processes.watch([sys.executable, "-c", "import sys; sys.exit('last words')"], log)
    assert (run.exit_code, run.message) == (1, "last words")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no /proc here")
def test_memory_that_is_taken_is_seen(tmp_path: Path) -> None:
    """A child that holds 200 MiB for a second."""
    code = "import time; kept = b'x' * (200 << 20); time.sleep(1.5)"
    run = processes.watch([sys.executable, "-c", code], tmp_path / "log")
    assert run.peak_mib > 200
    assert max(run.samples) > 200


def test_waiting_is_measured_more_than_once() -> None:
    """The fastest, the middle and the slowest; help needs a processor for a moment."""
    found = startup.spread(lambda: startup.until_end("--help"), 2)
    assert 0 < found["least"] <= found["middle"] <= found["most"]
    assert found["processor"] > 0


def test_a_brief_is_waited_for(tmp_path: Path) -> None:
    """Until its folder is there, not until the command has ended."""
    wall, processor = startup.first_brief(("--no-summary", "--spacy", "off"))
    assert 0 < wall < 120
    assert processor > 0
    assert not list(tmp_path.iterdir())


def test_finished_and_unfinished_are_told_apart(tmp_path: Path) -> None:
    """A temporary folder begins with a full stop; a folder that is not there holds nothing."""
    os.mkdir(tmp_path / "article-1")
    os.mkdir(tmp_path / ".briefs~host~1~x")
    (tmp_path / "run.json").write_text("{}", encoding="utf-8")
    assert (processes.finished(tmp_path), processes.unfinished(tmp_path)) == (1, 1)
    assert (processes.finished(tmp_path / "no"), processes.unfinished(tmp_path / "no")) == (0, 0)


def test_the_line_with_xargs_in_the_capacity_note_works(tmp_path: Path) -> None:
    """As it stands there, with three shards of seven articles instead of 64; ``merge`` counts them all."""
    text = DOCUMENT.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("seq "))
    lines = [json.dumps({"id": str(number), "text": one}) for number, one in enumerate(variations(7))]
    (tmp_path / "corpus.jsonl").write_text("\n".join(lines), encoding="utf-8")
    briefs = f"{sys.executable} -m pipeline"
    command = line.replace("64", "3").replace("briefs run", f"{briefs} run {' '.join(processes.ROAD)}")
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    merge = subprocess.run(
        [*briefs.split(), "merge", "outputs/"], cwd=tmp_path, capture_output=True, check=False
    )
    assert merge.returncode == 0
    assert len(json.loads((tmp_path / "outputs" / "run.json").read_text())["outcomes"]) == 7
    assert processes.finished(tmp_path / "outputs") == 7
