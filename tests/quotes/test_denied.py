"""Words between marks that the article denies, supposes or asks (``tests/data/quotes/denied.txt``)."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checks.speaker import doubt_quote, doubt_saying
from pipeline.quotes.french import french_quotes
from pipeline.records import Quote, Reserve, Span
from pipeline.render.view import kind_label

from .articles import PEOPLE, Person
from .golden import Case, read_cases

CASES = list(read_cases("denied"))
QUOTE = Quote(0, Span(2, 9), "je pars", "direct", (3,), cue="nie avoir dit", confidence=0.9)


def marked(text: str) -> list[Quote]:
    """Return the quotations between marks."""
    return [quote for quote in french_quotes(text) if quote.kind != "indirect"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_the_reserve_and_the_words_that_make_it(case: Case) -> None:
    """Kind, content, speaker, cue and reserve; « - » where the words were said."""
    found = [
        (
            quote.kind,
            quote.content,
            quote.speaker.name if quote.speaker else "-",
            quote.cue or "-",
            quote.reserve or "-",
        )
        for quote in marked(case.text)
    ]
    assert found == list(case.expected)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_the_evidence_holds_the_cue(case: Case) -> None:
    """An editor finds the denying words in the attribution too."""
    for quote in marked(case.text):
        if quote.reserve:
            assert quote.cue is not None
            assert quote.evidence is not None
            assert quote.cue in case.text[quote.evidence.start : quote.evidence.end]


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(PEOPLE),
    st.sampled_from(
        ["nie", "dément", "conteste", "réfute", "a nié", "démentait formellement", "nie pour autant"]
    ),
    st.sampled_from(["déclaré", "affirmé", "écrit", "annoncé", "crié"]),
)
def test_whoever_denies_the_words_is_never_shown_to_have_said_them(
    person: Person, verb: str, said: str
) -> None:
    """Every verb of denial with every verb of saying."""
    (quote,) = marked(f"{person.name} {verb} avoir {said} « je savais tout ».")
    assert quote.reserve == "denied"
    assert quote.cue == f"{verb.removeprefix('a ')} avoir {said}"


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(PEOPLE),
    st.sampled_from(
        ["n'a pas manqué de", "ne cesse de", "n'hésite pas à", "ne craint pas de", "n'oublie pas de"]
    ),
    st.sampled_from(["dire", "répéter", "affirmer", "souligner", "confirmer"]),
)
def test_a_negation_that_affirms_leaves_no_reserve(person: Person, verb: str, said: str) -> None:
    """« ne cesse de répéter » says it again and again."""
    (quote,) = marked(f"{person.name} {verb} {said} que « le pont est sûr ».")
    assert quote.reserve == ""


@pytest.mark.parametrize("reserve", ["denied", "refused", "supposed", "asked", "rumoured"])
def test_every_reserve_is_to_check_in_words(reserve: Reserve) -> None:
    """The finding is what the terminal, the tables and the pages show."""
    *_, doubt = doubt_quote(replace(QUOTE, reserve=reserve)).findings
    assert (doubt.rule, doubt.severity, doubt.segment_index) == ("said", "check", 3)
    assert doubt.message.startswith("the article ")
    assert doubt.message.endswith("(« nie avoir dit »)")


def test_words_that_were_said_are_left() -> None:
    """No finding without a reserve."""
    assert doubt_saying(QUOTE) is QUOTE


def test_the_kind_tells_of_a_denial_once() -> None:
    """The reserve takes the place of « with a verb of denial »."""
    assert kind_label(replace(QUOTE, kind="mixed", reserve="denied")) == "mixed, denied (nie avoir dit)"
    assert kind_label(replace(QUOTE, reserve="asked")) == "direct, asked (nie avoir dit)"
    assert kind_label(replace(QUOTE, kind="mixed")) == "mixed, with a verb of denial (nie avoir dit)"
