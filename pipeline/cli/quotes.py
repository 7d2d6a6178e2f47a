"""``briefs quotes``: the quotes of one or all briefs, French beside English, with speaker."""

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.folders import a_place, found_folders
from pipeline.errors import PipelineError, SettingsError
from pipeline.places import Place

if TYPE_CHECKING:
    from pipeline.records import Brief

EXAMPLES = """
\b
Examples:
  briefs quotes outputs/
  briefs quotes outputs/000_40e66b0babd73fbc-1a2b3c4d --format csv > quotes.csv
  briefs quotes outputs/ --by-speaker --format xlsx --to speakers.xlsx
"""


@click.command("quotes", epilog=EXAMPLES)
@click.argument("output", type=a_place, default=Path("outputs"))
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "html", "xlsx"]),
    default="table",
    show_default=True,
    help="html goes with --by-speaker only.",
)
@click.option(
    "--by-speaker",
    is_flag=True,
    help="One sheet per speaker, in any format; the same quotation in several articles found.",
)
@click.option("--key", "key_only", is_flag=True, help="Key quotes only.")
@click.option("--to", type=click.Path(path_type=Path), help="Write to this file (xlsx: not for a terminal).")
def command(output: Place, form: str, by_speaker: bool, key_only: bool, to: Path | None) -> int:
    """List the quotes of the briefs at OUTPUT (an output folder, or one article's folder)."""
    from dataclasses import replace

    from pipeline import store

    briefs, damaged = store.load_briefs(found_folders(output))
    for problem in damaged:
        click.echo(f"Left out: {problem}", err=True)
    if key_only:
        briefs = [
            replace(one, quotes=tuple(quote for quote in one.quotes if quote.rank is not None))
            for one in briefs
        ]
    data = _table(briefs, by_speaker, to) if form == "table" else _rendered(briefs, form, by_speaker)
    if data is not None:
        _write(data, to)
    return 1 if damaged else 0


def _table(briefs: "list[Brief]", by_speaker: bool, to: Path | None) -> str | None:
    """Print the table, or return it as text when it goes to a file."""
    import io

    from rich.console import Console

    from pipeline.render.speakers import speaker_sheets
    from pipeline.render.terminal import quotes_table, speakers_table

    width = shutil.get_terminal_size((120, 24)).columns
    table = speakers_table(speaker_sheets(briefs), width) if by_speaker else quotes_table(briefs, width)
    file = io.StringIO() if to is not None else None
    Console(width=width, file=file).print(table)
    return file.getvalue() if file is not None else None


def _rendered(briefs: "list[Brief]", form: str, by_speaker: bool) -> str | bytes:
    from pipeline.render.quote_list import FORMS, render_quotes
    from pipeline.render.sheets import render_sheets

    if by_speaker:
        return render_sheets(briefs, form)
    if form not in FORMS:
        raise SettingsError(f"--format {form} is for --by-speaker; choose table, {', '.join(FORMS)}.")
    return render_quotes(briefs, form)


def _write(data: str | bytes, to: Path | None) -> None:
    """Send the result to a file or to standard output, byte for byte."""
    raw = data.encode() if isinstance(data, str) else data
    if to is not None:
        from pipeline.store import write_atomically

        write_atomically(to, raw)
        click.echo(f"Written to {to}.", err=True)
        return
    if raw.startswith(b"PK") and sys.stdout.isatty():
        raise PipelineError("A workbook cannot be shown on a terminal; add --to FILE.")
    sys.stdout.buffer.write(raw)
