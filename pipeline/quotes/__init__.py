"""Quotations: found, attributed and ranked (``extract``); their English is made in ``english``."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.records import Article, Quote, Segment

from .french import french_quotes
from .parse import Parser, load_parser
from .rank import rank_quotes
from .source_english import english_quotes

__all__ = ["Parser", "extract", "load_parser"]


def extract(article: Article, segments: Sequence[Segment], parser: Parser | None = None) -> tuple[Quote, ...]:
    """Return the quotations of ``article`` in the order of the text, with the segments they touch."""
    quotes = english_quotes(article.text) if _is_english(segments) else french_quotes(article.text, parser)
    ranked = rank_quotes(quotes, article.text)
    return tuple(replace(quote, segment_indexes=_touched(quote, segments)) for quote in ranked)


def _is_english(segments: Sequence[Segment]) -> bool:
    """Tell whether more of the text is English than French."""
    weight = {"en": 0, "fr": 0}
    for segment in segments:
        if segment.language in weight:
            weight[segment.language] += len(segment.text)
    return weight["en"] > weight["fr"]


def _touched(quote: Quote, segments: Sequence[Segment]) -> tuple[int, ...]:
    start, end = quote.span.start, quote.span.end
    return tuple(s.index for s in segments if s.span.start < end and start < s.span.end)
