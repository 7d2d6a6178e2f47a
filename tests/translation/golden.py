"""Readers for the golden cases of tests/data/translation."""

from pathlib import Path

DATA = Path(__file__).parent.parent / "data" / "translation"


def blocks(name: str) -> list[tuple[str, ...]]:
    """The blocks of a file: lines between ``---`` lines, comments left out."""
    text = (DATA / name).read_text(encoding="utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("# "))
    return [tuple(block.strip("\n").split("\n")) for block in lines.split("---\n") if block.strip()]


def rows(name: str) -> list[tuple[str, ...]]:
    """The rows of a file: cells between `` | ``, comments left out."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [tuple(line.split(" | ")) for line in text.splitlines() if line and not line.startswith("# ")]
