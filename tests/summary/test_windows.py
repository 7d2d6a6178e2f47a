"""Windows: every readable segment in exactly one, sentence-aligned, within the limit."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import SegmentKind
from pipeline.summary.base import WindowSize
from pipeline.summary.windows import windows
from tests.summary.stories import segment, story, unit


def count(text: str) -> int:
    """One piece a word and the end mark."""
    return len(text.split()) + 1


def _texts(sentences: list[str], limit: int = 60, wanted: int = 1) -> list[str]:
    made = story(sentences)
    return [window.text for window in windows(made.units, made.segments, WindowSize(limit, wanted, count))]


FOUR = ["One boat left.", "Two boats came.", "Three boats sank.", "Four boats stayed."]


def test_what_fits_is_one_window() -> None:
    """A short article is read at once."""
    assert _texts(FOUR) == [" ".join(FOUR)]


def test_wanted_windows_are_even() -> None:
    """Two windows of four like sentences hold two each."""
    assert _texts(FOUR, wanted=2) == [" ".join(FOUR[:2]), " ".join(FOUR[2:])]


def test_no_more_windows_than_sentences() -> None:
    """Five windows of two sentences are two windows."""
    assert _texts(FOUR[:2], wanted=5) == FOUR[:2]


def test_a_heading_joins_the_window_after_it() -> None:
    """With a full stop, so that the checkpoint reads a sentence; the last one joins what is there."""
    texts = _texts([FOUR[0], "# The storm", FOUR[1], "# No end"], wanted=2)
    assert texts[0] == FOUR[0]
    assert texts[1] == "The storm. Two boats came. No end."


def test_what_is_too_long_is_spread_at_its_clauses() -> None:
    """Never cut off: the same index in several windows, every word in one of them."""
    long = "The boats left the harbour, the nets were torn by the storm, and the crews stayed at home."
    made = story([long, "It rained."])
    found = windows(made.units, made.segments, WindowSize(9, 1, count))
    assert " ".join(window.text for window in found) == f"{long} It rained."
    assert [window.indexes for window in found][:2] == [(0,), (0,)]
    assert all(window.pieces <= 9 for window in found)
    assert found[0].text.endswith(",")


def test_french_left_in_place_is_in_no_window() -> None:
    """Units kept in French, German passages and figures alone are not summarised."""
    units = (
        unit(0, "Le port fermera.", "Le port fermera.", "kept"),
        replace(unit(1, "Der Hafen schließt.", status="passed"), note="Not translated: German."),
        unit(2, "12 000", "12 000", "copied"),
        unit(3, "The harbour will close."),
    )
    segments = tuple(segment(one.segment_index, one.source) for one in units)
    found = windows(units, segments, WindowSize(60, 1, count))
    assert [window.indexes for window in found] == [(3,)]


def test_an_article_without_english_has_no_windows() -> None:
    """Nothing to read."""
    assert windows((), (), WindowSize(60, 3, count)) == ()


KINDS: st.SearchStrategy[SegmentKind] = st.sampled_from(["sentence", "sentence", "heading", "list_item"])
SENTENCE = st.lists(st.sampled_from(["boat", "left,", "harbour;", "storm"]), min_size=1, max_size=14).map(
    " ".join
)


@given(st.lists(st.tuples(SENTENCE, KINDS), max_size=25), st.integers(4, 60), st.integers(1, 6))
def test_nothing_is_lost_and_nothing_is_over_the_limit(
    sentences: list[tuple[str, SegmentKind]], limit: int, wanted: int
) -> None:
    """For any article and any size: all words once, in order; all indexes in order; no window too long."""
    units = tuple(unit(index, text) for index, (text, _) in enumerate(sentences))
    segments = tuple(segment(index, text, kind) for index, (text, kind) in enumerate(sentences))
    found = windows(units, segments, WindowSize(limit, wanted, count))
    read = " ".join(window.text for window in found).replace(".", "").replace(",", "").replace(";", "")
    sent = " ".join(text for text, _ in sentences).replace(",", "").replace(";", "")
    assert read.split() == sent.split()
    assert all(window.pieces <= limit for window in found)
    indexes = [index for window in found for index in window.indexes]
    assert indexes == sorted(indexes)
    assert set(indexes) == set(range(len(sentences)))
