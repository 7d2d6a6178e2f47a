"""``briefs verify``: proof that nothing in an output folder was altered."""

from pathlib import Path

import click

from pipeline.cli.folders import a_place, found_folders
from pipeline.places import Place


@click.command("verify", epilog="Example:  briefs verify outputs/")
@click.argument("output", type=a_place, default=Path("outputs"))
def command(output: Place) -> int:
    """Compare every file of OUTPUT with the hashes of its manifest, and the report with the briefs.

    Exit code 1 when one differs. Whoever alters a file and its hash alike is not found out; the
    checkpoints are proved by `briefs models verify`.
    """
    from pipeline import store
    from pipeline.report import verify_report

    folders = found_folders(output)
    problems = [problem for folder in folders for problem in store.verify_folder(folder)]
    if folders != [output]:
        problems += verify_report(output)
    for problem in problems:
        click.echo(problem)
    click.echo(f"{len(folders)} briefs, {len(problems)} problems.", err=True)
    return 1 if problems else 0
