"""A quotation cut up by segments."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.quotes.parts import Part, parts_of, word_at, words_of
from pipeline.records import Quote, Segment, Span


def segments_of(*texts: str) -> dict[int, Segment]:
    """French segments by index, one after another with a space between them."""
    found: dict[int, Segment] = {}
    start = 0
    for index, text in enumerate(texts):
        found[index] = Segment(index, 0, Span(start, start + len(text)), text, "sentence", "fr")
        start += len(text) + 1
    return found


def parts(texts: tuple[str, ...], content: str) -> tuple[Part, ...]:
    """The parts of the quotation with that content."""
    segments = segments_of(*texts)
    text = " ".join(texts)
    start = text.index(content)
    span = Span(start, start + len(content))
    touched = tuple(
        index for index, one in segments.items() if one.span.start < span.end and span.start < one.span.end
    )
    return parts_of(Quote(0, span, content, "direct", touched), segments)


@pytest.mark.parametrize(
    ("texts", "content", "expected"),
    [
        (("« Oui. »",), "Oui.", [("Oui.", True)]),
        (("Il dit « oui ».",), "oui", [("oui", False)]),
        (("« Oui.", "Nous irons. »"), "Oui. Nous irons.", [("Oui.", True), ("Nous irons.", True)]),
        (("Il dit : « Oui.", "Non. »"), "Oui. Non.", [("Oui.", False), ("Non.", True)]),
        (("« Oui », dit-il.",), "Oui", [("Oui", False)]),
        (('- "Oui."',), "Oui.", [("Oui.", True)]),
    ],
)
def test_a_part_is_whole_when_its_segment_holds_no_other_word(
    texts: tuple[str, ...], content: str, expected: list[tuple[str, bool]]
) -> None:
    """Marks, dashes and spaces around do not count; one word of the journalist does."""
    assert [(part.text, part.is_whole) for part in parts(texts, content)] == expected


def test_words_are_counted_in_segment_and_content() -> None:
    """« d'« aller vite » »: the guillemet is a word of the segment, not of the content."""
    (part,) = parts(("Il veut « aller vite » ici.",), "aller vite")
    assert part.segment_words == (3, 4)
    assert part.content_words == (0, 1)


def test_a_word_glued_to_its_mark_is_the_word_of_the_segment() -> None:
    """«Oui» without spaces is one word of the segment."""
    (part,) = parts(("Il dit «oui» ici.",), "oui")
    assert part.segment_words == (2,)


def test_words_of_a_second_segment_go_on_in_the_content() -> None:
    """The content runs over both segments, each counts its own words."""
    first, second = parts(("Il dit : « Oui, oui.", "Nous irons. »"), "Oui, oui. Nous irons.")
    assert (first.segment_words, first.content_words) == ((4, 5), (0, 1))
    assert (second.segment_words, second.content_words) == ((0, 1), (2, 3))


@pytest.mark.parametrize(
    ("content", "text", "incise"),
    [
        ("Nous irons, a-t-il dit, jusqu'au bout.", "Nous irons jusqu'au bout.", "a-t-il dit"),
        ("Oui, dit-elle, nous irons.", "Oui, nous irons.", "dit-elle"),
        ("C'est fini, a-t-on appris.", "C'est fini.", "a-t-on appris"),
        ("C'est fini, s'est-elle exclamée, fini !", "C'est fini fini !", "s'est-elle exclamée"),
        ("Irons-nous, demande Paul, ou pas ?", "Irons-nous ou pas ?", "demande Paul"),
        ("Où va-t-il ?", "Où va-t-il ?", ""),
        ("Le maire, la préfète et le ministre.", "Le maire, la préfète et le ministre.", ""),
        ("Oui, dit Jo Le Gall, maire de Brest.", "Oui.", "dit Jo Le Gall, maire de Brest"),
        ("Oui, insiste la cheffe, Lise Roy. Voilà.", "Oui. Voilà.", "insiste la cheffe, Lise Roy"),
        (
            "C'est peu, tempère Rui Costa, de l'université de Porto. Voilà.",
            "C'est peu. Voilà.",
            "tempère Rui Costa, de l'université de Porto",
        ),
        ("Oui, insiste Paul Rey, du CNRS.", "Oui.", "insiste Paul Rey, du CNRS"),
        ("Nous irons, dit Paul Rey, de Lyon à Brest.", "Nous irons de Lyon à Brest.", "dit Paul Rey"),
        (
            "Nous irons, dit Paul Rey, de l'hôpital à la mairie.",
            "Nous irons de l'hôpital à la mairie.",
            "dit Paul Rey",
        ),
    ],
)
def test_an_incise_is_taken_out(content: str, text: str, incise: str) -> None:
    """The clause between commas with its subject inverted; a question without a comma is none."""
    (part,) = parts((f"« {content} »",), content)
    assert (part.text, part.incise) == (text, incise)
    assert part.is_whole is (not incise)


def test_a_segment_that_is_not_there_is_left_out() -> None:
    """A quotation over a place without segments has no part."""
    assert parts_of(Quote(0, Span(0, 3), "oui", "direct", (7,)), {}) == ()


@given(
    st.lists(st.text(alphabet="ab, .«»", min_size=1, max_size=20).filter(str.strip), min_size=1, max_size=3),
    st.data(),
)
def test_word_numbers_are_those_of_the_words(texts: list[str], data: st.DataObject) -> None:
    """Each word of a part lies in the words it is said to be, of its segment and of the content."""
    segments = segments_of(*texts)
    text = " ".join(texts)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = Quote(0, Span(start, end), text[start:end], "direct", tuple(segments))
    inside = [one for one in segments.values() if one.span.start < end and start < one.span.end]
    quote = Quote(0, quote.span, quote.content, "direct", tuple(one.index for one in inside))
    for part in parts_of(quote, segments):
        words = part.text.split()
        assert len(words) == len(part.segment_words) == len(part.content_words)
        for word, place, index in zip(words, part.segment_words, part.content_words, strict=True):
            assert word.strip(",") in segments[part.segment_index].text.split()[place]
            assert word.strip(",") in quote.content.split()[index]


@given(text=st.text(alphabet="ab «»\u00a0\n\x1c’,"), bounds=st.tuples(st.integers(0, 30), st.integers(0, 30)))
def test_words_are_counted_as_if_each_were_looked_for(text: str, bounds: tuple[int, int]) -> None:
    """The words of a stretch are neighbours, also where it begins or ends inside a word."""
    start, end = sorted(min(bound, len(text)) for bound in bounds)
    places = [start + match.start() for match in re.finditer(r"\S+", text[start:end])]
    assert words_of(text, start, end) == [word_at(text, place) for place in places]
