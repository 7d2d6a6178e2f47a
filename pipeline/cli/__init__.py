"""The command ``briefs``: a lazy group, so that ``briefs --help`` imports no heavy library."""

import sys

from pipeline.cli.boundary import guarded
from pipeline.cli.group import briefs

__all__ = ["briefs", "main"]


def main() -> None:
    """Run ``briefs`` and leave with its exit code (see README, Exit codes)."""
    sys.exit(guarded(briefs, sys.argv[1:]))
