"""A batch: articles in, one outcome each, whatever happens to the others.

Finished articles are skipped (content hash and signature both match), the rest goes to an executor in
chunks, so that the segments of several articles share the batches of the translator.
"""

import gc
import hashlib
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from time import perf_counter

from pipeline import store
from pipeline.brief import Briefer, Failure, check_checkpoints, signature_of
from pipeline.errors import PipelineError
from pipeline.executors import EXECUTORS, Work
from pipeline.outcomes import OutcomeLog
from pipeline.places import Place
from pipeline.readers import Unreadable, iter_articles
from pipeline.readers.fields import Named
from pipeline.records import Article, Brief, Outcome
from pipeline.settings import Settings

Observer = Callable[[Outcome], None]


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How a batch is run; none of it changes a word of a brief.

    ``named`` says what the fields of a collection are called (see :mod:`pipeline.readers.fields`).

    ``shard`` (i, n) keeps the articles whose id falls into shard i of n, counted from 1. ``limit``
    counts articles that were read, done or not.
    """

    output: Place
    formats: tuple[str, ...]
    force: bool = False
    limit: int | None = None
    executor: str = "serial"
    workers: int = 1
    address: str | None = None
    chunk: int = 8
    shard: tuple[int, int] = (1, 1)
    named: Named = ()


def run_batch(
    inputs: Sequence[str], options: BatchOptions, settings: Settings, observe: Observer
) -> OutcomeLog:
    """One outcome per article or unreadable file, in the order in which they were read.

    ``observe`` is told of each outcome as soon as it is known. Raises SettingsError, CheckpointError and,
    for an output folder that cannot be written, PipelineError before any work; after that only a broken
    executor raises (EngineError).
    """
    signature = signature_of(settings)
    check_checkpoints(settings)
    store.check_writable(options.output)
    store.clean_leftovers(options.output)
    plan = _Plan(options, signature, observe)
    load = partial(load_work, settings, options.output, options.formats)
    executor = EXECUTORS[options.executor](options.workers, options.address)
    for outcomes in executor.run(load, plan.chunks(iter_articles(inputs, options.named))):
        plan.settle(outcomes)
    return plan.outcomes


def load_work(settings: Settings, output: Place, formats: tuple[str, ...]) -> Work:
    """What a worker does with a chunk, once its models are loaded."""
    briefer = Briefer(settings)
    # Models and tables stay to the end; looking for garbage among them costs 5 ms an article.
    gc.freeze()

    clock = _Clock()

    def work(articles: Sequence[Article]) -> list[Outcome]:
        start = perf_counter()
        results = briefer.brief_many(articles)
        outcomes = [
            _finish(article, result, output, formats)
            for article, result in zip(articles, results, strict=True)
        ]
        share = clock.spent(start) / max(1, len(articles))
        return [replace(one, seconds=share) for one in outcomes]

    return work


class _Clock:
    """Shares out the time of a worker: while two chunks are under way, no second counts for both."""

    def __init__(self) -> None:
        self._counted = 0.0
        self._turn = threading.Lock()

    def spent(self, start: float) -> float:
        """Seconds since ``start`` that were not counted before."""
        with self._turn:
            now = perf_counter()
            seconds = now - max(start, self._counted)
            self._counted = now
        return seconds


def chosen(
    items: Iterable[Article | Unreadable], shard: tuple[int, int], limit: int | None
) -> Iterator[Article | Unreadable]:
    """The first ``limit`` items of a shard."""
    return islice((item for item in items if in_shard(key_of(item), shard)), limit)


class Seen:
    """Tells the second reading of an article from the first, whatever folder it lies in."""

    def __init__(self) -> None:
        self._origins: dict[str, str] = {}

    def repeats(self, item: Article | Unreadable) -> str | None:
        """Why the item is not to be briefed, when the same article was met before."""
        if isinstance(item, Unreadable):
            return None
        first = self._origins.setdefault(item.id, item.origin)
        return None if first is item.origin else f"The same article as {first}."


def key_of(item: Article | Unreadable) -> str:
    """What decides the shard: the id of an article, the origin of what could not be read."""
    return item.id if isinstance(item, Article) else item.origin


def in_shard(article_id: str, shard: tuple[int, int]) -> bool:
    """Whether an article belongs to shard i of n; needs no knowledge of the other articles."""
    index, count = shard
    digest = hashlib.sha256(article_id.encode()).digest()
    return count == 1 or int.from_bytes(digest[:8], "big") % count == index - 1


def _finish(article: Article, result: Brief | Failure, output: Place, formats: tuple[str, ...]) -> Outcome:
    """The outcome of an article: its brief written, or the reason why there is none."""
    if isinstance(result, Failure):
        return Outcome(article.id, article.origin, "failed", 0.0, error=result.reason)
    try:
        path = store.write_brief(output, result, formats)
    except PipelineError as error:
        return Outcome(article.id, article.origin, "failed", 0.0, error=str(error))
    return Outcome(article.id, article.origin, "done", 0.0, str(path), trust=result.trust)


class _Plan:
    """Decides what is to be done and puts the outcomes back into the order of reading."""

    def __init__(self, options: BatchOptions, signature: str, observe: Observer) -> None:
        self._options = options
        self._signature = signature
        self._observe = observe
        self.outcomes = OutcomeLog()
        self._under_way: deque[list[int]] = deque()
        self._seen = Seen()

    def chunks(self, items: Iterable[Article | Unreadable]) -> Iterator[list[Article]]:
        """The articles that need work, in chunks; all others are settled on the way."""
        chunk: list[Article] = []
        positions: list[int] = []
        for position, item in enumerate(chosen(items, self._options.shard, self._options.limit)):
            outcome = self._settled(item)
            if outcome is not None:
                self._note(position, outcome)
            elif isinstance(item, Article):
                chunk.append(item)
                positions.append(position)
            if len(chunk) == self._options.chunk:
                self._under_way.append(positions)
                yield chunk
                chunk, positions = [], []
        if chunk:
            self._under_way.append(positions)
            yield chunk

    def settle(self, outcomes: Sequence[Outcome]) -> None:
        """Take the outcomes of the oldest chunk under way."""
        for position, outcome in zip(self._under_way.popleft(), outcomes, strict=True):
            self._note(position, outcome)

    def _settled(self, item: Article | Unreadable) -> Outcome | None:
        if isinstance(item, Unreadable):
            return Outcome("", item.origin, "failed", 0.0, error=item.error)
        if (reason := self._seen.repeats(item)) is not None:
            return Outcome(item.id, item.origin, "skipped", 0.0, error=reason)
        return None if self._options.force else self._done(item)

    def _done(self, article: Article) -> Outcome | None:
        start = perf_counter()
        manifest = store.find_done(self._options.output, article, self._signature)
        if manifest is None:
            return None
        outcome = Outcome(article.id, article.origin, "skipped", 0.0, trust=manifest.trust)
        try:
            if store.missing_formats(manifest, self._options.formats):
                store.add_formats(self._options.output, article, self._options.formats)
        except PipelineError as error:
            outcome = replace(outcome, status="failed", error=str(error))
        folder = store.folder_of(self._options.output, article)
        return replace(outcome, path=str(folder), seconds=perf_counter() - start)

    def _note(self, position: int, outcome: Outcome) -> None:
        self.outcomes.note(position, outcome)
        self._observe(outcome)
