"""The quotations of an English text by a few rules, for articles that are English already.

"…," said X; X said: "…"; "…," he added; according to X, … ; a bare quotation inherits its speaker.
"""

import re
from collections.abc import Sequence

from pipeline.records import Quote, QuoteKind, Span, Speaker

from .marks import Marked, find_marked, paragraphs
from .wordlists import first_names, word_set, words

_VERBS = "|".join(sorted(words("english"), key=len, reverse=True))
_NO_NAMES = word_set("source_english.no_names")
# A full stop stands only after an initial or an abbreviation: "John F. Kennedy", "St. James".
_STOPPED = (
    r"(?:(?:[A-Z]\.-?)+\s*|(?:St|Ste|Mt|Ft|Sen|Gov|Rep|Gen|Col|Maj|Capt|Lt|Sgt|Rev|Hon)\.\s+)"
    rf"(?!(?:{'|'.join(sorted(_NO_NAMES))})\b)"
)
_NAME = (
    rf"(?:(?:{_STOPPED}|[A-Z][\w’'-]*\s+)(?:(?:de|van|von|bin|al|of)\s+)?){{0,3}}(?![JS]r\b)[A-Z][\w’'-]+"
    r"(?:,?\s+[JS]r\b\.?)?"
)
_FULL_NAME = re.compile(r"\b[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?(?:\s+[A-Z][\w’'-]*[a-z]\b)+")
_TITLED = rf"(?:Mr|Mrs|Ms|Dr|Sir|Prof)\.?\s+{_NAME}"
_WHO = rf"(?P<who>[Hh]e|[Ss]he|[Tt]hey|{_TITLED}|(?:[Tt]he|[Aa]n?)\s[\w\s’'-]{{3,40}}?|{_NAME})"
_ADVERB = r"(?:\s+(?:also|then|later|\w+ly))?"
_AFTER = (
    re.compile(rf"^,?\s*(?P<cue>{_VERBS})\s+{_WHO}(?=[\s,.;:]|$)"),
    re.compile(rf"^,?\s*{_WHO}{_ADVERB}\s+(?P<cue>(?:has |had )?(?:{_VERBS}))\b"),
)
_BEFORE = re.compile(
    rf"{_WHO}(?:,[^,]{{3,80}},)?{_ADVERB}\s+(?P<cue>(?:has |had )?(?:{_VERBS}))\b[^.!?“”\"]{{0,60}}$"
)
_SOURCE = re.compile(rf"[Aa]ccording to {_WHO}(?=[\s,.;:]|$)")


def _kind(content: str, before: str, after: str) -> QuoteKind:
    opens = content[:1].isupper() and (not before.strip() or before.rstrip()[-1:] in ',:.!?”"')
    ends = content[-1:] in ".,!?" or not after.strip() or after.lstrip()[:1] in ",."
    return "direct" if opens and ends and (len(content.split()) > 2 or content[-1:] in ".!?") else "mixed"


def _found(before: str, after: str) -> tuple[str, str] | None:
    """Return who and the cue, from the words after the quotation, else from those before it."""
    for pattern in _AFTER:
        match = pattern.search(after)
        if match is not None and match.group("who") not in _NO_NAMES:
            return match.group("who"), match.group("cue")
    match = _BEFORE.search(before)
    if match is not None and match.group("who") not in _NO_NAMES:
        return match.group("who"), match.group("cue")
    match = _SOURCE.search(after[:80]) or _SOURCE.search(before)
    return (match.group("who"), "according to") if match is not None else None


def _surname(name: str) -> str:
    """Return the last word of a name, "Jr." left out."""
    return re.sub(r",?\s+[JS]r\.?$", "", name).split()[-1]


