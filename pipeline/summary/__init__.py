"""The English summary: windows over the translation, a checkpoint, and a guard before anything is written."""

from pipeline.summary.base import Judge, Judgement, Splitter, Story, Summariser, Window, WindowSize
from pipeline.summary.checkpoint import CheckpointSummariser, Habits, load_summariser, read_habits
from pipeline.summary.planning import Plan, plan, sentences_wanted
from pipeline.summary.summarise import summarise, summarise_many
from pipeline.summary.windows import windows

__all__ = [
    "CheckpointSummariser",
    "Habits",
    "Judge",
    "Judgement",
    "Plan",
    "Splitter",
    "Story",
    "Summariser",
    "Window",
    "WindowSize",
    "load_summariser",
    "plan",
    "read_habits",
    "sentences_wanted",
    "summarise",
    "summarise_many",
    "windows",
]
