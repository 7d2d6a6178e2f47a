"""Who speaks in a quotation inside another one."""

import pytest

from pipeline.quotes.french import french_quotes


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anne Morel a vu le maire Paul Roux. « Il m'a dit : 'Revenez' », raconte-t-elle.", "Paul Roux"),
        ("« Ma mère m'appelle et elle me dit : 'Rentre vite' », raconte Luc Morand.", "Ma mère"),
        ("« On m'a dit : 'Revenez demain' », raconte Luc Morand.", None),
    ],
)
def test_a_pronoun_inside_a_quotation_is_not_who_speaks_around(text: str, name: str | None) -> None:
    """Somebody named in the words comes first, then whoever the article speaks of; « on » is nobody."""
    inner = next(quote for quote in french_quotes(text) if quote.nested_in is not None)
    assert (inner.speaker.name if inner.speaker else None) == name
