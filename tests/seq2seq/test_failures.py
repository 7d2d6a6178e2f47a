"""What happens when a library fails under an engine that works."""

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.errors import EngineError
from pipeline.seq2seq import Decoding, EngineOptions, load_engine
from pipeline.seq2seq.quiet import reason_of
from tests.checkpoints import PAIRS, conversions, tiny_marian

GREEDY = Decoding(beam_size=1)
SOURCES = [source for source, _ in PAIRS[:6]]
TARGETS = [target for _, target in PAIRS[:6]]


class Failing:
    """A CTranslate2 translator that runs out of memory above so many texts, at once or when waited for."""

    def __init__(self, real: Any, most: int, is_late: bool) -> None:
        self.real = real
        self.most = most
        self.is_late = is_late
        self.sizes: list[int] = []

    def translate_batch(self, rows: list[list[str]], **options: Any) -> list[Any]:
        """The real results, or a RuntimeError."""
        self.sizes.append(len(rows))
        if len(rows) <= self.most:
            results: list[Any] = self.real.translate_batch(rows, **options)
            return results
        if not self.is_late:
            raise RuntimeError("CUDA out of memory\nTried to allocate more")
        return [_Late() for _ in rows]


class _Late:
    def result(self) -> None:
        """Fails when it is waited for."""
        raise RuntimeError("CUDA out of memory")


@pytest.mark.parametrize("is_late", [True, False])
def test_ctranslate2_out_of_memory_is_halved(is_late: bool) -> None:
    """Three texts fit where six do not; nobody notices."""
    engine: Any = load_engine("ctranslate2", tiny_marian(), EngineOptions(threads=1, cache_dir=conversions()))
    failing = engine._translator = Failing(engine._translator, 3, is_late)
    assert [output.text for output in engine.generate(SOURCES, GREEDY)] == TARGETS
    assert failing.sizes == [6, 3, 3]


def test_ctranslate2_that_always_fails_says_so_once() -> None:
    """One sentence with the library's first line."""
    engine: Any = load_engine("ctranslate2", tiny_marian(), EngineOptions(threads=1, cache_dir=conversions()))
    engine._translator = Failing(engine._translator, 0, False)
    with pytest.raises(EngineError, match="CUDA out of memory") as raised:
        engine.generate(SOURCES, GREEDY)
    assert "\n" not in str(raised.value)


def test_transformers_out_of_memory_is_halved(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for the reference."""
    engine: Any = load_engine("marian", tiny_marian(), EngineOptions(threads=1))
    real: Callable[..., Any] = engine._model.generate

    def generate(**options: Any) -> Any:
        if len(options["input_ids"]) > 3:
            raise RuntimeError("out of memory")
        return real(**options)

    monkeypatch.setattr(engine._model, "generate", generate)
    assert [output.text for output in engine.generate(SOURCES, GREEDY)] == TARGETS


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (RuntimeError("first line.\nsecond line"), "first line"),
        (RuntimeError(""), "RuntimeError"),
        (KeyError("x"), "'x'"),
    ],
)
def test_only_the_first_line_of_an_error_is_told(error: Exception, reason: str) -> None:
    """The rest is advice for programmers."""
    assert reason_of(error) == reason
