"""What may enter a brief: the first wording that is a sentence, quotes rightly and is not unsupported.

Refused wordings are kept with the reason, so that the brief can show what the guard did.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.records import SummarySentence, TranslationUnit
from pipeline.summary import quotation, ranking
from pipeline.summary.base import GIVEN_UP, Judgement, Story, Window
from pipeline.summary.content import overlap
from pipeline.summary.faithful import torn
from pipeline.summary.sentences import flaw, repeated, tidy
from pipeline.summary.shorten import shortenings
from pipeline.summary.windows import is_readable

Origin = Literal["model", "regenerated", "source"]
_LONGEST_SOURCE = 45
REPEATS = "it repeats"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the summary: what the model wrote for it first, and what was said against that.

    ``is_settled``: the sentence chosen is as good as a wording can make it.
    """

    window: Window
    original: str
    others: tuple[str, ...] = ()
    chosen: SummarySentence | None = None
    objection: str = ""
    support: tuple[int, ...] = ()
    is_settled: bool = False


def examine(text: str, story: Story, window: Window, before: tuple[str, ...]) -> tuple[str, Judgement]:
    """Return the sentence that ``text`` becomes and what is said of it; refused means "unsupported".

    ``window`` is what it was made of; ``before`` are the sentences that the summary already has.
    """
    sentence = tidy(quotation.repair(tidy(text), story.quotes))
    fault = flaw(sentence) if sentence else "it is empty"
    fault = fault or quotation.objection(sentence, story.quotes) or torn(sentence, window.text)
    if fault:
        return sentence, Judgement("unsupported", fault, ())
    position = repeated(sentence, before)
    if position is not None:
        return sentence, Judgement("unsupported", f"{REPEATS} sentence {position + 1}", ())
    return sentence, story.judge(sentence, window.indexes)


def choose(slot: Slot, texts: Iterable[str], story: Story, before: tuple[str, ...]) -> Slot:
    """Return ``slot`` with the first of ``texts`` that is faithful, else with the first partly supported.

    A sentence that the slot has already gives way to a faithful one only. A slot whose first
    wording was refused, or is in doubt, carries the objection and the segments nearest to it.
    """
    second = slot.chosen
    for text in texts:
        sentence, judgement = examine(text, story, slot.window, before)
        if not judgement.is_faithful and not slot.objection:
            slot = replace(slot, objection=judgement.reason, support=judgement.support)
        if judgement.verdict == "unsupported":
            continue
        found = _sentence(sentence, judgement, slot, text == slot.original)
        if judgement.is_faithful:
            return replace(slot, chosen=found, is_settled=True)
        second = second or found
    return replace(slot, chosen=second)


def _sentence(text: str, judgement: Judgement, slot: Slot, is_first: bool) -> SummarySentence:
    origin: Origin = "model" if is_first else "regenerated"
    reason = judgement.reason
    if not is_first and slot.objection:
        reason = _because(reason, slot.objection)
    replaced = None if is_first else slot.original or None
    return SummarySentence(text, judgement.support, judgement.verdict, reason, origin, replaced)


def _because(reason: str, objection: str) -> str:
    """Return the reason with what happened before: *…; first wording given up: 12 % is not in the source*."""
    told = f"{GIVEN_UP}{objection}"
    return f"{reason}; {told}" if reason else told


def from_source(
    slot: Slot, story: Story, before: tuple[str, ...], weight: Mapping[int, float]
) -> SummarySentence | None:
    """Return the translated sentence that comes closest to what ``slot`` meant to say, or None.

    Taken from the segments of its window and of its support. Sentences that lean on the one before
    them, repeat the summary, or fail the judge themselves do not stand in.
    """
    units = {unit.segment_index: unit for unit in story.units}
    indexes = dict.fromkeys((*slot.support, *slot.window.indexes))
    candidates = [units[index] for index in indexes if index in weight]
    candidates.sort(key=lambda unit: -_nearness(unit, slot, weight))
    return first_faithful(candidates, slot, story, before)


def _nearness(unit: TranslationUnit, slot: Slot, weight: Mapping[int, float]) -> float:
    """Return how well ``unit`` stands in for the slot: what it shares with it, then how heavy it is."""
    likeness = 0.0 if slot.objection.startswith(REPEATS) else overlap(unit.target, slot.original)
    leaning = ranking.is_dangling(unit.target)
    return likeness + 0.1 * weight.get(unit.segment_index, 0.0) - leaning


def _forms(text: str) -> tuple[str, ...]:
    """Return ``text`` as it may stand in: shortened by rule, then whole; not what is too long."""
    forms = dict.fromkeys(reversed(shortenings(text)))
    return tuple(form for form in forms if len(form.split()) <= _LONGEST_SOURCE)


def first_faithful(
    units: Sequence[TranslationUnit], slot: Slot, story: Story, before: tuple[str, ...]
) -> SummarySentence | None:
    """Return the first of ``units`` whose English passes every test, shortened if that passes too."""
    forms = [(unit, text) for unit in units if is_readable(unit) for text in _forms(unit.target)]
    for unit, text in forms:
        window = Window((unit.segment_index,), unit.target, 0)
        sentence, judgement = examine(text, story, window, before)
        if judgement.verdict != "unsupported":
            reason = _because(judgement.reason, slot.objection) if slot.objection else judgement.reason
            support = judgement.support or (unit.segment_index,)
            replaced = slot.original or None
            return SummarySentence(sentence, support, judgement.verdict, reason, "source", replaced)
    return None
