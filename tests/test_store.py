"""Output folders: written whole or not at all, provable, and never confused."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import store
from pipeline.errors import PipelineError
from pipeline.records import Brief
from tests.render.factory import brief as make_brief


@pytest.fixture
def brief() -> Brief:
    """A brief with everything that a brief can hold."""
    return make_brief()


def test_a_written_brief_is_found_done_with_the_same_settings(tmp_path: Path, brief: Brief) -> None:
    """Content hash and signature both match."""
    store.write_brief(tmp_path, brief, ["md"])
    manifest = store.find_done(tmp_path, brief.article, brief.signature)
    assert manifest is not None
    assert [name for name, _ in manifest.files] == ["brief.json", "brief.md"]
    assert manifest.trust == brief.trust


def test_other_settings_or_another_text_are_not_done(tmp_path: Path, brief: Brief) -> None:
    """Either change asks for a new brief."""
    store.write_brief(tmp_path, brief, [])
    other = replace(brief.article, text=brief.article.text + " Fin.")
    assert store.find_done(tmp_path, brief.article, "beam:1") is None
    assert store.find_done(tmp_path, other, brief.signature) is None


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"files": 3}', '{"article_id": "x"}'])
def test_a_corrupt_manifest_counts_as_absent(tmp_path: Path, brief: Brief, damage: str) -> None:
    """A torn record never makes an article look done."""
    folder = store.write_brief(tmp_path, brief, [])
    (folder / store.MANIFEST).write_text(damage)
    assert store.find_done(tmp_path, brief.article, brief.signature) is None
    assert "missing or damaged" in store.verify_folder(folder)[0]


def test_a_missing_file_makes_the_article_undone(tmp_path: Path, brief: Brief) -> None:
    """What was deleted by hand is written again."""
    folder = store.write_brief(tmp_path, brief, ["md"])
    (folder / "brief.md").unlink()
    assert store.find_done(tmp_path, brief.article, brief.signature) is None


def test_writing_again_replaces_the_whole_folder(tmp_path: Path, brief: Brief) -> None:
    """No file of the old brief survives beside the new one."""
    store.write_brief(tmp_path, brief, ["md", "csv"])
    folder = store.write_brief(tmp_path, brief, ["txt"])
    assert sorted(path.name for path in folder.iterdir()) == ["article.en.txt", "brief.json", "manifest.json"]
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


def test_a_new_format_is_rendered_from_the_finished_brief(tmp_path: Path, brief: Brief) -> None:
    """Nothing is translated for it, and the formats that were there stay."""
    folder = store.write_brief(tmp_path, brief, ["md"])
    before = (folder / "brief.json").read_bytes()
    manifest = store.find_done(tmp_path, brief.article, brief.signature)
    assert manifest is not None
    assert store.missing_formats(manifest, ["md", "tmx"]) == ("tmx",)
    store.add_formats(tmp_path, brief.article, ["tmx"])
    assert {path.name for path in folder.iterdir()} >= {"brief.md", "bitext.tmx"}
    assert (folder / "brief.json").read_bytes() == before


def test_the_same_brief_gives_the_same_bytes(tmp_path: Path, brief: Brief) -> None:
    """No clock, path or machine name in any file."""
    names = ["json", "md", "html", "txt", "csv", "tmx", "xlsx"]
    first = store.write_brief(tmp_path / "a", brief, names)
    second = store.write_brief(tmp_path / "b", brief, names)
    for path in first.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes(), path.name


def test_an_untouched_folder_verifies(tmp_path: Path, brief: Brief) -> None:
    """No problem, no sentence."""
    assert store.verify_folder(store.write_brief(tmp_path, brief, ["md"])) == ()


def test_verify_names_what_was_altered_added_or_removed(tmp_path: Path, brief: Brief) -> None:
    """One sentence for each file."""
    folder = store.write_brief(tmp_path, brief, ["md", "txt"])
    (folder / "brief.md").write_text("Another brief.")
    (folder / "article.en.txt").unlink()
    (folder / "note.txt").write_text("Mine.")
    problems = " ".join(store.verify_folder(folder))
    assert "brief.md: altered" in problems
    assert "article.en.txt: No such file" in problems
    assert "note.txt: not in the manifest" in problems


def test_verify_sees_a_source_that_was_swapped(tmp_path: Path, brief: Brief) -> None:
    """A forged manifest with right file hashes still does not match the article inside."""
    folder = store.write_brief(tmp_path, brief, [])
    manifest = json.loads((folder / store.MANIFEST).read_text())
    manifest["source_sha256"] = "0" * 64
    (folder / store.MANIFEST).write_text(json.dumps(manifest))
    assert "not the one that was read" in store.verify_folder(folder)[0]


def test_many_writers_of_one_article_leave_one_whole_folder(tmp_path: Path, brief: Brief) -> None:
    """Two runs on one output folder at once corrupt nothing."""

    def write(number: int) -> str:
        try:
            store.write_brief(tmp_path, replace(brief, signature=f"run:{number}"), ["md"])
        except PipelineError as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(8) as pool:
        errors = [error for error in pool.map(write, range(40)) if error]
    assert all("another run keeps writing" in error for error in errors)
    assert [path.name for path in tmp_path.iterdir()] == [brief.article.id]
    assert store.verify_folder(tmp_path / brief.article.id) == ()


def test_leftovers_of_dead_runs_go_and_those_of_living_ones_stay(tmp_path: Path) -> None:
    """A temporary folder is removed only when its process is gone from this machine."""
    host = store._host()
    dead = tmp_path / f".tmp-~{host}~99999999~0a1b2c3d-x"
    alive = tmp_path / f".tmp-~{host}~{os.getpid()}~0a1b2c3d-x"
    elsewhere = tmp_path / ".tmp-~another-machine~99999999~0a1b2c3d-x"
    odd = tmp_path / ".tmp-of-someone"
    for folder in (dead, alive, elsewhere, odd):
        folder.mkdir()
    store.clean_leftovers(tmp_path)
    assert not dead.exists()
    assert alive.exists()
    assert elsewhere.exists()
    assert odd.exists()


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path, brief: Brief) -> None:
    """What, where, what to do; and nothing is left behind."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(
        PipelineError, match=r"Cannot write the brief to .*file.*; free or change the folder\."
    ):
        store.write_brief(blocked, brief, [])


