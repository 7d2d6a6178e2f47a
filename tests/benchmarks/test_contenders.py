"""Every contender runs for real on two short articles: the embedded checkpoint, and one of noise."""

import json
import time
from dataclasses import asdict
from pathlib import Path

import pytest

from benchmarks.articles import read_segments
from benchmarks.checkpoints import FIXED_LENGTH, OPUS, Prepared
from benchmarks.contenders import CONTENDERS, WHOLE, Job, Measured, measure, parse, peak_mib
from benchmarks.standin import NOTHING, Counted, Recorded, read, record, write
from pipeline.executors import EXECUTORS
from pipeline.seq2seq import ENGINES, Decoding, EngineOptions, load_engine


def job(name: str, folder: Path, checkpoint: Prepared, words: str = "") -> Job:
    """A job over two articles whose process has just begun."""
    return Job(name, str(folder), 2, time.monotonic(), checkpoint, words)


@pytest.fixture(scope="module")
def words(few: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The file of what the embedded checkpoint says of the two articles."""
    path = tmp_path_factory.mktemp("words") / "words.json"
    write(record(few, 2), path)
    return str(path)


@pytest.mark.parametrize("name", [*CONTENDERS, WHOLE])
def test_each_measures_itself(name: str, few: Path, embedded: Prepared) -> None:
    """The same words for all; pieces, times and memory that can be."""
    found = measure(job(name, few, embedded))
    segments = read_segments(few, 2)
    assert (found.articles, found.words) == (2, sum(len(part.split()) for one in segments for part in one))
    assert found.words < found.pieces < 3 * found.words
    assert min(found.seconds, found.processor_seconds, found.start_up) > 0
    assert 50 < found.peak_mib < 8000
    assert (found.disk_bytes > 0) == (name == WHOLE)


@pytest.mark.parametrize("name", CONTENDERS)
def test_noise_has_its_fixed_length(name: str, few: Path, noise: Prepared, words: str) -> None:
    """As many pieces for each segment, whoever translates; transformers' end mark may be one of them."""
    segments = sum(map(len, read_segments(few, 2)))
    found = measure(job(name, few, noise, words))
    assert found.pieces == pytest.approx(segments * FIXED_LENGTH, rel=0.15)


def test_the_whole_pipeline_does_the_work_of_one_and_says_the_words_of_the_other(
    few: Path, noise: Prepared, words: str
) -> None:
    """More pieces than translation alone, for the words of quotations; briefs are written and counted."""
    found = measure(job(WHOLE, few, noise, words))
    assert found.pieces >= measure(job("briefs-translation", few, noise, words)).pieces
    assert found.disk_bytes > 0


def test_nothing_is_left_as_it_was_not(few: Path, embedded: Prepared) -> None:
    """A measured process is not the only one that may call: tables of engines and executors are restored."""
    engines, executors = dict(ENGINES), dict(EXECUTORS)
    measure(job(WHOLE, few, embedded))
    assert (engines, executors) == (ENGINES, EXECUTORS)


def test_a_job_travels_as_json(few: Path, embedded: Prepared) -> None:
    """From the bench to the process of the contender."""
    one = job("argos-way", few, embedded)
    assert parse(json.dumps(asdict(one))) == one


def test_the_big_checkpoint_has_the_shape_of_opus_mt(noise: Prepared) -> None:
    """Only its size matters; the small one of the tests is made the same way and says what it is."""
    assert (OPUS.vocabulary, OPUS.layers, OPUS.width) == (59_514, 6, 512)
    assert "random weights" in noise.label
    vocabulary = json.loads((Path(noise.directory) / "vocab.json").read_text(encoding="utf-8"))
    config = json.loads((Path(noise.directory) / "config.json").read_text(encoding="utf-8"))
    assert sorted(vocabulary.values()) == list(range(config["vocab_size"]))


def test_what_was_recorded_is_read_as_it_was_written(words: str, tmp_path: Path) -> None:
    """Word pairs and pieces included."""
    found = read(Path(words))
    assert found.words
    assert 0 < found.fragment_share <= 1
    write(found, tmp_path / "again.json")
    assert read(tmp_path / "again.json") == found


def test_an_engine_that_is_only_counted_says_what_it_says(embedded: Prepared) -> None:
    """Without a fixed length nothing changes but the count."""
    engine = load_engine("ctranslate2", Path(embedded.directory), EngineOptions(threads=1))
    counted = Counted(engine, NOTHING)
    texts, decoding = ["Le maire refuse.", "La ville vote."], Decoding(beam_size=1)
    assert counted.generate(texts, decoding) == engine.generate(texts, decoding)
    assert counted.pieces == sum(len(one.pieces) for one in engine.generate(texts, decoding))
    assert counted.count_pieces(texts) == engine.count_pieces(texts)


def test_a_fragment_costs_its_share(noise: Prepared) -> None:
    """What is cut out of a quotation is shorter than a segment; a text without words comes back."""
    engine = load_engine("ctranslate2", Path(noise.directory), EngineOptions(threads=1))
    counted = Counted(engine, Recorded({}, frozenset({"La ville vote."}), 0.5), FIXED_LENGTH)
    found = counted.generate(["La ville vote.", "Le maire refuse."], Decoding(beam_size=1))
    assert [one.text for one in found] == ["La ville vote.", "Le maire refuse."]
    assert counted.pieces == FIXED_LENGTH + FIXED_LENGTH // 2


def test_a_peak_is_in_mebibytes() -> None:
    """Of this very process, which holds torch."""
    assert 50 < peak_mib() < 16_000
    assert Measured("one", 1, 10, 10, 1.0, 1.0, 1.0, 1.0).disk_bytes == 0
