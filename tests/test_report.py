"""Reports of a batch: one for a run, one put together from shards."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import report, store
from pipeline.errors import PipelineError
from pipeline.records import Outcome
from tests.render.factory import brief as make_brief

DONE = Outcome("a-1", "a.txt", "done", 0.5, "outputs/a-1", trust=make_brief().trust)
FAILED = Outcome("", "b.txt", "failed", 0.0, error="b.txt: the file is empty.")


def test_a_run_writes_its_report_for_machines_and_people(tmp_path: Path) -> None:
    """run.json and REPORT.md, both with the signature and the failure."""
    report.write_report(tmp_path, [DONE, FAILED], "beam:4")
    data = json.loads((tmp_path / "run.json").read_text())
    assert (data["done"], data["failed"], data["signature"]) == (1, 1, "beam:4")
    text = (tmp_path / "REPORT.md").read_text()
    assert "b.txt: the file is empty." in text
    assert "beam:4" in text


def test_shards_merge_into_the_report_of_one_run(tmp_path: Path) -> None:
    """The order of the shards does not matter."""
    report.write_report(tmp_path, [FAILED], "beam:4", (2, 2))
    report.write_report(tmp_path, [DONE], "beam:4", (1, 2))
    assert not (tmp_path / "run.json").exists()
    assert report.merge_reports(tmp_path) == [DONE, FAILED]
    assert json.loads((tmp_path / "run.json").read_text())["articles"] == 2
    assert (tmp_path / "REPORT.md").is_file()


def test_a_missing_shard_is_named(tmp_path: Path) -> None:
    """A merge never pretends to be complete."""
    report.write_report(tmp_path, [DONE], "beam:4", (2, 3))
    report.write_report(tmp_path, [DONE], "beam:4", (3, 3))
    with pytest.raises(PipelineError, match="Shard 1 of 3 has not reported"):
        report.merge_reports(tmp_path)


def test_shards_of_different_splits_or_settings_do_not_merge(tmp_path: Path) -> None:
    """Reports that do not belong together are refused."""
    report.write_report(tmp_path, [DONE], "beam:4", (1, 2))
    report.write_report(tmp_path, [DONE], "beam:1", (2, 2))
    with pytest.raises(PipelineError, match="different settings"):
        report.merge_reports(tmp_path)
    report.write_report(tmp_path, [DONE], "beam:4", (1, 3))
    with pytest.raises(PipelineError, match="different splits"):
        report.merge_reports(tmp_path)


def test_without_shards_there_is_nothing_to_merge(tmp_path: Path) -> None:
    """The sentence says what to run first."""
    with pytest.raises(PipelineError, match="run `briefs run --shard i/n` first"):
        report.merge_reports(tmp_path)


@pytest.mark.parametrize("damage", ["", "{}", '{"signature": "x", "outcomes": [{"article": 1}]}'])
def test_a_damaged_report_is_one_sentence_and_status_goes_on(tmp_path: Path, damage: str) -> None:
    """Merging needs it; the status does not."""
    (tmp_path / "run-1-of-1.json").write_text(damage)
    with pytest.raises(PipelineError, match="Cannot read"):
        report.merge_reports(tmp_path)
    (tmp_path / "run.json").write_text(damage)
    assert report.read_status(tmp_path) == report.Status((), ())


def test_status_shows_finished_briefs_and_the_failures_of_the_last_run(tmp_path: Path) -> None:
    """From the manifests and from run.json, also as JSON."""
    brief = make_brief()
    store.write_brief(tmp_path, brief, [])
    report.write_report(tmp_path, [replace(DONE, article_id=brief.article.id), FAILED], "beam:4")
    status = report.read_status(tmp_path)
    assert [one.article_id for one in status.done] == [brief.article.id]
    assert status.failed == (("b.txt", "b.txt: the file is empty."),)
    assert json.loads(status.as_json())["done"][0]["trust"] == brief.trust.line


def test_a_report_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    """What, where, what to do."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(PipelineError, match="Cannot write the report to"):
        report.write_report(blocked, [DONE], "beam:4")


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    """A folder with one brief, one failure and their report."""
    brief = make_brief()
    store.write_brief(tmp_path, brief, ["md"])
    done = Outcome(brief.article.id, "a.txt", "done", 0.123456, "x", trust=brief.trust)
    report.write_report(tmp_path, [done, FAILED], "beam:4")
    return tmp_path


def test_an_untouched_report_verifies(batch: Path) -> None:
    """Also where seconds had more digits than the report writes."""
    assert report.verify_report(batch) == ()


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("run.json", '"critical": ', '"critical": 9', "run.json: missing, or altered"),
        ("run.json", '"done": 1', '"done": 2', "run.json: missing, or altered"),
        ("run.json", "{", "", "Cannot read"),
        ("REPORT.md", "empty", "full", "REPORT.md: missing, or altered"),
    ],
)
def test_an_edited_report_is_found(batch: Path, name: str, old: str, new: str, told: str) -> None:
    """A count, an outcome, a sentence for people."""
    path = batch / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert any(told in problem for problem in report.verify_report(batch))


def test_a_brief_that_went_away_and_a_report_that_did_are_found(batch: Path) -> None:
    """What the last run called done must be there."""
    (folder,) = store.brief_folders(batch)
    folder.rename(batch / "elsewhere")
    assert any("calls it done, and it is not there" in problem for problem in report.verify_report(batch))
    (batch / "run.json").unlink()
    assert report.verify_report(batch) == (f"{batch / 'run.json'}: no such file; run the batch again.",)


def test_shards_that_wait_to_be_merged_are_no_problem(tmp_path: Path) -> None:
    """There is no run.json yet."""
    report.write_report(tmp_path, [DONE], "beam:4", (1, 2))
    assert report.verify_report(tmp_path) == ()