def test_a_damaged_brief_is_one_sentence(tmp_path: Path, brief: Brief) -> None:
    """It names the file and the way out."""
    folder = store.write_brief(tmp_path, brief, [])
    (folder / "brief.json").write_text('{"article": 1}')
    with pytest.raises(PipelineError, match=r"Cannot read .*brief\.json.*--force"):
        store.load_brief(folder)


def test_an_altered_file_makes_the_article_undone(tmp_path: Path, brief: Brief) -> None:
    """What was tampered with is never rendered again under a fresh hash."""
    folder = store.write_brief(tmp_path, brief, ["md"])
    text = (folder / "brief.json").read_text(encoding="utf-8")
    (folder / "brief.json").write_text(text.replace("Sète", "Cette"), encoding="utf-8")
    assert store.find_done(tmp_path, brief.article, brief.signature) is None


def test_a_folder_without_its_manifest_is_still_seen(tmp_path: Path, brief: Brief) -> None:
    """verify names it, status counts it as failed."""
    folder = store.write_brief(tmp_path, brief, [])
    (folder / store.MANIFEST).unlink()
    assert list(store.brief_folders(tmp_path)) == [folder]
    assert "missing or damaged" in store.verify_folder(folder)[0]


def test_damaged_briefs_are_told_apart_from_good_ones(tmp_path: Path, brief: Brief) -> None:
    """One bad folder never hides the others."""
    store.write_brief(tmp_path, brief, [])
    other = store.write_brief(tmp_path, replace(brief, article=replace(brief.article, id="b-2")), [])
    (other / "brief.json").write_text("{")
    briefs, damaged = store.load_briefs(store.brief_folders(tmp_path))
    assert briefs == [brief]
    assert len(damaged) == 1


def test_a_file_in_the_place_of_a_folder_is_left_alone(tmp_path: Path, brief: Brief) -> None:
    """Nothing of the user's is moved away."""
    (tmp_path / brief.article.id).write_text("mine")
    with pytest.raises(PipelineError, match="is a file"):
        store.write_brief(tmp_path, brief, [])
    assert (tmp_path / brief.article.id).read_text() == "mine"
    assert len(list(tmp_path.iterdir())) == 1


def test_an_output_folder_is_asked_for_its_rights_and_left_as_it_is(tmp_path: Path) -> None:
    """One that is still to be made counts by its parent; below a file nothing can be made."""
    store.check_writable(tmp_path / "new" / "deep")
    assert not list(tmp_path.iterdir())
    (tmp_path / "file").write_text("mine")
    with pytest.raises(PipelineError, match=r"Nothing can be written to .*file; change its rights"):
        store.check_writable(tmp_path / "file" / "out")


@pytest.mark.parametrize(
    ("field", "value"),
    [("signature", "beam:9"), ("origin", "other.txt"), ("article_id", "other"), ("trust", None)],
)
def test_a_manifest_that_disagrees_with_its_brief_is_found(
    tmp_path: Path, brief: Brief, field: str, value: object
) -> None:
    """Every field of the manifest is in brief.json too, whose hash is proved."""
    folder = store.write_brief(tmp_path, brief, [])
    data = json.loads((folder / store.MANIFEST).read_text(encoding="utf-8"))
    data[field] = {**data["trust"], "critical": 99} if value is None else value
    (folder / store.MANIFEST).write_text(json.dumps(data), encoding="utf-8")
    assert any(f"its {field} is not that of brief.json" in one for one in store.verify_folder(folder))


def test_a_renamed_folder_is_found(tmp_path: Path, brief: Brief) -> None:
    """The folder says whose brief it holds."""
    folder = store.write_brief(tmp_path, brief, [])
    moved = folder.rename(tmp_path / "other")
    assert store.verify_folder(moved) == (f"{moved}: the folder holds the brief of {brief.article.id}.",)


def test_a_report_half_written_by_a_killed_run_is_cleaned_away(tmp_path: Path) -> None:
    """Like its temporary folders; that of a run which lives, and of another machine, is left alone."""
    dead = 2**22 + 1  # above the highest process number of Linux
    names = [f"{store._TEMPORARY}~{host}~{pid}~run.json" for host, pid in (
        (store._host(), dead), (store._host(), os.getpid()), ("elsewhere", dead))]  # fmt: skip
    for name in names:
        (tmp_path / name).write_text("{")
    store.clean_leftovers(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names[1:])
