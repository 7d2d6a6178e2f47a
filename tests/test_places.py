"""Places: a URL of fsspec serves like a folder. ``memory://`` is a real store of fsspec, in this process."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import fsspec
import pyarrow.parquet
import pytest
from fsspec.registry import _registry
from hypothesis import given
from hypothesis import strategies as st

from pipeline import places, store
from pipeline.batch import BatchOptions, run_batch
from pipeline.errors import PipelineError, SettingsError
from pipeline.places import Place, Remote
from pipeline.readers import Unreadable, iter_articles
from pipeline.records import Article, Outcome
from pipeline.report import merge_reports, read_status, verify_report, write_report
from pipeline.settings import Settings
from tests.conftest import Command
from tests.render.factory import brief as make_brief

IDENTITY = Settings(engine="identity", summary=False, spacy="off", memory=False)
TEXT = "Le maire de Nantes a présenté mardi le budget de la ville devant quarante habitants réunis."


@pytest.fixture
def memory() -> Iterator[Remote]:
    """An empty folder of the memory store."""
    system = fsspec.filesystem("memory")
    yield Remote("memory://presse")
    system.store.clear()
    system.pseudo_dirs[:] = [""]


def test_what_is_written_is_read_listed_and_removed(memory: Remote) -> None:
    """The few methods of a path, on a URL."""
    memory.write_all({"a.txt": b"un", "b.txt": b"deux"})
    (memory / "sub" / "c.txt").write_bytes(b"trois")
    assert (memory / "a.txt").read_text("utf-8") == "un"
    assert (memory / "b.txt").size() == 4
    assert [str(one) for one in memory.glob("*.txt")] == ["memory://presse/a.txt", "memory://presse/b.txt"]
    assert sorted(one.name for one in memory.iterdir()) == ["a.txt", "b.txt", "sub"]
    assert [one.url for one in memory.files()][-1] == "memory://presse/sub/c.txt"
    (memory / "a.txt").unlink()
    assert not (memory / "a.txt").is_file()
    with pytest.raises(FileNotFoundError, match="no such file, folder or bucket"):
        (memory / "a.txt").unlink()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("foo://a/b", "foo:// is not known; check the URL"),
        ("simplecache::s3://a/b", "URLs joined by :: are not supported"),
    ],
)
def test_a_url_that_cannot_be_served_is_a_sentence(name: str, sentence: str) -> None:
    """The scheme is wrong, or two are joined."""
    with pytest.raises(SettingsError, match=sentence):
        places.place(name)


def test_a_missing_library_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """``s3://`` without s3fs says what to type."""
    monkeypatch.setitem(__import__("sys").modules, "s3fs", None)
    with pytest.raises(SettingsError, match="pip install s3fs"):
        places.place("s3://bucket/briefs")


def test_local_names_stay_paths() -> None:
    """A Windows drive or a colon is no scheme."""
    for name in ("outputs", "/a/b", "C:/presse", "a:b"):
        assert places.place(name) == Path(name)


@given(st.lists(st.text("abz-.", min_size=1, max_size=4), min_size=1, max_size=4))
def test_remote_names_sort_like_paths(parts: list[str]) -> None:
    """a/b stands before a-b, as it does for local files, so that the order of articles is the same."""
    parts = [part for part in parts if part.strip(".")] or ["a"]
    one, two = "/".join(parts), "-".join(parts)
    assert (Remote(f"memory://{one}") < Remote(f"memory://{two}")) == (Path(one).parts < Path(two).parts)


def _articles(memory: Remote) -> None:
    memory.write_all({f"in-{n}.txt": f"{TEXT} Ils étaient {n}.".encode() for n in range(4)})
    (memory / "sub" / "vide.txt").write_bytes(b"")


