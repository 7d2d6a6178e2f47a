"""Golden cases in plain text: one line per case, fields between bars, # for comments."""

from pathlib import Path

_DATA = Path(__file__).parent.parent / "data"


def cases(name: str, folder: str = "checks", bar: str = "|") -> list[tuple[str, ...]]:
    """Return the fields of each case of ``name``.txt, stripped."""
    lines = (_DATA / folder / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.strip() and not line.startswith("#")]
    return [tuple(field.strip() for field in row.split(bar)) for row in rows]
