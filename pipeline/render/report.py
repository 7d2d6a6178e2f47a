"""``REPORT.md`` and ``run.json``: what became of every article of a batch."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from textwrap import indent

from pipeline.records import Outcome, Trust
from pipeline.render.as_json import JsonValue, dump, encode_record
from pipeline.render.markdown_text import code, inline, table_line

RUN_FORMAT = "bilingual-briefs-run/1"

_COLUMNS = ("article", "status", "seconds", "critical", "check", "trust")
_BEFORE_END, _END = "\n ", "\n}\n"
_COUNTS = tuple(field.name for field in fields(Trust) if field.name != "line")


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of a batch; ``trust`` sums the trust lines of every article that has one."""

    articles: int
    done: int
    skipped: int
    failed: int
    seconds: float
    trust: Trust


def totals(outcomes: Iterable[Outcome]) -> Totals:
    """The sums over the outcomes, from one pass; seconds rounded to milliseconds."""
    counts = dict.fromkeys(_COUNTS, 0)
    statuses = {"done": 0, "skipped": 0, "failed": 0}
    seconds = 0.0
    for outcome in _rounded(outcomes):
        statuses[outcome.status] += 1
        seconds += outcome.seconds
        for name in _COUNTS if outcome.trust else ():
            counts[name] += getattr(outcome.trust, name)
    return Totals(
        articles=sum(statuses.values()),
        **statuses,
        seconds=round(seconds, 3),
        trust=Trust(**counts, line=_line(counts)),
    )


def run_json(outcomes: Sequence[Outcome], signature: str) -> Iterator[str]:
    """The totals and one object per article, in the order of the outcomes; joined it is JSON, indented by 1.

    Seconds are rounded to milliseconds, so that it can be made again from itself. An outcome begins with
    a line of its own, which lets a report of a million be read a few lines at a time.
    """
    head: dict[str, JsonValue] = {
        "format": RUN_FORMAT,
        "signature": signature,
        **encode_record(totals(outcomes)),
    }
    yield f'{dump(head).removesuffix(_END)},\n "outcomes": ['
    comma = ""
    for outcome in _rounded(outcomes):
        yield f"{comma}\n{indent(dump(encode_record(outcome)).rstrip(), '  ')}"
        comma = ","
    yield f"{_BEFORE_END if comma else ''}]{_END}"


def _rounded(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    return (replace(one, seconds=round(one.seconds, 3)) for one in outcomes)


def report_markdown(
    outcomes: Sequence[Outcome], signature: str, title: str = "Bilingual briefs"
) -> Iterator[str]:
    """Counts, failures with their reasons, and one row per article, for people; in parts, as run.json."""
    summary = totals(outcomes)
    counts = (
        f"{summary.articles} articles: {summary.done} done, {summary.skipped} skipped, "
        f"{summary.failed} failed · {summary.seconds:.1f} s"
    )
    yield f"# {inline(title)}\n\n**{inline(counts)}**\n\n**{inline(summary.trust.line)}**\n\n## Failures\n\n"
    yield from _lines(_failures(outcomes))
    yield "\n\n## Articles\n\n"
    yield from _lines(_articles(outcomes))
    yield f"\n\n---\n\n{code(signature)}\n"


def _lines(lines: Iterable[str]) -> Iterator[str]:
    """The lines with a line end between them; "none" when there is none."""
    between = ""
    for line in lines:
        yield between + line
        between = "\n"
    if not between:
        yield "none"


def _failures(outcomes: Iterable[Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        if outcome.status == "failed":
            reason = inline(outcome.error or "no reason was recorded")
            yield f"- {code(outcome.origin)}: {reason}"


def _articles(outcomes: Sequence[Outcome]) -> Iterator[str]:
    if outcomes:
        yield table_line(_COLUMNS)
        yield table_line(["---"] * len(_COLUMNS))
    for outcome in _rounded(outcomes):
        yield table_line(
            (
                inline(outcome.article_id),
                outcome.status,
                f"{outcome.seconds:.1f}",
                str(outcome.trust.critical) if outcome.trust else " ",
                str(outcome.trust.check) if outcome.trust else " ",
                inline(outcome.trust.line if outcome.trust else outcome.error or ""),
            )
        )


def _line(counts: dict[str, int]) -> str:
    return (
        f"{counts['segments'] - counts['kept']}/{counts['segments']} segments · "
        f"{counts['kept']} not translated · {counts['retried']} retried · "
        f"{counts['figures_to_check']} figures to check · {counts['names_to_check']} names to check · "
        f"{counts['quotes']} quotes, {counts['quotes_attributed']} attributed · "
        f"briefs {counts['summary_supported']}/{counts['summary_sentences']} supported · "
        f"{counts['critical']} critical, {counts['check']} to check"
    )
