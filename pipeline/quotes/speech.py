"""Which marked words somebody has said, and which are a title, a term, a name or an inscription.

A log-linear choice as in ``antecedents.py``: every sign has a plain name, ``lexicon/speech.txt`` gives its
weight (``training/speech.py`` learns them), words whose sum is positive are speech. Signs are the form of
the words, what stands before and behind the marks, who is said to speak, and the rest of the article.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from .attribution import Attribution, FrameReader
from .cues import BE, HAVE
from .frames import Frame, Token
from .kinds import (
    has_main_clause,
    is_charge,
    is_inscription,
    is_loose_fragment,
    is_named,
    is_proper,
    is_term,
    is_word_itself,
    word_count,
)
from .phrases import PREPOSITIONS, infinitives, is_finite
from .speakers import fold
from .wordlists import read_lines, word_set, words

_CLASSES = {
    **dict.fromkeys(("un", "une"), "un"),
    **dict.fromkeys(("le", "la", "l'"), "le"),
    **dict.fromkeys(("de", "d'"), "de"),
    **dict.fromkeys(("au", "aux"), "au"),
    **dict.fromkeys(("ce", "cet", "cette", "ces"), "ce"),
    **dict.fromkeys(("son", "sa", "ses", "leur", "leurs"), "son"),
    **dict.fromkeys(("que", "qu'"), "que"),
    **dict.fromkeys(("et", "ou", "mais"), "et"),
    **dict.fromkeys(("comme", "tel", "telle"), "comme"),
    **dict.fromkeys(("plus", "très", "aussi", "trop", "si"), "très"),
    **dict.fromkeys(("non", "pas"), "pas"),
    **dict.fromkeys(("dit", "dite", "dits", "dites"), "dite"),
    **dict.fromkeys(("il", "elle", "ils", "elles", "on"), "il"),
    **dict.fromkeys(BE, "être"),
    **dict.fromkeys(HAVE, "avoir"),
    **{word: word for word in ("les", "des", "du", "à", "dans", "en", "pour", "sur", "par", "avec", "qui")},
}
_BEHIND = {
    **dict.fromkeys(("de", "d'", "du", "des"), "de"),
    **dict.fromkeys(("sur", "dans", "en", "à", "au", "aux", "par", "pour", "avec"), "preposition"),
    **dict.fromkeys(("et", "ou"), "et"),
    **dict.fromkeys(("qui", "que", "qu'", "dont", "où"), "qui"),
}
_STARTS = {
    **dict.fromkeys(("le", "la", "les", "l'"), "le"),
    **dict.fromkeys(("un", "une", "des"), "un"),
}
_ENDINGS = ("eux", "euse", "able", "ible", "tion", "ment", "isme", "age", "ant", "ante", "ique", "ive", "if")
_PARTICIPLES = ("é", "és", "ée", "ées")
_INTENSIFIERS = word_set("speech.intensifiers")
_ARTICLES = word_set("french.articles")
_ENGLISH = word_set("speech.english")
_MAKERS = word_set("speech.makers")
_CRIES = word_set("speech.cries")
_SELVES = word_set("speech.selves")
_LETTERS = re.compile(r"[^\W\d_]+")
_THAT = frozenset({"que", "qu'"})
_SHORT = 3
_STOPS = ".!?…,"


@dataclass(frozen=True, slots=True)
class Article:
    """The words of all marks of an article, as they stand and folded."""

    contents: tuple[str, ...]
    folded: tuple[str, ...]

    @staticmethod
    def of(contents: Sequence[str]) -> "Article":
        """The words of each mark."""
        return Article(tuple(contents), tuple(fold(content) for content in contents))


@dataclass(frozen=True, slots=True)
class Place:
    """Marked words where they stand: token ``at`` of ``frame``; ``is_clause`` tells a main clause."""

    frame: Frame
    at: int
    marked: int
    content: str
    tokens: tuple[Token, ...]
    is_clause: bool

    @staticmethod
    def of(reader: FrameReader, marked: int, content: str, tokens: tuple[Token, ...]) -> "Place":
        """The place of a marked span in the sentence of ``reader``."""
        return Place(reader.frame, reader.token_of(marked), marked, content, tokens, has_main_clause(tokens))

    @property
    def case(self) -> str:
        """Return how the words open: capital, lower, other."""
        first = self.content[0]
        return "capital" if first.isupper() else "lower" if first.islower() else "other"

    @property
    def size(self) -> int:
        """Return the number of words."""
        return word_count(self.content)

    def beside(self, distance: int) -> Token | None:
        """Return the token ``distance`` places off; None beyond the sentence."""
        at = self.at + distance
        return self.frame.tokens[at] if 0 <= at < len(self.frame.tokens) else None


@cache
def shipped_weights() -> Mapping[str, float]:
    """Return sign → weight as they were learned."""
    pairs = (line.rsplit(" ", 1) for line in read_lines("speech"))
    return {name: float(weight) for name, weight in pairs}


def speaks_for(signs: Mapping[str, float]) -> float:
    """Return the sum of the weighted signs: the log odds that the words are somebody's."""
    weights = shipped_weights()
    return sum(weights.get(name, 0.0) * value for name, value in signs.items())


