"""One French sentence as the rules read it: its tokens, its cues and who they take for the subject."""

from pipeline.quotes.attribution import FrameReader
from pipeline.quotes.cues import Cue
from pipeline.quotes.frames import Token, build_frames, tokenise
from pipeline.quotes.french import French
from pipeline.quotes.marks import find_marked


def words(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text without marks."""
    return tuple(tokenise(text, 0, len(text)))


def sentence(text: str) -> tuple[Token, ...]:
    """Return the tokens of the first sentence, each quotation folded into one."""
    return build_frames(text, find_marked(text))[0].tokens


def reader_of(text: str) -> FrameReader:
    """Return the reader of the last sentence, the ones before it read."""
    reading = French(text)
    for frame in reading.frames:
        reading.resolver.read(frame)
    frame = reading.frames[-1]
    return FrameReader(frame, reading.mentions[frame.index], reading.resolver)


def cue_of(reader: FrameReader, lemma: str) -> Cue:
    """Return the cue of that verb."""
    return next(cue for cue in reader.cues if cue.lemma == lemma)


def joined(tokens: tuple[Token, ...], first: int, last: int) -> str:
    """Return the tokens of a range as one line."""
    return " ".join(token.text for token in tokens[first:last])
