"""What the brief covers of the article, and what it leaves out."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.coverage import MOST_OMISSIONS, coverage
from pipeline.records import Summary, SummarySentence, TranslationUnit
from tests.summary.stories import unit

GOLDEN = Path(__file__).parent.parent / "data" / "summary" / "coverage.txt"
UNITS = (
    unit(0, "The harbour will close.", "Le port fermera."),
    unit(1, "The mayor lost 300 jobs.", "Le maire a perdu 300 emplois."),
    unit(2, "Nous verrons demain matin.", "Nous verrons demain matin.", "kept"),
)


def _summary(*supports: tuple[int, ...], text: str = "A brief.") -> Summary:
    sentences = tuple(SummarySentence(text, support, "supported", "", "model") for support in supports)
    return Summary(sentences, (), "en", "test")


def test_the_share_counts_content_words_of_the_support() -> None:
    """Two of five content words are covered; the French unit counts as not covered."""
    assert coverage(_summary((0,)), UNITS[:2]).share == 2 / 5
    assert coverage(_summary((0,)), UNITS).share < 2 / 5
    assert coverage(_summary((0, 1)), UNITS[:2]).share == 1.0


def test_an_empty_article_and_an_empty_brief_cover_nothing() -> None:
    """No division by nothing."""
    assert coverage(_summary(), ()).share == 0.0
    assert coverage(_summary(), UNITS).share == 0.0


def test_golden_omissions() -> None:
    """The strongest sentences that the brief leaves out, each with what it holds, as the file lists them."""
    lines = [line for line in GOLDEN.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    units = [line.split(" | ") for line in lines if line[0].isdigit()]
    article = tuple(unit(int(n) - 1, english, french) for n, french, english in units)
    told = tuple(int(n) - 1 for n in lines[len(units)].removeprefix("brief: ").split())
    found = [
        f"omitted {o.segment_index + 1}: {o.reason}" for o in coverage(_summary(told), article).omissions
    ]
    assert found == lines[len(units) + 1 :]


def test_a_sentence_told_in_other_words_is_no_omission() -> None:
    """What the brief says without having it in its support is not missing from it."""
    told = _summary((0,), text="The mayor lost 300 jobs, and the harbour will close.")
    assert coverage(told, UNITS).omissions == ()


def test_what_is_missing_is_no_negation() -> None:
    """« Pêcheurs sans frontières » denies nothing, « ne proteste pas » does."""
    without = unit(0, "Fishers Without Borders protests.", "L'ONG Pêcheurs sans frontières proteste.")
    denied = unit(1, "The port does not protest.", "Le port ne proteste pas.")
    found = coverage(_summary(), (without, denied)).omissions
    assert [(one.segment_index, one.reason) for one in found] == [(1, "holds a negation")]


def test_headings_are_no_omissions() -> None:
    """A heading, which ends without a full stop, is repeated by what it heads."""
    assert coverage(_summary(), (unit(0, "No boats for 12 days"),)).omissions == ()


UNIT = st.builds(
    lambda text, status: (text, status),
    st.text(alphabet='ab 12.not"?', max_size=40),
    st.sampled_from(["translated", "kept", "copied", "retried"]),
)


@given(st.lists(UNIT, max_size=8), st.sets(st.integers(0, 7)))
def test_any_brief_has_a_share_and_few_omissions(texts: list[tuple[str, str]], support: set[int]) -> None:
    """The share stays in 0..1; omissions are readable, uncovered, in order, three at most."""
    units: tuple[TranslationUnit, ...] = tuple(
        unit(index, text, "x" + text, status)  # type: ignore[arg-type]
        for index, (text, status) in enumerate(texts)
    )
    found = coverage(_summary(tuple(support)), units)
    indexes = [omission.segment_index for omission in found.omissions]
    assert 0.0 <= found.share <= 1.0
    assert len(indexes) <= MOST_OMISSIONS
    assert indexes == sorted(set(indexes) - support)
    assert all(units[index].status != "kept" for index in indexes)
