"""Who speaks is doubted where the name is little more than a guess."""

from dataclasses import replace

import pytest

from pipeline.checks.speaker import doubt_speaker
from pipeline.records import Quote, Span, Speaker

REY = Speaker("Paul Rey", None, None)
QUOTE = Quote(0, Span(2, 21), "Nous rouvrirons lundi", "direct", (3,), speaker=REY, confidence=0.53)


def test_a_name_that_is_a_guess_is_to_check_with_its_share() -> None:
    """« …, a-t-on répété »: Paul Rey is only the likeliest."""
    (doubt,) = doubt_speaker(QUOTE).findings
    assert (doubt.rule, doubt.severity, doubt.segment_index) == ("speaker", "check", 3)
    assert doubt.message == "Paul Rey may not be who speaks (53% sure)"


def test_a_description_may_be_somebody_named_elsewhere() -> None:
    """« …, dit le voisin »: that is who speaks, but has he a name?"""
    neighbour = replace(QUOTE, speaker=Speaker("le voisin", None, "le voisin"))
    (doubt,) = doubt_speaker(neighbour).findings
    assert doubt.message == "le voisin: the article may name this speaker elsewhere"


def test_a_sure_name_is_left() -> None:
    """From 65 % on a name stands without a doubt."""
    quote = replace(QUOTE, confidence=0.65)
    assert doubt_speaker(quote) is quote


@pytest.mark.parametrize(
    ("quote", "message"),
    [
        (
            replace(QUOTE, speaker=None, candidate=REY, confidence=0.3),
            "it is not clear who speaks, perhaps Paul Rey (30% sure)",
        ),
        (
            replace(QUOTE, speaker=None, confidence=0.0),
            "the article does not name who speaks, or it was not found",
        ),
    ],
)
def test_a_quotation_of_nobody_is_to_check(quote: Quote, message: str) -> None:
    """An editor must put a name to it, or leave it out."""
    assert [doubt.message for doubt in doubt_speaker(quote).findings] == [message]