def test_a_remote_folder_is_read_in_the_order_of_a_local_one(memory: Remote, tmp_path: Path) -> None:
    """Same articles, same order; a file that is empty is named by its URL."""
    _articles(memory)
    for remote in memory.files():
        local = tmp_path / remote.url.removeprefix("memory://presse/")
        local.parent.mkdir(exist_ok=True)
        local.write_bytes(remote.read_bytes())
    far, near = list(iter_articles(["memory://presse"])), list(iter_articles([str(tmp_path)]))
    assert [one.text for one in far if isinstance(one, Article)] == [
        one.text for one in near if isinstance(one, Article)
    ]
    (bad,) = (one for one in far if isinstance(one, Unreadable))
    assert bad.origin == "memory://presse/sub/vide.txt"
    assert [one.origin for one in iter_articles(["memory://presse/in-[12].txt"])] == [
        "memory://presse/in-1.txt",
        "memory://presse/in-2.txt",
    ]


@pytest.mark.parametrize("name", ["memory://presse/absent.txt", "memory://absent", "memory://presse/*.pdf"])
def test_what_is_not_there_is_one_unreadable(memory: Remote, name: str) -> None:
    """A missing file, folder and a pattern without a match."""
    _articles(memory)
    (found,) = iter_articles([name])
    assert isinstance(found, Unreadable)
    assert "check the URL" in found.error


def _run(inputs: str, output: Place, **options: object) -> Sequence[Outcome]:
    chosen = replace(BatchOptions(output, ("md",), chunk=2), **options)  # type: ignore[arg-type]
    return run_batch([inputs], chosen, IDENTITY, lambda _: None)


def test_a_run_to_a_url_writes_the_bytes_of_a_run_to_a_folder(memory: Remote, tmp_path: Path) -> None:
    """Also file:// and memory:// agree, and a second run skips all that is done."""
    _articles(memory)
    for output in (tmp_path / "local", Remote(f"file://{tmp_path}/remote"), Remote("memory://out")):
        statuses = [one.status for one in _run("memory://presse", output)]
        assert statuses == ["done"] * 4 + ["failed"]
        assert [one.status for one in _run("memory://presse", output)] == ["skipped"] * 4 + ["failed"]
    for folder in store.brief_folders(Remote("memory://out")):
        for name in ("brief.json", "brief.md", "manifest.json"):
            wanted = (tmp_path / "local" / folder.name / name).read_bytes()
            assert (tmp_path / "remote" / folder.name / name).read_bytes() == wanted
            assert (folder / name).read_bytes() == wanted


def _corpus(path: Path) -> Path:
    rows = [{"text": f"{TEXT} Ils étaient {number}.", "id": number} for number in range(9)]
    if path.suffix == ".parquet":
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    else:
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


