"""Dialogue that a dash opens instead of quotation marks, as marked spans of the family "dialogue".

« — Nous irons au bout, répond Paul. Et vite. » is two spans: the words before the tag and those behind it.
"""

from collections.abc import Iterator, Sequence

from pipeline.records import Span

from .cues import Cue, find_cues
from .frames import Token, tokenise
from .marks import Marked, paragraphs

_DASHES = "—–-"


def _incise(tokens: Sequence[Token]) -> Cue | None:
    """Return the cue that stands behind a comma or a question: « — Vraiment ? demande-t-elle »."""
    for cue in find_cues(tokens):
        before = tokens[cue.first - 1].text if cue.first else ""
        if (
            before in {",", "?", "!", "…", "..."}
            and cue.voice == "active"
            and (cue.strength != "host" or cue.pronoun >= 0)
        ):
            followed = cue.last < len(tokens) and (
                tokens[cue.last].is_capitalised or tokens[cue.last].is_word
            )
            if cue.pronoun >= 0 or followed:
                return cue
    return None


def _spans(tokens: Sequence[Token], cue: Cue | None) -> Iterator[tuple[int, int]]:
    """Yield first and last character of what is said: before the tag, and after it."""
    if cue is None:
        yield tokens[1].start, tokens[-1].end
        return
    last = cue.first - 1 if tokens[cue.first - 1].text == "," else cue.first
    yield tokens[1].start, tokens[last - 1].end
    for at in range(cue.last, len(tokens) - 1):
        if tokens[at].text in {".", "!"} and tokens[at + 1].is_capitalised:
            yield tokens[at + 1].start, tokens[-1].end
            return


def find_dialogue(text: str, marked: Sequence[Marked]) -> Iterator[Marked]:
    """Yield the spoken words of lines that a dash opens and a tag marks as speech, and of those beside them.

    A list (« - pommes ») has no tag and gives nothing; a line without a tag counts only right beside
    one that has, behind a long dash.
    """
    block: list[tuple[tuple[Token, ...], Cue | None]] = []
    taken = [item.outer for item in marked]
    for start, end in paragraphs(text):
        line = text[start:end].lstrip()
        opens = line[:1] in _DASHES and line[1:2].isspace()
        if not opens or any(span.start < end and start < span.end for span in taken):
            yield from _block(block)
            block = []
            continue
        tokens = tuple(tokenise(text, start, end))
        if len(tokens) > 2:
            block.append((tokens, _incise(tokens)))
    yield from _block(block)


def _block(lines: Sequence[tuple[tuple[Token, ...], Cue | None]]) -> Iterator[Marked]:
    has_tag = any(cue is not None for _, cue in lines)
    for tokens, cue in lines:
        if cue is None and (not has_tag or tokens[0].text == "-"):
            continue
        for start, end in _spans(tokens, cue):
            if end > start:
                yield Marked(Span(start, end), Span(start, end), "dialogue")


def with_dialogue(text: str, marked: Sequence[Marked]) -> tuple[Marked, ...]:
    """Return ``marked`` and the dialogue in the order of the text; parents keep their spans."""
    found = list(find_dialogue(text, marked))
    if not found:
        return tuple(marked)
    merged = sorted([*marked, *found], key=lambda item: (item.outer.start, -item.outer.end))
    place = {item.outer: index for index, item in enumerate(merged)}
    return tuple(
        Marked(
            m.outer,
            m.inner,
            m.family,
            m.is_closed,
            None if m.parent is None else place[marked[m.parent].outer],
        )
        for m in merged
    )
