"""``briefs run --dry-run``: what would be done, article by article, and how much of each is covered."""

from collections.abc import Sequence

import click

from pipeline import store
from pipeline.batch import BatchOptions, Seen, chosen
from pipeline.brief import Failure, attempt, draft, signature_of
from pipeline.readers import Unreadable, iter_articles
from pipeline.records import Article
from pipeline.settings import Settings


def show_plan(inputs: Sequence[str], options: BatchOptions, settings: Settings) -> int:
    """Print one line per article to standard output; 1 when one of them would fail."""
    signature = signature_of(settings)
    failed = 0
    seen = Seen()
    for item in chosen(iter_articles(inputs, options.named), options.shard, options.limit):
        if (reason := seen.repeats(item)) is None:
            status, line = _describe(item, options, signature, settings)
        else:
            status, line = "skip", f"{item.origin}  {reason}"
        failed += status == "fail"
        click.echo(f"{status:<6}{line}")
    return 1 if failed else 0


def _describe(
    item: Article | Unreadable, options: BatchOptions, signature: str, settings: Settings
) -> tuple[str, str]:
    if isinstance(item, Unreadable):
        return "fail", f"{item.origin}  {item.error}"
    if not options.force and store.find_done(options.output, item, signature) is not None:
        return "skip", f"{item.id}  finished with these settings"
    planned = attempt(item, lambda: draft(item, settings))
    if isinstance(planned, Failure):
        return "fail", f"{item.origin}  {planned.reason}"
    size = len("".join(item.text.split()))
    covered = sum(len("".join(one.text.split())) for one in planned.segments)
    foreign = sum(one.language == "fr" for one in planned.segments)
    return "brief", (
        f"{item.id}  {planned.detection.language} ({planned.detection.confidence:.2f}), "
        f"{len(planned.segments)} segments, {foreign} to translate, {len(planned.quotes)} quotes, "
        f"{covered / max(1, size):.0%} of the text in segments"
    )
