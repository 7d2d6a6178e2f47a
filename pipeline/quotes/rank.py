"""Which quotations an editor should see first, with the reason in words."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.records import Quote

_FEWEST, _MOST = 3, 6
_FIGURE = re.compile(
    r"\d|\b(?:cents?|mille|millions?|milliards?|milliers|dizaines?|centaines?|moitié|tiers|quart|hundred|thousand|million|"
    r"billion|half|dozens?)\b",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:jamais|aucun|aucune|rien|toujours|faut|devons|doit|doivent|refuse|exige|inacceptable|inadmissible|scandale|"
    r"grave|urgence|échec|honte|mensonge|peur|colère|crise|guerre|danger|priorité|promets|engage|never|must|nothing|"
    r"unacceptable|crisis|fail|failed|failure|war|danger|urgent)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


@dataclass(frozen=True, slots=True)
class _Scored:
    index: int
    score: float
    reasons: tuple[str, ...]


def rank_quotes(quotes: Sequence[Quote], text: str) -> tuple[Quote, ...]:
    """Return the quotations, three to six of them ranked from 1 with the reason; the rest keep rank None.

    Points: the speaker (a name, an office, how often quoted), a whole statement, figures, strong words, a
    length that can be printed, a place near the top or in the headline. A quotation whose words are
    part of another one is left out, and so are fragments under four words, while others are left.
    """
    weights = Counter(quote.speaker.name for quote in quotes if quote.speaker is not None)
    scored = [_score(quote, text, weights) for quote in quotes if _is_eligible(quote, quotes)]
    if len(scored) < _FEWEST:
        listed = {item.index for item in scored}
        others = (quote for quote in quotes if quote.index not in listed and quote.kind != "indirect")
        scored += [_score(quote, text, weights) for quote in others if not _is_repeated(quote, quotes)]
    wanted = min(_MOST, max(_FEWEST, round(len(quotes) / 3)))
    best = sorted(scored, key=lambda item: (-item.score, item.index))[:wanted]
    ranks = {item.index: (place, item) for place, item in enumerate(best, start=1)}
    return tuple(
        replace(quote, rank=ranks[quote.index][0], rank_reason="; ".join(ranks[quote.index][1].reasons))
        if quote.index in ranks
        else quote
        for quote in quotes
    )


def _is_eligible(quote: Quote, quotes: Sequence[Quote]) -> bool:
    is_short = len(_WORD.findall(quote.content)) < 4
    return (
        quote.kind != "indirect"
        and not is_short
        and quote.nested_in is None
        and not _is_repeated(quote, quotes)
    )


def _is_repeated(quote: Quote, quotes: Sequence[Quote]) -> bool:
    """Tell whether the same words stand in a longer quotation, or in one that is attributed better."""
    own = " ".join(_WORD.findall(quote.content.lower()))
    for other in quotes:
        if other.index == quote.index or other.kind == "indirect":
            continue
        words = " ".join(_WORD.findall(other.content.lower()))
        if own == words and (other.confidence, -other.index) > (quote.confidence, -quote.index):
            return True
        if own != words and f" {own} " in f" {words} ":
            return True
    return False


def _score(quote: Quote, text: str, weights: Counter[str]) -> _Scored:
    parts = (
        _speaker(quote, weights),
        (2.0, "a whole statement") if quote.kind == "direct" else (0.5, "a fragment"),
        _figures(quote),
        (1.0, f"strong word ({match.group().lower()})")
        if (match := _STRONG.search(quote.content))
        else (0.0, ""),
        _length(quote),
        _position(quote, text),
    )
    score = sum(points for points, _ in parts)
    return _Scored(quote.index, score, tuple(reason for points, reason in parts if reason and points))


def _speaker(quote: Quote, weights: Counter[str]) -> tuple[float, str]:
    speaker = quote.speaker
    if speaker is None:
        return -1.5, "speaker not known"
    times = weights[speaker.name]
    points = 1.0 + min(times, 6) * 0.25 + (0.75 if speaker.role else 0.0) + quote.confidence
    if speaker.name[:1].islower():
        return points - 0.75, f"by {speaker.name}"
    often = f", quoted {times} times" if times > 1 else ""
    role = f" ({speaker.role})" if speaker.role else ""
    return points, f"by {speaker.name}{role}{often}"


def _figures(quote: Quote) -> tuple[float, str]:
    return (1.0, "gives a figure") if _FIGURE.search(quote.content) else (0.0, "")


def _length(quote: Quote) -> tuple[float, str]:
    size = len(_WORD.findall(quote.content))
    if size < 6:
        return -0.5, f"short ({size} words)"
    return (1.0, f"{size} words") if size <= 45 else (0.25, f"long ({size} words)")


def _position(quote: Quote, text: str) -> tuple[float, str]:
    # Blank lines before and behind are no part of the article: they make no headline.
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    heading = text.find("\n", start, end)
    if heading > 0 and quote.span.end <= heading:
        return 1.5, "in the headline"
    share = (quote.span.start - start) / max(1, end - start)
    return (1.0, "near the top") if share < 0.33 else (0.4, "in the middle") if share < 0.66 else (0.0, "")
