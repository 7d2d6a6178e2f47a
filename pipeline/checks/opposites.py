"""What the English turns round without a *not*: less and more, up and down, denying and doing.

Word lists and not a grammar: a rule speaks only where the French is plain and the English has the opposite,
or none of the usual renderings.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.checks.figures import compare
from pipeline.checks.lexicons import rows
from pipeline.records import Finding

_LESS_FR = re.compile(
    r"\bmoins (?:de|d['’])\s?(?=\d|une? |deux|trois|quatre|cinq|dix|vingt|cent|mille)", re.I
)
_MORE_FR = re.compile(r"\bplus (?:de|d['’])\s?(?=\d|une? |deux|trois|quatre|cinq|dix|vingt|cent|mille)", re.I)
_LEAST_FR = re.compile(r"\b(?:au moins|au minimum)\b", re.I)
_LESS_EN = re.compile(
    r"\b(?:less|fewer|under|below|within|lower|short of|not even|up to|nearly|almost|sub)\b|<|n't|\bnot\b",
    re.I,
)
_MORE_EN = re.compile(
    r"\b(?:more|over|above|exceed\w*|excess|upwards?|beyond|past|greater|higher|at least|topp\w+|surpass\w*|"
    r"another|further|additional|extra|plus|older|longer|and up|in all but)\b|>|\+",
    re.I,
)
_MORE_THAN = re.compile(
    r"\b(?:at least|more than|over|above)\b(?=[^,;.]{0,12}(?:\d|\b(?:one|two|ten|a)\b))", re.I
)
_LESS_THAN = re.compile(
    r"\b(?:less than|fewer than|under|below)\b(?=[^,;.]{0,12}(?:\d|\b(?:one|two|ten|a)\b))", re.I
)
_BEFORE_FR = re.compile(r"(?:(?P<less>moins)|plus) d(?:e |['’])|au moins ", re.I)
_BEFORE_EN = re.compile(
    r"\b(?:(?P<less>less than|fewer than|under|below)|more than|over|above|at least) (?:[$€£])?", re.I
)
_ENDS_FR, _ENDS_EN = (re.compile(f"(?:{one.pattern})$", re.I) for one in (_BEFORE_FR, _BEFORE_EN))
_DOWN_FR = re.compile(
    r"\b(?:recul(?:e|ent|ait|é|er|ée?s?)|baiss(?:e|ent|ait|é|er)|diminu(?:e|ent|ait|é|er|tion)|chut(?:e|ent|é|er|ait)|"
    r"repli|replié|dégringol\w+|fléchi\w*)\b",
    re.I,
)
_UP_FR = re.compile(
    r"\b(?:hausse|augment\w+|progress\w+|grimp\w+|bondi\w*|croiss\w+|croît|accroît\w*|rebond\w*|mont(?:e|ent|é|ait)|"
    r"gagn\w+|relèv\w+|relev\w+|renchéri\w*|envol\w+)\b",
    re.I,
)
_DOWN_EN = re.compile(
    r"\b(?:f[ae]ll\w*|declin\w*|decreas\w*|drop\w*|down\w*|reduc\w*|lower\w*|los[est]\w*|shr[aiu]nk\w*|cut\w*|less|"
    r"slump\w*|div\w+|slid\w*|retreat\w*|dip\w*|slip\w*|plung\w*|tumbl\w*|weak\w*|back\w*|cheaper|diminish\w*|"
    r"eas\w+|sank|sink\w*|sunk|contract\w*|plummet\w*|deteriorat\w*|fewer|reces\w+|set\w*|slow\w*|shed|abat\w+|"
    r"regress\w*|subsid\w*|crash\w*|collaps\w*|low|minus|off|behind|under\w*|negative)\b|-\d",
    re.I,
)
_UP_EN = re.compile(
    r"\b(?:ris(?:e|es|en|ing)|rose|increas\w*|gr[eo]w\w*|climb\w*|gain\w*|up|higher|jump\w*|soar\w*|surg\w+|more|"
    r"rais\w*|advanc\w*|progress\w*|improv\w*|expan\w*|upward\w*|rebound\w*|leap\w*|grown|added|adds|hik\w+)\b",
    re.I,
)
_RISING_EN = re.compile(
    r"\b(?:rises?|rose|risen|increas(?:e|es|ed)|grew|grown|climb(?:s|ed)?|soar(?:s|ed)?|jump(?:s|ed)?)\b",
    re.I,
)
_FALLING_EN = re.compile(
    r"\b(?:fell|falls?|fallen|declin(?:e|es|ed)|decreas(?:e|es|ed)|dropp?(?:s|ed)?|plunged?)\b", re.I
)
_DENIED = re.compile(r"\bn(?:e|['’])\s?\w+(?:\s\w+)?\s(?:pas|jamais|plus)\b|\bsans\b", re.I)
_NO = re.compile(r"\b(?:not|no|never|nor|without|neither|un\w{3,}|dis\w{3,}|fail\w*|stop\w*)\b|n't", re.I)


def check_opposites(source: str, target: str) -> Iterator[Finding]:
    """Yield a finding for each thing that the English turns round, with the words of both sides."""
    yield from _comparators(source, target)
    yield from _directions(source, target)
    yield from _denials(source, target)


def _comparators(source: str, target: str) -> Iterator[Finding]:
    """« moins de 40 », "at least 40": by figure, else in the whole when the French compares one way."""
    swapped = list(_by_figure(source, target))
    yield from swapped
    if swapped:
        return
    less, more = _LESS_FR.search(source), _MORE_FR.search(source)
    if less and not more and not _LEAST_FR.search(source):
        yield from _compared(less, target, _MORE_THAN, _LESS_EN)
    if more and not less:
        yield from _compared(more, target, _LESS_THAN, _MORE_EN)


def _by_figure(source: str, target: str) -> Iterator[Finding]:
    """Yield what turns round right before its figure: « plus de 50 … moins de 20 », "less than 50 …"."""
    if not (_BEFORE_FR.search(source) and _BEFORE_EN.search(target)):
        return
    for match in compare(source, target):
        if match.source is None or match.target is None:
            continue
        french = _ENDS_FR.search(source[: match.source.span.start])
        english = _ENDS_EN.search(target[: match.target.span.start])
        if french and english and bool(french["less"]) != bool(english["less"]):
            yield _turned(f"{french.group()}{match.source.text}", f"{english.group()}{match.target.text}")


def _compared(
    french: re.Match[str], target: str, opposite: re.Pattern[str], same: re.Pattern[str]
) -> Iterator[Finding]:
    """Yield that the comparison is turned round, or gone; nothing where ``target`` says the ``same``."""
    if same.search(target):
        return
    words, found = french.group().strip(), opposite.search(target)
    if found:
        yield _turned(words, found.group())
    else:
        yield Finding("comparison", "check", f"« {words} » is not in the English", source=words)


def _turned(french: str, english: str) -> Finding:
    message = f"« {french} » became “{english}”"
    return Finding("comparison", "critical", message, source=french, target=english)


def _directions(source: str, target: str) -> Iterator[Finding]:
    """« La dette recule », "The debt rises": the French says one way only, the English the other only."""
    down, up = _DOWN_FR.search(source), _UP_FR.search(source)
    rises, falls = _RISING_EN.search(target), _FALLING_EN.search(target)
    if down and not up and rises and not _DOWN_EN.search(target):
        yield _turned(down.group(), rises.group())
    if up and not down and falls and not _UP_EN.search(target):
        yield _turned(up.group(), falls.group())


def _denials(source: str, target: str) -> Iterator[Finding]:
    """« La Russie nie toute intrusion », "Russia is intrusive": none of the words for denying is there."""
    if _DENIED.search(source) or _NO.search(target):
        return
    low = target.lower()
    for forms, stems in _denying():
        found = forms.search(source)
        if found and not any(stem in low for stem in stems):
            message = f"nothing in the English says « {found.group()} »"
            yield Finding("negation", "check", message, source=found.group())


@lru_cache(maxsize=1)
def _denying() -> list[tuple[re.Pattern[str], tuple[str, ...]]]:
    return [
        (re.compile(rf"\b(?:{french})\b", re.I), tuple(english.split("|")))
        for french, english in rows("denials")
    ]
