"""``briefs check``: all checks once more, on what was translated before."""

from pathlib import Path

import click

from pipeline.cli.folders import a_place, found_folders
from pipeline.errors import PipelineError
from pipeline.places import Place
from pipeline.records import Trust


@click.command("check", epilog="Example:  briefs check outputs/ --fail-on critical")
@click.argument("output", type=a_place, default=Path("outputs"))
@click.option(
    "--fail-on", multiple=True, help="Exit 1 when a brief has: critical, check, unsupported, kept …"
)
@click.option("--write", is_flag=True, help="Write the outputs anew with the fresh findings.")
def command(output: Place, fail_on: tuple[str, ...], write: bool) -> int:
    """Run all checks again on the briefs at OUTPUT, without translating anything.

    With --write the report of the run beside them is brought up to date too.
    """
    from pipeline import report, store
    from pipeline.brief import recheck
    from pipeline.checks.trust import fails
    from pipeline.cli.options import parse_levels

    levels = parse_levels(fail_on)
    folders = found_folders(output)
    root = folders[0].parent
    if write and (altered := report.verify_report(root)):
        # Written anew, it would look as if nobody had touched it.
        raise PipelineError(f"Nothing was written: {altered[0]} `briefs run` writes the report anew.")
    bad = 0
    fresh: dict[str, Trust] = {}
    for folder in folders:
        problems = store.verify_folder(folder)
        if problems:
            click.echo(f"Altered, not checked: {problems[0]}", err=True)
            bad += 1
            continue
        brief = recheck(store.load_brief(folder))
        reasons = fails(brief.trust, levels)
        bad += bool(reasons)
        click.echo(
            f"{brief.article.id}  {brief.trust.line}" + (f"  ({', '.join(reasons)})" if reasons else "")
        )
        if write:
            store.write_brief(root, brief, store.formats_in(folder))
            fresh[brief.article.id] = brief.trust
    if fresh:
        report.refresh_reports(root, fresh)
    return 1 if bad else 0
