"""The same rows through every engine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import CheckpointError, EngineError, SettingsError
from pipeline.seq2seq import ENGINES, Decoding, EngineOptions, Seq2Seq, engine_name, load_engine
from tests.checkpoints import DOCUMENTS, PAIRS, conversions, tiny_bart, tiny_marian, write_marian

GREEDY = Decoding(beam_size=1, max_length=60, alignment=True)
SOURCES = [source for source, _ in PAIRS]
TARGETS = [target for _, target in PAIRS]


def engine(name: str, directory: Path, compute_type: str = "default") -> Seq2Seq:
    """An engine on one thread with the conversions of this test session."""
    return load_engine(
        name, directory, EngineOptions(threads=1, compute_type=compute_type, cache_dir=conversions())
    )


@pytest.fixture(scope="module")
def marian() -> Seq2Seq:
    """The reference."""
    return engine("marian", tiny_marian())


@pytest.fixture(scope="module")
def float32() -> Seq2Seq:
    """CTranslate2 in the arithmetic of the reference."""
    return engine("ctranslate2", tiny_marian(), "float32")


@pytest.fixture(scope="module")
def int8() -> Seq2Seq:
    """CTranslate2 as runs use it."""
    return engine("ctranslate2", tiny_marian())


def test_float32_greedy_is_equal_to_the_letter(marian: Seq2Seq, float32: Seq2Seq) -> None:
    """Text, word pairs, pieces, and scores up to rounding."""
    ours, theirs = float32.generate(SOURCES, GREEDY), marian.generate(SOURCES, GREEDY)
    assert [one.text for one in ours] == [one.text for one in theirs] == TARGETS
    assert [one.alignment for one in ours] == [one.alignment for one in theirs]
    assert [one.pieces for one in ours] == [one.pieces for one in theirs]
    assert [one.score for one in ours] == pytest.approx([one.score for one in theirs], abs=1e-3)


def test_pairs_are_right_in_beam_search_too(marian: Seq2Seq, float32: Seq2Seq) -> None:
    """CTranslate2 loses the attention of the first piece: only the first word may differ."""
    decoding = Decoding(beam_size=4, max_length=60, alignment=True)
    ours, theirs = float32.generate(SOURCES, decoding), marian.generate(SOURCES, decoding)
    assert [one.text for one in ours] == [one.text for one in theirs]
    for one, other in zip(ours, theirs, strict=True):
        first = {source for pairs in (one, other) for source, target in pairs.alignment if target == 0}
        pairs = [
            {pair for pair in side.alignment if pair[1] > 0 and pair[0] not in first} for side in (one, other)
        ]
        assert pairs[0] == pairs[1]


def test_pairs_do_not_depend_on_the_batch(float32: Seq2Seq) -> None:
    """Alone or among others: the same pairs, so that every executor writes the same bytes."""
    decoding = Decoding(beam_size=4, max_length=60, alignment=True)
    together = [one.alignment for one in float32.generate(SOURCES, decoding)]
    assert [float32.generate([source], decoding)[0].alignment for source in SOURCES] == together


def test_int8_stays_above_its_floor(int8: Seq2Seq) -> None:
    """chrF of at least 90 against float32 on sentences that the checkpoint knows."""
    from sacrebleu.metrics.chrf import CHRF

    outputs = [one.text for one in int8.generate(SOURCES, GREEDY)]
    assert CHRF().corpus_score(outputs, [TARGETS]).score >= 90


@pytest.mark.parametrize("name", ["marian", "ctranslate2"])
def test_a_result_does_not_depend_on_its_batch(name: str) -> None:
    """Alone, in small batches, in one: order and texts stay."""
    one = load_engine(
        name,
        tiny_marian(),
        EngineOptions(threads=1, batch_tokens=20, compute_type="float32", cache_dir=conversions()),
    )
    assert [output.text for output in one.generate(SOURCES, GREEDY)] == TARGETS
    assert one.generate(SOURCES[3:4], GREEDY)[0].text == TARGETS[3]


def test_pieces_are_counted_alike(marian: Seq2Seq, int8: Seq2Seq) -> None:
    """The end mark included; so both split the same segments."""
    assert marian.count_pieces(SOURCES) == int8.count_pieces(SOURCES)
    assert marian.max_input_length == int8.max_input_length == 128
    assert marian.count_pieces([]) == int8.count_pieces([]) == []


@pytest.mark.parametrize("name", ["marian", "ctranslate2"])
def test_nothing_in_nothing_out(name: str, request: pytest.FixtureRequest) -> None:
    """No text, no work."""
    one = request.getfixturevalue("marian" if name == "marian" else "int8")
    assert one.generate([], GREEDY) == []


@pytest.mark.parametrize("fixture", ["marian", "int8"])
def test_an_over_long_text_is_never_cut(fixture: str, request: pytest.FixtureRequest) -> None:
    """Longer than the checkpoint takes: refused, in one sentence."""
    one = request.getfixturevalue(fixture)
    with pytest.raises(EngineError, match="takes 128"):
        one.generate([" ".join(SOURCES * 3)], GREEDY)


@pytest.mark.parametrize("fixture", ["marian", "float32"])
def test_alternatives_are_further_hypotheses(fixture: str, request: pytest.FixtureRequest) -> None:
    """As many as asked for, the best one apart."""
    one = request.getfixturevalue(fixture)
    (found,) = one.generate(SOURCES[:1], Decoding(beam_size=4, max_length=60, alternatives=3))
    assert found.text == TARGETS[0]
    assert len(found.alternatives) == 3
    assert found.alternatives[0] != found.text


@pytest.mark.parametrize("fixture", ["marian", "float32"])
def test_an_output_ends_at_its_limit(fixture: str, request: pytest.FixtureRequest) -> None:
    """The end mark does not count."""
    one = request.getfixturevalue(fixture)
    outputs = one.generate(SOURCES, Decoding(beam_size=1, max_length=3))
    assert [len(output.pieces) for output in outputs] == [3] * len(SOURCES)


def test_bart_runs_in_both_engines() -> None:
    """The hub's summariser is one; its output begins with a start mark that is no word."""
    sources = [source for source, _ in DOCUMENTS]
    targets = [target for _, target in DOCUMENTS]
    for name in ENGINES:
        outputs = engine(name, tiny_bart(), "float32").generate(sources, GREEDY)
        assert [output.text for output in outputs] == targets


