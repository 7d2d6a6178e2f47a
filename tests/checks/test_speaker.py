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


@pytest.mark.parametrize(
    "quote", [replace(QUOTE, confidence=0.65), replace(QUOTE, speaker=None, candidate=REY)]
)
def test_a_sure_name_and_an_open_one_are_left(quote: Quote) -> None:
    """A quotation without a speaker says so already, with its candidate."""
    assert doubt_speaker(quote) is quote
