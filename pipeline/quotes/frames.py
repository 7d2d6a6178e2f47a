"""The journalist's sentences, with every quotation folded into one token.

« Jamais. Vous entendez ? Jamais », a répété M. Roy. is one frame: QUOTE , a répété M. Roy .
All rules of attribution read frames, so that no word inside the marks is taken for the journalist's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .marks import Marked, paragraphs
from .wordlists import word_set, words


@dataclass(frozen=True, slots=True)
class Token:
    """One word, figure, punctuation mark or quotation; ``low`` is lower case with a plain apostrophe.

    ``quote`` is the index of the marked span when the token stands for one, else -1.
    """

    start: int
    end: int
    text: str
    low: str
    quote: int = -1

    @property
    def is_word(self) -> bool:
        """Tell whether the token is a word, not a figure, a mark or a quotation."""
        return self.quote < 0 and self.text[0].isalpha()

    @property
    def is_capitalised(self) -> bool:
        """Tell whether the word starts with a capital."""
        return self.quote < 0 and self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Frame:
    """One sentence of the journalist: ``quotes`` are the indexes of the outermost marked spans in it."""

    index: int
    paragraph: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    quotes: tuple[int, ...]
    is_heading: bool = False


_INVERTED = r"(?:t[-'’])?(?:il|elle|on|ils|elles|je|tu|nous|vous|ce|ci|là)\b"
_TOKEN = re.compile(
    rf"(?P<inverted>-{_INVERTED}|(?<=\w )t-(?:il|elle|on|ils|elles)\b"
    r"|(?<=\w )(?-i:- (?:il|elle|ils|elles)\b))"
    r"|(?-i:(?P<glued>[A-ZÀ-Ý]{3,}(?=[LDCJMNST]['’][a-zà-ÿ]))|(?<=[A-ZÀ-Ý]{3})[LDCJMNST]['’](?=[a-zà-ÿ]))"
    r"|(?P<elided>(?:\b[cdjlmnst]|\b(?:jus|lors|puis|quoi|pres|quel)?qu)['’])"
    r"|(?P<word>[^\W\d_]+(?:['’]hui\b|['’](?=[A-ZÀ-Ý]))?"
    rf"(?:-(?!{_INVERTED})(?:[dl]['’])?[^\W_]+)*)"
    r"|(?P<number>\d+(?:[\s\u00a0\u202f.,:]\d+)*)"
    r"|(?P<dots>\.\.\.|…|\(\.\.\.\)|\(…\)|\[\.\.\.\]|\[…\])"
    r"|(?P<other>\S)",
    re.IGNORECASE,
)
_SENTENCE_STARTS = frozenset({"l'", "le", "la", "les", "il", "elle", "ils", "elles", "selon", "dans", "pour"})
_GLUE = re.compile(r"(?:(?<=[a-zà-ÿ]{2})|(?<=[A-ZÀ-Ý]{3}))(?=[A-ZÀ-Ý][a-zà-ÿ]+$)")
_ENDINGS = frozenset({".", "!", "?", "…", "..."})
_ABBREVIATIONS = word_set("frames.abbreviations")


def tokenise(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield the tokens of ``text[start:end]``; l', qu' and -t-il are tokens of their own."""
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        glue = _glued_at(word)
        for first, last in ((0, glue), (glue, len(word))) if glue else ((0, len(word)),):
            piece = word[first:last]
            yield Token(match.start() + first, match.start() + last, piece, piece.lower().replace("’", "'"))


def _glued_at(word: str) -> int:
    """Return where a word starts that lost the space before it, 0 for none: « RoySelon », « PONTLe »."""
    match = _GLUE.search(word)
    if match is None:
        return 0
    following = word[match.end() :].lower()
    is_word = following in words("function") or (following.endswith("ant") and len(following) > 5)
    return match.end() if is_word else 0


def _paragraph_tokens(
    text: str, start: int, end: int, outer: Sequence[tuple[int, Marked]]
) -> Iterator[Token]:
    position = start
    for index, marked in outer:
        if not start <= marked.outer.start < end:
            continue
        yield from tokenise(text, position, marked.outer.start)
        yield Token(marked.outer.start, marked.outer.end, "«»", "«»", index)
        position = marked.outer.end
    if position < end:
        yield from tokenise(text, position, end)


