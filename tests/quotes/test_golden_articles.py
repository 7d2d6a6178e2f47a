"""Whole invented articles with everything that must be found in them (``tests/data/quotes/articles.txt``)."""

import pytest

from .articles import quotes_of
from .golden import Case, read_cases
from .test_golden import row

CASES = list(read_cases("articles"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_an_article_yields_all_its_quotations(case: Case) -> None:
    """Direct, mixed and indirect, in the order of the text, and nothing else."""
    expected = [fields + ("-",) * (5 - len(fields)) for fields in case.expected]
    assert [row(quote, 5) for quote in quotes_of(case.text)] == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_every_word_between_marks_is_kept_as_it_is_written(case: Case) -> None:
    """Contents are cuts of the text, evidence too."""
    for quote in quotes_of(case.text):
        assert case.text[quote.span.start : quote.span.end] == quote.content
        if quote.evidence is not None:
            assert case.text[quote.evidence.start : quote.evidence.end].strip()
