"""Any Brief at all: every text is any Unicode, every number of parts is possible, invariants hold."""

from hypothesis import strategies as st

from pipeline.records import (
    Article,
    Brief,
    Coverage,
    Detection,
    FigureRow,
    Finding,
    NameRow,
    Omission,
    Quote,
    QuoteTarget,
    Segment,
    Span,
    Speaker,
    Summary,
    SummarySentence,
    Translation,
    TranslationUnit,
    Trust,
)

# Everything but lone surrogates, which no file can hold; what markup is made of comes often.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.text(
    st.sampled_from("<>&\"'`*_[]()|\\#-=+!~\n\r\t \0\x1f\u00a0\u2028«»“”é1.\U0001f600"), max_size=12
)
_MAYBE = st.none() | TEXTS
_COUNTS = st.integers(0, 99)
_FLOATS = st.floats(allow_nan=False, allow_infinity=False)
_PAIRS = st.lists(st.tuples(_COUNTS, _COUNTS), max_size=4).map(tuple)


def _span(text: str) -> st.SearchStrategy[Span]:
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    return ends.map(lambda pair: Span(min(pair), max(pair)))


def _some(elements: st.SearchStrategy[object], most: int = 2) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(elements, max_size=most).map(tuple)


@st.composite
def _segments(draw: st.DrawFn, text: str) -> tuple[Segment, ...]:
    count = draw(st.integers(1, 4))
    spans = [draw(_span(text)) for _ in range(count)]
    kinds = st.sampled_from(["heading", "sentence", "list_item"])
    return tuple(
        Segment(index, index // 2, span, text[span.start : span.end], draw(kinds), draw(TEXTS))
        for index, span in enumerate(spans)
    )


@st.composite
def _quote(draw: st.DrawFn, index: int, text: str, places: st.SearchStrategy[int]) -> Quote:
    span = draw(_span(text))
    speakers = st.none() | st.builds(Speaker, TEXTS, _MAYBE, _MAYBE)
    methods = st.sampled_from(["unit", "aligned", "alone", "source"])
    return Quote(
        index=index,
        span=span,
        content=text[span.start : span.end],
        kind=draw(st.sampled_from(["direct", "mixed", "indirect"])),
        segment_indexes=draw(_some(places)),
        cue=draw(_MAYBE),
        speaker=draw(speakers),
        candidate=draw(speakers),
        confidence=draw(st.floats(0, 1)),
        evidence=draw(st.none() | _span(text)),
        conditional=draw(st.booleans()),
        reserve=draw(st.sampled_from(["", "denied", "refused", "supposed", "asked", "rumoured"])),
        nested_in=draw(st.none() | _COUNTS),
        rank=draw(st.none() | st.integers(1, 9)),
        rank_reason=draw(TEXTS),
        target=draw(st.none() | st.builds(QuoteTarget, TEXTS, methods, _MAYBE, TEXTS, _PAIRS)),
        findings=draw(_some(_findings(places))),
    )


def _findings(places: st.SearchStrategy[int]) -> st.SearchStrategy[Finding]:
    severities = st.sampled_from(["critical", "check", "cosmetic"])
    return st.builds(Finding, TEXTS, severities, TEXTS, st.none() | places, TEXTS, TEXTS)


def _summaries(places: st.SearchStrategy[int]) -> st.SearchStrategy[Summary]:
    verdicts = st.sampled_from(["supported", "partly", "unsupported"])
    origins = st.sampled_from(["model", "regenerated", "source"])
    sentences = st.builds(SummarySentence, TEXTS, _some(places), verdicts, TEXTS, origins, _MAYBE)
    return st.builds(Summary, _some(sentences), _some(st.tuples(TEXTS, TEXTS)), TEXTS, TEXTS)


@st.composite
def briefs(draw: st.DrawFn) -> Brief:
    """A Brief whose indexes and spans point where something is; all else is arbitrary."""
    text = draw(TEXTS)
    segments = draw(_segments(text))
    places = st.integers(0, len(segments) - 1)
    statuses = st.sampled_from(["translated", "split", "retried", "passed", "copied", "kept"])
    units = tuple(
        TranslationUnit(
            one.index, one.text, draw(TEXTS), draw(_FLOATS), draw(_PAIRS), draw(statuses), draw(TEXTS)
        )
        for one in segments
    )
    figure = st.sampled_from(["ok", "ambiguous", "lost", "changed", "invented", "repaired"])
    name = st.sampled_from(["ok", "lost", "invented", "mangled"])
    figures = st.builds(FigureRow, st.none() | places, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, figure, TEXTS)
    names = st.builds(NameRow, st.none() | places, TEXTS, TEXTS, name, TEXTS)
    omissions = st.builds(Omission, places, TEXTS)
    languages = st.sampled_from(["fr", "en"]) | TEXTS
    return Brief(
        article=draw(st.builds(Article, TEXTS, st.just(text), _MAYBE, TEXTS, _MAYBE, _MAYBE, _MAYBE)),
        detection=draw(st.builds(Detection, TEXTS, st.floats(0, 1), _MAYBE)),
        segments=segments,
        translation=Translation(draw(languages), "en", units, draw(TEXTS)),
        quotes=tuple(draw(_quote(index, text, places)) for index in range(draw(st.integers(0, 2)))),
        summary=draw(_summaries(places)),
        figures=draw(_some(figures)),
        names=draw(_some(names)),
        coverage=draw(st.builds(Coverage, st.floats(0, 1), _some(omissions))),
        findings=draw(_some(_findings(places))),
        trust=draw(st.builds(Trust, *[_COUNTS] * 15, TEXTS)),
        signature=draw(TEXTS),
    )
