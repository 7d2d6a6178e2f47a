"""The second look at quotations without a tag: what surrounds them, and whose they prove to be."""

from collections.abc import Sequence

import pytest

from pipeline.quotes.antecedents import NOBODY, Candidate, Choice, Ranker
from pipeline.quotes.drafts import Draft
from pipeline.quotes.french import French

NEXT = {"untagged: speaks next": 9.0, "title: speaks next": 9.0}


class Spy(Ranker):
    """A ranker that keeps what the second look asks, by entity."""

    def __init__(self, weights: dict[str, float] | None = None) -> None:
        super().__init__(weights)
        self.asked: list[tuple[Candidate, ...]] = []

    def choose(self, asked: tuple[int, int], candidates: Sequence[Candidate]) -> Choice:
        """Return the choice of the plain ranker."""
        if any(name.startswith(("untagged: ", "title: ")) for one in candidates for name in one.features):
            self.asked.append(tuple(candidates))
        return super().choose(asked, candidates)


def shown(text: str, name: str) -> set[str]:
    """Return the features that speak for ``name`` at the first quotation without a tag that is asked."""
    spy = Spy()
    reading = French(text, None, spy)
    reading.read()
    (found,) = (one for one in spy.asked[0] if one.entity != NOBODY and reading.cast[one.entity].name == name)
    return set(found.features)


def speakers(text: str, weights: dict[str, float] | None = None) -> list[str | None]:
    """Return who speaks, quotation by quotation, as read with ``weights``."""
    reading = French(text, None, Ranker(weights) if weights is not None else None)

    def name(draft: Draft) -> str | None:
        made = draft.attribution
        return None if made is None or made.resolution is None else reading.cast[made.resolution.entity].name

    return [name(draft) for draft in reading.read() if draft.kind != "indirect"]


BETWEEN = "Paul Roux a parlé. « Oui », a dit Paul Roux. « On étouffe ici. » « Chaque été », a dit Anne Morel."


def test_who_spoke_before_and_who_speaks_next_are_told() -> None:
    """Between two quotations with a tag both speakers have a claim."""
    assert {"untagged: spoke before", "untagged: spoke before, in the next sentence"} <= shown(
        BETWEEN, "Paul Roux"
    )
    assert {"untagged: speaks next", "untagged: speaks next, in the next sentence"} <= shown(
        BETWEEN, "Anne Morel"
    )
    assert "untagged: speaks next" not in shown(BETWEEN, "Paul Roux")


def test_what_follows_can_overrule_the_choice_made_on_the_way() -> None:
    """With all the weight on the next speaker the quotation in the middle is hers."""
    assert speakers(BETWEEN, NEXT) == ["Paul Roux", "Anne Morel", "Anne Morel"]


def test_a_neighbour_far_below_is_none() -> None:
    """Somebody quoted ten sentences later has nothing to do with it."""
    between = "Le vent souffle. " * 10
    text = f"Paul Roux dort. « On étouffe ici. » {between}« Chaque été », a dit Anne Morel."
    spy = Spy()
    French(text, None, spy).read()
    assert not any("untagged: speaks next" in one.features for one in spy.asked[0])


def test_reported_speech_is_no_neighbour() -> None:
    """« Anne Morel assure que rien ne changera » reports her; her own words stand nowhere."""
    text = "Paul Roux dort. « On étouffe ici. » Anne Morel assure que rien ne changera avant la fin de juin."
    assert "untagged: speaks next" not in shown(text, "Anne Morel")


def test_a_neighbour_without_a_tag_counts_less() -> None:
    """The second quotation goes on with the first, whose speaker is only inferred himself."""
    text = "Paul Roux dort mal. « On étouffe ici. » Le vent souffle. « Chaque été revient la chaleur. »"
    spy = Spy()
    French(text, None, spy).read()
    assert any("untagged: spoke before, without a tag" in one.features for one in spy.asked[1])


