"""The list of common English words."""

from training.words import count_words, lexicon_text


def test_words_in_small_letters_are_counted_and_names_are_not() -> None:
    """Parts of a compound count each; *Paris*, *it's* and short words do not."""
    counts = count_words(["The well-known mayor of Paris said it's a mayor.", "A mayor"])
    assert counts["mayor"] == 3
    assert counts["known"] == 1
    assert "paris" not in counts
    assert "of" not in counts


def test_the_list_is_sorted_and_says_what_it_is() -> None:
    """Many words a line, rare ones left out."""
    text = lexicon_text(count_words(["town " * 4 + "mayor " * 5 + "rare"]), 4)
    assert text == "# English words seen 4 times or more in 10 (python -m training.words)\nmayor town\n"