def is_name(place: Place) -> bool:
    """Tell by a rule what is surely a name: « gilets jaunes », le film « … », jugé pour « … »."""
    frame, at, content = place.frame, place.at, place.content
    return (
        is_term(frame, at, content)
        or is_named(frame, at, content, is_clause=place.is_clause)
        or is_word_itself(frame, at, content)
        or (not place.is_clause and (is_charge(frame, at, content) or is_proper(frame, at, content)))
    )


def signs_of(
    place: Place, reader: FrameReader, made: Attribution | None, article: Article
) -> dict[str, float]:
    """Return the signs by name; ``made`` is what the sentence tells of the speaker."""
    named = [*_form(place), *_left(place, reader), *_right(place, reader)]
    named += [*_attributed(place, reader, made), *_around(place, article)]
    signs = dict.fromkeys(named, 1.0)
    signs["always"] = 1.0
    signs["length"] = math.log1p(place.size)
    return signs


def _form(place: Place) -> Iterator[str]:
    """« Nous irons ! », « Prison Break », « très forte », « ensauvagement »."""
    content, first, size = place.content, place.tokens[0], place.size
    yield f"words: {_bin(size, (1, 2, 3, 4, 6, 9))}"
    yield f"opens: {place.case}"
    if place.is_clause:
        yield "clause"
    lows = {token.low for token in place.tokens}
    if not content.isupper() and any(word[0].isupper() for word in _LETTERS.findall(content)[1:]):
        yield "capital inside"
    if lows & _INTENSIFIERS or any(low.endswith("ment") and len(low) > 6 for low in lows):
        yield "intensifier"
    if lows & _ENGLISH:
        yield "English"
    if is_loose_fragment(place.frame, place.at, content, place.tokens):
        yield "fragment"
    if "," in content:
        yield "comma inside"
    if any(character.isdigit() for character in content):
        yield "figure inside"
    if content[-1] in _STOPS:
        yield f"ends: {content[-1]}"
    yield f"starts: {_start(first)}"
    if size == 1:
        ending = "é" if first.low.endswith(_PARTICIPLES) else None
        ending = ending or next((end for end in _ENDINGS if first.low.rstrip("s").endswith(end)), None)
        yield f"one word: {ending or 'other'}"


def _bin(number: int, edges: Sequence[int]) -> str:
    return next((f"≤ {edge}" for edge in edges if number <= edge), f"> {edges[-1]}")


def _start(first: Token) -> str:
    low = first.low
    if low in _STARTS:
        return _STARTS[low]
    if low in PREPOSITIONS:
        return "preposition"
    if low in infinitives():
        return "infinitive"
    if low in words("function"):
        return "function word"
    if low.endswith(_PARTICIPLES):
        return "participle"
    if low.endswith(("ment", "ant")):
        return "-ment, -ant"
    return "verb" if is_finite(first) else "noun"


def _left(place: Place, reader: FrameReader) -> Iterator[str]:
    """« le film « … » », « juge « … » », « un « … » », « Selon lui : « … » »."""
    name = _before(place, reader)
    yield f"before: {name}"
    yield f"before: {name}, {place.case}"
    if place.is_clause:
        yield f"before: {name}, clause"
    near = [token for distance in (-1, -2, -3) if (token := place.beside(distance)) is not None]
    if near and near[0].low in words("naming"):
        yield f"naming noun, {place.case}"
    elif any(token.low in words("naming") for token in near):
        yield f"naming noun near, {place.case}"
    if is_inscription(place.frame, place.at):
        yield "inscription"
    lows = {token.low for token in near}
    for sign, listed in (("maker of a work", _MAKERS), ("cries", _CRIES), ("self-styled", _SELVES)):
        if lows & listed:
            yield f"{sign}, {place.case}"


