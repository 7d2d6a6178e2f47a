"""Export: a row per brief, the same in JSON Lines and in Parquet, read again as a corpus."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet
import pytest

from pipeline import store
from pipeline.errors import PipelineError, SettingsError
from pipeline.export import export, row_of
from pipeline.places import Remote
from pipeline.readers import iter_articles
from pipeline.records import Article, Brief
from tests.conftest import Command
from tests.render.factory import brief as make_brief


def test_a_row_holds_what_a_corpus_needs() -> None:
    """Both languages, every quote with its place, the verdicts and the counts."""
    brief = make_brief()
    row = row_of(brief)
    text = str(row["text"])
    quotes = row["quotes"]
    assert isinstance(quotes, list)
    assert len(quotes) == len(brief.quotes)
    for quote in quotes:
        assert text[quote["start"] : quote["end"]] == quote["french"]
    assert row["summary"] == " ".join(one.text for one in brief.summary.sentences)
    assert row["trust"]["line"] == brief.trust.line  # type: ignore[index]
    json.dumps(row)


def test_both_forms_hold_the_same_rows(tmp_path: Path) -> None:
    """300 briefs: more than one group of rows, the first without anything nested."""
    brief = make_brief()
    bare = replace(brief, quotes=(), findings=())
    briefs = [bare] * 260 + [brief] * 40
    for name in ("b.parquet", "b.jsonl", "b.jsonl.gz"):
        assert export(iter(briefs), tmp_path / name) == 300
    table = pyarrow.parquet.read_table(tmp_path / "b.parquet").to_pylist()
    lines = (tmp_path / "b.jsonl").read_bytes()
    assert table == [json.loads(line) for line in lines.splitlines()]
    assert gzip.decompress((tmp_path / "b.jsonl.gz").read_bytes()) == lines
    first = (tmp_path / "b.jsonl.gz").read_bytes()
    export(iter(briefs), tmp_path / "b.jsonl.gz")
    assert (tmp_path / "b.jsonl.gz").read_bytes() == first


def test_an_export_can_be_read_as_a_corpus(tmp_path: Path) -> None:
    """The French text of the rows is the text of the articles."""
    brief = make_brief()
    export([brief], tmp_path / "b.parquet")
    (article,) = iter_articles([str(tmp_path / "b.parquet")])
    assert isinstance(article, Article)
    assert article.text == brief.article.text


def test_an_unknown_suffix_and_a_missing_folder_are_sentences(tmp_path: Path) -> None:
    """Nothing is left behind."""
    with pytest.raises(SettingsError, match=r"its suffix must be one of .jsonl, .jsonl.gz, .parquet"):
        export([make_brief()], tmp_path / "b.csv")
    for name in ("b.jsonl", "b.parquet"):
        with pytest.raises(PipelineError, match="Cannot write"):
            export([make_brief()], tmp_path / "absent" / name)
    assert list(tmp_path.iterdir()) == []


def test_the_command_names_a_damaged_brief_and_writes_the_others(tmp_path: Path, command: Command) -> None:
    """Exit code 1: something was left out."""
    store.write_brief(tmp_path / "out", make_brief(), [])
    torn = tmp_path / "out" / "torn"
    torn.mkdir()
    (torn / "brief.json").write_text("{")
    ran = command("export", tmp_path / "out", "--to", tmp_path / "b.jsonl")
    assert ran.code == 1
    assert "Left out: Cannot read" in ran.err
    assert len((tmp_path / "b.jsonl").read_text(encoding="utf-8").splitlines()) == 1
    ran = command("export", tmp_path / "absent", "--to", tmp_path / "c.jsonl")
    assert ran.code == 1
    assert "No brief at" in ran.err


@pytest.mark.parametrize("name", ["b.jsonl", "b.jsonl.gz", "b.parquet"])
def test_an_export_to_a_url_has_the_bytes_of_a_local_one(tmp_path: Path, name: str) -> None:
    """``--to s3://…``; the memory store stands for it here."""
    far = Remote(f"memory://export/{name}")
    assert export([make_brief()] * 3, far) == export([make_brief()] * 3, tmp_path / name) == 3
    assert far.read_bytes() == (tmp_path / name).read_bytes()
    far.unlink()


def test_an_export_that_fails_leaves_no_file(tmp_path: Path) -> None:
    """Neither half a file under its name nor a temporary one."""

    def torn() -> Iterator[Brief]:
        yield make_brief()
        raise PipelineError("the second brief is damaged")

    with pytest.raises(PipelineError, match="the second brief is damaged"):
        export(torn(), tmp_path / "b.jsonl")
    assert not list(tmp_path.iterdir())


def test_where_an_export_may_go_is_said(command: Command, tmp_path: Path) -> None:
    """A folder, an unknown scheme: wrong usage; a bucket that is not there: a failure."""
    store.write_brief(tmp_path, make_brief(), [])
    assert "is a directory" in command("export", tmp_path, "--to", tmp_path).err
    ran = command("export", tmp_path, "--to", "foo://bucket/b.jsonl")
    assert (ran.code, "foo:// is not known" in ran.err) == (2, True)
    ran = command("export", tmp_path, "--to", "file:///proc/nowhere/b.jsonl")
    assert (ran.code, "Cannot write file:///proc/nowhere/b.jsonl" in ran.err) == (1, True)
