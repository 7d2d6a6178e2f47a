"""Everything in this process: three chunks under way, so that no core waits for Python."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain

from pipeline.executors.base import Load
from pipeline.records import Article, Outcome

# While the engine decodes one chunk in threads of its own, which Python does not hold up, the next one
# is read, cut up and judged. Three: a chunk decodes four times, and twice only a handful of sentences.
_UNDER_WAY = 3


class SerialExecutor:
    """Loads at the first chunk, so that a run with nothing to do loads no model."""

    def run(self, load: Load, chunks: Iterable[Sequence[Article]]) -> Iterator[list[Outcome]]:
        """The outcomes of every chunk, in order; at most three chunks are under way."""
        source = iter(chunks)
        first = next(source, None)
        if first is None:
            return
        work = load()
        pool = ThreadPoolExecutor(_UNDER_WAY, thread_name_prefix="chunk")
        pending: deque[Future[list[Outcome]]] = deque()
        try:
            for chunk in chain([first], source):
                pending.append(pool.submit(work, chunk))
                if len(pending) == _UNDER_WAY:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
