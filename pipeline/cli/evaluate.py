"""``briefs evaluate``: every measured claim of this project, measured again."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import Number, settings_from, settings_options

EXAMPLES = """
\b
Examples:
  briefs evaluate segments news.fr
  briefs evaluate translation news.fr news.en --limit 200
  briefs evaluate confidence news.fr news.en --pin
  briefs evaluate quotes articles.jsonl
  briefs evaluate checks news.fr system-a.en system-b.en
"""

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


@click.group("evaluate", epilog=EXAMPLES)
def command() -> None:
    """Measure a part of the pipeline on a file of yours."""


@command.command("segments")
@click.argument("file", type=_FILE)
@click.option("--language", type=click.Choice(["fr", "en"]), default="fr", show_default=True)
@click.option("--block", type=Number(2), default=25, show_default=True, help="Sentences a block.")
@_JSON
def segments(file: Path, language: str, block: int, as_json: bool) -> None:
    """Sentence boundaries: FILE has one sentence a line; lines are joined in blocks and split again."""
    from pipeline.evaluation import segments as evaluation

    _show(evaluation.run(file, language, block), evaluation.format_text, as_json)


@command.command("translation")
@click.argument("source", type=_FILE)
@click.argument("reference", type=_FILE)
@click.option("--limit", type=Number(1), help="The first N lines only.")
@click.option("--restored", is_flag=True, help="Put figures, names and words right first, as a brief does.")
@_JSON
@settings_options
def translation(
    source: Path, reference: Path, limit: int | None, restored: bool, as_json: bool, **values: Any
) -> None:
    """BLEU, chrF, loops and figure mismatches of the translator; SOURCE and REFERENCE line by line."""
    from pipeline.evaluation import translation as evaluation

    result = evaluation.run(source, reference, settings_from(values), limit, restored=restored)
    _show(result, evaluation.format_text, as_json)


@command.command("confidence")
@click.argument("source", type=_FILE)
@click.argument("reference", type=_FILE)
@click.option("--limit", type=Number(1), help="The first N lines only.")
@click.option("--pin", is_flag=True, help="Write the bounds into the config.json of the checkpoint.")
@_JSON
@settings_options
def confidence(
    source: Path, reference: Path, limit: int | None, pin: bool, as_json: bool, **values: Any
) -> None:
    """What the translator's score says of its translations; SOURCE and REFERENCE line by line."""
    from pipeline.evaluation import confidence as evaluation

    result = evaluation.run(source, reference, settings_from(values), limit, pin)
    _show(result, evaluation.format_text, as_json)


@command.command("summary")
@click.argument("file", type=_FILE)
@click.option("--limit", type=Number(1), help="The first N articles only.")
@_JSON
@settings_options
def summary(file: Path, limit: int | None, as_json: bool, **values: Any) -> None:
    """ROUGE against lead and LexRank, novelty, unsupported facts; FILE has document and summary per line."""
    from pipeline.evaluation import summary as evaluation

    _show(evaluation.run(file, settings_from(values), limit), evaluation.format_text, as_json)


@command.command("quotes")
@click.argument("file", type=_FILE)
@click.option("--spacy", type=click.Choice(["auto", "on", "off"]), default="auto", show_default=True)
@_JSON
def quotes(file: Path, spacy: str, as_json: bool) -> None:
    """Quotes and speakers against a gold FILE of annotated articles.

    FILE is JSON Lines with id, text, quotes, not_quotes and indirect; each quote has its span [start, end],
    content, kind (direct or mixed), speaker and speaker_mention (null where there is none).
    """
    from pipeline.evaluation import quotes as evaluation
    from pipeline.quotes import load_parser

    _show(evaluation.run(file, load_parser(spacy)), evaluation.format_text, as_json)


@command.command("checks")
@click.argument("source", type=_FILE)
@click.argument("systems", type=_FILE, nargs=-1, required=True)
@click.option("--read", metavar="RULE", help="Print firings of this rule for reading, instead of counting.")
@click.option("--count", type=Number(1), default=50, show_default=True, help="Firings to print.")
@_JSON
def checks(source: Path, systems: tuple[Path, ...], read: str | None, count: int, as_json: bool) -> None:
    """How often each check fires on SYSTEMS (translations of SOURCE by line); injected errors found."""
    from pipeline.evaluation import checks as evaluation

    if read is not None:
        for one in evaluation.sample(source, systems, read, count):
            place = f"{one.system}:{one.line}"
            click.echo(
                f"{place}  {one.finding.severity}: {one.finding.message}\n  {one.source}\n  {one.target}"
            )
        return
    _show(evaluation.run(source, systems), evaluation.format_text, as_json)


@command.command("guard")
@click.argument("file", type=_FILE)
@click.option("--count", type=Number(1), default=200, show_default=True, help="Facts to inject.")
@click.option("--seed", type=int, default=1, show_default=True)
@_JSON
def guard(file: Path, count: int, seed: int, as_json: bool) -> None:
    """Unsupported facts injected into faithful summaries: how many are stopped, how many wrongly."""
    from pipeline.evaluation import guard as evaluation

    _show(evaluation.run(file, count, seed), evaluation.format_text, as_json)


def _show(result: Any, format_text: Callable[[Any], str], as_json: bool) -> None:
    click.echo(json.dumps(asdict(result), ensure_ascii=False, indent=2) if as_json else format_text(result))
