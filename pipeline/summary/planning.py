"""What of an article the summariser reads, and how many sentences are wanted of it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.summary import ranking
from pipeline.summary.base import (
    LEAST_SENTENCES,
    MOST_SENTENCES,
    Story,
    Summariser,
    Window,
    WindowSize,
)
from pipeline.summary.focus import focused
from pipeline.summary.windows import is_readable, windows

# Measured on articles held out from the training: against as many words of lead, three sentences of an
# article of thirty do better than five.
_SENTENCES_PER_SUMMARY_SENTENCE = 15


@dataclass(frozen=True, slots=True)
class Plan:
    """``windows`` to decode, sentences ``wanted`` in the end, the ``weight`` of each sentence by segment."""

    windows: tuple[Window, ...]
    wanted: int
    weight: Mapping[int, float]


def plan(story: Story, summariser: Summariser) -> Plan:
    """Return what the summariser reads of ``story``: its heaviest sentences one by one, or all of it.

    A checkpoint that writes one sentence at a time gets the former; one that writes several, and an
    article of one or two sentences, the latter.
    """
    wanted = sentences_wanted(body(story))
    weight = ranking.salience(story.units, story.segments, story.quotes)
    if not wanted:
        return Plan((), 0, weight)
    number = math.ceil(wanted / summariser.sentences_per_window)
    size = WindowSize(summariser.window_pieces, number, summariser.count)
    one_by_one = summariser.sentences_per_window == 1 and wanted > 1
    found = focused(story.units, weight, size) if one_by_one else ()
    return Plan(found or windows(story.units, story.segments, size), wanted, weight)


def sentences_wanted(sentences: int) -> int:
    """Return how many sentences the summary of an article of so many sentences should have (0 to 5)."""
    if sentences <= LEAST_SENTENCES:
        return (sentences + 1) // 2
    wanted = math.ceil(sentences / _SENTENCES_PER_SUMMARY_SENTENCE)
    return min(max(wanted, LEAST_SENTENCES), MOST_SENTENCES)


def body(story: Story) -> int:
    """Return the number of readable sentences, headings not counted."""
    headings = {segment.index for segment in story.segments if segment.kind == "heading"}
    return sum(is_readable(unit) and unit.segment_index not in headings for unit in story.units)
