"""The spans between quotation marks, nested ones with their parent, whatever the marks.

Guillemets, curly and straight double marks, two apostrophes, single marks, plus signs inside others. A
straight mark does not say whether it opens or closes: the cheapest reading of the whole paragraph is taken,
so that glued marks (``veut ?""Il faut``), a missing space or a lost mark cost one quotation, not all that
follow.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from pipeline.records import Span


@dataclass(frozen=True, slots=True)
class Marked:
    """``outer`` holds the marks, ``inner`` what is between them without white space at its ends.

    ``parent`` is the index of the span around it; ``is_closed`` is false when the closing mark is
    missing, then the span ends with its paragraph or with the span around it.
    """

    outer: Span
    inner: Span
    family: str
    is_closed: bool = True
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class _Mark:
    """One mark: where it is and what it costs to read it as an opening or a closing one.

    ``bereft`` is what it costs to take it for a closing mark whose opening one is lost.
    """

    start: int
    end: int
    opening: float
    closing: float
    skipping: float
    is_opener: bool = False
    bereft: float = math.inf


@dataclass(frozen=True, slots=True)
class _Path:
    """A reading of the marks so far: its cost, pairs found (None for a lost mark), and marks still open."""

    cost: float
    pairs: tuple[tuple[int | None, int | None], ...] = ()
    stack: tuple[int, ...] = ()


_FAMILIES = {
    "guillemet": re.compile("[«»]"),
    "double": re.compile("[“”„‟\"＂]|(?<!')''(?!')"),
}
_OPENERS = "«“„‟"
_CLOSERS = "»”"
_NEST, _NEST_OPENER, _ABANDON, _UNCLOSED, _BEREFT = 2.5, 1.5, 3.5, 3.0, 3.0
_SINGLE_OPEN = re.compile(r"(?<![\w’'])['‘‚‹](?=\w|[«“\"(…])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.!?…)\]%»”])['’›](?![\w'’])")
_ELIDED = re.compile(r"(?:\b[cdjlmnst]|qu)['’]$", re.IGNORECASE)
# « Nous tiendrons, promet Anne Roy. » with its closing mark lost: the next paragraph does not continue it.
_TAG_AT_END = re.compile(
    r"[,!?]\s+(?!(?:et|ou|mais|ni|car|donc|le|la|les|un|une|des|de|du|qui|que|dont|où|ce|cette|pour|dans)\b)"
    r"(?:a |ont |avait |s['’]est )?[a-zà-ÿ’'-]*(?:[aeétui]|ent)(?:-t)?"
    r"(?:-(?:il|elle|ils|elles)|\s+(?:[A-ZÀ-Ý]|le |la |l['’]|un |une |M\. |Mme )[^,]*)\s*[.!]?\s*$"
)
# « … », dit-il and « … ». rather than « …, l'ex-maire »
_BEHIND_CLOSING = re.compile(r"\.|,\s+(?!(?:l['’]|(?:les?|la|une?|des|ce|qui|que|et|mais|où|dont)\b))")
# Agencies write +…+ inside other marks: "Il m'a dit +merci+", raconte-t-il.
_PLUS = re.compile(r"(?<![\w+])\+(?=[^\W\d])[^+\n]{3,300}(?<=[\w.!?…])\+(?![\w+])")
_LONGEST_SINGLE = 400
_LONGEST_LOST = 300
# « Nous tiendrons, a-t-il dit. » and « Nous tiendrons, promet le maire. » with the closing mark lost.
_TAG_INSIDE = re.compile(
    r"(?P<end>(?<=[?!…])|,)\s+(?:(?:a|ont|avait|avaient|aurait)[ -]t[-‑ ]?(?:il|elle|on|ils|elles)\b"
    r"|[a-zà-ÿ]+(?:e|t|d|ent)-(?:t-)?(?:il|elle|ils|elles)\b"
    r"|(?:a|ont|avait|aurait) \w+é (?:le |la |l['’]|une? |[A-ZÀ-Ý])"
    r"|(?:promet|affirme|assure|explique|estime|déclare|souligne|raconte|selon)"
    r" (?:le |la |l['’]|une? |[A-ZÀ-Ý]))"
)
_NEXT_SENTENCE = re.compile(r"(?<=[\w\"»”)]{2}[.!?…])(?P<end>)\s+(?=[A-ZÀ-Ý])")


def _cost_of_opening(before: str, after: str) -> float:
    cost = 0.0
    if after.isspace():
        cost += 2.0
    elif after in ".,;:!?)]}":
        cost += 2.5
    if before.isalnum():
        cost += 3.0
    elif before in ".,;!?…%)":
        cost += 1.5
    return cost


def _cost_of_closing(before: str, after: str) -> float:
    cost = 0.0
    if before.isspace():
        cost += 1.0
    elif before in "([:-—–'’":
        cost += 2.5
    if after.isalnum():
        cost += 3.0
    return cost


def _mark(text: str, match: re.Match[str]) -> _Mark:
    start, end = match.span()
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    opening, closing = _cost_of_opening(before, after), _cost_of_closing(before, after)
    symbol = match.group()
    if symbol in _OPENERS:
        # “ also closes in „Anführung“ and both are mistyped for one another.
        opening, closing = 0.0, closing + 3.0
    elif symbol in _CLOSERS:
        opening, closing = opening + 3.0, 0.0
    # 27" is a screen, not a quotation.
    skipping = 1.5 if symbol == '"' and before.isdigit() else 4.0
    # « Nous irons », dit-il. Et vite", dit-elle: a stop or a comma at its side shows that it closes.
    is_bereft = symbol not in _OPENERS and (_BEHIND_CLOSING.match(text, end) or before in ".!?…")
    bereft = _BEREFT + closing if is_bereft else math.inf
    return _Mark(start, end, opening, closing, skipping, symbol in _OPENERS, bereft)


def _readings(path: _Path, mark: _Mark, previous: _Mark | None) -> Iterator[_Path]:
    """Yield what ``mark`` may be after ``path``: skipped, opening, closing, nested, opening after a loss."""
    yield _Path(path.cost + mark.skipping, path.pairs, path.stack)
    if not path.stack:
        yield _Path(path.cost + mark.opening, path.pairs, (mark.start,))
        yield _Path(path.cost + mark.bereft, (*path.pairs, (None, mark.end)))
        return
    last = path.stack[-1]
    is_empty = previous is not None and previous.start == last and previous.end == mark.start
    closing = mark.closing + (5.0 if is_empty else 0.0)
    yield _Path(path.cost + closing, (*path.pairs, (last, mark.end)), path.stack[:-1])
    if len(path.stack) == 1:
        # « Le « E » de « EV » », but "Le "E" de "EV"" could be read in many ways.
        nesting = _NEST_OPENER if mark.is_opener else _NEST
        yield _Path(path.cost + mark.opening + nesting, path.pairs, (*path.stack, mark.start))
        yield _Path(path.cost + mark.opening + _ABANDON, (*path.pairs, (last, None)), (mark.start,))


def _best_reading(marks: Sequence[_Mark], start: _Path) -> _Path:
    beam: dict[int, _Path] = {len(start.stack): start}
    previous: _Mark | None = None
    for mark in marks:
        following: dict[int, _Path] = {}
        for reading in (found for path in beam.values() for found in _readings(path, mark, previous)):
            depth = len(reading.stack)
            if depth not in following or reading.cost < following[depth].cost:
                following[depth] = reading
        beam, previous = following, mark
    return min(beam.values(), key=lambda path: path.cost + _UNCLOSED * len(path.stack))


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every line of ``text`` that is not blank."""
    for match in re.finditer(r"[^\n]+", text):
        if not match.group().isspace():
            yield match.span()


