"""Every expected failure of the pipeline, each one sentence: what, where, what to do."""

import os
import sys
import tempfile
import traceback
from pathlib import Path


class PipelineError(Exception):
    """Expected by the authors; shown to the user as one sentence, never as a traceback."""


class SettingsError(PipelineError):
    """A wrong flag, config or models.txt; the command stops with exit code 2 before any work."""


class CheckpointError(PipelineError):
    """Weights are missing or not the pinned ones; the command stops with exit code 1 before any work."""


class ArticleError(PipelineError):
    """This article cannot be briefed; its outcome is "failed" and the run goes on."""


class UnreadableArticle(ArticleError):
    """The file is empty, too long, encrypted, undecodable or not text."""


class UnsupportedLanguage(ArticleError):
    """The article is neither French nor English."""


class EngineError(PipelineError):
    """An engine failed on a batch; the batch is retried once in halves."""


class CheckError(PipelineError):
    """An invariant of a Brief is broken; the article fails and the evidence is kept."""


def write_log() -> Path:
    """The path of a new file with the traceback of the exception being handled, which is a bug."""
    handle, name = tempfile.mkstemp(prefix="briefs-", suffix=".log")
    with os.fdopen(handle, "w", encoding="utf-8") as log:
        log.write(f"{' '.join(sys.argv)}\n{traceback.format_exc()}")
    return Path(name)
