"""The command as a user meets it: flags, exit codes, exact sentences, real checkpoints."""

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli.group import COMMANDS
from tests.conftest import ROOT, Command

SEED = ROOT / "seeds" / "000_40e66b0babd73fbc.txt"
NAMES = ("brief.json", "brief.md", "brief.html", "article.en.txt", "quotes.csv", "bitext.tmx")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds briefed by the embedded checkpoints, once for this file."""
    from pipeline.cli import briefs
    from pipeline.cli.boundary import guarded

    folder = tmp_path_factory.mktemp("outputs")
    assert guarded(briefs, ["run", str(ROOT / "seeds"), "-o", str(folder)]) == 0
    return folder


def test_the_seeds_become_briefs_with_every_file(output: Path) -> None:
    """The README's first command, with real weights."""
    folders = [path for path in output.iterdir() if path.is_dir()]
    assert len(folders) == 6
    for folder in folders:
        assert all((folder / name).stat().st_size for name in NAMES)
    assert json.loads((output / "run.json").read_text())["done"] == 6


def test_the_brief_of_the_seed_is_complete(output: Path) -> None:
    """Every segment has a unit, every quote is byte-exact and has English, the summary has evidence."""
    from pipeline.store import load_brief

    brief = load_brief(next(output.glob("000_*")))
    assert len(brief.translation.units) == len(brief.segments) > 20
    assert all(brief.article.text[q.span.start : q.span.end] == q.content for q in brief.quotes)
    assert len([q for q in brief.quotes if q.kind != "indirect"]) >= 4
    assert all(q.target is not None and q.target.text for q in brief.quotes)
    assert 3 <= len(brief.summary.sentences) <= 5
    assert all(sentence.support for sentence in brief.summary.sentences)
    assert all(sentence.text.endswith((".", "!", "?", '."', '"')) for sentence in brief.summary.sentences)


def test_an_english_article_is_passed_through(output: Path) -> None:
    """The same road, no second code path: its units are passed and its words unchanged."""
    from pipeline.store import load_brief

    brief = load_brief(next(output.glob("050_*")))
    assert brief.detection.language == "en"
    assert {unit.status for unit in brief.translation.units} == {"passed"}


def test_a_second_run_skips_the_seeds(command: Command, output: Path) -> None:
    """Nothing to do loads no model and says so."""
    ran = command("run", ROOT / "seeds", "-o", output)
    assert ran.code == 0
    assert "0 done, 6 skipped, 0 failed" in ran.err


@pytest.mark.usefixtures("no_network")
def test_a_run_opens_no_connection(command: Command, tmp_path: Path) -> None:
    """Truly offline: with sockets blocked the brief is the same."""
    assert command("run", SEED, "-o", tmp_path, "--no-memory").code == 0


def test_the_same_article_gives_the_same_bytes_alone_or_in_a_batch(
    command: Command, output: Path, tmp_path: Path
) -> None:
    """A brief does not depend on what was in its chunk nor on the translation memory."""
    command("run", SEED, "-o", tmp_path, "--no-memory")
    alone, together = next(tmp_path.glob("000_*")), next(output.glob("000_*"))
    for name in NAMES:
        assert (alone / name).read_bytes() == (together / name).read_bytes(), name


def test_status_quotes_check_and_verify_read_what_run_wrote(command: Command, output: Path) -> None:
    """All commands on one output folder."""
    assert "6 done, 0 failed" in command("status", output).err
    assert len(json.loads(command("status", output, "--json").out)["done"]) == 6
    assert "Joe Biden" in command("quotes", output).out
    assert command("quotes", output, "--format", "csv").out.startswith("\ufeffarticle,")
    assert json.loads(command("quotes", output, "--format", "json", "--key").out)["articles"]
    assert "Joe Biden" in command("quotes", output, "--by-speaker", "--format", "json").out
    assert command("verify", output).code == 0
    assert len(command("check", output).out.splitlines()) == 6


