"""``REPORT.md`` and ``run.json``: what became of every article of a batch."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from pipeline.records import Outcome, Trust
from pipeline.render.as_json import JsonValue, dump, encode_record
from pipeline.render.markdown_text import bullets, code, inline, table

RUN_FORMAT = "bilingual-briefs-run/1"

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


def totals(outcomes: Sequence[Outcome]) -> Totals:
    """The sums over the outcomes, seconds rounded to milliseconds."""
    trusts = [outcome.trust for outcome in outcomes if outcome.trust]
    counts = {name: sum(getattr(trust, name) for trust in trusts) for name in _COUNTS}
    statuses = [outcome.status for outcome in outcomes]
    return Totals(
        articles=len(outcomes),
        done=statuses.count("done"),
        skipped=statuses.count("skipped"),
        failed=statuses.count("failed"),
        seconds=round(sum(outcome.seconds for outcome in outcomes), 3),
        trust=Trust(**counts, line=_line(counts)),
    )


def run_json(outcomes: Sequence[Outcome], signature: str) -> str:
    """The totals and one object per article, in the order of the outcomes."""
    summary = totals(outcomes)
    value: dict[str, JsonValue] = {
        "format": RUN_FORMAT,
        "signature": signature,
        **encode_record(summary),
        "outcomes": [encode_record(outcome) for outcome in outcomes],
    }
    return dump(value)


def report_markdown(outcomes: Sequence[Outcome], signature: str, title: str = "Bilingual briefs") -> str:
    """Counts, failures with their reasons, and one row per article, for people."""
    summary = totals(outcomes)
    failures = [
        f"{code(outcome.origin)}: {inline(outcome.error or 'no reason was recorded')}"
        for outcome in outcomes
        if outcome.status == "failed"
    ]
    counts = (
        f"{summary.articles} articles: {summary.done} done, {summary.skipped} skipped, "
        f"{summary.failed} failed · {summary.seconds:.1f} s"
    )
    return "\n\n".join(
        [
            f"# {inline(title)}",
            f"**{inline(counts)}**",
            f"**{inline(summary.trust.line)}**",
            f"## Failures\n\n{bullets(failures)}",
            f"## Articles\n\n{_articles(outcomes)}",
            "---",
            f"{code(signature)}\n",
        ]
    )


def _articles(outcomes: Sequence[Outcome]) -> str:
    rows = [
        (
            inline(outcome.article_id),
            outcome.status,
            f"{outcome.seconds:.1f}",
            str(outcome.trust.critical) if outcome.trust else " ",
            str(outcome.trust.check) if outcome.trust else " ",
            inline(outcome.trust.line if outcome.trust else outcome.error or ""),
        )
        for outcome in outcomes
    ]
    return table(("article", "status", "seconds", "critical", "check", "trust"), rows)


def _line(counts: dict[str, int]) -> str:
    return (
        f"{counts['segments'] - counts['kept']}/{counts['segments']} segments · "
        f"{counts['kept']} not translated · {counts['retried']} retried · "
        f"{counts['figures_to_check']} figures to check · {counts['names_to_check']} names to check · "
        f"{counts['quotes']} quotes, {counts['quotes_attributed']} attributed · "
        f"briefs {counts['summary_supported']}/{counts['summary_sentences']} supported · "
        f"{counts['critical']} critical, {counts['check']} to check"
    )