def _pairs(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, bool]]:
    """Yield start, end and whether closed, for the marks of one family.

    A quotation of several paragraphs opens each of them anew and closes once, at the very end:
    « Premier paragraphe.\\n« Second paragraphe », a-t-il dit.
    """
    carried: int | None = None
    last_end = 0
    for start, end in paragraphs(text):
        marks = [_mark(text, match) for match in pattern.finditer(text, start, end)]
        if carried is not None:
            first = text[start:end].lstrip()[:1]
            if (
                marks
                and first in '«»“„"'
                and pattern.match(first)
                and not _TAG_AT_END.search(text[carried:last_end])
            ):
                marks = marks[1:]
            else:
                yield carried, last_end, False
                carried = None
        if not marks and carried is None:
            continue
        path = _best_reading(marks, _Path(0.0, (), () if carried is None else (carried,)))
        carried = path.stack[0] if path.stack else None
        before = start
        for opened, closed in path.pairs:
            if opened is not None:
                last = _lost_end(text, opened, end, marks) if closed is None else closed
                yield opened, last, closed is not None
            elif closed is not None and (begun := _lost_start(text, start, before, closed)) is not None:
                yield begun, closed, True
            before = before if closed is None else closed
        for opened in path.stack[1:]:
            yield opened, end, False
        last_end = end
    if carried is not None:
        yield carried, last_end, False


def _lost_start(text: str, start: int, before: int, closed: int) -> int | None:
    """Return where a quotation without an opening mark starts; None where nothing tells.

    That is with the first sentence behind the mark at ``before``, else with the paragraph, when it is short.
    """
    if before == start:
        return start if closed - start < _LONGEST_LOST else None
    first = _NEXT_SENTENCE.search(text, before, closed - 1)
    return None if first is None else first.end()


