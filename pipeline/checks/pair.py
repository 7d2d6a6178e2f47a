"""Every check of a French text and its English: figures, names, negation, modality, form."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from pipeline.checks.changes import check_changes
from pipeline.checks.demonyms import check_demonyms
from pipeline.checks.figures import Figure, Match, compare
from pipeline.checks.lexicons import rows
from pipeline.checks.modality import check_modality
from pipeline.checks.names import NameMatch, match_names
from pipeline.checks.negation import check_negation
from pipeline.checks.omitted import check_omitted
from pipeline.checks.opposites import check_opposites
from pipeline.checks.strange import check_strange
from pipeline.records import Finding, Severity
from pipeline.summary.counted import counted, stands_alone

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_FEWEST_WORDS = 9
_SHORT, _LONG = 0.42, 2.2
_VERY_SHORT, _VERY_LONG = 0.34, 3.0
_BIG = 12
_OLDEST = 200
# A question in a name is none of the sentence: the ship « Pourquoi pas ? ».
_SHIP = re.compile(r"(?i:\b(?:du|le|navire|bateau|voilier)\s(?:«\s)?Pourquoi[ -]pas)\s?\?|\?(?=\.(?!\.))")
_IDIOMATIC = frozenset(("number", "ordinal", "scale"))
# Letters of French only: « trubičky », left alone by both languages, is none of our business.
_ACCENTED = re.compile(r"(?=.*[éèêëàâçîïôûùœ])[a-zéèêëàâçîïôûùœ'-]+")
_OPENS = re.compile(r"(?:^|[.!?:]\s|[“\"«]\s?)$")
_PART = re.compile(r"[^\W\d_]+")
_RUN = re.compile(r"\w+")
_LONGEST_LOOP = 8


@lru_cache(maxsize=4096)
def check_pair(source_fr: str, target_en: str) -> tuple[Finding, ...]:
    """Return the findings of all rules, the gravest first; nothing to compare gives none."""
    if not source_fr.strip() or not target_en.strip():
        return ()
    found = (
        *check_figures(source_fr, target_en),
        *check_names(source_fr, target_en),
        *check_demonyms(source_fr, target_en),
        *check_negation(source_fr, target_en),
        *check_modality(source_fr, target_en),
        *check_opposites(source_fr, target_en),
        *check_changes(source_fr, target_en),
        *check_marks(source_fr, target_en),
        *check_length(source_fr, target_en),
        *check_left_in_french(source_fr, target_en),
        *check_loop(source_fr, target_en),
        *check_strange(source_fr, target_en),
        *check_omitted(source_fr, target_en),
    )
    order: tuple[Severity, ...] = ("critical", "check", "cosmetic")
    return tuple(sorted(found, key=lambda finding: order.index(finding.severity)))


def check_figures(source: str, target: str) -> tuple[Finding, ...]:
    """Return a finding per figure lost, changed or invented, and cosmetic ones for ambiguous forms.

    A wrong figure is critical: digits, dates, fractions, money, measures in words (« trois ans »), numbers
    above twelve. Two are to be checked only: a number or ordinal up to twelve in words without a unit, as
    idioms have them, and an approximation that became another one (« une quinzaine », "a dozen").
    """
    matches = compare(source, target)
    wrong = [_figure_finding(match) for match in matches if match.verdict != "ok"]
    return (*wrong, *(found for match in matches for found in _uncounted(match, source, target)))


def _uncounted(match: Match, source: str, target: str) -> Iterator[Finding]:
    """Yield a finding when an English figure stands alone and what the French one counts is gone."""
    if match.verdict != "ok" or match.source is None or match.target is None:
        return
    noun = counted(source, match.source.span.end, "fr") if match.source.kind == "number" else ""
    if match.source.unit == "year" and _is_above(match.source, _OLDEST):
        noun = "ans"  # « 9 800 ans », "about 9,800."; but « 46 ans », "He is 46."
    is_bare = not match.target.spelled and not match.target.unit
    if noun and is_bare and stands_alone(target, match.target.span.end):
        left = match.source.text if match.source.unit else f"{match.source.text} {noun}"
        message = f"“{match.target.text}” stands without what it counts (“{left}”)"
        yield Finding("figure", "check", message, source=left, target=match.target.text)


def _is_above(figure: Figure, least: int) -> bool:
    return isinstance(figure.value, Decimal) and figure.value > least


def _figure_finding(match: Match) -> Finding:
    left = match.source.text if match.source else ""
    right = match.target.text if match.target else ""
    figure = match.source or match.target
    # « une quinzaine » as "a dozen": neither claims to be exact.
    is_about = all(one is not None and one.approximate for one in (match.source, match.target))
    severity: Severity = "check" if figure is None or is_about or _is_small_word(figure) else "critical"
    if match.verdict == "ambiguous":
        severity = "cosmetic"
    return Finding("figure", severity, match.note, source=left, target=right)


def _is_small_word(figure: Figure) -> bool:
    """Return whether a figure is a number up to twelve in words that counts nothing: part of many idioms."""
    is_small = isinstance(figure.value, Decimal) and figure.value <= _BIG
    return figure.spelled and is_small and figure.kind in _IDIOMATIC and not figure.unit


def check_names(source: str, target: str) -> tuple[Finding, ...]:
    """Return a finding per name lost, mangled or invented."""
    return tuple(_name_finding(match) for match in match_names(source, target) if match.verdict != "ok")


def _name_finding(match: NameMatch) -> Finding:
    severity: Severity = "critical" if match.is_grave else "check"
    return Finding("name", severity, match.note, source=match.source, target=match.target)


def check_marks(source: str, target: str) -> tuple[Finding, ...]:
    """Return a finding when a question or an exclamation of one text is not one in the other."""
    findings = []
    for mark, what, severity in (("?", "question", "check"), ("!", "exclamation", "cosmetic")):
        if (mark in _SHIP.sub("", source)) != (mark in target):
            there, here = ("French", "English") if mark in source else ("English", "French")
            message = f"a {what} in the {there} is none in the {here}".replace("a e", "an e")
            findings.append(Finding(what, severity, message))  # type: ignore[arg-type]
    return tuple(findings)


def check_length(source: str, target: str) -> tuple[Finding, ...]:
    """Return a finding when the English is far shorter or longer than its French (in words)."""
    left, right = len(_PART.findall(source)), len(_PART.findall(target))
    if max(left, right) < _FEWEST_WORDS or not left:
        return ()
    ratio = right / left
    if _SHORT <= ratio <= _LONG:
        return ()
    severity: Severity = "check" if _VERY_SHORT <= ratio <= _VERY_LONG else "critical"
    message = f"the English has {right} words for {left} of the French"
    return (Finding("length", severity, message),)


@lru_cache(maxsize=4)
def _words(name: str) -> frozenset[str]:
    return frozenset(next(found for label, found in rows("left_in_french") if label == name).split())


def check_left_in_french(source: str, target: str) -> tuple[Finding, ...]:
    """Return a finding with the French words that stand untranslated in the English."""
    french = frozenset(word.lower() for word in _WORD.findall(source.replace("’", "'")))
    left = list(_left(french, target.replace("’", "'")))
    if not left:
        return ()
    words = " ".join(dict.fromkeys(left))
    return (Finding("left in French", "check", f"left in French: {words}", source=words, target=words),)


def _left(french: frozenset[str], target: str) -> Iterator[str]:
    """Yield words of the English that are French: « le », « déjà »; those of a title or name are not."""
    matches = list(_WORD.finditer(target))
    for at, match in enumerate(matches):
        word = match.group()
        follows = matches[at + 1].group() if at + 1 < len(matches) else ""
        is_open = _OPENS.search(target, 0, match.start()) and word.lower() in _words("function")
        if is_open and follows.islower() and follows not in french:
            word = word.lower()  # “Sans we have no feast”; "Les Misérables" and "Sans famille" are titles
        if not word[0].islower() or word not in french or word in _words("english") or word in _words("loan"):
            continue
        near = [matches[to].group() for to in (at - 1, at + 1) if 0 <= to < len(matches)]
        if any(other[0].isupper() for other in near):
            continue
        if word in _words("function") or _ACCENTED.fullmatch(word):
            yield word


def check_loop(source: str, target: str) -> tuple[Finding, ...]:
    """Return a finding when the English says the same words three times on end and the French does not."""
    found = _loop(target)
    if not found or _loop(source):
        return ()
    return (Finding("loop", "critical", f'"{found}" comes three times or more', target=found),)


def _loop(text: str) -> str:
    """Return the first words, eight at most, that come three times on end; "" for none."""
    words = _RUN.findall(text.lower())
    if not any(count > 2 for count in Counter(words).values()):
        return ""
    for at in range(len(words) - 2):
        for size in range(1, min(_LONGEST_LOOP, (len(words) - at) // 3) + 1):
            once = words[at : at + size]
            if once == words[at + size : at + 2 * size] == words[at + 2 * size : at + 3 * size]:
                return " ".join(once)
    return ""