def test_the_speakers_are_a_table_unless_another_format_is_asked_for(
    command: Command, output: Path, tmp_path: Path
) -> None:
    """No csv on a terminal; --to writes either table as plain text."""
    shown = command("quotes", output, "--by-speaker").out
    assert shown == command("quotes", output, "--by-speaker", "--format", "table").out
    assert "┃ French" in shown
    assert "Joe Biden" in shown
    for name, options in {"all.txt": [], "speakers.txt": ["--by-speaker"]}.items():
        assert command("quotes", output, *options, "--to", tmp_path / name).out == ""
        assert "Joe Biden" in (tmp_path / name).read_text(encoding="utf-8")
    assert (tmp_path / "speakers.txt").read_text(encoding="utf-8") == shown


def test_check_repeats_what_run_found(command: Command, output: Path) -> None:
    """The trust lines of ``check`` are those of ``status``."""
    told = command("status", output).out.splitlines()
    found = command("check", output).out.splitlines()
    assert [line.rsplit("  ", 1)[-1] for line in told] == [line.rsplit("  ", 1)[-1] for line in found]


def test_verify_finds_an_altered_file(command: Command, tmp_path: Path) -> None:
    """Exit code 1 and the name of the file."""
    command("run", SEED, "-o", tmp_path, "--engine", "identity")
    (next(tmp_path.glob("000_*")) / "brief.md").write_text("Mine.")
    ran = command("verify", tmp_path)
    assert ran.code == 1
    assert "brief.md: altered" in ran.out


def test_fail_on_turns_doubts_into_exit_code_1(command: Command, tmp_path: Path) -> None:
    """The identity engine loses every negation and figure form: its brief has doubts."""
    plain = command("run", SEED, "-o", tmp_path / "a", "--engine", "identity")
    strict = command("run", SEED, "-o", tmp_path / "b", "--engine", "identity", "--fail-on", "figures,names")
    assert (plain.code, strict.code) == (0, 1)
    assert "--fail-on:" in strict.err


def test_standard_input_is_an_article(tmp_path: Path) -> None:
    """``briefs run -`` through a real pipe."""
    arguments = [sys.executable, "-m", "pipeline", "run", "-", "-o", str(tmp_path), "--engine", "identity"]
    ran = subprocess.run(arguments, input=SEED.read_bytes(), cwd=ROOT, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert len(list(tmp_path.glob("*/brief.json"))) == 1


def test_the_bar_counts_what_can_be_counted(tmp_path: Path) -> None:
    """Files, the unreadable ones included; not the lines of a collection, nor what only reading tells."""
    from pipeline.cli.progress import _count

    for name in ("a.txt", "b.md", "c.exe"):
        (tmp_path / name).write_text("x")
    assert _count([str(tmp_path)]) == 2
    assert _count([str(tmp_path), str(tmp_path / "c.exe"), "nowhere.txt"]) == 4
    assert _count([str(tmp_path), "-"]) is None
    for name in ("d.jsonl", "d.jsonl.gz", "d.parquet"):
        (tmp_path / name).write_text("x")
        assert _count([str(tmp_path / name), str(tmp_path / "a.txt")]) is None


def test_standard_input_is_read_once_on_a_terminal(tmp_path: Path) -> None:
    """The progress bar, which is drawn on a terminal only, must not eat the article."""
    parent, child = pty.openpty()
    arguments = [sys.executable, "-m", "pipeline", "run", "-", "-o", str(tmp_path), "--engine", "identity"]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stderr=child, cwd=ROOT) as ran:
        os.close(child)
        assert ran.stdin is not None
        ran.stdin.write(SEED.read_bytes())
        ran.stdin.close()
        # A terminal that nobody reads fills up; at the end reading it fails with EIO.
        with contextlib.suppress(OSError):
            while os.read(parent, 65536):
                pass
        os.close(parent)
        assert ran.wait(timeout=60) == 0
    assert len(list(tmp_path.glob("*/brief.json"))) == 1


def test_a_reader_that_stops_early_is_no_failure(output: Path) -> None:
    """``briefs run --dry-run | head -1`` is all right."""
    script = f"'{sys.executable}' -m pipeline status '{output}' | head -1 >/dev/null; exit ${{PIPESTATUS[0]}}"
    assert subprocess.run(["bash", "-c", script], cwd=ROOT, check=False).returncode == 0


