"""A minus that is gone, a score turned round, a time that is none: what equal figures may hide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.figures import Clock, compare, parse
from pipeline.checks.figures.turned import signed, unsigned
from pipeline.checks.pair import check_pair


@given(st.integers(1, 60), st.sampled_from(("°C", "°F", "%")))
def test_a_minus_that_is_gone_is_never_passed(number: int, unit: str) -> None:
    """« -18 °C » is no "18 °C", whatever the figure."""
    kept = compare(f"soit -{number} {unit} ici", f"that is -{number} {unit} here")
    gone = compare(f"soit -{number} {unit} ici", f"that is {number} {unit} here")
    assert [match.verdict for match in kept] == ["ok"]
    assert [match.verdict for match in gone] == ["changed"]


@given(st.integers(0, 99), st.integers(0, 99))
def test_a_score_turned_round_is_changed_and_only_then(one: int, two: int) -> None:
    """« 27-26 » is no "26-27"; a draw is the same both ways."""
    verdicts = {match.verdict for match in compare(f"gagné {one}-{two} ici", f"won {two}-{one} here")}
    assert verdicts == ({"ok"} if one == two else {"ok", "changed"})
    same = compare(f"gagné {one}-{two} ici", f"won {one}-{two} here")
    assert {match.verdict for match in same} == {"ok"}


@given(st.integers(13, 23), st.sampled_from(("a.m.", "pm", "p.m.", "am")))
def test_there_is_no_hour_above_twelve_with_a_half_of_the_day(hour: int, half: str) -> None:
    """ "15 a.m." is no time, even for « 15 heures »."""
    (match,) = compare(f"à {hour} heures", f"at {hour} {half}")
    assert match.verdict == "changed"
    assert match.note.endswith("is no time of day")


@given(st.integers(1, 11), st.integers(0, 59))
def test_a_french_morning_is_no_evening(hour: int, minute: int) -> None:
    """« à 6 h 30 » is "6:30 am" and not "6:30 pm"."""
    source = f"à {hour} h {minute:02d}"
    assert [match.verdict for match in compare(source, f"at {hour}:{minute:02d} am")] == ["ok"]
    assert [match.verdict for match in compare(source, f"at {hour}:{minute:02d} pm")] == ["changed"]


@pytest.mark.parametrize("text", ["2014-2015 °C", "de 3-1 %", "au moins 5 %", "- 5 %", "mi-5 %"])
def test_a_hyphen_that_is_no_minus_leaves_the_figure_as_it_is(text: str) -> None:
    """Ranges, scores, bullets and « au moins »."""
    assert not any(str(figure.value).startswith("-") for figure in parse(text, "fr"))


def test_a_sign_can_be_put_on_and_taken_off() -> None:
    """The text and the span of the figure take in the minus."""
    (figure,) = parse("il fait -18 °C", "fr")
    assert (figure.text, str(figure.value)) == ("-18 °C", "-18")
    assert str(unsigned(figure).value) == "18"
    assert unsigned(unsigned(figure)) == unsigned(figure)
    (plain,) = parse("18 arbres", "fr")
    assert signed("18 arbres", plain) == plain


@pytest.mark.parametrize(
    ("text", "lasts"),
    [
        ("en 2 h 14", True),
        ("pendant 3 heures", True),
        ("dix-neuf heures de négociations", True),
        ("à 19 heures", False),
        ("le journal de 20 heures de la chaîne", False),
        ("à 8 heures du soir", False),
    ],
)
def test_hours_that_last_are_told_from_times_of_day(text: str, lasts: bool) -> None:
    """« en 2 h 14 » lasts, « à 14 heures » does not."""
    (figure,) = parse(text, "fr")
    assert figure.lasting is lasts


@pytest.mark.parametrize(("text", "half"), [("8 pm", "pm"), ("8 a.m.", "am"), ("15 am", "impossible")])
def test_the_half_of_the_day_is_kept_as_written(text: str, half: str) -> None:
    """ "15 am" cannot be."""
    (figure,) = parse(text, "en")
    assert isinstance(figure.value, Clock)
    assert figure.value.half == half


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Il fait -18 °C ici.", "It is 18 °C here."),
        ("Il part à 6 heures.", "He leaves at 6 p.m."),
        ("Ils gagnent 27-26.", "They win 26-27."),
        ("Il fait 27 °C ici.", "It is 27 °F here."),
    ],
)
def test_what_is_turned_is_critical(source: str, target: str) -> None:
    """The editor must see it."""
    findings = [finding for finding in check_pair(source, target) if finding.rule == "figure"]
    assert [finding.severity for finding in findings] == ["critical"]
