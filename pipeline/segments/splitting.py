"""Text into sentences without losing a character, and articles into segments."""

from collections.abc import Iterator, Sequence

from pipeline.errors import CheckError
from pipeline.records import Segment, Span
from pipeline.segments.boundaries import boundaries
from pipeline.segments.kinds import paragraph_kinds
from pipeline.segments.lexicon import load_lexicon


def split_sentences(text: str, language: str = "fr") -> list[str]:
    """Return the sentences of ``text``, in order, each with the white space that follows it.

    Lossless: ``"".join(result) == text``; white space at the very beginning goes with the first
    sentence. The end of a line always ends a sentence. Empty text gives an empty list; a text of
    nothing but white space comes back as one piece.
    """
    cuts = [0]
    for start, end in _lines(text):
        cuts += _sentence_starts(text, start, end, language)
    if len(cuts) > 1:
        del cuts[1]  # White space before the first sentence stays with it.
    pieces = [text[start:end] for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    return [piece for piece in pieces if piece]


def segment(text: str, languages: Sequence[str]) -> tuple[Segment, ...]:
    """Return the segments of ``text`` in order: a paragraph is a non-blank line, split into sentences.

    ``languages`` holds one BCP 47 code per paragraph. Every segment's ``text`` is
    ``text[span.start:span.end]`` without white space at its ends, and only white space lies between
    segments. All segments of a paragraph are of its kind. Raises CheckError when the number of
    languages is not the number of paragraphs.
    """
    lines = tuple(_lines(text))
    if len(languages) != len(lines):
        raise CheckError(
            f"The text has {len(lines)} paragraphs but {len(languages)} languages were given: "
            "detect one language per non-blank line."
        )
    kinds = paragraph_kinds(tuple(text[start:end].strip() for start, end in lines))
    spans = (
        (paragraph, span)
        for paragraph, line in enumerate(lines)
        for span in _spans(text, line, languages[paragraph])
    )
    return tuple(
        Segment(
            index=index,
            paragraph=paragraph,
            span=span,
            text=text[span.start : span.end],
            kind=kinds[paragraph],
            language=languages[paragraph],
        )
        for index, (paragraph, span) in enumerate(spans)
    )


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start of the first visible character and the line end of every line that is not blank."""
    start = 0
    while start < len(text):
        newline = text.find("\n", start)
        end = len(text) if newline < 0 else newline
        indented = text[start:end].lstrip()
        if indented:
            yield end - len(indented), end
        start = end + 1


def _sentence_starts(text: str, start: int, end: int, language: str) -> list[int]:
    return [start, *boundaries(text, start, end, load_lexicon(language))]


def _spans(text: str, line: tuple[int, int], language: str) -> Iterator[Span]:
    """Yield the sentences of a line, white space left out."""
    starts = _sentence_starts(text, *line, language)
    for start, end in zip(starts, [*starts[1:], line[1]], strict=True):
        yield Span(start, start + len(text[start:end].rstrip()))
