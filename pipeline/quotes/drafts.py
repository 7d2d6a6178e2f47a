"""A quotation on its way from the text to its record."""

import re
from dataclasses import dataclass, replace

from pipeline.records import Quote, QuoteKind, Reserve, Span, Speaker

from .attribution import Attribution
from .coreference import Resolution
from .frames import Frame
from .mention import Mention
from .speakers import Cast, best_role, fold

# Below this a speaker is only a candidate.
SURE = 0.35

# « Nous partons », aurait répondu un élu: whether it was said at all is hearsay.
_HEARSAY = re.compile(r"aur(?:ait|aient)\b")


@dataclass(frozen=True, slots=True)
class Draft:
    """A quotation on its way: its words, kind and frame, and its attribution, if any.

    ``marked`` is the index of the marked span, -1 for reported content; ``parent`` that of the
    quotation around it; ``said_by`` the words that name the speaker of a nested one.
    """

    span: Span
    kind: QuoteKind
    frame: int
    attribution: Attribution | None = None
    marked: int = -1
    parent: int | None = None
    said_by: str | None = None
    is_conditional: bool = False
    reserve: Reserve = ""


def to_quote(text: str, cast: Cast, draft: Draft, index: int, place: dict[int, int]) -> Quote:
    """Return the record of a draft; ``place`` gives the index of a marked span among the quotations."""
    content = text[draft.span.start : draft.span.end]
    parent = place.get(draft.parent) if draft.parent is not None else None
    quote = Quote(
        index,
        draft.span,
        content,
        draft.kind,
        (),
        conditional=draft.is_conditional,
        reserve=draft.reserve,
        nested_in=parent,
    )
    made = draft.attribution
    if made is None:
        return quote
    speaker = _speaker(cast, draft, made.mention, made.resolution)
    sure = made.confidence >= SURE
    cue = text[made.cue.start : made.cue.end] if made.cue else None
    return replace(
        quote,
        cue=cue,
        conditional=quote.conditional or bool(cue and _HEARSAY.match(cue)),
        speaker=speaker if sure else None,
        candidate=None if sure else speaker,
        confidence=made.confidence if speaker is not None else 0.0,
        evidence=made.evidence,
    )


def _speaker(
    cast: Cast, draft: Draft, mention: Mention | None, resolution: Resolution | None
) -> Speaker | None:
    words = mention.text if mention else None
    if resolution is None:
        return Speaker(draft.said_by, None, words) if draft.said_by else None
    entity = cast[resolution.entity]
    if not entity.name:
        return None
    role = None if entity.kind == "body" else best_role(entity)
    return Speaker(entity.name, _told_once(entity.name, role or ""), words)


def _told_once(name: str, role: str) -> str | None:
    """Return what the role adds to the name: « avocat, avocat » is « avocat », « une mère » is « mère »."""
    parts = tuple(dict.fromkeys(role.split(", ")))
    return None if fold(name).endswith(fold(role)) else ", ".join(parts)


def looks_of(frame: Frame, draft: Draft, *, is_second: bool) -> dict[str, float]:
    """Return how a quotation without a tag stands in its sentence, by feature.

    ``is_second`` tells that the sentence before holds a quotation too.
    """
    at = next(i for i, token in enumerate(frame.tokens) if token.quote == draft.marked)
    seen = {
        "always": True,
        "alone": all(token.quote >= 0 or not token.is_word for token in frame.tokens),
        "announced": at > 0 and frame.tokens[at - 1].text == ":",
        "fragment": draft.kind == "mixed",
        "heading": frame.is_heading or frame.index == 0,
        "after a quotation": is_second,
        "told of its subject": draft.attribution is not None and draft.attribution.route == "subject",
        "by nobody named": draft.attribution is not None and draft.attribution.route == "impersonal",
    }
    return {name: 1.0 for name, holds in seen.items() if holds}
