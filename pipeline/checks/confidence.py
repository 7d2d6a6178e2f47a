"""A doubt that no word shows: the translator itself was unsure of the sentence.

"Behind his competer nine, … a weapon" for « Derrière son comptoir tout neuf, … essuie une larme » is made
of a figure, a name and words; that it is wrong only the low score tells.
"""

from pipeline.records import Finding, TranslationUnit

RULE = "confidence"


def check_confidence(unit: TranslationUnit) -> tuple[Finding, ...]:
    """Return a finding when the translator was unsure of the whole sentence, none otherwise."""
    if unit.confidence != "low":
        return ()
    return (Finding(RULE, "check", "the translator was unsure of this sentence"),)


def doubted(unit: TranslationUnit) -> str:
    """Return in words why the English of ``unit`` cannot carry a brief alone, "" when nothing is known."""
    if unit.confidence == "low":
        return f"the translator was unsure of segment {unit.segment_index + 1}"
    if unit.confidence == "middle":
        return f"the translator was not quite sure of segment {unit.segment_index + 1}"
    return ""
