"""The words of a quotation in another language, kept as they are while the sentence around is translated.

« No comment », a répondu le maire. → the translator sees « Paris », a répondu le maire.; of “Paris,” said
the mayor. the English becomes “No comment,” said the mayor. A checkpoint copies the name of a town that
it saw often: of 20 sentences with such a quotation all 20 came back with it between its marks, and 3 with
the foreign words themselves. The checks see … on both sides, for they would read them as French.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.checks.foreign import foreign_quotations, language_of
from pipeline.checks.restore import restore
from pipeline.records import Finding, Hypothesis, Quote, QuoteTarget, Segment, Span, TranslationUnit
from pipeline.tongues import language_name
from pipeline.translation.base import identity_alignment
from pipeline.translation.words import carry_target

_TOWNS = ("Paris", "Rome", "Madrid", "Berlin", "Oslo", "Monaco", "Dakar", "Milan")
_FINAL = re.compile(r"[.!?…]+$")
_OPENER, _CLOSER = re.compile(r"«\s*"), re.compile(r"\s*»")
_AFTER = re.compile(r"[.,!?…]*")
_OPENING, _CLOSING = frozenset("«“„\"‘'"), frozenset("»”\"’'")
_DOTS = "…"
Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Edit:
    """A stretch of a text and what stands there instead."""

    start: int
    end: int
    text: str


def stand_in(text: str) -> str:
    """Return a French text with the name of a town for each quotation that is in another language."""
    return _edited(text, _towns(text))


def translated(text: str, hypothesis: Hypothesis) -> Hypothesis:
    """Return the English of ``text``, from that of ``stand_in(text)``, which is put right first."""
    return put_back(text, restore(stand_in(text), hypothesis))


def put_back(text: str, hypothesis: Hypothesis) -> Hypothesis:
    """Return the English of ``stand_in(text)`` with the original words of ``text``, its alignment with them.

    A quotation whose town did not come back is missing from it (see ``check_originals``).
    """
    if not foreign_quotations(text):
        return hypothesis
    towns = _towns(text)
    if hypothesis.status in {"kept", "copied"} or _is_bare(text, towns):
        return _same(text, hypothesis)
    edits = [edit for one in towns if (edit := _return(text, one, hypothesis.text)) is not None]
    target = _edited(hypothesis.text, edits)
    left = _growth(stand_in(text), _turned(text, towns))
    right = _growth(hypothesis.text, edits)
    note = " ".join(filter(None, (hypothesis.note, _note(text))))
    return replace(hypothesis, text=target, alignment=_widened(hypothesis.alignment, left, right), note=note)


def _is_bare(text: str, towns: Sequence[_Edit]) -> bool:
    """Tell whether a text is nothing but a foreign quotation, so that there is nothing to translate."""
    return not any(map(str.isalnum, _edited(text, [replace(one, text="") for one in towns])))


def _same(text: str, hypothesis: Hypothesis) -> Hypothesis:
    """Return the text itself, with English marks, or none of them changed when the engine gave it up."""
    pairs = identity_alignment(text)
    if hypothesis.status == "kept":
        return replace(hypothesis, text=text, alignment=pairs)
    target = _CLOSER.sub("”", _OPENER.sub("“", text))
    note = " ".join(filter(None, (hypothesis.note, _note(text))))
    return replace(hypothesis, text=target, alignment=carry_target(pairs, text, target), note=note)


def _towns(text: str) -> list[_Edit]:
    """Return for each foreign quotation the town that stands in for it, its final mark after it."""
    free = (town for town in _TOWNS if town.lower() not in text.lower())
    return [
        _Edit(one.span.start, one.span.end, town + _final(text[one.span.start : one.span.end]))
        for one, town in zip(foreign_quotations(text), free, strict=False)
    ]


def _final(content: str) -> str:
    found = _FINAL.search(content)
    return found[0] if found else ""


def _return(text: str, town: _Edit, target: str) -> _Edit | None:
    """Return where a town stands in the English and the original words for it; None unless it is there once.

    English sets its comma inside the marks (“Paris,” he said): it stays unless the words have a mark of
    their own. Marks that got lost are set again.
    """
    name = town.text.rstrip(".!?…")
    places = [*re.finditer(rf"(?<!\w){name}(?!\w)", target, re.IGNORECASE)]
    if len(places) != 1:
        return None
    content = text[town.start : town.end]
    start, end = places[0].span()
    after = _AFTER.match(target, end)
    if after and _final(content):
        end = after.end()
    is_opened = target[:start].rstrip()[-1:] in _OPENING
    is_closed = after is not None and target[after.end() :].lstrip()[:1] in _CLOSING
    if not is_opened and not is_closed and text[: town.start].rstrip()[-1:] in _OPENING:
        content = f"“{content}”"
    return _Edit(start, end, content)


def _turned(text: str, edits: Sequence[_Edit]) -> list[_Edit]:
    """Return the edits that lead back from the edited text."""
    turned, shift = [], 0
    for one in edits:
        start = one.start + shift
        turned.append(_Edit(start, start + len(one.text), text[one.start : one.end]))
        shift += len(one.text) - (one.end - one.start)
    return turned


def _edited(text: str, edits: Iterable[_Edit]) -> str:
    """Return ``text`` with every edit made; none overlap."""
    for one in sorted(edits, key=lambda edit: -edit.start):
        text = text[: one.start] + one.text + text[one.end :]
    return text


def _growth(text: str, edits: Sequence[_Edit]) -> list[range]:
    """Return for each word of ``text.split()`` the indexes of the words that it becomes by the edits."""
    grown: list[range] = []
    at = 0
    for match in re.finditer(r"\S+", text):
        inside = (one for one in edits if match.start() <= one.start < match.end())
        size = 1 + sum(len(one.text.split()) - 1 for one in inside)
        grown.append(range(at, at + size))
        at += size
    return grown


def _widened(pairs: Pairs, left: Sequence[range], right: Sequence[range]) -> Pairs:
    """Return pairs for the grown words; what grew alike on both sides is paired word by word."""
    widened: set[tuple[int, int]] = set()
    for source, target in pairs:
        sources, targets = left[source], right[target]
        is_alike = len(sources) == len(targets)
        widened.update(zip(sources, targets, strict=True) if is_alike else _crossed(sources, targets))
    return tuple(sorted(widened))


def _crossed(sources: range, targets: range) -> Iterable[tuple[int, int]]:
    return ((source, target) for source in sources for target in targets)


def _note(text: str) -> str:
    """Return what is said of the foreign quotations of a text: English in the original: “No comment”."""
    return " ".join(
        f"{said_of(one.language)}: “{text[one.span.start : one.span.end]}”"
        for one in foreign_quotations(text)
    )


def said_of(language: str) -> str:
    """Return the note about words that stand as they were spoken."""
    return f"{language_name(language)} in the original{'' if language == 'en' else ', not translated'}"


def mark_quoted(segments: Sequence[Segment], quotes: Sequence[Quote]) -> tuple[Segment, ...]:
    """Return the segments, those inside a foreign quotation in its language: « We ran. | We won. | So what? »

    They have no mark of their own, and may be too short for ``pipeline.language``.
    """
    spans = [(one.span, language_of(one.content)) for one in quotes if one.kind != "indirect"]
    foreign = [(span, language) for span, language in spans if language != "fr"]
    return tuple(
        next((replace(one, language=language) for span, language in foreign if _holds(span, one.span)), one)
        for one in segments
    )


def _holds(span: Span, inner: Span) -> bool:
    return span.start <= inner.start and inner.end <= span.end


def original(quote: Quote) -> Quote | None:
    """Return a quotation in another language with its own words as its English; None for a French one."""
    language = "fr" if quote.kind == "indirect" else language_of(quote.content)
    if language == "fr":
        return None
    pairs = identity_alignment(quote.content)
    target = QuoteTarget(quote.content, "source", None, f"{said_of(language)}.", pairs)
    return replace(quote, target=target, findings=())


def masked(source: str, target: str) -> tuple[str, str]:
    """Return a French text and its English with … for the words of foreign quotations."""
    left, right = _masks(source, target)
    return _edited(source, left), _edited(target, right)


def masked_unit(unit: TranslationUnit) -> TranslationUnit:
    """Return a translated unit as the checks see it: … for foreign words, the alignment counted anew."""
    left, right = _masks(unit.source, unit.target) if _is_decoded(unit) else ([], [])
    if not left:
        return unit
    source, target = _edited(unit.source, left), _edited(unit.target, right)
    sources = _owners(_growth(source, _turned(unit.source, left)))
    targets = _owners(_growth(target, _turned(unit.target, right)))
    pairs = {(sources[one], targets[other]) for one, other in unit.alignment}
    return replace(unit, source=source, target=target, alignment=tuple(sorted(pairs)))


def _is_decoded(unit: TranslationUnit) -> bool:
    return unit.status not in {"passed", "kept", "copied"}


def _owners(grown: Sequence[range]) -> list[int]:
    return [owner for owner, words in enumerate(grown) for _ in words]


def _masks(source: str, target: str) -> tuple[list[_Edit], list[_Edit]]:
    """Return what to hide in the French and in the English; of the English what it has as it was."""
    left: list[_Edit] = []
    right: list[_Edit] = []
    at = 0
    for one in foreign_quotations(source):
        content = source[one.span.start : one.span.end]
        place = target.find(content, at)
        dots = _DOTS + (_final(content) if place >= 0 else "")
        left.append(_Edit(one.span.start, one.span.end, dots))
        if place >= 0:
            at = place + len(content)
            right.append(_Edit(place, at, dots))
    return left, right


def check_originals(unit: TranslationUnit) -> tuple[Finding, ...]:
    """Return a finding for each foreign quotation of a unit whose words its English has not as they were."""
    if not _is_decoded(unit):
        return ()
    quoted = (
        (one.language, unit.source[one.span.start : one.span.end]) for one in foreign_quotations(unit.source)
    )
    return tuple(
        Finding(
            "foreign quotation",
            "critical",
            f"the {language_name(language)} quotation « {words} » was changed by the translation",
            unit.segment_index,
            source=words,
        )
        for language, words in quoted
        if words not in unit.target
    )
