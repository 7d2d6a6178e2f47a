"""The one way in which articles reach workers, whatever runs them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from pipeline.records import Article, Outcome

# A chunk of articles in, their outcomes out, in order. Work never raises for a bad article.
Work = Callable[[Sequence[Article]], list[Outcome]]
Load = Callable[[], Work]


class Executor(Protocol):
    """Runs work over chunks of articles.

    ``load`` is called once per worker, so that each holds its models; ``chunks`` is consumed lazily
    and a bounded number ahead. Outcomes come in the order of the chunks, whoever finished first.
    """

    def run(self, load: Load, chunks: Iterable[Sequence[Article]]) -> Iterator[list[Outcome]]:
        """The outcomes of every chunk, in order."""
        ...