def test_an_output_that_cannot_be_written_is_one_sentence(
    command: Command, output: Path, tmp_path: Path
) -> None:
    """``briefs quotes --to`` into a folder that is not there."""
    ran = command("quotes", output, "--format", "csv", "--to", tmp_path / "no" / "quotes.csv")
    assert ran.code == 1
    assert "No such file or directory; choose another place" in ran.err


def test_an_altered_brief_is_not_checked_and_written_anew(command: Command, tmp_path: Path) -> None:
    """Tampering cannot be washed through ``check --write``; a run writes the article again."""
    command("run", SEED, "-o", tmp_path, "--engine", "identity")
    path = next(tmp_path.glob("000_*")) / "brief.json"
    path.write_text(path.read_text(encoding="utf-8").replace("Biden", "Bidet"), encoding="utf-8")
    assert command("check", tmp_path, "--write").code == 1
    assert command("verify", tmp_path).code == 1
    assert "1 done" in command("run", SEED, "-o", tmp_path, "--engine", "identity").err
    assert command("verify", tmp_path).code == 0


def test_french_that_nothing_translated_is_marked(command: Command, tmp_path: Path) -> None:
    """The identity engine leaves French in the English column, and the brief says so."""
    ran = command("run", SEED, "-o", tmp_path, "--engine", "identity")
    assert "30 passed" in ran.err
    assert "the identity engine translates nothing" in next(tmp_path.glob("*/brief.md")).read_text()


def test_one_bad_file_never_stops_the_rest(command: Command, tmp_path: Path) -> None:
    """Exit code 1, the reason on standard error, the good ones done."""
    bad = tmp_path / "empty.txt"
    bad.write_text("")
    ran = command("run", bad, SEED, "-o", tmp_path / "out", "--engine", "identity")
    assert ran.code == 1
    assert "1 done, 0 skipped, 1 failed" in ran.err
    assert "the file is empty" in ran.err
    assert "empty.txt" in (tmp_path / "out" / "REPORT.md").read_text()
    assert command("status", tmp_path / "out").code == 1


