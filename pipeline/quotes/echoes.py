"""Headlines and pull quotes speak with the voice of the same words in the body of the article."""

import re
from collections.abc import Sequence
from dataclasses import replace

from .attribution import Attribution
from .drafts import Draft
from .frames import Frame
from .speakers import fold

# « faute » may stand in the words of anybody, the same « faute » between marks again is an echo.
_FEWEST_LETTERS = 6
_FEW_WORDS = 5


class Echo:
    """Finds for an untagged quotation the tagged one that says the same: :meth:`of`."""

    def __init__(self, text: str, frames: Sequence[Frame], drafts: Sequence[Draft]) -> None:
        self._text = text
        self._frames = frames
        spoken = [draft for draft in drafts if draft.kind != "indirect"]
        spoken.sort(key=lambda draft: draft.attribution is None or draft.attribution.mention is None)
        self._voices = [
            (self._key(draft), draft.attribution)
            for draft in spoken
            if draft.attribution is not None
            and draft.attribution.route != "right"
            and not frames[draft.frame].is_heading
        ]

    def of(self, draft: Draft) -> Draft:
        """Return ``draft`` with the speaker of the same words elsewhere; as it is when it has its own."""
        made = draft.attribution
        if draft.kind == "indirect" or (made is not None and _has_voice(made)) or not self._may_repeat(draft):
            return draft
        key = self._key(draft)
        voice = next(
            (other for words, other in self._voices if other is not made and _says(words, key)), None
        )
        if voice is None or voice.resolution is None:
            return draft
        resolution = replace(voice.resolution, form="inherited")
        return replace(draft, attribution=Attribution("echo", 0.85, None, None, resolution, voice.evidence))

    def _may_repeat(self, draft: Draft) -> bool:
        """A heading or a line of its own repeats words; « très forte » within a sentence does not."""
        frame = self._frames[draft.frame]
        if frame.is_heading or frame.index < 2 or sum(token.is_word for token in frame.tokens) <= 3:
            return True
        return len(self._key(draft).split()) > _FEW_WORDS

    def _key(self, draft: Draft) -> str:
        return " ".join(re.findall(r"\w+", fold(self._text[draft.span.start : draft.span.end])))


def _has_voice(made: Attribution) -> bool:
    """« On m'a dit : 'Pars' » names nobody, but it is not the words around it that speak."""
    return made.route == "nested" or (made.mention is not None and made.route != "right")


def _says(words: str, key: str) -> bool:
    return words == key or (len(key) >= _FEWEST_LETTERS and f" {key} " in f" {words} ")
