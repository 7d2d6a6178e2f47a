"""``briefs models``: the checkpoints of models.txt, where they lie and whether they are the pinned ones."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pipeline.models import Checkpoint

EXAMPLES = """
\b
Examples:
  briefs models list
  briefs models fetch --profile hub      (the only command that uses the network)
  briefs models verify
"""

_FILE = click.option("--models-file", type=click.Path(path_type=Path), help="Another models.txt.")
_CACHE = click.option("--cache-dir", type=click.Path(path_type=Path), help="Another folder for checkpoints.")
_PROFILE = click.option("--profile", help="Only this profile.")


@click.group("models", epilog=EXAMPLES)
def command() -> None:
    """List, fetch and verify the checkpoints that models.txt names."""


@command.command("list")
@_FILE
@_CACHE
def list_models(models_file: Path | None, cache_dir: Path | None) -> None:
    """Show every checkpoint and whether it can be used on this machine."""
    from pipeline.models import load_models, verify

    for one in load_models(models_file):
        state = verify(one, cache_dir)
        pair = f"{one.source_language}-{one.target_language}"
        click.echo(
            f"{one.profile:<9}{one.role:<12}{pair:<6}{one.name:<20}{state:<9}{one.licence:<17}{one.location}"
        )


@command.command("fetch")
@_PROFILE
@_FILE
@_CACHE
def fetch_models(profile: str | None, models_file: Path | None, cache_dir: Path | None) -> None:
    """Download the checkpoints of a profile at their pinned revisions."""
    from pipeline.models import fetch

    for one in _chosen(profile, models_file):
        click.echo(f"{one.name}: {fetch(one, cache_dir)}")


@command.command("verify")
@_PROFILE
@_FILE
@_CACHE
def verify_models(profile: str | None, models_file: Path | None, cache_dir: Path | None) -> int:
    """Compare weights with their pinned sha256; exit code 1 when altered, or asked for and missing."""
    from pipeline.models import verify

    bad = 0
    for one in _chosen(profile, models_file):
        state = verify(one, cache_dir)
        click.echo(f"{one.name}: {state}")
        bad += state == "altered" or (state == "missing" and profile is not None)
    return 1 if bad else 0


@command.command("pin")
@click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=Path("models.txt")
)
def pin_models(file: Path) -> None:
    """Write sha256 and size of the embedded checkpoints into FILE (for those who train them)."""
    from pipeline.models import refresh_embedded

    file.write_text(refresh_embedded(file.read_text(encoding="utf-8"), str(file)), encoding="utf-8")
    click.echo(f"{file}: the embedded checkpoints are pinned as they are now.")


def _chosen(profile: str | None, models_file: Path | None) -> "list[Checkpoint]":
    from pipeline.errors import SettingsError
    from pipeline.models import load_models

    checkpoints = load_models(models_file)
    chosen = [one for one in checkpoints if profile in (None, one.profile)]
    if not chosen:
        names = ", ".join(sorted({one.profile for one in checkpoints}))
        raise SettingsError(f"models.txt has no profile {profile!r}; choose one of: {names}.")
    return chosen
