"""Figures of a sentence against the segments it rests on: same, rounded, misplaced, mistranslated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.evidence import gather
from pipeline.checks.figures import parse
from pipeline.checks.figuring import FigureProblems, figure_problems, same
from pipeline.records import TranslationUnit
from tests.summary.stories import unit


def _unit(index: int, text: str) -> TranslationUnit:
    french, _, english = text.rpartition(" | ")
    return unit(index, english, french)


def _problems(sentence: str, *texts: str, support: tuple[int, ...] = (0,)) -> FigureProblems:
    evidence = gather([_unit(index, text) for index, text in enumerate(texts)])
    return figure_problems(sentence, evidence.at(support), evidence)


@pytest.mark.parametrize(
    ("one", "two", "is_same"),
    [
        ("1,902 trains", "1902 trains", True),
        ("12 per cent", "12%", True),
        ("12%", "12 trains", False),
        ("$5 million", "€5 million", False),
        ("$5 million", "5 million dollars", True),
        ("5 million", "5,000,000", True),
        ("twelve trains", "12 trains", True),
        ("March 3", "3 March 2024", True),
        ("March 4", "3 March 2024", False),
        ("March", "3 March", True),
        ("2024", "3 March 2024", True),
        ("3 March 2024", "2024", False),
        ("Monday", "Monday", True),
        ("Monday", "Tuesday", False),
        ("8:30 pm", "20:30", True),
    ],
)
def test_figures_that_say_the_same(one: str, two: str, is_same: bool) -> None:
    """Values count, forms do not; money and per cent keep their units; a date may be less full."""
    assert same(parse(one, "en")[0], parse(two, "en")[0]) is is_same


@pytest.mark.parametrize(
    ("said", "source", "is_rounded"),
    [
        ("about 1,900 trains", "1,902 trains", True),
        ("nearly 2,000 trains", "1,902 trains", True),
        ("more than 1,900 trains", "1,902 trains", True),
        ("about 1,903 trains", "1,902 trains", False),
        ("about 1,500 trains", "1,902 trains", False),
        ("1,900 trains", "1,902 trains", False),
    ],
)
def test_rounding_is_allowed_with_a_word_for_it(said: str, source: str, is_rounded: bool) -> None:
    """Within a tenth, with fewer digits, and only after *about* and its like; in doubt all the same."""
    found = _problems(f"Siemens sold {said}.", f"Siemens sold {source}.")
    assert bool(found.wrong) is not is_rounded
    assert (found.doubts != ()) is is_rounded


def test_a_figure_joins_its_segment_to_the_support() -> None:
    """When that segment shares two content words with the sentence."""
    texts = ("The fair in Brevan opened.", "The fair in Brevan had 300 visitors.")
    assert _problems("The fair in Brevan had 300 guests.", *texts).support == (1,)


def test_a_figure_of_another_subject_is_in_doubt() -> None:
    """It is in the article, and says something else there."""
    found = _problems("The fair had 300 guests.", "The fair had many guests.", "The mill burnt 300 logs.")
    assert (found.wrong, found.doubts) == ((), ("300 is only in segment 2",))


def test_two_figures_that_change_places_are_found() -> None:
    """*5 dead, 12 hurt* is not *12 dead, 5 hurt*."""
    source = "The blast in the old mill killed 5 people and injured 12 children nearby."
    assert _problems("The blast killed 5 people.", source).wrong == ()
    found = _problems("The blast in the old mill killed 12 people.", source)
    assert "5, not 12, stands there in segment 1" in (*found.wrong, *found.doubts)


def test_the_french_decides_when_the_translation_is_wrong() -> None:
    """« 979 morts » that became 1,979 dead is stopped though the English has it."""
    wrong = _problems("1,979 people died.", "979 personnes sont mortes. | 1,979 people died.")
    assert wrong.wrong == ("1,979 is a doubtful translation: the French of segment 1 has 979",)
    right = _problems("1,902 people died.", "1 902 personnes sont mortes. | 1,902 people died.")
    assert right.wrong == ()


def test_an_invented_figure_of_the_translation_is_stopped() -> None:
    """The French has no figure at all."""
    found = _problems("300 people came.", "Des gens sont venus. | 300 people came.")
    assert found.wrong == ("300 is a doubtful translation: the French of segment 1 has no such figure",)


def test_weak_figures_are_not_asked_for() -> None:
    """*both* and *the first* are figures only in name."""
    assert _problems("Both mayors came first.", "The mayors came.") == FigureProblems((), (), ())


@given(st.integers(1, 10**7), st.integers(1, 10**7))
def test_numbers_are_the_same_only_when_they_are(one: int, two: int) -> None:
    """Written with or without separators."""
    first, second = parse(f"{one:,} boats", "en")[0], parse(f"{two} boats", "en")[0]
    assert same(first, second) is (one == two)


@given(st.integers(13, 10**6))
def test_a_number_that_is_there_is_never_wrong(number: int) -> None:
    """Whatever its size, the sentence of the source supports itself."""
    text = f"The harbour of Brevan sold {number:,} boats."
    assert _problems(text, text) == FigureProblems((), (), (0,))


def test_vague_figures_of_the_brief_are_in_doubt_only() -> None:
    """*Dozens* may sum up what the article tells one by one."""
    found = _problems("Dozens of boats left the harbour.", "Many boats left the harbour.")
    assert (found.wrong, found.doubts) == ((), ("Dozens is not in the source",))


def test_a_number_that_lacks_its_unit_alone_is_in_doubt() -> None:
    """ "A profit of 1.2 billion" is told of "1.2 billion euros", "1.2 billion wagons" is not."""
    source = "Siemens made a profit of 1.2 billion euros in 2024."
    bare = _problems("Siemens made a profit of 1.2 billion in 2024.", source)
    assert (bare.wrong, bare.doubts) == (
        (),
        ("1.2 billion lacks its unit (segment 1 has 1.2 billion euros)",),
    )
    assert _problems("Siemens sold 1.2 billion wagons in 2024.", source).wrong != ()
    assert _problems("Siemens made a profit of 1.2 billion dollars.", source).wrong != ()
