"""Two printed forms of one quotation compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.render.wordings import (
    SAME,
    Difference,
    difference,
    likeness,
    normalised_words,
    translation,
    wording,
)

TEXTS = st.text(alphabet="aeéÉ ’'-,.!«»ßİ½ﬁ1 le pont de Sète", max_size=40)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("avant l’été", "avant l'automne", "“été” / “automne”"),
        ("Nous ne céderons pas", "Nous ne céderons jamais !", "“pas” / “jamais”"),
        ("deux quais de Gênes", "deux quais", "“de Gênes” / “–”"),
        ("We won't buy", "We will not hire", "“won't buy” / “will not hire”"),
        ("Le Pont tient", "le pont tient", ""),
    ],
)
def test_words_that_differ_are_shown_as_they_are_written(one: str, other: str, expected: str) -> None:
    """With accents, capitals and apostrophes, though compared without them."""
    assert difference(one, other) == expected


def test_what_a_cut_leaves_over_is_no_difference() -> None:
    """Only at the ends: a word lost in the middle is one."""
    assert difference("and we won't give in now", "we won't hire", is_cut=True) == "“give in now” / “hire”"
    assert difference("yes and we go there now", "we go now", is_cut=True) == "“there” / “–”"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Le pont tient bon.", "« le pont tient bon »", None),
        ("Le pont tient bon, dit-on", "le pont tient", Difference("cut", "")),
        ("le pont tient", "Le pont tient bon, dit-on", Difference("longer", "")),
        (
            "Il pleut. Le pont de pierre doit tenir",
            "le pont de pierre doit tenir, sinon nous partons tous",
            Difference("cut elsewhere", ""),
        ),
        (
            "Le pont de pierre tient bon",
            "le pont de bois tient bon",
            Difference("worded differently", "“pierre” / “bois”"),
        ),
    ],
)
def test_the_second_form_is_the_same_or_cut_or_worded_differently(
    one: str, other: str, expected: Difference | None
) -> None:
    """Case, accents and punctuation make no difference."""
    assert wording(one, other) == expected


@pytest.mark.parametrize(
    ("sources", "targets", "words"),
    [
        (("Il faut partir", "il faut partir"), ("We must go", "We have to go"), "“must” / “have to”"),
        (
            ("Il faut partir", "Il faut partir tôt"),
            ("We must go", "We need to go early"),
            "“must” / “need to”",
        ),
        (
            ("Il faut partir tôt […] et loin", "Il faut partir"),
            ("We must go early and far", "We must go"),
            None,
        ),
        (
            ("Il faut partir tôt et très loin", "Il faut partir... très loin"),
            ("We must go early and far", "We should go far"),
            "“must” / “should”",
        ),
        (("Il faut partir tôt et loin", "Il faut rester… loin"), ("We must go", "We should stay"), None),
        (("loin, et partir tôt", "partir tôt (…) loin"), ("Far off, and go", "should go away"), None),
        (("Il faut partir", "Il faut rester"), ("We must go", "We should stay"), None),
        (("Il faut partir", "Il faut partir"), ("We must go", ""), None),
    ],
)
def test_other_english_is_told_where_the_french_is_the_same(
    sources: tuple[str, str], targets: tuple[str, str], words: str | None
) -> None:
    """As a whole, cut at an end, or with a mark of omission in the middle; other French has other English."""
    found = translation(sources, targets)
    assert (found.words if found else None) == words


@given(one=TEXTS, other=TEXTS, english=TEXTS, other_english=TEXTS)
def test_the_order_of_two_translations_does_not_matter(
    one: str, other: str, english: str, other_english: str
) -> None:
    """The longer French may come first or second, unless both are as long."""
    if len(normalised_words(one)) != len(normalised_words(other)):
        found = translation((one, other), (english, other_english))
        assert (found is None) is (translation((other, one), (other_english, english)) is None)


def test_five_words_at_the_seam_join_two_forms() -> None:
    """« … a b c d e » and « a b c d e … » are one quotation; four words are not enough."""
    five = tuple("abcde")
    assert likeness((*"xyzuvw", *five), (*five, *"mnopqr")) == SAME
    assert likeness((*"xyzuvw", *five[:4]), (*five[:4], *"mnopqr")) < SAME


@given(one=TEXTS, other=TEXTS)
def test_a_difference_is_told_exactly_when_the_words_differ(one: str, other: str) -> None:
    """Whatever letters fold to several or to none."""
    same = normalised_words(one) == normalised_words(other)
    assert (difference(one, other) == "") is same
    assert (wording(one, other) is None) is same


@given(one=TEXTS, other=TEXTS)
def test_likeness_is_a_share_and_symmetric_at_the_seam(one: str, other: str) -> None:
    """0..1; a text is like itself."""
    left, right = normalised_words(one), normalised_words(other)
    assert 0.0 <= likeness(left, right) <= 1.0
    assert likeness(left, left) == 1.0