def test_a_dry_run_writes_nothing_and_says_what_would_be_done(
    command: Command, output: Path, tmp_path: Path
) -> None:
    """brief, skip or fail per article, with coverage."""
    fresh = command("run", ROOT / "seeds", "-o", tmp_path / "out", "--dry-run")
    assert fresh.code == 0
    assert len(fresh.out.splitlines()) == 6
    assert all(line.startswith("brief ") for line in fresh.out.splitlines())
    assert "100% of the text in segments" in fresh.out
    assert not (tmp_path / "out").exists()
    assert all(
        line.startswith("skip ")
        for line in command("run", ROOT / "seeds", "-o", output, "--dry-run").out.splitlines()
    )


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("run",), 2, "Missing argument"),
        (("run", "x.txt", "--format", "doc"), 2, "--format doc: choose from json, md, html"),
        (("run", "x.txt", "--shard", "9/8"), 2, "--shard 9/8 is not of the form i/n"),
        (("run", "x.txt", "--fail-on", "everything"), 2, "--fail-on everything: choose from critical"),
        (("run", "x.txt", "--profile", "huge"), 2, "choose one of: embedded, hub"),
        (("run", "x.txt", "--models-file", "no-such-file"), 2, "no-such-file cannot be read"),
        (("run", "x.txt", "--engine", "identity", "--language", "fr"), 2, "cannot translate --language fr"),
        (("run", "x.txt", "--workers", "4"), 2, "--workers and --address need --executor"),
        (("run", "x.txt", "--shard", "²/3"), 2, "--shard ²/3 is not of the form i/n"),
        (("nonsense",), 2, "No such command"),
        (("status", "no-such-folder"), 1, "no-such-folder is no folder"),
        (("status", "tests"), 1, "tests holds no brief and no report; name the output folder"),
        (("status", ""), 2, "An empty name was given where a file, folder or URL belongs"),
        (("run", "x.txt", "-o", ""), 2, "An empty name was given"),
        (("run", "x.txt", "--limit", "abc"), 2, "'abc' is not a valid whole number"),
        (("run", "x.txt", "--field", "text"), 2, "--field text: write FIELD=NAME"),
        (("doctor", "--profile", "huge"), 2, "choose one of: embedded, hub"),
        (("doctor", "--engine", "identity"), 2, "--engine identity runs no checkpoint"),
        (("verify", "x", "--sources", "some"), 2, "'some' is not one of 'local', 'all', 'none'"),
        (("quotes", "no-such-folder"), 1, "No brief at no-such-folder"),
        (("check", "no-such-folder"), 1, "No brief at no-such-folder"),
        (("verify", "no-such-folder"), 1, "No brief at no-such-folder"),
        (("merge", "no-such-folder"), 1, "no-such-folder is no folder"),
        (("models", "verify", "--profile", "huge"), 2, "no profile 'huge'; choose one of: embedded, hub"),
    ],
)
def test_a_mistake_is_one_sentence_and_the_right_exit_code(
    command: Command, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    """2 for usage, 1 for what cannot be done; never a traceback."""
    ran = command(*arguments)
    assert ran.code == code
    assert sentence in ran.err
    assert "Traceback" not in ran.err


def test_a_missing_hub_checkpoint_names_the_command_to_type(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run never downloads."""
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    ran = command("run", SEED, "-o", tmp_path / "out", "--profile", "hub", "--cache-dir", tmp_path / "cache")
    assert ran.code == 1
    assert "briefs models fetch --profile hub" in ran.err
    assert not (tmp_path / "out").exists()
    pool = (
        "--executor",
        "processes",
        "--workers",
        "2",
        "--profile",
        "hub",
        "--cache-dir",
        tmp_path / "cache",
    )
    ran = command("run", SEED, "-o", tmp_path / "out", *pool)
    assert ran.code == 1
    assert "briefs models fetch --profile hub" in ran.err


def test_models_are_listed_and_verified(command: Command) -> None:
    """The embedded ones are ready, as pinned in models.txt."""
    listed = command("models", "list").out
    assert "fr-en-mini" in listed
    assert "Helsinki-NLP/opus-mt-fr-en" in listed
    assert (
        command("models", "verify", "--profile", "embedded").out
        == "fr-en-mini: ready\nen-brief-mini: ready\n"
    )


def test_doctor_examines_the_embedded_checkpoint(command: Command) -> None:
    """Every golden text has a line; blank and figures are always left alone."""
    ran = command("doctor")
    assert ran.code in {0, 1}
    assert "ok      blank" in ran.out
    assert "ok      figures only" in ran.out
    assert "window with a quotation" in ran.out


def test_shards_and_merge_equal_one_report(command: Command, tmp_path: Path) -> None:
    """Two shards, one merge."""
    for shard in ("1/2", "2/2"):
        command("run", ROOT / "seeds", "-o", tmp_path, "--engine", "identity", "--shard", shard)
    assert command("merge", tmp_path).code == 0
    assert json.loads((tmp_path / "run.json").read_text())["articles"] == 6


def test_a_bug_leaves_a_log_and_exit_code_3(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The path of the log is printed, the traceback is in it."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("pipeline.report.read_status", lambda _output: 1 / 0)
    ran = command("status", tmp_path)
    assert ran.code == 3
    log = Path(ran.err.split("the log ")[-1].strip())
    assert "ZeroDivisionError" in log.read_text()


def test_help_answers_at_once() -> None:
    """Under a quarter of a second of work, because nothing heavy is imported."""
    start = os.times()
    subprocess.run([sys.executable, "-m", "pipeline", "--help"], cwd=ROOT, capture_output=True, check=True)
    end = os.times()
    assert end.children_user + end.children_system - start.children_user - start.children_system < 0.25


@pytest.mark.parametrize("word", list(COMMANDS))
def test_every_command_has_help_with_an_example(command: Command, word: str) -> None:
    """--help ends well and shows how to start."""
    ran = command(word, "--help")
    assert ran.code == 0
    assert "briefs" in ran.out


def test_the_commands_of_the_readme_exist(command: Command) -> None:
    """Every ``briefs <command>`` of the README is one of the group's."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^(?:\.venv/bin/)?briefs (\w+)", text, flags=re.MULTILINE)) <= set(COMMANDS)
    assert command("--version").out.startswith("briefs, version ")
