"""``briefs export``: the briefs of an output folder as rows of one file."""

from collections.abc import Iterator
from pathlib import Path

import click

from pipeline.cli.folders import a_file, a_place, found_folders
from pipeline.errors import PipelineError
from pipeline.places import Place
from pipeline.records import Brief

EXAMPLES = """
\b
Examples:
  briefs export outputs/ --to briefs.jsonl
  briefs export outputs/ --to briefs.parquet
  briefs export outputs/ --to s3://bucket/briefs.jsonl.gz
"""


@click.command("export", epilog=EXAMPLES)
@click.argument("output", type=a_place, default=Path("outputs"))
@click.option(
    "--to", required=True, type=a_file, help="A .jsonl, .jsonl.gz or .parquet file, or the URL of one."
)
def command(output: Place, to: Place) -> int:
    """Write the briefs at OUTPUT to one file, a row each: English, summary, quotes, trust, findings.

    A damaged brief is named and left out; the exit code is then 1.
    """
    from pipeline import store
    from pipeline.export import export

    damaged: list[str] = []

    def intact() -> Iterator[Brief]:
        for folder in found_folders(output):
            try:
                yield store.load_brief(folder)
            except PipelineError as error:
                damaged.append(str(error))

    count = export(intact(), to)
    for problem in damaged:
        click.echo(f"Left out: {problem}", err=True)
    click.echo(f"{count} briefs written to {to}.", err=True)
    return 1 if damaged else 0
