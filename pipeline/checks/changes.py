"""By how much something rose or fell, and from where to where: what is left of it in the English.

« reculer de 7,4 % » is no "turnover of 7.4%", and « chuter de 68 % à 41 % » no fall "by 68% to 41%".
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.checks.figures import Figure, compare
from pipeline.records import Finding

_VERBS = (
    r"recul(?:e|ent|ait|aient|é|ée?s?|er)|baiss(?:e|ent|ait|aient|é|ée?s?|er)|diminu(?:e|ent|ait|aient|é|ée?s?|er)|"
    r"chut(?:e|ent|ait|aient|é|er)|dégringol(?:e|ent|ait|é|er)|fléchi(?:t|ssent|ssait|r)?|cédait|cédaient|"
    r"refroidi(?:t|e|es|s|r|ssent)?|réchauff(?:e|ent|é|ée?s?|er)|augment(?:e|ent|ait|aient|é|ée?s?|er)|"
    r"progress(?:e|ent|ait|aient|é|er)|grimp(?:e|ent|ait|é|er)|bondi(?:t|r|ssent|ssait)?|gagnait|gagnaient|"
    r"rebondi(?:t|r|ssent)?|renchéri(?:t|e|es|s|r)?|rédui(?:t|te|ts|tes|re)|"
    r"(?:en|une|la) (?:hausse|baisse|chute)"
)
_UNIT = r"\s?(?:%|°|pour cent|points?\b)"
_BY = re.compile(
    rf"\b(?P<verb>{_VERBS}) (?:(?:encore|ainsi|même|déjà|globalement|respectivement) )?"
    rf"(?:de |d['’])?(?:près de |plus de |environ |presque |quelque )?"
    rf"(?P<figure>\d[\d,.\u00a0\u202f ]*){_UNIT}",
    re.I,
)
_CHANGED = re.compile(
    r"\b(?:f[ae]ll\w*|declin\w*|decreas\w*|dropp?\w*|down\w*|reduc\w*|low\w*|los[est]\w*|shr[aiu]nk\w*|cut\w*|less|"
    r"slump\w*|slid\w*|retreat\w*|dip\w*|slip\w*|plung\w*|tumbl\w*|weak\w*|back\w*|cheap\w*|diminish\w*|eas\w+|"
    r"s[aiu]nk\w*|contract\w*|plummet\w*|deteriorat\w*|fewer|reces\w+|slow\w*|shed\w*|abat\w+|regress\w*|subsid\w*|"
    r"crash\w*|collaps\w*|minus|off|under\w*|negative|cool\w*|warm\w*|heat\w*|cold\w*|hot\w*|ris\w+|rose|increas\w*|"
    r"gr[eo]w\w*|climb\w*|gain\w*|up\w*|high\w*|jump\w*|soar\w*|surg\w+|more|rais\w*|advanc\w*|progress\w*|improv\w*|"
    r"expan\w*|rebound\w*|leap\w*|leapt|bounc\w*|add\w*|hik\w+|inflat\w*|dear\w*|expensive|chang\w*|by|plus|extra|"
    r"better|worse|larger|bigger|smaller|shorter|longer|strength\w*|boost\w*|spik\w*|discount\w*|won|win\w*|"
    r"moder\w+|swell\w*|halv\w+|doubl\w+|relinquish\w*|mov\w+|short\w*|ahead|accelerat\w*|limit\w*|restrict\w*)\b"
    r"|(?<!\w)[-+–−]\d",
    re.I,
)
_NEAR = 45
_BREAK = re.compile(r"[,;.:]\s|\band\b")
_FROM_TO = re.compile(
    r"\b(?:pass|chut|baiss|recul|tomb|diminu|rédui|ramen|augment|progress|grimp|bondi|mont|relev|port)\w*"
    r"(?: [^\W\d]+){0,4}? "
    r"(?P<words>de (?P<first>\d[\d.,\u00a0\u202f ]*)"
    r"(?:(?:%|°C?|€|[^\W\d]{1,12})\s?){0,2}?à (?:près de |plus de )?"
    r"(?P<last>\d)[\d.,\u00a0\u202f]*(?: \d{3})*)",
    re.I,
)
_TO = re.compile(r"(?P<by>\b(?:by|to|spen[dt]|spending) )[$€£]?\d", re.I)
_BETWEEN = re.compile(r"[^\d.,;:]{0,20}\bto\b[^\d.,;:]{0,12}", re.I)
_FROM = re.compile(r"\bfrom\b", re.I)


def check_changes(source: str, target: str) -> Iterator[Finding]:
    """Yield a finding per rise or fall that the English does not tell near its figure, or tells otherwise."""
    found, from_to = list(_BY.finditer(source)), _FROM_TO.search(source)
    answers = _answers(source, target) if found or from_to else {}
    for change in found:
        english = answers.get(change.start("figure"))
        if english is not None and not _CHANGED.search(_around(target, english)):
            message = f"« {change.group()} » is no rise or fall in the English"
            yield Finding("comparison", "check", message, source=change.group(), target=english.text)
    if from_to:
        yield from _from_to(from_to, answers, target)


def _answers(source: str, target: str) -> dict[int, Figure]:
    """Return where a French figure begins → its English, those that are right."""
    return {
        match.source.span.start: match.target
        for match in compare(source, target)
        if match.source and match.target and match.verdict == "ok" and isinstance(match.source.value, Decimal)
    }


def _around(text: str, figure: Figure) -> str:
    """Return the words about a figure, up to an "and" or a mark behind it: there the verb or noun stands."""
    start, end = figure.span.start, figure.span.end
    return text[max(0, start - _NEAR) : start] + " " + _BREAK.split(text[end : end + _NEAR])[0]


def _from_to(found: re.Match[str], answers: dict[int, Figure], target: str) -> Iterator[Finding]:
    """« de 68 % à 41 % », "by 68% to 41%"; « passer de 890 à 1 035 », "spend 890 to 1,035".

    « augmenter de 3 à 5 % » is "by 3 to 5%" rightly, « reculer de 4 % à 2 milliards » "by 4% to 2 billion".
    """
    first, last = (answers.get(found.start(name)) for name in ("first", "last"))
    if first is None or last is None or _FROM.search(target):
        return
    before = _TO.search(target, max(0, first.span.start - 9), first.span.end)
    is_range = _BETWEEN.fullmatch(target, first.span.end, last.span.start)
    is_by = before is not None and before["by"].lower() == "by "
    is_other = (first.unit == "percent") != (last.unit == "percent")
    if before and is_range and not is_other and not (is_by and not first.unit):
        words = target[before.start() : last.span.end]
        message = f"« {found['words']} » became “{words}”"
        yield Finding("comparison", "check", message, source=found.group(), target=words)
