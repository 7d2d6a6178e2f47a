"""Tidying what a summariser wrote, and refusing what is no sentence."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.summary.sentences import flaw, is_loop, repeated, tidy

GOLDEN = Path(__file__).parent.parent / "data" / "summary" / "sentences.txt"


def _cases() -> list[tuple[str, str, str]]:
    """Written, tidied, and the flaw ("" for none)."""
    cases: list[tuple[str, str, str]] = []
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        if line.startswith("! "):
            cases[-1] = (*cases[-1][:2], line.removeprefix("! "))
        elif "=>" in line:
            written, _, tidied = line.partition("=>")
            cases.append((written, tidied.strip(), ""))
    return cases


@pytest.mark.parametrize(("written", "tidied", "reason"), _cases())
def test_golden_sentences(written: str, tidied: str, reason: str) -> None:
    """Each line of the file: what becomes of it, and why it may not stand."""
    assert tidy(written) == tidied
    assert flaw(tidied) == reason


@given(st.text(max_size=80))
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    """A tidied sentence is tidy: one line, no space at its ends, an end mark."""
    once = tidy(text)
    assert tidy(once) == once
    assert "\n" not in once
    assert once == once.strip()
    assert not once or any(mark in once[-3:] for mark in ".!?")


@given(st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta", "rho"]), min_size=1, max_size=3))
def test_anything_said_three_times_is_a_loop(phrase: list[str]) -> None:
    """Whatever the phrase, three times running is a loop."""
    assert is_loop(" ".join(phrase * 3))


def test_a_long_sentence_is_refused() -> None:
    """Over sixty words nobody reads it as a sentence of a summary."""
    text = " ".join(f"word{chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(61))
    assert flaw(text) == "it runs on for 61 words"


def test_a_sentence_that_is_told_already_is_named() -> None:
    """Same words in another order are the same sentence; a common subject is not."""
    told = ("The harbour closes on Monday.", "The mayor of Brevan has lost 300 jobs.")
    assert repeated("Brevan's mayor lost 300 jobs.", told) == 1
    assert repeated("The mayor of Brevan wants a new bridge over the river.", told) is None
