"""Where an engine runs. No machine that these tests ran on had a GPU: what they hold is the way back."""

import os
import subprocess
import sys
from pathlib import Path

import ctranslate2
import pytest

from pipeline.seq2seq import Decoding, EngineOptions, engine_name, load_engine
from pipeline.seq2seq.devices import batch_budget, compute_type, usable_device, warn_of_cpu
from tests.checkpoints import PAIRS, conversions, tiny_marian

ENGINES = ("ctranslate2", "marian")
SENTENCE, ENGLISH = PAIRS[0]
ARTICLE = "Le maire a présenté le budget de la ville. Les habitants ont signé la pétition mardi soir."

without_gpu = pytest.mark.skipif(ctranslate2.get_cuda_device_count() > 0, reason="there is a GPU")


@pytest.fixture(autouse=True)
def _nothing_was_said() -> None:
    """Each test begins like a process that has not warned yet."""
    warn_of_cpu.cache_clear()


@without_gpu
@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_asked_for_a_gpu_translates_on_the_cpu(
    engine: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The same words and the same name as without the wish, and one line that says so."""
    options = EngineOptions(device="cuda", threads=1, cache_dir=conversions())
    one = load_engine(engine, tiny_marian(), options)
    assert one.name == engine_name(engine, "cpu") == engine_name(engine, "cuda")
    assert [found.text for found in one.generate([SENTENCE], Decoding(beam_size=1))] == [ENGLISH]
    assert [record.getMessage() for record in caplog.records] == [
        f"No CUDA device that the engine {engine} can use was found; running on the CPU."
    ]


@without_gpu
def test_two_checkpoints_give_one_line(caplog: pytest.LogCaptureFixture) -> None:
    """The translator and the summariser of a run both ask."""
    assert [usable_device("ctranslate2", "cuda") for _ in range(3)] == ["cpu"] * 3
    assert len(caplog.records) == 1


@without_gpu
@pytest.mark.parametrize("engine", ENGINES)
def test_auto_takes_the_cpu_without_a_word(engine: str, caplog: pytest.LogCaptureFixture) -> None:
    """Who leaves the choice to the machine need not be told what it chose: the signature says it."""
    assert usable_device(engine, "auto") == "cpu"
    assert engine_name(engine, "auto") == engine_name(engine, "cpu")
    assert not caplog.records


def test_a_broken_driver_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """CTranslate2 raises where the driver is older than the library; the run goes on all the same."""

    def fail() -> int:
        raise RuntimeError("CUDA driver version is insufficient for CUDA runtime version")

    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", fail)
    assert usable_device("ctranslate2", "auto") == "cpu"


@pytest.mark.parametrize(
    ("supported", "arithmetic"), [({"float32", "float16"}, "float16"), ({"float32"}, "float32")]
)
def test_a_gpu_computes_in_float16_if_it_can(
    supported: set[str], arithmetic: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the GPU can is asked of the library; an old one gets float32."""
    monkeypatch.setattr(ctranslate2, "get_supported_compute_types", lambda _: supported)
    assert compute_type("ctranslate2", "default", "cuda") == arithmetic


def test_arithmetic_follows_the_device_unless_it_is_asked_for() -> None:
    """int8 and float32 on a CPU, float16 on a GPU."""
    assert compute_type("ctranslate2", "default", "cpu") == "int8"
    assert compute_type("marian", "default", "cpu") == "float32"
    assert compute_type("marian", "default", "cuda") == "float16"
    assert compute_type("ctranslate2", "float32", "cuda") == "float32"


def test_a_gpu_gets_larger_batches() -> None:
    """A wish for still larger ones counts."""
    assert batch_budget(768, "cpu") == 768
    assert batch_budget(768, "cuda") == 8192
    assert batch_budget(20_000, "cuda") == 20_000


@without_gpu
@pytest.mark.parametrize("engine", ENGINES)
def test_a_whole_run_says_it_in_one_line(engine: str, tmp_path: Path) -> None:
    """``--device cuda`` on a laptop: briefs, exit code 0, one line more, the signature of the CPU."""
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    flags = ["--engine", engine, "--device", "cuda", "--no-memory", "--spacy", "off", "--format", "txt"]
    command = [sys.executable, "-m", "pipeline", "run", str(tmp_path / "article.txt"), *flags]
    done = subprocess.run(
        [*command, "-o", str(tmp_path / "out")],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("CUDA") == 1
    run = (tmp_path / "out" / "run.json").read_text(encoding="utf-8")
    assert engine_name(engine, "cpu") in run
