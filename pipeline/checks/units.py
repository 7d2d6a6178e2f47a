"""Every finding of a segment: of its two texts, of what the translator looked at, of how sure it was."""

from dataclasses import replace

from pipeline.checks.confidence import check_confidence
from pipeline.checks.omitted import check_unseen
from pipeline.checks.pair import check_pair
from pipeline.records import Finding, TranslationUnit


def unit_findings(unit: TranslationUnit) -> tuple[Finding, ...]:
    """Return the findings of ``unit`` with its segment, the gravest first of those of its two texts.

    What was passed on says so unless it was English; what was kept in French is critical.
    """
    if unit.status == "passed" and unit.note:
        return (Finding("untranslated", "check", unit.note, unit.segment_index, unit.source, unit.target),)
    if unit.status in {"passed", "copied"}:
        return ()
    if unit.status == "kept":
        return (Finding("untranslated", "critical", unit.note, unit.segment_index, unit.source, unit.target),)
    unseen = check_unseen(unit.source, unit.target, unit.alignment)
    findings = (*check_pair(unit.source, unit.target), *unseen, *check_confidence(unit))
    return tuple(replace(finding, segment_index=unit.segment_index) for finding in findings)
