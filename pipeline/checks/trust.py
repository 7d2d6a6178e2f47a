"""The trust line: what an editor should know of a brief before reading it, counted."""

from collections import Counter
from collections.abc import Sequence

from pipeline.records import DECODED, FigureRow, Finding, Quote, Summary, Translation, Trust

LEVELS = ("critical", "check", "unsupported", "partly", "kept", "retried", "figures", "names", "unattributed")
"""What ``--fail-on`` takes. critical and check: findings of that severity; unsupported: a sentence of
the summary that the source does not fully support; partly: one that it supports in part; kept: a
segment left untranslated; retried: one decoded twice; figures, names: any to check; unattributed: a
quote without a speaker."""

_GRAVITY = (("critical", "critical"), ("check", "to check"))


def told_once(findings: Sequence[Finding], quotes: Sequence[Quote]) -> tuple[tuple[Finding, int | None], ...]:
    """Return every finding once with the index of its quote; those of the segments, None, come first.

    What a segment and a quote in it have in common is told of the quote: « 50 minéraux » as "50 thousand"
    is one doubt, not two.
    """
    of_quotes = [(finding, quote.index) for quote in quotes for finding in quote.findings]
    known = {
        (at, finding.rule, finding.message)
        for quote in quotes
        for finding in quote.findings
        for at in (*quote.segment_indexes, finding.segment_index)
    }
    own = [
        (finding, None)
        for finding in findings
        if (finding.segment_index, finding.rule, finding.message) not in known
    ]
    return tuple(dict.fromkeys([*own, *of_quotes]))


def of_summary(figures: Sequence[FigureRow]) -> tuple[Finding, ...]:
    """Return a finding per figure of the ledger that stands in the summary alone."""
    rows = (row for row in figures if row.segment_index is None and row.verdict == "invented")
    return tuple(Finding("figure", "check", row.note, target=row.brief) for row in rows)


def trust(
    translation: Translation,
    quotes: Sequence[Quote],
    summary: Summary,
    figures: Sequence[FigureRow],
    findings: Sequence[Finding],
) -> Trust:
    """Return the counts of a brief and its trust line: what ``told_once`` tells, counted.

    ``findings`` are those of the brief; those of the quotes, and figures that only the summary has, are
    counted with them: what "To check" lists. ``translated`` counts every segment that has an English of
    its own (split and retried ones too).
    """
    statuses = [unit.status for unit in translation.units]
    doubts = [*of_summary(figures), *(finding for finding, _ in told_once(findings, quotes))]
    rules = Counter(finding.rule for finding in doubts if finding.severity != "cosmetic")
    counts = {
        "segments": len(statuses),
        "translated": sum(status in DECODED for status in statuses),
        "passed": statuses.count("passed"),
        "copied": statuses.count("copied"),
        "kept": statuses.count("kept"),
        "split": statuses.count("split"),
        "retried": statuses.count("retried"),
        "figures_to_check": rules["figure"],
        "names_to_check": rules["name"],
        "quotes": len(quotes),
        "quotes_attributed": sum(quote.speaker is not None for quote in quotes),
        "summary_sentences": len(summary.sentences),
        "summary_supported": sum(sentence.verdict == "supported" for sentence in summary.sentences),
        "summary_partly": sum(sentence.verdict == "partly" for sentence in summary.sentences),
        "critical": sum(finding.severity == "critical" for finding in doubts),
        "check": sum(finding.severity == "check" for finding in doubts),
    }
    truncated = sum("truncated" in unit.note for unit in translation.units)
    line = _line(counts, truncated, rules["omission"])
    return Trust(
        **counts, line=f"{line} · brief empty" if summary.dropped and not summary.sentences else line
    )


def _line(counts: dict[str, int], truncated: int, left_out: int) -> str:
    """Return the trust line: ``42/42 segments · 0 truncated · 1 loop retried · … · brief 4/5 supported``."""
    done = counts["segments"] - counts["kept"]
    parts = [
        f"{done}/{counts['segments']} segments",
        f"{truncated} truncated",
        *([f"{left_out} perhaps left out"] if left_out else ()),
        _counted(counts["retried"], "loop retried", "loops retried"),
        _counted(counts["figures_to_check"], "figure to check", "figures to check"),
    ]
    if counts["names_to_check"]:
        parts.append(_counted(counts["names_to_check"], "name to check", "names to check"))
    parts += [f"{counts[name]} {name}" for name in ("passed", "split") if counts[name]]
    parts.append(f"{_counted(counts['quotes'], 'quote', 'quotes')}, {counts['quotes_attributed']} attributed")
    partly = f", {counts['summary_partly']} partly" if counts["summary_partly"] else ""
    parts.append(f"brief {counts['summary_supported']}/{counts['summary_sentences']} supported{partly}")
    parts += [f"{counts[name]} {said}" for name, said in _GRAVITY if counts[name]]
    return " · ".join(parts)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def fails(trust: Trust, levels: Sequence[str]) -> tuple[str, ...]:
    """Return those of ``levels`` that the brief fails, with the count, in the order of ``levels``.

    () when it passes. Raises KeyError for a level that is not in ``LEVELS``.
    """
    numbers = {
        "critical": (trust.critical, "critical"),
        "check": (trust.check, "to check"),
        "unsupported": (trust.summary_sentences - trust.summary_supported, "of the brief not supported"),
        "partly": (trust.summary_partly, "of the brief partly supported"),
        "kept": (trust.kept, "segments kept untranslated"),
        "retried": (trust.retried, "segments decoded twice"),
        "figures": (trust.figures_to_check, "figures to check"),
        "names": (trust.names_to_check, "names to check"),
        "unattributed": (trust.quotes - trust.quotes_attributed, "quotes without a speaker"),
    }
    return tuple(f"{numbers[level][0]} {numbers[level][1]}" for level in levels if numbers[level][0])
