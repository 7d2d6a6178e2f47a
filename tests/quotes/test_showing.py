"""Every speaker comes with the words that show who it is, and every open one with a candidate."""

import pytest

from pipeline.quotes.french import french_quotes

UNTAGGED = (
    ("Anne Roy ouvre sa fenêtre. « Chaque été, tout recommence. »", "Anne Roy"),
    ("« Oui », dit Paul Roux. Il se lève. « Nous irons jusqu'au bout. »", "Paul Roux"),
    ("« Nous tiendrons. » Le port dort. « Et nous gagnerons », assure Luc Petit.", "Luc Petit"),
)


@pytest.mark.parametrize(("text", "shown"), UNTAGGED)
def test_a_quotation_without_a_tag_shows_where_its_speaker_stands(text: str, shown: str) -> None:
    """The evidence is the name, not the pronoun that stands nearer."""
    for quote in french_quotes(text):
        assert quote.evidence is not None
        assert shown in text[quote.evidence.start : quote.evidence.end]


def test_words_of_the_speaker_himself_stay_the_evidence() -> None:
    """A tag is better evidence than any name."""
    text = "Paul Roux est venu. « Nous irons », a-t-il dit."
    (quote,) = french_quotes(text)
    assert quote.evidence is not None
    assert text[quote.evidence.start : quote.evidence.end] == "a-t-il dit"


def test_whoever_is_likeliest_is_shown_where_nobody_is_likelier_still() -> None:
    """An open speaker has a candidate, with the little belief that is left."""
    for quote in french_quotes(
        "Le maire Paul Roux a reçu la presse lundi. Des cris s'élèvent : « Dehors ! »"
    ):
        if quote.speaker is None:
            assert quote.candidate is None or quote.confidence < 0.35
