"""Progress of a batch on standard error: a bar on a terminal, plain lines elsewhere."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import click

from pipeline.records import Outcome

_COLLECTIONS = (".jsonl", ".parquet")


@contextmanager
def progress(
    inputs: Sequence[str], limit: int | None, is_part: bool = False
) -> Iterator[Callable[[Outcome], None]]:
    """A function to be told of every outcome; what it shows is gone or complete at the end.

    ``is_part``: only a shard of the inputs is run, and how many articles that is, only reading tells.
    """
    if not sys.stderr.isatty():
        yield _plain
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    total = None if is_part else _count(inputs)
    if total is not None and limit is not None:
        total = min(total, limit)
    columns = (
        SpinnerColumn(),  # articles come by the chunk: something has to move in between
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("articles, {task.fields[segments]} segments"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("briefs", total=total, segments=0)
        segments = 0

        def observe(outcome: Outcome) -> None:
            nonlocal segments
            segments += outcome.trust.segments if outcome.trust and outcome.status == "done" else 0
            if outcome.status == "failed":
                bar.console.print(_line(outcome), style="red", markup=False, highlight=False, soft_wrap=True)
            bar.update(task, advance=1, segments=segments)

        yield observe


def _count(inputs: Sequence[str]) -> int | None:
    """The number of articles, None when only reading would tell (collections, standard input)."""
    from pipeline.readers import READERS, Unreadable
    from pipeline.readers.discover import find

    if "-" in inputs:
        # Looking would read it to the end and leave nothing for the run.
        return None
    count = 0
    for source in find(inputs, READERS):
        if not isinstance(source, Unreadable) and source.suffix.startswith(_COLLECTIONS):
            return None
        count += 1
    return count


def _plain(outcome: Outcome) -> None:
    click.echo(_line(outcome), err=True)


def _line(outcome: Outcome) -> str:
    """One line about an outcome: status, article, and the reason or the trust line."""
    what = outcome.error or (outcome.trust.line if outcome.trust else "")
    return f"{outcome.status:<8}{outcome.article_id or outcome.origin}  {what}".rstrip()
