"""The normalisation shared by training and run time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.typography import is_caps, normalise, truecase


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« Voilà », dit-il…", '"Voilà", dit-il...'),
        ("«\u00a0Voilà\u00a0»", '"Voilà"'),
        ("l’homme ‘x’", "l'homme 'x'"),
        ("“ouvert” „bas‟", '"ouvert" "bas"'),
        ("``oui''", '"oui"'),
        ("1\u202f902 blessés", "1 902 blessés"),
        ("380.000 euros, 3,5\u00a0%", "380.000 euros, 3,5 %"),
        ("2010–2012", "2010-2012"),
        ("Paris – Lyon — Nice", "Paris - Lyon - Nice"),
        ("fin—début", "fin - début"),
        ("zéro\u200blargeur\ufeff et \u0007cloche", "zérolargeur et cloche"),
        ("deux\n\nlignes\t ici", "deux lignes ici"),
        ("rendez\u2011vous", "rendez-vous"),
        ("", ""),
        (" \u00a0\n", ""),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    assert normalise(text) == expected


@given(st.text())
def test_normalise_leaves_one_line_of_single_spaces(text: str) -> None:
    result = normalise(text)
    assert result == result.strip()
    assert "  " not in result
    assert not set(result) & set("\n\r\t\u00a0\u202f«»“”’…\u200b")


@given(st.text(alphabet="abcé 0123456789.,«»“”'’-–\u00a0…"))
def test_normalise_keeps_letters_and_figures_in_order(text: str) -> None:
    assert [c for c in normalise(text) if c.isalnum()] == [c for c in text if c.isalnum()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LE PSG BAT L'OM AU STADE", "Le PSG bat l'OM au stade"),
        ("GRÈVE À LA SNCF. LE G20 ATTEND", "Grève à la SNCF. Le G20 attend"),
        ("UN TITRE TRÈS LONG", "Un titre très long"),
        ("Un titre ordinaire", "Un titre ordinaire"),
        ("ONU", "ONU"),
        ("", ""),
    ],
)
def test_truecase(text: str, expected: str) -> None:
    assert truecase(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LE MINISTRE DÉMISSIONNE", True),
        ("LE MINISTRE démissionne", False),
        ("PARIS", False),
        ("ONU UE", False),
        ("12 345 678 901", False),
        ("", False),
    ],
)
def test_is_caps(text: str, expected: bool) -> None:
    assert is_caps(text) is expected


@given(st.text())
def test_truecase_changes_case_alone(text: str) -> None:
    # Some letters change their length with their case (ŉ, ß): compare those that do not.
    if text.upper().lower() == text.lower() and len(text.upper()) == len(text) == len(text.lower()):
        assert truecase(text).lower() == text.lower()
