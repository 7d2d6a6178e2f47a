"""models.txt and the checkpoints it names."""

import hashlib
import os
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import models
from pipeline.errors import CheckpointError, SettingsError
from pipeline.models import (
    Checkpoint,
    digest,
    fetch,
    load_models,
    parse_models,
    refresh_embedded,
    resolve,
    select,
    verify,
)
from pipeline.seq2seq import Decoding, EngineOptions, load_engine
from tests.checkpoints import PAIRS, conversions, tiny_marian, write_hub_shape

REVISION = "b4a9a384c2ec68a224bbd2ee3fd5df0c71ca5b1b"
HASH = "ab" * 32
EMBEDDED = f"embedded translation fr-en mini embedded - MIT {HASH} 1234"
HUB = f"hub translation fr-en opus-mt-fr-en Helsinki-NLP/opus-mt-fr-en {REVISION} Apache-2.0 - -"


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkpoint:
    """A hub checkpoint whose files lie in a cache of the hub's shape, found through HF_HOME."""
    write_hub_shape(tmp_path / "home" / "hub", "Helsinki-NLP/opus-mt-fr-en", REVISION, tiny_marian())
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("HF_HUB_CACHE", raising=False)
    monkeypatch.setenv("BRIEFS_CACHE", str(tmp_path / "briefs"))
    return parse_models(HUB, "models.txt")[0]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package folder of its own with an embedded checkpoint called mini."""
    shutil.copytree(tiny_marian(), tmp_path / "package" / "embedded" / "mini")
    monkeypatch.setattr(models, "_PACKAGE", tmp_path / "package")
    return tmp_path / "package"


def weights_of(checkpoint: Checkpoint) -> Path:
    """The weight file of a hub checkpoint in the cache of the fixture."""
    return resolve(checkpoint) / "model.safetensors"


def test_a_line_is_a_checkpoint() -> None:
    """Nine columns, any white space between them; comments and blank lines do not count."""
    text = f"# a comment\n\n{EMBEDDED}\n   # another\n{HUB.replace(' ', chr(9))}\n"
    embedded, hub = parse_models(text, "models.txt")
    assert embedded == Checkpoint(
        "translation", "fr", "en", "mini", "embedded", "-", "MIT", HASH, 1234, "embedded"
    )
    assert (hub.location, hub.revision, hub.sha256, hub.size) == (
        "Helsinki-NLP/opus-mt-fr-en",
        REVISION,
        "-",
        0,
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("embedded translation", "line 2: 2 columns, not 9"),
        (EMBEDDED.replace("translation", "poetry"), "role 'poetry'"),
        (EMBEDDED.replace("fr-en", "french"), "pair 'french'"),
        (EMBEDDED.replace("mini", "../mini"), "name '../mini'"),
        (EMBEDDED.replace(" - MIT", f" {REVISION} MIT"), "revision"),
        (EMBEDDED.replace(HASH, "abc"), "sha256 'abc'"),
        (EMBEDDED.replace("1234", "12MB"), "size '12MB'"),
        (HUB.replace(REVISION, "main"), "revision 'main' is not 40 hexadecimal digits"),
        (HUB.replace("Helsinki-NLP/", "../../"), "neither embedded nor like owner/name"),
        (f"{HUB}\n{HUB}", "already a translation checkpoint for fr-en in profile hub"),
        ("", "names no checkpoint"),
    ],
)
def test_a_wrong_line_is_told(line: str, message: str) -> None:
    """Which file, which line, what is wrong; a branch name is no revision."""
    with pytest.raises(SettingsError) as raised:
        parse_models(f"# first\n{line}\n", "some/models.txt")
    assert message in str(raised.value)
    assert "some/models.txt" in str(raised.value)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No file makes the parser crash."""
    with suppress(SettingsError):
        assert parse_models(text, "x")


def test_the_shipped_file_has_both_profiles() -> None:
    """embedded is the default; hub names what issue and README name, at fixed revisions."""
    checkpoints = load_models()
    assert select(checkpoints, "embedded", "translation").location == "embedded"
    assert select(checkpoints, "embedded", "summary").location == "embedded"
    assert select(checkpoints, "hub", "translation").revision == REVISION
    assert select(checkpoints, "hub", "summary").location == "sshleifer/distilbart-cnn-12-6"


