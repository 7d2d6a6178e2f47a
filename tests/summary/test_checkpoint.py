"""What a checkpoint says of itself, and the summariser on top of a real engine."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.errors import CheckpointError
from pipeline.models import Checkpoint
from pipeline.seq2seq import EngineOptions, load_engine
from pipeline.seq2seq.base import Decoding, Generated
from pipeline.settings import Settings
from pipeline.summary import CheckpointSummariser, Habits, load_summariser, read_habits, summarise
from tests.checkpoints import conversions, tiny_bart, write_hub_shape
from tests.summary.stories import split, story

REVISION = "a4f8f3ea906ed274767e9906dbaede7531d660ff"
DISTILBART: dict[str, object] = {
    "model_type": "bart",
    "task_specific_params": {
        "summarization": {
            "early_stopping": True,
            "length_penalty": 2.0,
            "max_length": 142,
            "min_length": 56,
            "no_repeat_ngram_size": 3,
            "num_beams": 4,
        }
    },
}


def _habits(folder: Path, config: dict[str, object], generation: dict[str, object] | None = None) -> Habits:
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    if generation is not None:
        (folder / "generation_config.json").write_text(json.dumps(generation), encoding="utf-8")
    return read_habits(folder)


def test_our_own_key_decides(tmp_path: Path) -> None:
    """``brief`` in config.json names window, sentences, prefix and the longest output."""
    brief = {"window": 200, "sentences": 1, "prefix": "<m> ", "max_length": 80}
    found = _habits(tmp_path, {"model_type": "marian", "brief": brief}, {"max_length": 512})
    assert (found.window, found.sentences, found.prefix, found.is_normalised) == (200, 1, "<m> ", True)
    assert (found.decoding.max_length, found.decoding.min_length) == (80, 0)
    assert found.decoding.alternatives == 3


@pytest.mark.parametrize("place", ["config", "generation"])
def test_a_summariser_from_the_hub_writes_what_its_length_holds(tmp_path: Path, place: str) -> None:
    """142 pieces are four sentences; the window is left to the architecture."""
    own = DISTILBART["task_specific_params"]["summarization"]  # type: ignore[index]
    found = (
        _habits(tmp_path, DISTILBART) if place == "config" else _habits(tmp_path, {"model_type": "bart"}, own)
    )
    assert (found.window, found.sentences, found.is_normalised) == (0, 4, False)
    assert (found.decoding.min_length, found.decoding.max_length) == (56, 142)
    assert found.decoding.length_penalty == 2.0


def test_a_checkpoint_that_says_nothing_writes_one_sentence(tmp_path: Path) -> None:
    """A translator used as a summariser, or a model without generation settings."""
    found = _habits(tmp_path, {"model_type": "marian"}, {"max_length": 512})
    assert found.sentences == 1
    assert found.decoding.max_length <= 90


@pytest.mark.parametrize("content", ["", "[1]", "{"])
def test_a_broken_config_is_a_checkpoint_error(tmp_path: Path, content: str) -> None:
    """One sentence that says which file and what to type; an array counts as no settings at all."""
    (tmp_path / "config.json").write_text(content, encoding="utf-8")
    if content == "[1]":
        assert read_habits(tmp_path).sentences == 1
        return
    with pytest.raises(CheckpointError, match=r"config\.json.*briefs models fetch"):
        read_habits(tmp_path)


def test_a_missing_config_is_a_checkpoint_error(tmp_path: Path) -> None:
    """No config, no checkpoint."""
    with pytest.raises(CheckpointError, match=r"config\.json"):
        read_habits(tmp_path)


@pytest.mark.parametrize("engine", ["ctranslate2", "marian"])
def test_a_summariser_is_loaded_as_the_settings_ask(tmp_path: Path, engine: str) -> None:
    """From a cache shaped like the hub's, by either engine, signed with name and revision; no network."""
    write_hub_shape(tmp_path, "someone/tiny-brief", REVISION, tiny_bart())
    checkpoint = Checkpoint(
        "summary", "en", "en", "tiny", "someone/tiny-brief", REVISION, "MIT", "-", 0, "hub"
    )
    settings = Settings(threads=1, engine=engine, cache_dir=tmp_path)  # type: ignore[arg-type]
    found = load_summariser(settings, checkpoint)
    assert found.signature == f"tiny@{REVISION[:12]}"
    assert found.generate(["The mayor presented the budget."])[0]
    assert found.generate([]) == []


def test_a_summariser_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """With the command that fetches it."""
    checkpoint = Checkpoint(
        "summary", "en", "en", "tiny", "someone/tiny-brief", REVISION, "MIT", "-", 0, "hub"
    )
    with pytest.raises(CheckpointError, match="briefs models fetch"):
        load_summariser(Settings(cache_dir=tmp_path), checkpoint)


