"""Key quotations: three to six, with a reason that an editor understands."""

from pipeline.quotes.rank import rank_quotes
from pipeline.records import Quote, QuoteKind, Span, Speaker

TEXT = "x" * 2000
LONG = "Nous devons reconstruire ce pont avant que la rivière ne monte encore"


def quote(index: int, content: str, name: str | None = "Anne Morel", kind: QuoteKind = "direct") -> Quote:
    """Return a quotation at a place of its own."""
    start = 100 * index
    speaker = Speaker(name, "maire de Lens", name) if name else None
    span = Span(start, start + len(content))
    return Quote(index, span, content, kind, (), None, speaker, None, 0.9 if name else 0.0)


def ranked(*quotes: Quote) -> dict[int, int | None]:
    """Return quotation → rank."""
    return {item.index: item.rank for item in rank_quotes(quotes, TEXT)}


def test_no_quotation_gives_no_rank() -> None:
    """An article without quotations has no key quotations."""
    assert rank_quotes((), TEXT) == ()


def test_all_are_key_quotations_when_there_are_three() -> None:
    """Three quotations are three key quotations."""
    found = ranked(*(quote(i, f"{LONG} {i} fois") for i in range(3)))
    assert set(found.values()) == {1, 2, 3}


def test_never_more_than_six_are_key_quotations() -> None:
    """Of thirty quotations six are ranked, the rest stay in the ledger."""
    found = ranked(*(quote(i, f"{LONG} {i} fois") for i in range(30)))
    assert sorted(rank for rank in found.values() if rank) == [1, 2, 3, 4, 5, 6]


def test_indirect_speech_is_no_key_quotation() -> None:
    """Only words between marks can be printed as a quotation."""
    found = ranked(*(quote(i, f"{LONG} {i} fois") for i in range(4)), quote(4, LONG, kind="indirect"))
    assert found[4] is None


def test_a_statement_goes_before_a_fragment() -> None:
    """Whole statements outrank fragments of the same length and speaker."""
    found = ranked(
        quote(0, "reconstruire ce pont avant la crue", kind="mixed"),
        quote(1, "Le pont tiendra tout cet hiver"),
    )
    assert found == {0: 2, 1: 1}


def test_a_named_speaker_goes_before_an_unknown_one() -> None:
    """A quotation nobody can be named for comes last."""
    found = ranked(
        quote(0, "Le pont tiendra tout cet hiver", None), quote(1, "La route tiendra tout cet hiver")
    )
    assert found == {0: 2, 1: 1}


def test_figures_count() -> None:
    """Of two like statements the one with a figure comes first."""
    found = ranked(
        quote(0, "Le pont coûtera cher à la ville"), quote(1, "Le pont coûtera 12 millions à la ville")
    )
    assert found == {0: 2, 1: 1}


def test_the_same_words_are_ranked_once() -> None:
    """The headline that repeats part of a statement is no second key quotation."""
    others = [quote(i, f"{LONG} {i} fois") for i in range(2, 6)]
    found = ranked(quote(0, "reconstruire ce pont avant", kind="mixed"), quote(1, LONG), *others)
    assert found[0] is None


def test_the_reason_names_speaker_figure_and_place() -> None:
    """The reason is written in words."""
    first = rank_quotes((quote(0, "Le pont coûtera 12 millions à la ville"),), TEXT)[0]
    assert first.rank == 1
    assert "by Anne Morel (maire de Lens)" in first.rank_reason
    assert "gives a figure" in first.rank_reason
    assert "near the top" in first.rank_reason
