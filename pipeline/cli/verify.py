"""``briefs verify``: proof that nothing in an output folder was altered."""

import re
from pathlib import Path
from typing import Any

import click

from pipeline.cli.folders import a_place, found_folders
from pipeline.errors import SettingsError
from pipeline.places import Place

EXAMPLES = """
\b
Examples:
  briefs verify outputs/
  briefs verify outputs/ --digest 4f1c…        the digest that was noted when the briefs were signed
  briefs verify outputs/ --field text=corps    where `briefs run` needed the same

The digest is what `LC_ALL=C sha256sum */manifest.json | sha256sum` prints in the output folder.
"""

_DIGEST = re.compile("[0-9a-f]{64}")
_SHOWN = 3


@click.command("verify", epilog=EXAMPLES)
@click.argument("output", type=a_place, default=Path("outputs"))
@click.option("--digest", metavar="SHA256", help="Also compare with the digest that was noted before.")
@click.option(
    "--sources",
    type=click.Choice(["local", "all", "none"]),
    default="local",
    show_default=True,
    help="Which articles are read again: local files; URLs as well; none.",
)
@click.option(
    "--field", "fields", multiple=True, metavar="FIELD=NAME", help="As for `briefs run`, for collections."
)
def command(output: Place, digest: str | None, sources: Any, fields: tuple[str, ...]) -> int:
    """Compare files with their manifests, the report with the briefs, articles with what was read.

    Exit code 1 when one differs. An article that is not there to be compared is told, and is no fault.
    Whoever alters a file and its hash alike is found out only by the digest: note it elsewhere, and give
    it back with --digest. The checkpoints are proved by `briefs models verify`.
    """
    from pipeline.proof import prove
    from pipeline.readers.fields import parse_fields

    noted = _parsed(digest)
    proof = prove(output, found_folders(output), sources, parse_fields(fields))
    problems = list(proof.problems)
    if noted not in (None, proof.digest):
        problems.append(f"{output}: its digest is {proof.digest}, not the one that was noted.")
    for problem in problems:
        click.echo(problem)
    if not problems:
        click.echo(f"digest {proof.digest}")
    if not proof.is_reported:
        click.echo(f"{output} has no report of a run, which would tell whether a brief is missing.", err=True)
    absent = proof.sources.absent
    if absent and sources != "none":
        names = ", ".join(absent[:_SHOWN]) + (", …" if len(absent) > _SHOWN else "")
        click.echo(f"{len(absent)} sources are not there to be compared: {names}", err=True)
    same = (
        "no source compared" if sources == "none" else f"{proof.sources.same} of their sources as they were"
    )
    click.echo(f"{proof.briefs} briefs, {same}, {len(problems)} problems.", err=True)
    return 1 if problems else 0


def _parsed(digest: str | None) -> str | None:
    """The digest in small letters; SettingsError when it can be none."""
    if digest is None:
        return None
    cleaned = digest.strip().lower().removeprefix("sha256:")
    if not _DIGEST.fullmatch(cleaned):
        raise SettingsError(
            f"--digest {digest}: a digest has 64 signs of 0-9 and a-f; take it from `briefs verify`."
        )
    return cleaned
