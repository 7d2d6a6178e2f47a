"""What the article offers as evidence."""

from pipeline.checks.evidence import gather
from tests.summary.stories import unit

UNITS = (
    unit(0, "The mayor of Brevan did not sign 12 treaties.", "Le maire de Brevan n'a pas signé 12 traités."),
    unit(1, "It rained."),
    unit(2, "Le port fermera.", "Le port fermera.", "kept"),
    unit(3, "12 000", "12 000", "copied"),
)


def test_each_readable_unit_is_a_piece() -> None:
    """With its words, figures, names and negations; French only where it was translated."""
    evidence = gather(UNITS)
    first, second = evidence.pieces
    assert [piece.index for piece in evidence.pieces] == [0, 1]
    assert first.stems == {"mayor", "brevan", "sign", "treati"}
    assert [figure.text for figure in first.figures] == ["12"]
    assert [name.text for name in first.names] == ["Brevan"]
    assert first.polarity.cues == ("not",)
    assert first.french.startswith("Le maire")
    assert second.french == ""


def test_the_article_has_them_all_together() -> None:
    """Tokens, words written small, weights."""
    evidence = gather(UNITS)
    assert {"mayor", "brevan", "12", "rained"} <= evidence.tokens
    assert "mayor" in evidence.plain
    assert "Brevan" not in evidence.plain
    assert set(evidence.weight) >= {"mayor", "treati"}


def test_pieces_are_found_by_index_in_order() -> None:
    """Whatever order is asked for; unknown ones are left out."""
    evidence = gather(UNITS)
    assert [piece.index for piece in evidence.at([1, 0, 2, 9])] == [0, 1]


def test_nothing_is_evidence_of_nothing() -> None:
    """An empty article."""
    evidence = gather(())
    assert (evidence.pieces, evidence.weight, evidence.tokens) == ((), {}, frozenset())
