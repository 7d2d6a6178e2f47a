"""Properties that hold for any Unicode text whatever."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.segments import segment, split_sentences

WORDS = """
M. Mme Dr. J.-P. S.A.R.L. U.S. Inc. etc. art. p. 12 1. 2.1. a) b) IV. A. Le le Il il La vie fin fin.Le
mot Mot Roux said asked Mr. Smith Yahoo! ... … . ? ! ?! « » “ ” " ' ( ) [ ] (?) (...) – — - • * : ; ,
www.X.fr jean.Roux@x.fr PARIS, 2024 12. 🙂 漢字。 É"""
TOKENS = st.sampled_from([*WORDS.split(), "\u00a0", "\u202f", "\n", "\t", "\r", "\u2028"])
NOISE = st.lists(TOKENS, max_size=40).flatmap(
    lambda tokens: st.sampled_from([" ", "", "\u00a0", "  "]).map(lambda joint: joint.join(tokens))
)
MIXED = st.lists(st.tuples(TOKENS, st.sampled_from(["", " ", " ", "\n", "\u202f"])), max_size=30).map(
    lambda pairs: "".join(token + space for token, space in pairs)
)
TEXTS = st.one_of(st.text(), NOISE, MIXED)
LANGUAGES = st.sampled_from(["fr", "en", "fr-CA", "de"])
MANY = settings(max_examples=200, deadline=None)


def paragraph_count(text: str) -> int:
    """Number of lines with something to see on them."""
    return sum(bool(line.strip()) for line in text.split("\n"))


@MANY
@given(TEXTS, LANGUAGES)
def test_joining_the_sentences_gives_the_text_back(text: str, language: str) -> None:
    """No character is lost, added or moved."""
    assert "".join(split_sentences(text, language)) == text


@MANY
@given(TEXTS, LANGUAGES)
def test_splitting_a_sentence_again_leaves_it_whole(text: str, language: str) -> None:
    """A piece carries all the context that its own boundaries need."""
    for piece in split_sentences(text, language):
        assert split_sentences(piece, language) == [piece]


@MANY
@given(TEXTS, LANGUAGES)
def test_no_piece_is_blank_unless_the_text_is(text: str, language: str) -> None:
    """White space follows the sentence before it; only the first piece may begin with some."""
    pieces = split_sentences(text, language)
    if text.strip():
        assert all(piece.strip() for piece in pieces)
        assert not any(piece[0].isspace() for piece in pieces[1:])
    else:
        assert pieces == ([text] if text else [])


@MANY
@given(TEXTS, LANGUAGES)
def test_segments_are_slices_of_the_text_with_white_space_between(text: str, language: str) -> None:
    """Spans index the text, ascend, hold stripped text, and leave out nothing but white space."""
    segments = segment(text, [language] * paragraph_count(text))
    position = 0
    for index, item in enumerate(segments):
        assert item.index == index
        assert item.text == text[item.span.start : item.span.end] == item.text.strip() != ""
        assert not text[position : item.span.start].strip()
        position = item.span.end
    assert not text[position:].strip()


@MANY
@given(TEXTS, LANGUAGES)
def test_segments_and_sentences_agree(text: str, language: str) -> None:
    """The segments of a text in one language are its sentences, white space taken off."""
    segments = segment(text, [language] * paragraph_count(text))
    pieces = [piece.strip() for piece in split_sentences(text, language)]
    assert [item.text for item in segments] == [piece for piece in pieces if piece]


@MANY
@given(TEXTS, LANGUAGES)
def test_paragraphs_are_the_lines_that_are_not_blank(text: str, language: str) -> None:
    """Every paragraph has a segment, and all segments of a paragraph share its kind and language."""
    count = paragraph_count(text)
    segments = segment(text, [language] * count)
    assert sorted({item.paragraph for item in segments}) == list(range(count))
    assert len({(item.paragraph, item.kind) for item in segments}) == count
    assert {item.language for item in segments} <= {language}
