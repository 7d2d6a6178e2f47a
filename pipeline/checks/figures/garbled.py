"""Numbers that fell to pieces: "four-five-fifteen" for « quatre-vingt-quinze » is one error, not three."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.checks.figures.figure import Figure
from pipeline.records import Span

# Between the pieces of one number: "four-five", "Twenty-dou 15".
_GLUE = re.compile(r"-(?:[^\W\d_]{1,6}[\s-])?|\s")


def mend(text: str, figures: Sequence[Figure], invented: Sequence[int]) -> tuple[list[Figure], list[int]]:
    """Return ``figures`` of ``text`` with each run of invented ones written together in its first place.

    ``invented`` are indexes of ``figures``; those of the first pieces come back. Only runs with a piece in
    words are joined, as "3-5" is a score or a range.
    """
    mended = list(figures)
    firsts: list[int] = []
    for at in invented:
        before = mended[firsts[-1]] if firsts else None
        is_next = before is not None and _GLUE.fullmatch(text, before.span.end, mended[at].span.start)
        if before is not None and is_next and (before.spelled or mended[at].spelled):
            span = Span(before.span.start, mended[at].span.end)
            mended[firsts[-1]] = replace(before, span=span, text=text[span.start : span.end])
        else:
            firsts.append(at)
    return mended, firsts