def _before(place: Place, reader: FrameReader) -> str:
    token = place.beside(-1)
    if token is None:
        return "start"
    if token.quote >= 0:
        return "quotation"
    if not token.is_word:
        return token.text if token.text in ",:;()" else "mark"
    if token.low in _CLASSES:
        return _CLASSES[token.low]
    if token.low in PREPOSITIONS:
        return "other preposition"
    if token.is_capitalised and place.at > 1:
        return "name"
    if token.low in infinitives():
        return "infinitive"
    if any(cue.first < place.at <= cue.last for cue in reader.cues):
        return "cue"
    if is_finite(token):
        return "verb"
    return "participle" if token.low.endswith(_PARTICIPLES) else "noun"


def _right(place: Place, reader: FrameReader) -> Iterator[str]:
    """« … », dit-il. « … » de Paul Roux. « … » (2016). « … » sur France 2."""
    name = _after(place, reader)
    yield f"behind: {name}"
    if place.case == "capital":
        yield f"behind: {name}, capital"
    following = place.beside(2)
    if name == "(" and following is not None and following.text[0].isdigit():
        yield "behind: a year"


def _after(place: Place, reader: FrameReader) -> str:
    token, following = place.beside(1), place.beside(2)
    if token is None:
        return "end"
    if token.quote >= 0:
        return "quotation"
    if not token.is_word:
        return token.text if token.text in ",:;()." else "mark"
    if token.low in _BEHIND:
        is_of_name = _BEHIND[token.low] == "de" and following is not None and following.is_capitalised
        return "de, name" if is_of_name else _BEHIND[token.low]
    if token.is_capitalised:
        return "name"
    if any(cue.first == place.at + 1 for cue in reader.cues):
        return "cue"
    return "verb" if is_finite(token) else "word"


def _attributed(place: Place, reader: FrameReader, made: Attribution | None) -> Iterator[str]:
    """Who is said to speak, by which rule, how far off, and whether he or it can speak."""
    route = made.route if made is not None else "none"
    yield f"route: {route}"
    yield f"route: {route}, {'short' if place.size <= _SHORT else 'long'}"
    yield f"route: {route}, {place.case}"
    if made is None or made.cue is None:
        return
    if made.mention is not None:
        yield f"subject: {'thing' if reader.is_thing(made) else made.mention.kind}"
    tokens, start = reader.tokens, made.cue.start
    for cue in reader.cues:
        if tokens[cue.first].start <= start < tokens[cue.last - 1].end:
            side = "left" if cue.last <= place.at else "right"
            distance = place.at - cue.last if side == "left" else cue.first - place.at
            yield f"cue {side}: {_bin(distance, (0, 1, 2, 3, 5, 8, 12, 20))}"
            if side == "left" and any(token.low in _THAT for token in tokens[cue.last : place.at]):
                # « reconnaît une « faute » » has the words for object, « craint que la « crue » monte » not.
                yield f"that between, {'short' if place.size <= _SHORT else 'long'}"
            return


def _around(place: Place, article: Article) -> Iterator[str]:
    """The other quotations of the sentence and of the article."""
    if place.frame.index == 0:
        yield "headline"
        following = place.beside(1)
        if place.at == 0 and following is not None and following.text == ":":
            # « Gabegie » : le maire revient sur ses propos
            yield "heads a headline"
    if len(place.frame.tokens) <= 3:
        yield "alone"
    if len(place.frame.quotes) > 1:
        yield "beside another"
    for side in (-1, 1):
        between, other = place.beside(side), place.beside(2 * side)
        if (
            other is not None
            and other.quote >= 0
            and between is not None
            and between.low in {",", "et", "ou"}
        ):
            opens = article.contents[other.quote][0]
            yield f"listed with {'capital' if opens.isupper() else 'lower'}, {place.case}"
    own = fold(place.content)
    others = [content for at, content in enumerate(article.folded) if at != place.marked]
    if any(len(other) > len(own) + 8 and own in other for other in others):
        # « Une « chance » pour Lens … « C'est une chance pour la ville » »
        yield "in longer words"
    before = place.beside(-1)
    is_short = place.size <= _SHORT and own in others
    if is_short and place.frame.index == 0:
        yield "comes back below the headline"
    elif is_short and before is not None and before.low in _ARTICLES:
        # A word or two that come back behind an article are a term: la « charge publique ».
        yield "comes back"