class _Cast:
    """Full names by surname, and who spoke last."""

    def __init__(self, text: str) -> None:
        listed = re.findall(rf"\b({_NAME})", text)
        full = [name for name in listed if len(name.split()) > 1 and name.split()[0] in first_names()]
        self._full = {_surname(name): name for name in reversed(full)}
        self._last: dict[str, str] = {}
        self.speaker: str | None = None

    def name(self, who: str, before: str) -> tuple[str, float] | None:
        """Return the full name and how sure; None for a pronoun without anybody before it.

        ``before``: the journalist's words of the paragraph up to here.
        """
        low = who.lower()
        if low in {"he", "she", "they"}:
            gender = {"he": "m", "she": "f"}.get(low, "e")
            found = (
                _presented(before, gender)
                or self._last.get(gender)
                or (self.speaker if gender == "e" else None)
            )
            return (found, 0.75) if found else None
        full = self._full.get(_surname(who), who)
        self._remember(full, who)
        return full, 0.9

    def _remember(self, full: str, who: str) -> None:
        gender = first_names().get(full.split(maxsplit=1)[0], "e")
        if who.startswith(("Mrs", "Ms")) or who.endswith("woman"):
            gender = "f"
        elif who.startswith(("Mr", "Sir")) or who.endswith("man"):
            gender = "m"
        for key in ("m", "f") if gender == "e" else (gender,):
            self._last[key] = full


def _presented(before: str, gender: str) -> str | None:
    """Return the last person before a he or she: "Fiona Sclater, who runs a farm, … she said".

    One whose first name tells no gender counts when presented as a person: "Callum Leask, 22,".
    """
    names = [name for name in _FULL_NAME.findall(before) if gender != "e"]
    known = [name for name in names if first_names().get(name.split(maxsplit=1)[0]) == gender]
    unknown = [
        name
        for name in names
        if name.split(maxsplit=1)[0] not in first_names()
        and re.search(re.escape(name) + r",\s+(?:\d\d|who|an?|the)\b", before)
    ]
    return next(iter([*reversed(known), *reversed(unknown)]), None)


def _paragraph(text: str, marked: Marked, marks: Sequence[Marked]) -> str:
    """Return the journalist's words of the paragraph before the quotation."""
    position, words_before = next(s for s, e in paragraphs(text) if s <= marked.outer.start < e), ""
    for other in marks:
        if position <= other.outer.start < marked.outer.start:
            words_before += text[position : other.outer.start] + " "
            position = other.outer.end
    return words_before + text[position : marked.outer.start]


def _sentence(text: str, marked: Marked, marks: Sequence[Marked]) -> tuple[str, str]:
    """Return the words before and after the quotation, within its paragraph and up to the next quotation."""
    start, end = next((s, e) for s, e in paragraphs(text) if s <= marked.outer.start < e)
    left = max([start, *(m.outer.end for m in marks if m.outer.end <= marked.outer.start)])
    right = min(
        [max(end, marked.outer.end), *(m.outer.start for m in marks if m.outer.start >= marked.outer.end)]
    )
    before = re.split(r"(?<=[.!?])\s+(?=[A-Z])", text[left : marked.outer.start])[-1]
    return before, text[marked.outer.end : right]


def english_quotes(text: str) -> tuple[Quote, ...]:
    """Return the quotations of an English ``text``; short bare ones (titles, scare quotes) are left out."""
    marks = [marked for marked in find_marked(text) if marked.parent is None and marked.family != "single"]
    cast = _Cast(text)
    quotes: list[Quote] = []
    for marked in marks:
        content = text[marked.inner.start : marked.inner.end]
        before, after = _sentence(text, marked, marks)
        found = _found(before, after)
        kind = _kind(content, before, after)
        if found is None and (kind == "mixed" and len(content.split()) < 5):
            continue
        named = cast.name(found[0], _paragraph(text, marked, marks)) if found is not None else None
        if named is None and cast.speaker is not None:
            named = (cast.speaker, 0.6)
        cast.speaker = named[0] if named else cast.speaker
        speaker = Speaker(named[0], None, found[0] if found else None) if named else None
        span = Span(marked.inner.start, marked.inner.end)
        cue = found[1] if found else None
        sure = named[1] if named else 0.0
        quotes.append(Quote(len(quotes), span, content, kind, (), cue, speaker, None, sure))
    return tuple(quotes)
