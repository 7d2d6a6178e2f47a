"""What the English turns round without a *not*: less and more, up and down, leave and reach, Mrs and Mr.

Word lists and not a grammar: a rule speaks only where the French is plain and the English has the opposite,
or none of the usual renderings.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.checks.figures import compare
from pipeline.checks.figures.numbers import literal
from pipeline.checks.lexicons import rows
from pipeline.records import Finding, Severity

_COUNT_FR = (
    r"(?=\d|une? |deux|trois|quatre|cinq|six |sept|huit|neuf |dix|onze|douze|quinze|vingt|trente|quarante|"
    r"cinquante|soixante|cent |cents|mille|la moitié)"
)
_LESS_FR = re.compile(rf"\bmoins (?:de|d['’])\s?{_COUNT_FR}", re.I)
_MORE_FR = re.compile(rf"\bplus (?:de|d['’])\s?{_COUNT_FR}", re.I)
_LIMIT_FR = re.compile(r"moins|au (?:mini|plus|maxi)|jusqu", re.I)
_FLOOR_FR = re.compile(rf"\b(?:au moins|au minimum)\s{_COUNT_FR}", re.I)
_CEILING_FR = re.compile(rf"\b(?:au plus|au maximum|jusqu['’]à)\s{_COUNT_FR}", re.I)
_FLOOR_EN = re.compile(
    r"\b(?:least|minimum|more|over|above|(?:fewer|less|smaller|lower|shorter) than|exceed\w*|another)\b", re.I
)
_AT_MOST = re.compile(r"\b(?:at most|at the most|up to|no more than)\b", re.I)
_AT_LEAST = re.compile(r"\b(?:at least|no fewer than|no less than)\b", re.I)
_LEAST_FR = re.compile(r"\b(?:au moins|au minimum)\b", re.I)
_LESS_EN = re.compile(
    r"\b(?:less|fewer|under|below|within|lower|short of|not even|up to|nearly|almost|sub)\b|<|n't|\bnot\b",
    re.I,
)
_MORE_EN = re.compile(
    r"\b(?:more|over|above|exceed\w*|excess|upwards?|beyond|past|greater|higher|at least|topp\w+|surpass\w*|"
    r"majority|most|turned|another|further|additional|extra|plus|older|longer|and up|in all but)\b|>|\+",
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
# « deux fois moins »; « deux fois plus petit » is half, and « deux fois plus vite » may take half the time.
_TIMES_FR = re.compile(
    r"\b(?:deux|trois|quatre|cinq|dix|\d+) fois (?:(?P<less>moins)|plus)\b"
    r"(?!\s(?:petit|cour|lége|bas|faibl|lent|jeun|vite|rapid|mince|fin|tôt|étroit))",
    re.I,
)
_TIMES_LESS_EN = re.compile(
    r"\b(?:half|halves|halved|halving|third|quarter|fifth|tenth|less|fewer|lower|smaller|divided|cheaper|"
    r"shorter|rarer|slower|lighter|worse|weaker|reduc\w*|under|down|drop\w*|f[ae]ll\w*)\b",
    re.I,
)
_TIMES_MORE_EN = re.compile(
    r"\b(?:twice|thrice|doubl\w+|trebl\w+|tripl\w+|\w*fold|times|more|\w{3,}er than)\b", re.I
)
_NO_SCALE = r"(?!\w|\s?(?:[mb]n?|k|mill\w*|\w?illions?|thousand|trillion)\b)"
_FROM_TO_FR = re.compile(
    r"\b(?:pass\w+|évolu\w+|ramen\w+|port\w+) (?:\w+ )?de (?P<first>\d[\d.,\u00a0\u202f ]*)"
    rf"(?P<unit>[^\W\d]+|%|€)? ?à (?P<last>\d[\d.,]*+){_NO_SCALE}\s?(?P<same>[^\W\d]+|%|€)",
    re.I,
)
_FROM_TO_EN = re.compile(
    r"\b(?:(?P<rise>ris(?:e|es|en|ing)|rose|increas(?:e|es|ed|ing)|gr[eo]wn?|climb(?:s|ed)?|soar(?:s|ed)?|"
    r"jump(?:s|ed)?)|f[ae]ll(?:s|en|ing)?|declin(?:e|es|ed)|decreas(?:e|es|ed)|drop(?:s|ped)?|plunged?) "
    r"(?P<how>from|by) [$€£]?(?P<first>\d[\d.,]*)(?P<unit>%)? to "
    rf"[$€£]?(?P<last>\d[\d.,]*+){_NO_SCALE}(?P<same>%)?",
    re.I,
)
_NAMED = r"\.? (?P<name>[^\W\d_a-z][\w'’-]+)"
_TITLE_FR = re.compile(rf"\b(?:(?P<she>Mmes?|Mlle|Madame|Mademoiselle)|MM?|Monsieur)\b{_NAMED}")
_TITLE_EN = re.compile(rf"\b(?:(?P<she>Mrs|Ms|Miss|Madame?)|Mr|Messrs|Mister|Sir)\b{_NAMED}")
_NEITHER_FR = re.compile(r"\bni (?:\w+['’]?\s?){1,4},? ?ni \w+", re.I)
_NEITHER_EN = re.compile(
    r"\b(?:neither|or|any|both|and nor)\b|\bnor\b.*\bnor\b|\bno\b.*\bno\b|(?:n't|\bnot\b).*\bnot\b", re.I
)
_NOT_NOR = re.compile(
    r"^(?!\W*nor\b)(?:(?!\b(?:no|not|never|neither|none|nobody|nothing|without|cannot)\b|n['’]t).)*\bnor\b",
    re.I,
)
_AND_NI_FR = re.compile(r"\bn(?:e |['’])[^.;:]{1,60}\bni\b", re.I)
_NOTHING_FR = re.compile(
    r"\b(?:avec|mieux que|pour|contre|de|à partir de) rien\b(?! (?:au monde|moins))", re.I
)
_ANYTHING = re.compile(r"\banything\b", re.I)
_SO_FEW_FR = re.compile(r"\bjamais\b.{1,80}\b(?:aussi|si) peu\b", re.I)
_SO_FEW_EN = re.compile(
    r"\b(?:so|as|such|few\w*|less|least|lower|lowest|smaller|smallest|this little)\b", re.I
)
_ONCE_FR = re.compile(r"\bn(?:e |['’])[^.;:,]{1,60}\bqu['’]une? seule?\b(?! (?:et|ou) )", re.I)
_ONCE_EN = re.compile(r"\b(?:one|once|only|single|just|sole\w*|but|alone|merely|simply|all|except)\b", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_DENIED = re.compile(r"\bn(?:e|['’])\s?\w+(?:\s\w+)?\s(?:pas|jamais|plus)\b|\bsans\b", re.I)
_NO = re.compile(r"\b(?:not|no|never|nor|without|neither|un\w{3,}|dis\w{3,}|fail\w*|stop\w*)\b|n't", re.I)


def check_opposites(source: str, target: str) -> Iterator[Finding]:
    """Yield a finding for each thing that the English turns round, with the words of both sides."""
    yield from _comparators(source, target)
    yield from _multiples(source, target)
    yield from _from_to(source, target) or _directions(source, target)
    turned = list(_antonyms(source, target))
    yield from turned
    said = {finding.source for finding in turned}
    yield from (finding for finding in _denials(source, target) if finding.source not in said)
    yield from _titles(source, target)
    yield from _neither(source, target)
    yield from _restrictions(source, target)


def _comparators(source: str, target: str) -> Iterator[Finding]:
    """« moins de 40 », "at least 40": by figure, else in the whole when the French compares one way."""
    swapped = [*_by_figure(source, target), *_limits(source, target)]
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


def _limits(source: str, target: str) -> Iterator[Finding]:
    """« au moins dix », "at most ten" or none; « au plus dix », "at least ten"; a lost « moins de »."""
    if not _LIMIT_FR.search(source):
        return
    floor, ceiling = _FLOOR_FR.search(source), _CEILING_FR.search(source)
    most, least = _AT_MOST.search(target), _AT_LEAST.search(target)
    if floor and most and not (ceiling or least):
        yield _turned(floor.group().strip(), most.group())
    elif ceiling and least and not (floor or most):
        yield _turned(ceiling.group().strip(), least.group())
    elif floor and not _MORE_EN.search(target) and not _FLOOR_EN.search(target):
        yield _gone(floor.group().strip())
    less = _LESS_FR.findall(source)
    if len(less) > 1 and len(_LESS_EN.findall(target)) == 1:
        yield _gone(less[0].strip())


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
        yield _gone(words)


def _gone(french: str) -> Finding:
    return Finding("comparison", "check", f"« {french} » is not in the English", source=french)


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


def _multiples(source: str, target: str) -> Iterator[Finding]:
    """« deux fois moins », "twice as much"; « deux fois plus », "half"."""
    found = list(_TIMES_FR.finditer(source))
    if len(found) != 1:
        return
    less, more = _TIMES_LESS_EN.search(target), _TIMES_MORE_EN.search(target)
    if found[0]["less"] and more and not less:
        yield _turned(found[0].group(), more.group())
    if not found[0]["less"] and less and less.group().lower().startswith("hal") and not more:
        yield _turned(found[0].group(), less.group())


def _from_to(source: str, target: str) -> tuple[Finding, ...]:
    """Return what is said to rise or fall against its own figures: « passée de 5 % à 2 % », "rose"."""
    french, english = _FROM_TO_FR.search(source), _FROM_TO_EN.search(target)
    rise = _rise(french, "fr") if french else None
    rises, falls = _RISING_EN.search(target), _FALLING_EN.search(target)
    if french and rise is False and rises and not (_DOWN_EN.search(target) or _UP_FR.search(source)):
        return (_turned(french.group(), rises.group()),)
    if french and rise and falls and not (_UP_EN.search(target) or _DOWN_FR.search(source)):
        return (_turned(french.group(), falls.group()),)
    rise = _rise(english, "en") if english else None
    if english is None or rise is None or rise == bool(english["rise"]):
        return ()
    if english["how"].lower() == "by" and rise:  # "fell by 0.2% to 5.1%"
        return ()
    severity: Severity = "critical" if english["how"].lower() == "from" else "check"
    message = f"“{english.group()}” goes the other way"
    return (Finding("comparison", severity, message, target=english.group()),)


def _rise(found: re.Match[str], language: str) -> bool | None:
    """Return whether the last number is greater than the first; None for equal ones or two units."""
    first, last = (literal(found[name].strip(" .,\u00a0\u202f"), language) for name in ("first", "last"))
    if first is None or last is None or first[0] == last[0]:
        return None
    return last[0] > first[0] if (found["unit"] or found["same"]) == found["same"] else None


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


def _antonyms(source: str, target: str) -> Iterator[Finding]:
    """« Il quitte la direction », "he reaches the direction": the opposite, and none of the usual words."""
    pairs = _pairs_of_opposites()
    words = _WORD.findall(source.lower())
    found = dict.fromkeys(pairs[word] for word in words if word in pairs)
    if not found or _DENIED.search(source) or _NO.search(target):
        return
    for forms, same, opposite, *excuses in found:
        french = forms.search(source)
        is_answered = same.search(target) or any(excuse.search(source) for excuse in excuses)
        english = opposite.search(target) if french and not is_answered else None
        if french and english:
            yield _turned(french.group(), english.group())


@lru_cache(maxsize=1)
def _pairs_of_opposites() -> dict[str, tuple[re.Pattern[str], ...]]:
    """Return the patterns of each row by each of its French words."""
    patterns = {row: tuple(_any_of(words) for words in row) for row in rows("opposites")}
    return {word: found for row, found in patterns.items() for word in row[0].split()}


def _any_of(words: str) -> re.Pattern[str]:
    """Return what finds one of ``words``, a final * standing for any ending; « quitte à » is another word."""
    return re.compile(rf"\b(?:{'|'.join(words.split())})\b(?! à\b)".replace("*", r"\w*"), re.I)


def _titles(source: str, target: str) -> Iterator[Finding]:
    """« Mme Courtade », "Mr Courtade": the title says another sex before the same name."""
    french = {(found["name"], bool(found["she"])): found.group() for found in _TITLE_FR.finditer(source)}
    if not french:
        return
    said = {(found["name"], bool(found["she"])) for found in _TITLE_EN.finditer(target)}
    for found in _TITLE_EN.finditer(target):
        name, she = found["name"], bool(found["she"])
        other = french.get((name, not she))
        if other and (name, she) not in french and (name, not she) not in said:
            message = f"« {other} » became “{found.group()}”"
            yield Finding("name", "check", message, source=other, target=found.group())


def _neither(source: str, target: str) -> Iterator[Finding]:
    """« ni écrit ni oral », "nor oral": one half of the two is left."""
    found = _NEITHER_FR.search(source) if "nor" in target.lower() else None
    if found and re.search(r"\bnor\b", target, re.I) and not _NEITHER_EN.search(target):
        message = f"« {found.group()} » has one “nor” alone"
        yield Finding("negation", "check", message, source=found.group(), target="nor")
    elif "nor" in target and _AND_NI_FR.search(source) and _NOT_NOR.search(target):
        yield Finding("negation", "check", "“nor” denies, but nothing before it does", target="nor")


def _restrictions(source: str, target: str) -> Iterator[Finding]:
    """« tout avec rien », "anything"; « jamais si peu », "not … little"; « qu'une seule fois », "not"."""
    nothing, anything = _NOTHING_FR.search(source), _ANYTHING.search(target)
    if nothing and anything and not (_DENIED.search(source) or _NO.search(target) or "?" in source):
        message = f"« {nothing.group()} » became “anything”"
        yield Finding("negation", "check", message, source=nothing.group(), target="anything")
    for french, english in ((_SO_FEW_FR, _SO_FEW_EN), (_ONCE_FR, _ONCE_EN)):
        found = french.search(source)
        if found and not english.search(target):
            message = f"nothing in the English says « {found.group()} »"
            yield Finding("negation", "check", message, source=found.group())
