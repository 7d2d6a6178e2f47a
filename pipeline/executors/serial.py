"""Everything in this process, one chunk after another."""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.executors.base import Load
from pipeline.records import Article, Outcome


class SerialExecutor:
    """Loads at the first chunk, so that a run with nothing to do loads no model."""

    def run(self, load: Load, chunks: Iterable[Sequence[Article]]) -> Iterator[list[Outcome]]:
        """The outcomes of every chunk, in order."""
        work = None
        for chunk in chunks:
            if work is None:
                work = load()
            yield work(chunk)
