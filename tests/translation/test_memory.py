"""The translation memory."""

import logging
import multiprocessing
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Hypothesis
from pipeline.translation.memory import FILE_NAME, TranslationMemory


class Shouting:
    """A translator that shouts, and counts what it is asked."""

    def __init__(self, signature: str = "engine:shouting") -> None:
        self.signature = signature
        self.asked: list[str] = []

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        """Every text in capitals."""
        self.asked += texts
        return [Hypothesis(text.upper(), -0.123456789, ((0, 0), (1, 2)), "retried", "loud") for text in texts]


def test_what_was_translated_once_is_not_translated_again(tmp_path: Path) -> None:
    """Also by another process or another run: every field comes back as it was."""
    first = TranslationMemory(Shouting(), tmp_path / FILE_NAME)
    before = first.translate(["un", "deux", "un"])
    first.close()
    inner = Shouting()
    again = TranslationMemory(inner, tmp_path / FILE_NAME)
    assert again.translate(["deux", "trois", "un"]) == [
        before[1],
        Hypothesis("TROIS", *_rest(before[0])),
        before[0],
    ]
    assert inner.asked == ["trois"]
    again.close()


def test_another_signature_is_another_memory(tmp_path: Path) -> None:
    """A new checkpoint, beam or guard never meets old translations."""
    TranslationMemory(Shouting("a"), tmp_path / FILE_NAME).translate(["un"])
    inner = Shouting("b")
    one = TranslationMemory(inner, tmp_path / FILE_NAME)
    one.translate(["un"])
    assert inner.asked == ["un"]
    assert one.signature == "b"


def test_a_text_kept_in_french_is_tried_again_next_time(tmp_path: Path) -> None:
    """An engine that failed once may work tomorrow."""

    class Failing(Shouting):
        def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
            self.asked += texts
            return [Hypothesis(text, 0.0, (), "kept", "failed") for text in texts]

    inner = Failing()
    one = TranslationMemory(inner, tmp_path / FILE_NAME)
    one.translate(["un"])
    one.translate(["un"])
    assert inner.asked == ["un", "un"]


def test_threads_may_share_a_memory(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Two chunks are under way at once: neither meets the other's transaction."""
    one = TranslationMemory(Shouting(), tmp_path / FILE_NAME)
    asked = [[f"{number} {place}" for place in range(20)] for number in range(40)]
    with ThreadPoolExecutor(4) as pool, caplog.at_level(logging.WARNING):
        answers = list(pool.map(one.translate, asked))
    assert [[answer.text for answer in part] for part in answers] == asked
    assert caplog.records == []
    one.close()
    inner = Shouting()
    TranslationMemory(inner, tmp_path / FILE_NAME).translate([text for part in asked for text in part])
    assert inner.asked == []


@given(st.lists(st.text(max_size=10), max_size=8))
def test_the_memory_changes_no_word(texts: list[str]) -> None:
    """With and without, cold and warm, the answers are the same."""
    plain = Shouting().translate(texts)
    one = TranslationMemory(Shouting(), Path("file::memory:"))
    one._path = Path(":memory:")
    assert one.translate(texts) == plain
    assert one.translate(texts) == plain
    one.close()


def test_a_damaged_file_is_begun_anew_with_one_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Never a crash, never a lost translation of this run."""
    path = tmp_path / FILE_NAME
    path.write_bytes(b"this is no database " * 300)
    one = TranslationMemory(Shouting(), path)
    with caplog.at_level(logging.WARNING):
        assert one.translate(["un"])[0].text == "UN"
    assert len(caplog.records) == 1
    assert "damaged" in caplog.text
    one.close()
    inner = Shouting()
    TranslationMemory(inner, path).translate(["un"])
    assert inner.asked == []


def test_a_row_that_nobody_wrote_counts_as_damage(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A status or an alignment that is not ours does not reach a brief."""
    path = tmp_path / FILE_NAME
    TranslationMemory(Shouting(), path).translate(["un"])
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE hypotheses SET alignment = 'nonsense'")
    connection.close()
    with caplog.at_level(logging.WARNING):
        assert TranslationMemory(Shouting(), path).translate(["un"])[0].text == "UN"
    assert "damaged" in caplog.text


def test_a_file_of_another_version_is_emptied(tmp_path: Path) -> None:
    """Old columns are never read as new ones."""
    path = tmp_path / FILE_NAME
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE hypotheses (key TEXT, other TEXT)")
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert TranslationMemory(Shouting(), path).translate(["un"])[0].text == "UN"


def test_a_folder_that_cannot_be_written_costs_only_the_memory(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A read-only cache is said once; the run goes on."""
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    one = TranslationMemory(Shouting(), blocked / FILE_NAME)
    with caplog.at_level(logging.WARNING):
        one.translate(["un"])
        assert one.translate(["deux"])[0].text == "DEUX"
    assert len(caplog.records) == 1


def test_processes_share_one_memory(tmp_path: Path) -> None:
    """Four write the same texts at once; none fails, none loses its work."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(4) as pool:
        results = pool.starmap(_translate_many, [(tmp_path / FILE_NAME, start) for start in range(4)])
    assert results == [True] * 4
    inner = Shouting()
    TranslationMemory(inner, tmp_path / FILE_NAME).translate([f"texte {number}" for number in range(203)])
    assert inner.asked == []


def _translate_many(path: Path, start: int) -> bool:
    one = TranslationMemory(Shouting(), path)
    texts = [f"texte {number}" for number in range(start, start + 200)]
    return [hypothesis.text for hypothesis in one.translate(texts)] == [text.upper() for text in texts]


def _rest(hypothesis: Hypothesis) -> tuple[float, tuple[tuple[int, int], ...], str, str]:
    return (hypothesis.score, hypothesis.alignment, hypothesis.status, hypothesis.note)
