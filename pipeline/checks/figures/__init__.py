"""Figures of French and English: what they are worth, and whether the English keeps them."""

from pipeline.checks.figures.compare import compare, is_same_figure
from pipeline.checks.figures.figure import Clock, Day, Figure, Match
from pipeline.checks.figures.ledger import figure_ledger, show
from pipeline.checks.figures.parse import parse
from pipeline.checks.figures.repair import repair

__all__ = [
    "Clock",
    "Day",
    "Figure",
    "Match",
    "compare",
    "figure_ledger",
    "is_same_figure",
    "parse",
    "repair",
    "show",
]
