"""A quotation cut up by segments, the journalist's incise taken out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.quotes.conjugation import forms
from pipeline.quotes.wordlists import body_nouns, person_nouns, read_lines
from pipeline.records import Quote, Segment

# « …, a-t-il dit, … » / « …, poursuit-elle. … »: a clause between commas with its subject inverted.
_INVERTED = re.compile(
    r",\s+((?:[\w'’]+\s+){0,2}[\w'’]+-(?:t-)?(?:il|elle|ils|elles|on)\b(?:\s+[\w'’]+){0,4}?)\s*(?=[,.!?;]|$)"
)
# « …, poursuit l'écolier en classe de CP, … »: a verb of speech right after the comma, its subject after it.
_NAMED = re.compile(
    r",\s+(([\w'’-]+)\s+(?:le |la |les |l['’]|un |une |ce |cet |cette |son |sa |M\. |Mme |Me |[A-ZÀ-Þ])"
    r"[^,.!?;:«»“”\"]{1,80}?)\s*(?=[,.!?;]|$)"
)
_APPOSITION = re.compile(r",\s+(?:ancien(?:ne)? |ex-)?([\w-]+)\b[^,.!?;:«»“”\"]{0,120}(?=[,.!?;]|$)")
# « …, a salué sa capitaine, Lise Granval. … »: who a description names.
_NAME = r"[A-ZÀ-Þ][\w'’-]+"
_NAMING = re.compile(rf",\s+{_NAME}(?:\s+(?:de |du |van |von |el |al )?{_NAME}){{1,3}}(?=[,.!?;]|$)")
_DESCRIBED = re.compile(r"[ '’][a-zà-ÿ][\w-]*$")
# « …, tempère Rui Costa, de l'université de Porto. … »: where a named one works.
_HOUSE = re.compile(
    r",\s+(?:de la |de l['’]|du |des |de |d['’])([\w-]+)\b(?![^,.!?;]* (?:à|au|aux)\b)"
    r"[^,.!?;:«»“”\"]{0,80}(?=[,.!?;]|$)"
)
_ACRONYM = re.compile(r"[A-Z]{3,}$")
_NAMED_LAST = re.compile(rf"\s{_NAME}$")
_RELATIVE = frozenset({"qui", "dont", "lequel", "laquelle", "âgé", "âgée"})
_CLAUSE = re.compile(r"(?:je|tu|il|elle|on|nous|vous|ils|elles|ce|ça|cela|mais|car|donc|si)\b|[jc]['’]")
_WORD_START = re.compile(r"\S")
_LETTERS = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Part:
    """What a quotation has of one segment.

    ``slices``: half-open ranges of the segment's text, several when an incise was taken out. ``text``: their
    words, as they are translated alone. ``segment_words`` / ``content_words``: for each word of
    ``text.split()`` its index in ``segment.text.split()`` / in the quotation's ``content.split()``.
    """

    segment_index: int
    slices: tuple[tuple[int, int], ...]
    text: str
    incise: str
    is_whole: bool
    is_french: bool
    segment_words: tuple[int, ...]
    content_words: tuple[int, ...]


def parts_of(quote: Quote, segments: Mapping[int, Segment]) -> tuple[Part, ...]:
    """The parts of a quotation in the order of the text; parts without a word are left out."""
    parts = (_part(quote, segments[index]) for index in quote.segment_indexes if index in segments)
    return tuple(part for part in parts if part.text)


def word_at(text: str, place: int) -> int:
    """The index in ``text.split()`` of the word that begins at ``place`` or around it."""
    before = text[:place]
    return len(before.split()) - (1 if before and not before[-1].isspace() else 0)


def words_of(text: str, start: int, end: int) -> list[int]:
    """For each word of ``text[start:end].split()`` its index in ``text.split()``: they are neighbours."""
    part = text[start:end]
    first = _WORD_START.search(part)
    if first is None:
        return []
    at = word_at(text, start + first.start())
    return list(range(at, at + len(part.split())))


def _part(quote: Quote, segment: Segment) -> Part:
    start = max(quote.span.start, segment.span.start) - segment.span.start
    end = min(quote.span.end, segment.span.end) - segment.span.start
    slices, incise = _without_incise(quote, segment, (start, end))
    pieces = [segment.text[one:other].strip() for one, other in slices]
    rest = segment.text[:start] + segment.text[end:]
    offset = segment.span.start - quote.span.start
    return Part(
        segment_index=segment.index,
        slices=slices,
        text=_join(pieces),
        incise=incise,
        is_whole=not incise and not _LETTERS.search(rest),
        is_french=segment.language == "fr",
        segment_words=tuple(_indexes(slices, pieces, segment.text, 0)),
        content_words=tuple(_indexes(slices, pieces, quote.content, offset)),
    )


def _join(pieces: list[str]) -> str:
    """Slices as one text: a full stop left over by an incise joins the word before it.

    « Nous irons, dit-il, jusqu'au bout » had no comma without it, « Oui, dit-il, nous irons » had one.
    """
    joined = ""
    for piece in pieces:
        if joined and piece[:1] not in ".,;!?":
            joined += ", " if _CLAUSE.match(piece) else " "
        joined += piece
    return joined


def _indexes(slices: tuple[tuple[int, int], ...], pieces: list[str], text: str, offset: int) -> list[int]:
    """The index in ``text.split()`` of each word of the slices, which lie ``offset`` further in ``text``."""
    indexes: list[int] = []
    for (start, end), piece in zip(slices, pieces, strict=True):
        found = words_of(text, max(0, start + offset), max(0, end + offset))
        indexes += found[1:] if indexes and piece[:1] in ".,;!?" else found
    return indexes


def _without_incise(
    quote: Quote, segment: Segment, bounds: tuple[int, int]
) -> tuple[tuple[tuple[int, int], ...], str]:
    """The slices of the speaker's words, and the incise that was between them ("" when there is none)."""
    start, end = bounds
    incise = _find_incise(quote, segment, bounds)
    if incise is None:
        return ((start, end),), ""
    first, last = incise
    words = segment.text[first:last].strip(" ,")
    # « …, dit-il, … »: the comma after the incise goes with it; a full stop stays.
    if segment.text[last : last + 1] == ",":
        last += 1
    around = ((start, first), (last, end))
    return tuple((one, other) for one, other in around if segment.text[one:other].strip()), words


