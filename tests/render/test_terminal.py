"""The table of quotes in the terminal."""

import dataclasses
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from pipeline.records import Brief
from pipeline.render.speakers import speaker_sheets
from pipeline.render.terminal import alignment_groups, quotes_table, speakers_table
from tests.render import factory
from tests.render.strategies import briefs


def printed(briefs: list[Brief], width: int, colour: bool = False) -> str:
    """What a terminal of that width gets."""
    file = io.StringIO()
    system = "standard" if colour else None
    Console(file=file, width=width, force_terminal=colour, color_system=system).print(
        quotes_table(briefs, width)
    )
    return file.getvalue()


def test_a_wide_terminal_shows_both_languages_and_the_speaker() -> None:
    """Three columns, key quotes first, doubts with the speaker."""
    text = printed([factory.brief()], 140)
    assert text.index("French") < text.index("English") < text.index("Speaker")
    assert (
        text.index("Nous ne fermerons")
        < text.index("ni rassuré")
        < text.index("le trafic")
        < text.index("coup")
    )
    assert "présidente du port" in text
    assert "perhaps le" in text
    assert "check: an idiom" in text


def test_a_narrow_terminal_shows_the_languages_one_above_the_other() -> None:
    """Two columns are readable at 60."""
    text = printed([factory.brief()], 60)
    assert "Quote" in text
    assert "French" not in text
    assert max(map(len, text.splitlines())) <= 60


@pytest.mark.parametrize("width", [60, 140])
def test_the_sheets_of_the_speakers_are_a_table_too(width: int) -> None:
    """Each form with its article; how it differs and who else said it once; brackets are not rich markup."""
    brief = factory.brief()
    promise, *others = brief.quotes
    told = dataclasses.replace(promise, content="Nous [ne] fermerons aucun\x9b quai", speaker=None)
    second = dataclasses.replace(
        brief, article=dataclasses.replace(brief.article, id="mardi"), quotes=(told, *others)
    )
    file = io.StringIO()
    Console(file=file, width=width).print(speakers_table(speaker_sheets([brief, second]), width))
    text = " ".join(file.getvalue().replace("│", " ").split())
    assert "Nous [ne] fermerons aucun quai" in text
    assert "“neither reassured nor fooled”" in text
    assert text.count("given to nobody") == 1
    assert text.count("cut in mardi") == 1
    assert "« le trafic" not in text


def test_a_table_of_no_sheets_says_none() -> None:
    """As that of no quotes."""
    file = io.StringIO()
    Console(file=file, width=120).print(speakers_table([], 120))
    assert "none" in file.getvalue()


def test_aligned_words_have_the_same_colour() -> None:
    """« quai » and "quay" are both yellow (33)."""
    text = printed([factory.brief()], 160, colour=True)
    assert "\x1b[33mquai,\x1b[0m" in text
    assert "\x1b[33mquay,\x1b[0m" in text


def test_no_quote_says_none() -> None:
    """An empty table would look like a fault."""
    assert "none" in printed([factory.empty()], 120)
    assert "none" in printed([], 60)


@pytest.mark.parametrize("width", [60, 120])
def test_a_quote_without_english_says_so(width: int) -> None:
    """Not an empty cell."""
    brief = factory.brief()
    quotes = tuple(dataclasses.replace(quote, target=None) for quote in brief.quotes)
    assert "not translated" in printed([dataclasses.replace(brief, quotes=quotes)], width)


def test_no_text_of_an_article_steers_the_terminal() -> None:
    """Escape sequences and direction marks are left out, brackets are not rich markup."""
    brief = factory.brief()
    target = dataclasses.replace(brief.quotes[0].target, text="\x1b[31m[bold]We\x9b2J\u202e will")
    quotes = (dataclasses.replace(brief.quotes[0], target=target),)
    text = printed([dataclasses.replace(brief, quotes=quotes)], 140)
    assert "[31m[bold]We2J will" in text
    assert not set("\x1b\x9b\u202e") & set(text)


def test_words_joined_by_a_chain_share_a_group() -> None:
    """« ne veut pas » is "does not want": 0-1 1-0 1-2 2-1 make the groups {0, 2 | 1} and {1 | 0, 2}."""
    assert alignment_groups([(0, 1), (1, 0), (1, 2), (2, 1)]) == ({0: 0, 1: 1, 2: 0}, {1: 0, 0: 1, 2: 1})


@given(pairs=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_two_words_of_a_pair_are_always_in_one_group(pairs: list[tuple[int, int]]) -> None:
    """Whatever the order of the pairs."""
    sources, targets = alignment_groups(pairs)
    assert all(sources[source] == targets[target] for source, target in pairs)
    assert set(sources) == {source for source, _ in pairs}


@settings(max_examples=30, deadline=None)
@given(brief=briefs(), width=st.sampled_from([40, 120]))
def test_any_brief_can_be_printed(brief: Brief, width: int) -> None:
    """Whatever Unicode it holds."""
    assert printed([brief], width)


def test_the_article_is_named_when_there_are_several() -> None:
    """With one article the name would only take room."""
    briefs = [factory.brief(), factory.brief()]
    assert "port-de-sete" in printed(briefs, 160)
    assert "port-de-sete" not in printed(briefs[:1], 160)