@pytest.mark.parametrize("form", [".jsonl", ".parquet"])
@pytest.mark.parametrize("executor", ["processes", "ray"])
def test_executors_shards_and_urls_give_the_bytes_of_a_serial_run(
    tmp_path: Path, form: str, executor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A corpus as file:// in and file:// out, two workers, three shards: not a byte differs.

    Ray starts its own workers even where the environment names another cluster.
    """
    monkeypatch.setenv("RAY_ADDRESS", "127.0.0.1:1")
    if executor == "ray":
        pytest.importorskip("ray")
    corpus = f"file://{_corpus(tmp_path / f'corpus{form}')}"
    _run(corpus, tmp_path / "serial")
    far = Remote(f"file://{tmp_path}/far")
    outcomes = _run(corpus, far, executor=executor, workers=2)
    assert [one.status for one in outcomes] == ["done"] * 9
    assert _bytes(tmp_path / "far") == _bytes(tmp_path / "serial")
    if executor == "processes":
        for index in (1, 2, 3):
            _run(corpus, Remote(f"file://{tmp_path}/parts"), shard=(index, 3))
        assert _bytes(tmp_path / "parts") == _bytes(tmp_path / "serial")


def test_an_upload_without_its_manifest_is_not_done(memory: Remote) -> None:
    """A run killed before the manifest was written, or between two versions, is done again."""
    brief = make_brief()
    folder = store.write_brief(memory, brief, ["md", "csv"])
    assert store.find_done(memory, brief.article, brief.signature) is not None
    (folder / "brief.md").write_bytes(b"torn")
    assert store.find_done(memory, brief.article, brief.signature) is None
    assert "altered since it was written" in store.verify_folder(folder)[0]
    (folder / store.MANIFEST).unlink()
    assert "missing or damaged" in store.verify_folder(folder)[0]
    store.write_brief(memory, brief, ["md"])
    assert store.verify_folder(folder) == ()
    assert not (folder / "quotes.csv").is_file()


def test_shards_behind_a_url_are_merged(memory: Remote) -> None:
    """Each shard leaves its report; merge makes one of them and takes theirs away."""
    _articles(memory)
    output = Remote("memory://out")
    for shard in ((1, 2), (2, 2)):
        write_report(output, _run("memory://presse", output, shard=shard), "s", shard)
    assert len(merge_reports(output)) == 5
    assert [one.name for one in output.glob("run*.json")] == ["run.json"]
    status = read_status(output)
    assert (len(status.done), len(status.failed)) == (4, 1)


def test_a_store_that_refuses_gives_a_sentence(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "taken").write_text("")
    with pytest.raises(PipelineError, match="Cannot write the brief to"):
        store.write_brief(Remote(f"file://{tmp_path}/taken"), make_brief(), ["md"])


def test_a_bucket_that_is_not_there_stops_the_run_before_any_work(
    memory: Remote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mistyped, it would otherwise be noticed after a night of translating."""
    monkeypatch.setitem(_registry, "gs", type(fsspec.filesystem("memory")))
    _articles(memory)
    with pytest.raises(PipelineError, match=r"to gs://briefs/out: no such bucket"):
        _run("memory://presse", Remote("gs://briefs/out"))
    (Remote("gs://briefs") / "note.txt").write_bytes(b"")
    store.check_writable(Remote("gs://briefs/out"))
    store.check_writable(Remote(f"file://{tmp_path}/new"))


@pytest.mark.usefixtures("memory")
def test_the_commands_take_urls(command: Command, tmp_path: Path) -> None:
    """run, status, verify, export on memory://; processes cannot share it."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    plain = ("--engine", "identity", "--no-summary", "--spacy", "off", "--no-memory", "--format", "json")
    assert command("run", tmp_path / "a.txt", "-o", "memory://out", *plain).code == 0
    assert command("status", "memory://out").code == 0
    assert command("verify", "memory://out").code == 0
    assert command("export", "memory://out", "--to", tmp_path / "b.jsonl").code == 0
    refused = command("run", tmp_path / "a.txt", "-o", "memory://out", *plain, "--executor", "processes")
    assert refused.code == 2
    assert "one process only" in refused.err


class _Asked:
    """Counts how often a store is asked, whatever for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        storage = places._storage

        def counted(where: Remote) -> object:
            self.count += 1
            return storage(where)

        monkeypatch.setattr(places, "_storage", counted)


def test_a_store_is_asked_for_many_manifests_at_once(memory: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    """Status needs a few questions however many briefs there are; a million would take hours one by one."""
    brief = make_brief()
    numbers = range(40)
    for number in numbers:
        store.write_brief(memory, replace(brief, article=replace(brief.article, id=f"a-{number:02}")), [])
    outcomes = [Outcome(f"a-{number:02}", "a.txt", "done", 0.0, "x", trust=brief.trust) for number in numbers]
    write_report(memory, outcomes, brief.signature)
    asked = _Asked(monkeypatch)
    assert len(read_status(memory).done) == 40
    assert asked.count < 15
    asked.count = 0
    assert verify_report(memory) == ()
    assert asked.count < 15
    (memory / "a-07" / "manifest.json").unlink()
    assert [folder.name for folder, manifest in store.manifests(memory) if manifest is None] == ["a-07"]
    assert len(verify_report(memory)) == 1


def test_a_brief_in_a_store_is_found_done_with_two_questions(
    memory: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The manifest, then all files side by side; one that was altered makes it undone."""
    brief = make_brief()
    store.write_brief(memory, brief, ["md", "html", "csv"])
    asked = _Asked(monkeypatch)
    assert store.find_done(memory, brief.article, brief.signature) is not None
    assert asked.count == 2
    (memory / brief.article.id / "brief.md").write_bytes(b"Mine.")
    assert store.find_done(memory, brief.article, brief.signature) is None
