"""What the record of a quotation tells of who spoke."""

import pytest

from pipeline.quotes.french import french_quotes


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("« Le quai tiendra », assure une mère de famille.", "une mère de famille", None),
        ("« Le quai tiendra », assure Anne Morel, avocate.", "Anne Morel", "avocate"),
        (
            "Son avocat, Me Luc Morand, a plaidé. « Le quai tiendra », a-t-il dit.",
            "Luc Morand",
            "avocat",
        ),
    ],
)
def test_a_role_is_told_once(text: str, name: str, role: str | None) -> None:
    """« une mère de famille, mère de famille » and « avocat, avocat » say nothing twice."""
    (quote,) = (quote for quote in french_quotes(text) if quote.kind == "direct")
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.speaker.role) == (name, role)
