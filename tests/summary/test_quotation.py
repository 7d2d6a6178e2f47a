"""Quotation marks in a brief stand only round ledger quotes with their speakers."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Quote
from pipeline.summary.quotation import marked, names_speaker, objection, repair
from tests.summary.stories import quote

GOLDEN = Path(__file__).parent.parent / "data" / "summary" / "quotation.txt"


def _read() -> tuple[tuple[Quote, ...], list[tuple[str, str, str]]]:
    ledger: list[Quote] = []
    cases: list[tuple[str, str, str]] = []
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        if line.startswith("ledger: "):
            name, _, text = line.removeprefix("ledger: ").partition(": ")
            ledger.append(quote(text, None if name == "-" else name, len(ledger)))
        elif line.startswith("=> "):
            cases[-1] = (cases[-1][0], line.removeprefix("=> "), "")
        elif line.startswith("! "):
            cases[-1] = (*cases[-1][:2], line.removeprefix("! "))
        elif line and not line.startswith("#"):
            cases.append((line, "", ""))
    return tuple(ledger), cases


LEDGER, CASES = _read()


@pytest.mark.parametrize(("written", "repaired", "left"), CASES)
def test_golden_quotations(written: str, repaired: str, left: str) -> None:
    """Each case of the file: what is done to the marks, and what is still wrong."""
    assert repair(written, LEDGER) == repaired
    assert objection(repaired, LEDGER) == left


def test_the_objections_say_what_is_wrong() -> None:
    """Words that nobody said, a speaker not named, a speaker not known, a mark left open."""
    assert objection('Roy said: "Never."', LEDGER) == "“Never.” is not the English of a quote in the ledger"
    assert objection('She said: "go all the way"', LEDGER).endswith("without its speaker (Claire Morel)")
    assert objection('He said: "a disgrace"', LEDGER).endswith("without its speaker (a speaker not known)")
    assert objection('He said: "a disgrace', LEDGER) == "a quotation mark is left open"


def test_a_speaker_is_named_by_the_surname() -> None:
    """Also in the possessive; a name inside the quotation does not count."""
    speaker = LEDGER[0].speaker
    assert names_speaker("Morel's union left.", speaker)
    assert not names_speaker('"Claire Morel left," they said.', speaker)
    assert not names_speaker("Anyone left.", None)


SENTENCES = st.lists(
    st.sampled_from(["Morel", "said", '"', "“", "”", "«", "»", "we", "go", "all", "the", "way", "Roy", "."]),
    max_size=14,
).map(" ".join)


@given(SENTENCES)
def test_repair_leaves_only_quotes_of_the_ledger(sentence: str) -> None:
    """After repair every mark stands round words of a ledger quote, with its speaker."""
    repaired = repair(sentence, LEDGER)
    assert repair(repaired, LEDGER) == repaired
    for found in marked(repaired, LEDGER):
        assert found.quote is not None
        assert names_speaker(repaired, found.quote.speaker)


@given(SENTENCES)
def test_without_a_ledger_no_marks_are_left(sentence: str) -> None:
    """No quotes, no quotation marks."""
    assert not set(repair(sentence, ())) & set('"“”«»')