def test_an_aligned_head_other_than_the_first_is_found(tmp_path: Path) -> None:
    """The conversion moves it to where CTranslate2 looks; texts stay the same."""
    directory = write_marian(tmp_path / "third", head=2)
    ours = engine("ctranslate2", directory, "float32").generate(SOURCES, GREEDY)
    theirs = engine("marian", directory).generate(SOURCES, GREEDY)
    assert [one.text for one in ours] == [one.text for one in theirs]
    assert [one.alignment for one in ours] == [one.alignment for one in theirs]


def test_names_are_known_before_loading(marian: Seq2Seq, int8: Seq2Seq, float32: Seq2Seq) -> None:
    """A signature is needed before any work; without a GPU both say the CPU's arithmetic."""
    assert marian.name == engine_name("marian", "cpu") == "marian-float32"
    assert int8.name == engine_name("ctranslate2", "cpu") == "ctranslate2-int8"
    assert float32.name == "ctranslate2-float32"


def test_an_unknown_engine_is_refused(tmp_path: Path) -> None:
    """With the names there are."""
    with pytest.raises(SettingsError, match="ctranslate2, marian"):
        load_engine("abacus", tmp_path, EngineOptions())


@pytest.mark.parametrize("name", ["marian", "ctranslate2"])
def test_a_folder_that_holds_no_checkpoint_is_refused(name: str, tmp_path: Path) -> None:
    """One sentence instead of a traceback from a library."""
    with pytest.raises(CheckpointError):
        load_engine(name, tmp_path, EngineOptions(cache_dir=tmp_path / "cache"))


def test_importing_loads_nothing_heavy() -> None:
    """Neither torch nor transformers nor CTranslate2, for the translation package as a whole."""
    script = (
        "import sys, pipeline.translation, pipeline.seq2seq, pipeline.models, pipeline.quotes.english;"
        "heavy = {'torch', 'transformers', 'ctranslate2', 'sentencepiece', 'tokenizers', 'huggingface_hub'};"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_warm_start_needs_no_torch() -> None:
    """Once converted, CTranslate2 and SentencePiece are all it takes."""
    engine("ctranslate2", tiny_marian())
    script = (
        "import sys; from pathlib import Path; from pipeline.seq2seq import *;"
        "options = EngineOptions(threads=1, cache_dir=Path(sys.argv[2]));"
        "one = load_engine('ctranslate2', Path(sys.argv[1]), options);"
        "print(one.generate([sys.argv[3]], Decoding(beam_size=1))[0].text);"
        "assert not {'torch', 'transformers'} & set(sys.modules)"
    )
    arguments = [str(tiny_marian()), str(conversions()), SOURCES[0]]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, TARGETS[0], "")


@pytest.mark.usefixtures("no_network")
def test_loading_and_translating_say_nothing_and_call_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    """No bar, no advice, no connection: neither engine, cold or warm."""
    for name in ENGINES:
        engine(name, tiny_marian()).generate(SOURCES[:2], GREEDY)
    captured = capfd.readouterr()
    assert (captured.out, captured.err) == ("", "")
