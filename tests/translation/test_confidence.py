"""How sure the translator was: what its scores mean by the bounds of its checkpoint."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.models import load_models, resolve, select
from pipeline.records import Confidence, Hypothesis, Segment, Span, UnitStatus
from pipeline.settings import Settings
from pipeline.translation import build_translation, load_translator
from pipeline.translation.confidence import Bounds, graded, read_bounds, write_bounds

BOUNDS = Bounds(-0.8, -0.5)


@pytest.mark.parametrize(
    ("score", "status", "expected"),
    [
        (-0.81, "translated", "low"),
        (-0.8, "translated", "middle"),
        (-0.51, "split", "middle"),
        (-0.5, "translated", "high"),
        (-0.1, "split", "high"),
        (-0.1, "retried", "middle"),
        (-0.9, "retried", "low"),
        (0.0, "copied", ""),
        (0.0, "kept", ""),
        (0.0, "passed", ""),
    ],
)
def test_a_score_means_what_the_bounds_say(score: float, status: UnitStatus, expected: Confidence) -> None:
    """The low bound is the first of the middle, the high one the first of the high; a retry is never high."""
    assert graded(Hypothesis("Yes.", score, status=status), BOUNDS) == expected


@given(st.floats(-9, 0), st.sampled_from(["translated", "split", "retried", "kept"]))
def test_without_bounds_nothing_is_said(score: float, status: UnitStatus) -> None:
    """Another checkpoint has another scale, so no score means anything before it was measured."""
    assert graded(Hypothesis("Yes.", score, status=status), None) == ""


@given(st.floats(-3, 0), st.floats(-3, 0))
def test_a_better_score_is_never_less_sure(one: float, two: float) -> None:
    """The three words have the order of the scores."""
    order = ["low", "middle", "high"]
    worse, better = sorted((one, two))
    found = [order.index(graded(Hypothesis("Yes.", score), BOUNDS)) for score in (worse, better)]
    assert found == sorted(found)


def test_bounds_are_written_beside_the_weights_and_read_again(tmp_path: Path) -> None:
    """Nothing else of the config.json changes; a checkpoint that nobody measured has none."""
    path = tmp_path / "config.json"
    path.write_text(json.dumps({"d_model": 8, "vocab_size": 9}), encoding="utf-8")
    assert read_bounds(tmp_path) is None
    write_bounds(tmp_path, BOUNDS)
    assert read_bounds(tmp_path) == BOUNDS
    config = json.loads(path.read_text(encoding="utf-8"))
    assert (config["d_model"], config["vocab_size"], len(config)) == (8, 9, 3)


def test_every_translated_unit_is_graded() -> None:
    """English that was there already has no score, so it is not graded."""
    texts = [("Oui.", "fr"), ("Hello there.", "en")]
    segments = tuple(
        Segment(index, index, Span(0, len(text)), text, "sentence", language)
        for index, (text, language) in enumerate(texts)
    )
    hypotheses = [Hypothesis("Yes.", -0.9)]
    graded_units = build_translation(segments, hypotheses, "s", BOUNDS).units
    assert [one.confidence for one in graded_units] == ["low", ""]
    assert [one.confidence for one in build_translation(segments, hypotheses, "s").units] == ["", ""]


@pytest.mark.parametrize("memory", [False, True])
def test_the_embedded_translator_tells_its_bounds(memory: bool, tmp_path: Path) -> None:
    """They come from its config.json, with the translation memory as without."""
    settings = replace(Settings(), memory=memory, cache_dir=tmp_path)
    checkpoint = select(load_models(), settings.profile, "translation")
    bounds = load_translator(settings, checkpoint).bounds
    assert bounds == read_bounds(resolve(checkpoint))
    assert bounds is not None
    assert -2 < bounds.low < bounds.high < 0


def test_the_identity_engine_has_no_bounds() -> None:
    """It translates nothing, so there is nothing to be sure of."""
    assert load_translator(replace(Settings(), engine="identity"), None).bounds is None
