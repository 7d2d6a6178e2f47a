"""Where the article shows whose words they are, for quotations that no tag gives a speaker."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.records import Span

from .coreference import Resolver
from .drafts import Draft

_REACH = 12


class Showing:
    """Finds the words that stand for a speaker: :meth:`of` gives a draft its evidence."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver

    def of(self, draft: Draft) -> Draft:
        """Return ``draft`` with the mention of its speaker that stands nearest as evidence; its own stays.

        « Anne Roy ouvre sa fenêtre. « Chaque été. » »: « Anne Roy » shows who speaks.
        """
        made = draft.attribution
        if made is None or made.resolution is None or made.evidence is not None:
            return draft
        entity = self._resolver.cast[made.resolution.entity].index
        near = range(max(0, draft.frame - _REACH), min(len(self._resolver.frames), draft.frame + _REACH + 1))
        met = list(self._mentions(near, entity)) or list(
            self._mentions(range(len(self._resolver.frames)), entity)
        )
        if not met:
            return draft
        # A name or a description shows more than a pronoun, however near.
        nearest = min(met, key=lambda one: (one[0], abs(one[1].start - draft.span.start)))
        return replace(draft, attribution=replace(made, evidence=nearest[1]))

    def _mentions(self, frames: Iterable[int], entity: int) -> Iterator[tuple[bool, Span]]:
        for mention in (one for at in frames for one in self._resolver.mentions[at]):
            known = self._resolver.of(mention)
            if known is not None and self._resolver.cast[known.entity].index == entity:
                yield mention.kind == "pronoun", Span(mention.start, mention.end)
