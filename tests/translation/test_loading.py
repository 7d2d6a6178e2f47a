"""A translator loaded as the settings ask for it, from models.txt to the last word."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import models
from pipeline.errors import SettingsError
from pipeline.evaluation.translation import format_text, measure, missing_figures, run
from pipeline.models import Checkpoint, digest, resolve
from pipeline.records import Hypothesis
from pipeline.settings import Settings
from pipeline.translation import load_translator, signature
from pipeline.translation.guarded import GUARD_VERSION
from pipeline.translation.identity import NOTE
from pipeline.translation.memory import TranslationMemory
from tests.checkpoints import PAIRS, conversions, tiny_marian, write_hub_shape

REVISION = "e758aa872f31e2195394b3f66b8fbfec7f975caa"
SETTINGS = Settings(threads=1, memory=False, profile="hub")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that holds the tiny checkpoint as if it had been fetched."""
    folder = tmp_path_factory.mktemp("cache")
    write_hub_shape(folder, "someone/tiny-fr-en", REVISION, tiny_marian())
    return folder


@pytest.fixture
def checkpoint() -> Checkpoint:
    """The line of models.txt for it."""
    return Checkpoint("translation", "fr", "en", "tiny", "someone/tiny-fr-en", REVISION, "MIT", "-", 0, "hub")


@pytest.mark.parametrize("engine", ["ctranslate2", "marian"])
def test_both_engines_translate_a_little_article(engine: str, checkpoint: Checkpoint, cache: Path) -> None:
    """Sentences, a caps headline, figures alone, a blank; each with the status it deserves."""
    settings = replace(SETTINGS, engine=engine, cache_dir=cache)
    translator = load_translator(settings, checkpoint)
    assert translator.signature == signature(settings, checkpoint)
    texts = [PAIRS[0][0], "12 %", "« Nous irons jusqu'au bout »", PAIRS[0][0]]
    found = translator.translate(texts)
    assert [one.text for one in found] == [PAIRS[0][1], "12 %", "“We will go to the end”", PAIRS[0][1]]
    assert [one.status for one in found] == ["translated", "copied", "translated", "translated"]
    assert all(source < 5 and target < 6 for source, target in found[2].alignment)


def test_the_signature_tells_what_decides_a_word(checkpoint: Checkpoint) -> None:
    """Pair, engine and arithmetic, checkpoint and version, beam, guard; threads and device folder do not."""
    first = signature(SETTINGS, checkpoint)
    assert (
        first == f"lang:fr-en|engine:ctranslate2-int8|ckpt:tiny@{REVISION[:12]}|beam:4|guard:{GUARD_VERSION}"
    )
    assert signature(replace(SETTINGS, threads=7, memory=True), checkpoint) == first
    assert signature(replace(SETTINGS, beam_size=1), checkpoint) != first
    assert signature(replace(SETTINGS, engine="marian"), checkpoint) != first
    embedded = replace(checkpoint, location="embedded", revision="-", sha256="cd" * 32)
    assert f"ckpt:tiny@{'cd' * 6}|" in signature(SETTINGS, embedded)


def test_identity_needs_no_checkpoint() -> None:
    """The text itself, each word its own partner; blank texts too."""
    translator = load_translator(replace(SETTINGS, engine="identity"), None)
    assert translator.signature == signature(replace(SETTINGS, engine="identity"), None) == "engine:identity"
    found = translator.translate(["Yes, sir.", ""])
    assert found == [
        Hypothesis("Yes, sir.", 0.0, ((0, 0), (1, 1)), "passed", NOTE),
        Hypothesis("", 0.0, (), "passed", NOTE),
    ]


@pytest.mark.parametrize(("engine", "message"), [("abacus", "no engine 'abacus'"), ("marian", "checkpoint")])
def test_settings_that_fit_nothing_are_refused(engine: str, message: str) -> None:
    """An unknown engine; an engine without a checkpoint."""
    with pytest.raises(SettingsError, match=message):
        load_translator(replace(SETTINGS, engine=engine), None)  # type: ignore[arg-type]


