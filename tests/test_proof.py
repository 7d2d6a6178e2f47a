"""Proof of an output folder: briefs, report, sources, and the digest that no forger can keep."""

import gzip
import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import fsspec
import pytest

from pipeline import store
from pipeline.batch import BatchOptions, run_batch
from pipeline.brief import signature_of
from pipeline.places import Place, Remote
from pipeline.proof import Proof, Which, digest, prove
from pipeline.readers.fields import Named
from pipeline.report import write_report
from pipeline.settings import Settings
from tests.conftest import Command

IDENTITY = Settings(engine="identity", summary=False, spacy="off", memory=False)
TEXT = "Le maire de Bergerac a présenté mardi le budget de la ville devant {} habitants réunis au théâtre."


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """A folder with two articles and a collection of three."""
    folder = tmp_path / "wire"
    folder.mkdir()
    for number in (20, 30):
        (folder / f"conseil-{number}.txt").write_text(TEXT.format(number), encoding="utf-8")
    lines = [json.dumps({"corps": TEXT.format(number), "id": f"n{number}"}) for number in (40, 50, 60)]
    (folder / "corpus.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def _brief(inputs: str, output: Place, named: Named = ()) -> None:
    outcomes = run_batch([inputs], BatchOptions(output, ("md",), named=named), IDENTITY, lambda _: None)
    write_report(output, outcomes, signature_of(IDENTITY))


def _prove(output: Place, which: Which = "local", named: Named = ()) -> Proof:
    return prove(output, list(store.brief_folders(output)), which, named)


def test_sources_that_nobody_touched_are_as_they_were(wire: Path, tmp_path: Path) -> None:
    """Files and the lines of a collection; what a file holds besides its article does not count."""
    _brief(str(wire), tmp_path / "out")
    path = wire / "conseil-20.txt"
    path.write_text(f"\n{path.read_text(encoding='utf-8')}  \n\n", encoding="utf-8")
    proof = _prove(tmp_path / "out")
    assert (proof.problems, proof.briefs, proof.sources.same) == ((), 5, 5)


def test_a_source_that_changed_is_a_problem_with_its_name(wire: Path, tmp_path: Path) -> None:
    """A word of a file, and a line of a collection; the others stay as they were."""
    _brief(str(wire), tmp_path / "out")
    for name in ("conseil-20.txt", "corpus.jsonl"):
        text = (wire / name).read_text(encoding="utf-8")
        (wire / name).write_text(text.replace("mardi", "jeudi", 1), encoding="utf-8")
    proof = _prove(tmp_path / "out")
    assert len(proof.problems) == 2
    assert f"its source {wire / 'conseil-20.txt'} has changed since it was briefed" in proof.problems[0]
    assert f"its source {wire / 'corpus.jsonl'}:1 has changed since it was briefed" in proof.problems[1]
    assert proof.sources.same == 3


def test_a_source_that_can_no_longer_be_read_says_why(wire: Path, tmp_path: Path) -> None:
    """An emptied file; a collection that became shorter, and one that is none any more."""
    _brief(str(wire), tmp_path / "out")
    (wire / "conseil-20.txt").write_text("")
    lines = (wire / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
    (wire / "corpus.jsonl").write_text("\n".join(lines[:2]), encoding="utf-8")
    told = " ".join(_prove(tmp_path / "out").problems)
    assert "conseil-20.txt: the file is empty" in told
    assert "corpus.jsonl:3 cannot be read any more (it is no longer in the file)" in told
    (wire / "corpus.jsonl").write_text("")
    assert len(_prove(tmp_path / "out").problems) == 4


def test_a_source_that_is_not_there_is_told_and_no_fault(wire: Path, tmp_path: Path) -> None:
    """An editor has the briefs and not always the articles."""
    _brief(str(wire), tmp_path / "out")
    shutil.rmtree(wire)
    proof = _prove(tmp_path / "out")
    assert proof.problems == ()
    assert len(proof.sources.absent) == 5
    assert str(wire / "conseil-20.txt") in proof.sources.absent


def test_a_relative_source_is_looked_for_beside_the_output(
    wire: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run was started where wire/ and out/ lie; the proof may be asked for from anywhere."""
    monkeypatch.chdir(tmp_path)
    _brief(wire.name, Path("out"))
    assert _prove(Path("out")).sources.same == 5
    monkeypatch.chdir(wire)
    assert _prove(tmp_path / "out").sources.same == 5
    (folder,) = (tmp_path / "out").glob("conseil-20-*")
    assert _prove(folder).sources.same == 1


def test_what_the_fields_are_called_must_be_said_again(tmp_path: Path) -> None:
    """As for the run itself; without it the problem says which fields there are."""
    corpus = tmp_path / "corpus.jsonl.gz"
    line = json.dumps({"papier": TEXT.format(70), "corps": "Autre chose que personne ne lit ici."})
    corpus.write_bytes(gzip.compress(line.encode()))
    named = (("text", "papier"),)
    _brief(str(corpus), tmp_path / "out", named)
    assert _prove(tmp_path / "out", named=named).problems == ()
    assert "corpus.jsonl.gz:1 has changed" in _prove(tmp_path / "out").problems[0]


@pytest.fixture
def far(wire: Path) -> Iterator[Remote]:
    """The articles in the memory store."""
    system = fsspec.filesystem("memory")
    where = Remote("memory://fil")
    where.write_all({path.name: path.read_bytes() for path in wire.iterdir()})
    yield where
    system.store.clear()
    system.pseudo_dirs[:] = [""]


def test_a_url_is_asked_only_when_the_user_says_so(far: Remote, tmp_path: Path) -> None:
    """A manifest may come from a stranger: what it names opens no connection by itself."""
    _brief(str(far), tmp_path / "out")
    assert len(_prove(tmp_path / "out").sources.absent) == 5
    assert _prove(tmp_path / "out", "all").sources.same == 5
    (far / "conseil-30.txt").write_bytes(TEXT.format(31).encode())
    assert "memory://fil/conseil-30.txt has changed" in _prove(tmp_path / "out", "all").problems[0]
    assert _prove(tmp_path / "out", "none").sources.same == 0


def test_an_article_that_changed_has_two_briefs_and_the_old_one_is_named(wire: Path, tmp_path: Path) -> None:
    """The old brief is not lost, and no proof calls it the brief of what stands there now."""
    _brief(str(wire), tmp_path / "out")
    (wire / "conseil-20.txt").write_text(TEXT.format(21), encoding="utf-8")
    old = next((tmp_path / "out").glob("conseil-20-*"))
    _brief(str(wire), tmp_path / "out")
    proof = _prove(tmp_path / "out")
    assert (proof.briefs, len(proof.problems)) == (6, 1)
    assert proof.problems[0].startswith(f"{old}: its source")


def test_the_digest_is_what_standard_tools_print(wire: Path, tmp_path: Path) -> None:
    """Nobody needs this program to check what was signed."""
    _brief(str(wire), tmp_path / "out")
    script = "LC_ALL=C sha256sum */manifest.json | sha256sum"
    printed = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path / "out", capture_output=True, text=True, check=True
    )
    assert printed.stdout.split()[0] == _prove(tmp_path / "out").digest


def test_the_digest_stays_over_a_second_run_and_moves_with_any_brief(wire: Path, tmp_path: Path) -> None:
    """It tells of briefs, not of when they were made; one more, one less or one forged changes it."""
    output = tmp_path / "out"
    _brief(str(wire), output)
    first = _prove(output).digest
    _brief(str(wire), output)
    assert _prove(output).digest == first
    folder = next(output.glob("conseil-20-*"))
    brief = store.load_brief(folder)
    forged = replace(brief, article=replace(brief.article, byline="Personne"))
    store.write_brief(output, forged, store.formats_in(folder))
    assert store.verify_folder(folder) == ()
    assert _prove(output).digest != first
    shutil.rmtree(folder)
    assert _prove(output).digest not in (first, digest(()))


def test_verify_says_what_it_compared_and_exits_with_1_for_a_change(
    command: Command, wire: Path, tmp_path: Path
) -> None:
    """The digest on standard output, counts on standard error; problems instead of the digest."""
    _brief(str(wire), tmp_path / "out")
    ran = command("verify", tmp_path / "out")
    assert (ran.code, ran.out) == (0, f"digest {_prove(tmp_path / 'out').digest}\n")
    assert "5 briefs, 5 of their sources as they were, 0 problems." in ran.err
    (wire / "conseil-20.txt").unlink()
    ran = command("verify", tmp_path / "out")
    assert ran.code == 0
    assert f"1 sources are not there to be compared: {wire / 'conseil-20.txt'}" in ran.err
    (wire / "conseil-30.txt").write_text(TEXT.format(31), encoding="utf-8")
    ran = command("verify", tmp_path / "out")
    assert ran.code == 1
    assert "digest" not in ran.out


def test_a_noted_digest_finds_the_forger_who_rehashes(command: Command, wire: Path, tmp_path: Path) -> None:
    """Manifest and files agree, the report too; only the digest tells."""
    output = tmp_path / "out"
    _brief(str(wire), output)
    noted = command("verify", output).out.split()[1]
    assert command("verify", output, "--digest", f"sha256:{noted.upper()}").code == 0
    folder = next(output.glob("n40-*"))
    brief = store.load_brief(folder)
    forged = replace(brief, detection=replace(brief.detection, confidence=0.5))
    store.write_brief(output, forged, ("md",))
    assert command("verify", output).code == 0
    ran = command("verify", output, "--digest", noted)
    assert ran.code == 1
    assert "not the one that was noted" in ran.out


def test_a_folder_that_only_looks_like_a_brief_is_a_problem(
    command: Command, wire: Path, tmp_path: Path
) -> None:
    """A page put there by hand; an editor's own files and folders are nobody's business."""
    output = tmp_path / "out"
    _brief(str(wire), output)
    (output / "notes").mkdir()
    (output / "notes" / "todo.txt").write_text("call the mayor", encoding="utf-8")
    assert command("verify", output).code == 0
    (output / "forged").mkdir()
    (output / "forged" / "brief.md").write_text("# Signed", encoding="utf-8")
    ran = command("verify", output)
    assert ran.code == 1
    assert f"{output / 'forged'}: holds brief.md without a manifest" in ran.out


def test_sources_that_were_not_asked_for_are_not_called_missing(
    command: Command, wire: Path, tmp_path: Path
) -> None:
    """``--sources none`` compares none, and says that alone."""
    _brief(str(wire), tmp_path / "out")
    ran = command("verify", tmp_path / "out", "--sources", "none")
    assert ran.code == 0
    assert "no source compared" in ran.err
    assert "not there" not in ran.err


def test_what_cannot_be_a_digest_is_wrong_usage(command: Command, tmp_path: Path) -> None:
    """Exit code 2, before anything is read."""
    ran = command("verify", tmp_path, "--digest", "abc")
    assert ran.code == 2
    assert "--digest abc: a digest has 64 signs" in ran.err


def test_briefs_copied_without_their_report_verify_and_that_is_said(
    command: Command, wire: Path, tmp_path: Path
) -> None:
    """Whether one is missing cannot be known then; half a report is a problem."""
    _brief(str(wire), tmp_path / "out")
    for name in ("run.json", "REPORT.md"):
        (tmp_path / "out" / name).rename(tmp_path / name)
    ran = command("verify", tmp_path / "out")
    assert ran.code == 0
    assert "has no report of a run" in ran.err
    shutil.copy(tmp_path / "REPORT.md", tmp_path / "out")
    assert "run.json: no such file" in command("verify", tmp_path / "out").out


def test_a_brief_verifies_from_within_its_folder(
    command: Command, wire: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``briefs verify .`` knows what the folder is called, and ``check --write`` writes into it."""
    _brief(str(wire), tmp_path / "out")
    names = [path.name for path in (tmp_path / "out").glob("conseil-*")]
    monkeypatch.chdir(tmp_path / "out" / names[0])
    assert command("verify", ".").code == 0
    assert command("verify", "..").code == 0
    assert command("check", ".", "--write").code == 0
    assert sorted(path.name for path in (tmp_path / "out").glob("conseil-*")) == sorted(names)


def test_check_writes_the_report_anew_with_the_briefs(command: Command, wire: Path, tmp_path: Path) -> None:
    """A brief of an older version, with another trust, is checked again: report and briefs still agree."""
    output = tmp_path / "out"
    _brief(str(wire), output)
    folder = next(output.glob("conseil-20-*"))
    brief = store.load_brief(folder)
    old = replace(brief, trust=replace(brief.trust, check=brief.trust.check + 7, line="of old"))
    store.write_brief(output, old, ("md",))
    outcomes = run_batch([str(wire)], BatchOptions(output, ("md",)), IDENTITY, lambda _: None)
    write_report(output, outcomes, signature_of(IDENTITY))
    assert "of old" in (output / "REPORT.md").read_text(encoding="utf-8")
    assert command("verify", output).code == 0
    assert command("check", output, "--write").code == 0
    assert command("verify", output).code == 0
    assert "of old" not in (output / "REPORT.md").read_text(encoding="utf-8")
    assert store.load_brief(folder) == brief


def test_check_washes_no_report_that_was_altered(command: Command, wire: Path, tmp_path: Path) -> None:
    """Nothing is written, and the sentence says what makes it good."""
    output = tmp_path / "out"
    _brief(str(wire), output)
    text = (output / "run.json").read_text(encoding="utf-8")
    (output / "run.json").write_text(text.replace('"failed": 0', '"failed": 4'), encoding="utf-8")
    ran = command("check", output, "--write")
    assert ran.code == 1
    assert "Nothing was written" in ran.err
    assert "`briefs run` writes the report anew" in ran.err
    assert command("check", output).code == 0
