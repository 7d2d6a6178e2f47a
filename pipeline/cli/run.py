"""``briefs run``: every article in, one folder each out, and a report of the batch."""

from pathlib import Path
from typing import Any

import click

from pipeline.cli.folders import a_folder
from pipeline.cli.options import Number, parse_levels, parse_shard, settings_from, settings_options
from pipeline.errors import PipelineError, SettingsError
from pipeline.places import Place

FORMAT_NAMES = ("json", "md", "html", "txt", "csv", "tmx", "xlsx")
DEFAULT_FORMATS = "json,md,html,txt,csv,tmx"

EXAMPLES = """
\b
Examples:
  briefs run seeds/ -o outputs/
  briefs run article.html notes.docx 'wire/*.txt' -o outputs/
  curl … | briefs run - -o outputs/
  briefs run corpus.jsonl -o outputs/ --executor processes --workers 4
  briefs run corpus.parquet -o s3://bucket/briefs --field text=corps
  briefs run corpus.jsonl -o outputs/ --shard 2/8      then: briefs merge outputs/

Exit codes: 0 all done or skipped; 1 some articles failed; 2 wrong usage; 3 a bug; 130 interrupted.
"""


@click.command("run", epilog=EXAMPLES)
@click.argument("inputs", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=a_folder,
    default=Path("outputs"),
    show_default=True,
    help="A folder, or a URL such as s3://bucket/briefs.",
)
@click.option(
    "--format", "formats", default=DEFAULT_FORMATS, show_default=True, help="Files per article, by comma."
)
@click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="FIELD=NAME",
    help="What a collection calls its text, title, id, url, published or byline: --field text=corps.",
)
@click.option("--force", is_flag=True, help="Brief finished articles again.")
@click.option("--limit", type=Number(1), help="Stop after N articles.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, with coverage; write nothing.")
@click.option(
    "--fail-on", multiple=True, help="Exit 1 when a finished brief has: critical, check, unsupported, kept …"
)
@click.option(
    "--executor", type=click.Choice(["serial", "processes", "ray"]), default="serial", show_default=True
)
@click.option("--workers", type=Number(1), default=1, show_default=True, help="Workers of the executor.")
@click.option("--address", help="Ray cluster to join; without it a local one is started.")
@click.option(
    "--shard", default="1/1", show_default=True, help="Take part i of n (i/n); parts need no coordination."
)
@click.option("--chunk", type=Number(1), default=8, show_default=True, help="Articles that share batches.")
@settings_options
def command(**values: Any) -> int:
    """Brief every article of INPUTS: files, folders (recursively), globs, URLs, or - for standard input.

    Each article gets a folder below --output. One that was briefed before with the same settings is
    skipped; a bad one is reported and never stops the others.
    """
    from pipeline.batch import BatchOptions
    from pipeline.readers.fields import parse_fields

    inputs = values.pop("inputs")
    dry_run, fail_on = values.pop("dry_run"), values.pop("fail_on")
    options = BatchOptions(
        output=values.pop("output"),
        formats=parse_formats(values.pop("formats")),
        force=values.pop("force"),
        limit=values.pop("limit"),
        executor=values.pop("executor"),
        workers=values.pop("workers"),
        address=values.pop("address"),
        shard=parse_shard(values.pop("shard")),
        chunk=values.pop("chunk"),
        named=parse_fields(values.pop("fields")),
    )
    settings = settings_from(values)
    if options.executor == "serial" and (options.workers > 1 or options.address):
        raise SettingsError("--workers and --address need --executor processes or --executor ray.")
    if options.executor != "serial" and str(options.output).startswith("memory:"):
        raise SettingsError("memory:// is known to one process only; choose --executor serial or a folder.")
    if dry_run:
        from pipeline.cli.dry_run import show_plan

        return show_plan(inputs, options, settings)
    return _run(inputs, options, settings, parse_levels(fail_on))


def parse_formats(text: str) -> tuple[str, ...]:
    """Names of formats from a list by comma; SettingsError naming those that exist."""
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    unknown = [name for name in names if name not in FORMAT_NAMES]
    if unknown or not names:
        raise SettingsError(f"--format {text}: choose from {', '.join(FORMAT_NAMES)}.")
    return names


def _run(inputs: tuple[str, ...], options: Any, settings: Any, levels: tuple[str, ...]) -> int:
    from pipeline.batch import run_batch
    from pipeline.brief import signature_of
    from pipeline.cli.progress import progress
    from pipeline.report import REPORT, write_report

    with progress(inputs, options.limit, options.shard != (1, 1)) as observe:
        outcomes = run_batch(inputs, options, settings, observe)
    if not outcomes and options.shard == (1, 1):
        raise PipelineError(
            "No article was found; name files or folders that hold .txt .md .html .docx .pdf .jsonl .parquet."
        )
    written = write_report(options.output, outcomes, signature_of(settings), options.shard)
    return conclude(outcomes, written if options.shard != (1, 1) else options.output / REPORT, levels)


def conclude(outcomes: Any, report: Place, levels: tuple[str, ...]) -> int:
    """Print the totals to standard error and give the exit code."""
    from pipeline.checks.trust import fails

    counts = {
        status: sum(outcome.status == status for outcome in outcomes)
        for status in ("done", "skipped", "failed")
    }
    totals = f"{counts['done']} done, {counts['skipped']} skipped, {counts['failed']} failed"
    click.echo(f"{totals}; see {report}", err=True)
    objections = [
        f"{outcome.article_id}: {', '.join(reasons)}"
        for outcome in outcomes
        if outcome.trust is not None and (reasons := fails(outcome.trust, levels))
    ]
    for objection in objections:
        click.echo(f"--fail-on: {objection}", err=True)
    return 1 if counts["failed"] or objections else 0
