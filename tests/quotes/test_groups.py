"""Those who share a verb in the plural: one mention more, its members behind it."""

import pytest

from pipeline.quotes.frames import build_frames
from pipeline.quotes.groups import grouped
from pipeline.quotes.marks import find_marked
from pipeline.quotes.mention import Mention
from pipeline.quotes.mentions import find_mentions


def mentions(text: str) -> tuple[Mention, ...]:
    """Return the mentions of the first sentence, groups among them."""
    frame = build_frames(text, find_marked(text))[0]
    return grouped(frame, find_mentions(frame))


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Ainsi écrivent Mes Anne Morel et Paul Roux.", "Anne Morel et Paul Roux"),
        ("Ainsi parlent les députés Anne Morel et Paul Roux.", "Anne Morel et Paul Roux"),
    ],
)
def test_a_title_in_the_plural_stands_between_verb_and_names(text: str, group: str) -> None:
    """The names share the verb before « Mes », « les députés »."""
    assert group in [mention.text for mention in mentions(text) if not mention.governor]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Anne Morel et Paul Roux partent demain.", "Anne Morel et Paul Roux"),
        ("Anne Morel et Paul Roux se disent prêts.", "Anne Morel et Paul Roux"),
        ("La mairie, la préfecture et la région partent.", "La mairie, la préfecture et la région"),
        ("Anne Morel, et Paul Roux partent.", "Anne Morel, et Paul Roux"),
    ],
)
def test_a_verb_in_the_plural_makes_a_group(text: str, group: str) -> None:
    """The members follow as what the group governs, so that the verb is nobody's alone."""
    free = [mention for mention in mentions(text) if not mention.governor]
    assert [(mention.text, mention.number) for mention in free] == [(group, "p")]


@pytest.mark.parametrize(
    "text",
    [
        "Il salue Anne Morel et Paul Roux part.",
        "Il parle avec Anne Morel et Paul Roux.",
        "Anne Morel, Paul Roux partent.",
        "Anne Morel part.",
    ],
)
def test_without_such_a_verb_each_stands_alone(text: str) -> None:
    """Nothing is added to the mentions."""
    assert all(" et " not in mention.text for mention in mentions(text))


def test_the_group_is_feminine_when_all_its_members_are() -> None:
    """« elles » never stands for a group with a man in it."""
    women = next(m for m in mentions("Anne Morel et Marie Roux partent.") if m.number == "p")
    mixed = next(m for m in mentions("Anne Morel et Paul Roux partent.") if m.number == "p")
    assert (women.gender, mixed.gender) == ("f", "m")


def test_a_group_of_bodies_is_a_body() -> None:
    """« la mairie et la préfecture » may publish a statement."""
    group = next(m for m in mentions("La mairie et la préfecture partent.") if m.number == "p")
    assert group.kind == "body"
