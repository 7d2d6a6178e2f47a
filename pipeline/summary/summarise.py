"""From English units to a summary of three to five sentences that the guard has let through.

A checkpoint that writes one sentence at a time makes the heaviest sentences of the article shorter;
one that writes several reads the whole article in windows. All windows of all articles are decoded in
one call; what the guard refuses of several sentences is decoded once more from its evidence alone; what
is refused then gives way to a sentence of the article, shortened by rule.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.records import Summary, SummarySentence
from pipeline.summary import ranking
from pipeline.summary.base import LEAST_SENTENCES, MOST_SENTENCES, Splitter, Story, Summariser, Window
from pipeline.summary.content import overlap
from pipeline.summary.guard import Slot, choose, first_faithful, from_source
from pipeline.summary.planning import body, plan
from pipeline.summary.windows import is_readable


@dataclass(frozen=True, slots=True)
class _Draft:
    """The summary of one story on its way: one slot per sentence that the model means to write."""

    story: Story
    slots: tuple[Slot, ...]
    wanted: int
    weight: Mapping[int, float]


def summarise(story: Story, summariser: Summariser, split: Splitter) -> Summary:
    """Return the summary of one article; see ``summarise_many``."""
    return summarise_many([story], summariser, split)[0]


def summarise_many(stories: Sequence[Story], summariser: Summariser, split: Splitter) -> list[Summary]:
    """Return one summary per story, in order: 3 to 5 sentences, fewer when the article has under four.

    ``split`` cuts what the summariser wrote into sentences. A story without readable English has a
    summary without sentences. No sentence is unsupported in the eyes of the story's judge.
    """
    drafts = _draft(stories, summariser, split)
    drafts = [_fill(draft) for draft in drafts]
    drafts = _redraft(drafts, summariser, split)
    return [_finish(draft, summariser.signature) for draft in drafts]


def _draft(stories: Sequence[Story], summariser: Summariser, split: Splitter) -> list[_Draft]:
    """Return what the model writes for every window of every story, with its alternatives, unjudged."""
    plans = [plan(story, summariser) for story in stories]
    texts = [window.text for planned in plans for window in planned.windows]
    outputs = iter(summariser.generate(texts) if texts else [])
    most = summariser.sentences_per_window
    return [
        _Draft(
            story,
            tuple(slot for window in planned.windows for slot in _slots(window, next(outputs), split, most)),
            planned.wanted,
            planned.weight,
        )
        for story, planned in zip(stories, plans, strict=True)
    ]


def _slots(window: Window, outputs: tuple[str, ...], split: Splitter, most: int) -> list[Slot]:
    """Return a slot for each sentence of the best output, the others' sentences as its alternatives."""
    written = [[text.strip() for text in split(output) if text.strip()] for output in outputs]
    first = written[0][:most] if written else []
    others = [text for sentences in written[1:] for text in sentences[:most]]
    if not first:
        return [Slot(window, "", tuple(others))]
    return [
        Slot(window, text, tuple(sorted(others, key=lambda other: -overlap(text, other)))) for text in first
    ]


def _fill(draft: _Draft) -> _Draft:
    """Return ``draft`` with every slot filled for which the model has a wording that passes."""
    slots: list[Slot] = []
    for slot in draft.slots:
        texts = (slot.original, *slot.others) if slot.original else slot.others
        slots.append(choose(slot, texts, draft.story, _texts(slots)))
    return replace(draft, slots=tuple(slots))


def _texts(slots: Sequence[Slot]) -> tuple[str, ...]:
    return tuple(slot.chosen.text for slot in slots if slot.chosen)


def _redraft(drafts: list[_Draft], summariser: Summariser, split: Splitter) -> list[_Draft]:
    """Return the drafts with empty and doubtful slots decoded once more, their evidence alone as input."""
    places = [
        (i, j) for i, draft in enumerate(drafts) for j, slot in enumerate(draft.slots) if not slot.is_settled
    ]
    evidence = [_evidence(drafts[i].slots[j], drafts[i].story, summariser) for i, j in places]
    asked = [(place, text) for place, text in zip(places, evidence, strict=True) if text]
    if not asked:
        return drafts
    outputs = summariser.generate([text for _, text in asked])
    fresh: list[dict[int, tuple[str, ...]]] = [{} for _ in drafts]
    for ((i, j), _), output in zip(asked, outputs, strict=True):
        fresh[i][j] = output
    return [_refill(draft, found, split) for draft, found in zip(drafts, fresh, strict=True)]


def _evidence(slot: Slot, story: Story, summariser: Summariser) -> str:
    """Return the English of the one or two segments nearest to the slot; "" when it read one only."""
    if len(slot.window.indexes) < 2:
        return ""
    units = {unit.segment_index: unit for unit in story.units if is_readable(unit)}
    indexes = sorted(slot.support[:2]) or list(slot.window.indexes[: max(1, len(slot.window.indexes) // 2)])
    text = " ".join(units[index].target for index in indexes if index in units)
    return (
        text
        if text and text != slot.window.text and summariser.count(text) <= summariser.window_pieces
        else ""
    )


def _refill(draft: _Draft, fresh: dict[int, tuple[str, ...]], split: Splitter) -> _Draft:
    slots = list(draft.slots)
    for j, outputs in fresh.items():
        before = _texts(slots[:j] + slots[j + 1 :])
        texts = [sentence.strip() for output in outputs for sentence in list(split(output))[:1]]
        slots[j] = choose(
            slots[j], [text for text in texts if text != slots[j].original], draft.story, before
        )
    return replace(draft, slots=tuple(slots))


def _finish(draft: _Draft, signature: str) -> Summary:
    """Return the summary: source sentences for empty slots, five sentences at most, three at least."""
    story = draft.story
    weight = draft.weight
    chosen: list[SummarySentence] = []
    dropped: list[tuple[str, str]] = []
    told = list(_texts(draft.slots))
    for slot in draft.slots:
        found = slot.chosen or from_source(slot, story, tuple(told), weight)
        if found is None:
            dropped += [(slot.original, slot.objection)] if slot.original else []
            continue
        told += [] if slot.chosen else [found.text]
        chosen.append(found)
    chosen = _best(chosen, weight, min(max(draft.wanted, body(story) // 3), MOST_SENTENCES))
    chosen = _topped_up(chosen, draft)
    return Summary(tuple(chosen), tuple(dropped), "en", signature)


def _best(sentences: list[SummarySentence], weight: Mapping[int, float], most: int) -> list[SummarySentence]:
    """Return the ``most`` heaviest sentences, in the order of the article."""
    ranked = sorted(sentences, key=lambda sentence: -ranking.value(sentence.support, weight))
    kept = ranked[:most]
    return [sentence for sentence in sentences if sentence in kept]


def _topped_up(sentences: list[SummarySentence], draft: _Draft) -> list[SummarySentence]:
    """Return ``sentences`` with the heaviest sentences of the article added until there are enough."""
    story, weight = draft.story, draft.weight
    least = min(draft.wanted, LEAST_SENTENCES)
    units = sorted(story.units, key=lambda unit: -weight.get(unit.segment_index, 0.0))
    units = [unit for unit in units if unit.segment_index in weight and not ranking.is_dangling(unit.target)]
    while len(sentences) < least:
        used = {index for sentence in sentences for index in sentence.support}
        free = [unit for unit in units if unit.segment_index not in used]
        before = tuple(sentence.text for sentence in sentences)
        found = first_faithful(free, Slot(Window((), "", 0), ""), story, before)
        if found is None:
            break
        sentences = sorted([*sentences, found], key=lambda sentence: min(sentence.support, default=0))
    return sentences
