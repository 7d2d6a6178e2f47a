"""Cuts out of a sentence and the choice between two versions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.quotes.cutting import Cut, best_cut, choose, tidy
from pipeline.quotes.parts import Part
from pipeline.records import Hypothesis, TranslationUnit

Pairs = tuple[tuple[int, int], ...]


def part_of(text: str, first: int) -> Part:
    """A part whose words are consecutive words of its segment from ``first`` on."""
    count = len(text.split())
    words = tuple(range(first, first + count))
    return Part(0, ((0, len(text)),), text, "", False, True, words, tuple(range(count)))


def unit_of(target: str, pairs: Pairs) -> TranslationUnit:
    """A unit with that target and those pairs."""
    return TranslationUnit(0, "x", target, -0.1, pairs, "translated", "")


def alone(text: str) -> Hypothesis:
    """A fragment's own translation."""
    return Hypothesis(text, -0.1)


def test_no_pairs_no_cut() -> None:
    """Without an alignment nobody knows which words they are."""
    assert best_cut(part_of("aller vite", 2), unit_of("He wants to move fast.", ())) is None
    assert best_cut(part_of("aller vite", 2), unit_of("He wants to move fast.", ((0, 0),))) is None


def test_the_marks_decide_between_equal_cuts() -> None:
    """A word that the alignment forgot stands between the marks all the same."""
    cut = best_cut(
        part_of("aller vite", 2), unit_of("He wants to “really move fast” now.", ((0, 0), (2, 4), (3, 5)))
    )
    assert cut is not None
    assert (cut.text, cut.by_marks) == ("really move fast", True)


def test_of_two_quotations_the_right_one_is_taken() -> None:
    """« oui » and « non » in one sentence: the pairs tell which is which."""
    target = "He says “yes” and then “no” again."
    pairs = ((2, 2), (5, 5))
    first, second = (best_cut(part_of("x", place), unit_of(target, pairs)) for place in (2, 5))
    assert first is not None
    assert second is not None
    assert (first.text, second.text) == ("yes", "no")


def test_the_cut_is_the_densest_run_of_its_words() -> None:
    """A stray partner far away does not stretch the cut over the words of others."""
    target = "a b c d e f g h i j"
    pairs = ((2, 6), (3, 7), (4, 8), (2, 0), (0, 1), (1, 2), (9, 3), (9, 4), (8, 5))
    cut = best_cut(part_of("x y z", 2), unit_of(target, pairs))
    assert cut is not None
    assert cut.text == "g h i"
    assert cut.coverage == 1
    assert cut.purity == 1


@pytest.mark.parametrize(
    ("cut", "by_itself", "is_taken", "reason"),
    [
        (Cut("move fast", ()), "move quickly", True, "Cut out of its sentence by its alignment: 2 of 2"),
        (Cut("move fast", (), by_marks=True), "move", True, "between the English quotation marks"),
        (Cut("fast", (), coverage=0.5), "move fast", False, "only 1 of 2 words"),
        (Cut("he moves fast", (), purity=0.5), "move fast", False, "50 % of the words belong to others"),
        (Cut("go", ()), "move quickly", False, "far fewer words"),
        (Cut("‘move fast", ()), "move fast", False, "crosses a quotation mark"),
        (Cut("move fast " * 12, ()), "move fast", False, "wild length"),
    ],
)
def test_the_choice_follows_its_rule(cut: Cut, by_itself: str, is_taken: bool, reason: str) -> None:
    """Coverage, purity, marks, length: the first that fails is the reason."""
    taken, why = choose(part_of("aller vite", 0), cut, alone(by_itself))
    assert taken is is_taken
    assert reason in why


@pytest.mark.parametrize(
    ("cut", "by_itself", "is_taken"),
    [
        ("3.5 million jobs", "3.5 million jobs", True),
        ("35 million jobs", "3.5 million jobs", True),
        ("3.9 million jobs", "3.5 million jobs", False),
        ("3.9 million jobs", "39 million jobs", True),
    ],
)
def test_figures_speak_against_a_cut_only_when_the_other_has_them(
    cut: str, by_itself: str, is_taken: bool
) -> None:
    """If both are wrong, the context still counts; separators are the figure check's business."""
    taken, _ = choose(part_of("3,5 millions d'emplois", 0), Cut(cut, ()), alone(by_itself))
    assert taken is is_taken


@pytest.mark.parametrize(
    ("french", "cut", "by_itself", "is_taken"),
    [
        ("Nos voisins n'ont rien vu", "No neighbours saw anything", "Our neighbours saw nothing", False),
        ("Nos voisins n'ont rien vu", "No neighbours saw anything", "The neighbours saw nothing", True),
        ("J'ai tout vu hier", "has seen everything", "I saw everything", False),
        ("Nous partons demain", "Let's leave tomorrow", "We leave tomorrow", True),
        ("Les voisins ont tout vu", "Neighbours saw all", "Our neighbours saw all", True),
    ],
)
def test_a_lost_speaker_speaks_against_a_cut_only_when_the_other_has_him(
    french: str, cut: str, by_itself: str, is_taken: bool
) -> None:
    """« Nos voisins » is "our neighbours", not "no neighbours"; when both lose them the cut stands."""
    taken, _ = choose(part_of(french, 0), Cut(cut, ()), alone(by_itself))
    assert taken is is_taken


@given(st.text(alphabet='ab “”"«».,;', max_size=30), st.sampled_from(["x", "x.", "x !", "x »"]))
def test_tidying_only_shortens(text: str, source: str) -> None:
    """The range stays in the text, does it all at once, and takes no letter away."""
    start, end = tidy(text, 0, len(text), source)
    assert 0 <= start <= end <= len(text)
    assert tidy(text, start, end, source) == (start, end)
    assert [c for c in text[start:end] if c.isalpha()] == [c for c in text if c.isalpha()]


PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25).map(
    lambda pairs: tuple(sorted(set(pairs)))
)


@given(
    PAIRS,
    st.integers(0, 6),
    st.lists(st.sampled_from(["a", "“b", "c”", "d,", "e."]), min_size=10, max_size=10),
)
def test_any_cut_is_words_of_its_sentence(pairs: Pairs, first: int, words: list[str]) -> None:
    """Its pairs lie within the part's content and the cut, its shares between 0 and 1."""
    cut = best_cut(part_of("x y z", first), unit_of(" ".join(words), pairs))
    if cut is None:
        return
    assert 0 <= cut.coverage <= 1
    assert 0 <= cut.purity <= 1
    count = len(cut.text.split())
    assert all(0 <= source < 3 and 0 <= target < count for source, target in cut.pairs)
