"""Briefs as rows of one file, JSON Lines or Parquet, for those who keep a corpus and not folders.

A row is an article: its English, the summary with its verdicts, the quotes in both languages, the counts
of the trust line and the findings. Rows are written as the folders are read, a few at a time.
"""

import gzip
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from itertools import islice
from typing import Any, BinaryIO, cast

from pipeline.errors import PipelineError, SettingsError
from pipeline.places import Place
from pipeline.records import Brief, Quote, Trust
from pipeline.render import FORMATS
from pipeline.store import new_file

FORMS = (".jsonl", ".jsonl.gz", ".parquet")
_ROWS = 256
_TEXT = "txt"

Row = dict[str, object]


def row_of(brief: Brief) -> Row:
    """The row of a brief: plain values, lists and mappings only."""
    article = brief.article
    english = FORMATS[_TEXT].render(brief)
    return {
        "id": article.id,
        "origin": article.origin,
        "url": article.url,
        "published": article.published,
        "byline": article.byline,
        "language": brief.detection.language,
        "title": article.title,
        "text": article.text,
        "english": english if isinstance(english, str) else english.decode(),
        "summary": " ".join(sentence.text for sentence in brief.summary.sentences),
        "summary_sentences": [
            {"text": one.text, "verdict": one.verdict, "reason": one.reason, "segments": list(one.support)}
            for one in brief.summary.sentences
        ],
        "quotes": [_quote_row(quote) for quote in brief.quotes],
        "findings": [
            {"rule": one.rule, "severity": one.severity, "message": one.message} for one in brief.findings
        ],
        "trust": asdict(brief.trust),
        "signature": brief.signature,
    }


def _quote_row(quote: Quote) -> Row:
    return {
        "start": quote.span.start,
        "end": quote.span.end,
        "french": quote.content,
        "english": quote.target.text if quote.target else None,
        "speaker": quote.speaker.name if quote.speaker else None,
        "candidate": quote.candidate.name if quote.candidate else None,
        "cue": quote.cue,
        "kind": quote.kind,
        "rank": quote.rank,
        "findings": [one.message for one in quote.findings],
    }


def export(briefs: Iterable[Brief], to: Place) -> int:
    """Write one row a brief to the file or URL ``to``, whose suffix says the form, and give their number.

    The file takes its name when it is whole. Raises SettingsError for an unknown suffix or a missing
    library, PipelineError when the file cannot be written.
    """
    form = next((one for one in sorted(FORMS, key=len, reverse=True) if to.name.lower().endswith(one)), None)
    if form is None:
        raise SettingsError(f"--to {to}: its suffix must be one of {', '.join(FORMS)}.")
    write = _WRITERS[form]
    try:
        with new_file(to) as file:
            return write(map(row_of, briefs), file)
    except OSError as error:
        reason = error.strerror or str(error)
        raise PipelineError(f"Cannot write {to}: {reason}; free or change the folder.") from error


def _write_lines(rows: Iterable[Row], file: BinaryIO) -> int:
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007 - the last number is the result
        file.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
    return count


def _write_packed(rows: Iterable[Row], file: BinaryIO) -> int:
    # No name and no time inside, so that equal rows give equal bytes.
    with gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as packed:
        return _write_lines(rows, cast(BinaryIO, packed))


def _write_parquet(rows: Iterable[Row], file: BinaryIO) -> int:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise SettingsError("Parquet needs pyarrow; type: pip install 'bilingual-briefs[parquet]'") from error
    schema, count = _schema(pyarrow), 0
    feed = iter(rows)
    with pyarrow.parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while group := list(islice(feed, _ROWS)):
            writer.write_table(pyarrow.Table.from_pylist(group, schema=schema))
            count += len(group)
    return count


_WRITERS: dict[str, Callable[[Iterable[Row], BinaryIO], int]] = {
    ".jsonl": _write_lines,
    ".jsonl.gz": _write_packed,
    ".parquet": _write_parquet,
}


def _schema(arrow: Any) -> Any:
    """The columns of a row; fixed, since a first group without quotes says nothing of their type."""
    text, number = arrow.string(), arrow.int64()
    trust = {name: text if name == "line" else number for name in Trust.__slots__}
    sentence = {"text": text, "verdict": text, "reason": text, "segments": arrow.list_(number)}
    quote = dict.fromkeys(("french", "english", "speaker", "candidate", "cue", "kind"), text)
    quote |= {"start": number, "end": number, "rank": number, "findings": arrow.list_(text)}
    finding = dict.fromkeys(("rule", "severity", "message"), text)
    plain = ("id", "origin", "url", "published", "byline", "language", "title", "text", "english", "summary")
    columns = dict.fromkeys(plain, text)
    columns["summary_sentences"] = arrow.list_(arrow.struct(list(sentence.items())))
    columns["quotes"] = arrow.list_(arrow.struct(list(quote.items())))
    columns["findings"] = arrow.list_(arrow.struct(list(finding.items())))
    columns["trust"] = arrow.struct(list(trust.items()))
    columns["signature"] = text
    return arrow.schema(list(columns.items()))
