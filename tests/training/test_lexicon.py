"""The table of French words and their English, counted from links of pieces."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.lexicon import Floors, alike, lexicon, lexicon_text, linked, words_of

PIECES = ["▁le", "▁miné", "raux", ",", "▁The", "▁min", "erals", "▁", "5", "▁Paris", "▁rares", "▁rare"]


def test_pieces_are_put_together_to_runs_of_letters() -> None:
    """A comma and a figure belong to no word; a piece without a space goes on with the word."""
    assert words_of([0, 1, 2, 3, 7, 8, 9], PIECES) == (["le", "minéraux", "Paris"], [0, 1, 1, -1, -1, -1, 2])


def test_only_links_of_both_directions_count_and_names_do_not() -> None:
    """« le minéraux, Paris rares », "The minerals Paris rare": Paris has a capital, « le » stands first."""
    lines = ("0 1 2 3 9 10", "4 5 6 9 11", "0-0 1-1 2-2 4-3 5-4", "0-0 1-1 2-2 4-3")
    assert list(linked(lines, PIECES)) == [("minéraux", "minerals")]


def test_a_word_split_otherwise_counts_once() -> None:
    """Two links between the pieces of two words are one link of the words."""
    lines = ("0 1 2", "4 5 6", "1-1 2-2 1-2", "1-1 2-2 1-2")
    assert Counter(linked(lines, PIECES)) == {("minéraux", "minerals"): 1}


def test_the_likeliest_word_comes_first_and_rare_pairs_need_more() -> None:
    """A pair seen twice needs half of both sides; a chance link of a common word falls out."""
    counts = {
        ("minéraux", "minerals"): 70,
        ("minéraux", "mineral"): 18,
        ("minéraux", "the"): 12,
        ("eau", "the"): 2000,
        ("eau", "water"): 900,
        ("titane", "titanium"): 2,
        ("bois", "water"): 2,
        ("bois", "wood"): 40,
        ("l", "wood"): 5,
    }
    table = lexicon(counts, Floors())
    assert table["minéraux"] == (("minerals", 69), ("mineral", 18))
    assert table["titane"] == (("titanium", 50),)
    assert table["bois"] == (("wood", 91),)
    assert "l" not in table


def test_a_pair_seen_once_counts_when_it_is_spelled_alike() -> None:
    """« urologie », "urology" and not « écharpe », "Tuesday"."""
    table = lexicon({("urologie", "urology"): 1, ("écharpe", "Tuesday"): 1}, Floors())
    assert table == {"urologie": (("urology", 33),)}


def test_the_english_is_written_as_it_mostly_is() -> None:
    """« allemande », "German": its capital stays, that of a heading goes."""
    table = lexicon({("allemande", "German"): 9, ("allemande", "german"): 1, ("eaux", "Waters"): 1} | {
        ("eaux", "waters"): 5
    }, Floors())  # fmt: skip
    assert table == {"allemande": (("German", 83),), "eaux": (("waters", 75),)}


def test_the_text_leaves_out_what_is_spelled_alike() -> None:
    """« information », "information" needs no line; a second rendering does."""
    text = lexicon_text({"information": (("information", 93),), "car": (("because", 65), ("as", 18))}, 1200)
    assert text.splitlines()[0].startswith("# French words")
    assert "1,200 pairs" in text
    assert text.splitlines()[1:] == ["car\tbecause 65 as 18"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("périnatale", "perinatal", True), ("éthologue", "ethologist", True), ("cas", "cast", False)],
)
def test_words_spelled_alike_share_their_beginning(one: str, other: str, expected: bool) -> None:
    """Accents aside, four letters at least and most of the shorter word."""
    assert alike(one, other) is expected


WORDS = st.text("abé", min_size=2, max_size=3)


@given(st.dictionaries(st.tuples(WORDS, WORDS), st.integers(1, 500), max_size=12))
def test_shares_are_sorted_and_never_more_than_all(counts: dict[tuple[str, str], int]) -> None:
    """At most four renderings, the likeliest first, together 100 % at most (rounding aside)."""
    for others in lexicon(counts, Floors()).values():
        shares = [share for _, share in others]
        assert shares == sorted(shares, reverse=True)
        assert len(shares) <= 4
        assert sum(shares) <= 102
