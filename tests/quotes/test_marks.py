"""Spans between quotation marks, before anybody asks who speaks."""

import pytest

from pipeline.quotes.marks import Marked, find_marked, paragraphs


def contents(text: str) -> list[str]:
    """Return what stands between the marks, outer spans before their inner ones."""
    return [text[item.inner.start : item.inner.end] for item in find_marked(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« Oui »", ["Oui"]),
        ("«Oui»", ["Oui"]),
        ("“Oui” et “non”", ["Oui", "non"]),
        ('"Oui" et "non"', ["Oui", "non"]),
        ('"Oui""Non"', ["Oui", "Non"]),
        ('Il dit: "Oui. " "Non. "', ["Oui.", "Non."]),
        ("« Un “mot” dit »", ["Un “mot” dit", "mot"]),
        ("« Un \"mot\" dit »", ['Un "mot" dit', "mot"]),
        ("« A « b » c »", ["A « b » c", "b"]),
        ("\"Je dis 'non' ici\"", ["Je dis 'non' ici", "non"]),
        ("L'ami d'Anne n'est pas là", []),
        ("l'« ami »", ["ami"]),
        ("d'\"En Marche\"", ["En Marche"]),
        ("un écran de 27\" neuf", []),
        ("rien", []),
        ("«  »", []),
        ("« ! »", []),
        ('(voir "ici")', ["ici"]),
        ("''Oui'' dit-il", ["Oui"]),
        ("„Ja“ sagt er", ["Ja"]),
    ],
)  # fmt: skip
def test_marks_of_all_forms_are_paired(text: str, expected: list[str]) -> None:
    """Contents come without marks and without white space at their ends; empty ones are no spans."""
    assert contents(text) == expected


def test_a_lost_closing_mark_ends_its_span_before_the_next_opening_one() -> None:
    """« A, dit X. « B » gives two spans, the first one marked as not closed."""
    first, second = find_marked("« Nous irons, dit Paul. « Et vous ? »")
    assert (first.is_closed, second.is_closed) == (False, True)
    assert first.outer.end <= second.outer.start


def test_a_lost_closing_mark_at_the_end_ends_with_the_paragraph() -> None:
    """A quotation that nothing closes does not run into the next paragraph."""
    text = "« Nous irons.\nPaul est parti."
    (only,) = find_marked(text)
    assert text[only.inner.start : only.inner.end] == "Nous irons."
    assert not only.is_closed


def test_a_reopened_paragraph_continues_the_quotation() -> None:
    """One span from the first opening mark to the last closing one."""
    text = "« Un.\n« Deux.\n\n« Trois »."
    (only,) = find_marked(text)
    assert text[only.inner.start : only.inner.end] == "Un.\n« Deux.\n\n« Trois"
    assert only.is_closed


def test_inner_spans_know_their_parent() -> None:
    """The parent is the index of the span around."""
    outer, inner, other = find_marked("« Un “mot” dit » et « deux »")
    assert (outer.parent, inner.parent, other.parent) == (None, 0, None)


def test_families_are_told_apart() -> None:
    """Guillemets, double marks, single marks."""
    families = [item.family for item in find_marked('« un » “deux” "trois" ‘quatre’')]
    assert families == ["guillemet", "double", "double", "single"]


def test_blank_lines_are_no_paragraphs() -> None:
    """Paragraphs are lines with something in them."""
    assert list(paragraphs("un\n\n  \ndeux")) == [(0, 2), (7, 11)]


def test_a_span_holds_its_marks() -> None:
    """``outer`` includes the marks, ``inner`` neither marks nor white space."""
    (only,) = find_marked("« Oui »")
    assert isinstance(only, Marked)
    assert (only.outer.start, only.outer.end) == (0, 7)
    assert (only.inner.start, only.inner.end) == (2, 5)


def test_plus_signs_alone_are_no_marks() -> None:
    """« +50 et +20 » are figures, and +oui+ outside other marks may be anything."""
    assert not find_marked("Il a dit +oui bien sûr+ hier, de +50 à +20.")
    assert len(find_marked('"Des taux de +50 à +20", dit-il.')) == 1


def test_a_long_paragraph_before_a_lost_mark_is_no_quotation() -> None:
    """Nothing tells where it would start."""
    assert not find_marked("Le pont tient bien. " * 30 + 'Il est vieux", a dit Anne.')