def test_the_subject_of_the_next_sentence_is_a_candidate() -> None:
    """« « On étouffe. » Samedi, Anne Morel a ouvert la séance. »: she was not met before."""
    text = "Paul Roux est venu. « On étouffe dans cette salle. » Anne Morel a ouvert la fenêtre."
    assert {"untagged: subject of the next sentence", "untagged: not met"} <= shown(text, "Anne Morel")
    assert "untagged: not met" not in shown(text, "Paul Roux")


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("Le pont plaît à tous, Anne Morel est ravie. « On étouffe ici. »", "met before"),
        ("Le pont a été refait par Anne Morel. « On étouffe ici. »", "governed before"),
        ("Anne Morel passe. Elle est ravie. « On étouffe ici. »", "a pronoun before"),
        ("Le pont tremble. Anne Morel range la salle « trop petite ».", "met here"),
        ("Le pont tremble. La salle « trop petite » a été refaite hier avec Anne Morel.", "met behind"),
    ],
)
def test_the_sentence_and_the_one_before_tell_how_a_candidate_is_met(text: str, feature: str) -> None:
    """Whom a preposition governs is less likely to speak, as is whoever comes in behind the words."""
    assert f"untagged: {feature}" in shown(text, "Anne Morel")


def test_words_said_again_speak_for_who_says_them() -> None:
    """A pull quote condenses: two of its three content words come back in the tag's quotation."""
    text = (
        "Le port ferme.\n\n« Les quais tiendront toujours »\n\nPaul Roux regarde. Anne Morel passe. "
        "« Je vous jure que ces quais tiendront », a dit Anne Morel. « Non », a dit Paul Roux."
    )
    assert "title: same words" in shown(text, "Anne Morel")
    assert "title: same words" not in shown(text, "Paul Roux")
    assert "title: all words again" not in shown(text, "Anne Morel")


def test_the_same_words_in_full_are_an_echo() -> None:
    """« Les quais tiendront » comes back word for word."""
    text = (
        "Le port ferme.\n\n« Les quais tiendront toujours »\n\nPaul Roux regarde. "
        "« Nous savons que les quais tiendront toujours ici », a dit Anne Morel."
    )
    assert "title: all words again" in shown(text, "Anne Morel")
    assert speakers(text)[0] == "Anne Morel"


@pytest.mark.parametrize(
    "text",
    [
        "« On étouffe ici »\n\nPaul Roux est sorti. « Chaque été », a dit Anne Morel.",
        'Paul Roux est sorti. "On étouffe ici"Anne Morel reste. "Chaque été", a dit Anne Morel.',
        "Paul Roux est sorti.\n\n« On étouffe ici »\n\nAnne Morel reste. « Chaque été », a dit Anne Morel.",
    ],
)
def test_headlines_and_intertitles_are_asked_apart(text: str) -> None:
    """A headline, an intertitle that lost its line end, one on its own line: nobody spoke before them."""
    assert "title: speaks next" in shown(text, "Anne Morel")


def test_intertitles_come_last_and_see_the_voices_of_the_body() -> None:
    """The quotation below has no tag itself; the intertitle above is still its speaker's."""
    text = (
        "« Oui », a dit Paul Roux.\n\n« Les quais tiendront »\n\n« Merci », a dit Anne Morel. "
        "« Les quais tiendront toujours, je vous le jure. »"
    )
    spy = Spy()
    French(text, None, spy).read()
    kinds = [next(iter(one[0].features)).split(":")[0] for one in spy.asked]
    assert kinds == ["untagged", "title"]


def test_a_person_who_comes_in_by_a_pronoun_only_is_no_candidate() -> None:
    """« il », whom nobody names, has no name to show."""
    spy = Spy()
    reading = French("Il arrive. « On étouffe dans cette salle. » « Oui », dit-il.", None, spy)
    reading.read()
    for candidates in spy.asked:
        assert all(one.entity == NOBODY or reading.cast[one.entity].name for one in candidates)


def test_quotations_with_a_tag_are_not_asked_again() -> None:
    """What the sentence tells stands."""
    spy = Spy({"untagged: speaks next": 9.0})
    reading = French("« Oui », a dit Paul Roux. « Chaque été », a dit Anne Morel.", None, spy)
    reading.read()
    assert spy.asked == []