def _ends_sentence(tokens: Sequence[Token], at: int, marked: Sequence[Marked], text: str) -> bool:
    """Tell whether the sentence ends with token ``at``; "M. Roy" and "J. Roy" do not end one."""
    token, following = tokens[at], tokens[at + 1]
    starts = following.quote >= 0 or following.is_capitalised or following.text[0].isdigit()
    starts = starts or following.text in "—–-•(["
    if token.quote >= 0:
        inner = marked[token.quote].inner
        if following.quote >= 0 and text[marked[following.quote].inner.start].isupper():
            return True
        if following.is_capitalised and (
            token.end == following.start or (at and following.low in _SENTENCE_STARTS)
        ):
            # « Mesure « tardive » Le préfet a cédé », « « Plus rien »Invité hier, Paul … »: a heading has
            # lost its line end.
            return True
        return starts and text[inner.end - 1] in ".!?…" and not following.text[0].isdigit()
    if token.end == following.start and token.is_word and following.is_capitalised:
        # Two paragraphs that the source has glued: « Anne RoySelon ses proches », « LE PONTL'état du pont »
        return token.text[-1].islower() or (token.text.isupper() and len(token.text) > 2)
    if token.text not in _ENDINGS or not starts:
        return False
    if token.text == ".":
        before = tokens[at - 1] if at else token
        glued = before.end == token.start
        if glued and before.low in _ABBREVIATIONS and following.quote < 0:
            return False
        if glued and len(before.text) == 1 and before.is_capitalised and following.is_capitalised:
            return False
    return (
        following.start > token.end
        or following.quote >= 0
        or (token.text == "." and following.is_capitalised)
    )


def _intertitle_ends(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the tokens that end an agency's heading in a paragraph: « … . - Colère - Selon … »."""
    found: set[int] = set()
    for at in range(1, len(tokens)):
        if tokens[at].text not in "-–—" or tokens[at - 1].text not in {".", "!", "?"}:
            continue
        for end in range(at + 2, min(at + 12, len(tokens) - 1)):
            if tokens[end].text in {".", ","}:
                break
            following = tokens[end + 1]
            if tokens[end].text in "-–—" and (following.is_capitalised or following.quote >= 0):
                found |= {at - 1, end}
                break
    return frozenset(found)


def _is_heading(tokens: Sequence[Token]) -> bool:
    last = tokens[-1]
    return last.text not in {".", "!", "…", "...", ";", ":", ","} and len(tokens) <= 40


def _linked_paragraphs(text: str, outer: Sequence[tuple[int, Marked]]) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs, those that one quotation runs through as one."""
    first = -1
    for start, end in paragraphs(text):
        first = start if first < 0 else first
        if not any(item.outer.start < end < item.outer.end for _, item in outer):
            yield first, end
            first = -1


def build_frames(text: str, marked: Sequence[Marked]) -> tuple[Frame, ...]:
    """Return the sentences of ``text``, in order; paragraphs that one quotation runs through are one."""
    outer = [(index, item) for index, item in enumerate(marked) if item.parent is None]
    frames: list[Frame] = []
    for number, (start, end) in enumerate(_linked_paragraphs(text, outer)):
        tokens = tuple(_paragraph_tokens(text, start, end, outer))
        opening = 0
        dashes = _intertitle_ends(tokens)
        for at in range(len(tokens)):
            if at not in dashes and at + 1 < len(tokens) and not _ends_sentence(tokens, at, marked, text):
                continue
            piece = tokens[opening : at + 1]
            opening = at + 1
            quotes = tuple(token.quote for token in piece if token.quote >= 0)
            heading = len(piece) == len(tokens) and _is_heading(piece)
            frames.append(Frame(len(frames), number, piece[0].start, piece[-1].end, piece, quotes, heading))
    return tuple(frames)


def closes(inside: Frame, at: int) -> bool:
    """Tell whether the incise ends soon: « …, raconte son fils au quotidien, … »."""
    after = inside.tokens[at : at + 7]
    return any(token.text in {",", ".", ";", "!", "?"} for token in after)
