"""The command ``briefs``: a lazy group, so that ``briefs --help`` imports no heavy library."""

import io
import sys

from pipeline.cli.boundary import guarded
from pipeline.cli.group import briefs

__all__ = ["briefs", "main"]


def main() -> None:
    """Run ``briefs`` and leave with its exit code (see README, Exit codes)."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # French on a terminal that knows ASCII only is shown escaped, never as a traceback.
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(guarded(briefs, sys.argv[1:]))
