"""``briefs verify``: proof that nothing in an output folder was altered."""

from pathlib import Path

import click

from pipeline.cli.folders import found_folders


@click.command("verify", epilog="Example:  briefs verify outputs/")
@click.argument("output", type=click.Path(path_type=Path), default=Path("outputs"))
def command(output: Path) -> int:
    """Compare every file of OUTPUT with the hashes of its manifest; exit code 1 when one differs."""
    from pipeline import store

    folders = found_folders(output)
    problems = [problem for folder in folders for problem in store.verify_folder(folder)]
    for problem in problems:
        click.echo(problem)
    click.echo(f"{len(folders)} briefs, {len(problems)} problems.", err=True)
    return 1 if problems else 0
