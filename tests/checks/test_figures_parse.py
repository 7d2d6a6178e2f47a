"""What the parser makes of figures, French and English."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.figures import Clock, Day, Figure, parse, show
from pipeline.checks.figures.lexer import lex
from pipeline.checks.figures.numbers import literal, roman
from tests.checks.golden import cases

_TENS = ["vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"]
_ONES = [
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
]
_ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ENGLISH_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


def _shown(figure: Figure) -> str:
    other = "".join(f" /{show(value)}" for value in figure.alternatives)
    marks = (" ~" if figure.approximate else "") + (" ?" if figure.weak else "")
    return f"{show(figure.value)} {figure.unit or '-'} {figure.kind}{other}{marks}"


@pytest.mark.parametrize(("text", "expected"), cases("figures_fr"))
def test_french_figures_have_their_value_unit_and_kind(text: str, expected: str) -> None:
    """« 1,2 milliard de dollars » is 1200000000 dollar."""
    assert "; ".join(_shown(figure) for figure in parse(text, "fr")) == expected


@pytest.mark.parametrize(("text", "expected"), cases("figures_en"))
def test_english_figures_have_their_value_unit_and_kind(text: str, expected: str) -> None:
    """ "$1.2 billion" is 1200000000 dollar."""
    assert "; ".join(_shown(figure) for figure in parse(text, "en")) == expected


@given(st.text(max_size=200), st.sampled_from(("fr", "en")))
def test_figures_are_where_their_span_says_and_never_overlap(text: str, language: str) -> None:
    """The text of a figure is the text of its span; spans follow one another."""
    end = 0
    for figure in parse(text, language):
        assert text[figure.span.start : figure.span.end] == figure.text
        assert figure.span.start >= end
        end = figure.span.end


@given(
    st.lists(
        st.sampled_from(("12", " ", "h", "30", ",", ".", "mars", "€", "mille", "et", "%", "-", "a")),
        max_size=12,
    )
)
def test_no_jumble_of_figure_words_breaks_the_parser(parts: list[str]) -> None:
    """Whatever the order of digits, units and signs, parsing ends with spans in order."""
    text = "".join(parts)
    for language in ("fr", "en"):
        spans = [figure.span for figure in parse(text, language)]
        assert spans == sorted(spans, key=lambda span: span.start)


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2009", "\u202f"])
@given(st.integers(1000, 10**9))
def test_every_space_between_groups_of_three_is_one_number(space: str, number: int) -> None:
    """« 380 000 » with a plain, no-break, thin or narrow space is 380000 in French."""
    text = f"{number:,}".replace(",", space)
    (figure,) = parse(f"soit {text} voix", "fr")
    assert figure.value == number


@given(st.integers(1000, 10**9))
def test_a_number_is_the_same_in_the_style_of_either_language(number: int) -> None:
    """380.000 = 380 000 = 380,000."""
    english = parse(f"{number:,} people", "en")[0].value
    dotted = parse(f"{number:,} personnes".replace(",", "."), "fr")[0].value
    spaced = parse(f"{number:,} personnes".replace(",", " "), "fr")[0].value
    assert english == dotted == spaced == number


@given(st.integers(20, 99))
def test_french_tens_and_ones_in_words_are_their_number(number: int) -> None:
    """« quatre-vingt-dix-sept » is 97, « soixante et onze » is 71."""
    tens, ones = divmod(number, 10)
    if tens in (7, 9):
        tens, ones = tens - 1, ones + 10
    word = _TENS[tens - 2]
    if ones == 0:
        word += "s" if number == 80 else ""
    elif ones in (1, 11) and tens < 8:
        word += f" et {_ONES[ones - 1]}"
    else:
        word += "-" + (_ONES[ones - 1] if ones <= 16 else f"dix-{_ONES[ones - 11]}")
    (figure,) = parse(f"il y en a {word} ici", "fr")
    assert figure.value == number


@given(st.integers(2, 999_999))
def test_english_words_are_their_number(number: int) -> None:
    """ "three hundred and twelve thousand and five" is 312005."""
    (figure,) = parse(f"there are {_in_english(number)}", "en")
    assert figure.value == number


def _in_english(number: int) -> str:
    thousands, rest = divmod(number, 1000)
    parts = [f"{_below_thousand(thousands)} thousand"] if thousands else []
    if rest:
        parts.append(("and " if thousands and rest < 100 else "") + _below_thousand(rest))
    return " ".join(parts)


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    parts = [f"{_ENGLISH_ONES[hundreds - 1]} hundred"] if hundreds else []
    if rest:
        parts.append(("and " if hundreds else "") + _below_hundred(rest))
    return " ".join(parts)


def _below_hundred(number: int) -> str:
    teens = [
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ]
    if number < 10:
        return _ENGLISH_ONES[number - 1]
    if number < 20:
        return teens[number - 10]
    tens, ones = divmod(number, 10)
    return _ENGLISH_TENS[tens - 2] + (f"-{_ENGLISH_ONES[ones - 1]}" if ones else "")


@given(
    st.dates(
        min_value=__import__("datetime").date(1100, 1, 1), max_value=__import__("datetime").date(2099, 12, 31)
    )
)
def test_a_date_is_the_same_in_both_languages(day: object) -> None:
    """« 12/03/2024 », « 12 mars 2024 », "March 12, 2024" and "2024-03-12" are one day."""
    date = __import__("datetime").date.fromisoformat(str(day))
    expected = Day(date.year, date.month, date.day)
    english = f"{date:%B} {date.day}, {date.year}"
    assert parse(f"le {date:%d/%m/%Y}", "fr")[0].value == expected
    assert parse(f"on {english}", "en")[0].value == expected
    assert parse(f"on {date.isoformat()}", "en")[0].value == expected


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_time_is_the_same_in_both_languages(hour: int, minute: int) -> None:
    """« 20 h 30 », « 20h30 », "8:30 pm" are one time."""
    half = "am" if hour < 12 else "pm"
    english = parse(f"at {(hour - 1) % 12 + 1}:{minute:02d} {half}", "en")[0].value
    for form in (f"{hour} h {minute:02d}", f"{hour}h{minute:02d}", f"{hour}:{minute:02d}"):
        french = parse(f"à {form}", "fr")[0].value
        assert isinstance(french, Clock)
        assert isinstance(english, Clock)
        assert (french.hour, french.minute) == (english.hour, english.minute)


@pytest.mark.parametrize(
    ("text", "language", "value", "others"),
    [
        ("1.500", "fr", "1500", ("1.5",)),
        ("1,500", "fr", "1.5", ("1500",)),
        ("1,500", "en", "1500", ()),
        ("1.500", "en", "1.5", ("1500",)),
        ("0.500", "fr", "0.5", ()),
        ("1.234.567", "fr", "1234567", ()),
        ("1,234.5", "en", "1234.5", ()),
    ],
)
def test_a_form_that_may_be_read_two_ways_has_both_readings(
    text: str, language: str, value: str, others: tuple[str, ...]
) -> None:
    """French "1.500" is 1500 and may be 1.5."""
    assert literal(text, language) == (Decimal(value), tuple(Decimal(other) for other in others))


def test_what_is_no_number_has_no_value() -> None:
    """A version "1.2.3" is no number."""
    assert literal("1.2.3", "fr") is None


@pytest.mark.parametrize(
    ("text", "value"), [("XXI", 21), ("XIV", 14), ("IX", 9), ("", None), ("IIII", None), ("VX", None)]
)
def test_roman_numerals_are_read_up_to_39(text: str, value: int | None) -> None:
    """« XXIe siècle » is the 21st."""
    assert roman(text) == value


@given(st.text(max_size=80), st.sampled_from(("https://a.fr/12", "www.a.fr", "no-7@a.fr")))
def test_an_address_changes_no_token_before_it(text: str, address: str) -> None:
    """Texts without one are read in a shorter way, which must give the same."""
    plain = "".join(letter for letter in text if letter not in "@/.")
    assert lex(f"{plain} ; {address}") == lex(f"{plain} ; ")


@given(st.from_regex(r"[A-ZÀÉ][a-zé]{1,8}( [A-ZÀÉ][a-zé]{1,8}){0,3}", fullmatch=True), st.integers(1, 999))
def test_a_capital_opens_a_figure_where_digits_touch_it(name: str, number: int) -> None:
    """« A380 » is one sign, « Ariane 5 » a name and a number."""
    assert [figure.kind for figure in parse(f"le {name}Z{number} ici", "fr")][-1:] == ["code"]
    assert "code" not in [figure.kind for figure in parse(f"le {name} Z {number} ici", "fr")]
