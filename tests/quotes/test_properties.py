"""What holds for the quotations of any text, however odd its marks."""

import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.quotes import extract
from pipeline.quotes.frames import build_frames
from pipeline.quotes.marks import find_marked
from pipeline.readers import iter_articles
from pipeline.records import Article, Quote, Segment, Span

PIECES = st.sampled_from(
    [
        "« ", " »", "“", "”", '"', "'", "''", "’", "‘", "…", ". ", ", ", " : ", " ? ", "\n", " — ",
        "\n\n", "- ",
        "Anne Morel", "Paul Roux", "M. Roux", "le ministre", "la préfète de Lyon", "un riverain", "il",
        "elle", "a déclaré", "estime", "a-t-il dit", "ajoute-t-elle", "selon", "d'après", "que",
        "qui dénonce", "serait", "le pont tient", "Nous irons", "aller vite",
        "12 000 euros", "l'État", "d'", "Jamais", "🙂",
        "ﬁn", "é", "si", "mais", "On m'a dit : '", "Tous affirment que", "comme l'a noté", "avoir vu",
        "à titre personnel", "lundi",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map(lambda pieces: unicodedata.normalize("NFC", " ".join(pieces)))

LETTERS = (
    "Les élèves de l'école près du château ont été reçus à l'hôtel où le préfet s'est exprimé hier soir."
)


def quotes_of(text: str) -> tuple[Quote, ...]:
    """Return the quotations of ``text``."""
    return extract(Article("a", text, None, "a"), (), None)


def line_segments(text: str) -> tuple[Segment, ...]:
    """Return one segment a line that is not blank."""
    segments: list[Segment] = []
    start = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            at = start + line.index(stripped)
            index = len(segments)
            span = Span(at, at + len(stripped))
            segments.append(Segment(index, index, span, stripped, "sentence", "fr"))
        start += len(line) + 1
    return tuple(segments)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_content_is_its_span_and_has_no_white_space_at_its_ends(text: str) -> None:
    """Contents are byte-exact cuts of the text; evidence lies in the text too."""
    for quote in quotes_of(text):
        assert 0 <= quote.span.start < quote.span.end <= len(text)
        assert quote.content == text[quote.span.start : quote.span.end]
        assert quote.content == quote.content.strip()
        if quote.evidence is not None:
            assert 0 <= quote.evidence.start < quote.evidence.end <= len(text)
        if quote.cue is not None:
            assert quote.cue in text


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_no_two_quotations_overlap_unless_one_is_nested_in_the_other(text: str) -> None:
    """Overlap means that one holds the other and says so."""
    quotes = quotes_of(text)
    for one in quotes:
        for other in quotes[one.index + 1 :]:
            if one.span.end <= other.span.start or other.span.end <= one.span.start:
                continue
            assert one.span.start <= other.span.start
            assert other.span.end <= one.span.end
            assert other.nested_in == one.index


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_quotations_are_numbered_in_the_order_of_the_text(text: str) -> None:
    """Indexes count from 0, starts never go back, a sure speaker has no candidate."""
    quotes = quotes_of(text)
    assert [quote.index for quote in quotes] == list(range(len(quotes)))
    starts = [quote.span.start for quote in quotes]
    assert starts == sorted(starts)
    for quote in quotes:
        assert 0.0 <= quote.confidence <= 1.0
        assert quote.speaker is None or quote.candidate is None
        assert quote.speaker is None or quote.speaker.name


def quotes_of_file(data: bytes) -> tuple[Quote, ...] | str:
    """Return the quotations of a file with these bytes as the product reads it, or why it is refused."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_bytes(data)
        (article,) = iter_articles([str(path)])
    return extract(article, (), None) if isinstance(article, Article) else type(article).__name__


@settings(max_examples=120, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_quotations_whatever_its_file_was(text: str) -> None:
    """Real files through the real readers: encoding, line ends and normal form leave no trace."""
    # A long French line tells the encodings of one byte a letter apart.
    text = f"{LETTERS}\n{text}"
    expected = quotes_of_file(text.encode("utf-8"))
    assert not isinstance(expected, str)
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        for ends in ("\n", "\r\n", "\r"):
            stored = text.replace("🙂", "").replace("ﬁ", "fi") if encoding == "cp1252" else text
            data = stored.replace("\n", ends).encode(encoding)
            same = expected if stored == text else quotes_of_file(stored.encode("utf-8"))
            assert quotes_of_file(data) == same, (encoding, ends)
    assert quotes_of_file(unicodedata.normalize("NFD", text).encode("utf-8")) == expected


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_the_segments_of_a_quotation_are_those_that_it_touches(text: str) -> None:
    """Each listed segment shares a character with the span, no other segment does."""
    segments = line_segments(text)
    for quote in extract(Article("a", text, None, "a"), segments, None):
        touched = {
            s.index for s in segments if s.span.start < quote.span.end and quote.span.start < s.span.end
        }
        assert set(quote.segment_indexes) == touched
        assert quote.segment_indexes


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_ranks_run_from_one_without_gaps_and_give_a_reason(text: str) -> None:
    """At most six quotations are ranked; every rank has its reason, no other quotation has one."""
    quotes = quotes_of(text)
    ranks = sorted(quote.rank for quote in quotes if quote.rank is not None)
    assert ranks == list(range(1, len(ranks) + 1))
    assert len(ranks) <= 6
    assert all(bool(quote.rank_reason) == (quote.rank is not None) for quote in quotes)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_marked_spans_never_cross(text: str) -> None:
    """Of two marked spans one holds the other or they are apart; a parent holds its child."""
    marked = find_marked(text)
    for index, item in enumerate(marked):
        assert item.outer.start <= item.inner.start < item.inner.end <= item.outer.end
        for other in marked[index + 1 :]:
            apart = other.outer.start >= item.outer.end
            assert apart or other.outer.end <= item.outer.end
        if item.parent is not None:
            parent = marked[item.parent].outer
            assert parent.start <= item.outer.start
            assert item.outer.end <= parent.end


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_frames_hold_every_outer_quotation_once(text: str) -> None:
    """No quotation is lost between sentences and none stands in two."""
    marked = find_marked(text)
    frames = build_frames(text, marked)
    found = [index for frame in frames for index in frame.quotes]
    assert found == [index for index, item in enumerate(marked) if item.parent is None]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_is_read(text: str) -> None:
    """No text makes the extraction fail; contents stay exact."""
    for quote in quotes_of(text):
        assert quote.content == text[quote.span.start : quote.span.end]
