"""``briefs merge``: one report over what several shards wrote."""

from pathlib import Path

import click

from pipeline.cli.folders import a_place
from pipeline.errors import PipelineError
from pipeline.places import Place


@click.command("merge", epilog="Example:  briefs merge outputs/")
@click.argument("output", type=a_place, default=Path("outputs"))
def command(output: Place) -> int:
    """Write run.json and REPORT.md of OUTPUT from what its shards reported; exit code 1 if any failed."""
    from pipeline.report import merge_reports

    if not output.is_dir():
        raise PipelineError(f"{output} is no folder; name the output folder of `briefs run --shard`.")
    outcomes = merge_reports(output)
    click.echo(f"{len(outcomes)} articles; see {output / 'REPORT.md'}", err=True)
    return 1 if any(outcome.status == "failed" for outcome in outcomes) else 0
