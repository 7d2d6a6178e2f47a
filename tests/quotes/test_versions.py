"""The version of a quotation that is not shown: it keeps its alignment, should checks choose it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.quotes.english import with_targets, with_versions
from pipeline.records import Hypothesis

from .test_english import Pairs, quote_of, segments_of, translated

PAIRS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=6, unique=True).map(
    lambda pairs: tuple(sorted(pairs))
)


@pytest.mark.parametrize(
    ("english", "cut_pairs", "method", "shown", "other"),
    [
        (
            "He promises to “move fast” today.",
            ((3, 3), (4, 4)),
            "aligned",
            ((0, 0), (1, 1)),
            ((0, 1), (1, 0)),
        ),
        ("He promises to move today.", ((3, 3),), "alone", ((0, 1), (1, 0)), ((0, 0),)),
    ],
)
def test_the_version_that_is_kept_aside_keeps_its_alignment(
    english: str, cut_pairs: Pairs, method: str, shown: Pairs, other: Pairs
) -> None:
    """Checks may choose it after all; its words are coloured then as well."""
    segments = segments_of("Il promet d'« aller vite » mardi.")
    quote = quote_of(segments, "aller vite")
    translation = translated(segments, (english, cut_pairs))
    alone = Hypothesis("fast going", -0.1, ((0, 1), (1, 0)))
    ((made, pairs),) = with_versions([quote], segments, translation, [alone])
    assert made.target is not None
    assert (made.target.method, made.target.alignment) == (method, shown)
    assert pairs == other
    assert (made,) == with_targets([quote], segments, translation, [alone])


@given(cut=PAIRS, alone=PAIRS)
def test_every_pair_of_either_version_joins_two_words(cut: Pairs, alone: Pairs) -> None:
    """Of the quotation's content and of that version."""
    segments = segments_of("Il promet d'« aller très vite » mardi.")
    quote = quote_of(segments, "aller très vite")
    inside = tuple((source + 3, target + 3) for source, target in cut)
    translation = translated(segments, ("He promises to move very fast on Tuesday.", inside))
    made, pairs = with_versions([quote], segments, translation, [Hypothesis("go so fast", -0.1, alone)])[0]
    assert made.target is not None
    for text, joined in ((made.target.text, made.target.alignment), (made.target.other or "", pairs)):
        assert all(source < 3 and target < len(text.split()) for source, target in joined)