def test_with_memory_a_second_run_needs_no_engine(checkpoint: Checkpoint, cache: Path) -> None:
    """What the first translator said comes from the file."""
    settings = replace(SETTINGS, memory=True, cache_dir=cache)
    first = load_translator(settings, checkpoint)
    assert isinstance(first, TranslationMemory)
    expected = first.translate([PAIRS[1][0]])
    first.close()

    class Silent:
        signature = first.signature

        def translate(self, texts: list[str]) -> list[Hypothesis]:
            assert not texts, "asked again"
            return []

    second = TranslationMemory(Silent(), first._path)  # type: ignore[arg-type]
    assert second.translate([PAIRS[1][0]]) == expected


def test_evaluation_measures_quality_and_speed(tmp_path: Path, checkpoint: Checkpoint, cache: Path) -> None:
    """By the command's own road: models.txt, two files, a limit."""
    weights = digest(resolve(checkpoint, cache) / "model.safetensors")
    line = f"hub translation fr-en tiny someone/tiny-fr-en {REVISION} MIT {weights} -\n"
    (tmp_path / "models.txt").write_text(line)
    (tmp_path / "fr").write_text("".join(source + "\n" for source, _ in PAIRS), encoding="utf-8")
    (tmp_path / "en").write_text("".join(target + "\n" for _, target in PAIRS), encoding="utf-8")
    settings = replace(SETTINGS, cache_dir=cache, models_file=tmp_path / "models.txt", memory=True)
    result = run(tmp_path / "fr", tmp_path / "en", settings, limit=8)
    assert result.segments == 8
    assert result.bleu > 90
    assert result.chrf > 90
    assert result.loops == result.empty == result.kept == 0
    assert result.segments_per_second > 0
    assert "BLEU" in format_text(result)
    assert result.translator_signature in format_text(result)


def test_files_that_do_not_match_are_refused(tmp_path: Path) -> None:
    """As many lines in both, or nothing is measured."""
    (tmp_path / "fr").write_text("Oui.\nNon.\n")
    (tmp_path / "en").write_text("Yes.\n")
    with pytest.raises(SettingsError, match="2 lines"):
        run(tmp_path / "fr", tmp_path / "en", SETTINGS)
    with pytest.raises(SettingsError, match="cannot be read"):
        run(tmp_path / "no", tmp_path / "en", SETTINGS)


def test_marks_do_not_count_in_scores() -> None:
    """References have straight marks; which ones we print is no matter of translation."""
    hypotheses = [Hypothesis("“Yes, we will go,” he said then.", 0.0)]
    result = measure(
        ["« Oui, nous irons. »"], ['"Yes, we will go," he said then.'], hypotheses, "s", (1.0, 1.0)
    )
    assert result.bleu == pytest.approx(100)
    assert result.number_mismatch_rate == 0


def test_lines_with_a_lost_figure_are_counted() -> None:
    """« 979 morts et 1 902 blessés » as "1,979 dead" has lost both."""
    assert missing_figures("979 morts et 1 902 blessés", "1,979 dead") == ("1902", "979")
    assert missing_figures("1 902 blessés", "1,902 injured") == ()
    hypotheses = [Hypothesis("1,979 dead", 0.0), Hypothesis("None.", 0.0), Hypothesis("In 2026.", 0.0)]
    sources = ["979 morts et 1 902 blessés", "Aucun.", "En 2026."]
    result = measure(sources, ["a", "b", "c"], hypotheses, "s", (2.0, 1.0))
    assert (result.lines_with_figures, result.number_mismatch_rate) == (2, 0.5)
    assert result.segments_per_second == 1.5


def test_the_cache_of_conversions_is_found_without_being_named(checkpoint: Checkpoint) -> None:
    """No ``--cache-dir``: the folder that the environment or the system names."""
    assert models.cache_root() != conversions()
    assert models.cache_root(Path("x")) == Path("x")
    assert checkpoint.location
