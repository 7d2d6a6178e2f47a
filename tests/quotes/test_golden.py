"""Every rule of extraction and attribution, with its French example (``tests/data/quotes``)."""

import pytest

from pipeline.quotes import extract
from pipeline.records import Article, Quote

from .golden import Case, read_cases

FILES = (
    "marks",
    "tags",
    "sayers",
    "coreference",
    "speakers",
    "not_speech",
    "kinds",
    "phrases",
    "mentions",
    "indirect",
)
CASES = [case for name in FILES for case in read_cases(name)]


def row(quote: Quote, width: int) -> tuple[str, ...]:
    """Return a quotation in the form of the golden files."""
    speaker = quote.speaker.name if quote.speaker else "-"
    content = quote.content.replace("\n", "⏎")
    fields = (quote.kind, content, speaker, quote.cue or "-", "conditional" if quote.conditional else "-")
    return fields[:width]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.rule}")
def test_a_rule_finds_kind_content_speaker_and_cue(case: Case) -> None:
    """What the file expects is found, in order, and nothing else (indirect speech only where listed)."""
    quotes = extract(Article("case", case.text, None, "case"), (), None)
    listed = [quote for quote in quotes if quote.kind != "indirect" or case.file == "indirect"]
    width = 5 if any(len(fields) > 4 for fields in case.expected) else 4
    expected = [fields + ("-",) * (width - len(fields)) for fields in case.expected]
    assert [row(quote, width) for quote in listed] == expected


def test_every_rule_is_told_once() -> None:
    """No two cases carry the same name."""
    names = [(case.file, case.rule) for case in CASES]
    assert len(names) == len(set(names))
    assert len(names) > 80
