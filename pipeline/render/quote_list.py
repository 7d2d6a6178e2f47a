"""The quotes of several briefs in one list: csv, json or xlsx."""

from collections.abc import Callable, Sequence

from pipeline.records import Brief
from pipeline.render.as_csv import table_bytes
from pipeline.render.as_json import JsonValue, dump, encode_record
from pipeline.render.as_xlsx import workbook_bytes
from pipeline.render.quote_rows import COLUMNS, quote_rows

QUOTES_FORMAT = "bilingual-briefs-quotes/1"


def render_quotes(briefs: Sequence[Brief], form: str) -> str | bytes:
    """The quotes of these briefs, in their order, in one of ``FORMS``; KeyError for another."""
    return _FORMS[form](briefs)


def _csv(briefs: Sequence[Brief]) -> bytes:
    return table_bytes(COLUMNS, [row for brief in briefs for row in quote_rows(brief)])


def _xlsx(briefs: Sequence[Brief]) -> bytes:
    return workbook_bytes([("Quotes", COLUMNS, [row for brief in briefs for row in quote_rows(brief)])])


def _json(briefs: Sequence[Brief]) -> str:
    articles: list[JsonValue] = [
        {
            "article": brief.article.id,
            "signature": brief.signature,
            "quotes": [encode_record(quote) for quote in brief.quotes],
        }
        for brief in briefs
    ]
    return dump({"format": QUOTES_FORMAT, "articles": articles})


_FORMS: dict[str, Callable[[Sequence[Brief]], str | bytes]] = {"csv": _csv, "json": _json, "xlsx": _xlsx}
FORMS = tuple(_FORMS)