def _find_incise(quote: Quote, segment: Segment, bounds: tuple[int, int]) -> tuple[int, int] | None:
    """The range of an incise inside the quotation: where its evidence lies, else an inverted clause."""
    start, end = bounds
    inside = segment.text[start:end]
    if quote.evidence is not None:
        first = quote.evidence.start - segment.span.start
        last = quote.evidence.end - segment.span.start
        if start < first < last <= end:
            clause = _to_commas(segment.text, (first, last), bounds)
            return clause and (clause[0], _with_apposition(segment.text, clause[1], end))
    matches = [
        *_INVERTED.finditer(inside),
        *(one for one in _NAMED.finditer(inside) if _speaks(one.group(2))),
    ]
    found = [match for match in matches if match.start() > 0]
    if not found:
        return None
    incise = min(found, key=lambda match: match.start())
    return start + incise.start(), _with_apposition(segment.text, start + incise.end(1), end)


def _with_apposition(text: str, place: int, end: int) -> int:
    """Where an incise ends that goes on after its comma.

    « …, avertit Solène Abgrall, qui a conseillé le chantier. » / « …, dit Paul Rey, maire de Dax, … »
    """
    while match := _apposition(text, place, end):
        place = match.end()
    return place


def _apposition(text: str, place: int, end: int) -> re.Match[str] | None:
    """The next words that tell who speaks: an office, a relative clause, a name, a house; None without."""
    match = _APPOSITION.match(text, place, end)
    if match and (match.group(1) in _RELATIVE or match.group(1) in person_nouns()):
        return match
    if _DESCRIBED.search(text, 0, place):
        return _NAMING.match(text, place, end)
    house = _HOUSE.match(text, place, end) if _NAMED_LAST.search(text, 0, place) else None
    return house if house and (house.group(1) in body_nouns() or _ACRONYM.match(house.group(1))) else None


def _speaks(word: str) -> bool:
    """Whether a word is a verb of speech in the third person: poursuit, expliquait, dirent."""
    return word in _spoken_forms()


@cache
def _spoken_forms() -> frozenset[str]:
    verbs = (line for name in ("say", "incise", "host") for line in read_lines(name) if " " not in line)
    return frozenset(
        word
        for verb in verbs
        for word, form in forms(verb)
        if form.mood == "finite" and form.person in ("3s", "3p")
    )


def _to_commas(text: str, evidence: tuple[int, int], bounds: tuple[int, int]) -> tuple[int, int] | None:
    """The clause around the evidence, from the comma before it to the mark after it; None without a comma."""
    comma = text.rfind(",", bounds[0], evidence[0])
    if comma < 0 or len(text[comma + 1 : evidence[0]].split()) > 3:
        return None
    after = re.compile(r"[,.!?;]|$").search(text, evidence[1], bounds[1])
    return comma, after.start() if after else bounds[1]
