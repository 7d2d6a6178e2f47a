"""English quotation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translation.quotation import english_marks, nests
from tests.translation.golden import blocks


@pytest.mark.parametrize(("source", "plain", "english"), blocks("quotation.txt"))
def test_guillemets_give_english_marks(source: str, plain: str, english: str) -> None:
    """Double marks outside, single ones inside a quotation that the French nests as well."""
    assert english_marks(plain, source) == english


@given(st.text(alphabet='ab "“«»,.!(-', max_size=40), st.text(alphabet='ab "“”«»', max_size=20))
def test_marks_change_nothing_but_themselves(text: str, source: str) -> None:
    """Same length, same words, and every other character where it was."""
    found = english_marks(text, source)
    assert len(found) == len(text)
    assert all(old == new or old == '"' for old, new in zip(text, found, strict=True))
    assert '"' not in found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("« un “deux” trois »", True),
        ("« un « deux » trois »", True),
        ("“un deux”", False),
        ("« un » et « deux »", False),
        ('"un" et "deux"', False),
        ('« un "deux" »', True),
        ("sans marques", False),
    ],
)
def test_nesting_is_read_from_the_french(source: str, expected: bool) -> None:
    """Only a mark that opens while another is open nests."""
    assert nests(source) is expected
