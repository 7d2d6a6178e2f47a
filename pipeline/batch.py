"""A batch: articles in, one outcome each, whatever happens to the others.

Finished articles are skipped (content hash and signature both match), the rest goes to an executor in
chunks, so that the segments of several articles share the batches of the translator.
"""

import gc
import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from time import perf_counter

from pipeline import store
from pipeline.brief import Briefer, Failure, check_checkpoints, signature_of
from pipeline.errors import PipelineError
from pipeline.executors import EXECUTORS, Work
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
) -> list[Outcome]:
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
    return plan.outcomes()


def load_work(settings: Settings, output: Place, formats: tuple[str, ...]) -> Work:
    """What a worker does with a chunk, once its models are loaded."""
    briefer = Briefer(settings)
    # Models and tables stay to the end; looking for garbage among them costs 5 ms an article.
    gc.freeze()

    def work(articles: Sequence[Article]) -> list[Outcome]:
        start = perf_counter()
        results = briefer.brief_many(articles)
        share = (perf_counter() - start) / max(1, len(articles))
        return [
            _finish(article, result, share, (output, formats))
            for article, result in zip(articles, results, strict=True)
        ]

    return work


def key_of(item: Article | Unreadable) -> str:
    """What decides the shard: the id of an article, the origin of what could not be read."""
    return item.id if isinstance(item, Article) else item.origin


def in_shard(article_id: str, shard: tuple[int, int]) -> bool:
    """Whether an article belongs to shard i of n; needs no knowledge of the other articles."""
    index, count = shard
    digest = hashlib.sha256(article_id.encode()).digest()
    return count == 1 or int.from_bytes(digest[:8], "big") % count == index - 1


def _finish(
    article: Article, result: Brief | Failure, seconds: float, target: tuple[Place, tuple[str, ...]]
) -> Outcome:
    """The outcome of an article: its brief written, or the reason why there is none."""
    if isinstance(result, Failure):
        return Outcome(article.id, article.origin, "failed", seconds, error=result.reason)
    start = perf_counter()
    try:
        path = store.write_brief(target[0], result, target[1])
    except PipelineError as error:
        return Outcome(article.id, article.origin, "failed", seconds, error=str(error))
    seconds += perf_counter() - start
    return Outcome(article.id, article.origin, "done", seconds, str(path), trust=result.trust)


class _Plan:
    """Decides what is to be done and puts the outcomes back into the order of reading."""

    def __init__(self, options: BatchOptions, signature: str, observe: Observer) -> None:
        self._options = options
        self._signature = signature
        self._observe = observe
        self._outcomes: dict[int, Outcome] = {}
        self._under_way: deque[list[int]] = deque()
        self._seen: dict[str, str] = {}

    def chunks(self, items: Iterable[Article | Unreadable]) -> Iterator[list[Article]]:
        """The articles that need work, in chunks; all others are settled on the way."""
        chunk: list[Article] = []
        positions: list[int] = []
        for position, item in enumerate(self._limited(items)):
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

    def outcomes(self) -> list[Outcome]:
        """All outcomes in the order of reading."""
        return [self._outcomes[position] for position in sorted(self._outcomes)]

    def _limited(self, items: Iterable[Article | Unreadable]) -> Iterator[Article | Unreadable]:
        taken = 0
        for item in items:
            if not in_shard(key_of(item), self._options.shard):
                continue
            if self._options.limit is not None and taken >= self._options.limit:
                return
            taken += 1
            yield item

    def _settled(self, item: Article | Unreadable) -> Outcome | None:
        if isinstance(item, Unreadable):
            return Outcome("", item.origin, "failed", 0.0, error=item.error)
        if (first := self._seen.get(item.id)) is not None:
            return Outcome(item.id, item.origin, "skipped", 0.0, error=f"The same article as {first}.")
        self._seen[item.id] = item.origin
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
        self._outcomes[position] = outcome
        self._observe(outcome)
