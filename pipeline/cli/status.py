"""``briefs status``: what an output folder holds."""

from pathlib import Path

import click

from pipeline.cli.folders import a_place
from pipeline.errors import PipelineError
from pipeline.places import Place


@click.command("status", epilog="Example:  briefs status outputs/")
@click.argument("output", type=a_place, default=Path("outputs"))
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of lines.")
def command(output: Place, as_json: bool) -> int:
    """Show the finished briefs of OUTPUT with their trust lines, and what the last run could not do.

    Exit code 1 when the last run left failed articles behind.
    """
    from pipeline.report import is_reported, read_status

    if not output.is_dir():
        raise PipelineError(f"{output} is no folder; name the output folder of `briefs run`.")
    status = read_status(output)
    if not (status.done or status.failed or is_reported(output)):
        raise PipelineError(f"{output} holds no brief and no report; name the output folder of `briefs run`.")
    if as_json:
        click.echo(status.as_json())
        return 1 if status.failed else 0
    for manifest in status.done:
        click.echo(f"done    {manifest.article_id}  {manifest.trust.line}")
    for origin, reason in status.failed:
        click.echo(f"failed  {origin}  {reason}")
    click.echo(f"{len(status.done)} done, {len(status.failed)} failed in the last run.", err=True)
    return 1 if status.failed else 0