def _lost_end(text: str, opened: int, end: int, marks: Iterable[_Mark]) -> int:
    """Return where a quotation without a closing mark ends: with its tag, its sentence or its paragraph."""
    following = min((mark.start for mark in marks if mark.start > opened), default=end)
    cut = _TAG_INSIDE.search(text, opened, following) or _NEXT_SENTENCE.search(text, opened, following)
    last = following if cut is None else cut.start("end")
    return opened + len(text[opened:last].rstrip())


def _singles(text: str, around: Sequence[tuple[int, int, bool]]) -> Iterator[tuple[int, int, bool]]:
    """Yield spans between single marks; an apostrophe (l'État) never opens or closes one.

    Inside other marks the closing one may be missing: « On me dit 'il faut tenir » ends with it.
    """
    position = 0
    while match := _SINGLE_OPEN.search(text, position):
        position = match.end()
        limit = text.find("\n", position)
        limit = min(len(text) if limit < 0 else limit, position + _LONGEST_SINGLE)
        inside = [span for span in around if span[0] < match.start() < span[1]]
        if inside:
            limit = min(limit, max(inside)[1])
        for closing in _SINGLE_CLOSE.finditer(text, position, limit):
            if not _ELIDED.search(text, max(0, closing.end() - 4), closing.end()):
                yield match.start(), closing.end(), True
                position = closing.end()
                break
        else:
            before = text[: match.start()].rstrip()[-1:]
            if inside and (before == ":" or (text[match.end() :][:1].islower() and before)):
                yield match.start(), limit - 1 if text[limit - 1] in _CLOSERS + '"' else limit, False


def _pluses(text: str, around: Sequence[tuple[int, int, bool]]) -> Iterator[tuple[int, int, bool]]:
    """Yield spans between plus signs inside other marks."""
    for match in _PLUS.finditer(text):
        if any(start < match.start() < end for start, end, _ in around):
            yield match.start(), match.end(), True


def _crosses(one: tuple[int, int, str, bool], other: tuple[int, int, str, bool]) -> bool:
    return one[0] < other[0] < one[1] < other[1] or other[0] < one[0] < other[1] < one[1]


def _inner(text: str, start: int, end: int, is_closed: bool) -> Span | None:
    width = 2 if text.startswith("''", end - 2) and is_closed else 1
    left, right = start, end - (width if is_closed else 0)
    if not text[start].isalnum():
        # The opening mark may be lost.
        left += 2 if text.startswith("''", start) else 1
    content = text[left:right]
    left += len(content) - len(content.lstrip())
    right -= len(content) - len(content.rstrip())
    return Span(left, right) if left < right else None


def find_marked(text: str) -> tuple[Marked, ...]:
    """Return the spans between quotation marks by their start, an outer one before its inner ones.

    Two spans never cross: of two that do, one without a closing mark goes, else the single marks,
    else the longer one.
    """
    doubles = [
        (start, end, family, is_closed)
        for family, pattern in _FAMILIES.items()
        for start, end, is_closed in _pairs(text, pattern)
    ]
    around = [(start, end, is_closed) for start, end, _, is_closed in doubles]
    inside = chain(_singles(text, around), _pluses(text, around))
    found = doubles + [(start, end, "single", is_closed) for start, end, is_closed in inside]
    found.sort(key=lambda item: (not item[3], item[2] == "single", item[1] - item[0]))
    kept: list[tuple[int, int, str, bool]] = []
    for item in found:
        if not any(_crosses(item, other) for other in kept):
            kept.append(item)
    return _nested(text, sorted(kept, key=lambda item: (item[0], -item[1])))


def _undoubled(text: str, inner: Span | None) -> Span | None:
    """« ""Nous partons"" »: where straight marks stand twice on both sides none belongs to the words."""
    if inner is None or inner.end - inner.start < 3 or text[inner.start] != '"' or text[inner.end - 1] != '"':
        return inner
    is_pair = text.count('"', inner.start, inner.end) == 2
    return Span(inner.start + 1, inner.end - 1) if is_pair else inner


def _nested(text: str, spans: Iterable[tuple[int, int, str, bool]]) -> tuple[Marked, ...]:
    result: list[Marked] = []
    open_spans: list[int] = []
    for start, end, family, is_closed in spans:
        inner = _undoubled(text, _inner(text, start, end, is_closed))
        if inner is None or not any(character.isalnum() for character in text[inner.start : inner.end]):
            continue
        while open_spans and result[open_spans[-1]].outer.end <= start:
            open_spans.pop()
        parent = open_spans[-1] if open_spans else None
        open_spans.append(len(result))
        result.append(Marked(Span(start, end), inner, family, is_closed, parent))
    return tuple(result)
