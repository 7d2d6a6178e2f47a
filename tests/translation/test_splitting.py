"""Over-long segments in parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translation.splitting import join_parts, same_end, split_long

WORDS = st.lists(st.text(alphabet="abcé,;:", min_size=1, max_size=8), min_size=1, max_size=40)


def fits_words(count: int):  # type: ignore[no-untyped-def]
    """Whether a text has at most ``count`` words."""
    return lambda text: len(text.split()) <= count


@pytest.mark.parametrize(
    ("text", "words", "parts"),
    [
        ("Il part.", 5, ["Il part."]),
        ("Il part ce soir; elle reste ici.", 5, ["Il part ce soir;", "elle reste ici."]),
        ("Il a tout dit : elle, elle reste ici.", 5, ["Il a tout dit :", "elle, elle reste ici."]),
        ("Le maire de Lyon, élu hier, est parti.", 5, ["Le maire de Lyon,", "élu hier, est parti."]),
        ("Le maire est venu et la ville dort", 5, ["Le maire est venu", "et la ville dort"]),
        ("un deux trois quatre cinq six", 3, ["un deux trois", "quatre cinq six"]),
    ],
)
def test_a_long_segment_is_cut_at_its_strongest_mark(text: str, words: int, parts: list[str]) -> None:
    """A semicolon before a colon, a comma, a conjunction, any space."""
    assert split_long(text, fits_words(words)) == parts


@given(WORDS, st.integers(min_value=1, max_value=10))
def test_parts_fit_and_join_to_the_text(words: list[str], most: int) -> None:
    """Nothing is lost, nothing is too long."""
    text = " ".join(words)
    parts = split_long(text, fits_words(most))
    assert parts is not None
    assert " ".join(parts) == text
    assert all(len(part.split()) <= most for part in parts)


def test_a_single_endless_word_cannot_be_cut() -> None:
    """The caller keeps such a text as it is."""
    assert split_long("x" * 50, lambda text: len(text) < 20) is None
    assert split_long("oui " + "x" * 50, lambda text: len(text) < 20) is None


@pytest.mark.parametrize(
    ("sources", "targets", "joined"),
    [
        (
            ["Le maire a parlé longtemps,", "il est parti ensuite."],
            ["The mayor spoke for long.", "He left afterwards."],
            "The mayor spoke for long, he left afterwards.",
        ),
        (["Il dort;", "Paul veille."], ["He sleeps", "Paul keeps watch."], "He sleeps; Paul keeps watch."),
        (["Il dort", "et elle veille."], ["He sleeps", "And she wakes."], "He sleeps and she wakes."),
        (["Il dort.", "Elle veille."], ["He sleeps.", "She wakes."], "He sleeps. She wakes."),
        (["il vit à", "Lyon."], ["he lives in", "Lyon."], "he lives in Lyon."),
        (["il vit en", "allemagne."], ["he lives in", "Germany."], "he lives in Germany."),
    ],
)
def test_parts_read_as_one_sentence(sources: list[str], targets: list[str], joined: str) -> None:
    """A comma stays a comma, a small word in the middle has no capital, a name keeps its own."""
    assert join_parts(sources, targets) == joined


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4))
def test_joining_keeps_the_number_of_words(parts: list[tuple[list[str], list[str]]]) -> None:
    """Alignments of the parts are counted on: no word may vanish, except one that is only a mark."""
    sources = [" ".join(source) for source, _ in parts]
    targets = ["w".join(target) for _, target in parts]
    joined = join_parts(sources, targets)
    assert len(joined.split()) == len(targets)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Le lycée de la ville", "The city's school.", "The city's school"),
        ("Le lycée ferme.", "The school closes.", "The school closes."),
        ("Aux États-Unis", "In the U.S.", "In the U.S."),
        ("Et alors ?", "So what?", "So what?"),
        ("Fin", ".", "."),
    ],
)
def test_a_heading_gets_no_full_stop(source: str, target: str, expected: str) -> None:
    """The English ends on a full stop only where the French has a mark."""
    assert same_end(target, source) == expected
