"""The output folders that a command is asked to look at."""

from pathlib import Path

import click

from pipeline.errors import PipelineError
from pipeline.places import Place, place


def a_place(value: str | Path) -> Place:
    """A local path or a URL, for click; SettingsError when it can be neither.

    ``.`` and ``..`` get their real name, which says whose brief a folder holds.
    """
    where = place(str(value))
    return where.resolve() if isinstance(where, Path) and where.name in {"", ".."} else where


def a_folder(value: str | Path) -> Place:
    """A place to write folders to; click.BadParameter when a file is there already."""
    where = place(str(value))
    if isinstance(where, Path) and where.exists() and not where.is_dir():
        raise click.BadParameter(f"Directory '{where}' is a file.")
    return where


def a_file(value: str | Path) -> Place:
    """A file to write, here or at a URL; click.BadParameter when a folder is there already."""
    where = place(str(value))
    if isinstance(where, Path) and where.is_dir():
        raise click.BadParameter(f"File '{where}' is a directory.")
    return where


def found_folders(output: Place) -> list[Place]:
    """The folders of briefs at or below ``output``; PipelineError when there is none."""
    from pipeline import store

    folders = list(store.brief_folders(output))
    if not folders:
        raise PipelineError(
            f"No brief at {output}; name the output folder of `briefs run` or one article's folder."
        )
    return folders
