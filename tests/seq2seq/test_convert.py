"""Conversion for CTranslate2, once, safely."""

import multiprocessing
import shutil
from pathlib import Path

import pytest

from pipeline.errors import CheckpointError
from pipeline.seq2seq import Decoding, EngineOptions, load_engine
from pipeline.seq2seq.convert import _digest, converted, weights_digest
from tests.checkpoints import PAIRS, tiny_marian

GREEDY = Decoding(beam_size=1)


def folders(cache: Path) -> list[Path]:
    """What lies in the cache of conversions."""
    return sorted((cache / "ctranslate2").iterdir())


def test_a_checkpoint_is_converted_once(tmp_path: Path) -> None:
    """The second call finds the first one's work, whoever computed the hash."""
    first = converted(tiny_marian(), "int8", "", tmp_path)
    stamp = (first / "model.bin").stat().st_mtime_ns
    assert converted(tiny_marian(), "int8", weights_digest(tiny_marian()), tmp_path) == first
    assert (first / "model.bin").stat().st_mtime_ns == stamp
    assert folders(tmp_path) == [first]


def test_other_arithmetic_is_another_conversion(tmp_path: Path) -> None:
    """int8 and float32 lie side by side, named by hash, version and arithmetic."""
    import ctranslate2

    kinds = ("int8", "float32")
    names = [converted(tiny_marian(), kind, "a" * 64, tmp_path).name for kind in kinds]
    assert [name[:17] for name in names] == ["a" * 16 + "-"] * 2
    assert [name[26:] for name in names] == [
        f"{ctranslate2.__version__}-{kind}" for kind in ("int8", "float32")
    ]


def test_two_processes_at_once_leave_one_conversion(tmp_path: Path) -> None:
    """Each renames its own into place; the loser uses the winner's and leaves no litter."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(3) as pool:
        results = pool.starmap(converted, [(tiny_marian(), "int8", "", tmp_path)] * 3)
    assert len(set(results)) == 1
    assert folders(tmp_path) == [results[0]]


def test_a_conversion_that_does_not_load_is_made_again(tmp_path: Path) -> None:
    """A disk that was full, a copy that was killed: repaired without a word."""
    folder = converted(tiny_marian(), "int8", "", tmp_path)
    (folder / "model.bin").write_bytes(b"half a model")
    engine = load_engine("ctranslate2", tiny_marian(), EngineOptions(threads=1, cache_dir=tmp_path))
    assert engine.generate([PAIRS[0][0]], GREEDY)[0].text == PAIRS[0][1]


def _spoil(path: Path) -> None:
    """Overwrite a third of a file in its middle, its length as it was."""
    data = bytearray(path.read_bytes())
    third = len(data) // 3
    data[third : 2 * third] = bytes(third)
    path.write_bytes(data)


@pytest.mark.parametrize("name", ["model.bin", "shared_vocabulary.json", "config.json", "sha256"])
def test_a_conversion_with_a_damaged_file_is_made_again(tmp_path: Path, name: str) -> None:
    """A model with other weights loads and says other words; its hash tells."""
    folder = converted(tiny_marian(), "int8", "", tmp_path)
    before = (folder / name).read_bytes()
    _spoil(folder / name)
    assert (folder / name).read_bytes() != before
    assert converted(tiny_marian(), "int8", "", tmp_path) == folder
    assert (folder / name).read_bytes() == before
    assert folders(tmp_path) == [folder]


def test_a_conversion_without_its_hash_is_made_again(tmp_path: Path) -> None:
    """One of an older version, or a removal that was killed half-way."""
    folder = converted(tiny_marian(), "int8", "", tmp_path)
    kept = (folder / "sha256").read_bytes()
    (folder / "sha256").unlink()
    assert (converted(tiny_marian(), "int8", "", tmp_path) / "sha256").read_bytes() == kept


def test_a_conversion_that_does_not_load_though_whole_is_made_again(tmp_path: Path) -> None:
    """Its hash is right, the library refuses it all the same."""
    folder = converted(tiny_marian(), "int8", "", tmp_path)
    (folder / "model.bin").write_bytes(b"half a model")
    (folder / "sha256").write_bytes(_digest(folder))
    engine = load_engine("ctranslate2", tiny_marian(), EngineOptions(threads=1, cache_dir=tmp_path))
    assert engine.generate([PAIRS[0][0]], GREEDY)[0].text == PAIRS[0][1]


def test_a_cache_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """What, where, what to do."""
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(CheckpointError, match="--cache-dir"):
        converted(tiny_marian(), "int8", "", tmp_path / "file")


def test_broken_weights_are_told(tmp_path: Path) -> None:
    """Cut short: one sentence, and nothing stays behind."""
    copy = tmp_path / "copy"
    shutil.copytree(tiny_marian(), copy)
    weights = copy / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:5000])
    with pytest.raises(CheckpointError, match="cannot be converted"):
        converted(copy, "int8", "", tmp_path / "cache")
    assert folders(tmp_path / "cache") == []


def test_a_decoder_that_starts_elsewhere_is_refused(tmp_path: Path) -> None:
    """CTranslate2 starts Marian from a zero embedding; other weights would say other words."""
    from safetensors.torch import load_file, save_file

    copy = tmp_path / "copy"
    shutil.copytree(tiny_marian(), copy)
    tensors = load_file(copy / "model.safetensors")
    tensors["model.shared.weight"][-1] = 0.5
    save_file(tensors, copy / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(CheckpointError, match="zero embedding"):
        converted(copy, "int8", "", tmp_path / "cache")


def test_a_folder_without_weights_has_no_digest(tmp_path: Path) -> None:
    """The names that were looked for are in the message."""
    with pytest.raises(CheckpointError, match=r"model\.safetensors or pytorch_model\.bin"):
        weights_digest(tmp_path)
