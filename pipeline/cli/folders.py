"""The output folders that a command is asked to look at."""

from pathlib import Path

from pipeline.errors import PipelineError


def found_folders(output: Path) -> list[Path]:
    """The folders of briefs at or below ``output``; PipelineError when there is none."""
    from pipeline import store

    folders = list(store.brief_folders(output))
    if not folders:
        raise PipelineError(
            f"No brief at {output}; name the output folder of `briefs run` or one article's folder."
        )
    return folders
