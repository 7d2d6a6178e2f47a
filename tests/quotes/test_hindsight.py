"""What only the whole article tells of who a described speaker is, and what never makes one somebody."""

import pytest

from pipeline.quotes.fitting import begins, contradicts
from pipeline.quotes.french import French, french_quotes
from pipeline.quotes.mention import Mention
from pipeline.quotes.speakers import Entity, best_role

TOGETHER = "« Le coût baisse », affirme l'association. « Il faut comparer », insiste la Ligue Verdoyante."
TWO_BODIES = f"{TOGETHER} « C'est faux », répond Nordvia."
INTRODUCED = "« Les vols reculent », relève le chef de l'Office. Marc Delmas rappelle que « tout va bien »."
TITLED = (
    "« Les vols reculent », relève le chef de l'Office. Marc Delmas, boulanger, répond que « tout va mal »."
)


def speakers(text: str) -> list[str | None]:
    """Return the names of the speakers of the quotations of ``text``, in order."""
    return [quote.speaker.name if quote.speaker else None for quote in french_quotes(text)]


def described(head: str) -> Mention:
    """Return the description « le <head> »."""
    return Mention(0, 0, 2, 0, 9, "description", f"le {head}", head=head, gender="m", role=head)


def person(*roles: str) -> Entity:
    """Return a man with these titles."""
    return Entity(0, "Paul Roux", "person", "m", "s", roles, 0)


def test_a_kind_of_body_is_the_only_one_with_a_name_that_speaks() -> None:
    """« l'association » is the Ligue, named below."""
    assert speakers(TOGETHER) == ["la Ligue Verdoyante", "la Ligue Verdoyante"]


def test_a_kind_of_body_stays_a_kind_when_two_speak() -> None:
    """Of two named bodies neither is taken once the article is read."""
    assert speakers(TWO_BODIES)[0] == "l'association"


def test_who_comes_in_without_a_title_is_the_one_described() -> None:
    """The chief of the office is Marc Delmas, who is told no other office."""
    assert speakers(INTRODUCED) == ["Marc Delmas", "Marc Delmas"]


def test_who_comes_in_with_a_title_is_another() -> None:
    """A baker is not the chief of the office."""
    assert speakers(TITLED) == ["le chef de l'Office", "Marc Delmas"]


def test_a_newspaper_told_by_its_kind_is_the_only_one_named() -> None:
    """« le quotidien » above is Le Monde, quoted below, unless another one is quoted as well."""
    above = "« L'affaire est close », affirme le quotidien. Paul Roux dément. « Elle dort », écrit Le Monde."
    assert speakers(above) == ["Le Monde", "Le Monde"]
    assert speakers(f"{above} « Elle vit », répond Mediapart.")[0] == "le quotidien"


PAIR = "« Le dossier est vide », écrivent Mes Anne Morel et Paul Roux."
FIRMS = "« Les prix baissent », affirment Nordvia et Sudvia. « C'est acquis », répètent les deux géants."


def test_a_group_told_by_its_trade_is_the_only_one_whose_names_are_joined() -> None:
    """« les avocats » are Mes Morel and Roux, above them as below."""
    both = "Anne Morel et Paul Roux"
    assert speakers(f"« Tout est faux », disent leurs avocats. {PAIR}") == [both, both]
    assert speakers(f"{PAIR} « Tout est faux », disent les avocats. « Non », ajoutent-ils.") == [both] * 3


def test_a_group_of_another_trade_is_not_these_two() -> None:
    """Two lawyers are no bakers, and « les avocats du barreau de Lens » tell more than a trade."""
    assert speakers(f"{PAIR} « Tout est faux », disent les boulangers.")[1] == "les boulangers"
    assert (
        speakers(f"{PAIR} « Faux », disent les avocats du barreau de Lens.")[1] != "Anne Morel et Paul Roux"
    )


def test_of_two_pairs_neither_is_taken() -> None:
    """With two groups of names « les avocats » may be either."""
    other = "« Il est plein », répondent Mes Eva Petit et Luc Blanc."
    assert speakers(f"{PAIR} {other} « Tout est faux », disent les avocats.")[2] == "les avocats"


def test_a_pair_of_bodies_is_told_by_its_count() -> None:
    """« les deux géants » are the two firms."""
    assert speakers(FIRMS) == ["Nordvia et Sudvia", "Nordvia et Sudvia"]


@pytest.mark.parametrize(
    ("short", "name", "holds"),
    [
        ("l'Académie", "L'Académie de médecine", True),
        ("la Fondation", "la Fondation 40 Millions de chats", True),
        ("l'académie", "L'Académie de médecine", False),
        ("l'Académie", "l'Académie", False),
        ("l'Acad", "L'Académie de médecine", False),
    ],
)
def test_a_capital_begins_a_longer_name(short: str, name: str, holds: bool) -> None:
    """Whole words only, and a small letter begins nothing."""
    assert begins(short, name) is holds


def test_the_accused_is_nobody_with_an_office_in_the_case() -> None:
    """Not the prosecutor, but a man of no office or of another trade may be the accused."""
    assert contradicts(described("accusé"), person("procureur de Lens"))
    assert not contradicts(described("accusé"), person())
    assert not contradicts(described("accusé"), person("boulanger"))


def test_a_couple_is_no_person() -> None:
    """« selon le couple » is nobody alone."""
    assert contradicts(described("couple"), person())


def test_a_guessed_title_is_remembered_and_never_shown() -> None:
    """« la directrice » below may be she again, but the page shows only what the article says of her."""
    cast = French("« Oui », a dit Paul Roux.").cast
    entity = next(iter(cast))
    cast.guess(entity.index, "expert désigné")
    cast.guess(entity.index, "expert désigné")
    assert cast[entity.index].guesses == ("expert désigné",)
    assert best_role(cast[entity.index]) is None