def _summariser(habits: Habits) -> CheckpointSummariser:
    options = EngineOptions(threads=1, fingerprint="summary-test", cache_dir=conversions())
    return CheckpointSummariser(load_engine("ctranslate2", tiny_bart(), options), habits, "tiny@1")


def test_a_real_checkpoint_gives_distinct_hypotheses_in_order(tmp_path: Path) -> None:
    """N best for every text, best first, none twice, in the order of the texts."""
    habits = _habits(tmp_path, {"brief": {"max_length": 40}})
    summariser = _summariser(habits)
    texts = ["The mayor presented the budget.", "Three hundred residents signed the petition."]
    found = summariser.generate(texts)
    assert len(found) == 2
    assert all(len(set(outputs)) == len(outputs) >= 1 for outputs in found)
    assert [summariser.generate([text])[0][0] for text in texts] == [outputs[0] for outputs in found]
    assert summariser.signature == "tiny@1"


class Engine:
    """An engine that says what it is told; the last step of decoding is looked at, not the search."""

    name = "told"
    max_input_length = 100

    def __init__(self, *outputs: str, failure: str = "") -> None:
        self.outputs, self.failure = outputs, failure

    def count_pieces(self, texts: Sequence[str]) -> list[int]:
        """One piece a word."""
        return [len(text.split()) for text in texts]

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Generated]:
        """The same for every text, as many as were asked for."""
        first, *others = self.outputs[: 1 + decoding.alternatives]
        return [Generated(first, 0.0, alternatives=tuple(others), failure=self.failure) for _ in texts]


@pytest.mark.parametrize(
    ("outputs", "expected"),
    [
        # an invented name gives way, a slip is put right, a torn end gives way
        (("The mine of Siemens gave ore.", "The mine gave ore."), ("The mine gave ore.", None)),
        (("The mine of Marvall gave 38,000 tonnes.",), ("The mine of Marval gave 380,000 tonnes.",)),
        (("The mine gave 380,000.", "The mine gave ore."), ("The mine gave ore.", None)),
        # two hypotheses that become one, and what does not end as a sentence
        (("the mine gave ore", "The mine gave ore."), ("The mine gave ore.",)),
        (('The "mine gave ore.',), ("The mine gave ore.",)),
        # of two that are faithful the one in the words of the text, else the model's own order
        (("The pit gave ore.", "The mine gave ore."), ("The mine gave ore.", None)),
        (("The mine gave ore.", "The mine of Marval gave ore."), ("The mine gave ore.", None)),
    ],
)
def test_the_first_wording_is_a_faithful_one(
    outputs: tuple[str, ...], expected: tuple[str | None, ...]
) -> None:
    """Before any judge; the others stay behind it."""
    window = "The mine of Marval gave 380,000 tonnes of ore."
    found = CheckpointSummariser(
        Engine(*outputs), Habits(decoding=Decoding(alternatives=3)), "told@1"
    ).generate([window])[0]
    assert found[0] == expected[0]
    assert len(found) == len(expected)


def test_a_text_on_which_the_engine_failed_has_no_wording() -> None:
    """The guard then takes a sentence of the article."""
    failing = CheckpointSummariser(Engine("", failure="out of memory"), Habits(), "told@1")
    assert failing.generate(["The mine gave ore."]) == [()]


def test_the_window_is_that_of_the_config_within_the_architecture(tmp_path: Path) -> None:
    """A prefix takes its pieces off; the end mark is counted."""
    small = _summariser(_habits(tmp_path, {"brief": {"window": 20}}))
    prefixed = _summariser(_habits(tmp_path, {"brief": {"window": 20, "prefix": "Mayor: "}}))
    unbounded = _summariser(Habits())
    assert small.window_pieces == 20
    assert prefixed.window_pieces < 20
    assert unbounded.window_pieces >= small.window_pieces
    assert small.count("The mayor") > small.count("The")


def test_a_tiny_checkpoint_makes_a_clean_brief(tmp_path: Path) -> None:
    """It learnt six sentences by heart, so the guard has work to do; the brief is clean all the same."""
    article = (
        "The mayor presented the city's budget to two hundred residents.",
        "Three hundred residents signed the petition against the closing of the school.",
        "The president of the region refuses to close the swimming pool.",
        "The council meets again on Thursday in Brevan.",
    )
    habits = _habits(tmp_path, {"brief": {"window": 40, "max_length": 40}})
    found = summarise(story(article), _summariser(habits), split)
    assert len(found.sentences) == 3
    assert all(sentence.verdict != "unsupported" and sentence.support for sentence in found.sentences)
