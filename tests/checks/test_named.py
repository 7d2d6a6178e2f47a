"""Names of a sentence against the segments it rests on: strange, misplaced, meant by a pronoun."""

import pytest

from pipeline.checks.evidence import gather
from pipeline.checks.named import NameProblems, name_problems
from pipeline.records import TranslationUnit
from tests.summary.stories import unit

ARTICLE = (
    "Anne Leroux, mayor of Brevan, opened the fish market on Friday.",
    "She promised new cranes to the fishermen.",
    "The company Marval will pay for the lighthouse.",
    "The engineer Paul Roy inspected the old bridge yesterday.",
)


def _unit(index: int, text: str) -> TranslationUnit:
    french, _, english = text.rpartition(" | ")
    return unit(index, english, french)


def _problems(sentence: str, support: tuple[int, ...], *texts: str) -> NameProblems:
    evidence = gather([_unit(index, text) for index, text in enumerate(texts or ARTICLE)])
    return name_problems(sentence, evidence, support)


@pytest.mark.parametrize(
    ("sentence", "support"),
    [
        ("Leroux opened the fish market.", (0,)),
        ("Mayor Anne Leroux opened the fish market.", (0,)),
        ("Marval pays for the lighthouse.", (2,)),
        ("The fish market opened on Friday.", (0,)),
    ],
)
def test_a_name_of_the_support_is_right(sentence: str, support: tuple[int, ...]) -> None:
    """In full or by the surname; common words at the start are no names."""
    assert _problems(sentence, support) == NameProblems((), (), support)


def test_a_name_that_is_nowhere_is_wrong() -> None:
    """Only the strange words of it are told."""
    assert _problems("Anne Siemens opened the fish market.", (0,)).wrong == ("Siemens is not in the source",)


def test_a_pronoun_brings_its_segment_into_the_support() -> None:
    """*She promised* rests on the segment that says who she is as well."""
    assert _problems("Leroux promised new cranes.", (1,)) == NameProblems((), (), (0, 1))


def test_a_name_without_a_pronoun_is_in_doubt() -> None:
    """It is in the article, not where the sentence rests."""
    found = _problems("The lighthouse delights Roy.", (2,))
    assert found.doubts == ("Roy is not named in segment 3",)


def test_a_name_in_the_place_of_another_has_a_rival() -> None:
    """The source has somebody else between the same words; whether that is wrong, its place decides."""
    found = _problems("The engineer Marval inspected the old bridge.", (3,))
    assert found.rivalled == ("Marval is not named in segment 4, Paul Roy is",)
    assert found.wrong == found.doubts == ()


def test_a_name_of_the_support_in_the_place_of_another_is_in_doubt() -> None:
    """Both are named there; the words beside them tell."""
    texts = ("The company Marval sued the engineer Paul Roy over cracks in the bridge.",)
    assert _problems("The company Marval sued Paul Roy.", (0,), *texts).doubts == ()
    found = _problems("The company Roy sued over cracks.", (0,), *texts)
    assert found.doubts in (("Marval, not Roy, stands there in the source",), ())


def test_a_segment_with_the_name_and_the_subject_joins_the_support() -> None:
    """Two more content words in common are enough."""
    texts = ("The fish market opened.", "Anne Leroux praised the fish market.")
    assert _problems("Leroux is proud of the fish market.", (0,), *texts).support == (0, 1)


def test_a_name_that_only_the_translation_has_is_wrong() -> None:
    """« Lyon » that became Vienna."""
    found = _problems(
        "The mill in Vienna closes.", (0,), "L'usine de Lyon ferme. | The mill in Vienna closes."
    )
    assert found.wrong == ("Vienna is not in the French of segment 1",)


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("The mill in London closes.", "L'usine de Londres ferme."),
        ("The United States signed.", "Les États-Unis ont signé."),
        ("The Russian army left.", "L'armée russe est partie."),
    ],
)
def test_exonyms_are_the_same_name(english: str, french: str) -> None:
    """Londres is London; adjectives count."""
    assert _problems(english, (0,), f"{french} | {english}") == NameProblems((), (), (0,))
