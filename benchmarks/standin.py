"""The words of the embedded checkpoint for the work of another one.

A checkpoint with random weights writes noise, every guard would object to it, and what comes after the
translator would have nothing to find. So its engine does all the work, and what it gives back is what the
embedded checkpoint said for the same text. ``python -m benchmarks.standin FOLDER LIMIT FILE`` writes that
down beforehand, with the length of the English of whole segments and of what is cut out of them.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from benchmarks.articles import read_segments
from pipeline.batch import BatchOptions, run_batch
from pipeline.models import load_models, resolve, select
from pipeline.seq2seq import ENGINES, Decoding, EngineOptions, Generated, Seq2Seq
from pipeline.settings import Settings
from pipeline.translation import load_translator

Words = dict[tuple[int, str], Generated]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the embedded translator said, by beam size and text.

    ``fragments`` are the texts that only the whole pipeline asks for, the words inside a quotation;
    ``fragment_share`` is the mean length of their English in that of segments.
    """

    words: Words
    fragments: frozenset[str]
    fragment_share: float


NOTHING = Recorded({}, frozenset(), 1.0)
Wrapper = Callable[[Path, Seq2Seq], Seq2Seq]

_ENGINE = "ctranslate2"


class Recorder:
    """An engine that keeps what it said, by beam size and text."""

    def __init__(self, engine: Seq2Seq, words: Words) -> None:
        self._engine = engine
        self._words = words
        self.name = engine.name
        self.max_input_length = engine.max_input_length
        self.count_pieces = engine.count_pieces

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Generated]:
        """What the engine says."""
        outputs = self._engine.generate(texts, decoding)
        keys = ((decoding.beam_size, text) for text in texts)
        self._words.update(zip(keys, outputs, strict=True))
        return outputs


class Counted:
    """An engine that counts the ``pieces`` it writes, and may lend its work to recorded words.

    With a ``fixed_length`` it writes that many pieces for every segment, whatever the checkpoint would
    have said (for a fragment its share), and answers with recorded words; a text without any comes back.
    """

    def __init__(self, engine: Seq2Seq, recorded: Recorded = NOTHING, fixed_length: int = 0) -> None:
        self._engine = engine
        self._recorded = recorded
        self._length = fixed_length
        self._lock = Lock()
        self.pieces = 0
        self.name = engine.name
        self.max_input_length = engine.max_input_length
        self.count_pieces = engine.count_pieces

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Generated]:
        """What the engine says, or recorded words after as much work."""
        if not self._length:
            return self._counted(texts, decoding)
        fragments = [text for text in texts if text in self._recorded.fragments]
        segments = [text for text in texts if text not in self._recorded.fragments]
        short = max(1, round(self._length * self._recorded.fragment_share))
        for group, length in ((segments, self._length), (fragments, short)):
            self._counted(group, replace(decoding, min_length=length, max_length=length, max_ratio=0.0))
        words = self._recorded.words
        return [words.get((decoding.beam_size, text), Generated(text, 0.0)) for text in texts]

    def _counted(self, texts: Sequence[str], decoding: Decoding) -> list[Generated]:
        outputs = self._engine.generate(texts, decoding)
        with self._lock:  # several chunks may be under way, each in a thread of its own
            self.pieces += sum(len(output.pieces) for output in outputs)
        return outputs


@contextmanager
def wrapped(wrapper: Wrapper) -> Iterator[None]:
    """Within it every engine that is loaded is what ``wrapper`` makes of it."""
    loader = ENGINES[_ENGINE]

    def load(directory: Path, options: EngineOptions) -> Seq2Seq:
        return wrapper(directory, loader(directory, options))

    ENGINES[_ENGINE] = load
    try:
        yield
    finally:
        ENGINES[_ENGINE] = loader


def record(folder: Path, limit: int) -> Recorded:
    """What the embedded translator says of the first articles of a folder."""
    whole = _recorded_while(lambda: _run(folder, limit))
    segments = _recorded_while(lambda: _translate(folder, limit))
    fragments = frozenset(text for _, text in whole) - {text for _, text in segments}
    lengths = [len(one.pieces) for (_, text), one in whole.items() if text in fragments]
    usual = [len(one.pieces) for one in segments.values()]
    share = (sum(lengths) / len(lengths)) / (sum(usual) / len(usual)) if lengths else 1.0
    return Recorded(segments | whole, fragments, share)


def write(recorded: Recorded, path: Path) -> None:
    """Keep what was recorded in a file of JSON."""
    words = [(beam, text, asdict(one)) for (beam, text), one in recorded.words.items()]
    fields = {
        "words": words,
        "fragments": sorted(recorded.fragments),
        "fragment_share": recorded.fragment_share,
    }
    path.write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")


def read(path: Path) -> Recorded:
    """What ``write`` kept."""
    fields = json.loads(path.read_text(encoding="utf-8"))
    words = {(beam, text): _generated(one) for beam, text, one in fields["words"]}
    return Recorded(words, frozenset(fields["fragments"]), fields["fragment_share"])


def _generated(fields: Mapping[str, Any]) -> Generated:
    pairs = tuple((source, target) for source, target in fields["alignment"])
    return Generated(**{**fields, "alignment": pairs, "pieces": tuple(fields["pieces"])})


def _recorded_while(work: Callable[[], None]) -> Words:
    words: Words = {}

    def recorder(directory: Path, engine: Seq2Seq) -> Seq2Seq:
        return Recorder(engine, words) if directory == _translator() else engine

    with wrapped(recorder):
        work()
    return words


def _run(folder: Path, limit: int) -> None:
    with TemporaryDirectory() as output:
        options = BatchOptions(Path(output), ("txt",), limit=limit)
        run_batch([str(folder)], options, Settings(memory=False), lambda _: None)


def _translate(folder: Path, limit: int) -> None:
    settings = Settings(memory=False)
    translator = load_translator(settings, select(load_models(), settings.profile, "translation"))
    translator.translate([part for one in read_segments(folder, limit) for part in one])


def _translator() -> Path:
    return resolve(select(load_models(), Settings().profile, "translation"))


if __name__ == "__main__":
    found = record(Path(sys.argv[1]), int(sys.argv[2]))
    write(found, Path(sys.argv[3]))
    print(json.dumps({"texts": len(found.words), "fragment_share": found.fragment_share}))