def test_an_unknown_profile_is_refused_with_those_there_are() -> None:
    """``--profile hup`` is a slip of the finger."""
    with pytest.raises(SettingsError, match="embedded, hub"):
        select(load_models(), "hup", "translation")


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """With the flag to name another."""
    with pytest.raises(SettingsError, match="--models-file"):
        load_models(tmp_path / "nothing.txt")


def test_embedded_weights_are_checked(package: Path) -> None:
    """As pinned: the folder; one byte changed: refused."""
    checkpoint = parse_models(refresh_embedded(EMBEDDED), "models.txt")[0]
    assert resolve(checkpoint) == package / "embedded" / "mini"
    assert verify(checkpoint) == "ready"
    weights = package / "embedded" / "mini" / "model.safetensors"
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    assert verify(checkpoint) == "altered"
    with pytest.raises(CheckpointError, match="not the pinned ones"):
        resolve(checkpoint)


@pytest.mark.usefixtures("package")
def test_pinning_fills_in_embedded_lines_only() -> None:
    """Comments, other lines and the columns before stay as they are."""
    text = f"# kept\n{EMBEDDED.replace(HASH, '-').replace('1234', '-')}\n{HUB}\n"
    pinned = refresh_embedded(text)
    size = (tiny_marian() / "model.safetensors").stat().st_size
    lines = pinned.splitlines()
    assert (lines[0], lines[2]) == ("# kept", HUB)
    assert lines[1].startswith("embedded translation fr-en mini embedded - MIT ")
    assert lines[1].endswith(f"  {size}")
    assert refresh_embedded(pinned) == pinned


@pytest.mark.usefixtures("package")
def test_pinning_needs_the_weights() -> None:
    """No weights, no hash."""
    with pytest.raises(CheckpointError, match="no weights"):
        refresh_embedded(EMBEDDED.replace("mini", "maxi"))


def test_an_embedded_checkpoint_without_a_hash_is_refused(package: Path) -> None:
    """It is ours, so nothing excuses a missing hash."""
    assert package.is_dir()
    with pytest.raises(CheckpointError, match="briefs models pin"):
        resolve(parse_models(EMBEDDED.replace(HASH, "-"), "models.txt")[0])


@pytest.mark.usefixtures("package")
def test_a_package_without_its_weights_is_broken() -> None:
    """Then it was installed badly."""
    checkpoint = parse_models(EMBEDDED.replace("mini", "maxi"), "models.txt")[0]
    assert verify(checkpoint) == "missing"
    with pytest.raises(CheckpointError, match="install it again"):
        resolve(checkpoint)


@pytest.mark.usefixtures("no_network")
def test_a_missing_hub_checkpoint_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run never downloads; it says exactly what to type."""
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    monkeypatch.delenv("HF_HUB_CACHE", raising=False)
    checkpoint = parse_models(HUB, "models.txt")[0]
    with pytest.raises(CheckpointError) as raised:
        resolve(checkpoint)
    assert str(raised.value).endswith("briefs models fetch --profile hub")
    assert verify(checkpoint) == "missing"


@pytest.mark.usefixtures("no_network")
def test_a_hub_checkpoint_is_found_and_runs(hub: Checkpoint) -> None:
    """From a cache of the hub's shape, without a connection, in both engines."""
    directory = resolve(hub)
    assert directory.name == REVISION
    for name in ("marian", "ctranslate2"):
        engine = load_engine(name, directory, EngineOptions(threads=1, cache_dir=conversions()))
        assert engine.generate([PAIRS[0][0]], Decoding(beam_size=1))[0].text == PAIRS[0][1]


