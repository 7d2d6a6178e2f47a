"""Articles that are English already take the same road, with a few rules of their own."""

import pytest

from pipeline.quotes import extract
from pipeline.records import Article, Segment, Span


def rows(text: str) -> list[tuple[str, str, str | None, str | None]]:
    """Return kind, content, speaker and cue of the quotations of an English text."""
    segment = Segment(0, 0, Span(0, len(text)), text, "sentence", "en")
    found = extract(Article("a", text, None, "a"), (segment,), None)
    assert all(quote.content == text[quote.span.start : quote.span.end] for quote in found)
    return [(q.kind, q.content, q.speaker.name if q.speaker else None, q.cue) for q in found]


def test_the_verb_before_its_noun() -> None:
    """ "…," said X."""
    assert rows('"We will stay," said Mary Smith.') == [("direct", "We will stay,", "Mary Smith", "said")]


def test_the_noun_before_its_verb() -> None:
    """X said: "…" """
    assert rows('Mary Smith said: "We will stay."') == [("direct", "We will stay.", "Mary Smith", "said")]


def test_a_pronoun_goes_back_to_the_last_one_named() -> None:
    """He and she agree in gender."""
    text = 'Mary Smith said it was "a very good plan". "It will work," she added.'
    assert [row[2] for row in rows(text)] == ["Mary Smith", "Mary Smith"]


def test_a_surname_is_the_full_name() -> None:
    """According to Smith is according to Mary Smith."""
    text = 'Mary Smith spoke. According to Smith, "nobody asked us about it".'
    assert rows(text) == [("mixed", "nobody asked us about it", "Mary Smith", "according to")]


def test_a_quotation_without_a_tag_inherits() -> None:
    """ "…," said X. "…" """
    assert [row[2] for row in rows('"We will stay," said Mary Smith. "It is our home."')] == [
        "Mary Smith"
    ] * 2


def test_a_title_is_no_quotation() -> None:
    """Two words between marks with nobody speaking are a name."""
    assert rows('They watched "Prison Break" at home.') == []


def test_a_spokeswoman_is_no_he() -> None:
    """Gender agrees in English too."""
    text = 'John Brown said: "I stay." "We go," said a spokeswoman. "I stay," he said again.'
    assert [row[2] for row in rows(text)] == ["John Brown", "a spokeswoman", "John Brown"]


@pytest.mark.parametrize(
    ("said", "speaker"),
    [
        ("John Smith. The president left.", "John Smith"),
        ("John F. Kennedy. The president left.", "John F. Kennedy"),
        ("J. K. Rowling. The author left.", "J. K. Rowling"),
        ("J.-P. Brown. Mary Smith left.", "J.-P. Brown"),
        ("Mary St. James. Others left.", "Mary St. James"),
        ("Gen. John Brown. He left.", "Gen. John Brown"),
        ("Martin King Jr. The president left.", "Martin King Jr."),
        ("Dr. Smith. Brown left.", "Dr. Smith"),
        ("Mary B. The president left.", "Mary"),
        ("Ludwig van Hove. Others left.", "Ludwig van Hove"),
    ],
)
def test_a_name_goes_over_no_full_stop_but_that_of_an_abbreviation(said: str, speaker: str) -> None:
    """The next sentence begins with a capital as a name does."""
    assert rows(f"“We have no choice,” said {said}")[0][2] == speaker


def test_a_junior_is_found_by_his_surname() -> None:
    """King is Martin King Jr."""
    text = "“We go,” said Martin King Jr. in the morning. According to King, “nobody asked us about it”."
    assert [row[2] for row in rows(text)] == ["Martin King Jr."] * 2


@pytest.mark.parametrize(
    ("before", "pronoun", "speaker"),
    [
        ("Mary Smith, who runs a farm, voted to stay.", "she", "Mary Smith"),
        ("The youngest, Kallum Leesk, 22, was on board.", "he", "Kallum Leesk"),
        ("Mary Smith met John Brown.", "she", "Mary Smith"),
        ("Mary Smith met John Brown.", "he", "John Brown"),
        ("New Skerrin Harbour was quiet.", "he", "Paul Carter"),
    ],
)
def test_a_pronoun_goes_back_to_the_one_presented_in_its_paragraph(
    before: str, pronoun: str, speaker: str
) -> None:
    """Rather than to the one quoted in the paragraph before; a place is nobody."""
    text = (
        f'"We respect the result," said Paul Carter.\n{before} "We are stuck," {pronoun} said. "For weeks."'
    )
    assert [row[2] for row in rows(text)] == ["Paul Carter", speaker, speaker]


def test_a_name_within_the_marks_presents_nobody() -> None:
    """The paragraph's own words alone tell who she is."""
    text = 'Mary Smith spoke. "Jane Brown, who left, was right," she said.'
    assert [row[2] for row in rows(text)] == ["Mary Smith"]