def test_a_hub_checkpoint_is_found_in_the_folder_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``--cache-dir`` may be a hub cache itself or hold one."""
    monkeypatch.setenv("HF_HOME", str(tmp_path / "empty"))
    checkpoint = parse_models(HUB, "models.txt")[0]
    for cache in (tmp_path / "one", tmp_path / "two" / "hub"):
        write_hub_shape(cache, checkpoint.location, REVISION, tiny_marian())
    assert resolve(checkpoint, tmp_path / "one").is_relative_to(tmp_path / "one")
    assert resolve(checkpoint, tmp_path / "two").is_relative_to(tmp_path / "two")


def test_an_unpinned_hash_is_trusted_on_first_use_only(hub: Checkpoint) -> None:
    """Recorded when first seen; other weights at the same revision are refused ever after."""
    assert verify(hub) == "recorded"
    weights = weights_of(hub)
    weights.write_bytes(weights.read_bytes() + b"\0")
    with pytest.raises(CheckpointError, match="briefs models fetch --profile hub"):
        resolve(hub)
    assert verify(hub) == "altered"


def test_a_pinned_hash_counts_on_the_hub_too(hub: Checkpoint) -> None:
    """What models.txt says goes before what was seen first."""
    right = models.digest(weights_of(hub))
    assert verify(replace(hub, sha256=right)) == "ready"
    assert verify(replace(hub, sha256=HASH)) == "altered"


def test_a_record_that_cannot_be_kept_is_told(hub: Checkpoint, tmp_path: Path) -> None:
    """Without the record there would be no second check."""
    (tmp_path / "briefs").write_text("no folder")
    with pytest.raises(CheckpointError, match="--cache-dir"):
        resolve(hub)


@pytest.mark.usefixtures("no_network")
def test_fetching_what_is_there_needs_no_network(hub: Checkpoint) -> None:
    """It only records and checks the hash."""
    assert fetch(hub).name == REVISION


@pytest.mark.usefixtures("no_network")
def test_fetching_without_a_network_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, no traceback; nothing half-fetched counts as there."""
    # The library reads the variable when it is imported, which another test may have made it do.
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    checkpoint = parse_models(HUB, "models.txt")[0]
    with pytest.raises(CheckpointError, match="cannot be fetched from the hub"):
        fetch(checkpoint, tmp_path / "cache")
    assert verify(checkpoint, tmp_path / "cache") == "missing"


def test_weights_as_a_pickle_are_found_too(tmp_path: Path) -> None:
    """opus-mt-fr-en has pytorch_model.bin; it is loaded as weights only."""
    import torch
    from safetensors.torch import load_file

    files = tmp_path / "files"
    shutil.copytree(tiny_marian(), files)
    torch.save(load_file(files / "model.safetensors"), files / "pytorch_model.bin")
    (files / "model.safetensors").unlink()
    write_hub_shape(tmp_path / "cache", "Helsinki-NLP/opus-mt-fr-en", REVISION, files)
    directory = resolve(parse_models(HUB, "models.txt")[0], tmp_path / "cache")
    engine = load_engine("marian", directory, EngineOptions(threads=1))
    assert engine.generate([PAIRS[0][0]], Decoding(beam_size=1))[0].text == PAIRS[0][1]


def test_a_pickle_with_code_in_it_is_refused(tmp_path: Path) -> None:
    """Weights only: nothing that a file brings along is ever run."""
    import torch

    files = tmp_path / "files"
    shutil.copytree(tiny_marian(), files)
    (files / "model.safetensors").unlink()
    torch.save({"model.shared.weight": _Bomb(str(tmp_path / "exploded"))}, files / "pytorch_model.bin")
    with pytest.raises(CheckpointError):
        load_engine("marian", files, EngineOptions(threads=1))
    assert not (tmp_path / "exploded").exists()


class _Bomb:
    """Touches a file when it is unpickled."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self):  # type: ignore[no-untyped-def]
        return (_explode, (self.path,))


def _explode(path: str) -> None:
    Path(path).touch()


def test_weights_are_hashed_again_when_the_file_is_another(tmp_path: Path) -> None:
    """Once a process is enough, also for a file that keeps its size but not its time."""
    path = tmp_path / "weights"
    path.write_bytes(b"one")
    os.utime(path, ns=(1, 1))
    first = digest(path)
    assert digest(path) == first == hashlib.sha256(b"one").hexdigest()
    path.write_bytes(b"two")
    os.utime(path, ns=(1, 1))
    assert digest(path) == hashlib.sha256(b"two").hexdigest()


def test_a_models_file_that_cannot_be_read_says_why_in_words(tmp_path: Path) -> None:
    """No "[Errno 21]"; and a line of the user's own file is named by that file."""
    with pytest.raises(SettingsError, match=r"cannot be read \(Is a directory\); name another"):
        load_models(tmp_path)
    with pytest.raises(SettingsError, match=r"^mine\.txt, line 1: 1 columns, not 9"):
        refresh_embedded("hello\n", "mine.txt")
